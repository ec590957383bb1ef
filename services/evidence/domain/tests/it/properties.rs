//! Whatever is asked in whatever order: the chains hold, and a sealed folder stays as it is.

use crate::given::*;
use evidence_domain::folder::SealedItem;
use evidence_domain::{
    Action, Collection, Entry, EvidenceKind, Folder, FolderCommand, FolderEvent, FolderFacts,
    FolderRules, Item, ItemCommand, ItemEvent, ItemFacts, ItemRules, Signature, manifest_digest,
    verify_chain,
};
use jiff::{SignedDuration, Timestamp};
use kernel::{Decider as _, Post};
use proptest::prelude::*;

/// Something someone tries.
#[derive(Clone, Debug)]
enum Try {
    Collect {
        kind: EvidenceKind,
        officers: Vec<u128>,
        signed: bool,
        by: u128,
    },
    Touch {
        item: usize,
        action: Action,
        by: u128,
    },
    Seal {
        by: u128,
    },
    /// The clock moves; between replicas it may go back a little.
    Wait(i64),
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let officer = 11_u128..15;
    let kind = proptest::sample::select(EvidenceKind::ALL);
    let action = proptest::sample::select(vec![
        Action::Collected,
        Action::Viewed,
        Action::Copied,
        Action::HandedOver,
        Action::Returned,
        Action::Sealed,
    ]);
    let one = prop_oneof![
        4 => (kind, proptest::collection::vec(officer.clone(), 0..4), any::<bool>(), officer.clone())
            .prop_map(|(kind, officers, signed, by)| Try::Collect { kind, officers, signed, by }),
        8 => (0_usize..6, action, officer.clone())
            .prop_map(|(item, action, by)| Try::Touch { item, action, by }),
        1 => officer.prop_map(|by| Try::Seal { by }),
        2 => (-2_000_i64..100_000_000).prop_map(Try::Wait),
    ];
    proptest::collection::vec(one, 0..60)
}

/// A case as the service would keep it.
struct World {
    now: Timestamp,
    folder: Folder,
    items: Vec<(Item, Vec<Entry>)>,
    manifest: Option<FolderEvent>,
}

impl World {
    fn item(&self, item: &Item, command: ItemCommand, by: u128) -> Option<Vec<ItemEvent>> {
        let facts = ItemFacts {
            now: self.now,
            actor: &actor(by, Post::Officer),
            team: &team(),
            folder: &self.folder,
            items: self.items.len(),
            transcribed_item_known: false,
        };
        ItemRules::decide(item, command, &facts).ok()
    }

    fn apply(&mut self, place: usize, events: &[ItemEvent]) {
        if let Some((item, entries)) = self.items.get_mut(place) {
            *item = events.iter().fold(std::mem::take(item), ItemRules::evolve);
            entries.extend(events.iter().map(|event| event.entry().clone()));
        }
    }

    fn step(&mut self, step: Try) {
        match step {
            Try::Wait(milliseconds) => self.now += SignedDuration::from_millis(milliseconds),
            Try::Collect {
                kind,
                officers,
                signed,
                by,
            } => {
                let collection = Collection {
                    kind,
                    collected_by: officers.into_iter().map(officer).collect(),
                    signature: signed.then_some(Signature::Signed),
                    ..document()
                };
                let id = 100 + u128::try_from(self.items.len()).unwrap();
                if let Some(events) = self.item(&Item::Unknown, new_item(id, collection), by) {
                    self.items.push((Item::Unknown, Vec::new()));
                    self.apply(self.items.len() - 1, &events);
                }
            }
            Try::Touch {
                item: place,
                action,
                by,
            } => {
                let Some((item, _)) = self.items.get(place) else {
                    return;
                };
                let touch = ItemCommand::Touch {
                    action,
                    note: code("try"),
                };
                if let Some(events) = self.item(item, touch, by) {
                    self.apply(place, &events);
                }
            }
            Try::Seal { by } => self.seal(by),
        }
    }

    fn seal(&mut self, by: u128) {
        let mut sealing = Vec::new();
        for (item, entries) in &self.items {
            let Some(events) = self.item(item, ItemCommand::Seal, by) else {
                return;
            };
            let about = item.about().unwrap().clone();
            let chain = verify_chain(about.record(), entries, item.head().unwrap());
            let custody = events[0].entry().digest;
            let seen = SealedItem {
                about,
                place: item.place(),
                chain,
                stored: true,
                custody,
            };
            sealing.push((seen, events));
        }
        let items = sealing.iter().map(|(seen, _)| seen.clone()).collect();
        let facts = FolderFacts {
            now: self.now,
            actor: &actor(by, Post::Officer),
            team: &team(),
        };
        let command = FolderCommand::Seal { items };
        let Ok(events) = FolderRules::decide(&self.folder, command, &facts) else {
            return;
        };
        self.folder = events
            .iter()
            .fold(std::mem::take(&mut self.folder), FolderRules::evolve);
        for (place, (_, events)) in sealing.into_iter().enumerate() {
            self.apply(place, &events);
        }
        self.manifest = events.into_iter().next();
    }

    fn holds(&self) {
        for (item, entries) in &self.items {
            let about = item.about().unwrap();
            assert_eq!(
                verify_chain(about.record(), entries, item.head().unwrap()),
                Ok(())
            );
            assert!(about.collection.collected_by.len() >= 2);
            assert!(entries.is_sorted_by_key(|entry| entry.at));
        }
        let Folder::Sealed { about, seal } = &self.folder else {
            assert!(self.items.iter().all(|(item, _)| item.name() == "kept"));
            return;
        };
        let Some(FolderEvent::Sealed { manifest, .. }) = &self.manifest else {
            panic!("no seal")
        };
        assert_eq!(manifest.len(), self.items.len());
        assert_eq!(manifest_digest(about.case, manifest), seal.manifest);
        for (line, (item, _)) in manifest.iter().zip(&self.items) {
            let Item::Sealed { sealed, about, .. } = item else {
                panic!("not sealed: {item:?}")
            };
            assert_eq!((line.custody, line.evidence), (sealed.digest, about.id));
        }
    }
}

proptest! {
    #[test]
    fn chains_hold_and_seals_stay_whatever_is_tried(tries in tries()) {
        let mut world =
            World { now: now(), folder: open_folder(), items: Vec::new(), manifest: None };
        for step in tries {
            world.step(step);
            world.holds();
        }
    }

    #[test]
    fn a_state_that_was_stored_reads_back_the_same(officers in 2_usize..4, touches in 0_usize..5) {
        let collected_by = (11..).map(officer).take(officers).collect();
        let (mut item, _) = kept(21, Collection { collected_by, ..document() });
        for _ in 0..touches {
            let touch = ItemCommand::Touch { action: Action::Viewed, note: code("try") };
            let events = decide_item(&item, touch).unwrap();
            item = events.iter().fold(item, ItemRules::evolve);
        }
        let stored = serde_json::to_value(&item).unwrap();
        prop_assert_eq!(serde_json::from_value::<Item>(stored).unwrap(), item);
    }
}
