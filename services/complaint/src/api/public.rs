//! `/api/complaint/v1/public/submissions`: what a citizen does, with or without an account.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use complaint_domain::{Channel, ClosedBy, Receipt, SubmissionCommand};
use crypto::Sha256Hex;
use http_kit::{IdempotencyKey, MaybeCaller, PathId, Problem, ValidJson};
use kernel::{Actor, MatterId, Post, Region, RegionScope, SubmissionId};
use ledger::Answer;
use runtime::{Fault, once, request_key};

use super::dto::{CloseByCitizen, ProgressView, Receipted, Reopen, Submit};
use crate::Complaint;
use crate::app::{Secret, Which, anybody, decide_submission, opens, take_submission};
use crate::store::submission::StoredSubmission;
use crate::store::{correspondence, stage, submission};

/// The header with the query code.
const QUERY_CODE: &str = "x-query-code";

/// Takes a submission. No token is needed; with one, its holder is noted.
#[utoipa::path(post, path = "/api/complaint/v1/public/submissions", tag = "public",
    params(IdempotencyKey), request_body = Submit,
    responses((status = 201, body = Receipted)), security((), ("bearer" = [])))]
pub(super) async fn submit(
    State(complaint): State<Complaint>,
    MaybeCaller(caller): MaybeCaller,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<Submit>,
) -> Result<Response, Fault> {
    channel_is_theirs(caller.as_ref(), value.channel)?;
    let (secret, request) = Secret::of(caller.as_ref(), key, "/public/submissions", request_hash);
    // The region of the submission and not the caller's: anyone may report from anywhere.
    let mut unit = complaint
        .ledger
        .begin(&RegionScope::from(value.region))
        .await?;
    if let Some(answer) = unit.replayed(&request).await? {
        return receipted(&answer, &secret);
    }
    let with_account = caller.is_some();
    let actor = caller.unwrap_or_else(anybody);
    let (id, matter) = (
        SubmissionId::from(unit.new_id()),
        MatterId::from(unit.new_id()),
    );
    let filing = value.filing(id, matter);
    let taken = take_submission(
        &mut unit,
        &complaint.limits,
        (&actor, with_account),
        filing,
        &secret,
    )
    .await?;
    let body = serde_json::to_value(Receipted::with_half(&taken.submission, taken.half))
        .map_err(|error| Problem::internal(&error))?;
    let answer = Answer {
        status: StatusCode::CREATED.as_u16(),
        body,
    };
    unit.answer(request, answer.clone());
    unit.commit().await?;
    receipted(&answer, &secret)
}

/// Shows how far a submission has come.
#[utoipa::path(get, path = "/api/complaint/v1/public/submissions/{receipt}", tag = "public",
    params(("receipt" = String, Path, description = "Receipt number"),
        ("X-Query-Code" = String, Header, description = "Query code")),
    responses((status = 200, body = ProgressView)))]
pub(super) async fn progress(
    State(complaint): State<Complaint>,
    PathId(receipt): PathId<String>,
    headers: HeaderMap,
) -> Result<Json<ProgressView>, Fault> {
    let key = Key::of(&receipt, &headers)?;
    let mut unit = complaint.ledger.begin(&key.scope).await?;
    let stored = submission::find_by_receipt(unit.connection(), &key.receipt)
        .await?
        .filter(|stored: &StoredSubmission| opens(&key.code, &stored.query_code_sha256))
        .ok_or_else(Problem::not_found)?;
    let reached = stage::of_matter(unit.connection(), stored.matter).await?;
    let letters = correspondence::of_submission(unit.connection(), stored.id).await?;
    Ok(Json(ProgressView::of(&stored, &reached, letters)))
}

/// Closes an answered submission, with satisfaction or without.
#[utoipa::path(post, path = "/api/complaint/v1/public/submissions/{receipt}/closure",
    tag = "public",
    params(("receipt" = String, Path, description = "Receipt number"),
        ("X-Query-Code" = String, Header, description = "Query code"), IdempotencyKey),
    request_body = CloseByCitizen, responses((status = 200, body = ProgressView)))]
pub(super) async fn close(
    State(complaint): State<Complaint>,
    PathId(receipt): PathId<String>,
    headers: HeaderMap,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<CloseByCitizen>,
) -> Result<Response, Fault> {
    let by = Key::of(&receipt, &headers)?;
    let command = SubmissionCommand::Close {
        by: ClosedBy::Citizen,
        satisfaction: value.satisfaction,
    };
    decide(&complaint, by, key, ("closure", request_hash), command).await
}

/// Asks for an answered or closed submission to be handled again.
#[utoipa::path(post, path = "/api/complaint/v1/public/submissions/{receipt}/reopening",
    tag = "public",
    params(("receipt" = String, Path, description = "Receipt number"),
        ("X-Query-Code" = String, Header, description = "Query code"), IdempotencyKey),
    request_body = Reopen, responses((status = 200, body = ProgressView)))]
pub(super) async fn reopen(
    State(complaint): State<Complaint>,
    PathId(receipt): PathId<String>,
    headers: HeaderMap,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<Reopen>,
) -> Result<Response, Fault> {
    let by = Key::of(&receipt, &headers)?;
    let command = SubmissionCommand::Reopen {
        reason: value.reason,
    };
    decide(&complaint, by, key, ("reopening", request_hash), command).await
}

/// What a citizen shows to reach a submission.
struct Key {
    receipt: String,
    code: String,
    scope: RegionScope,
}

impl Key {
    /// The receipt names the region, so that the transaction sees that region and no other.
    /// Whatever is wrong with receipt or code, the answer is the same 404.
    fn of(receipt: &str, headers: &HeaderMap) -> Result<Self, Problem> {
        let receipt: Receipt = receipt.parse().map_err(|_wrong| Problem::not_found())?;
        let code = headers
            .get(QUERY_CODE)
            .and_then(|value| value.to_str().ok())
            .ok_or_else(Problem::not_found)?;
        let region: Region = receipt
            .as_str()
            .split('-')
            .nth(1)
            .and_then(|code| code.parse().ok())
            .ok_or_else(Problem::not_found)?;
        Ok(Self {
            receipt: receipt.to_string(),
            code: code.to_owned(),
            scope: RegionScope::from(region),
        })
    }
}

async fn decide(
    complaint: &Complaint,
    by: Key,
    key: IdempotencyKey,
    (action, request_hash): (&str, [u8; 32]),
    command: SubmissionCommand,
) -> Result<Response, Fault> {
    // The code is part of the request: an answer that was kept is not for whoever lacks the code.
    let shown = Sha256Hex::of(by.code.as_bytes());
    let path = format!("/public/submissions/{}/{action}#{shown}", by.receipt);
    let request = request_key(None, key, &path, request_hash);
    let limits = complaint.limits;
    once(&complaint.ledger, &by.scope, request, |unit| {
        Box::pin(async move {
            let which = Which::Receipt {
                receipt: by.receipt,
                code: by.code,
            };
            let stored = decide_submission(unit, &limits, &anybody(), which, command).await?;
            let reached = stage::of_matter(unit.connection(), stored.matter).await?;
            let letters = correspondence::of_submission(unit.connection(), stored.id).await?;
            Ok((StatusCode::OK, ProgressView::of(&stored, &reached, letters)))
        })
    })
    .await
}

/// What was said on the telephone or at the counter is written down by a clerk.
fn channel_is_theirs(caller: Option<&Actor>, channel: Channel) -> Result<(), Problem> {
    if channel == Channel::Web || caller.is_some_and(|caller| caller.holds(Post::Clerk)) {
        return Ok(());
    }
    Err(Problem::forbidden(
        "只有受理人员可以登记电话、窗口和其他渠道的诉求",
    ))
}

/// The answer as it was kept, with the query code in place of its half.
fn receipted(answer: &Answer, secret: &Secret) -> Result<Response, Fault> {
    let mut receipted: Receipted =
        serde_json::from_value(answer.body.clone()).map_err(|error| Problem::internal(&error))?;
    let code = secret.code(&receipted.query_code);
    code.reveal().clone_into(&mut receipted.query_code);
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::CREATED);
    Ok((status, Json(receipted)).into_response())
}
