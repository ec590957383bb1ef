//! What a task is at a moment. Each state carries the facts that hold in it.

use jiff::civil::Date;
use kernel::{CaseId, MatterId, OfficerId, Region, TaskId};
use law::Due;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

/// Why an officer must withdraw (回避, 行政处罚法 Art. 43).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ConflictGround {
    /// A direct interest in the case (直接利害关系).
    DirectInterest,
    /// Another relation that may affect fairness (其他关系可能影响公正执法).
    OtherRelation,
}

/// Why a team gives a task back.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum HandBackReason {
    /// One of the team must withdraw.
    Conflict,
    /// One of the team is no longer qualified.
    NotQualified,
    /// The unit is not competent.
    NotCompetent,
    /// The team cannot take more.
    Overload,
    /// Another ground.
    Other,
}

/// Why a task goes up a level.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum EscalationReason {
    /// No team accepted in time.
    NotAccepted,
    /// Not enough eligible officers.
    NoOfficers,
    /// Help is needed.
    HelpNeeded,
    /// The case is major or complex.
    MajorCase,
}

/// An officer who must withdraw from this task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The officer.
    pub officer: OfficerId,
    /// Why.
    pub ground: ConflictGround,
    /// When it was declared.
    pub declared_on: Date,
}

/// The officers on a task (执法人员). At least two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// All of them, without repetition.
    pub officers: Vec<OfficerId>,
    /// The one who leads (主办).
    pub lead: OfficerId,
}

/// What a task is about; the same in every state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskAbout {
    /// Its identifier.
    pub id: TaskId,
    /// The matter.
    pub matter: MatterId,
    /// The case it serves.
    pub case: CaseId,
    /// Where.
    pub region: Region,
    /// Field of enforcement.
    pub domain: String,
    /// Handling unit.
    pub unit: String,
    /// When it was opened.
    pub opened_on: Date,
}

/// What every opened task has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What it is about.
    pub about: TaskAbout,
    /// 1 the unit itself, higher the levels above it.
    pub level: u32,
    /// Who must withdraw.
    pub conflicts: Vec<Conflict>,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Task {
    /// Before it is opened.
    #[default]
    Unknown,
    /// Waits for a team.
    Waiting {
        /// What every opened task has.
        standing: Standing,
        /// Until when a team must have accepted.
        accept_by: Due,
    },
    /// A team was assigned and has not accepted.
    Assigned {
        /// What every opened task has.
        standing: Standing,
        /// Until when the team must have accepted.
        accept_by: Due,
        /// The team.
        team: Team,
    },
    /// The team took it.
    Accepted {
        /// What every opened task has.
        standing: Standing,
        /// The team.
        team: Team,
        /// When.
        accepted_on: Date,
    },
}

impl Task {
    /// What it has in every state, once it is opened.
    #[must_use]
    pub const fn standing(&self) -> Option<&Standing> {
        match self {
            Self::Unknown => None,
            Self::Waiting { standing, .. }
            | Self::Assigned { standing, .. }
            | Self::Accepted { standing, .. } => Some(standing),
        }
    }

    /// The team, once one is assigned.
    #[must_use]
    pub const fn team(&self) -> Option<&Team> {
        match self {
            Self::Unknown | Self::Waiting { .. } => None,
            Self::Assigned { team, .. } | Self::Accepted { team, .. } => Some(team),
        }
    }

    /// Until when a team must have accepted, while none has.
    #[must_use]
    pub const fn accept_by(&self) -> Option<&Due> {
        match self {
            Self::Waiting { accept_by, .. } | Self::Assigned { accept_by, .. } => Some(accept_by),
            Self::Unknown | Self::Accepted { .. } => None,
        }
    }

    /// Stable name of the state.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Waiting { .. } => "waiting",
            Self::Assigned { .. } => "assigned",
            Self::Accepted { .. } => "accepted",
        }
    }
}
