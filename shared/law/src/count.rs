//! Counting days without walking over them: how many lie in a span, and where the n-th one is.
//!
//! Working days are the plain Monday-to-Friday count of a span corrected by the published shifts
//! in it. Finding the n-th day is a search over that count, which never falls as the span grows.

use jiff::Span;
use jiff::civil::{Date, date};

use crate::calendar::{YearTable, is_weekend};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Working days.
    Working,
    /// Every day.
    Calendar,
}

/// A day that differs from the plain week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shift {
    date: Date,
    /// Make-up workdays less holidays on weekdays, from the first shift to this one.
    cumulative: i64,
}

/// A Monday from which days are numbered.
const MONDAY: Date = date(2001, 1, 1);

/// The shifts of all `tables`, in order.
pub(crate) fn shifts<'a>(tables: impl Iterator<Item = &'a YearTable>) -> Vec<Shift> {
    let mut changes: Vec<(Date, i64)> = Vec::new();
    for table in tables {
        let weekdays_off = table
            .holidays
            .keys()
            .copied()
            .filter(|day| !is_weekend(*day));
        changes.extend(weekdays_off.map(|day| (day, -1)));
        changes.extend(table.makeup_workdays.iter().map(|day| (*day, 1)));
    }
    changes.sort_unstable();
    let mut cumulative = 0;
    changes
        .into_iter()
        .map(|(date, change)| {
            cumulative += change;
            Shift { date, cumulative }
        })
        .collect()
}

/// Days of `measure` after `after`, up to and including `to`, that lie in none of `pauses`.
/// `pauses` are inclusive, sorted and do not overlap. Zero if `to` is not after `after`.
pub(crate) fn counted(
    shifts: &[Shift],
    after: Date,
    to: Date,
    measure: Measure,
    pauses: &[(Date, Date)],
) -> i64 {
    let plain = |after: Date, to: Date| {
        if to <= after {
            0
        } else {
            ordinal(shifts, to, measure) - ordinal(shifts, after, measure)
        }
    };
    let excluded = |(first, last): &(Date, Date)| {
        let before = first.yesterday().unwrap_or(Date::MIN);
        plain(before.max(after), (*last).min(to))
    };
    plain(after, to) - pauses.iter().map(excluded).sum::<i64>()
}

/// The first date with `days` days of `measure` after `after`, outside `pauses`, up to itself.
/// `None` past the last date there is.
pub(crate) fn forward(
    shifts: &[Shift],
    after: Date,
    days: i64,
    measure: Measure,
    pauses: &[(Date, Date)],
) -> Option<Date> {
    let enough = |steps: i64| {
        step(after, steps).map(|to| counted(shifts, after, to, measure, pauses) >= days)
    };
    search(days, enough).and_then(|steps| step(after, steps))
}

/// The last date with at least `days` days of `measure` strictly between itself and `date`.
/// `None` before the first date there is.
pub(crate) fn backward(shifts: &[Shift], date: Date, days: i64, measure: Measure) -> Option<Date> {
    let last = date.yesterday().ok()?;
    let enough = |steps: i64| {
        step(last, -steps).map(|from| counted(shifts, from, last, measure, &[]) >= days)
    };
    search(days, enough).and_then(|steps| step(last, -steps))
}

/// The smallest number of steps, not below `least`, that is enough. `enough` must not turn back to
/// false, and answers `None` beyond the range of dates.
fn search(least: i64, enough: impl Fn(i64) -> Option<bool>) -> Option<i64> {
    // beyond the range counts as enough, so that the search comes back to the last date
    let is_enough = |steps| enough(steps).unwrap_or(true);
    let mut too_few = least - 1;
    let mut sufficient = least;
    let mut stride = 8;
    while !is_enough(sufficient) {
        too_few = sufficient;
        sufficient += stride;
        stride *= 2;
    }
    while sufficient - too_few > 1 {
        let middle = too_few + (sufficient - too_few) / 2;
        if is_enough(middle) {
            sufficient = middle;
        } else {
            too_few = middle;
        }
    }
    enough(sufficient).map(|_| sufficient)
}

/// `from` moved by `days`.
fn step(from: Date, days: i64) -> Option<Date> {
    Span::new()
        .try_days(days)
        .ok()
        .and_then(|span| from.checked_add(span).ok())
}

/// The number of days of `measure` from a fixed day up to and including `date`.
fn ordinal(shifts: &[Shift], date: Date, measure: Measure) -> i64 {
    const DAYS_PER_WEEK: i64 = 7;
    const WEEKDAYS_PER_WEEK: i64 = 5;
    const HOURS_PER_DAY: i64 = 24;
    let days = date.duration_since(MONDAY).as_hours() / HOURS_PER_DAY + 1;
    match measure {
        Measure::Calendar => days,
        Measure::Working => {
            let weekdays = days.div_euclid(DAYS_PER_WEEK) * WEEKDAYS_PER_WEEK
                + days.rem_euclid(DAYS_PER_WEEK).min(WEEKDAYS_PER_WEEK);
            let known = shifts.partition_point(|shift| shift.date <= date);
            let shift = known.checked_sub(1).and_then(|index| shifts.get(index));
            weekdays + shift.map_or(0, |shift| shift.cumulative)
        }
    }
}
