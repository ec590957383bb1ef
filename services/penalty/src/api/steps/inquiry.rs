//! The steps around an investigation, one route each.

use axum::extract::State;
use axum::response::Response;
use http_kit::IdempotencyKey;
use runtime::Fault;

use super::{Step, plain, take};
use crate::Penalty;
use crate::api::dto::{
    AnswerRecusal, AskRecusal, EndCase, ExcludeTime, ExtendReview, ExtendTime, OrderCorrection,
    ResumeInvestigation, ShowCards, SuspendInvestigation,
};
use crate::api::view::CaseView;
use crate::app::Request;

/// Records that officers showed their certificates (出示执法证件).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/cards", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ShowCards, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn show_cards(
    State(penalty): State<Penalty>,
    step: Step<ShowCards>,
) -> Result<Response, Fault> {
    let step = step.try_map(|body| body.command().map(Request::of))?;
    take(&penalty, step).await
}

/// Records that an order to correct (责令改正) was served.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/corrections", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = OrderCorrection, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn order_correction(
    State(penalty): State<Penalty>,
    step: Step<OrderCorrection>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Suspends the investigation (中止调查).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/suspension", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = SuspendInvestigation, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn suspend(
    State(penalty): State<Penalty>,
    step: Step<SuspendInvestigation>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Resumes the investigation (恢复调查).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/resumption", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ResumeInvestigation, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn resume(
    State(penalty): State<Penalty>,
    step: Step<ResumeInvestigation>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Records time that does not count towards the time to decide.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/excluded-times", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ExcludeTime, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn exclude_time(
    State(penalty): State<Penalty>,
    step: Step<ExcludeTime>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Extends the time to decide (延长办案期限).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/extensions", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ExtendTime, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn extend_time(
    State(penalty): State<Penalty>,
    step: Step<ExtendTime>,
) -> Result<Response, Fault> {
    let step = step.try_map(|body| body.command().map(Request::of))?;
    take(&penalty, step).await
}

/// Extends the time to review.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/review-extensions", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ExtendReview, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn extend_review(
    State(penalty): State<Penalty>,
    step: Step<ExtendReview>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Asks that someone withdraw (申请回避). The investigation goes on.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/recusals", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = AskRecusal, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn ask_recusal(
    State(penalty): State<Penalty>,
    step: Step<AskRecusal>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Decides on a recusal (回避决定).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/recusal-answers", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = AnswerRecusal, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn answer_recusal(
    State(penalty): State<Penalty>,
    step: Step<AnswerRecusal>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Ends the case without a decision on a penalty: transfer, withdrawal, termination.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/ending", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = EndCase, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(in crate::api) async fn end(
    State(penalty): State<Penalty>,
    step: Step<EndCase>,
) -> Result<Response, Fault> {
    let step = step.try_map(|body| body.command().map(Request::of))?;
    take(&penalty, step).await
}
