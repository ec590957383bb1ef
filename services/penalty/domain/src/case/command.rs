//! What may be asked of a case, and what is looked up before the answer.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{
    Actor, CaseId, DocumentNumber, Fen, MatterId, OfficerId, Post, Region, Uscc, legal_date,
};
use law::Calendar;
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::decision::{CollectiveDiscussion, Outcome, RevocationGround, RevocationKind};
use super::file::{EnforcementEndGround, Evidence, Grade, Performance, StatementKind};
use super::findings::{Findings, Norms};
use super::hearing_steps::HearingStep;
use super::inquiry::Inquiry;
use super::terms::DecisionTerms;
use crate::assessment::Departure;
use crate::hearing::Practice;
use crate::legal_basis::LegalBasis;
use crate::party::{Identity, Party, PartyKind};
use crate::payment::{Incoming, PlanDraft, StopGround};
use crate::penalty::Penalty;
use crate::referral::Posture;
use crate::review::{ReviewOutcome, Significance};
use crate::service_of_process::{AnnouncementDraft, AttemptDraft, ServiceOfProcess};

/// A filed case, as intake tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its identifier.
    pub id: CaseId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// Field of enforcement.
    pub domain: String,
    /// Item of the power and responsibility list.
    pub power_item: String,
    /// Handling unit.
    pub unit: String,
    /// Kind of the party.
    pub party_kind: PartyKind,
    /// Credit code of an organisation.
    pub party_uscc: Option<Uscc>,
    /// Day of filing.
    pub filed_on: Date,
}

/// What the report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportDraft {
    /// The facts found.
    pub facts: String,
    /// Code of the violation.
    pub violation_code: String,
    /// Last day of the act.
    pub act_ended_on: Date,
    /// The party.
    pub party: Party,
    /// Who the party is.
    pub identity: Identity,
    /// Proposed penalties; empty when none is proposed.
    pub penalties: Vec<Penalty>,
    /// Grade of discretion.
    pub grade: Grade,
    /// Reasons for grade and measure.
    pub reasons: String,
    /// What makes the case weighty.
    pub significance: Significance,
    /// What was found for the assessment.
    pub findings: Findings,
}

/// What the party said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementGiven {
    /// Stated or waived.
    pub kind: StatementKind,
    /// What was said, or how the waiver was given.
    pub content: String,
    /// Whether the party also waives the hearing.
    pub waives_hearing: bool,
    /// When.
    pub received_on: Date,
}

/// What the reviewer found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewGiven {
    /// What was found.
    pub outcome: ReviewOutcome,
    /// The opinion.
    pub opinion: String,
    /// Whether the reviewer reviews penalty decisions for the first time (初次从事法制审核).
    pub first_time: bool,
    /// Number of the legal qualification certificate (法律职业资格证书).
    pub qualification: Option<String>,
}

/// What the head of the agency decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionDraft {
    /// Penalties; empty when `no_penalty` says why there are none.
    pub outcome: Outcome,
    /// The provisions it rests on.
    pub basis: Vec<LegalBasis>,
    /// Reasons.
    pub reasons: String,
    /// What was adopted of the party's statement, and why.
    pub statement_adoption: Option<String>,
    /// The collective discussion.
    pub discussion: Option<CollectiveDiscussion>,
    /// Whether the document says that a surcharge is added when payment is late.
    pub states_surcharge: bool,
    /// What names the act (违法行为) beyond the matter, such as the number of the record made on the
    /// spot: the same act is fined once.
    pub act_reference: Option<String>,
    /// Where the fine leaves the band of the benchmark, and why; beside those of the report.
    pub departures: Vec<Departure>,
    /// What the document tells the party beside the penalty; required with a penalty.
    pub terms: Option<DecisionTerms>,
}

/// A part of the surcharge that is to be waived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverDraft {
    /// How much.
    pub amount: Fen,
    /// The execution agreement (执行协议).
    pub agreement: String,
    /// What the party did to remedy.
    pub remedy: String,
}

/// Money that went back to the party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundMade {
    /// How much.
    pub amount: Fen,
    /// When.
    pub refunded_on: Date,
    /// Number of the voucher.
    pub voucher: String,
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevocationDraft {
    /// Revoked, changed, found illegal or void.
    pub kind: RevocationKind,
    /// Why.
    pub ground: RevocationGround,
    /// The document that says so.
    pub instrument: String,
    /// Day on which it took effect.
    pub revoked_on: Date,
}

/// What may be asked of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseCommand {
    /// Open it: it was filed.
    OpenCase(Opening),
    /// Record who investigates.
    RecordInvestigators {
        /// The team.
        officers: Vec<OfficerId>,
    },
    /// Join the sealed evidence.
    JoinEvidence(Evidence),
    /// End the investigation with its report.
    ConcludeInvestigation(Box<ReportDraft>),
    /// Record that the notice was served.
    ServeNotice {
        /// How.
        service: ServiceOfProcess,
        /// Whether the notice told the party of the right to a hearing.
        hearing_right: bool,
    },
    /// Record what the party said.
    RecordStatement(StatementGiven),
    /// Record that the party asked for a hearing.
    RequestHearing {
        /// When.
        received_on: Date,
    },
    /// A step of the hearing after it was asked for.
    Hearing(HearingStep),
    /// A step around the investigation.
    Inquiry(Inquiry),
    /// Review.
    LegalReview(ReviewGiven),
    /// Decide.
    Decide(Box<DecisionDraft>),
    /// Record that the decision was served.
    ServeDecision {
        /// How.
        service: ServiceOfProcess,
        /// Whether a way to apply for reconsideration online was given with it.
        online_reconsideration: bool,
        /// Where the sealed paper original is kept, if the document was not sealed electronically.
        sealed_original: Option<String>,
    },
    /// Record an attempt to serve a document that failed.
    RecordServiceAttempt(AttemptDraft),
    /// Record that the service of a document was announced.
    AnnounceService(AnnouncementDraft),
    /// Record a payment.
    RecordPayment(Incoming),
    /// Let the party pay the fine later or in instalments.
    GrantPlan(PlanDraft),
    /// Stop the surcharge during reconsideration or litigation.
    PauseSurcharge {
        /// First day that does not count.
        from: Date,
        /// Why.
        ground: StopGround,
    },
    /// Let the surcharge go on.
    ResumeSurcharge {
        /// Last day that does not count.
        to: Date,
        /// For what it stood still.
        ground: StopGround,
    },
    /// Waive a part of the surcharge.
    WaiveSurcharge(WaiverDraft),
    /// Record money that went back to the party.
    RecordRefund(RefundMade),
    /// Note that enforcement is over though the decision was not performed in full.
    EndEnforcement {
        /// Why.
        ground: EnforcementEndGround,
        /// When.
        on: Date,
    },
    /// Close.
    Close {
        /// How penalties other than money were carried out.
        performance: Option<Performance>,
    },
    /// Record what became of the decision.
    Revoke(RevocationDraft),
    /// A clock ran out.
    RunOut {
        /// Its rule.
        rule: String,
    },
}

impl CaseCommand {
    /// Which command.
    #[must_use]
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::OpenCase(_) => CommandKind::OpenCase,
            Self::RecordInvestigators { .. } => CommandKind::RecordInvestigators,
            Self::JoinEvidence(_) => CommandKind::JoinEvidence,
            Self::ConcludeInvestigation(_) => CommandKind::ConcludeInvestigation,
            Self::ServeNotice { .. } => CommandKind::ServeNotice,
            Self::RecordStatement(_) => CommandKind::RecordStatement,
            Self::RequestHearing { .. } => CommandKind::RequestHearing,
            Self::Hearing(step) => step.kind(),
            Self::Inquiry(inquiry) => inquiry.kind(),
            Self::LegalReview(_) => CommandKind::LegalReview,
            Self::Decide(_) => CommandKind::Decide,
            Self::ServeDecision { .. } => CommandKind::ServeDecision,
            Self::RecordServiceAttempt(_) => CommandKind::RecordServiceAttempt,
            Self::AnnounceService(_) => CommandKind::AnnounceService,
            Self::RecordPayment(_) => CommandKind::RecordPayment,
            Self::GrantPlan(_) => CommandKind::GrantPlan,
            Self::PauseSurcharge { .. } => CommandKind::PauseSurcharge,
            Self::ResumeSurcharge { .. } => CommandKind::ResumeSurcharge,
            Self::WaiveSurcharge(_) => CommandKind::WaiveSurcharge,
            Self::RecordRefund(_) => CommandKind::RecordRefund,
            Self::EndEnforcement { .. } => CommandKind::EndEnforcement,
            Self::Close { .. } => CommandKind::Close,
            Self::Revoke(_) => CommandKind::Revoke,
            Self::RunOut { .. } => CommandKind::RunOut,
        }
    }
}

/// A command without what it says.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum CommandKind {
    /// Open the case.
    OpenCase,
    /// Record who investigates.
    RecordInvestigators,
    /// Join the sealed evidence.
    JoinEvidence,
    /// Record that officers showed their certificates.
    ShowCards,
    /// Order to correct.
    OrderCorrection,
    /// Suspend the investigation.
    SuspendInvestigation,
    /// Resume the investigation.
    ResumeInvestigation,
    /// Record time that does not count towards the time to decide.
    ExcludeTime,
    /// Extend the time to decide.
    ExtendTime,
    /// Ask that someone withdraw.
    AskRecusal,
    /// Decide on a recusal.
    AnswerRecusal,
    /// End the investigation.
    ConcludeInvestigation,
    /// Record the service of the notice.
    ServeNotice,
    /// Record a statement or waiver.
    RecordStatement,
    /// Record a request for a hearing.
    RequestHearing,
    /// Appoint who conducts the hearing.
    AppointHost,
    /// Hand the file to the host.
    HandFileToHost,
    /// Fix day and place of the hearing.
    FixHearing,
    /// Record the service of the notice of the hearing.
    NotifyOfHearing,
    /// Record the announcement of an open hearing.
    AnnounceHearing,
    /// Put the hearing off.
    SuspendHearing,
    /// Record the hearing.
    RecordHearing,
    /// Report on the hearing.
    ReportHearing,
    /// Review.
    LegalReview,
    /// Extend the time to review.
    ExtendReview,
    /// Decide.
    Decide,
    /// End the case without a decision on a penalty.
    EndCase,
    /// Record the service of the decision.
    ServeDecision,
    /// Record a failed attempt to serve.
    RecordServiceAttempt,
    /// Record an announcement.
    AnnounceService,
    /// Record a payment.
    RecordPayment,
    /// Grant deferral or instalments.
    GrantPlan,
    /// Stop the surcharge.
    PauseSurcharge,
    /// Let the surcharge go on.
    ResumeSurcharge,
    /// Waive surcharge.
    WaiveSurcharge,
    /// Record a refund.
    RecordRefund,
    /// Note the end of enforcement.
    EndEnforcement,
    /// Close.
    Close,
    /// Record a revocation.
    Revoke,
    /// Note that a clock ran out.
    RunOut,
}

impl CommandKind {
    /// The stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The posts that may give the command, the usual one first.
    #[must_use]
    pub const fn posts(self) -> &'static [Post] {
        match self {
            Self::OpenCase
            | Self::RecordInvestigators
            | Self::JoinEvidence
            | Self::EndEnforcement
            | Self::RunOut => &[Post::System],
            // a remedy of the party comes in as an event, or with a letter of the court
            Self::PauseSurcharge | Self::ResumeSurcharge => &[Post::Decider, Post::System],
            Self::ShowCards
            | Self::OrderCorrection
            | Self::ExcludeTime
            | Self::ConcludeInvestigation
            | Self::ServeNotice
            | Self::RecordStatement
            | Self::RequestHearing
            | Self::HandFileToHost
            | Self::ServeDecision
            | Self::RecordServiceAttempt
            | Self::AnnounceService => &[Post::Handler, Post::Officer],
            Self::FixHearing
            | Self::NotifyOfHearing
            | Self::AnnounceHearing
            | Self::SuspendHearing
            | Self::RecordHearing
            | Self::ReportHearing => &[Post::Reviewer, Post::Handler],
            Self::LegalReview => &[Post::Reviewer],
            Self::AskRecusal => &[Post::Handler, Post::Officer, Post::Reviewer, Post::Decider],
            Self::SuspendInvestigation
            | Self::ResumeInvestigation
            | Self::ExtendTime
            | Self::AnswerRecusal
            | Self::AppointHost
            | Self::ExtendReview
            | Self::Decide
            | Self::EndCase
            | Self::GrantPlan
            | Self::WaiveSurcharge
            | Self::Close => &[Post::Decider],
            Self::RecordPayment | Self::RecordRefund => &[Post::Collector],
            Self::Revoke => &[Post::Decider, Post::Supervisor, Post::System],
        }
    }

    /// The post in which `actor` may give the command.
    #[must_use]
    pub fn post_of(self, actor: &Actor) -> Option<Post> {
        self.posts().iter().copied().find(|post| actor.holds(*post))
    }

    /// Whether people give it, and not the platform itself.
    #[must_use]
    pub fn is_for_people(self) -> bool {
        self.posts() != [Post::System]
    }
}

/// What was looked up before deciding.
#[derive(Clone, Debug)]
pub struct CaseFacts<'a> {
    /// The present instant.
    pub now: Timestamp,
    /// Who asks.
    pub actor: &'a Actor,
    /// Working days.
    pub calendar: &'a Calendar,
    /// Thresholds of each field of enforcement.
    pub practice: &'a Practice,
    /// The norms that the report is judged by.
    pub norms: Norms,
    /// The next free document number, for a decision.
    pub number: Option<DocumentNumber>,
    /// The number of an earlier decision that fined the same party for the same act.
    pub fined_before: Option<String>,
    /// Whether the decision's document was sealed electronically and not voided.
    pub decision_sealed: bool,
    /// What the criminal referral of the case means for its decision (移送涉嫌犯罪案件).
    pub referral: Posture,
    /// Whether the transfer of the case to the police was approved.
    pub referral_approved: bool,
    /// Coercive measures that were not lifted, and property without an end, of this case.
    pub open_measures: u32,
}

impl<'a> CaseFacts<'a> {
    /// What every step needs; what only some steps look up is empty.
    #[must_use]
    pub const fn of(
        now: Timestamp,
        actor: &'a Actor,
        calendar: &'a Calendar,
        practice: &'a Practice,
    ) -> Self {
        Self {
            now,
            actor,
            calendar,
            practice,
            norms: Norms::NONE,
            number: None,
            fined_before: None,
            decision_sealed: false,
            referral: Posture::None,
            referral_approved: false,
            open_measures: 0,
        }
    }

    /// Today in China.
    #[must_use]
    pub fn today(&self) -> Date {
        legal_date(self.now)
    }
}
