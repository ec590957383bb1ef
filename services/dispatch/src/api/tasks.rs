//! `/api/dispatch/v1/tasks`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use dispatch_domain::{EscalationReason, TaskCommand};
use http_kit::{Caller, IdempotencyKey, PathId, Problem, ValidQuery};
use kernel::{Actor, Post, RegionScope, TaskId};
use runtime::{Asked, Fault};

use super::dto::{
    AcceptTask, AssignTeam, CandidateList, CandidateView, DeclareConflict, EscalateTask,
    HandBackTask, ListTasks, PAGE_MAX, TaskList, TaskView,
};
use crate::Dispatch;
use crate::app;
use crate::store::task::{self, Filter};

const READERS: &[Post] = &[
    Post::Dispatcher,
    Post::Officer,
    Post::Handler,
    Post::Decider,
    Post::Supervisor,
    Post::Auditor,
];

/// Lists tasks of the caller's regions.
#[utoipa::path(get, path = "/api/dispatch/v1/tasks", tag = "tasks", params(ListTasks),
    responses((status = 200, body = TaskList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(dispatch): State<Dispatch>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<ListTasks>,
) -> Result<Json<TaskList>, Fault> {
    read_post(&actor)?;
    let mut unit = dispatch.ledger.begin(&actor.scope).await?;
    let filter = Filter {
        case: query.case_id,
        matter: query.matter_id,
        status: query.status,
    };
    let offset = i64::from(query.page) * PAGE_MAX;
    let rows = task::list(unit.connection(), &filter, PAGE_MAX, offset).await?;
    Ok(Json(TaskList {
        tasks: rows.iter().map(TaskView::from).collect(),
    }))
}

/// Shows one task.
#[utoipa::path(get, path = "/api/dispatch/v1/tasks/{id}", tag = "tasks",
    params(("id" = String, Path, description = "Task")),
    responses((status = 200, body = TaskView)), security(("bearer" = [])))]
pub(super) async fn show(
    State(dispatch): State<Dispatch>,
    Caller(actor): Caller,
    PathId(id): PathId<TaskId>,
) -> Result<Json<TaskView>, Fault> {
    read_post(&actor)?;
    let mut unit = dispatch.ledger.begin(&actor.scope).await?;
    let stored = task::find(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(TaskView::from(&stored)))
}

/// Shows who may be assigned, and by which article others may not.
#[utoipa::path(get, path = "/api/dispatch/v1/tasks/{id}/candidates", tag = "tasks",
    params(("id" = String, Path, description = "Task")),
    responses((status = 200, body = CandidateList)), security(("bearer" = [])))]
pub(super) async fn candidates(
    State(dispatch): State<Dispatch>,
    Caller(actor): Caller,
    PathId(id): PathId<TaskId>,
) -> Result<Json<CandidateList>, Fault> {
    if !actor.holds_any(&[Post::Dispatcher, Post::Decider, Post::Supervisor]) {
        return Err(Problem::forbidden("查看候选人员须有调度、审批或监督职务").into());
    }
    let mut unit = dispatch.ledger.begin(&actor.scope).await?;
    let found = app::candidates(&mut unit, &dispatch.configuration, id).await?;
    Ok(Json(CandidateList {
        candidates: found.iter().map(CandidateView::from).collect(),
    }))
}

/// Assigns a team of at least two officers.
#[utoipa::path(post, path = "/api/dispatch/v1/tasks/{id}/assignment", tag = "tasks",
    params(("id" = String, Path, description = "Task"), IdempotencyKey),
    request_body = AssignTeam, responses((status = 200, body = TaskView)),
    security(("bearer" = [])))]
pub(super) async fn assign(
    State(dispatch): State<Dispatch>,
    asked: Asked<TaskId, AssignTeam>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| TaskCommand::Assign(body.team()));
    decide(&dispatch, asked, "assignment").await
}

/// Takes the task; an assigned officer does.
#[utoipa::path(post, path = "/api/dispatch/v1/tasks/{id}/acceptance", tag = "tasks",
    params(("id" = String, Path, description = "Task"), IdempotencyKey),
    request_body = AcceptTask, responses((status = 200, body = TaskView)),
    security(("bearer" = [])))]
pub(super) async fn accept(
    State(dispatch): State<Dispatch>,
    asked: Asked<TaskId, AcceptTask>,
) -> Result<Response, Fault> {
    let asked = asked.map(|AcceptTask {}| TaskCommand::Accept);
    decide(&dispatch, asked, "acceptance").await
}

/// Gives the task back.
#[utoipa::path(post, path = "/api/dispatch/v1/tasks/{id}/hand-back", tag = "tasks",
    params(("id" = String, Path, description = "Task"), IdempotencyKey),
    request_body = HandBackTask, responses((status = 200, body = TaskView)),
    security(("bearer" = [])))]
pub(super) async fn hand_back(
    State(dispatch): State<Dispatch>,
    asked: Asked<TaskId, HandBackTask>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| TaskCommand::HandBack {
        reason: body.reason,
    });
    decide(&dispatch, asked, "hand-back").await
}

/// Takes the task up a level.
#[utoipa::path(post, path = "/api/dispatch/v1/tasks/{id}/escalation", tag = "tasks",
    params(("id" = String, Path, description = "Task"), IdempotencyKey),
    request_body = EscalateTask, responses((status = 200, body = TaskView)),
    security(("bearer" = [])))]
pub(super) async fn escalate(
    State(dispatch): State<Dispatch>,
    asked: Asked<TaskId, EscalateTask>,
) -> Result<Response, Fault> {
    if asked.body.reason == EscalationReason::NotAccepted {
        return Err(Problem::unprocessable("此原因由接受时限届满时自动记录").into());
    }
    let asked = asked.map(|body| TaskCommand::Escalate {
        reason: body.reason,
    });
    decide(&dispatch, asked, "escalation").await
}

/// Declares that an officer must withdraw (回避).
#[utoipa::path(post, path = "/api/dispatch/v1/tasks/{id}/conflicts", tag = "tasks",
    params(("id" = String, Path, description = "Task"), IdempotencyKey),
    request_body = DeclareConflict, responses((status = 200, body = TaskView)),
    security(("bearer" = [])))]
pub(super) async fn declare_conflict(
    State(dispatch): State<Dispatch>,
    asked: Asked<TaskId, DeclareConflict>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| TaskCommand::DeclareConflict {
        officer: body.officer_id,
        ground: body.ground,
    });
    decide(&dispatch, asked, "conflicts").await
}

async fn decide(
    dispatch: &Dispatch,
    asked: Asked<TaskId, TaskCommand>,
    action: &str,
) -> Result<Response, Fault> {
    // Whoever accepts relies on the certificates of the whole team, and a colleague's may be the
    // city's: the transaction sees all of them. That the task lies in the actor's region is asked
    // by the use case.
    let scope = if asked.body == TaskCommand::Accept {
        RegionScope::everywhere()
    } else {
        asked.actor.scope.clone()
    };
    let path = format!("/tasks/{}/{action}", asked.id);
    let configuration = dispatch.configuration;
    asked
        .once(
            &dispatch.ledger,
            &scope,
            &path,
            |unit, (actor, id, command)| {
                Box::pin(async move {
                    let stored =
                        app::decide_task(unit, &configuration, &actor, id, command).await?;
                    Ok((StatusCode::OK, TaskView::from(&stored)))
                })
            },
        )
        .await
}

fn read_post(actor: &Actor) -> Result<(), Fault> {
    if actor.holds_any(READERS) {
        return Ok(());
    }
    Err(Problem::forbidden("查看任务须有调度、执法、办案、审批或监督职务").into())
}
