//! The case (案件) and its life.

mod clocks;
mod command;
mod decide;
mod decision;
mod event;
mod evolve;
mod file;
mod findings;
mod gates;
mod hearing_steps;
mod inquiry;
mod next;
mod proceedings;
mod state;
mod terms;

pub use clocks::{
    ANNOUNCE, CLOSE, ClockChanges, DECIDE, DECIDE_PUBLIC_SECURITY, DELIVER,
    DELIVER_PUBLIC_SECURITY, HEARING_ANNOUNCE, HEARING_DATE, HEARING_FILE, HEARING_HOST,
    HEARING_NOTICE, HEARING_REPORT, HEARING_REQUEST, PAY, REVIEW, STATEMENT, TIMED, clock_changes,
};
pub use command::{
    CaseCommand, CaseFacts, CommandKind, DecisionDraft, Opening, RefundMade, ReportDraft,
    ReviewGiven, RevocationDraft, StatementGiven, WaiverDraft,
};
pub use decision::{
    CollectiveDiscussion, Decision, NoPenaltyGround, Opinion, Outcome, Revocation,
    RevocationGround, RevocationKind,
};
pub use event::{AccountChange, CaseEvent};
pub use file::{
    Closure, ClosureOutcome, EnforcementEnd, EnforcementEndGround, Evidence, File, Grade, Notice,
    Notification, Performance, Record, Report, Served, Statement, StatementKind,
};
pub use findings::{Assessed, Findings, Norms};
pub(crate) use gates::unlisted;
pub use gates::{Gate, Judges, gates, refused};
pub use hearing_steps::{HearingEvent, HearingRecord, HearingStep};
pub use inquiry::{Inquiry, InquiryEvent};
pub use next::{NextStep, Requirement, next_steps};
pub use proceedings::{
    CardShown, CorrectionOrder, Ending, EndingKind, Proceedings, Recusal, RecusalAnswer,
    RecusalDecider, RecusalRole, Suspension, SuspensionGround, TerminationGround,
};
pub use state::{Case, CaseStatus};
pub use terms::{CollectingBank, DecisionTerms};

/// The rules of a case.
#[derive(Clone, Copy, Debug)]
pub struct CaseRules<'a>(std::marker::PhantomData<&'a ()>);

impl<'a> kernel::Decider for CaseRules<'a> {
    type State = Case;
    type Command = CaseCommand;
    type Event = CaseEvent;
    type Facts = CaseFacts<'a>;
    type Refusal = law::Refusal;

    fn decide(
        state: &Case,
        command: CaseCommand,
        facts: &CaseFacts<'a>,
    ) -> Result<Vec<CaseEvent>, law::Refusal> {
        decide::decide(state, command, facts)
    }

    fn evolve(state: Case, event: &CaseEvent) -> Case {
        evolve::evolve(state, event)
    }
}
