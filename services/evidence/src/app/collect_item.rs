//! Takes a piece of evidence into the folder of its case.

use crypto::DualDigest;
use evidence_domain::item::{NewItem, may_collect};
use evidence_domain::{Collection, Item, ItemCommand, ItemFacts, ItemRules};
use http_kit::Problem;
use kernel::{Actor, CaseId, Decider as _, EvidenceId, OfficerId};
use ledger::UnitOfWork;
use runtime::{Fault, allow};

use super::{POSTS, append_custody, follow_item};
use crate::store::folder::{self, StoredFolder};
use crate::store::item::{self, FileName, StoredItem};
use crate::store::team;

/// What was uploaded; its content is stored already.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    pub(crate) collection: Collection,
    pub(crate) content: DualDigest,
    pub(crate) media_type: String,
    pub(crate) file_name: Option<FileName>,
}

/// What is looked up about a folder before something is added to it.
struct Looked {
    folder: StoredFolder,
    team: Vec<OfficerId>,
    items: usize,
    recording_known: bool,
}

/// Judges everything that can be judged before the content has arrived.
pub(crate) async fn judge_before_upload(
    unit: &mut UnitOfWork,
    actor: &Actor,
    case: CaseId,
    collection: &Collection,
) -> Result<(), Fault> {
    let folder = folder::find(unit.connection(), case).await?;
    let known = know(unit, actor, folder, collection).await?;
    may_collect(collection, &facts(&known, unit, actor))?;
    Ok(())
}

/// Records the item. Nothing else is added to the folder, and it is not sealed, meanwhile.
pub(crate) async fn collect_item(
    unit: &mut UnitOfWork,
    actor: &Actor,
    case: CaseId,
    upload: Upload,
) -> Result<StoredItem, Fault> {
    let folder = folder::lock(unit.connection(), case).await?;
    let known = know(unit, actor, folder, &upload.collection).await?;
    unit.link_to_last_step(case.uuid()).await?;
    let id = EvidenceId::from(unit.new_id());
    let new = Box::new(NewItem {
        id,
        collection: upload.collection,
        content: upload.content,
    });
    let kind = new.collection.kind;
    let events = ItemRules::decide(
        &Item::Unknown,
        ItemCommand::Collect(new),
        &facts(&known, unit, actor),
    )?;
    let mut stored = StoredItem {
        id,
        case,
        matter: known.folder.matter,
        region: known.folder.region,
        ordinal: i32::try_from(known.items + 1).unwrap_or(i32::MAX),
        version: 0,
        stored_at: unit.now(),
        media_type: upload.media_type,
        file_name: upload.file_name,
        state: Item::Unknown,
    };
    follow_item(unit, &mut stored, &events, actor)?;
    let sha256 = upload.content.sha256.to_string();
    item::insert(unit.connection(), &stored, (kind.as_str(), &sha256)).await?;
    append_custody(unit, &stored, &events).await?;
    Ok(stored)
}

async fn know(
    unit: &mut UnitOfWork,
    actor: &Actor,
    folder: Option<StoredFolder>,
    collection: &Collection,
) -> Result<Looked, Fault> {
    let folder = folder.ok_or_else(Problem::not_found)?;
    allow(actor, POSTS, folder.region)?;
    let team = team::of_case(unit.connection(), folder.case).await?;
    let items = item::count(unit.connection(), folder.case).await?;
    let recording_known = match collection.transcript_of {
        Some(recording) => item::lies_in(unit.connection(), recording, folder.case).await?,
        None => false,
    };
    Ok(Looked {
        folder,
        team,
        items: usize::try_from(items).unwrap_or(usize::MAX),
        recording_known,
    })
}

fn facts<'a>(known: &'a Looked, unit: &UnitOfWork, actor: &'a Actor) -> ItemFacts<'a> {
    ItemFacts {
        now: unit.now(),
        actor,
        team: &known.team,
        folder: &known.folder.state,
        items: known.items,
        transcribed_item_known: known.recording_known,
    }
}
