//! The file of a closed case.

use jiff::civil::date;
use kernel::{Actor, Post};
use law::Refusal;
use penalty_domain::archive::{
    Archive, ArchiveFacts, ArchiveNumber, Entry, Retention, Slot, Volume,
};
use strum::VariantArray as _;

use crate::story::*;

fn closed() -> Story {
    let mut story = Story::served(fine(500));
    story.pays(yuan(500), FILED).unwrap();
    story.does(&head(), CLOSE).unwrap();
    story
}

fn paper(slot: Slot) -> Entry {
    Entry {
        slot,
        title: "材料".to_owned(),
        reference: "铜市监〔2026〕1号".to_owned(),
        dated: FILED,
        pages: 3,
    }
}

/// Every place filled, the last one first.
fn papers() -> Vec<Entry> {
    Slot::VARIANTS.iter().rev().copied().map(paper).collect()
}

fn archived(story: &Story, by: &Actor, entries: Vec<Entry>) -> Result<Archive, Refusal> {
    let facts = ArchiveFacts {
        now: story.now(),
        actor: by,
        number: ArchiveNumber {
            year: 2026,
            serial: 12,
        },
        retention: Retention {
            years: Some(30),
            citation: "机关档案保管期限表".to_owned(),
        },
    };
    Archive::of(&story.case, entries, facts)
}

fn code(told: Result<Archive, Refusal>) -> String {
    let refusal = told.expect_err("the rule must refuse");
    assert!(refusal.citation.contains("第七十八条"));
    refusal.code.clone()
}

#[test]
fn a_file_lies_in_the_order_of_the_law_whatever_the_order_it_came_in() {
    let archive = archived(&closed(), &handler(), papers()).unwrap();
    let slots: Vec<Slot> = archive.entries.iter().map(|entry| entry.slot).collect();
    assert_eq!(slots, Slot::VARIANTS);
    assert_eq!(archive.number.to_string(), "20260012");
    let main = slots
        .iter()
        .filter(|slot| slot.volume() == Volume::Main)
        .count();
    assert_eq!(main, 7);
}

#[test]
fn only_a_closed_case_is_archived_and_only_by_who_handled_it() {
    let open = Story::served(fine(500));
    assert_eq!(
        code(archived(&open, &handler(), papers())),
        "case-not-closed"
    );
    let stranger = person(8, &[Post::Handler]);
    assert_eq!(
        code(archived(&closed(), &stranger, papers())),
        "not-an-investigator"
    );
}

#[test]
fn a_file_without_a_paper_that_must_be_there_is_incomplete() {
    let mut without = papers();
    without.retain(|entry| entry.slot != Slot::ReviewOpinion);
    assert_eq!(
        code(archived(&closed(), &handler(), without)),
        "file-incomplete"
    );
    let mut unheard = papers();
    unheard.retain(|entry| !matches!(entry.slot, Slot::HearingRecord | Slot::HearingReport));
    assert!(
        archived(&closed(), &handler(), unheard).is_ok(),
        "there was no hearing"
    );
    let mut blank = papers();
    blank[0].pages = 0;
    assert_eq!(
        code(archived(&closed(), &handler(), blank)),
        "entry-not-told"
    );
}

#[test]
fn the_secondary_volume_is_for_those_who_handle_the_case() {
    let story = closed();
    let archive = archived(&story, &handler(), papers()).unwrap();
    let seen = |reader: &Actor| archive.shows(&story.case, reader).count();
    assert_eq!(seen(&handler()), 13);
    assert_eq!(seen(&reviewer()), 13);
    for outsider in [
        person(8, &[Post::Handler]),
        collector(),
        person(41, &[Post::Auditor]),
    ] {
        assert_eq!(seen(&outsider), 7);
    }
}

#[test]
fn a_file_is_kept_as_long_as_the_schedule_says() {
    let mut archive = archived(&closed(), &handler(), papers()).unwrap();
    assert_eq!(archive.kept_until(), Some(date(2056, 3, 2)));
    archive.retention.years = None;
    assert_eq!(archive.kept_until(), None, "for good");
}

#[test]
fn what_comes_later_is_added_at_its_place() {
    let archive = archived(&closed(), &handler(), papers()).unwrap();
    let archive = archive.with(vec![paper(Slot::ServedDocument)]).unwrap();
    assert_eq!(archive.entries.len(), 14);
    assert_eq!(archive.entries[3].slot, Slot::ServedDocument);
    assert_eq!(code(archive.with(Vec::new())), "entry-not-told");
}
