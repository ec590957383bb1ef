//! Opening and sealing a folder.

use evidence_domain::folder::SealedItem;
use evidence_domain::item::Place;
use evidence_domain::{
    Action, Broken, Collection, EvidenceKind, Fault, Folder, FolderCommand, FolderEvent,
    FolderRules, Item, ItemCommand, ItemEvent, ItemFacts, ItemRules, Step, manifest_digest,
};
use kernel::{Decider as _, Post};

use crate::given::*;

#[test]
fn a_folder_opens_when_two_officers_are_assigned_and_not_for_one() {
    assert_eq!(open_folder().name(), "open");
    let alone = opening(vec![officer(11), officer(11)]);
    let refusal = decide_folder(&Folder::Unknown, alone, 11).unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.rule.as_str()),
        ("two-officers", "G1")
    );
    assert!(refusal.citation.contains("第四十二条"));
}

/// The items as the folder's sealing sees them.
fn sealed_items(items: &[Item]) -> Vec<SealedItem> {
    let sealed = |item: &Item| {
        let events = decide_item(item, ItemCommand::Seal).unwrap();
        SealedItem {
            about: item.about().unwrap().clone(),
            place: item.place(),
            chain: Ok(()),
            stored: true,
            custody: events[0].entry().digest,
        }
    };
    items.iter().map(sealed).collect()
}

#[test]
fn a_sealed_folder_has_a_manifest_and_takes_nothing_more() {
    let items = sealed_items(&[kept(21, document()).0, kept(22, electronic()).0]);
    let events = decide_folder(
        &open_folder(),
        FolderCommand::Seal {
            items: items.clone(),
        },
        12,
    )
    .unwrap();
    let [FolderEvent::Sealed { seal, manifest }] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(seal.items, 2);
    assert_eq!(
        manifest_digest(items[0].about.case, manifest),
        seal.manifest
    );
    let mut swapped = manifest.clone();
    swapped.swap(0, 1);
    assert_ne!(
        manifest_digest(items[0].about.case, &swapped),
        seal.manifest
    );

    let folder = events.iter().fold(open_folder(), FolderRules::evolve);
    let officer = actor(11, Post::Officer);
    let late = decide_item_by(&Item::Unknown, new_item(23, document()), &folder, &officer);
    assert_eq!(refused(late), "folder-sealed");
    let again = decide_folder(&folder, FolderCommand::Seal { items }, 11);
    assert_eq!(refused(again), "wrong-state");
}

#[test]
fn a_sealed_folder_tells_how_many_records_a_monitoring_device_made() {
    let monitored = Collection {
        step: Step::Monitoring,
        device: Some(lawful_device()),
        ..electronic()
    };
    let items = sealed_items(&[kept(21, document()).0, kept(22, monitored).0]);
    let events = decide_folder(&open_folder(), FolderCommand::Seal { items }, 12).unwrap();
    let [FolderEvent::Sealed { seal, .. }] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!((seal.items, seal.monitored), (2, 1));
}

#[test]
fn a_sealed_item_is_still_looked_at_on_record_and_keeps_its_seal() {
    let (item, _) = kept(21, document());
    let sealed = ItemRules::decide(
        &item,
        ItemCommand::Seal,
        &ItemFacts {
            now: now(),
            actor: &actor(11, Post::Officer),
            team: &team(),
            folder: &open_folder(),
            items: 1,
            transcribed_item_known: false,
        },
    )
    .unwrap();
    let item = sealed.iter().fold(item, ItemRules::evolve);
    let Item::Sealed { sealed: seal, .. } = item.clone() else {
        panic!("{item:?}")
    };
    let touch = ItemCommand::Touch {
        action: Action::Viewed,
        note: code("review"),
    };
    let events = decide_item(&item, touch).unwrap();
    assert!(matches!(events.as_slice(), [ItemEvent::Touched { entry }] if entry.sequence == 3));
    let after = events.iter().fold(item, ItemRules::evolve);
    assert!(matches!(after, Item::Sealed { sealed, .. } if sealed == seal));
    assert_eq!(
        refused(decide_item(&after, ItemCommand::Seal)),
        "wrong-state"
    );
}

#[test]
fn a_folder_that_is_not_complete_is_not_sealed() {
    let seal = |items| decide_folder(&open_folder(), FolderCommand::Seal { items }, 11);
    assert_eq!(refused(seal(vec![])), "no-evidence");
    let good = sealed_items(&[kept(21, document()).0]);
    assert!(seal(good.clone()).is_ok());
    let with = |change: fn(&mut SealedItem)| {
        let mut items = good.clone();
        items.iter_mut().for_each(change);
        refused(seal(items))
    };
    assert_eq!(with(|item| item.place = Place::HandedOver), "original-away");
    assert_eq!(with(|item| item.stored = false), "content-missing");
    assert_eq!(
        with(|item| item.chain = Err(Broken {
            sequence: 1,
            fault: Fault::Digest
        })),
        "chain-broken"
    );
    assert_eq!(
        with(|item| item.about.collection.collected_by.truncate(1)),
        "two-officers"
    );
    assert_eq!(
        with(|item| item.about.collection.kind = EvidenceKind::PartyStatement),
        "signature-missing"
    );
    let outsider = decide_folder(&open_folder(), FolderCommand::Seal { items: good }, 99);
    assert_eq!(refused(outsider), "not-on-team");
}

#[test]
fn a_recording_with_sound_needs_its_transcript_before_the_folder_is_sealed() {
    let recording = Collection {
        kind: EvidenceKind::AudioVisual,
        sound: true,
        ..document()
    };
    let transcript = Collection {
        transcript_of: Some(evidence(21)),
        ..document()
    };
    let (recording, transcript) = (kept(21, recording).0, kept(22, transcript).0);
    let seal = |items: &[Item]| {
        let items = sealed_items(items);
        decide_folder(&open_folder(), FolderCommand::Seal { items }, 11)
    };
    assert_eq!(
        refused(seal(std::slice::from_ref(&recording))),
        "transcript-missing"
    );
    assert!(seal(&[recording, transcript]).is_ok());
}
