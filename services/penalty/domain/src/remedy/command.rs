//! What may be asked of the remedies against a decision.

use jiff::civil::Date;
use kernel::{CaseId, DocumentNumber, Fen, Post};

use super::duty::DutyStep;
use super::outcome::Ruling;
use super::state::{Applicant, Procedure, StayGround};

/// A decision that was served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The decision: its case, or the penalty on the spot.
    pub decision: CaseId,
    /// How it was made.
    pub procedure: Procedure,
    /// Its number.
    pub number: DocumentNumber,
    /// The fine.
    pub fine: Fen,
    /// When it was served.
    pub served_on: Date,
}

/// What lengthens the time to apply or to sue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Late {
    /// First and last day of an obstacle: force majeure or another just cause.
    pub obstacle: Option<(Date, Date)>,
    /// When the decision did not tell of the remedies: the day the party learnt of them.
    pub learnt_on: Option<Date>,
}

/// An application for reconsideration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationDraft {
    /// Who applies.
    pub by: Applicant,
    /// To which body.
    pub body: String,
    /// When.
    pub filed_on: Date,
    /// Whether it was handed to the agency that decided (行政复议法 Art. 32).
    pub via_agency: bool,
    /// What lengthens the time.
    pub late: Late,
}

/// A suit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuitDraft {
    /// Who sues.
    pub by: Applicant,
    /// Before which court.
    pub court: String,
    /// When.
    pub filed_on: Date,
    /// What lengthens the time.
    pub late: Late,
}

/// What may be asked of the remedies against a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemedyCommand {
    /// Open them: the decision was served.
    Open(Box<Opening>),
    /// Record an application for reconsideration.
    FileReconsideration(ApplicationDraft),
    /// Record that the agency forwarded it.
    Forward {
        /// When.
        on: Date,
    },
    /// Record that the body accepted it.
    Accept {
        /// When.
        on: Date,
        /// Whether in the simplified procedure.
        simplified: bool,
    },
    /// Record that the body did not accept it.
    Decline {
        /// When the applicant received that decision.
        on: Date,
        /// The document and its reasons.
        document: String,
    },
    /// Record that the copy of the application came.
    ReceiveCopy {
        /// When.
        on: Date,
    },
    /// Record the agency's answer with evidence and basis.
    Answer {
        /// When.
        on: Date,
        /// The document.
        document: String,
    },
    /// Record that the body lengthened its time.
    Extend {
        /// By how many days.
        days: u32,
        /// The notice to the parties.
        document: String,
    },
    /// Record a suspension of performance.
    StayPerformance {
        /// Why.
        ground: StayGround,
        /// The document.
        document: String,
        /// Since when.
        on: Date,
    },
    /// Record that it ended.
    LiftStay {
        /// When.
        on: Date,
    },
    /// Record the decision on reconsideration.
    Decide(Ruling),
    /// Record that application or suit was withdrawn.
    Withdraw {
        /// When.
        on: Date,
    },
    /// Record an opinion of the body.
    ReceiveOpinion {
        /// When.
        on: Date,
        /// The letter.
        document: String,
    },
    /// Record the report on what was corrected.
    ReportOpinion {
        /// When.
        on: Date,
        /// The report.
        document: String,
    },
    /// Record a suit.
    FileSuit(SuitDraft),
    /// Record whether the court registered it.
    RegisterSuit {
        /// When.
        on: Date,
        /// Whether it did.
        registered: bool,
    },
    /// Record the judgment that took effect.
    Judge(Ruling),
    /// A step about a duty that the agency is asked to perform.
    Duty(DutyStep),
    /// A clock ran out.
    RunOut {
        /// Its rule.
        rule: String,
    },
}

impl RemedyCommand {
    /// The stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open(_) => "open",
            Self::FileReconsideration(_) => "file-reconsideration",
            Self::Forward { .. } => "forward",
            Self::Accept { .. } => "accept",
            Self::Decline { .. } => "decline",
            Self::ReceiveCopy { .. } => "receive-copy",
            Self::Answer { .. } => "answer",
            Self::Extend { .. } => "extend",
            Self::StayPerformance { .. } => "stay-performance",
            Self::LiftStay { .. } => "lift-stay",
            Self::Decide(_) => "decide",
            Self::Withdraw { .. } => "withdraw",
            Self::ReceiveOpinion { .. } => "receive-opinion",
            Self::ReportOpinion { .. } => "report-opinion",
            Self::FileSuit(_) => "file-suit",
            Self::RegisterSuit { .. } => "register-suit",
            Self::Judge(_) => "judge",
            Self::Duty(step) => step.name(),
            Self::RunOut { .. } => "run-out",
        }
    }

    /// The posts that may give the command, the usual one first. The legal office (法制机构) answers
    /// for the agency.
    #[must_use]
    pub const fn posts(&self) -> &'static [Post] {
        match self {
            Self::Open(_) | Self::RunOut { .. } => &[Post::System],
            Self::FileReconsideration(_)
            | Self::Forward { .. }
            | Self::Accept { .. }
            | Self::Decline { .. }
            | Self::ReceiveCopy { .. }
            | Self::Answer { .. }
            | Self::Extend { .. }
            | Self::StayPerformance { .. }
            | Self::LiftStay { .. }
            | Self::Decide(_)
            | Self::Withdraw { .. }
            | Self::ReceiveOpinion { .. }
            | Self::ReportOpinion { .. }
            | Self::FileSuit(_)
            | Self::RegisterSuit { .. }
            | Self::Judge(_)
            | Self::Duty(_) => &[Post::Reviewer, Post::Handler, Post::Decider],
        }
    }
}
