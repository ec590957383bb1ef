//! `/api/penalty/v1/spot-penalties`: penalties on the spot (当场处罚).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, PathId, ValidJson, ValidQuery};
use kernel::legal_date;
use penalty_domain::spot::SpotCommand;
use runtime::{Asked, Fault, once, request_key};
use uuid::Uuid;

use super::ListDockets;
use super::spot_dto::{IssueSpot, SpotStep};
use super::view::{DocketDetail, DocketList, DocketView};
use crate::Penalty;
use crate::api::cases::may_read;
use crate::app::{Subject, act_on_spot, counted, issue_spot, look_at_spot};
use crate::store::spot_penalty;

/// Lists penalties on the spot of the caller's regions.
#[utoipa::path(get, path = "/api/penalty/v1/spot-penalties", tag = "spot", params(ListDockets),
    responses((status = 200, body = DocketList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<ListDockets>,
) -> Result<Json<DocketList>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let rows = spot_penalty::list(unit.connection(), query.page()).await?;
    Ok(Json(rows.into()))
}

/// Shows one in full.
#[utoipa::path(get, path = "/api/penalty/v1/spot-penalties/{id}", tag = "spot",
    params(("id" = String, Path, description = "Penalty on the spot")),
    responses((status = 200, body = DocketDetail)), security(("bearer" = [])))]
pub(super) async fn show(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<Uuid>,
) -> Result<Json<DocketDetail>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let seen = look_at_spot(&mut unit, id).await?;
    Ok(Json(DocketDetail::of_spot(seen, &actor)))
}

/// Decides on the spot and assigns the number of the form.
#[utoipa::path(post, path = "/api/penalty/v1/spot-penalties", tag = "spot",
    params(IdempotencyKey), request_body = IssueSpot,
    responses((status = 201, body = DocketView)), security(("bearer" = [])))]
pub(super) async fn issue(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<IssueSpot>,
) -> Result<Response, Fault> {
    let key = request_key(Some(&actor), key, "/spot-penalties", request_hash);
    let (scope, region) = (actor.scope.clone(), value.region);
    let issued = once(&penalty.ledger, &scope, key, |unit| {
        Box::pin(async move {
            let issue = value.read(legal_date(unit.now()))?;
            let spot = issue_spot(unit, &actor, issue).await?;
            Ok((StatusCode::CREATED, DocketView::from(&spot)))
        })
    });
    let place = (Subject::New(region), "spot/issue");
    counted(&penalty.ledger, &scope, place, issued).await
}

/// Takes a step: hand the form over, take and hand in cash, record a payment, file, revoke.
#[utoipa::path(post, path = "/api/penalty/v1/spot-penalties/{id}/steps", tag = "spot",
    params(("id" = String, Path, description = "Penalty on the spot"), IdempotencyKey),
    request_body = SpotStep, responses((status = 200, body = DocketView)),
    security(("bearer" = [])))]
pub(super) async fn step(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, SpotStep>,
) -> Result<Response, Fault> {
    let asked = asked.map(SpotCommand::from);
    let id = asked.id;
    let step = format!("spot/{}", asked.body.kind());
    let path = format!("/spot-penalties/{id}/steps");
    let scope = asked.actor.scope.clone();
    let taken = asked.once(
        &penalty.ledger,
        &scope,
        &path,
        |unit, (actor, id, command)| {
            Box::pin(async move {
                let spot = act_on_spot(unit, &actor, id, command).await?;
                Ok((StatusCode::OK, DocketView::from(&spot)))
            })
        },
    );
    let place = (Subject::Spot(id), step.as_str());
    counted(&penalty.ledger, &scope, place, taken).await
}
