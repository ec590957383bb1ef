//! Registered preservation of evidence (先行登记保存).

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, PathId};
use kernel::CaseId;
use penalty_domain::preservation::Preservation;
use runtime::{Asked, Fault};
use uuid::Uuid;

use super::asked::{begun, taken};
use super::dto::{
    DisposeEvidence, ReleaseItems, RequestPreservation, ReturnEvidence, RuleOn, TakeEvidence,
};
use super::look::{list_of, next_in, show_of};
use super::view::{OutlookList, ProceedingList, ProceedingView};
use crate::Penalty;

/// The preservations of a case.
#[utoipa::path(get, path = "/api/penalty/v1/cases/{id}/preservations", tag = "preservations",
    params(("id" = String, Path, description = "Case")),
    responses((status = 200, body = ProceedingList)), security(("bearer" = [])))]
pub(in crate::api) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
) -> Result<Json<ProceedingList>, Fault> {
    list_of::<Preservation>(&penalty, &actor, id).await
}

/// Shows one preservation in full.
#[utoipa::path(get, path = "/api/penalty/v1/preservations/{id}", tag = "preservations",
    params(("id" = String, Path, description = "Preservation")),
    responses((status = 200, body = ProceedingView)), security(("bearer" = [])))]
pub(in crate::api) async fn show(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<Uuid>,
) -> Result<Json<ProceedingView>, Fault> {
    show_of::<Preservation>(&penalty, &actor, id).await
}

/// For every command: may the caller give it now, and if not, why not.
#[utoipa::path(get, path = "/api/penalty/v1/preservations/{id}/next", tag = "preservations",
    params(("id" = String, Path, description = "Preservation")),
    responses((status = 200, body = OutlookList)), security(("bearer" = [])))]
pub(in crate::api) async fn next(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<Uuid>,
) -> Result<Json<OutlookList>, Fault> {
    next_in::<Preservation>(&penalty, &actor, id).await
}

/// Reports a preservation to the head of the agency.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/preservations", tag = "preservations",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RequestPreservation, responses((status = 201, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn request(
    State(penalty): State<Penalty>,
    asked: Asked<CaseId, RequestPreservation>,
) -> Result<Response, Fault> {
    begun::<Preservation, _>(&penalty, asked, |id, body| body.command(id)).await
}

/// The head approves a preservation, or does not; for an urgent one afterwards.
#[utoipa::path(post, path = "/api/penalty/v1/preservations/{id}/approval", tag = "preservations",
    params(("id" = String, Path, description = "Preservation"), IdempotencyKey),
    request_body = RuleOn, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn rule(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, RuleOn>,
) -> Result<Response, Fault> {
    taken::<Preservation, _>(&penalty, asked).await
}

/// Records that the evidence was taken, with its preconditions.
#[utoipa::path(post, path = "/api/penalty/v1/preservations/{id}/execution", tag = "preservations",
    params(("id" = String, Path, description = "Preservation"), IdempotencyKey),
    request_body = TakeEvidence, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn take(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, TakeEvidence>,
) -> Result<Response, Fault> {
    taken::<Preservation, _>(&penalty, asked).await
}

/// Records how evidence was dealt with.
#[utoipa::path(post, path = "/api/penalty/v1/preservations/{id}/disposal", tag = "preservations",
    params(("id" = String, Path, description = "Preservation"), IdempotencyKey),
    request_body = DisposeEvidence, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn dispose(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, DisposeEvidence>,
) -> Result<Response, Fault> {
    taken::<Preservation, _>(&penalty, asked).await
}

/// Releases evidence (解除).
#[utoipa::path(post, path = "/api/penalty/v1/preservations/{id}/release", tag = "preservations",
    params(("id" = String, Path, description = "Preservation"), IdempotencyKey),
    request_body = ReleaseItems, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn release(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, ReleaseItems>,
) -> Result<Response, Fault> {
    taken::<Preservation, _>(&penalty, asked).await
}

/// Records that evidence was given back.
#[utoipa::path(post, path = "/api/penalty/v1/preservations/{id}/return", tag = "preservations",
    params(("id" = String, Path, description = "Preservation"), IdempotencyKey),
    request_body = ReturnEvidence, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn give_back(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, ReturnEvidence>,
) -> Result<Response, Fault> {
    taken::<Preservation, _>(&penalty, asked).await
}
