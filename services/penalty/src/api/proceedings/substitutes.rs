//! Substitute performance (代履行).

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, PathId};
use kernel::CaseId;
use penalty_domain::substitute::Substitute;
use runtime::{Asked, Fault};
use uuid::Uuid;

use super::asked::{begun, taken};
use super::dto::{
    DecideSubstitute, PerformSubstitute, ReminderDto, ReplanSubstitute, StopSubstitute,
};
use super::look::{list_of, next_in, show_of};
use super::view::{OutlookList, ProceedingList, ProceedingView};
use crate::Penalty;

/// The substitute performances of a case.
#[utoipa::path(get, path = "/api/penalty/v1/cases/{id}/substitutes", tag = "substitutes",
    params(("id" = String, Path, description = "Case")),
    responses((status = 200, body = ProceedingList)), security(("bearer" = [])))]
pub(in crate::api) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
) -> Result<Json<ProceedingList>, Fault> {
    list_of::<Substitute>(&penalty, &actor, id).await
}

/// Shows one substitute performance in full.
#[utoipa::path(get, path = "/api/penalty/v1/substitutes/{id}", tag = "substitutes",
    params(("id" = String, Path, description = "Substitute performance")),
    responses((status = 200, body = ProceedingView)), security(("bearer" = [])))]
pub(in crate::api) async fn show(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<Uuid>,
) -> Result<Json<ProceedingView>, Fault> {
    show_of::<Substitute>(&penalty, &actor, id).await
}

/// For every command: may the caller give it now, and if not, why not.
#[utoipa::path(get, path = "/api/penalty/v1/substitutes/{id}/next", tag = "substitutes",
    params(("id" = String, Path, description = "Substitute performance")),
    responses((status = 200, body = OutlookList)), security(("bearer" = [])))]
pub(in crate::api) async fn next(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<Uuid>,
) -> Result<Json<OutlookList>, Fault> {
    next_in::<Substitute>(&penalty, &actor, id).await
}

/// Decides a substitute performance (代履行决定).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/substitutes", tag = "substitutes",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = DecideSubstitute, responses((status = 201, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn decide(
    State(penalty): State<Penalty>,
    asked: Asked<CaseId, DecideSubstitute>,
) -> Result<Response, Fault> {
    begun::<Substitute, _>(&penalty, asked, |id, body| body.command(id)).await
}

/// Moves the day of a substitute performance.
#[utoipa::path(post, path = "/api/penalty/v1/substitutes/{id}/plan", tag = "substitutes",
    params(("id" = String, Path, description = "Substitute performance"), IdempotencyKey),
    request_body = ReplanSubstitute, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn replan(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, ReplanSubstitute>,
) -> Result<Response, Fault> {
    taken::<Substitute, _>(&penalty, asked).await
}

/// Records the reminder before the performance.
#[utoipa::path(post, path = "/api/penalty/v1/substitutes/{id}/reminder", tag = "substitutes",
    params(("id" = String, Path, description = "Substitute performance"), IdempotencyKey),
    request_body = ReminderDto, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn remind(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, ReminderDto>,
) -> Result<Response, Fault> {
    taken::<Substitute, _>(&penalty, asked).await
}

/// Records what was done.
#[utoipa::path(post, path = "/api/penalty/v1/substitutes/{id}/performance", tag = "substitutes",
    params(("id" = String, Path, description = "Substitute performance"), IdempotencyKey),
    request_body = PerformSubstitute, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn perform(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, PerformSubstitute>,
) -> Result<Response, Fault> {
    taken::<Substitute, _>(&penalty, asked).await
}

/// Records that the party did it itself.
#[utoipa::path(post, path = "/api/penalty/v1/substitutes/{id}/stop", tag = "substitutes",
    params(("id" = String, Path, description = "Substitute performance"), IdempotencyKey),
    request_body = StopSubstitute, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn stop(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, StopSubstitute>,
) -> Result<Response, Fault> {
    taken::<Substitute, _>(&penalty, asked).await
}
