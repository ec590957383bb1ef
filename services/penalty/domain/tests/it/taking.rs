//! What may be taken, on what power; and what the property comes to.

use jiff::civil::date;
use kernel::{Fen, Post};
use penalty_domain::case::CaseStatus;
use penalty_domain::legal_basis::Level;
use penalty_domain::measure::{
    Disposal, LiftGround, Measure, MeasureCommand, MeasureDraft, MeasureEvent, MeasureKind,
    MeasureStatus, SpecialPeriod,
};
use penalty_domain::proceeding::Proceeding as _;
use penalty_domain::property::{Ending, Fate, Item, ItemDraft, ItemStatus};

use crate::beside::*;
use crate::story::{FILED, handler, head, person, system};

fn asked(change: impl FnOnce(&mut MeasureDraft)) -> Result<(), String> {
    asked_for(MeasureKind::Seize, change)
}

fn asked_for(kind: MeasureKind, change: impl FnOnce(&mut MeasureDraft)) -> Result<(), String> {
    let mut draft = draft(kind);
    change(&mut draft);
    let told = Beside::<Measure>::new().does(&handler(), request(draft));
    told.map(|_events| ())
        .map_err(|refusal| refusal.code.clone())
}

fn refused(change: fn(&mut ItemDraft)) -> String {
    asked(|draft| change(&mut draft.items[1])).unwrap_err()
}

#[test]
fn what_may_not_be_taken_is_refused() {
    assert_eq!(asked(|_| ()), Ok(()));
    assert_eq!(refused(|item| item.related = false), "property-unrelated");
    assert_eq!(refused(|item| item.necessity = true), "necessity-of-life");
    assert_eq!(
        refused(|item| item.held_by_other_organ = true),
        "held-by-other-organ"
    );
    assert_eq!(refused(|item| item.name.clear()), "list-incomplete");
    assert_eq!(
        asked(|draft| draft.items.clear()).unwrap_err(),
        "list-incomplete"
    );
    assert_eq!(
        asked(|draft| draft.reasons.clear()).unwrap_err(),
        "reasons-missing"
    );
}

#[test]
fn power_to_seize_comes_from_law_or_regulation_and_power_to_freeze_from_law_alone() {
    let by = |kind, level| {
        asked_for(kind, |draft| {
            draft.basis.level = level;
            draft.involved = Some(Fen::from_yuan(16_000));
        })
    };
    for level in [
        Level::Law,
        Level::AdministrativeRegulation,
        Level::LocalRegulation,
    ] {
        assert_eq!(by(MeasureKind::Seize, level), Ok(()));
        assert_eq!(by(MeasureKind::Seal, level), Ok(()));
    }
    for level in [
        Level::DepartmentalRule,
        Level::GovernmentRule,
        Level::OtherDocument,
    ] {
        assert_eq!(by(MeasureKind::Seize, level).unwrap_err(), "no-power");
    }
    assert_eq!(by(MeasureKind::Freeze, Level::Law), Ok(()));
    assert_eq!(
        by(MeasureKind::Freeze, Level::LocalRegulation).unwrap_err(),
        "no-power"
    );
    let unpublished = asked(|draft| draft.basis.published_on = date(2027, 1, 1));
    assert_eq!(unpublished.unwrap_err(), "no-power");
}

#[test]
fn a_freeze_stays_within_the_sum_at_stake() {
    let freeze = |involved| {
        asked_for(MeasureKind::Freeze, |draft| {
            draft.involved = involved;
        })
    };
    assert_eq!(freeze(Some(Fen::from_yuan(16_000))), Ok(()));
    assert_eq!(
        freeze(Some(Fen::from_yuan(15_999))).unwrap_err(),
        "freeze-too-much"
    );
    assert_eq!(freeze(None).unwrap_err(), "freeze-too-much");
}

#[test]
fn another_measure_is_named_and_has_the_period_of_its_own_law() {
    let other = |change: fn(&mut MeasureDraft)| asked_for(MeasureKind::Other, change);
    assert_eq!(other(|_| ()).unwrap_err(), "form-missing");
    assert_eq!(
        other(|draft| draft.form = Some("责令暂停使用".to_owned())).unwrap_err(),
        "period-without-basis"
    );
    let complete = |draft: &mut MeasureDraft| {
        draft.form = Some("责令暂停使用".to_owned());
        draft.special_period = Some(SpecialPeriod {
            days: 15,
            extension_days: 0,
            basis: law_basis(Level::Law),
        });
    };
    assert_eq!(other(complete), Ok(()));
    let by_rule = asked(|draft| {
        draft.special_period = Some(SpecialPeriod {
            days: 60,
            extension_days: 0,
            basis: law_basis(Level::DepartmentalRule),
        });
    });
    assert_eq!(by_rule.unwrap_err(), "period-without-basis");
}

#[test]
fn nothing_begins_in_a_case_that_is_closed_and_nothing_is_held_twice() {
    let mut story = Beside::<Measure>::new();
    story.case.status = CaseStatus::Closed;
    let asked = request(draft(MeasureKind::Seize));
    assert_eq!(story.refuses(&handler(), asked), "case-not-open");
    let mut story = Beside::<Measure>::approved(MeasureKind::Seize);
    story.held.insert("GZ-7781".to_owned());
    let now = story.now;
    assert_eq!(
        story.refuses(&handler(), impose(scene(now), None)),
        "held-already"
    );
    story.held.clear();
    story.does(&handler(), impose(scene(now), None)).unwrap();
}

fn disposes(items: &[u32], disposal: Disposal) -> MeasureCommand {
    MeasureCommand::Dispose {
        items: items.to_vec(),
        disposal,
        document: "涉案物品处理记录1号".to_owned(),
    }
}

fn lifts(items: &[u32], ground: LiftGround) -> MeasureCommand {
    MeasureCommand::Lift {
        items: items.to_vec(),
        ground,
        reasons: "经查与违法行为无关".to_owned(),
        document: "铜市监解强〔2026〕1号".to_owned(),
    }
}

fn returns(items: &[u32]) -> MeasureCommand {
    MeasureCommand::Return {
        items: items.to_vec(),
        compensation: None,
        document: "领取清单1号".to_owned(),
    }
}

#[test]
fn goods_are_confiscated_only_by_decision_and_destroyed_only_by_law() {
    let mut story = Beside::<Measure>::in_force_since(MeasureKind::Seize, FILED);
    let confiscate = disposes(&[1], Disposal::Confiscate);
    assert_eq!(
        story.refuses(&handler(), confiscate.clone()),
        "confiscation-not-decided"
    );
    let destroy = |level: Option<Level>| {
        disposes(
            &[2],
            Disposal::Destroy {
                basis: level.map(law_basis),
            },
        )
    };
    for basis in [None, Some(Level::DepartmentalRule)] {
        assert_eq!(
            story.refuses(&handler(), destroy(basis)),
            "destruction-without-basis"
        );
    }
    story.does(&handler(), destroy(Some(Level::Law))).unwrap();
    story.case.confiscates = true;
    story.does(&handler(), confiscate).unwrap();
    assert_eq!(
        story.state.status(),
        MeasureStatus::Ended,
        "nothing is left"
    );
    let fates: Vec<ItemStatus> = story.state.items().iter().map(Item::status).collect();
    assert_eq!(fates, [ItemStatus::Confiscated, ItemStatus::Destroyed]);
}

/// A seizure of 2 March, on the day after its last one.
fn past_its_period() -> Beside<Measure> {
    let mut story = Beside::<Measure>::in_force_since(MeasureKind::Seize, FILED);
    let last = date(2026, 4, 1);
    assert_eq!(story.state.held().unwrap().period.due.raw, last);
    story.on(date(2026, 4, 2));
    story
}

#[test]
fn what_a_decision_confiscated_in_time_is_taken_after_the_period_and_the_delay_noted() {
    let mut story = past_its_period();
    story.case.decided = true;
    story.case.confiscates = true;
    story.case.decided_on = Some(date(2026, 4, 1));
    let noted = story.does(&system(), runs_out("ENF-SEIZE-30")).unwrap();
    assert!(
        matches!(noted.as_slice(), [MeasureEvent::DutyOverdue { .. }]),
        "{noted:?}"
    );
    assert_eq!(story.state.status(), MeasureStatus::Active);
    let confiscate = disposes(&[1], Disposal::Confiscate);
    story.does(&handler(), confiscate).unwrap();
    story
        .does(&head(), lifts(&[2], LiftGround::Decided))
        .unwrap();
    story.does(&handler(), returns(&[2])).unwrap();
    assert_eq!(story.state.status(), MeasureStatus::Ended);
}

#[test]
fn a_decision_after_the_period_takes_nothing_from_a_measure_without_force() {
    let mut story = past_its_period();
    story.case.decided = true;
    story.case.confiscates = true;
    story.case.decided_on = Some(date(2026, 4, 2));
    let confiscate = disposes(&[1], Disposal::Confiscate);
    assert_eq!(story.refuses(&handler(), confiscate.clone()), "period-over");
    let noted = story.does(&system(), runs_out("ENF-SEIZE-30")).unwrap();
    assert!(
        matches!(noted.as_slice(), [MeasureEvent::Expired { .. }]),
        "{noted:?}"
    );
    assert_eq!(story.refuses(&handler(), confiscate), "wrong-state");
    story.does(&handler(), returns(&[1, 2])).unwrap();
}

#[test]
fn property_goes_with_the_case_to_the_judicial_organ_when_the_party_was_told() {
    let mut story = Beside::<Measure>::in_force_since(MeasureKind::Seize, FILED);
    let mut notice = told("物品移送告知书1号", FILED);
    notice.proof.clear();
    let untold = disposes(
        &[1, 2],
        Disposal::HandOver {
            notice: notice.clone(),
        },
    );
    assert_eq!(story.refuses(&handler(), untold), "notice-without-proof");
    notice.proof = "送达回证".to_owned();
    story
        .does(&handler(), disposes(&[1, 2], Disposal::HandOver { notice }))
        .unwrap();
    assert_eq!(story.state.status(), MeasureStatus::Ended);
}

#[test]
fn what_is_lifted_is_returned_item_by_item() {
    let mut story = Beside::<Measure>::in_force_since(MeasureKind::Seize, FILED);
    assert_eq!(
        story.refuses(&handler(), returns(&[1])),
        "nothing-to-return"
    );
    assert_eq!(
        story.refuses(&handler(), lifts(&[1], LiftGround::Unrelated)),
        "post-missing"
    );
    story
        .does(&head(), lifts(&[1], LiftGround::Unrelated))
        .unwrap();
    assert_eq!(
        story.state.status(),
        MeasureStatus::Active,
        "the other stays seized"
    );
    assert_eq!(story.refuses(&handler(), returns(&[2])), "items-do-not-fit");
    story.does(&handler(), returns(&[1])).unwrap();
    story
        .does(&head(), lifts(&[], LiftGround::NoViolation))
        .unwrap();
    assert_eq!(story.state.status(), MeasureStatus::Lifted);
    assert_eq!(
        story.refuses(&handler(), returns(&[2, 2])),
        "items-do-not-fit"
    );
    story.does(&handler(), returns(&[2])).unwrap();
    assert_eq!(story.state.status(), MeasureStatus::Ended);
}

#[test]
fn a_ground_of_lifting_must_fit_the_facts() {
    let mut story = Beside::<Measure>::in_force_since(MeasureKind::Seize, FILED);
    for ground in [
        LiftGround::PeriodOver,
        LiftGround::Decided,
        LiftGround::NotApproved,
    ] {
        assert_eq!(
            story.refuses(&head(), lifts(&[], ground)),
            "ground-does-not-fit"
        );
    }
    story.case.decided = true;
    story
        .does(&head(), lifts(&[], LiftGround::Decided))
        .unwrap();
}

#[test]
fn what_will_not_keep_is_sold_and_its_proceeds_go_back_with_compensation() {
    let mut story = Beside::<Measure>::in_force_since(MeasureKind::Seize, FILED);
    let sale = |reasons: &str| MeasureCommand::Sell {
        item: 1,
        proceeds: Fen::from_yuan(3_000),
        reasons: reasons.to_owned(),
        document: "先行处置决定1号".to_owned(),
    };
    assert_eq!(story.refuses(&head(), sale("")), "sale-not-reasoned");
    story.does(&head(), sale("易腐，不易保管")).unwrap();
    assert_eq!(
        story.refuses(&head(), sale("易腐，不易保管")),
        "items-do-not-fit"
    );
    story
        .does(&head(), lifts(&[], LiftGround::NoViolation))
        .unwrap();
    let back = |items: &[u32]| MeasureCommand::Return {
        items: items.to_vec(),
        compensation: Some(Fen::from_yuan(500)),
        document: "领取清单1号".to_owned(),
    };
    for items in [&[2][..], &[1, 2]] {
        assert_eq!(
            story.refuses(&handler(), back(items)),
            "compensation-without-sale"
        );
    }
    story.does(&handler(), back(&[1])).unwrap();
    let Fate::Ended { ending, .. } = &story.state.items()[0].fate else {
        panic!("it has ended");
    };
    let returned = Ending::Returned {
        proceeds: Some(Fen::from_yuan(3_000)),
        compensation: Some(Fen::from_yuan(500)),
    };
    assert_eq!(*ending, returned);
}

#[test]
fn frozen_money_is_neither_confiscated_nor_sold_and_its_account_is_shortened_for_others() {
    let mut frozen = draft(MeasureKind::Freeze);
    frozen.involved = Some(Fen::from_yuan(16_000));
    frozen.items[0].mark = Some("6222021307001234567".to_owned());
    let mut story = Beside::<Measure>::approved_as(frozen);
    let now = story.now;
    story.does(&handler(), impose(scene(now), None)).unwrap();
    story.case.confiscates = true;
    let confiscate = disposes(&[1], Disposal::Confiscate);
    assert_eq!(story.refuses(&handler(), confiscate), "frozen-money");
    let masked = story.state.masked();
    assert!(
        !masked.items()[0]
            .mark
            .as_ref()
            .unwrap()
            .contains("021307001234")
    );
    let stored = serde_json::to_value(&story.state).unwrap();
    assert_eq!(
        serde_json::from_value::<Measure>(stored).unwrap(),
        story.state
    );
}

#[test]
fn an_urgent_measure_that_the_head_does_not_approve_is_lifted_at_once() {
    let mut story = Beside::<Measure>::new();
    story
        .does(&handler(), request(draft(MeasureKind::Seize)))
        .unwrap();
    let now = story.now;
    story
        .does(&handler(), impose(scene(now), Some("正在转移")))
        .unwrap();
    assert_eq!(story.refuses(&head(), extend(10)), "approval-pending");
    let events = story.does(&head(), agrees(false)).unwrap();
    assert!(matches!(
        &events[..],
        [MeasureEvent::Refused { .. }, MeasureEvent::Lifted { lifting }]
            if lifting.ground == LiftGround::NotApproved
    ));
    assert_eq!(story.state.status(), MeasureStatus::Lifted);
    assert!(story.state.clocks().is_empty());
}

#[test]
fn next_says_of_every_step_whether_it_may_be_taken_and_why_not() {
    let story = Beside::<Measure>::in_force_since(MeasureKind::Seize, FILED);
    let steps = story.outlook(&person(21, &[Post::Decider]));
    assert_eq!(steps.len(), 12, "every step that people take");
    let allowed: Vec<String> = steps
        .iter()
        .filter(|step| step.obstacles.is_empty())
        .map(|step| step.command.to_string())
        .collect();
    assert_eq!(allowed, ["extend", "sell", "lift"]);
    let returning = steps
        .iter()
        .find(|step| step.command.to_string() == "return");
    let codes: Vec<&str> = returning
        .unwrap()
        .obstacles
        .iter()
        .map(law::Refusal::code)
        .collect();
    assert_eq!(
        codes,
        ["post-missing", "nothing-to-return"],
        "all that stands in the way"
    );
}
