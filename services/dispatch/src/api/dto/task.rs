//! Tasks on the wire.

use dispatch_domain::{Conflict, ConflictGround, EscalationReason, HandBackReason, Task, Team};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{CaseId, MatterId, OfficerId, Region, TaskId};
use law::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::OfficerView;
use crate::app::Candidate;
use crate::store::task::StoredTask;

/// Two officers or more, and who leads.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct AssignTeam {
    /// At least two.
    #[schema(min_items = 2, max_items = 20)]
    officer_ids: Vec<OfficerId>,
    /// One of them.
    lead: OfficerId,
}

impl AssignTeam {
    pub(in crate::api) fn team(self) -> Team {
        Team {
            officers: self.officer_ids,
            lead: self.lead,
        }
    }
}

/// The team takes the task.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct AcceptTask {}

/// The team gives the task back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct HandBackTask {
    /// conflict, not-qualified, not-competent, overload, other.
    #[schema(value_type = String, example = "overload")]
    pub(in crate::api) reason: HandBackReason,
}

/// The task goes up a level.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct EscalateTask {
    /// no-officers, help-needed, major-case.
    #[schema(value_type = String, example = "help-needed")]
    pub(in crate::api) reason: EscalationReason,
}

/// An officer must withdraw.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct DeclareConflict {
    pub(in crate::api) officer_id: OfficerId,
    /// direct-interest or other-relation.
    #[schema(value_type = String, example = "direct-interest")]
    pub(in crate::api) ground: ConflictGround,
}

/// Which tasks to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ListTasks {
    /// Only the task of this case.
    pub(in crate::api) case_id: Option<CaseId>,
    /// Only the task of this matter.
    pub(in crate::api) matter_id: Option<MatterId>,
    /// waiting, assigned, accepted.
    pub(in crate::api) status: Option<String>,
    /// From 0.
    #[serde(default)]
    #[param(minimum = 0)]
    pub(in crate::api) page: u32,
}

/// A team.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct TeamView {
    officer_ids: Vec<OfficerId>,
    lead: OfficerId,
}

/// An officer who must withdraw.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ConflictView {
    officer_id: OfficerId,
    ground: String,
    #[schema(value_type = String, format = Date)]
    declared_on: Date,
}

impl From<&Conflict> for ConflictView {
    fn from(conflict: &Conflict) -> Self {
        Self {
            officer_id: conflict.officer,
            ground: conflict.ground.to_string(),
            declared_on: conflict.declared_on,
        }
    }
}

/// A task as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct TaskView {
    id: TaskId,
    matter_id: MatterId,
    case_id: CaseId,
    region: Region,
    domain: String,
    unit: String,
    /// waiting, assigned, accepted.
    status: &'static str,
    /// 1 the unit itself, higher the levels above it.
    level: u32,
    version: i64,
    #[schema(value_type = String, format = DateTime)]
    opened_at: Timestamp,
    /// Last day for a team to accept, while none has.
    #[schema(value_type = Option<String>, format = Date)]
    accept_by: Option<Date>,
    team: Option<TeamView>,
    #[schema(value_type = Option<String>, format = Date)]
    accepted_on: Option<Date>,
    conflicts: Vec<ConflictView>,
}

impl From<&StoredTask> for TaskView {
    fn from(stored: &StoredTask) -> Self {
        let standing = stored.state.standing();
        Self {
            id: stored.id,
            matter_id: stored.matter,
            case_id: stored.case,
            region: stored.region,
            domain: standing
                .map(|held| held.about.domain.clone())
                .unwrap_or_default(),
            unit: standing
                .map(|held| held.about.unit.clone())
                .unwrap_or_default(),
            status: stored.state.name(),
            level: standing.map(|held| held.level).unwrap_or_default(),
            version: stored.version,
            opened_at: stored.opened_at,
            accept_by: stored.state.accept_by().map(|due| due.raw),
            team: stored.state.team().map(|team| TeamView {
                officer_ids: team.officers.clone(),
                lead: team.lead,
            }),
            accepted_on: match &stored.state {
                Task::Accepted { accepted_on, .. } => Some(*accepted_on),
                Task::Unknown | Task::Waiting { .. } | Task::Assigned { .. } => None,
            },
            conflicts: standing
                .map(|held| held.conflicts.iter().map(ConflictView::from).collect())
                .unwrap_or_default(),
        }
    }
}

/// A page of tasks.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct TaskList {
    pub(in crate::api) tasks: Vec<TaskView>,
}

/// Why an officer may not be assigned.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct RefusalView {
    code: String,
    rule: String,
    citation: String,
    missing: String,
    cure: String,
    title: String,
    title_en: String,
}

impl From<&Refusal> for RefusalView {
    fn from(refusal: &Refusal) -> Self {
        Self {
            code: refusal.code.clone(),
            rule: refusal.rule.clone(),
            citation: refusal.citation.clone(),
            missing: refusal.missing.clone(),
            cure: refusal.cure.clone(),
            title: refusal.title_zh.clone(),
            title_en: refusal.title_en.clone(),
        }
    }
}

/// An officer measured against a task.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CandidateView {
    officer: OfficerView,
    eligible: bool,
    refusal: Option<RefusalView>,
}

impl From<&Candidate> for CandidateView {
    fn from(candidate: &Candidate) -> Self {
        Self {
            officer: OfficerView::from(&candidate.officer),
            eligible: candidate.refusal.is_none(),
            refusal: candidate.refusal.as_ref().map(RefusalView::from),
        }
    }
}

/// The officers of the caller's regions, those who may be assigned first.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CandidateList {
    pub(in crate::api) candidates: Vec<CandidateView>,
}
