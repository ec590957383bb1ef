//! When a folder opens, and what must be complete before it is sealed.

use std::collections::BTreeSet;
use std::marker::PhantomData;

use kernel::Decider;
use law::Refusal;

use super::{
    Folder, FolderAbout, FolderCommand, FolderEvent, FolderFacts, Opening, Seal, SealedItem,
};
use crate::Step;
use crate::access::on_team;
use crate::collection::{recorded_in_full, two_officers};
use crate::custody::whole_microseconds;
use crate::item::Place;
use crate::manifest::{ManifestLine, manifest_digest};

/// Most items of one folder: more than the largest case files hold, and few enough that all of them
/// are sealed in one step.
pub const ITEMS_MAX: usize = 1_000;

/// The rules of a folder.
#[derive(Clone, Copy, Debug)]
pub struct FolderRules<'a>(PhantomData<&'a ()>);

impl<'a> Decider for FolderRules<'a> {
    type State = Folder;
    type Command = FolderCommand;
    type Event = FolderEvent;
    type Facts = FolderFacts<'a>;
    type Refusal = Refusal;

    fn decide(
        state: &Folder,
        command: FolderCommand,
        facts: &FolderFacts<'a>,
    ) -> Result<Vec<FolderEvent>, Refusal> {
        let name = command.name();
        match (state, command) {
            (Folder::Unknown, FolderCommand::Open(opening)) => open(opening),
            (Folder::Open { about }, FolderCommand::Seal { items }) => seal(about, &items, facts),
            (state, _) => Err(wrong_state(state, name)),
        }
    }

    fn evolve(state: Folder, event: &FolderEvent) -> Folder {
        match (state, event) {
            (_, FolderEvent::Opened { about }) => Folder::Open {
                about: about.clone(),
            },
            (Folder::Open { about }, FolderEvent::Sealed { seal, .. }) => Folder::Sealed {
                about,
                seal: seal.clone(),
            },
            (state, FolderEvent::Sealed { .. }) => state,
        }
    }
}

fn open(opening: Opening) -> Result<Vec<FolderEvent>, Refusal> {
    let Opening {
        case,
        matter,
        region,
        team,
    } = opening;
    two_officers(&team, &team)?;
    Ok(vec![FolderEvent::Opened {
        about: FolderAbout {
            case,
            matter,
            region,
        },
    }])
}

fn seal(
    about: &FolderAbout,
    items: &[SealedItem],
    facts: &FolderFacts<'_>,
) -> Result<Vec<FolderEvent>, Refusal> {
    on_team(facts.actor, facts.team)?;
    may_seal(items, facts)?;
    let manifest: Vec<ManifestLine> = items
        .iter()
        .map(|item| ManifestLine {
            evidence: item.about.id,
            kind: item.about.collection.kind,
            step: item.about.collection.step,
            content: item.about.content,
            custody: item.custody,
        })
        .collect();
    let monitored = items.iter().filter(|item| {
        let collection = &item.about.collection;
        collection.device.is_some() || collection.step == Step::Monitoring
    });
    let seal = Seal {
        items: u32::try_from(manifest.len()).unwrap_or(u32::MAX),
        monitored: u32::try_from(monitored.count()).unwrap_or(u32::MAX),
        manifest: manifest_digest(about.case, &manifest),
        sealed_at: whole_microseconds(facts.now),
        sealed_by: facts.actor.id,
    };
    Ok(vec![FolderEvent::Sealed { seal, manifest }])
}

/// Whether a folder with these items is complete: it holds evidence, every item carries what the law
/// asks for, every recording of sound has its transcript, every original is back, and chain and
/// content of each are as recorded.
pub fn may_seal(items: &[SealedItem], facts: &FolderFacts<'_>) -> Result<(), Refusal> {
    if items.is_empty() {
        return Err(Refusal::new("no-evidence", "G9")
            .citing("行政处罚法第四十条、第四十六条")
            .missing("evidence: the folder is empty")
            .cure("collect the evidence of the case first")
            .titled("案卷没有证据", "The folder holds no evidence"));
    }
    let transcribed: BTreeSet<_> = items
        .iter()
        .filter_map(|item| item.about.collection.transcript_of)
        .collect();
    for item in items {
        let collection = &item.about.collection;
        // The team may have changed since: who collected is judged when it is collected.
        two_officers(&collection.collected_by, &collection.collected_by)?;
        recorded_in_full(collection, facts.now)?;
        if collection.sound && !transcribed.contains(&item.about.id) {
            return Err(not_complete(
                item,
                "transcript-missing",
                "市场监督管理行政处罚程序规定第二十五条",
                "the written text of the sound in item",
            )
            .titled(
                "声音资料未附文字记录",
                "A recording of sound has no transcript",
            ));
        }
        if item.place == Place::HandedOver {
            return Err(not_complete(
                item,
                "original-away",
                "行政处罚法第四十七条",
                "the return of the original of item",
            )
            .titled("证据移交后尚未归还", "An original has not come back"));
        }
        if let Err(broken) = item.chain {
            let what = format!("an unbroken chain of custody ({}) of item", broken.fault);
            return Err(
                not_complete(item, "chain-broken", "行政处罚法第四十七条", &what)
                    .cure("report it to the supervisor; the item cannot prove anything as it is")
                    .titled("证据保管链校验不通过", "A chain of custody does not verify"),
            );
        }
        if !item.stored {
            return Err(not_complete(
                item,
                "content-missing",
                "行政处罚法第四十六条、第四十七条",
                "the stored content of item",
            )
            .titled("证据内容缺失", "The content of an item is missing"));
        }
    }
    Ok(())
}

fn not_complete(item: &SealedItem, code: &str, citation: &str, what: &str) -> Refusal {
    Refusal::new(code, "EVI-SEAL")
        .citing(citation)
        .missing(format!("{what} {}", item.about.id))
        .cure("complete the folder, then seal it")
}

/// Evidence is added to an open folder with room in it.
pub fn open_for_collection(folder: &Folder, items: usize) -> Result<&FolderAbout, Refusal> {
    match folder {
        Folder::Open { about } if items < ITEMS_MAX => Ok(about),
        Folder::Open { .. } => Err(Refusal::new("folder-full", "EVI-LIMIT")
            .missing(format!("room: a folder holds {ITEMS_MAX} items"))
            .cure("put related files into one archive, or split the case")
            .titled("案卷证据数量已达上限", "The folder is full")),
        Folder::Sealed { .. } => Err(Refusal::new("folder-sealed", "EVI-SEAL")
            .citing("行政处罚法第四十七条、第五十八条")
            .missing("an open folder: this one was sealed for review")
            .cure("a supplementary investigation needs its own approval and folder")
            .titled(
                "证据已封存，不得增补",
                "The folder is sealed; nothing can be added",
            )),
        Folder::Unknown => Err(wrong_state(folder, "collect")),
    }
}

fn wrong_state(state: &Folder, command: &str) -> Refusal {
    let lawful = match state {
        Folder::Unknown => "open",
        Folder::Open { .. } => "collect, seal",
        Folder::Sealed { .. } => "none",
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
