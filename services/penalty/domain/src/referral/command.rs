//! What may be asked of a referral.

use jiff::civil::Date;
use kernel::{CaseId, OfficerId, Post};

/// A suspicion of crime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralDraft {
    /// The case.
    pub case: CaseId,
    /// Name of the suspected crime.
    pub offence: String,
    /// The task group.
    pub group: Vec<OfficerId>,
}

/// What goes to the police (Art. 6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferDraft {
    /// The police organ of the same level.
    pub police: String,
    /// The letter.
    pub letter: String,
    /// The investigation report.
    pub report: String,
    /// The list of items.
    pub items: String,
    /// Test reports and expert opinions.
    pub test_reports: Vec<String>,
    /// The procuratorate that gets a copy.
    pub copied_to: String,
}

/// What may be asked of a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferralCommand {
    /// Set up the task group.
    Open(ReferralDraft),
    /// Propose the referral in writing.
    Report {
        /// Facts, and why they suggest a crime.
        content: String,
    },
    /// Approve.
    Approve,
    /// Do not approve.
    Disapprove {
        /// Why not.
        reasons: String,
    },
    /// Send it to the police.
    Transfer(Box<TransferDraft>),
    /// Record that the police filed it.
    RecordPoliceFiling {
        /// When the notice came.
        on: Date,
        /// The notice.
        notice: String,
    },
    /// Record that the police did not file it, or stand by that.
    RecordPoliceDecline {
        /// When the notice came.
        on: Date,
        /// The notice and its reasons.
        notice: String,
    },
    /// Record the handing over of items and material.
    HandOver {
        /// The list, signed by both.
        list: String,
    },
    /// Ask the police to reconsider.
    AskPolice,
    /// Suggest to the procuratorate that it supervises the filing.
    AskProcuratorate,
    /// Take the case back.
    Settle {
        /// Why nothing more is asked.
        reasons: String,
    },
    /// A clock ran out.
    RunOut {
        /// Its rule.
        rule: String,
    },
}

impl ReferralCommand {
    /// The stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open(_) => "open",
            Self::Report { .. } => "report",
            Self::Approve => "approve",
            Self::Disapprove { .. } => "disapprove",
            Self::Transfer(_) => "transfer",
            Self::RecordPoliceFiling { .. } => "record-police-filing",
            Self::RecordPoliceDecline { .. } => "record-police-decline",
            Self::HandOver { .. } => "hand-over",
            Self::AskPolice => "ask-police",
            Self::AskProcuratorate => "ask-procuratorate",
            Self::Settle { .. } => "settle",
            Self::RunOut { .. } => "run-out",
        }
    }

    /// The posts that may give the command, the usual one first.
    #[must_use]
    pub const fn posts(&self) -> &'static [Post] {
        match self {
            Self::Open(_) => &[Post::Handler, Post::Officer, Post::Decider],
            Self::Approve | Self::Disapprove { .. } | Self::Settle { .. } => &[Post::Decider],
            Self::Report { .. }
            | Self::Transfer(_)
            | Self::RecordPoliceFiling { .. }
            | Self::RecordPoliceDecline { .. }
            | Self::HandOver { .. }
            | Self::AskPolice
            | Self::AskProcuratorate => &[Post::Handler, Post::Officer],
            Self::RunOut { .. } => &[Post::System],
        }
    }
}
