//! How long a measure lasts: every clock of it, across holidays, make-up days and the year's end.

use jiff::civil::{Date, date};
use penalty_domain::legal_basis::Level;
use penalty_domain::measure::{
    LiftGround, Measure, MeasureCommand, MeasureKind, MeasureStatus, SpecialPeriod,
};
use penalty_domain::proceeding::Proceeding as _;

use crate::beside::*;
use crate::story::{handler, head, system};

const SEIZE: &str = "ENF-SEIZE-30";
const FREEZE: &str = "ENF-FREEZE-30";

fn lift(ground: LiftGround) -> MeasureCommand {
    MeasureCommand::Lift {
        items: Vec::new(),
        ground,
        reasons: "依法解除".to_owned(),
        document: "铜市监解强〔2026〕1号".to_owned(),
    }
}

fn frozen_since(day: Date) -> Beside<Measure> {
    let mut story = Beside::new();
    story.on(day);
    let mut draft = draft(MeasureKind::Freeze);
    draft.involved = Some(kernel::Fen::from_yuan(16_000));
    story.does(&handler(), request(draft)).unwrap();
    story.does(&head(), agrees(true)).unwrap();
    let scene = scene(story.now);
    story.does(&handler(), impose(scene, None)).unwrap();
    story
}

#[test]
fn a_seizure_ends_with_its_thirtieth_day_and_never_moves_to_a_working_day() {
    // from, last day: an ordinary week, into Spring Festival, over the year's end, over a leap day
    for (from, last) in [
        (date(2026, 3, 2), date(2026, 4, 1)),
        (date(2026, 1, 19), date(2026, 2, 18)),
        (date(2025, 12, 5), date(2026, 1, 4)),
        (date(2025, 12, 17), date(2026, 1, 16)),
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2026, 9, 4), date(2026, 10, 4)),
    ] {
        let mut story = Beside::in_force_since(MeasureKind::Seize, from);
        assert_eq!(story.last_day(SEIZE), Some(last));
        story.at(last.at(23, 59, 59, 0));
        assert_eq!(story.rings(SEIZE), 0, "its last day counts to the end");
        story.at(last.tomorrow().unwrap().at(0, 0, 0, 0));
        assert_eq!(story.rings(SEIZE), 1, "{from}");
        assert_eq!(story.state.status(), MeasureStatus::Expired);
        assert_eq!(story.rings(SEIZE), 0, "once");
    }
}

#[test]
fn a_measure_whose_period_is_over_has_no_force_even_before_its_clock_is_noted() {
    let mut story = Beside::in_force_since(MeasureKind::Seize, date(2026, 3, 2));
    story.on(date(2026, 4, 2));
    assert_eq!(story.refuses(&head(), extend(30)), "period-over");
    let today = story.today();
    let late = testing(today, today, today);
    assert_eq!(story.refuses(&handler(), late), "period-over");
    assert_eq!(
        story.refuses(&head(), lift(LiftGround::NoViolation)),
        "ground-does-not-fit"
    );
    let events = story.does(&head(), lift(LiftGround::PeriodOver)).unwrap();
    assert_eq!(events.len(), 2, "that it ran out is noted too");
    assert_eq!(story.state.status(), MeasureStatus::Lifted);
    assert_eq!(story.state.overdue(), [SEIZE]);
}

#[test]
fn an_expired_measure_ends_only_when_its_lifting_is_decided_and_everything_is_back() {
    let back = |items: &[u32]| MeasureCommand::Return {
        items: items.to_vec(),
        compensation: None,
        document: "领取清单".to_owned(),
    };
    let mut story = Beside::in_force_since(MeasureKind::Seal, date(2026, 3, 2));
    story.on(date(2026, 4, 2));
    story.rings(SEIZE);
    story.does(&handler(), back(&[1, 2])).unwrap();
    assert_eq!(story.state.status(), MeasureStatus::Expired);
    story.does(&head(), lift(LiftGround::PeriodOver)).unwrap();
    assert_eq!(story.state.status(), MeasureStatus::Ended);
}

#[test]
fn an_extension_is_written_reasoned_made_once_and_no_longer_than_the_first_period() {
    let mut story = Beside::in_force_since(MeasureKind::Seize, date(2026, 3, 2));
    story.on(date(2026, 3, 30));
    assert_eq!(story.refuses(&head(), extend(31)), "extension-too-long");
    assert_eq!(story.refuses(&head(), extend(0)), "extension-too-long");
    assert_eq!(story.refuses(&handler(), extend(30)), "post-missing");
    let oral = MeasureCommand::Extend {
        days: 30,
        reasons: "案情复杂".to_owned(),
        document: String::new(),
    };
    assert_eq!(story.refuses(&head(), oral), "extension-not-reasoned");
    story.does(&head(), extend(30)).unwrap();
    assert_eq!(
        story.last_day(SEIZE),
        Some(date(2026, 5, 1)),
        "Labour Day does not move it"
    );
    assert_eq!(story.refuses(&head(), extend(1)), "extended-already");
}

#[test]
fn the_party_is_told_of_the_extension_before_it_bites() {
    let told_on = |day| MeasureCommand::TellExtension(told("铜市监延强〔2026〕1号", day));
    let mut story = Beside::in_force_since(MeasureKind::Seize, date(2026, 3, 2));
    assert_eq!(
        story.refuses(&handler(), told_on(date(2026, 3, 2))),
        "no-extension-to-tell"
    );
    story.on(date(2026, 3, 30));
    story.does(&head(), extend(10)).unwrap();
    assert_eq!(
        story.last_day("ENF-EXTENSION-NOTICE"),
        Some(date(2026, 4, 1))
    );
    let mut silent = story.clone();
    silent.on(date(2026, 4, 2));
    assert_eq!(silent.rings("ENF-EXTENSION-NOTICE"), 1);
    assert_eq!(silent.state.overdue(), ["ENF-EXTENSION-NOTICE"]);
    assert_eq!(silent.rings("ENF-EXTENSION-NOTICE"), 0, "once");
    assert_eq!(
        story.refuses(&handler(), told_on(date(2026, 3, 29))),
        "date-impossible"
    );
    story.does(&handler(), told_on(date(2026, 3, 30))).unwrap();
    assert_eq!(story.last_day("ENF-EXTENSION-NOTICE"), None);
}

#[test]
fn testing_that_was_stated_and_told_before_it_began_does_not_count() {
    let mut story = Beside::in_force_since(MeasureKind::Seize, date(2026, 3, 2));
    story.on(date(2026, 3, 10));
    let day = |day| date(2026, 3, day);
    assert_eq!(
        story.refuses(&handler(), testing(day(9), day(20), day(10))),
        "testing-not-notified"
    );
    assert_eq!(
        story.refuses(&handler(), testing(day(20), day(11), day(10))),
        "testing-not-notified"
    );
    let late = testing(date(2026, 4, 2), date(2026, 4, 9), day(10));
    assert_eq!(story.refuses(&handler(), late), "testing-not-notified");
    story
        .does(&handler(), testing(day(11), day(20), day(10)))
        .unwrap();
    assert_eq!(
        story.last_day(SEIZE),
        Some(date(2026, 4, 11)),
        "ten days later"
    );
    story.on(day(16));
    let ends = |ended_on| MeasureCommand::EndTesting {
        ended_on,
        result: "铜市监检鉴结〔2026〕1号".to_owned(),
    };
    assert_eq!(story.refuses(&handler(), ends(day(10))), "date-impossible");
    assert_eq!(story.refuses(&handler(), ends(day(17))), "date-impossible");
    story.does(&handler(), ends(day(15))).unwrap();
    assert_eq!(
        story.last_day(SEIZE),
        Some(date(2026, 4, 6)),
        "only five days were used"
    );
    assert_eq!(
        story.refuses(&handler(), ends(day(15))),
        "nothing-under-test"
    );
}

#[test]
fn testing_longer_than_stated_counts_again_from_the_day_after() {
    let mut story = Beside::in_force_since(MeasureKind::Seize, date(2026, 3, 2));
    let day = |day| date(2026, 3, day);
    story
        .does(&handler(), testing(day(3), day(7), day(2)))
        .unwrap();
    story.on(day(20));
    let ends = MeasureCommand::EndTesting {
        ended_on: day(18),
        result: "铜市监检鉴结〔2026〕1号".to_owned(),
    };
    story.does(&handler(), ends).unwrap();
    assert_eq!(
        story.last_day(SEIZE),
        Some(date(2026, 4, 6)),
        "five days, not sixteen"
    );
}

#[test]
fn a_seizure_extended_once_with_testing_ends_where_both_together_put_it() {
    let mut story = Beside::in_force_since(MeasureKind::Seize, date(2025, 12, 22));
    story
        .does(
            &handler(),
            testing(date(2025, 12, 25), date(2026, 1, 3), date(2025, 12, 22)),
        )
        .unwrap();
    assert_eq!(story.last_day(SEIZE), Some(date(2026, 1, 31)));
    story.on(date(2026, 1, 30));
    story.does(&head(), extend(30)).unwrap();
    // 70 days after 22 December; 2 March 2026 is what the calendar says, through Spring Festival
    assert_eq!(story.last_day(SEIZE), Some(date(2026, 3, 2)));
}

#[test]
fn a_freeze_has_its_own_thirty_days_and_three_working_days_for_its_document() {
    // frozen on, last day for the document: weekend with a make-up Saturday, Spring Festival, year's end
    for (from, document, last) in [
        (date(2026, 5, 7), date(2026, 5, 11), date(2026, 6, 6)),
        (date(2026, 2, 12), date(2026, 2, 24), date(2026, 3, 14)),
        (date(2025, 12, 30), date(2026, 1, 5), date(2026, 1, 29)),
    ] {
        let mut story = frozen_since(from);
        assert_eq!(story.last_day("ENF-FREEZE-DOC-3"), Some(document));
        assert_eq!(story.last_day(FREEZE), Some(last));
        let mut told_in_time = story.clone();
        let delivered = MeasureCommand::Deliver(told("冻结决定书", from));
        told_in_time.does(&handler(), delivered).unwrap();
        assert_eq!(told_in_time.last_day("ENF-FREEZE-DOC-3"), None);
        story.on(document.tomorrow().unwrap());
        assert_eq!(story.rings("ENF-FREEZE-DOC-3"), 1);
        story.on(last.tomorrow().unwrap());
        assert_eq!(story.rings(FREEZE), 1, "the bank frees the money by itself");
        assert_eq!(story.state.status(), MeasureStatus::Expired);
    }
}

#[test]
fn only_sealed_or_seized_property_stands_still_for_testing() {
    let day = date(2026, 3, 2);
    let mut story = frozen_since(day);
    assert_eq!(
        story.refuses(&handler(), testing(day, day, day)),
        "testing-not-notified"
    );
}

#[test]
fn an_urgent_measure_is_reported_within_twenty_four_hours_holidays_or_not() {
    let mut story = Beside::<Measure>::new();
    // the Sunday on which Spring Festival of 2026 begins
    story.at(date(2026, 2, 15).at(21, 30, 0, 0));
    story
        .does(&handler(), request(draft(MeasureKind::Seize)))
        .unwrap();
    let at = story.now;
    story
        .does(&handler(), impose(scene(at), Some("正在转移")))
        .unwrap();
    story.at(date(2026, 2, 16).at(21, 29, 59, 0));
    assert_eq!(story.rings("ENF-EMERG-24H"), 0);
    let mut reported = story.clone();
    reported.does(&head(), agrees(true)).unwrap();
    assert_eq!(reported.last_day("ENF-EMERG-24H"), None);
    assert_eq!(reported.refuses(&head(), agrees(true)), "approved-already");
    story.at(date(2026, 2, 16).at(21, 30, 0, 0));
    assert_eq!(story.rings("ENF-EMERG-24H"), 1);
    assert_eq!(story.state.overdue(), ["ENF-EMERG-24H"]);
    story.does(&head(), agrees(true)).unwrap();
    assert_eq!(
        story.state.overdue(),
        ["ENF-EMERG-24H"],
        "a late approval cures nothing"
    );
}

#[test]
fn a_period_that_a_law_sets_otherwise_runs_by_that_law() {
    let mut draft = draft(MeasureKind::Other);
    draft.form = Some("责令暂停使用".to_owned());
    draft.special_period = Some(SpecialPeriod {
        days: 15,
        extension_days: 5,
        basis: law_basis(Level::Law),
    });
    let mut story = Beside::<Measure>::approved_as(draft);
    let at = story.now;
    story.does(&handler(), impose(scene(at), None)).unwrap();
    assert_eq!(story.last_day("ENF-OTHER"), Some(date(2026, 3, 17)));
    assert_eq!(story.refuses(&head(), extend(6)), "extension-too-long");
    story.does(&head(), extend(5)).unwrap();
    story.on(date(2026, 3, 23));
    assert_eq!(story.rings("ENF-OTHER"), 1);
}

#[test]
fn a_clock_that_does_not_run_or_rings_early_causes_nothing() {
    let mut story = Beside::in_force_since(MeasureKind::Seize, date(2026, 3, 2));
    for rule in [
        SEIZE,
        FREEZE,
        "ENF-EMERG-24H",
        "ENF-FREEZE-DOC-3",
        "PEN-PAY-15",
    ] {
        assert!(
            story.does(&system(), runs_out(rule)).unwrap().is_empty(),
            "{rule}"
        );
    }
}
