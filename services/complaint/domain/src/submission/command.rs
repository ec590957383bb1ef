//! What may be asked of a submission, and what is looked up before the answer.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Actor, legal_date};
use law::Calendar;

use crate::{ClosedBy, Filing, Limits, Outcome, Stage};

/// What may be asked of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmissionCommand {
    /// Take it.
    Receive(Box<Filing>),
    /// Answer the citizen.
    Reply {
        /// What the answer says.
        outcome: Outcome,
        /// Its words.
        text: String,
    },
    /// A case was opened on the report: tell the citizen, if nobody has.
    TellFiled {
        /// The words of the notice.
        text: String,
    },
    /// Close it.
    Close {
        /// Who closes it.
        by: ClosedBy,
        /// 1 to 5, when the citizen says.
        satisfaction: Option<u8>,
    },
    /// Take it up again, because the citizen is not content.
    Reopen {
        /// What is wrong with the answer.
        reason: String,
    },
    /// The clock of the answer ran out.
    NoteOverdue,
}

impl SubmissionCommand {
    /// Stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Receive(_) => "receive",
            Self::Reply { .. } => "reply",
            Self::TellFiled { .. } => "tell-filed",
            Self::Close { .. } => "close",
            Self::Reopen { .. } => "reopen",
            Self::NoteOverdue => "note-overdue",
        }
    }
}

/// What was looked up before deciding.
#[derive(Debug, Clone, Copy)]
pub struct SubmissionFacts<'a> {
    /// The time.
    pub now: Timestamp,
    /// Who asks. A citizen without an account is an actor with the post Citizen and nothing else.
    pub actor: &'a Actor,
    /// Working days.
    pub calendar: &'a Calendar,
    /// The limits of the region.
    pub limits: &'a Limits,
    /// The stages that other services have reported about the matter.
    pub reached: &'a [Stage],
}

impl SubmissionFacts<'_> {
    /// Today in Asia/Shanghai.
    #[must_use]
    pub fn today(&self) -> Date {
        legal_date(self.now)
    }
}
