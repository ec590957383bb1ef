//! What callers get to see.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Actor, CaseId, Fen, MatterId, OfficerId, Post, Region, legal_date, mask};
use law::{Due, Refusal};
use penalty_domain::case::{
    CaseStatus, Closure, Decision, Ending, EnforcementEnd, Evidence, Notification, Proceedings,
    Report, Requirement, Revocation, Served, Suspension,
};
use penalty_domain::party::{Identity, Party};
use penalty_domain::payment::{Account, Owed};
use penalty_domain::review::Review;
use penalty_domain::service_of_process::ServiceLog;
use penalty_domain::{CommandKind, NextStep};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::CaseSeen;
use crate::store::case_file::StoredCase;

/// Posts that handle a case and so may know who a natural person is.
pub(super) const HANDLE_PARTY: &[Post] = &[
    Post::Handler,
    Post::Officer,
    Post::Reviewer,
    Post::Decider,
    Post::Collector,
];

/// Posts that handle a case and so may know how the agency came to its decision. Whoever only takes
/// the money need not.
pub(super) const HANDLE_SECONDARY: &[Post] =
    &[Post::Handler, Post::Officer, Post::Reviewer, Post::Decider];

/// A clock that runs.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DueView {
    /// The rule, such as PEN-DECIDE-90.
    rule: String,
    /// Last day for an agency.
    #[schema(value_type = String, format = Date)]
    raw: Date,
    /// Last day for a party.
    #[schema(value_type = String, format = Date)]
    effective: Date,
    /// The holidays of a year it crosses are not published yet.
    provisional: bool,
    /// It ran out.
    overdue: bool,
    /// Instrument and article.
    citation: String,
}

impl DueView {
    /// A clock, and whether it was noted that it ran out.
    pub(super) fn of(due: &Due, overdue: bool) -> Self {
        Self {
            rule: due.rule.clone(),
            raw: due.raw,
            effective: due.effective,
            provisional: due.provisional,
            overdue,
            citation: due.citation.clone(),
        }
    }
}

/// A case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CaseView {
    id: CaseId,
    matter_id: MatterId,
    region: Region,
    /// investigating, suspended, concluded, notified, decided, served, performed, closed, revoked,
    /// ended, ended-closed.
    #[schema(value_type = String)]
    status: CaseStatus,
    version: i64,
    domain: String,
    power_item: String,
    /// Handling unit.
    unit: String,
    #[schema(value_type = String, format = Date)]
    filed_on: Date,
    #[schema(value_type = String, format = DateTime)]
    opened_at: Timestamp,
    /// Number of the decision.
    document_number: Option<String>,
    /// The clocks that run.
    dues: Vec<DueView>,
    /// Rules of all clocks that ever ran out.
    overdue: Vec<String>,
}

impl From<&StoredCase> for CaseView {
    fn from(case: &StoredCase) -> Self {
        let file = case.state.file();
        let due = |due: &Due| DueView::of(due, case.state.was_noted(due));
        Self {
            id: case.id,
            matter_id: case.matter,
            region: case.region,
            status: case.state.status(),
            version: case.version,
            domain: case.domain.clone(),
            power_item: file.map(|file| file.power_item.clone()).unwrap_or_default(),
            unit: file.map(|file| file.unit.clone()).unwrap_or_default(),
            filed_on: case.filed_on,
            opened_at: case.opened_at,
            document_number: case.document_number(),
            dues: case.state.clocks().into_iter().map(due).collect(),
            overdue: file
                .map(|file| file.overdue.iter().cloned().collect())
                .unwrap_or_default(),
        }
    }
}

/// A page of cases.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CaseList {
    pub(super) cases: Vec<CaseView>,
}

/// Who the party is. For those who do not handle the case a natural person's name is masked and the
/// address left out.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PartyView {
    name: String,
    address: Option<String>,
}

impl PartyView {
    pub(super) fn of(identity: &Identity, party: Option<&Party>, reader: &Actor) -> Self {
        let organisation = matches!(party, Some(Party::Organisation { .. }));
        if organisation || reader.holds_any(HANDLE_PARTY) {
            let (name, address) = (identity.name.clone(), Some(identity.address.clone()));
            return Self { name, address };
        }
        Self {
            name: mask::name(&identity.name),
            address: None,
        }
    }
}

/// A case in full.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CaseDetail {
    #[serde(flatten)]
    case: CaseView,
    /// The team.
    investigators: Vec<OfficerId>,
    #[schema(value_type = Option<Object>)]
    evidence: Option<Evidence>,
    party: Option<PartyView>,
    #[schema(value_type = Option<Object>)]
    report: Option<Report>,
    /// Notice, statements and hearing.
    #[schema(value_type = Option<Object>)]
    notification: Option<Notification>,
    #[schema(value_type = Option<Object>)]
    review: Option<Review>,
    #[schema(value_type = Option<Object>)]
    decision: Option<Decision>,
    #[schema(value_type = Option<Object>)]
    served: Option<Served>,
    /// Failed attempts to serve documents, and announcements.
    #[schema(value_type = Option<Object>)]
    service_log: Option<ServiceLog>,
    /// Fine, income, surcharge, plan, payments, refunds.
    #[schema(value_type = Option<Object>)]
    account: Option<Account>,
    /// What is owed today, in fen.
    #[schema(value_type = Option<Object>)]
    owed: Option<Owed>,
    /// What must go back to the party, in fen.
    #[schema(value_type = i64)]
    refundable_fen: Fen,
    /// Why enforcement is over without full performance.
    #[schema(value_type = Option<Object>)]
    enforcement_end: Option<EnforcementEnd>,
    #[schema(value_type = Option<Object>)]
    closure: Option<Closure>,
    #[schema(value_type = Option<Object>)]
    revocation: Option<Revocation>,
    /// Certificates shown, orders to correct, recusals, time that does not count, extensions.
    #[schema(value_type = Option<Object>)]
    proceedings: Option<Proceedings>,
    /// Why the investigation stands still.
    #[schema(value_type = Option<Object>)]
    suspension: Option<Suspension>,
    /// How the case ended without a decision on a penalty.
    #[schema(value_type = Option<Object>)]
    ending: Option<Ending>,
}

impl CaseDetail {
    pub(super) fn of(seen: &CaseSeen, reader: &Actor) -> Self {
        let state = &seen.case.state;
        let file = state.file();
        let party = state.report().map(|report| &report.party);
        let identity = seen.identity.as_ref();
        let today = legal_date(seen.at);
        Self {
            case: CaseView::from(&seen.case),
            investigators: file
                .map(|file| file.investigators.clone())
                .unwrap_or_default(),
            evidence: file.and_then(|file| file.evidence.clone()),
            party: identity.map(|identity| PartyView::of(identity, party, reader)),
            report: state.report().cloned(),
            notification: state.notification().cloned(),
            review: state.review().cloned(),
            decision: state.record().map(|record| record.decision.clone()),
            served: state.served().cloned(),
            service_log: file.map(|file| file.service_log.clone()),
            account: state.account().cloned(),
            owed: state
                .account()
                .and_then(|account| account.owed_on(today).ok()),
            refundable_fen: state.refundable(),
            enforcement_end: state.enforcement_end().cloned(),
            closure: state.closure().cloned(),
            revocation: state.revocation().cloned(),
            proceedings: file.map(|file| file.proceedings.clone()),
            suspension: state.suspension().cloned(),
            ending: state.ending().cloned(),
        }
    }
}

/// One command, and whether the caller may give it now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StepView {
    /// The command, such as serve-notice.
    command: &'static str,
    /// Where to send it.
    path: String,
    /// Whether it may be given now.
    allowed: bool,
    /// Everything that stands in its way, each with rule, citation, missing fact and cure.
    #[schema(value_type = Vec<Object>)]
    obstacles: Vec<Refusal>,
    /// What the step will be measured by when it is taken.
    requirements: Vec<RequirementView>,
}

/// A gate that judges what a step says.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RequirementView {
    code: &'static str,
    rule: &'static str,
    citation: &'static str,
    /// How it is met.
    cure: &'static str,
    title: &'static str,
}

impl From<Requirement> for RequirementView {
    fn from(requirement: Requirement) -> Self {
        Self {
            code: requirement.code,
            rule: requirement.rule,
            citation: requirement.citation,
            cure: requirement.cure,
            title: requirement.title_zh,
        }
    }
}

/// What may be done next.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NextView {
    id: CaseId,
    #[schema(value_type = String)]
    status: CaseStatus,
    version: i64,
    steps: Vec<StepView>,
}

impl NextView {
    pub(super) fn of(case: &StoredCase, steps: Vec<NextStep>) -> Self {
        let step = |step: NextStep| StepView {
            command: step.command.as_str(),
            path: format!(
                "/api/penalty/v1/cases/{}/{}",
                case.id,
                segment(step.command)
            ),
            allowed: step.obstacles.is_empty(),
            obstacles: step.obstacles,
            requirements: step.requirements.into_iter().map(Into::into).collect(),
        };
        Self {
            id: case.id,
            status: case.state.status(),
            version: case.version,
            steps: steps.into_iter().map(step).collect(),
        }
    }
}

/// The last part of the path of a command; empty for those that no one sends.
pub(super) const fn segment(command: CommandKind) -> &'static str {
    match command {
        CommandKind::ConcludeInvestigation => "investigation-report",
        CommandKind::ServeNotice => "notice",
        CommandKind::RecordStatement => "statement",
        CommandKind::RequestHearing => "hearing-request",
        CommandKind::ShowCards => "cards",
        CommandKind::OrderCorrection => "corrections",
        CommandKind::SuspendInvestigation => "suspension",
        CommandKind::ResumeInvestigation => "resumption",
        CommandKind::ExcludeTime => "excluded-times",
        CommandKind::ExtendTime => "extensions",
        CommandKind::ExtendReview => "review-extensions",
        CommandKind::AskRecusal => "recusals",
        CommandKind::AnswerRecusal => "recusal-answers",
        CommandKind::EndCase => "ending",
        CommandKind::AppointHost => "hearing-host",
        CommandKind::HandFileToHost => "hearing-file",
        CommandKind::FixHearing => "hearing-date",
        CommandKind::NotifyOfHearing => "hearing-notice",
        CommandKind::AnnounceHearing => "hearing-announcement",
        CommandKind::SuspendHearing => "hearing-suspension",
        CommandKind::RecordHearing => "hearing",
        CommandKind::ReportHearing => "hearing-report",
        CommandKind::LegalReview => "legal-review",
        CommandKind::Decide => "decision",
        CommandKind::ServeDecision => "service",
        CommandKind::RecordServiceAttempt => "service-attempts",
        CommandKind::AnnounceService => "announcements",
        CommandKind::RecordPayment => "payments",
        CommandKind::GrantPlan => "payment-plan",
        CommandKind::PauseSurcharge => "surcharge-pause",
        CommandKind::ResumeSurcharge => "surcharge-resumption",
        CommandKind::WaiveSurcharge => "surcharge-waivers",
        CommandKind::RecordRefund => "refunds",
        CommandKind::Close => "closure",
        CommandKind::Revoke => "revocation",
        CommandKind::OpenCase
        | CommandKind::RecordInvestigators
        | CommandKind::JoinEvidence
        | CommandKind::EndEnforcement
        | CommandKind::RunOut => "",
    }
}
