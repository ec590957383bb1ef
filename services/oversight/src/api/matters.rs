//! `/api/oversight/v1/matters`.

use axum::Json;
use axum::extract::State;
use http_kit::{MaybeCaller, PathId, Problem, ValidQuery};
use kernel::{Actor, MatterId, Post, Region, RegionScope, legal_date};
use runtime::Fault;

use super::dto::{ListMatters, MatterList, MatterView, PAGE_MAX};
use crate::Oversight;
use crate::app;

const READERS: &[Post] = &[Post::Supervisor, Post::Auditor, Post::Decider];

/// Lists the latest matters of the caller's regions, each with its timeline.
#[utoipa::path(get, path = "/api/oversight/v1/matters", tag = "oversight", params(ListMatters),
    responses((status = 200, body = MatterList)), security((), ("bearer" = [])))]
pub(super) async fn list(
    State(oversight): State<Oversight>,
    MaybeCaller(caller): MaybeCaller,
    ValidQuery(query): ValidQuery<ListMatters>,
) -> Result<Json<MatterList>, Fault> {
    let scope = scope(&oversight, caller.as_ref())?;
    if !(1..=PAGE_MAX).contains(&query.limit) {
        let detail = format!("limit 须在 1 至 {PAGE_MAX} 之间");
        return Err(Problem::bad_request(detail)
            .with_code("malformed-query")
            .into());
    }
    let limit = i64::from(query.limit);
    let offset = i64::from(query.page) * limit;
    let region = query.region.unwrap_or(Region::NATION);
    let mut unit = oversight.ledger.begin(&scope).await?;
    let matters = app::latest(&mut unit, region, limit, offset).await?;
    let today = legal_date(unit.now());
    let matters = matters
        .iter()
        .map(|matter| MatterView::of(matter, today))
        .collect();
    Ok(Json(MatterList { matters }))
}

/// Shows one matter with its whole timeline and the clocks that still run.
#[utoipa::path(get, path = "/api/oversight/v1/matters/{matter_id}", tag = "oversight",
    params(("matter_id" = String, Path, description = "Matter")),
    responses((status = 200, body = MatterView)), security((), ("bearer" = [])))]
pub(super) async fn show(
    State(oversight): State<Oversight>,
    MaybeCaller(caller): MaybeCaller,
    PathId(id): PathId<MatterId>,
) -> Result<Json<MatterView>, Fault> {
    let scope = scope(&oversight, caller.as_ref())?;
    let mut unit = oversight.ledger.begin(&scope).await?;
    let matter = app::find(&mut unit, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let today = legal_date(unit.now());
    Ok(Json(MatterView::of(&matter, today)))
}

/// Where the caller may look. Who shows a token is held to it, wherever that is.
fn scope(oversight: &Oversight, caller: Option<&Actor>) -> Result<RegionScope, Fault> {
    match caller {
        Some(actor) if actor.holds_any(READERS) => Ok(actor.scope.clone()),
        Some(_) => Err(access::Denied::Post {
            needed: READERS.to_vec(),
        }
        .into()),
        None if oversight.open_to_all => Ok(RegionScope::everywhere()),
        None => Err(Problem::unauthorized().into()),
    }
}
