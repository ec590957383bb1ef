//! The chain of custody.

use crypto::DualDigest;
use evidence_domain::item::Place;
use evidence_domain::{Action, Broken, Fault, ItemCommand, ItemRules, verify_chain};
use kernel::{Decider as _, Post};

use crate::given::*;

#[test]
fn every_touch_extends_the_chain_and_an_original_returns_before_it_leaves_again() {
    let (mut item, mut events) = kept(21, document());
    for action in [
        Action::Viewed,
        Action::Copied,
        Action::HandedOver,
        Action::Returned,
    ] {
        let touch = ItemCommand::Touch {
            action,
            note: code("appraisal"),
        };
        let next = decide_item(&item, touch).unwrap();
        item = next.iter().fold(item, ItemRules::evolve);
        let away = if action == Action::HandedOver {
            Place::HandedOver
        } else {
            Place::InCustody
        };
        assert_eq!(item.place(), away);
        events.extend(next);
    }
    let entries: Vec<_> = events.iter().map(|event| event.entry().clone()).collect();
    let record = item.about().unwrap().record();
    assert_eq!(entries.len(), 5);
    assert_eq!(verify_chain(record, &entries, item.head().unwrap()), Ok(()));

    let again = ItemCommand::Touch {
        action: Action::Returned,
        note: code("appraisal"),
    };
    assert_eq!(refused(decide_item(&item, again)), "custody-out-of-order");
}

#[test]
fn collecting_and_sealing_are_not_recorded_by_hand() {
    let (item, _) = kept(21, document());
    for action in [Action::Collected, Action::Sealed] {
        let touch = ItemCommand::Touch {
            action,
            note: code("by-hand"),
        };
        assert_eq!(refused(decide_item(&item, touch)), "touch-not-free");
    }
}

#[test]
fn the_team_and_those_who_review_or_supervise_may_look_and_only_the_team_hands_over() {
    let (item, _) = kept(21, document());
    let try_it = |action, by, post| {
        let touch = ItemCommand::Touch {
            action,
            note: code("review"),
        };
        decide_item_by(&item, touch, &open_folder(), &actor(by, post))
    };
    for post in [
        Post::Reviewer,
        Post::Decider,
        Post::Supervisor,
        Post::Auditor,
    ] {
        assert!(try_it(Action::Viewed, 99, post).is_ok());
        assert_eq!(refused(try_it(Action::HandedOver, 99, post)), "not-on-team");
    }
    for post in [Post::Officer, Post::Clerk, Post::Citizen, Post::Discloser] {
        assert_eq!(refused(try_it(Action::Viewed, 99, post)), "not-on-team");
    }
}

#[test]
fn a_changed_dropped_or_inserted_entry_breaks_the_chain() {
    let (item, mut events) = kept(21, document());
    let mut last = item;
    for _ in 0..3 {
        let touch = ItemCommand::Touch {
            action: Action::Viewed,
            note: code("review"),
        };
        let next = decide_item(&last, touch).unwrap();
        last = next.iter().fold(last, ItemRules::evolve);
        events.extend(next);
    }
    let record = last.about().unwrap().record();
    let head = *last.head().unwrap();
    let entries: Vec<_> = events.iter().map(|event| event.entry().clone()).collect();
    let fault = |entries: &[_]| verify_chain(record, entries, &head).unwrap_err();

    let mut changed = entries.clone();
    changed[1].note = code("other");
    assert_eq!(
        fault(&changed),
        Broken {
            sequence: 2,
            fault: Fault::Digest
        }
    );

    let mut dropped = entries.clone();
    dropped.remove(1);
    assert_eq!(
        fault(&dropped),
        Broken {
            sequence: 2,
            fault: Fault::Sequence
        }
    );
    dropped
        .iter_mut()
        .zip(1..)
        .for_each(|(entry, place)| entry.sequence = place);
    assert_eq!(fault(&dropped).fault, Fault::Previous);

    assert_eq!(
        fault(&entries[..3]),
        Broken {
            sequence: 3,
            fault: Fault::End
        }
    );
    assert_eq!(
        fault(&[]),
        Broken {
            sequence: 0,
            fault: Fault::Empty
        }
    );
    let other_record = DualDigest::of(b"x").sha256;
    let broken = verify_chain(other_record, &entries, &head).unwrap_err();
    assert_eq!(
        broken,
        Broken {
            sequence: 1,
            fault: Fault::Previous
        }
    );
}

#[test]
fn a_note_is_a_code_and_no_number_of_a_person_fits_in() {
    for good in ["appraisal", "court-2026", "a"] {
        assert!(good.parse::<evidence_domain::Code>().is_ok(), "{good}");
    }
    for bad in [
        "",
        "-",
        "a--b",
        "a-",
        "张三",
        "A",
        "a b",
        "13812345678",
        "x-13812345678",
    ] {
        assert!(bad.parse::<evidence_domain::Code>().is_err(), "{bad}");
    }
}
