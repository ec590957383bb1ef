use jiff::{
    SignedDuration, Timestamp,
    civil::{date, time},
};
use kernel::{Clock, Ids};
use testkit::{SeqIds, VirtualClock};

#[test]
fn the_clock_starts_when_the_office_opens_in_china() {
    let clock = VirtualClock::on(date(2026, 11, 24));
    assert_eq!(clock.now().to_string(), "2026-11-24T01:00:00Z");
    assert_eq!(clock.today(), date(2026, 11, 24));
}

#[test]
fn the_clock_moves_only_when_told_and_for_all_clones() {
    let clock = VirtualClock::on(date(2026, 12, 31));
    let other = clock.clone();
    clock.advance(SignedDuration::from_hours(15));
    assert_eq!(
        other.today(),
        date(2027, 1, 1),
        "24:00 in China is the next legal date"
    );
    other.advance_days(-1);
    assert_eq!(clock.today(), date(2026, 12, 31));
    clock.set_local(date(2027, 2, 1), time(23, 59, 59, 0));
    assert_eq!(other.now().to_string(), "2027-02-01T15:59:59Z");
    clock.set_date(date(2027, 3, 1));
    assert_eq!(other.now().to_string(), "2027-03-01T01:00:00Z");
    clock.set(Timestamp::UNIX_EPOCH);
    assert_eq!(other.now(), Timestamp::UNIX_EPOCH);
    clock.advance(SignedDuration::MAX);
    assert_eq!(other.now(), Timestamp::MAX);
    clock.advance(SignedDuration::MIN);
    assert_eq!(other.now(), Timestamp::MIN);
}

#[test]
fn identifiers_are_foretold_sorted_and_differ_by_seed() {
    let (ids, again, other) = (SeqIds::new(7), SeqIds::new(7), SeqIds::new(8));
    let made: Vec<_> = (0..3).map(|_| ids.uuid()).collect();
    assert!(made.is_sorted());
    assert_eq!(made[2], again.nth(3));
    assert_eq!(made[0], again.uuid());
    assert_ne!(made[0], other.uuid());
    assert_eq!(made[0].to_string(), "00000000-0000-7000-8000-000700000001");
    assert_eq!(made[0].get_version_num(), 7);
}
