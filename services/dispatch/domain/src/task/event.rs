//! What happens to a task.

use jiff::civil::Date;
use law::Due;

use super::{Conflict, EscalationReason, HandBackReason, TaskAbout, Team};

/// Something that happened to a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskEvent {
    /// It waits for a team.
    Opened {
        /// What it is about.
        about: TaskAbout,
        /// Until when a team must have accepted.
        accept_by: Due,
    },
    /// A team was assigned.
    Assigned {
        /// The team.
        team: Team,
    },
    /// The team took it.
    Accepted {
        /// When.
        on: Date,
        /// The clock that ends with it.
        met: String,
    },
    /// The team gave it back.
    HandedBack {
        /// Why.
        reason: HandBackReason,
        /// Until when a team must have accepted.
        accept_by: Due,
    },
    /// It went up a level.
    Escalated {
        /// The level it came to.
        level: u32,
        /// Why.
        reason: EscalationReason,
        /// The new acceptance clock; none after a team accepted.
        accept_by: Option<Due>,
    },
    /// An officer must withdraw.
    ConflictDeclared {
        /// Who and why.
        conflict: Conflict,
    },
}
