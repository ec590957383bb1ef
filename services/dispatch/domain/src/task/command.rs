//! What may be asked of a task, and what is looked up before the answer.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Actor, OfficerId, legal_date};
use law::Calendar;

use super::{ConflictGround, EscalationReason, HandBackReason, TaskAbout, Team};
use crate::{Configuration, Officer};

/// What may be asked of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskCommand {
    /// A case was filed and needs a team.
    Open(TaskAbout),
    /// Give it a team, or another one.
    Assign(Team),
    /// The team takes it.
    Accept,
    /// The team gives it back.
    HandBack {
        /// Why.
        reason: HandBackReason,
    },
    /// Take it up a level.
    Escalate {
        /// Why.
        reason: EscalationReason,
    },
    /// The acceptance clock ran out.
    NoteNotAccepted,
    /// An officer must withdraw.
    DeclareConflict {
        /// The officer.
        officer: OfficerId,
        /// Why.
        ground: ConflictGround,
    },
}

impl TaskCommand {
    /// Stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open(_) => "open",
            Self::Assign(_) => "assign",
            Self::Accept => "accept",
            Self::HandBack { .. } => "hand-back",
            Self::Escalate { .. } => "escalate",
            Self::NoteNotAccepted => "note-not-accepted",
            Self::DeclareConflict { .. } => "declare-conflict",
        }
    }
}

/// What was looked up before deciding.
#[derive(Debug, Clone, Copy)]
pub struct TaskFacts<'a> {
    /// The time.
    pub now: Timestamp,
    /// Who asks.
    pub actor: &'a Actor,
    /// Working days.
    pub calendar: &'a Calendar,
    /// What the region sets.
    pub configuration: &'a Configuration,
    /// The officers named in the command or in the team; who is missing is not in the roster.
    pub officers: &'a [Officer],
}

impl TaskFacts<'_> {
    /// Today in Asia/Shanghai.
    #[must_use]
    pub fn today(&self) -> Date {
        legal_date(self.now)
    }

    /// The officer `id` as looked up.
    #[must_use]
    pub fn officer(&self, id: OfficerId) -> &Officer {
        const UNKNOWN: &Officer = &Officer::Unknown;
        self.officers
            .iter()
            .find(|officer| officer.certificate().is_some_and(|held| held.officer == id))
            .unwrap_or(UNKNOWN)
    }

    /// The actor as officer: both go by the same identifier.
    #[must_use]
    pub fn actor_as_officer(&self) -> OfficerId {
        OfficerId::from(self.actor.id.uuid())
    }
}
