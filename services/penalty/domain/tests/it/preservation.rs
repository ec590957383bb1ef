//! Registered preservation: what it asks, how it is dealt with, and when it ends by itself.

use jiff::civil::date;
use kernel::Post;
use penalty_domain::measure::MeasureKind;
use penalty_domain::on_site::{Attendance, Scene, Signature};
use penalty_domain::preservation::{
    PRECONDITIONS, Preservation, PreservationCommand, PreservationDraft, PreservationEvent,
    PreservationStatus, Treatment,
};
use penalty_domain::proceeding::{PreservationId, Proceeding as _};
use penalty_domain::property::ItemStatus;
use uuid::Uuid;

use crate::beside::*;
use crate::story::{FILED, handler, head, person, system};

pub(crate) const KEEP: &str = "PEN-EVD-PRESERVE";
pub(crate) const URGENT: &str = "PEN-EVD-URGENT";

pub(crate) fn asks() -> PreservationCommand {
    PreservationCommand::Request(PreservationDraft {
        id: PreservationId::from(Uuid::from_u128(800)),
        reasons: "账册可能被销毁".to_owned(),
        items: vec![liquor(), vat()],
    })
}

pub(crate) fn rule(approved: bool) -> PreservationCommand {
    PreservationCommand::Rule {
        approved,
        opinion: "已审批".to_owned(),
    }
}

pub(crate) fn takes(scene: Scene, urgency: Option<&str>) -> PreservationCommand {
    PreservationCommand::Take {
        scene: Box::new(scene),
        urgency: urgency.map(str::to_owned),
    }
}

pub(crate) fn deals(items: &[u32], treatment: Treatment) -> PreservationCommand {
    PreservationCommand::Dispose {
        items: items.to_vec(),
        treatment,
        document: "处理1号".to_owned(),
    }
}

pub(crate) fn releases(items: &[u32]) -> PreservationCommand {
    PreservationCommand::Release {
        items: items.to_vec(),
        document: "铜市监解登〔2026〕1号".to_owned(),
    }
}

pub(crate) fn returns(items: &[u32]) -> PreservationCommand {
    PreservationCommand::Return {
        items: items.to_vec(),
        document: "领取清单1号".to_owned(),
    }
}

fn rings(story: &mut Beside<Preservation>, rule: &str) -> Vec<PreservationEvent> {
    let rung = PreservationCommand::RunOut {
        rule: rule.to_owned(),
    };
    story.does(&system(), rung).unwrap()
}

fn approved() -> Beside<Preservation> {
    let mut story = Beside::new();
    story.does(&handler(), asks()).unwrap();
    story.does(&head(), rule(true)).unwrap();
    story
}

fn kept() -> Beside<Preservation> {
    let mut story = approved();
    let at = story.now;
    story.does(&handler(), takes(scene(at), None)).unwrap();
    story
}

#[test]
fn each_precondition_of_preservation_refuses_by_itself() {
    type Spoil = fn(&mut Scene);
    let spoiled: [(&str, Spoil); 5] = [
        ("two-officers", |scene| scene.officers.truncate(1)),
        ("card-not-shown", |scene| scene.cards_shown = false),
        ("record-missing", |scene| scene.record.clear()),
        ("list-not-signed", |scene| {
            scene.attendance = Attendance::Present {
                signature: Signature::Missing,
            };
        }),
        ("notice-not-handed-over", |scene| scene.handed_over = false),
    ];
    for ((code, spoil), precondition) in spoiled.iter().zip(&PRECONDITIONS[1..]) {
        let mut story = approved();
        let mut scene = scene(story.now);
        spoil(&mut scene);
        assert_eq!(story.refuses(&handler(), takes(scene, None)), *code);
        assert_eq!(precondition.code, *code);
    }
    assert_eq!(kept().state.status(), PreservationStatus::Kept);
}

#[test]
fn only_market_supervision_may_act_first_and_report_within_a_day() {
    let mut story = Beside::<Preservation>::new();
    story.at(date(2026, 2, 15).at(9, 0, 0, 0));
    story.does(&handler(), asks()).unwrap();
    let at = story.now;
    assert_eq!(
        story.refuses(&handler(), takes(scene(at), None)),
        "not-approved"
    );
    let mut elsewhere = story.clone();
    elsewhere.case.domain = "city-management".to_owned();
    let urgent = takes(scene(at), Some("正在销毁账册"));
    assert_eq!(
        elsewhere.refuses(&handler(), urgent.clone()),
        "not-approved"
    );
    story.does(&handler(), urgent).unwrap();
    let mut denied = story.clone();
    denied.does(&head(), rule(false)).unwrap();
    assert_eq!(
        denied.state.status(),
        PreservationStatus::Dealt,
        "free at once"
    );
    story.at(date(2026, 2, 16).at(8, 59, 59, 0));
    assert!(rings(&mut story, URGENT).is_empty());
    story.at(date(2026, 2, 16).at(9, 0, 0, 0));
    assert_eq!(rings(&mut story, URGENT).len(), 1);
    assert_eq!(story.state.overdue(), [URGENT]);
    story.does(&head(), rule(true)).unwrap();
    assert_eq!(story.refuses(&head(), rule(true)), "approved-already");
}

#[test]
fn what_nobody_dealt_with_by_the_seventh_working_day_is_free() {
    // taken on, seventh working day: ordinary, Spring Festival with make-up days, Labour Day, year's end
    for (from, last) in [
        (date(2026, 3, 2), date(2026, 3, 11)),
        (date(2026, 2, 14), date(2026, 3, 3)),
        (date(2026, 4, 29), date(2026, 5, 12)),
        (date(2025, 12, 26), date(2026, 1, 7)),
    ] {
        let mut story = Beside::<Preservation>::new();
        story.on(from);
        story.does(&handler(), asks()).unwrap();
        story.does(&head(), rule(true)).unwrap();
        let at = story.now;
        story.does(&handler(), takes(scene(at), None)).unwrap();
        assert_eq!(story.last_day(KEEP), Some(last));
        story
            .does(&handler(), deals(&[1], Treatment::Copied))
            .unwrap();
        story.at(last.at(23, 59, 59, 0));
        assert!(
            rings(&mut story, KEEP).is_empty(),
            "its last day counts to the end"
        );
        story.on(last.tomorrow().unwrap());
        assert_eq!(
            story.refuses(&handler(), deals(&[2], Treatment::Copied)),
            "preservation-over"
        );
        let rung = rings(&mut story, KEEP);
        assert!(matches!(rung[..], [PreservationEvent::Lapsed { .. }]));
        assert_eq!(story.state.status(), PreservationStatus::Lapsed);
        assert!(rings(&mut story, KEEP).is_empty(), "once");
        story.does(&handler(), returns(&[1, 2])).unwrap();
        assert_eq!(story.state.status(), PreservationStatus::Ended);
    }
}

#[test]
fn what_was_dealt_with_in_time_stops_the_clock() {
    let mut story = kept();
    story
        .does(&handler(), deals(&[1, 2], Treatment::Copied))
        .unwrap();
    assert_eq!(story.last_day(KEEP), None);
    story.on(date(2026, 6, 1));
    assert!(rings(&mut story, KEEP).is_empty());
    story.does(&handler(), returns(&[1, 2])).unwrap();
    assert_eq!(story.state.status(), PreservationStatus::Ended);
}

#[test]
fn conversion_needs_a_measure_in_force_that_stands_by_itself() {
    let mut story = kept();
    let convert = deals(
        &[1, 2],
        Treatment::Converted {
            measure: measure_id(),
        },
    );
    assert_eq!(
        story.refuses(&handler(), convert.clone()),
        "no-measure-to-convert"
    );
    story.in_force.insert(measure_id());
    story.does(&handler(), convert).unwrap();
    assert_eq!(story.state.status(), PreservationStatus::Ended);
    let converted = |item: &penalty_domain::property::Item| item.status() == ItemStatus::Converted;
    assert!(story.state.items().iter().all(converted));
    assert_ne!(
        MeasureKind::Seize.to_string(),
        "preservation",
        "it is no kind of measure"
    );
}

#[test]
fn evidence_is_confiscated_by_decision_and_released_by_the_head() {
    let mut story = kept();
    let confiscate = deals(&[1], Treatment::Confiscated);
    assert_eq!(
        story.refuses(&handler(), confiscate.clone()),
        "confiscation-not-decided"
    );
    story.case.confiscates = true;
    story.does(&handler(), confiscate).unwrap();
    let by_officer = deals(&[2], Treatment::Released);
    assert_eq!(story.refuses(&handler(), by_officer), "release-by-head");
    assert_eq!(story.refuses(&handler(), releases(&[2])), "post-missing");
    assert_eq!(
        story.refuses(&handler(), returns(&[2])),
        "nothing-to-return"
    );
    story.does(&head(), releases(&[2])).unwrap();
    story.does(&handler(), returns(&[2])).unwrap();
    assert_eq!(story.state.status(), PreservationStatus::Ended);
}

#[test]
fn what_went_to_the_laboratory_is_dealt_with_and_still_finds_its_end() {
    let mut story = kept();
    let sent = |institution: &str| {
        let institution = institution.to_owned();
        deals(&[1, 2], Treatment::SentForTesting { institution })
    };
    assert_eq!(story.refuses(&handler(), sent(" ")), "institution-missing");
    story
        .does(&handler(), sent("安徽省食品检验研究院"))
        .unwrap();
    assert_eq!(story.last_day(KEEP), None, "it was dealt with");
    assert_eq!(
        story.state.status(),
        PreservationStatus::Dealt,
        "but has not ended"
    );
    assert_eq!(
        story.refuses(&handler(), sent("另一机构")),
        "items-do-not-fit"
    );
    story.does(&head(), releases(&[1])).unwrap();
    story
        .does(&handler(), deals(&[2], Treatment::Copied))
        .unwrap();
    story.does(&handler(), returns(&[1, 2])).unwrap();
    assert_eq!(story.state.status(), PreservationStatus::Ended);
}

#[test]
fn preservation_begins_with_reasons_a_list_and_evidence_of_the_case() {
    let told = |change: fn(&mut PreservationDraft)| {
        let PreservationCommand::Request(mut draft) = asks() else {
            panic!("it is a request");
        };
        change(&mut draft);
        Beside::<Preservation>::new().refuses(&handler(), PreservationCommand::Request(draft))
    };
    assert_eq!(told(|draft| draft.reasons.clear()), "reasons-missing");
    assert_eq!(told(|draft| draft.items.clear()), "list-incomplete");
    assert_eq!(
        told(|draft| draft.items[0].related = false),
        "property-unrelated"
    );
    let stranger = person(9, &[Post::Handler]);
    assert_eq!(
        Beside::<Preservation>::new().refuses(&stranger, asks()),
        "not-in-team"
    );
    let mut refused = Beside::<Preservation>::new();
    refused.does(&handler(), asks()).unwrap();
    refused.does(&head(), rule(false)).unwrap();
    assert_eq!(refused.state.status(), PreservationStatus::Refused);
    assert_eq!(refused.today(), FILED);
}
