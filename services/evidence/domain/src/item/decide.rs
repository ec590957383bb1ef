//! Which evidence may enter a folder, and who may touch it.

use std::marker::PhantomData;

use kernel::{Decider, OfficerId};
use law::Refusal;

use super::{About, Item, ItemCommand, ItemEvent, ItemFacts, NewItem, Place};
use crate::Code;
use crate::access::{may_read, on_team};
use crate::collection::{Collection, content_is_intact, recorded_in_full, two_officers};
use crate::custody::{Action, ChainHead, Entry, Touch};
use crate::folder::{FolderAbout, open_for_collection};

/// The rules of a piece of evidence.
#[derive(Clone, Copy, Debug)]
pub struct ItemRules<'a>(PhantomData<&'a ()>);

impl<'a> Decider for ItemRules<'a> {
    type State = Item;
    type Command = ItemCommand;
    type Event = ItemEvent;
    type Facts = ItemFacts<'a>;
    type Refusal = Refusal;

    fn decide(
        state: &Item,
        command: ItemCommand,
        facts: &ItemFacts<'a>,
    ) -> Result<Vec<ItemEvent>, Refusal> {
        let name = command.name();
        match (state, command) {
            (Item::Unknown, ItemCommand::Collect(new)) => collect(*new, facts),
            (
                Item::Kept { place, head, .. } | Item::Sealed { place, head, .. },
                ItemCommand::Touch { action, note },
            ) => touch(*place, head, action, note, facts),
            (Item::Kept { head, .. }, ItemCommand::Seal) => {
                on_team(facts.actor, facts.team)?;
                let entry = Entry::after(
                    head,
                    made_by(Action::Sealed, Code::known("folder-sealed"), facts),
                );
                Ok(vec![ItemEvent::Sealed { entry }])
            }
            (state, _) => Err(wrong_state(state, name)),
        }
    }

    fn evolve(state: Item, event: &ItemEvent) -> Item {
        match (state, event) {
            (_, ItemEvent::Collected { about, entry }) => Item::Kept {
                about: (**about).clone(),
                place: Place::InCustody,
                head: entry.head(),
            },
            (Item::Kept { about, place, .. }, ItemEvent::Touched { entry }) => Item::Kept {
                about,
                place: moved(place, entry),
                head: entry.head(),
            },
            (
                Item::Sealed {
                    about,
                    place,
                    sealed,
                    ..
                },
                ItemEvent::Touched { entry },
            ) => Item::Sealed {
                about,
                place: moved(place, entry),
                head: entry.head(),
                sealed,
            },
            (Item::Kept { about, place, .. }, ItemEvent::Sealed { entry }) => Item::Sealed {
                about,
                place,
                head: entry.head(),
                sealed: entry.head(),
            },
            (state, ItemEvent::Touched { .. } | ItemEvent::Sealed { .. }) => state,
        }
    }
}

/// Every gate of a collection that can be judged before the content has arrived: no one has to send
/// a large file to be refused.
pub fn may_collect<'f>(
    collection: &Collection,
    facts: &ItemFacts<'f>,
) -> Result<&'f FolderAbout, Refusal> {
    let about = open_for_collection(facts.folder, facts.items)?;
    on_team(facts.actor, facts.team)?;
    two_officers(&collection.collected_by, facts.team)?;
    recorded_in_full(collection, facts.now)?;
    if collection.transcript_of.is_some() && !facts.transcribed_item_known {
        return Err(Refusal::new("recording-unknown", "G9")
            .citing("市场监督管理行政处罚程序规定第二十五条")
            .missing("the recording in this folder that the transcript belongs to")
            .cure("store the recording first and name it")
            .titled(
                "未找到文字记录对应的声音资料",
                "The recording of the transcript is unknown",
            ));
    }
    Ok(about)
}

fn collect(new: NewItem, facts: &ItemFacts<'_>) -> Result<Vec<ItemEvent>, Refusal> {
    let NewItem {
        id,
        mut collection,
        content,
    } = new;
    let folder = may_collect(&collection, facts)?;
    content_is_intact(&collection, &content)?;
    collection.collected_by.sort_unstable();
    collection.collected_by.dedup();
    let about = Box::new(About {
        id,
        case: folder.case,
        matter: folder.matter,
        region: folder.region,
        collection,
        uploaded_by: OfficerId::from(facts.actor.id.uuid()),
        content,
    });
    let note = Code::known(about.collection.step.as_str());
    let entry = Entry::first(about.record(), made_by(Action::Collected, note, facts));
    Ok(vec![ItemEvent::Collected { about, entry }])
}

fn touch(
    place: Place,
    head: &ChainHead,
    action: Action,
    note: Code,
    facts: &ItemFacts<'_>,
) -> Result<Vec<ItemEvent>, Refusal> {
    match action {
        Action::Viewed | Action::Copied => may_read(facts.actor, facts.team)?,
        Action::HandedOver | Action::Returned => on_team(facts.actor, facts.team)?,
        Action::Collected | Action::Sealed => {
            return Err(Refusal::new("touch-not-free", "EVI-CUSTODY")
                .citing("行政处罚法第四十七条")
                .missing(format!(
                    "a touch that is recorded by hand; `{action}` is not"
                ))
                .cure("use viewed, copied, handed-over or returned")
                .titled(
                    "该保管动作不能单独登记",
                    "This touch is recorded by its own step",
                ));
        }
    }
    let wrong_way = match (action, place) {
        (Action::HandedOver, Place::HandedOver) => Some("the return of the original before"),
        (Action::Returned, Place::InCustody) => Some("a handing over that it returns from"),
        _ => None,
    };
    if let Some(missing) = wrong_way {
        return Err(Refusal::new("custody-out-of-order", "EVI-CUSTODY")
            .citing("行政处罚法第四十七条")
            .missing(missing)
            .cure("record the touches in the order in which they happened")
            .titled(
                "移交与归还次序不符",
                "Handing over and return do not follow each other",
            ));
    }
    Ok(vec![ItemEvent::Touched {
        entry: Entry::after(head, made_by(action, note, facts)),
    }])
}

fn made_by(action: Action, note: Code, facts: &ItemFacts<'_>) -> Touch {
    Touch {
        action,
        actor: facts.actor.id,
        at: facts.now,
        note,
    }
}

fn moved(place: Place, entry: &Entry) -> Place {
    match entry.action {
        Action::HandedOver => Place::HandedOver,
        Action::Returned => Place::InCustody,
        Action::Collected | Action::Viewed | Action::Copied | Action::Sealed => place,
    }
}

fn wrong_state(state: &Item, command: &str) -> Refusal {
    let lawful = match state {
        Item::Unknown => "collect",
        Item::Kept { .. } => "touch, seal",
        Item::Sealed { .. } => "touch",
    };
    Refusal::new("wrong-state", "EVI-STATE")
        .citing("行政处罚法第四十七条")
        .missing(format!(
            "a state that allows `{command}`; it is `{}`",
            state.name()
        ))
        .cure(format!("lawful now: {lawful}"))
        .titled(
            "当前状态不能办理此事项",
            "This step is not possible in the present state",
        )
}
