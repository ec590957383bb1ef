//! Refusals as values.

use law::{Adjustments, Calendar, Refusal, rule, rule_on};

use crate::day;

#[test]
fn a_refusal_says_rule_article_missing_fact_and_cure() {
    let refusal = Refusal::new("hearing-window-closed", "HRG-REQUEST")
        .citing("行政处罚法第六十四条第一项")
        .missing("a request within five working days of the notice")
        .cure("none: the right is waived")
        .titled("听证申请逾期", "The request for a hearing came too late");
    assert_eq!(
        (refusal.code.as_str(), refusal.rule.as_str()),
        (refusal.code(), "HRG-REQUEST")
    );
    assert_eq!(
        refusal.to_string(),
        "hearing-window-closed: a request within five working days of the notice \
         (行政处罚法第六十四条第一项)"
    );
    let text = serde_json::to_string(&refusal).unwrap();
    assert!(
        text.starts_with(r#"{"code":"hearing-window-closed","rule":"HRG-REQUEST","citation":"#)
    );
    assert_eq!(serde_json::from_str::<Refusal>(&text).unwrap(), refusal);
}

#[test]
fn a_refusal_of_a_deadline_cites_its_row() {
    let refusal = Refusal::of_rule("payment-overdue", rule("PEN-PAY-15").unwrap());
    assert_eq!(refusal.citation, "行政处罚法第六十七条第三款");
    assert_eq!(
        refusal.to_string(),
        "payment-overdue: PEN-PAY-15 (行政处罚法第六十七条第三款)"
    );
}

#[test]
fn what_time_and_rules_cannot_answer_becomes_a_refusal() {
    let unpublished = Calendar::embedded()
        .is_working_day(day("2027-01-04"))
        .unwrap_err();
    assert_eq!(Refusal::from(unpublished).code, "calendar-cannot-answer");
    let no_number = Calendar::embedded()
        .due(
            rule("INT-GEN-FILE").unwrap(),
            day("2026-11-23"),
            &Adjustments::none(),
        )
        .unwrap_err();
    let refusal = Refusal::from(no_number);
    assert_eq!(
        (&*refusal.code, &*refusal.rule),
        ("deadline-not-computable", "INT-GEN-FILE")
    );
    let repealed = Refusal::from(rule_on("CMP-OLD-45WD", day("2026-11-23")).unwrap_err());
    assert_eq!(
        (&*repealed.code, &*repealed.rule),
        ("rule-not-in-force", "CMP-OLD-45WD")
    );
    assert!(!repealed.title_zh.is_empty());
}
