//! Coercive measures (行政强制措施).

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, PathId};
use kernel::CaseId;
use penalty_domain::measure::Measure;
use runtime::{Asked, Fault};
use uuid::Uuid;

use super::asked::{begun, taken};
use super::dto::{
    DisposeItems, EndTesting, ExtendMeasure, ExtensionNotice, ImposeMeasure, LiftMeasure,
    NoticeDto, RequestMeasure, ReturnItems, RuleOn, SellItem, StartTesting,
};
use super::look::{list_of, next_in, show_of};
use super::view::{OutlookList, ProceedingList, ProceedingView};
use crate::Penalty;

/// The measures of a case.
#[utoipa::path(get, path = "/api/penalty/v1/cases/{id}/measures", tag = "measures",
    params(("id" = String, Path, description = "Case")),
    responses((status = 200, body = ProceedingList)), security(("bearer" = [])))]
pub(in crate::api) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
) -> Result<Json<ProceedingList>, Fault> {
    list_of::<Measure>(&penalty, &actor, id).await
}

/// Shows one measure in full.
#[utoipa::path(get, path = "/api/penalty/v1/measures/{id}", tag = "measures",
    params(("id" = String, Path, description = "Measure")),
    responses((status = 200, body = ProceedingView)), security(("bearer" = [])))]
pub(in crate::api) async fn show(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<Uuid>,
) -> Result<Json<ProceedingView>, Fault> {
    show_of::<Measure>(&penalty, &actor, id).await
}

/// For every command: may the caller give it now, and if not, why not.
#[utoipa::path(get, path = "/api/penalty/v1/measures/{id}/next", tag = "measures",
    params(("id" = String, Path, description = "Measure")),
    responses((status = 200, body = OutlookList)), security(("bearer" = [])))]
pub(in crate::api) async fn next(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<Uuid>,
) -> Result<Json<OutlookList>, Fault> {
    next_in::<Measure>(&penalty, &actor, id).await
}

/// Reports a measure to the head of the agency.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/measures", tag = "measures",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RequestMeasure, responses((status = 201, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn request(
    State(penalty): State<Penalty>,
    asked: Asked<CaseId, RequestMeasure>,
) -> Result<Response, Fault> {
    begun::<Measure, _>(&penalty, asked, |id, body| body.command(id)).await
}

/// The head approves a measure, or does not; for an urgent one afterwards.
#[utoipa::path(post, path = "/api/penalty/v1/measures/{id}/approval", tag = "measures",
    params(("id" = String, Path, description = "Measure"), IdempotencyKey),
    request_body = RuleOn, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn rule(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, RuleOn>,
) -> Result<Response, Fault> {
    taken::<Measure, _>(&penalty, asked).await
}

/// Records that a measure was carried out, with its preconditions.
#[utoipa::path(post, path = "/api/penalty/v1/measures/{id}/execution", tag = "measures",
    params(("id" = String, Path, description = "Measure"), IdempotencyKey),
    request_body = ImposeMeasure, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn impose(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, ImposeMeasure>,
) -> Result<Response, Fault> {
    taken::<Measure, _>(&penalty, asked).await
}

/// Records that the decision was handed over after the measure.
#[utoipa::path(post, path = "/api/penalty/v1/measures/{id}/delivery", tag = "measures",
    params(("id" = String, Path, description = "Measure"), IdempotencyKey),
    request_body = NoticeDto, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn deliver(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, NoticeDto>,
) -> Result<Response, Fault> {
    taken::<Measure, _>(&penalty, asked).await
}

/// Extends the period, once.
#[utoipa::path(post, path = "/api/penalty/v1/measures/{id}/extension", tag = "measures",
    params(("id" = String, Path, description = "Measure"), IdempotencyKey),
    request_body = ExtendMeasure, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn extend(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, ExtendMeasure>,
) -> Result<Response, Fault> {
    taken::<Measure, _>(&penalty, asked).await
}

/// Records that the party was told of the extension.
#[utoipa::path(post, path = "/api/penalty/v1/measures/{id}/extension-notice", tag = "measures",
    params(("id" = String, Path, description = "Measure"), IdempotencyKey),
    request_body = ExtensionNotice, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn tell_extension(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, ExtensionNotice>,
) -> Result<Response, Fault> {
    taken::<Measure, _>(&penalty, asked).await
}

/// Stops the period for testing of which the party was told.
#[utoipa::path(post, path = "/api/penalty/v1/measures/{id}/testing", tag = "measures",
    params(("id" = String, Path, description = "Measure"), IdempotencyKey),
    request_body = StartTesting, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn start_testing(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, StartTesting>,
) -> Result<Response, Fault> {
    taken::<Measure, _>(&penalty, asked).await
}

/// Records that the testing ended.
#[utoipa::path(post, path = "/api/penalty/v1/measures/{id}/testing-end", tag = "measures",
    params(("id" = String, Path, description = "Measure"), IdempotencyKey),
    request_body = EndTesting, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn end_testing(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, EndTesting>,
) -> Result<Response, Fault> {
    taken::<Measure, _>(&penalty, asked).await
}

/// Sells property that would not keep (先行处置).
#[utoipa::path(post, path = "/api/penalty/v1/measures/{id}/sale", tag = "measures",
    params(("id" = String, Path, description = "Measure"), IdempotencyKey),
    request_body = SellItem, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn sell(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, SellItem>,
) -> Result<Response, Fault> {
    taken::<Measure, _>(&penalty, asked).await
}

/// Records how property ended: confiscated, destroyed, handed over.
#[utoipa::path(post, path = "/api/penalty/v1/measures/{id}/disposal", tag = "measures",
    params(("id" = String, Path, description = "Measure"), IdempotencyKey),
    request_body = DisposeItems, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn dispose(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, DisposeItems>,
) -> Result<Response, Fault> {
    taken::<Measure, _>(&penalty, asked).await
}

/// Lifts a measure (解除), for some items or for all.
#[utoipa::path(post, path = "/api/penalty/v1/measures/{id}/lifting", tag = "measures",
    params(("id" = String, Path, description = "Measure"), IdempotencyKey),
    request_body = LiftMeasure, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn lift(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, LiftMeasure>,
) -> Result<Response, Fault> {
    taken::<Measure, _>(&penalty, asked).await
}

/// Records that property was given back.
#[utoipa::path(post, path = "/api/penalty/v1/measures/{id}/return", tag = "measures",
    params(("id" = String, Path, description = "Measure"), IdempotencyKey),
    request_body = ReturnItems, responses((status = 200, body = ProceedingView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn give_back(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, ReturnItems>,
) -> Result<Response, Fault> {
    taken::<Measure, _>(&penalty, asked).await
}
