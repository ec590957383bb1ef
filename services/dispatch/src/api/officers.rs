//! `/api/dispatch/v1/officers`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use dispatch_domain::OfficerCommand;
use http_kit::{Caller, IdempotencyKey, PathId, Problem, ValidJson, ValidQuery};
use kernel::{Actor, OfficerId, Post};
use runtime::{Asked, Fault, allow, once, request_key};

use super::dto::{
    CancelCertificate, ListOfficers, OfficerList, OfficerView, PAGE_MAX, RegisterOfficer,
    ReinstateCertificate, SuspendCertificate,
};
use crate::Dispatch;
use crate::app::{decide_officer, register_officer};
use crate::store::officer::{self, Filter};

const READERS: &[Post] = &[
    Post::Dispatcher,
    Post::Supervisor,
    Post::Decider,
    Post::Officer,
    Post::Auditor,
];

/// Characters of a name; no more is assumed about names.
const NAME_CHARACTERS: std::ops::RangeInclusive<usize> = 1..=100;

/// Lists officers of the caller's regions.
#[utoipa::path(get, path = "/api/dispatch/v1/officers", tag = "officers", params(ListOfficers),
    responses((status = 200, body = OfficerList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(dispatch): State<Dispatch>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<ListOfficers>,
) -> Result<Json<OfficerList>, Fault> {
    read_post(&actor)?;
    let mut unit = dispatch.ledger.begin(&actor.scope).await?;
    let filter = Filter {
        unit: query.unit,
        status: query.status,
    };
    let offset = i64::from(query.page) * PAGE_MAX;
    let rows = officer::list(unit.connection(), &filter, PAGE_MAX, offset).await?;
    Ok(Json(OfficerList {
        officers: rows.iter().map(OfficerView::from).collect(),
    }))
}

/// Shows one officer.
#[utoipa::path(get, path = "/api/dispatch/v1/officers/{id}", tag = "officers",
    params(("id" = String, Path, description = "Officer")),
    responses((status = 200, body = OfficerView)), security(("bearer" = [])))]
pub(super) async fn show(
    State(dispatch): State<Dispatch>,
    Caller(actor): Caller,
    PathId(id): PathId<OfficerId>,
) -> Result<Json<OfficerView>, Fault> {
    read_post(&actor)?;
    let mut unit = dispatch.ledger.begin(&actor.scope).await?;
    let stored = officer::find(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(OfficerView::from(&stored)))
}

/// Enters an officer in the roster.
#[utoipa::path(post, path = "/api/dispatch/v1/officers", tag = "officers",
    params(IdempotencyKey), request_body = RegisterOfficer,
    responses((status = 201, body = OfficerView)), security(("bearer" = [])))]
pub(super) async fn register(
    State(dispatch): State<Dispatch>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<RegisterOfficer>,
) -> Result<Response, Fault> {
    allow(&actor, &[Post::Dispatcher, Post::Supervisor], value.region)?;
    if !NAME_CHARACTERS.contains(&value.name.trim().chars().count()) {
        let problem =
            Problem::unprocessable("须填写执法人员姓名").field("name", "1 to 100 characters");
        return Err(problem.into());
    }
    let key = request_key(Some(&actor), key, "/officers", request_hash);
    let scope = actor.scope.clone();
    once(&dispatch.ledger, &scope, key, |unit| {
        Box::pin(async move {
            let made = OfficerId::from(unit.new_id());
            let stored = register_officer(unit, &actor, value.entry(made)).await?;
            Ok((StatusCode::CREATED, OfficerView::from(&stored)))
        })
    })
    .await
}

/// Withholds a certificate for a time (暂扣).
#[utoipa::path(post, path = "/api/dispatch/v1/officers/{id}/suspension", tag = "officers",
    params(("id" = String, Path, description = "Officer"), IdempotencyKey),
    request_body = SuspendCertificate, responses((status = 200, body = OfficerView)),
    security(("bearer" = [])))]
pub(super) async fn suspend(
    State(dispatch): State<Dispatch>,
    asked: Asked<OfficerId, SuspendCertificate>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| OfficerCommand::Suspend {
        reason: body.reason,
    });
    decide(&dispatch, asked, "suspension").await
}

/// Gives a suspended certificate back.
#[utoipa::path(post, path = "/api/dispatch/v1/officers/{id}/reinstatement", tag = "officers",
    params(("id" = String, Path, description = "Officer"), IdempotencyKey),
    request_body = ReinstateCertificate, responses((status = 200, body = OfficerView)),
    security(("bearer" = [])))]
pub(super) async fn reinstate(
    State(dispatch): State<Dispatch>,
    asked: Asked<OfficerId, ReinstateCertificate>,
) -> Result<Response, Fault> {
    let asked = asked.map(|ReinstateCertificate {}| OfficerCommand::Reinstate);
    decide(&dispatch, asked, "reinstatement").await
}

/// Cancels a certificate for good (注销).
#[utoipa::path(post, path = "/api/dispatch/v1/officers/{id}/cancellation", tag = "officers",
    params(("id" = String, Path, description = "Officer"), IdempotencyKey),
    request_body = CancelCertificate, responses((status = 200, body = OfficerView)),
    security(("bearer" = [])))]
pub(super) async fn cancel(
    State(dispatch): State<Dispatch>,
    asked: Asked<OfficerId, CancelCertificate>,
) -> Result<Response, Fault> {
    let asked = asked.map(|body| OfficerCommand::Cancel {
        reason: body.reason,
    });
    decide(&dispatch, asked, "cancellation").await
}

async fn decide(
    dispatch: &Dispatch,
    asked: Asked<OfficerId, OfficerCommand>,
    action: &str,
) -> Result<Response, Fault> {
    let path = format!("/officers/{}/{action}", asked.id);
    let scope = asked.actor.scope.clone();
    asked
        .once(
            &dispatch.ledger,
            &scope,
            &path,
            |unit, (actor, id, command)| {
                Box::pin(async move {
                    let stored = decide_officer(unit, &actor, id, command).await?;
                    Ok((StatusCode::OK, OfficerView::from(&stored)))
                })
            },
        )
        .await
}

fn read_post(actor: &Actor) -> Result<(), Fault> {
    if actor.holds_any(READERS) {
        return Ok(());
    }
    Err(Problem::forbidden("查看执法人员名册须有调度、监督、审批或执法职务").into())
}
