//! `/api/penalty/v1/remedies`: reconsideration and suits (行政复议、行政诉讼) against decisions.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, PathId, ValidQuery};
use penalty_domain::remedy::RemedyCommand;
use runtime::{Asked, Fault};
use uuid::Uuid;

use super::ListDockets;
use super::remedy_dto::RemedyStep;
use super::view::{DocketDetail, DocketList, DocketView};
use crate::Penalty;
use crate::api::cases::may_read;
use crate::app::{Subject, act_on_remedy, counted, find_remedy};
use crate::store::remedy;

/// Lists the remedies against decisions of the caller's regions.
#[utoipa::path(get, path = "/api/penalty/v1/remedies", tag = "remedies", params(ListDockets),
    responses((status = 200, body = DocketList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<ListDockets>,
) -> Result<Json<DocketList>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let rows = remedy::list(unit.connection(), query.page()).await?;
    Ok(Json(rows.into()))
}

/// Shows the remedies against the decision of a case, or on the spot.
#[utoipa::path(get, path = "/api/penalty/v1/decisions/{id}/remedy", tag = "remedies",
    params(("id" = String, Path, description = "Case or penalty on the spot")),
    responses((status = 200, body = DocketDetail)), security(("bearer" = [])))]
pub(super) async fn show(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<Uuid>,
) -> Result<Json<DocketDetail>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let stored = find_remedy(&mut unit, id).await?;
    Ok(Json(stored.into()))
}

/// Records a step of the remedies against a decision.
#[utoipa::path(post, path = "/api/penalty/v1/decisions/{id}/remedy/steps", tag = "remedies",
    params(("id" = String, Path, description = "Case or penalty on the spot"), IdempotencyKey),
    request_body = RemedyStep, responses((status = 200, body = DocketView)),
    security(("bearer" = [])))]
pub(super) async fn step(
    State(penalty): State<Penalty>,
    asked: Asked<Uuid, RemedyStep>,
) -> Result<Response, Fault> {
    let asked = asked.map(RemedyCommand::from);
    let id = asked.id;
    let step = format!("remedy/{}", asked.body.name());
    let path = format!("/decisions/{id}/remedy/steps");
    let scope = asked.actor.scope.clone();
    let taken = asked.once(
        &penalty.ledger,
        &scope,
        &path,
        |unit, (actor, id, command)| {
            Box::pin(async move {
                let stored = act_on_remedy(unit, &actor, id, command).await?;
                Ok((StatusCode::OK, DocketView::from(&stored)))
            })
        },
    );
    let place = (Subject::Remedy(id), step.as_str());
    counted(&penalty.ledger, &scope, place, taken).await
}
