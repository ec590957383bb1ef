//! The table of deadlines.

use std::collections::HashSet;

use law::{Kind, Length, MonthDay, RuleError, Unit, UnknownRule, rule, rule_on, rules};

use crate::day;

#[test]
fn every_row_is_typed_named_once_and_has_a_source() {
    assert_eq!(rules().len(), 105);
    let names: HashSet<&str> = rules().iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(names.len(), 105);
    for rule in rules() {
        assert!(!rule.source.is_empty() && rule.source != "-", "{}", rule.id);
        assert!(
            !rule.source.starts_with("same") && !rule.source.contains("同上"),
            "{}",
            rule.id
        );
        assert!(
            !rule.trigger.is_empty() && !rule.area.is_empty(),
            "{}",
            rule.id
        );
        assert!(rule.mark.starts_with("V:"), "{}", rule.id);
        assert!(rule.length.is_none_or(|length| length.n > 0), "{}", rule.id);
    }
}

#[test]
fn units_and_kinds_are_as_many_as_the_table_has() {
    let unit = |unit| rules().iter().filter(|rule| rule.unit() == unit).count();
    assert_eq!(unit(Some(Unit::WorkingDays)), 58);
    assert_eq!(unit(Some(Unit::CalendarDays)), 25);
    assert_eq!(rules().iter().filter(|rule| rule.unit_undefined).count(), 5);
    assert_eq!(unit(Some(Unit::Months)), 6);
    assert_eq!(unit(Some(Unit::Years)), 8);
    assert_eq!(unit(Some(Unit::Hours)), 4);
    assert_eq!(unit(Some(Unit::FixedDate)), 2);
    assert_eq!(unit(None), 2);
    let kind = |kind| rules().iter().filter(|rule| rule.kind == kind).count();
    assert_eq!(kind(Kind::Agency), 82);
    assert_eq!(
        (kind(Kind::Party), kind(Kind::Limit), kind(Kind::Court)),
        (10, 11, 2)
    );
}

#[test]
fn only_periods_before_an_event_are_counted_back() {
    let back: Vec<&str> = rules()
        .iter()
        .filter(|rule| rule.backwards)
        .map(|rule| rule.id.as_str())
        .collect();
    assert_eq!(back, ["HRG-NOTICE-BEFORE", "HRG-PUBLIC-ANN", "ENF-SUBST-3"]);
}

#[test]
fn a_rule_is_found_by_its_name() {
    let pay = rule("PEN-PAY-15").unwrap();
    assert_eq!(
        pay.length,
        Some(Length {
            n: 15,
            unit: Unit::CalendarDays
        })
    );
    assert_eq!(
        (pay.kind, pay.source.as_str()),
        (Kind::Party, "行政处罚法第六十七条第三款")
    );
    assert_eq!(
        rule("DIS-GI-ANNUAL").unwrap().fixed_date,
        Some(MonthDay { month: 1, day: 31 })
    );
    assert_eq!(rule("INT-GEN-FILE").unwrap().unit(), None);
    assert_eq!(
        rule("NO-SUCH"),
        Err(UnknownRule {
            id: "NO-SUCH".to_owned()
        })
    );
}

#[test]
fn a_rule_applies_only_to_triggers_while_it_is_in_force() {
    let (last_day, first_day) = (day("2026-04-14"), day("2026-04-15"));
    assert!(rule_on("CMP-OLD-45WD", last_day).is_ok());
    assert_eq!(
        rule_on("CMP-OLD-45WD", first_day),
        Err(RuleError::NoLongerInForce {
            id: "CMP-OLD-45WD".to_owned(),
            date: first_day,
            valid_to: first_day,
        })
    );
    assert!(rule_on("RPT-OLD-TELL-5", last_day).is_ok());
    assert!(rule_on("RPT-OLD-TELL-5", first_day).is_err());
    assert_eq!(
        rule_on("CMP-MEDIATE-60", last_day),
        Err(RuleError::NotYetInForce {
            id: "CMP-MEDIATE-60".to_owned(),
            date: last_day,
            valid_from: first_day,
        })
    );
    assert!(rule_on("CMP-MEDIATE-60", first_day).is_ok());
    assert!(rule_on("PEN-DECIDE-90", day("2010-01-01")).is_ok());
    assert!(matches!(
        rule_on("NO-SUCH", first_day),
        Err(RuleError::Unknown(_))
    ));
}
