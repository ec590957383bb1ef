//! The steps of a hearing (听证) after it was asked for, one route each.

use axum::extract::State;
use axum::response::Response;
use http_kit::IdempotencyKey;
use runtime::Fault;

use super::{Step, plain, take};
use crate::Penalty;
use crate::api::dto::{
    AnnounceHearing, AppointHost, FixHearing, HandFile, NotifyOfHearing, RecordHearing,
    ReportHearing, SuspendHearing,
};
use crate::api::view::CaseView;

/// Appoints host and recorder of the hearing.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/hearing-host", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = AppointHost, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn appoint(
    State(penalty): State<Penalty>,
    step: Step<AppointHost>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Records that the host got the file.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/hearing-file", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = HandFile, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn hand_file(
    State(penalty): State<Penalty>,
    step: Step<HandFile>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Fixes day and place; a later day replaces the one before it.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/hearing-date", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = FixHearing, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn fix(
    State(penalty): State<Penalty>,
    step: Step<FixHearing>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Records that the notice of the hearing (听证通知书) was served.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/hearing-notice", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = NotifyOfHearing, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn notify(
    State(penalty): State<Penalty>,
    step: Step<NotifyOfHearing>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Records that the open hearing was announced.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/hearing-announcement", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = AnnounceHearing, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn announce(
    State(penalty): State<Penalty>,
    step: Step<AnnounceHearing>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Puts the hearing off (中止听证).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/hearing-suspension", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = SuspendHearing, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn suspend(
    State(penalty): State<Penalty>,
    step: Step<SuspendHearing>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Records the hearing (听证笔录), or that the party gave it up.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/hearing", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RecordHearing, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn hold(
    State(penalty): State<Penalty>,
    step: Step<RecordHearing>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Reports on the hearing to the heads of the agency (听证报告).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/hearing-report", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ReportHearing, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn report(
    State(penalty): State<Penalty>,
    step: Step<ReportHearing>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}
