//! Steps after the decision: service of documents and the account.

use axum::extract::State;
use axum::response::Response;
use http_kit::IdempotencyKey;
use runtime::Fault;

use super::{Step, plain, take};
use crate::Penalty;
use crate::api::dto::{
    AnnounceService, GrantPlan, PauseSurcharge, RecordAttempt, RecordPayment, RecordRefund,
    ResumeSurcharge, ServeDecision, WaiveSurcharge,
};
use crate::api::view::CaseView;
use crate::app::Request;

/// Records that the decision was served.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/service", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ServeDecision, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn serve(
    State(penalty): State<Penalty>,
    step: Step<ServeDecision>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Records an attempt to serve a document that failed.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/service-attempts", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RecordAttempt, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn attempt(
    State(penalty): State<Penalty>,
    step: Step<RecordAttempt>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Records that the service of a document was announced (公告送达).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/announcements", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = AnnounceService, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn announce(
    State(penalty): State<Penalty>,
    step: Step<AnnounceService>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Records a payment.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/payments", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RecordPayment, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn pay(
    State(penalty): State<Penalty>,
    step: Step<RecordPayment>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Grants deferral or instalments (延期、分期缴纳罚款).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/payment-plan", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = GrantPlan, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn plan(
    State(penalty): State<Penalty>,
    step: Step<GrantPlan>,
) -> Result<Response, Fault> {
    take(
        &penalty,
        step.try_map(|plan| plan.command().map(Request::of))?,
    )
    .await
}

/// Stops the surcharge during reconsideration or litigation.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/surcharge-pause", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = PauseSurcharge, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn pause(
    State(penalty): State<Penalty>,
    step: Step<PauseSurcharge>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Lets the surcharge go on.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/surcharge-resumption", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ResumeSurcharge, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn resume(
    State(penalty): State<Penalty>,
    step: Step<ResumeSurcharge>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Waives a part of the surcharge (减免加处罚款).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/surcharge-waivers", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = WaiveSurcharge, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn waive(
    State(penalty): State<Penalty>,
    step: Step<WaiveSurcharge>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Records money that went back to the party (退还).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/refunds", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RecordRefund, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn refund(
    State(penalty): State<Penalty>,
    step: Step<RecordRefund>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}
