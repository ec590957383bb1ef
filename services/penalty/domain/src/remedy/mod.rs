//! The remedies against one decision (救济): administrative reconsideration (行政复议) and
//! administrative litigation (行政诉讼), from the service of the decision until nothing more can be
//! done against it.
//!
//! ```text
//! Unopened ─open─► Open ─file-reconsideration─► Applied ─accept, or silence─► Accepted
//!                   │ │                            │ decline, withdraw           │ decide, withdraw
//!                   │ │ all periods ended          ▼                             ▼
//!                   │ └───────────► Final ◄──── Settled ◄────────────────────────┘
//!                   │                 ▲            │ file-suit
//!                   └─file-suit─► Suing ◄──────────┘
//!                                     └─judge, withdraw, not registered─► Final
//! ```
//!
//! Of a penalty on the spot the party applies for reconsideration first (行政复议法 Art. 23). Whether an
//! application is in time is noted, not enforced: that is for the body or the court to judge, which
//! may accept a late one. What they decide comes back into the decision itself by
//! [`Ruling::overturns`]; while they have it the surcharge stands still, see [`standstill`]. Beside both
//! runs what the party asks the agency to do ([`Duty`]).

mod aside;
mod clocks;
mod command;
mod decide;
mod duty;
mod event;
mod evolve;
mod outcome;
mod period;
mod standstill;
mod state;
mod suit;

pub use clocks::{
    ACCEPT, ANSWER, DECIDE, DUTY, FORWARD, OPINION, RECONSIDER, SUE, SUE_AFTER, TIMED,
};
pub use command::{ApplicationDraft, Late, Opening, RemedyCommand, SuitDraft};
pub use duty::{Duty, DutyEvent, DutyStage, DutyStep};
pub use event::RemedyEvent;
pub use outcome::{Forum, Outcome, OverturnGround, Ruling};
pub use period::Timeliness;
pub use standstill::standstill;
pub use state::{
    Answer, Applicant, Application, Dossier, Opinion, Procedure, Remedy, Settlement, Stay,
    StayGround, Suit, With,
};

/// The rules of the remedies against a decision.
#[derive(Clone, Copy, Debug)]
pub struct RemedyRules<'a>(std::marker::PhantomData<&'a ()>);

impl<'a> kernel::Decider for RemedyRules<'a> {
    type State = Remedy;
    type Command = RemedyCommand;
    type Event = RemedyEvent;
    type Facts = crate::procedure::Moment<'a>;
    type Refusal = law::Refusal;

    fn decide(
        state: &Remedy,
        command: RemedyCommand,
        facts: &Self::Facts,
    ) -> Result<Vec<RemedyEvent>, law::Refusal> {
        decide::decide(state, command, facts)
    }

    fn evolve(state: Remedy, event: &RemedyEvent) -> Remedy {
        evolve::evolve(state, event)
    }
}
