//! Instants and legal dates.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use kernel::{
    Clock, FixedClock, end_of_day, legal_date, legal_datetime, start_of_day, timestamp_at, today,
};

#[test]
fn the_legal_date_is_the_date_in_china() {
    let before: Timestamp = "2026-11-23T15:59:59Z".parse().unwrap();
    let after: Timestamp = "2026-11-23T16:00:00Z".parse().unwrap();
    assert_eq!(legal_date(before), date(2026, 11, 23));
    assert_eq!(legal_date(after), date(2026, 11, 24));
    assert_eq!(legal_datetime(after), date(2026, 11, 24).at(0, 0, 0, 0));
    assert_eq!(timestamp_at(date(2026, 11, 24).at(0, 0, 0, 0)), after);
}

#[test]
fn a_day_ends_where_the_next_begins() {
    let day = date(2026, 12, 31);
    assert_eq!(end_of_day(day), "2026-12-31T16:00:00Z".parse().unwrap());
    assert_eq!(end_of_day(day), start_of_day(date(2027, 1, 1)));
    assert_eq!(end_of_day(Date::MAX), Timestamp::MAX);
    assert_eq!(start_of_day(Date::MIN), Timestamp::MIN);
}

#[test]
fn a_fixed_clock_moves_only_when_told_and_so_do_its_clones() {
    let clock = FixedClock::on(date(2026, 11, 23));
    let clone = clock.clone();
    assert_eq!(today(&clone), date(2026, 11, 23));
    clock.advance(SignedDuration::from_hours(15));
    assert_eq!(today(&clone), date(2026, 11, 24));
    clock.set(start_of_day(date(2027, 1, 1)));
    assert_eq!(clone.now(), start_of_day(date(2027, 1, 1)));
    clock.advance(SignedDuration::MAX);
    assert_eq!(clone.now(), start_of_day(date(2027, 1, 1)));
}
