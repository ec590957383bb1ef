//! The ten preconditions of a measure: each one where it holds and where it refuses.

use penalty_domain::measure::{Measure, MeasureKind, MeasureStatus};
use penalty_domain::on_site::{Attendance, Scene, Signature, TEN};
use penalty_domain::proceeding::Proceeding as _;

use crate::beside::*;
use crate::story::{LEAD, SECOND, handler, head, person};

type Spoil = fn(&mut Scene);

/// How to break each precondition but the first, in their order.
const SPOILED: [(&str, Spoil); 9] = [
    ("two-officers", |scene| scene.officers.truncate(1)),
    ("card-not-shown", |scene| scene.cards_shown = false),
    ("party-not-called", |scene| scene.party_called = false),
    ("party-not-told", |scene| scene.told = false),
    ("party-not-heard", |scene| scene.heard = false),
    ("record-missing", |scene| scene.record.clear()),
    ("record-not-signed", |scene| scene.officers_signed = false),
    ("witness-missing", |scene| {
        scene.attendance = Attendance::Absent {
            witness_signed: false,
        };
    }),
    ("decision-not-handed-over", |scene| {
        scene.handed_over = false;
    }),
];

#[test]
fn a_measure_with_all_ten_preconditions_is_in_force() {
    for kind in [MeasureKind::Seal, MeasureKind::Seize] {
        let mut story = Beside::<Measure>::approved(kind);
        let faultless = scene(story.now);
        story.does(&handler(), impose(faultless, None)).unwrap();
        assert_eq!(story.state.status(), MeasureStatus::Active);
    }
}

#[test]
fn each_precondition_refuses_by_itself() {
    assert_eq!(TEN.len(), SPOILED.len() + 1);
    for ((code, spoil), precondition) in SPOILED.iter().zip(&TEN[1..]) {
        let mut story = Beside::<Measure>::approved(MeasureKind::Seize);
        let mut spoiled = scene(story.now);
        spoil(&mut spoiled);
        assert_eq!(story.refuses(&handler(), impose(spoiled, None)), *code);
        assert_eq!(
            precondition.code, *code,
            "the table is in the order of the article"
        );
        assert!(precondition.citation.contains("行政强制法"));
    }
}

#[test]
fn without_approval_only_an_urgent_case_may_begin() {
    let mut story = Beside::<Measure>::new();
    story
        .does(&handler(), request(draft(MeasureKind::Seize)))
        .unwrap();
    let now = story.now;
    assert_eq!(
        story.refuses(&handler(), impose(scene(now), None)),
        "not-approved"
    );
    assert_eq!(
        story.refuses(&handler(), impose(scene(now), Some("  "))),
        "not-approved"
    );
    story
        .does(&handler(), impose(scene(now), Some("物品正在装车转移")))
        .unwrap();
    assert_eq!(story.state.status(), MeasureStatus::Active);
}

#[test]
fn a_refusal_to_sign_that_is_noted_is_as_good_as_a_signature() {
    let signed_as = |signature| Attendance::Present { signature };
    let mut story = Beside::<Measure>::approved(MeasureKind::Seize);
    let mut silent = scene(story.now);
    silent.attendance = signed_as(Signature::Missing);
    assert_eq!(
        story.refuses(&handler(), impose(silent, None)),
        "record-not-signed"
    );
    let mut noted = scene(story.now);
    noted.attendance = signed_as(Signature::RefusalNoted);
    story.does(&handler(), impose(noted, None)).unwrap();
}

#[test]
fn an_absent_party_is_replaced_by_a_witness_and_told_afterwards() {
    let mut story = Beside::<Measure>::approved(MeasureKind::Seal);
    let mut absent = scene(story.now);
    absent.attendance = Attendance::Absent {
        witness_signed: true,
    };
    (absent.told, absent.heard, absent.handed_over) = (false, false, false);
    story.does(&handler(), impose(absent, None)).unwrap();
    let today = story.today();
    let late = penalty_domain::measure::MeasureCommand::Deliver(told("送达", today));
    story.does(&handler(), late.clone()).unwrap();
    assert_eq!(story.refuses(&handler(), late), "delivered-already");
}

#[test]
fn officers_of_another_team_do_not_count() {
    let mut story = Beside::<Measure>::approved(MeasureKind::Seize);
    for officers in [
        vec![officer(LEAD), officer(9)],
        vec![officer(LEAD), officer(LEAD)],
        vec![officer(LEAD), officer(SECOND), officer(9)],
    ] {
        let mut spoiled = scene(story.now);
        spoiled.officers = officers;
        assert_eq!(
            story.refuses(&handler(), impose(spoiled, None)),
            "two-officers"
        );
    }
    let stranger = person(9, &[kernel::Post::Handler]);
    let now = story.now;
    assert_eq!(
        story.refuses(&stranger, impose(scene(now), None)),
        "not-in-team"
    );
}

#[test]
fn a_freeze_asks_less_on_the_spot_and_a_notice_to_the_bank() {
    let mut frozen = draft(MeasureKind::Freeze);
    frozen.involved = Some(kernel::Fen::from_yuan(16_000));
    let mut story = Beside::<Measure>::approved_as(frozen);
    let mut quiet = scene(story.now);
    (
        quiet.party_called,
        quiet.told,
        quiet.heard,
        quiet.officers_signed,
    ) = (false, false, false, false);
    let mut unknown = quiet.clone();
    unknown.handed_over = false;
    assert_eq!(
        story.refuses(&handler(), impose(unknown, None)),
        "bank-notice-missing"
    );
    for (code, spoil) in SPOILED {
        if ["two-officers", "card-not-shown", "record-missing"].contains(&code) {
            let mut spoiled = quiet.clone();
            spoil(&mut spoiled);
            assert_eq!(story.refuses(&handler(), impose(spoiled, None)), code);
        }
    }
    story.does(&handler(), impose(quiet, None)).unwrap();
}

#[test]
fn the_act_lies_between_approval_and_now() {
    let mut story = Beside::<Measure>::approved(MeasureKind::Seize);
    let hour = jiff::SignedDuration::from_hours(1);
    for at in [story.now - hour, story.now + hour] {
        assert_eq!(
            story.refuses(&handler(), impose(scene(at), None)),
            "date-impossible"
        );
    }
}

#[test]
fn a_head_who_investigates_the_case_does_not_approve() {
    let mut story = Beside::<Measure>::new();
    story
        .does(&handler(), request(draft(MeasureKind::Seize)))
        .unwrap();
    let both = person(LEAD, &[kernel::Post::Decider]);
    assert_eq!(story.refuses(&both, agrees(true)), "segregation-of-duties");
    story.does(&head(), agrees(false)).unwrap();
    assert_eq!(story.state.status(), MeasureStatus::Refused);
}
