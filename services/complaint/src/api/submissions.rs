//! `/api/complaint/v1/submissions`: what the office does.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use complaint_domain::{ClosedBy, SubmissionCommand};
use http_kit::{Caller, IdempotencyKey, PathId, Problem, ValidQuery};
use kernel::{Actor, Post, SubmissionId};
use runtime::{Asked, Fault};

use super::dto::{
    CloseByOffice, GiveReply, ListSubmissions, PAGE_MAX, ReporterView, SubmissionDetail,
    SubmissionList, SubmissionView, Unmask,
};
use crate::Complaint;
use crate::app::{Which, decide_submission, unmask_reporter};
use crate::store::{correspondence, reporter, stage, submission};

const READERS: &[Post] = &[
    Post::Clerk,
    Post::Handler,
    Post::Decider,
    Post::Supervisor,
    Post::Auditor,
];

/// Characters of a purpose: enough to say something.
const PURPOSE_CHARACTERS: std::ops::RangeInclusive<usize> = 4..=200;

/// Lists submissions of the caller's regions.
#[utoipa::path(get, path = "/api/complaint/v1/submissions", tag = "submissions",
    params(ListSubmissions), responses((status = 200, body = SubmissionList)),
    security(("bearer" = [])))]
pub(super) async fn list(
    State(complaint): State<Complaint>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<ListSubmissions>,
) -> Result<Json<SubmissionList>, Fault> {
    read_post(&actor)?;
    let mut unit = complaint.ledger.begin(&actor.scope).await?;
    let offset = i64::from(query.page) * PAGE_MAX;
    let rows = submission::list(
        unit.connection(),
        query.status.as_deref(),
        query.matter_id,
        PAGE_MAX,
        offset,
    )
    .await?;
    Ok(Json(SubmissionList {
        submissions: rows.iter().map(SubmissionView::from).collect(),
    }))
}

/// Shows one submission with its words; the reporter is masked.
#[utoipa::path(get, path = "/api/complaint/v1/submissions/{id}", tag = "submissions",
    params(("id" = String, Path, description = "Submission")),
    responses((status = 200, body = SubmissionDetail)), security(("bearer" = [])))]
pub(super) async fn show(
    State(complaint): State<Complaint>,
    Caller(actor): Caller,
    PathId(id): PathId<SubmissionId>,
) -> Result<Json<SubmissionDetail>, Fault> {
    read_post(&actor)?;
    let mut unit = complaint.ledger.begin(&actor.scope).await?;
    let connection = unit.connection();
    let stored = submission::find(connection, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let words = submission::words(connection, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let reached = stage::of_matter(connection, stored.matter).await?;
    let letters = correspondence::of_submission(connection, id).await?;
    let reporter = reporter::find(connection, id).await?;
    let for_clerk = actor.holds(Post::Clerk);
    Ok(Json(SubmissionDetail::of(
        &stored,
        words,
        &reached,
        letters,
        reporter.as_ref(),
        for_clerk,
    )))
}

/// Answers the citizen.
#[utoipa::path(post, path = "/api/complaint/v1/submissions/{id}/reply", tag = "submissions",
    params(("id" = String, Path, description = "Submission"), IdempotencyKey),
    request_body = GiveReply, responses((status = 200, body = SubmissionView)),
    security(("bearer" = [])))]
pub(super) async fn reply(
    State(complaint): State<Complaint>,
    asked: Asked<SubmissionId, GiveReply>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| SubmissionCommand::Reply {
        outcome: body.outcome,
        text: body.text,
    });
    decide(&complaint, asked, "reply").await
}

/// Closes an answered submission for the office.
#[utoipa::path(post, path = "/api/complaint/v1/submissions/{id}/closure", tag = "submissions",
    params(("id" = String, Path, description = "Submission"), IdempotencyKey),
    request_body = CloseByOffice, responses((status = 200, body = SubmissionView)),
    security(("bearer" = [])))]
pub(super) async fn close(
    State(complaint): State<Complaint>,
    asked: Asked<SubmissionId, CloseByOffice>,
) -> Result<Response, Fault> {
    let asked = asked.map(|CloseByOffice {}| SubmissionCommand::Close {
        by: ClosedBy::Office,
        satisfaction: None,
    });
    decide(&complaint, asked, "closure").await
}

/// Shows a clerk the reporter's identity, and keeps who looked and why.
#[utoipa::path(get, path = "/api/complaint/v1/submissions/{id}/reporter", tag = "submissions",
    params(("id" = String, Path, description = "Submission"), Unmask),
    responses((status = 200, body = ReporterView)), security(("bearer" = [])))]
pub(super) async fn unmask(
    State(complaint): State<Complaint>,
    Caller(actor): Caller,
    PathId(id): PathId<SubmissionId>,
    ValidQuery(query): ValidQuery<Unmask>,
) -> Result<Json<ReporterView>, Fault> {
    let purpose = query.purpose.trim();
    if !PURPOSE_CHARACTERS.contains(&purpose.chars().count()) {
        let problem = Problem::unprocessable("查看举报人信息须说明用途")
            .field("purpose", "4 to 200 characters");
        return Err(problem.into());
    }
    let mut unit = complaint.ledger.begin(&actor.scope).await?;
    let reporter = unmask_reporter(&mut unit, &actor, id, purpose).await?;
    unit.commit().await?;
    Ok(Json(ReporterView::whole(reporter)))
}

async fn decide(
    complaint: &Complaint,
    asked: Asked<SubmissionId, SubmissionCommand>,
    action: &str,
) -> Result<Response, Fault> {
    let path = format!("/submissions/{}/{action}", asked.id);
    let scope = asked.actor.scope.clone();
    let limits = complaint.limits;
    asked
        .once(
            &complaint.ledger,
            &scope,
            &path,
            |unit, (actor, id, command)| {
                Box::pin(async move {
                    let stored =
                        decide_submission(unit, &limits, &actor, Which::Id(id), command).await?;
                    Ok((StatusCode::OK, SubmissionView::from(&stored)))
                })
            },
        )
        .await
}

fn read_post(actor: &Actor) -> Result<(), Fault> {
    if actor.holds_any(READERS) {
        return Ok(());
    }
    Err(Problem::forbidden("查看诉求须有受理、办案、审批或监督职务").into())
}
