//! The published test values.

use jiff::civil::Date;
use kernel::Fen;
use law::{Adjustments, Calendar, Kind, Unit, surcharge};
use serde::Deserialize;

use crate::{day, plain};

#[derive(Deserialize)]
struct Vectors {
    is_working_day: Vec<DayVector>,
    add_working_days: Vec<AddVector>,
    add_calendar_days: Vec<DueVector>,
    add_months: Vec<DueVector>,
    latest_notice_before_hearing_7wd: Vec<NoticeVector>,
    surcharge_fen: Vec<SurchargeVector>,
}

#[derive(Deserialize)]
struct DayVector {
    date: Date,
    expect: bool,
}

#[derive(Deserialize)]
struct AddVector {
    trigger: Date,
    n: u32,
    expect: Date,
}

#[derive(Deserialize)]
struct DueVector {
    trigger: Date,
    n: u32,
    raw: Date,
    effective: Date,
}

#[derive(Deserialize)]
struct NoticeVector {
    hearing: Date,
    expect: Date,
}

#[derive(Deserialize)]
struct SurchargeVector {
    fine_fen: i64,
    overdue_days: u32,
    expect_fen: i64,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../data/test-vectors.json")).unwrap()
}

fn raw_and_effective(trigger: Date, n: u32, unit: Unit) -> (Date, Date) {
    let rule = plain(n, unit, Kind::Party);
    let due = Calendar::embedded()
        .due(&rule, trigger, &Adjustments::none())
        .unwrap();
    assert!(!due.provisional);
    (due.raw, due.effective)
}

#[test]
fn working_days_are_as_published() {
    for DayVector { date, expect } in vectors().is_working_day {
        let found = Calendar::embedded().is_working_day(date).unwrap();
        assert_eq!(found.is_working(), expect, "{date}");
    }
}

#[test]
fn periods_of_working_days_end_as_published() {
    for AddVector { trigger, n, expect } in vectors().add_working_days {
        let found = raw_and_effective(trigger, n, Unit::WorkingDays);
        assert_eq!(found, (expect, expect), "{trigger} + {n}");
    }
}

#[test]
fn periods_of_days_and_months_end_as_published() {
    let Vectors {
        add_calendar_days,
        add_months,
        ..
    } = vectors();
    for (vectors, unit) in [
        (add_calendar_days, Unit::CalendarDays),
        (add_months, Unit::Months),
    ] {
        for DueVector {
            trigger,
            n,
            raw,
            effective,
        } in vectors
        {
            assert_eq!(
                raw_and_effective(trigger, n, unit),
                (raw, effective),
                "{trigger} + {n}"
            );
        }
    }
}

#[test]
fn hearing_notices_are_served_as_published() {
    let rule = law::rule("HRG-NOTICE-BEFORE").unwrap();
    for NoticeVector { hearing, expect } in vectors().latest_notice_before_hearing_7wd {
        let due = Calendar::embedded()
            .due(rule, hearing, &Adjustments::none())
            .unwrap();
        assert_eq!((due.raw, due.effective), (expect, expect), "{hearing}");
    }
}

#[test]
fn surcharges_are_as_published() {
    for SurchargeVector {
        fine_fen,
        overdue_days,
        expect_fen,
    } in vectors().surcharge_fen
    {
        let found = surcharge(Fen::new(fine_fen).unwrap(), overdue_days);
        assert_eq!(
            found.amount.get(),
            expect_fen,
            "{fine_fen} after {overdue_days} days"
        );
    }
}

/// The worked examples of the reference on counting, with the rule that shows each.
#[test]
fn the_worked_examples_come_out() {
    use Unit::{CalendarDays, Months, WorkingDays};
    for (trigger, n, unit, raw, effective) in [
        ("2026-02-10", 5, WorkingDays, "2026-02-24", "2026-02-24"),
        ("2026-02-14", 7, WorkingDays, "2026-03-03", "2026-03-03"),
        ("2026-04-30", 2, WorkingDays, "2026-05-07", "2026-05-07"),
        ("2026-05-08", 1, WorkingDays, "2026-05-09", "2026-05-09"),
        ("2026-09-30", 5, WorkingDays, "2026-10-13", "2026-10-13"),
        ("2025-09-26", 20, WorkingDays, "2025-10-30", "2025-10-30"),
        ("2026-02-01", 15, CalendarDays, "2026-02-16", "2026-02-24"),
        ("2025-12-17", 15, CalendarDays, "2026-01-01", "2026-01-04"),
        ("2026-07-03", 90, CalendarDays, "2026-10-01", "2026-10-08"),
        ("2026-01-31", 1, Months, "2026-02-28", "2026-02-28"),
        ("2026-04-05", 6, Months, "2026-10-05", "2026-10-08"),
    ] {
        let found = raw_and_effective(day(trigger), n, unit);
        assert_eq!(
            found,
            (day(raw), day(effective)),
            "{trigger} + {n} {unit:?}"
        );
    }
    for (hearing, latest) in [("2026-03-12", "2026-03-02"), ("2026-10-09", "2026-09-21")] {
        let found = Calendar::embedded().latest_before(day(hearing), 7).unwrap();
        assert_eq!(found.date, day(latest), "{hearing}");
    }
}
