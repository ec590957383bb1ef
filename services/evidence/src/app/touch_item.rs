//! Records that someone touched a piece of evidence.

use evidence_domain::{Folder, ItemCommand, ItemFacts, ItemRules};
use http_kit::Problem;
use kernel::{Actor, Decider as _, EvidenceId};
use ledger::UnitOfWork;
use runtime::{Fault, allow};

use super::{POSTS, append_custody, follow_item};
use crate::store::item::{self, StoredItem};
use crate::store::{folder, team};

/// Extends the chain of custody. An item in a foreign region does not exist for the caller.
pub(crate) async fn touch_item(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: EvidenceId,
    command: ItemCommand,
) -> Result<StoredItem, Fault> {
    let mut stored = item::lock(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    allow(actor, POSTS, stored.region)?;
    unit.link_to_last_step(id.uuid()).await?;
    let team = team::of_case(unit.connection(), stored.case).await?;
    let folder = folder::find(unit.connection(), stored.case)
        .await?
        .map_or(Folder::Unknown, |folder| folder.state);
    let facts = ItemFacts {
        now: unit.now(),
        actor,
        team: &team,
        folder: &folder,
        items: 0,
        transcribed_item_known: false,
    };
    let events = ItemRules::decide(&stored.state, command, &facts)?;
    let read_version = stored.version;
    follow_item(unit, &mut stored, &events, actor)?;
    item::update(unit.connection(), &stored, read_version).await?;
    append_custody(unit, &stored, &events).await?;
    Ok(stored)
}
