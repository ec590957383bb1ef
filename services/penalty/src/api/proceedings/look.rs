//! Reading a proceeding: the same for every kind.

use axum::Json;
use kernel::{Actor, CaseId};
use runtime::Fault;
use uuid::Uuid;

use super::view::{OutlookList, ProceedingList, ProceedingView};
use super::{OF_CASE_MAX, may_read};
use crate::Penalty;
use crate::app::{Recorded, find, next_of, of_case};

pub(super) async fn list_of<P: Recorded>(
    penalty: &Penalty,
    actor: &Actor,
    case: CaseId,
) -> Result<Json<ProceedingList>, Fault> {
    may_read(actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let found = of_case::<P>(&mut unit, case, OF_CASE_MAX).await?;
    let views = found.iter().map(|stored| ProceedingView::of(stored, actor));
    Ok(Json(ProceedingList {
        proceedings: views.collect(),
    }))
}

pub(super) async fn show_of<P: Recorded>(
    penalty: &Penalty,
    actor: &Actor,
    id: Uuid,
) -> Result<Json<ProceedingView>, Fault> {
    may_read(actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let stored = find::<P>(&mut unit, id).await?;
    Ok(Json(ProceedingView::of(&stored, actor)))
}

pub(super) async fn next_in<P: Recorded>(
    penalty: &Penalty,
    actor: &Actor,
    id: Uuid,
) -> Result<Json<OutlookList>, Fault> {
    may_read(actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let (stored, steps) = next_of::<P>(&mut unit, actor, id).await?;
    Ok(Json(OutlookList::of(&stored, steps)))
}
