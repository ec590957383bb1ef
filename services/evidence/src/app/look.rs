//! Looking at what is recorded, without touching the content.

use evidence_domain::access::may_read;
use http_kit::Problem;
use kernel::{Actor, CaseId, EvidenceId};
use ledger::UnitOfWork;
use runtime::{Fault, allow};

use super::POSTS;
use crate::store::folder::{self, StoredFolder};
use crate::store::item::{self, StoredItem};
use crate::store::team;

/// The folder of a case, for someone who may see it.
pub(crate) async fn look_at_folder(
    unit: &mut UnitOfWork,
    actor: &Actor,
    case: CaseId,
) -> Result<StoredFolder, Fault> {
    let stored = folder::find(unit.connection(), case)
        .await?
        .ok_or_else(Problem::not_found)?;
    allow(actor, POSTS, stored.region)?;
    may_read(actor, &team::of_case(unit.connection(), case).await?)?;
    Ok(stored)
}

/// What is recorded of one item, for someone who may see it.
pub(crate) async fn look_at_item(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: EvidenceId,
) -> Result<StoredItem, Fault> {
    let stored = item::find(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    allow(actor, POSTS, stored.region)?;
    may_read(actor, &team::of_case(unit.connection(), stored.case).await?)?;
    Ok(stored)
}

/// Every item of a folder that [`look_at_folder`] let the caller see, in its order.
pub(crate) async fn items_of(
    unit: &mut UnitOfWork,
    folder: &StoredFolder,
) -> Result<Vec<StoredItem>, Fault> {
    Ok(item::list(unit.connection(), folder.case).await?)
}
