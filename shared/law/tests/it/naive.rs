//! The counting against walking from day to day, over the years that three sources agree on.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use law::{Adjustments, Calendar, Extension, Kind, Pause, Unit};
use proptest::prelude::*;

use crate::plain;

fn calendar() -> &'static Calendar {
    Calendar::embedded()
}

fn is_working(day: Date) -> bool {
    calendar().is_working_day(day).unwrap().is_working()
}

fn days_after(day: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(day.tomorrow().ok(), |day| day.tomorrow().ok())
}

/// The `n`-th day after `trigger` that `counts`.
fn walk(trigger: Date, n: u32, counts: impl Fn(Date) -> bool) -> Date {
    let mut left = n;
    let mut found = trigger;
    for day in days_after(trigger) {
        if left == 0 {
            break;
        }
        found = day;
        left -= u32::from(counts(day));
    }
    found
}

fn walk_back(event: Date, n: u32) -> Date {
    let mut between = 0;
    let mut candidate = event.yesterday().unwrap();
    while between < n {
        between += u32::from(is_working(candidate));
        candidate = candidate.yesterday().unwrap();
    }
    candidate
}

fn is_paused(day: Date, pauses: &[Pause]) -> bool {
    pauses
        .iter()
        .any(|pause| pause.from <= day && day <= pause.to)
}

/// A day of 2007 to the middle of 2025, so that the longest period tried ends in 2026.
fn any_day() -> impl Strategy<Value = Date> {
    (0..6_750_i64).prop_map(|days| date(2007, 1, 1) + days.days())
}

/// Pauses around and after `2007`-based `trigger`, often overlapping.
fn any_pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    proptest::collection::vec((-10..80_i64, 0..25_i64), 0..5)
}

fn pauses_of(trigger: Date, spans: &[(i64, i64)]) -> Vec<Pause> {
    spans
        .iter()
        .map(|(start, length)| {
            let from = trigger + start.days();
            Pause::new(from, from + length.days(), "检测")
        })
        .collect()
}

#[test]
fn every_day_of_twenty_years_is_counted_once() {
    let mut working = BTreeSet::new();
    let mut last = date(2006, 12, 31);
    for day in days_after(last).take_while(|day| day.year() <= 2026) {
        if is_working(day) {
            let counted = calendar().add_working_days(last, 1).unwrap();
            assert_eq!((counted.date, counted.provisional), (day, false));
            working.insert(day);
            last = day;
        }
        assert_eq!(
            calendar().next_working_day(day).unwrap().date,
            walk_to_working(day)
        );
    }
    let in_year = |year| working.iter().filter(|day| day.year() == year).count();
    assert_eq!(
        (in_year(2024), in_year(2025), in_year(2026)),
        (251, 248, 248)
    );
}

/// `day`, or the first working day after it; past 2026 Monday to Friday.
fn walk_to_working(day: Date) -> Date {
    std::iter::once(day)
        .chain(days_after(day))
        .find(|day| {
            calendar().is_working_day(*day).map_or_else(
                |_| day.weekday().to_monday_one_offset() < 6,
                law::Working::is_working,
            )
        })
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn adding_working_days_is_walking(trigger in any_day(), n in 0..120_u32) {
        let counted = calendar().add_working_days(trigger, n).unwrap();
        prop_assert_eq!(counted.date, walk(trigger, n, is_working));
    }

    #[test]
    fn counting_back_is_walking_back(event in any_day(), n in 0..60_u32) {
        prop_assume!(event.year() > 2007);
        let latest = calendar().latest_before(event, n).unwrap().date;
        prop_assert_eq!(latest, walk_back(event, n));
        let between = |from| calendar().working_days_strictly_between(from, event).unwrap().count;
        prop_assert!(between(latest) >= n);
        let later = latest.tomorrow().unwrap();
        prop_assert!(later == event || between(later) < n);
    }

    #[test]
    fn days_between_are_the_days_walked(from in any_day(), length in 0..200_i64) {
        let to = from + length.days();
        let walked = days_after(from).take_while(|day| *day < to).filter(|day| is_working(*day));
        let counted = calendar().working_days_strictly_between(from, to).unwrap().count;
        prop_assert_eq!(usize::try_from(counted).unwrap(), walked.count());
    }

    #[test]
    fn pauses_take_away_the_days_walked_in_them(
        trigger in any_day(),
        n in 1..120_u32,
        spans in any_pauses(),
        working in any::<bool>(),
    ) {
        let pauses = pauses_of(trigger, &spans);
        let unit = if working { Unit::WorkingDays } else { Unit::CalendarDays };
        let adjustments = Adjustments { pauses: pauses.clone(), ..Adjustments::none() };
        let rule = plain(n, unit, Kind::Party);
        let due = calendar().due(&rule, trigger, &adjustments).unwrap();
        let counts = |day| !is_paused(day, &pauses) && (!working || is_working(day));
        prop_assert_eq!(due.raw, walk(trigger, n, counts));
        prop_assert_eq!(due.effective, walk_to_working(due.raw));
    }

    #[test]
    fn extensions_of_one_unit_add_up(
        trigger in any_day(),
        base in 1..60_u32,
        first in 1..30_u32,
        second in 1..30_u32,
        spans in any_pauses(),
    ) {
        for unit in [Unit::WorkingDays, Unit::CalendarDays] {
            let pauses = pauses_of(trigger, &spans);
            let adjustments = Adjustments {
                pauses: pauses.clone(),
                extensions: vec![
                    Extension::new(first, unit, "负责人批准"),
                    Extension::new(second, unit, "集体讨论"),
                ],
            };
            let extended =
                calendar().due(&plain(base, unit, Kind::Agency), trigger, &adjustments).unwrap();
            let together = Adjustments { pauses, ..Adjustments::none() };
            let whole = plain(base + first + second, unit, Kind::Agency);
            let whole = calendar().due(&whole, trigger, &together).unwrap();
            prop_assert_eq!(extended.raw, whole.raw);
        }
    }

    #[test]
    fn months_end_on_the_corresponding_day_or_the_last_of_the_month(
        trigger in any_day(),
        n in 1..12_u32,
    ) {
        let rule = plain(n, Unit::Months, Kind::Limit);
        let due = calendar().due(&rule, trigger, &Adjustments::none()).unwrap();
        let first_of_month = trigger.first_of_month() + Span::new().months(n);
        let day = trigger.day().min(first_of_month.days_in_month());
        prop_assert_eq!(due.raw, first_of_month.with().day(day).build().unwrap());
    }
}
