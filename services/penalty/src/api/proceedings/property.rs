//! The ledger of property (涉案财物).

use axum::Json;
use axum::extract::State;
use http_kit::{Caller, PathId, Problem};
use kernel::CaseId;
use runtime::Fault;

use super::view::PropertyLedger;
use super::{LINES_MAX, may_read};
use crate::Penalty;
use crate::store::{case_file, property};

/// Every item that was listed in a case, and what became of it.
#[utoipa::path(get, path = "/api/penalty/v1/cases/{id}/property", tag = "property",
    params(("id" = String, Path, description = "Case")),
    responses((status = 200, body = PropertyLedger)), security(("bearer" = [])))]
pub(in crate::api) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    PathId(id): PathId<CaseId>,
) -> Result<Json<PropertyLedger>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    case_file::find(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let lines = property::of_case(unit.connection(), id, LINES_MAX).await?;
    Ok(Json(PropertyLedger::from(lines)))
}
