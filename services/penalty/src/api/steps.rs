//! `/api/penalty/v1/cases/{id}/...`: the steps of the procedure, one route each.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, PathId, ValidJson};
use kernel::{Actor, CaseId};
use runtime::{Fault, once, request_key};

use super::dto::{
    CloseCase, DecideCase, InvestigationReport, RecordHearing, RecordPayment, RecordStatement,
    RequestHearing, ReviewCase, RevokeDecision, ServeDecision, ServeNotice,
};
use super::view::{CaseView, segment};
use crate::Penalty;
use crate::app::{Request, act};

/// Ends the investigation with its report (调查终结报告).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/investigation-report", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = InvestigationReport, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn conclude(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<InvestigationReport>,
) -> Result<Response, Fault> {
    let request = Request::of(value.command()?);
    take(&penalty, actor, id, (key, request_hash), request).await
}

/// Records that the notice (行政处罚告知书) was served.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/notice", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ServeNotice, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn announce(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<ServeNotice>,
) -> Result<Response, Fault> {
    let request = Request::of(value.into());
    take(&penalty, actor, id, (key, request_hash), request).await
}

/// Records what the party stated, or that it waived.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/statement", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RecordStatement, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn state(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<RecordStatement>,
) -> Result<Response, Fault> {
    let request = Request::of(value.into());
    take(&penalty, actor, id, (key, request_hash), request).await
}

/// Records that the party asked for a hearing.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/hearing-request", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RequestHearing, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn request_hearing(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<RequestHearing>,
) -> Result<Response, Fault> {
    let request = Request::of(value.into());
    take(&penalty, actor, id, (key, request_hash), request).await
}

/// Records the hearing.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/hearing", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RecordHearing, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn hold_hearing(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<RecordHearing>,
) -> Result<Response, Fault> {
    let request = Request::of(value.into());
    take(&penalty, actor, id, (key, request_hash), request).await
}

/// Reviews the case (法制审核、案件审核).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/legal-review", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ReviewCase, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn review(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<ReviewCase>,
) -> Result<Response, Fault> {
    let request = Request::of(value.into());
    take(&penalty, actor, id, (key, request_hash), request).await
}

/// Decides (行政处罚决定) and assigns the document number.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/decision", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = DecideCase, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn decide(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<DecideCase>,
) -> Result<Response, Fault> {
    let agency_code = String::from(value.agency_code.clone());
    let request = Request::numbered(value.command()?, agency_code);
    take(&penalty, actor, id, (key, request_hash), request).await
}

/// Records that the decision was served.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/service", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = ServeDecision, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn serve(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<ServeDecision>,
) -> Result<Response, Fault> {
    let request = Request::of(value.into());
    take(&penalty, actor, id, (key, request_hash), request).await
}

/// Records a payment.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/payments", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RecordPayment, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn pay(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<RecordPayment>,
) -> Result<Response, Fault> {
    let request = Request::of(value.into());
    take(&penalty, actor, id, (key, request_hash), request).await
}

/// Closes the case (结案).
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/closure", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = CloseCase, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn close(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<CloseCase>,
) -> Result<Response, Fault> {
    let request = Request::of(value.into());
    take(&penalty, actor, id, (key, request_hash), request).await
}

/// Records that the decision was revoked, changed or found illegal.
#[utoipa::path(post, path = "/api/penalty/v1/cases/{id}/revocation", tag = "cases",
    params(("id" = String, Path, description = "Case"), IdempotencyKey),
    request_body = RevokeDecision, responses((status = 200, body = CaseView)),
    security(("bearer" = [])))]
pub(super) async fn revoke(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<RevokeDecision>,
) -> Result<Response, Fault> {
    let request = Request::of(value.into());
    take(&penalty, actor, id, (key, request_hash), request).await
}

/// Takes the step once, however often it is asked for with this key.
async fn take(
    penalty: &Penalty,
    actor: Actor,
    id: CaseId,
    (key, request_hash): (IdempotencyKey, [u8; 32]),
    request: Request,
) -> Result<Response, Fault> {
    let path = format!("/cases/{id}/{}", segment(request.command.kind()));
    let key = request_key(Some(&actor), key, &path, request_hash);
    let scope = actor.scope.clone();
    once(&penalty.ledger, &scope, key, |unit| {
        Box::pin(async move {
            let case = act(unit, &actor, id, request).await?;
            Ok((StatusCode::OK, CaseView::from(&case)))
        })
    })
    .await
}
