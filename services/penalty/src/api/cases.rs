//! `/api/penalty/v1/cases`: lists, one case, what may be done next.

use axum::Json;
use axum::extract::State;
use http_kit::{Caller, PathId, Problem, ValidQuery};
use kernel::{Actor, CaseId, Post};
use runtime::Fault;

use super::dto::{LikeQuery, ListCases, PAGE_MAX};
use super::like_view::LikeView;
use super::view::{CaseDetail, CaseList, CaseView, NextView};
use crate::Penalty;
use crate::app;
use crate::store::case_file;

const READERS: &[Post] = &[
    Post::Handler,
    Post::Officer,
    Post::Reviewer,
    Post::Decider,
    Post::Collector,
    Post::Supervisor,
    Post::Auditor,
];

/// Lists cases of the caller's regions.
#[utoipa::path(get, path = "/api/penalty/v1/cases", tag = "cases", params(ListCases),
    responses((status = 200, body = CaseList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<ListCases>,
) -> Result<Json<CaseList>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let offset = i64::from(query.page) * PAGE_MAX;
    let (status, matter) = (query.status, query.matter_id);
    let rows = case_file::list(unit.connection(), status, matter, PAGE_MAX, offset).await?;
    Ok(Json(CaseList {
        cases: rows.iter().map(CaseView::from).collect(),
    }))
}

/// Shows one case in full.
#[utoipa::path(get, path = "/api/penalty/v1/cases/{id}", tag = "cases",
    params(("id" = String, Path, description = "Case")),
    responses((status = 200, body = CaseDetail)), security(("bearer" = [])))]
pub(super) async fn show(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
) -> Result<Json<CaseDetail>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let seen = app::look(&mut unit, id).await?;
    Ok(Json(CaseDetail::of(&seen, &actor)))
}

/// For every command: may the caller give it now, and if not, why not.
#[utoipa::path(get, path = "/api/penalty/v1/cases/{id}/next", tag = "cases",
    params(("id" = String, Path, description = "Case")),
    responses((status = 200, body = NextView)), security(("bearer" = [])))]
pub(super) async fn next(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
) -> Result<Json<NextView>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let (case, steps) = app::next(&mut unit, &actor, id).await?;
    Ok(Json(NextView::of(&case, steps)))
}

/// How the same item and circumstances were decided in the city of the case.
#[utoipa::path(get, path = "/api/penalty/v1/cases/{id}/like", tag = "cases",
    params(("id" = String, Path, description = "Case"), LikeQuery),
    responses((status = 200, body = LikeView)), security(("bearer" = [])))]
pub(super) async fn like(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
    ValidQuery(query): ValidQuery<LikeQuery>,
) -> Result<Json<LikeView>, Fault> {
    may_read(&actor)?;
    let (cell, region, quartiles) =
        app::like_cases(&penalty.ledger, &actor.scope, id, query.grade).await?;
    Ok(Json(LikeView::of(cell, region, quartiles)))
}

/// Refuses whoever has no post from which cases are seen.
pub(super) fn may_read(actor: &Actor) -> Result<(), Fault> {
    if actor.holds_any(READERS) {
        return Ok(());
    }
    Err(Problem::forbidden("查看案件须有办案、审核、审批、收缴或监督职务").into())
}
