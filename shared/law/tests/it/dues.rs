//! Due dates of the table's rules, with pauses and extensions.

use jiff::Timestamp;
use kernel::end_of_day;
use law::{
    Adjustments, Calendar, Due, DueError, Extension, Kind, Length, Pause, Unit, rule, rules,
};

use crate::{day, plain};

fn due(id: &str, trigger: &str) -> Due {
    due_with(id, trigger, &Adjustments::none())
}

fn due_with(id: &str, trigger: &str, adjustments: &Adjustments) -> Due {
    Calendar::embedded()
        .due(rule(id).unwrap(), day(trigger), adjustments)
        .unwrap()
}

fn extension(n: u32, unit: Unit) -> Extension {
    Extension::new(n, unit, "机关负责人批准")
}

#[test]
fn a_party_gets_the_day_after_the_holiday_and_an_agency_does_not() {
    let pay = due("PEN-PAY-15", "2026-02-01");
    assert_eq!(
        (pay.raw, pay.effective),
        (day("2026-02-16"), day("2026-02-24"))
    );
    assert_eq!(pay.expires_at(), end_of_day(day("2026-02-24")));
    let decide = due("PEN-DECIDE-90", "2026-07-03");
    assert_eq!(
        (decide.raw, decide.effective),
        (day("2026-10-01"), day("2026-10-08"))
    );
    assert_eq!(decide.expires_at(), end_of_day(day("2026-10-01")));
    assert!(!decide.has_expired(end_of_day(day("2026-09-30"))));
    assert!(decide.has_expired(end_of_day(day("2026-10-01"))));
}

#[test]
fn only_the_party_is_bound_by_the_effective_date() {
    let pay = due("PEN-PAY-15", "2026-02-01");
    assert_eq!(pay.expires_on(Kind::Party), pay.effective);
    for kind in [Kind::Agency, Kind::Limit, Kind::Court] {
        assert_eq!(pay.expires_on(kind), pay.raw);
    }
}

#[test]
fn a_due_date_carries_its_rule_and_its_source() {
    let pay = due("PEN-PAY-15", "2026-02-01");
    assert_eq!(
        (pay.rule.as_str(), pay.citation.as_str()),
        ("PEN-PAY-15", "行政处罚法第六十七条第三款")
    );
    let text = serde_json::to_string(&pay).unwrap();
    assert!(text.contains(r#""unit":"CD","kind":"party""#));
    assert_eq!(serde_json::from_str::<Due>(&text).unwrap(), pay);
}

#[test]
fn an_extension_of_a_seizure_adds_its_days_without_moving_the_end() {
    let once = Adjustments::none().extended(extension(30, Unit::CalendarDays));
    let seizure = due_with("ENF-SEIZE-30", "2026-08-03", &once);
    assert_eq!(seizure.raw, day("2026-10-02"));
    assert_eq!(seizure.expires_at(), end_of_day(day("2026-10-02")));
}

#[test]
fn an_extension_in_another_unit_counts_on_from_the_end() {
    let adjustments = Adjustments::none().extended(extension(2, Unit::WorkingDays));
    // 2026-05-01 to 05 are days off, 05-06 and 05-07 are worked
    let extended = due_with("REM-RECON-60", "2026-03-02", &adjustments);
    assert_eq!(extended.raw, day("2026-05-07"));
}

#[test]
fn months_are_added_together_before_the_end_of_the_month_is_sought() {
    let rule = plain(1, Unit::Months, Kind::Agency);
    let adjustments = Adjustments::none().extended(extension(1, Unit::Months));
    let due = Calendar::embedded()
        .due(&rule, day("2026-01-31"), &adjustments)
        .unwrap();
    assert_eq!(due.raw, day("2026-03-31"));
}

#[test]
fn a_pause_takes_its_days_away_from_the_unit_counted() {
    let pause = || Pause::new(day("2026-11-07"), day("2026-11-11"), "检验");
    let paused = Adjustments::none().paused(pause());
    // Saturday to Wednesday: three working days, five calendar days
    assert_eq!(due("INT-SAMR-VERIFY", "2026-11-02").raw, day("2026-11-23"));
    assert_eq!(
        due_with("INT-SAMR-VERIFY", "2026-11-02", &paused).raw,
        day("2026-11-26")
    );
    assert_eq!(due("CMP-MEDIATE-60", "2026-11-02").raw, day("2027-01-01"));
    assert_eq!(
        due_with("ENF-SEIZE-30", "2026-11-02", &paused).raw,
        day("2026-12-07")
    );
    let twice =
        paused
            .paused(pause())
            .paused(Pause::new(day("2026-11-10"), day("2026-11-12"), "x"));
    assert_eq!(
        due_with("ENF-SEIZE-30", "2026-11-02", &twice).raw,
        day("2026-12-08")
    );
}

#[test]
fn a_pause_before_or_after_the_period_changes_nothing() {
    let outside = Adjustments::none()
        .paused(Pause::new(
            day("2026-10-20"),
            day("2026-11-02"),
            "before and on day 0",
        ))
        .paused(Pause::new(day("2026-11-24"), day("2026-11-30"), "after"));
    assert_eq!(
        due_with("INT-SAMR-VERIFY", "2026-11-02", &outside).raw,
        day("2026-11-23")
    );
}

#[test]
fn a_pause_moves_the_end_of_months_by_its_days() {
    let paused = Adjustments::none().paused(Pause::new(day("2026-05-01"), day("2026-05-10"), "x"));
    assert_eq!(due("REM-LIT-6M", "2026-04-05").raw, day("2026-10-05"));
    assert_eq!(
        due_with("REM-LIT-6M", "2026-04-05", &paused).raw,
        day("2026-10-15")
    );
}

#[test]
fn years_from_a_leap_day_end_on_the_last_of_february() {
    assert_eq!(due("PEN-LIM-2Y", "2024-02-29").raw, day("2026-02-28"));
}

#[test]
fn a_period_past_the_last_published_year_is_provisional() {
    assert!(!due("DIS-OTHER-20WD", "2026-11-23").provisional);
    assert!(due("DIS-OTHER-20WD", "2026-12-10").provisional);
    assert!(due("PEN-LIM-2Y", "2026-01-01").provisional);
    assert!(due("HRG-NOTICE-BEFORE", "2027-01-12").provisional);
}

#[test]
fn hours_run_through_holidays_to_the_minute() {
    let start: Timestamp = "2026-09-30T15:30:00+08:00".parse().unwrap();
    let rule = rule("ENF-EMERG-24H").unwrap();
    let due = Calendar::embedded().due_at(rule, start).unwrap();
    assert_eq!(
        due.expires_at(),
        "2026-10-01T15:30:00+08:00".parse().unwrap()
    );
    assert_eq!(
        (due.trigger, due.raw),
        (day("2026-09-30"), day("2026-10-01"))
    );
    assert_eq!((due.effective, due.provisional), (due.raw, false));
    assert!(matches!(
        Calendar::embedded().due(rule, day("2026-09-30"), &Adjustments::none()),
        Err(DueError::HoursNeedInstant { .. })
    ));
    let pay = Calendar::embedded()
        .due_at(law::rule("PEN-PAY-15").unwrap(), start)
        .unwrap();
    assert_eq!((pay.trigger, pay.instant), (day("2026-09-30"), None));
}

#[test]
fn a_fixed_day_is_the_next_one_after_the_trigger() {
    let annual = due("DIS-GI-ANNUAL", "2025-12-31");
    assert_eq!(
        (annual.raw, annual.effective),
        (day("2026-01-31"), day("2026-02-02"))
    );
    assert_eq!(due("DIS-ENF-ANNUAL", "2025-01-31").raw, day("2026-01-31"));
    assert_eq!(due("DIS-ENF-ANNUAL", "2025-01-30").raw, day("2025-01-31"));
}

#[test]
fn a_rule_without_a_number_asks_for_configuration() {
    let general = rule("INT-GEN-FILE").unwrap();
    let none = Adjustments::none();
    let error = Calendar::embedded()
        .due(general, day("2026-11-23"), &none)
        .unwrap_err();
    assert!(matches!(error, DueError::NoNumber { .. }));
    assert!(error.to_string().contains("INT-GEN-FILE") && error.to_string().contains("configure"));
    let local = general.configured(
        Length {
            n: 7,
            unit: Unit::WorkingDays,
        },
        "安徽省行政执法程序规定",
    );
    let due = Calendar::embedded()
        .due(&local, day("2026-11-23"), &none)
        .unwrap();
    assert_eq!(due.raw, day("2026-12-02"));
    assert!(due.citation.ends_with("安徽省行政执法程序规定"));
}

#[test]
fn adjustments_that_make_no_sense_are_refused() {
    let calendar = Calendar::embedded();
    let refuse = |id: &str, adjustments: &Adjustments| {
        calendar
            .due(rule(id).unwrap(), day("2026-11-23"), adjustments)
            .unwrap_err()
    };
    let reversed = Pause::new(day("2026-12-02"), day("2026-12-01"), "x");
    assert!(matches!(
        refuse("PEN-PAY-15", &Adjustments::none().paused(reversed)),
        DueError::PauseReversed { .. }
    ));
    let hours = Adjustments::none().extended(extension(24, Unit::Hours));
    assert!(matches!(
        refuse("PEN-PAY-15", &hours),
        DueError::ExtensionUnit { .. }
    ));
    let days = Adjustments::none().extended(extension(1, Unit::WorkingDays));
    assert!(matches!(
        refuse("HRG-NOTICE-BEFORE", &days),
        DueError::BackwardsAdjusted { .. }
    ));
    let endless = Adjustments::none().extended(extension(u32::MAX, Unit::CalendarDays));
    assert!(matches!(
        refuse("PEN-PAY-15", &endless),
        DueError::Calendar(_)
    ));
}

#[test]
fn calendar_days_are_counted_back_strictly_and_months_not_at_all() {
    let calendar = Calendar::embedded();
    let none = Adjustments::none();
    let back = |unit| law::Rule {
        backwards: true,
        ..plain(3, unit, Kind::Agency)
    };
    let due = calendar
        .due(&back(Unit::CalendarDays), day("2026-11-23"), &none)
        .unwrap();
    assert_eq!(due.raw, day("2026-11-19"));
    let months = calendar.due(&back(Unit::Months), day("2026-11-23"), &none);
    assert!(matches!(months, Err(DueError::BackwardsUnit { .. })));
}

#[test]
fn every_rule_has_a_due_date_or_says_what_is_missing() {
    let start: Timestamp = "2026-03-02T09:00:00+08:00".parse().unwrap();
    for rule in rules() {
        match Calendar::embedded().due_at(rule, start) {
            Ok(due) if rule.backwards => assert!(due.raw < due.trigger, "{}", rule.id),
            Ok(due) => assert!(
                due.trigger < due.raw && due.raw <= due.effective,
                "{}",
                rule.id
            ),
            Err(error) => assert!(
                matches!(error, DueError::NoNumber { .. }) && rule.unit().is_none(),
                "{}",
                rule.id
            ),
        }
    }
}
