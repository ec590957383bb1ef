//! `/api/penalty/v1/cases/{id}/...`: the steps of the procedure, one route each.

pub(super) mod after;
pub(super) mod hearing;
pub(super) mod inquiry;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::IdempotencyKey;
use kernel::CaseId;
use penalty_domain::CaseCommand;
use runtime::{Asked, Fault};

use super::dto::{
    CloseCase, DecideCase, InvestigationReport, RecordStatement, RequestHearing, ReviewCase,
    RevokeDecision, ServeNotice,
};
use super::view::{CaseView, segment};
use crate::Penalty;
use crate::app::{Request, Subject, act, counted};

/// A step asked of a case, with its body.
type Step<T> = Asked<CaseId, T>;

/// Ends the investigation with its report (调查终结报告).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/investigation-report", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = InvestigationReport, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn conclude(
    State(penalty): State<Penalty>,
    step: Step<InvestigationReport>,
) -> Result<Response, Fault> {
    let step = step.try_map(|report| report.command().map(Request::of))?;
    take(&penalty, step).await
}

/// Records that the notice (行政处罚告知书) was served.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/notice", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ServeNotice, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn announce(
    State(penalty): State<Penalty>,
    step: Step<ServeNotice>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Records what the party stated, or that it waived.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/statement", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RecordStatement, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn state(
    State(penalty): State<Penalty>,
    step: Step<RecordStatement>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Records that the party asked for a hearing.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/hearing-request", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RequestHearing, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn request_hearing(
    State(penalty): State<Penalty>,
    step: Step<RequestHearing>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Reviews the case (法制审核、案件审核).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/legal-review", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ReviewCase, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn review(
    State(penalty): State<Penalty>,
    step: Step<ReviewCase>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Decides (行政处罚决定) and assigns the document number.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/decision", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = DecideCase, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn decide(
    State(penalty): State<Penalty>,
    step: Step<DecideCase>,
) -> Result<Response, Fault> {
    let step = step.try_map(|decision| {
        let agency_code = String::from(decision.agency_code.clone());
        Ok(Request::numbered(decision.command()?, agency_code))
    })?;
    take(&penalty, step).await
}

/// Closes the case (结案).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/closure", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = CloseCase, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn close(
    State(penalty): State<Penalty>,
    step: Step<CloseCase>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// Records that the decision was revoked, changed or found illegal.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/revocation", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RevokeDecision, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn revoke(
    State(penalty): State<Penalty>,
    step: Step<RevokeDecision>,
) -> Result<Response, Fault> {
    take(&penalty, step.map(plain)).await
}

/// What a body that says everything by itself asks for.
fn plain(body: impl Into<CaseCommand>) -> Request {
    Request::of(body.into())
}

/// Takes the step once, however often it is asked for with this key, and counts a refusal.
async fn take(penalty: &Penalty, step: Step<Request>) -> Result<Response, Fault> {
    let (id, kind) = (step.id, step.body.command.kind());
    let path = format!("/cases/{id}/{}", segment(kind));
    let scope = step.actor.scope.clone();
    let taken = step.once(
        &penalty.ledger,
        &scope,
        &path,
        |unit, (actor, id, request)| {
            Box::pin(async move {
                let case = act(unit, &actor, id, request).await?;
                Ok((StatusCode::OK, CaseView::from(&case)))
            })
        },
    );
    let place = (Subject::Case(id), kind.as_str());
    counted(&penalty.ledger, &scope, place, taken).await
}
