//! What a submission is at a moment. Each state carries the facts that hold in it.

use jiff::civil::Date;
use kernel::{MatterId, Region, SubmissionId, Uscc};
use law::Due;
use serde::{Deserialize, Serialize};

use crate::{Channel, ClosedBy, Kind, Outcome};

/// What a submission is about; the same in every state. Carries no word of its text and no person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its identifier.
    pub id: SubmissionId,
    /// The matter.
    pub matter: MatterId,
    /// What it is.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
    /// Field of enforcement.
    pub domain: String,
    /// Category of the hotline's list; empty when not sorted yet.
    pub category_code: String,
    /// Where.
    pub region: Region,
    /// Nobody gave a name.
    pub anonymous: bool,
    /// Credit code of the organisation it is about, when known.
    pub respondent: Option<Uscc>,
    /// Day it was received: day 0 of the answer.
    pub received_on: Date,
}

/// The clock of the next answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "clock", rename_all = "kebab-case")]
pub enum AnswerClock {
    /// An answer is owed.
    Running {
        /// Until when.
        due: Due,
    },
    /// It was owed and did not come; it still is owed.
    Overdue {
        /// Until when it was owed.
        due: Due,
    },
    /// Word was given, and the statutory procedure has its own clocks (办理中（法定程序）).
    Met {
        /// When word was given.
        on: Date,
    },
}

impl AnswerClock {
    /// The due date, while an answer is owed.
    #[must_use]
    pub const fn due(&self) -> Option<&Due> {
        match self {
            Self::Running { due } | Self::Overdue { due } => Some(due),
            Self::Met { .. } => None,
        }
    }
}

/// A submission.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Submission {
    /// Before it is received.
    #[default]
    Unknown,
    /// Being handled (办理中).
    Handling {
        /// What it is about.
        about: About,
        /// The clock of the next answer.
        answer: AnswerClock,
        /// How often it was reopened.
        reopened: u32,
    },
    /// Answered (已答复).
    Replied {
        /// What it is about.
        about: About,
        /// What the answer says.
        outcome: Outcome,
        /// When.
        replied_on: Date,
        /// How often it was reopened.
        reopened: u32,
    },
    /// Closed (已办结).
    Closed {
        /// What it is about.
        about: About,
        /// By whom.
        closed_by: ClosedBy,
        /// When.
        closed_on: Date,
        /// 1 to 5, when the citizen said.
        satisfaction: Option<u8>,
        /// How often it was reopened.
        reopened: u32,
    },
}

impl Submission {
    /// What it is about, once it is received.
    #[must_use]
    pub const fn about(&self) -> Option<&About> {
        match self {
            Self::Unknown => None,
            Self::Handling { about, .. }
            | Self::Replied { about, .. }
            | Self::Closed { about, .. } => Some(about),
        }
    }

    /// The due date of the answer, while one is owed.
    #[must_use]
    pub const fn due(&self) -> Option<&Due> {
        match self {
            Self::Handling { answer, .. } => answer.due(),
            Self::Unknown | Self::Replied { .. } | Self::Closed { .. } => None,
        }
    }

    /// Stable name of the state.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Handling { .. } => "handling",
            Self::Replied { .. } => "replied",
            Self::Closed { .. } => "closed",
        }
    }
}
