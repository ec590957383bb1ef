//! Reasons, limits and replacement of the calendar's tables.

use law::{Calendar, CalendarError, Working, YearTable};

use crate::day;

fn calendar() -> &'static Calendar {
    Calendar::embedded()
}

fn table(holidays: &[(&str, &str)], makeup_workdays: &[&str]) -> YearTable {
    YearTable {
        holidays: holidays
            .iter()
            .map(|(date, name)| (day(date), (*name).to_owned()))
            .collect(),
        makeup_workdays: makeup_workdays.iter().map(|date| day(date)).collect(),
    }
}

#[test]
fn the_embedded_calendar_has_every_year_with_its_source() {
    let years: Vec<i16> = calendar().years().collect();
    assert_eq!(years, (2004..=2026).collect::<Vec<_>>());
    assert_eq!(calendar().last_published_year(), 2026);
    assert!(years.iter().all(|year| calendar().source(*year).is_some()));
    assert!(
        years
            .iter()
            .all(|year| !calendar().table(*year).unwrap().holidays.is_empty())
    );
}

#[test]
fn every_day_tells_why_it_is_worked_or_not() {
    for (date, working, reason) in [
        ("2026-11-23", true, "工作日"),
        ("2026-11-22", false, "周末"),
        ("2026-02-17", false, "春节"),
        ("2026-02-14", true, "调休上班"),
        ("2026-09-25", false, "中秋"),
    ] {
        let found = calendar().working_day_reason(day(date)).unwrap();
        assert_eq!(found, (working, reason.to_owned()), "{date}");
    }
    assert_eq!(
        calendar().is_working_day(day("2026-02-17")),
        Ok(Working::Holiday("春节"))
    );
}

#[test]
fn a_day_of_an_unpublished_year_has_no_definite_answer() {
    assert_eq!(
        calendar().is_working_day(day("2027-01-04")),
        Err(CalendarError::YearNotPublished {
            year: 2027,
            last: 2026
        })
    );
    assert_eq!(
        calendar().working_day_reason(day("2003-12-31")),
        Err(CalendarError::BeforeFirstYear {
            year: 2003,
            first: 2004
        })
    );
}

#[test]
fn a_count_past_the_last_published_year_is_provisional() {
    let last_day = calendar().add_working_days(day("2026-12-30"), 1).unwrap();
    assert_eq!(
        (last_day.date, last_day.provisional),
        (day("2026-12-31"), false)
    );
    // 2027-01-01 is a Friday: a holiday in fact, taken as a working day until published
    let beyond = calendar().add_working_days(day("2026-12-30"), 2).unwrap();
    assert_eq!((beyond.date, beyond.provisional), (day("2027-01-01"), true));
    assert!(
        calendar()
            .latest_before(day("2027-01-12"), 7)
            .unwrap()
            .provisional
    );
    let between = |to| {
        calendar()
            .working_days_strictly_between(day("2026-12-21"), day(to))
            .unwrap()
    };
    assert!(!between("2027-01-01").provisional && between("2027-01-02").provisional);
}

#[test]
fn a_count_before_the_first_year_is_refused() {
    let before = Err(CalendarError::BeforeFirstYear {
        year: 2003,
        first: 2004,
    });
    assert_eq!(calendar().add_working_days(day("2003-12-31"), 1), before);
    assert_eq!(calendar().next_working_day(day("2003-12-31")), before);
    assert_eq!(calendar().latest_before(day("2004-01-05"), 3), before);
    assert_eq!(
        calendar().next_working_day(day("2004-01-01")).unwrap().date,
        day("2004-01-02")
    );
    let endless = calendar().add_working_days(day("2026-01-01"), u32::MAX);
    assert_eq!(endless, Err(CalendarError::OutOfRange));
}

#[test]
fn a_newly_published_year_settles_what_was_provisional() {
    let notice = table(&[("2027-01-01", "元旦")], &["2027-01-02"]);
    let published = calendar()
        .with_year(2027, notice, "国办发明电〔2026〕号")
        .unwrap();
    assert_eq!(published.last_published_year(), 2027);
    assert_eq!(published.source(2027), Some("国办发明电〔2026〕号"));
    let settled = published.add_working_days(day("2026-12-30"), 2).unwrap();
    assert_eq!(
        (settled.date, settled.provisional),
        (day("2027-01-02"), false)
    );
    assert_eq!(calendar().last_published_year(), 2026);
}

#[test]
fn an_emergency_notice_replaces_one_year_only() {
    let mut longer = calendar().table(2026).unwrap().clone();
    longer.holidays.insert(day("2026-02-24"), "春节".to_owned());
    let changed = calendar().with_year(2026, longer, "notice").unwrap();
    assert_eq!(
        changed.add_working_days(day("2026-02-14"), 1).unwrap().date,
        day("2026-02-25")
    );
    assert_eq!(
        changed.add_working_days(day("2025-09-26"), 20),
        calendar().add_working_days(day("2025-09-26"), 20)
    );
}

#[test]
fn a_table_that_contradicts_itself_or_leaves_a_gap_is_refused() {
    let refuse = |year, holidays: &[_], makeup: &[_]| {
        calendar()
            .with_year(year, table(holidays, makeup), "notice")
            .unwrap_err()
    };
    let date = day("2027-01-02");
    assert_eq!(
        refuse(2028, &[("2027-01-02", "元旦")], &[]),
        CalendarError::WrongYear { year: 2028, date }
    );
    assert_eq!(
        refuse(2027, &[("2027-01-02", "元旦")], &["2027-01-02"]),
        CalendarError::Contradiction { year: 2027, date }
    );
    assert_eq!(
        refuse(2027, &[], &["2027-01-04"]),
        CalendarError::MakeupOnWeekday {
            year: 2027,
            date: day("2027-01-04")
        }
    );
    let gap = CalendarError::Gap {
        year: 2028,
        first: 2004,
        last: 2026,
    };
    assert_eq!(refuse(2028, &[], &[]), gap);
}
