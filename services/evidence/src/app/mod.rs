//! Use cases: load, look the facts up, decide, save.

mod assign_team;
mod collect_item;
mod look;
mod seal_folder;
mod touch_item;

pub(crate) use assign_team::{Assignment, assign_team, dissolve_team};
pub(crate) use collect_item::{Upload, collect_item, judge_before_upload};
pub(crate) use look::{items_of, look_at_folder, look_at_item};
pub(crate) use seal_folder::{Checked, contents_to_check, seal_folder};
pub(crate) use touch_item::touch_item;

use evidence_domain::{FolderEvent, FolderRules, ItemEvent, ItemRules};
use kernel::{Actor, Decider as _, Post};
use ledger::{Aggregate, Error, UnitOfWork};
use runtime::Step;

use crate::events::publish;
use crate::store::custody;
use crate::store::folder::StoredFolder;
use crate::store::item::StoredItem;

/// Posts that have to do with evidence at all; who may do what is a rule of the domain.
pub(crate) const POSTS: &[Post] = &[
    Post::Officer,
    Post::Handler,
    Post::Reviewer,
    Post::Decider,
    Post::Supervisor,
    Post::Auditor,
];

/// Applies what was decided about a folder. The caller writes the row.
fn follow_folder(
    unit: &mut UnitOfWork,
    folder: &mut StoredFolder,
    events: &[FolderEvent],
    actor: &Actor,
) -> Result<(), Error> {
    for event in events {
        folder.state = FolderRules::evolve(std::mem::take(&mut folder.state), event);
        folder.version += 1;
        let step = Step::new(folder.matter, folder.region, unit.now(), actor);
        let aggregate = Aggregate {
            id: folder.case.uuid(),
            version: folder.version,
            matter: folder.matter,
            region: folder.region,
        };
        if let Some(about) = folder.state.about() {
            publish::folder(unit, aggregate, actor.id.uuid(), about, event, step)?;
        }
    }
    Ok(())
}

/// Applies what was decided about an item: state and event. The caller writes the row and then the
/// entries of custody ([`append_custody`]), which refer to it.
fn follow_item(
    unit: &mut UnitOfWork,
    item: &mut StoredItem,
    events: &[ItemEvent],
    actor: &Actor,
) -> Result<(), Error> {
    for event in events {
        item.state = ItemRules::evolve(std::mem::take(&mut item.state), event);
        item.version += 1;
        let step = Step::new(item.matter, item.region, unit.now(), actor);
        let aggregate = Aggregate {
            id: item.id.uuid(),
            version: item.version,
            matter: item.matter,
            region: item.region,
        };
        if let Some(about) = item.state.about() {
            publish::item(unit, aggregate, actor.id.uuid(), about, event, step)?;
        }
    }
    Ok(())
}

/// Writes the entries that events add to an item's chain of custody.
async fn append_custody(
    unit: &mut UnitOfWork,
    item: &StoredItem,
    events: &[ItemEvent],
) -> Result<(), Error> {
    for event in events {
        custody::append(unit.connection(), (item.id, item.region), event.entry()).await?;
    }
    Ok(())
}
