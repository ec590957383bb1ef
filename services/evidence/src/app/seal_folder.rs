//! Seals the folder of a case with everything in it.

use std::collections::BTreeMap;

use crypto::{DualDigest, Sha256Hex};
use evidence_domain::access::on_team;
use evidence_domain::folder::SealedItem;
use evidence_domain::{
    Broken, Entry, Fault as ChainFault, Folder, FolderCommand, FolderFacts, FolderRules,
    ItemCommand, ItemEvent, ItemFacts, ItemRules, verify_chain,
};
use http_kit::Problem;
use kernel::{Actor, CaseId, Decider as _, EvidenceId, OfficerId};
use ledger::UnitOfWork;
use runtime::{Fault, allow};

use super::{POSTS, append_custody, follow_folder, follow_item};
use crate::store::folder::{self, StoredFolder};
use crate::store::item::{self, StoredItem};
use crate::store::{custody, team};

/// Whether the content stored at each address is what was recorded.
pub(crate) type Checked = BTreeMap<Sha256Hex, bool>;

/// What must be read and compared before an open folder is sealed; content never changes under its
/// address, so this needs no lock.
pub(crate) async fn contents_to_check(
    unit: &mut UnitOfWork,
    actor: &Actor,
    case: CaseId,
) -> Result<Vec<DualDigest>, Fault> {
    let folder = folder::find(unit.connection(), case)
        .await?
        .ok_or_else(Problem::not_found)?;
    allow(actor, POSTS, folder.region)?;
    on_team(actor, &team::of_case(unit.connection(), case).await?)?;
    if !matches!(folder.state, Folder::Open { .. }) {
        return Ok(Vec::new());
    }
    let items = item::list(unit.connection(), case).await?;
    Ok(items
        .iter()
        .filter_map(|item| item.state.about())
        .map(|about| about.content)
        .collect())
}

/// Seals every item and then the folder, in one transaction.
pub(crate) async fn seal_folder(
    unit: &mut UnitOfWork,
    actor: &Actor,
    case: CaseId,
    checked: &Checked,
) -> Result<StoredFolder, Fault> {
    let mut stored = folder::lock(unit.connection(), case)
        .await?
        .ok_or_else(Problem::not_found)?;
    allow(actor, POSTS, stored.region)?;
    unit.link_to_last_step(case.uuid()).await?;
    let team = team::of_case(unit.connection(), case).await?;
    let mut items = item::lock_all(unit.connection(), case).await?;
    let chains = chains(unit, case).await?;
    let mut sealing = Vec::with_capacity(items.len());
    if matches!(stored.state, Folder::Open { .. }) {
        for item in &items {
            sealing.push(seal_item(
                unit, actor, &team, &stored, item, &chains, checked,
            )?);
        }
    }
    let (seen, events): (Vec<SealedItem>, Vec<Vec<ItemEvent>>) = sealing.into_iter().unzip();
    let facts = FolderFacts {
        now: unit.now(),
        actor,
        team: &team,
    };
    let sealed = FolderRules::decide(&stored.state, FolderCommand::Seal { items: seen }, &facts)?;
    for (item, events) in items.iter_mut().zip(&events) {
        let read_version = item.version;
        follow_item(unit, item, events, actor)?;
        item::update(unit.connection(), item, read_version).await?;
        append_custody(unit, item, events).await?;
    }
    let read_version = stored.version;
    follow_folder(unit, &mut stored, &sealed, actor)?;
    folder::update(unit.connection(), &stored, read_version).await?;
    Ok(stored)
}

type Chains = BTreeMap<EvidenceId, Vec<Entry>>;

async fn chains(unit: &mut UnitOfWork, case: CaseId) -> Result<Chains, Fault> {
    let mut chains = Chains::new();
    for (id, entry) in custody::of_case(unit.connection(), case).await? {
        chains.entry(id).or_default().push(entry);
    }
    Ok(chains)
}

/// What sealing one item means, and how the item looks to the folder that is sealed with it.
fn seal_item(
    unit: &UnitOfWork,
    actor: &Actor,
    team: &[OfficerId],
    folder: &StoredFolder,
    item: &StoredItem,
    chains: &Chains,
    checked: &Checked,
) -> Result<(SealedItem, Vec<ItemEvent>), Fault> {
    let facts = ItemFacts {
        now: unit.now(),
        actor,
        team,
        folder: &folder.state,
        items: 0,
        transcribed_item_known: false,
    };
    let events = ItemRules::decide(&item.state, ItemCommand::Seal, &facts)?;
    let (Some(about), Some(head), Some(event)) =
        (item.state.about(), item.state.head(), events.first())
    else {
        return Err(Problem::conflict("证据记录已被他人更改").into());
    };
    let Some(stored) = checked.get(&about.content.sha256) else {
        return Err(Problem::conflict("核对内容期间案卷增加了证据")
            .cure("send the request again")
            .into());
    };
    let chain = chains.get(&item.id).map_or(
        Err(Broken {
            sequence: 0,
            fault: ChainFault::Empty,
        }),
        |entries| verify_chain(about.record(), entries, head),
    );
    let seen = SealedItem {
        about: about.clone(),
        place: item.state.place(),
        chain,
        stored: *stored,
        custody: event.entry().digest,
    };
    Ok((seen, events))
}
