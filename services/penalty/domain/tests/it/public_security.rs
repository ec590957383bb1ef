//! Cases of public security have clocks of their own.

use jiff::civil::date;
use penalty_domain::CaseCommand;
use penalty_domain::case::{
    DECIDE, DECIDE_PUBLIC_SECURITY, DELIVER, DELIVER_PUBLIC_SECURITY, Inquiry, StatementKind,
};
use penalty_domain::review::ReviewOutcome;

use crate::story::*;

const FIELD: &str = "public-security";

fn more(days: u32, approval: Option<&str>) -> CaseCommand {
    Inquiry::ExtendTime {
        days,
        reason: "案情重大、复杂".to_owned(),
        discussion: None,
        approval: approval.map(str::to_owned),
    }
    .into()
}

#[test]
fn it_is_decided_in_thirty_days_of_the_filing() {
    let mut story = Story::opened_in(FIELD);
    assert!(story.case.clock(DECIDE).is_none());
    let due = story.case.clock(DECIDE_PUBLIC_SECURITY).unwrap();
    assert_eq!(due.raw, date(2026, 4, 1));
    story.on(date(2026, 4, 1));
    assert_eq!(story.runs_out(DECIDE_PUBLIC_SECURITY), []);
    story.on(date(2026, 4, 2));
    assert_eq!(story.runs_out(DECIDE_PUBLIC_SECURITY).len(), 1);
    assert_eq!(story.runs_out(DECIDE_PUBLIC_SECURITY), [], "once");
}

#[test]
fn other_fields_keep_their_ninety_days() {
    let story = Story::opened();
    assert!(story.case.clock(DECIDE_PUBLIC_SECURITY).is_none());
    assert!(story.case.clock(DECIDE).is_some());
    let story = Story::decided(fine(500));
    assert!(story.case.clock(DELIVER_PUBLIC_SECURITY).is_none());
    assert!(story.case.clock(DELIVER).is_some());
}

#[test]
fn the_organ_one_level_up_adds_thirty_days_at_most_twice() {
    let mut story = Story::opened_in(FIELD);
    let (code, rule, citation) = refused(story.does(&head(), more(30, None)));
    assert_eq!(code, "extension-refused");
    assert_eq!(rule, DECIDE_PUBLIC_SECURITY);
    assert!(citation.contains("第一百一十八条"));
    let approval = Some("市公安局批复1号");
    let told = story.does(&head(), more(31, approval));
    assert_eq!(self::code(told), "extension-refused");
    for end in [date(2026, 5, 1), date(2026, 5, 31)] {
        story.does(&head(), more(30, approval)).unwrap();
        let due = story.case.clock(DECIDE_PUBLIC_SECURITY).unwrap();
        assert_eq!(due.raw, end);
    }
    let told = story.does(&head(), more(1, approval));
    assert_eq!(self::code(told), "extension-refused", "twice");
}

#[test]
fn a_decision_not_announced_on_the_spot_is_served_in_two_days() {
    let mut story = Story::opened_in(FIELD);
    story.team(&[LEAD, SECOND]).unwrap();
    story.evidence().unwrap();
    story.does(&handler(), conclude(report(fine(500)))).unwrap();
    story.does(&handler(), notice(FILED, true)).unwrap();
    let waived = said(StatementKind::Waived, true, FILED);
    story.does(&handler(), waived).unwrap();
    story.review(ReviewOutcome::Agree).unwrap();
    story.does(&head(), decide(decision(fine(500)))).unwrap();
    assert!(story.case.clock(DELIVER).is_none());
    let due = story.case.clock(DELIVER_PUBLIC_SECURITY).unwrap();
    assert_eq!(due.raw, date(2026, 3, 4));
    story.on(date(2026, 3, 5));
    assert_eq!(story.runs_out(DELIVER_PUBLIC_SECURITY).len(), 1);
}

#[test]
fn the_hearing_is_a_right_from_four_thousand_yuan_on() {
    let announced = |yuan| {
        let mut story = Story::opened_in(FIELD);
        story.team(&[LEAD, SECOND]).unwrap();
        story.evidence().unwrap();
        story
            .does(&handler(), conclude(report(fine(yuan))))
            .unwrap();
        story.does(&handler(), notice(FILED, false))
    };
    assert!(announced(3_999).is_ok());
    let (code, _, citation) = refused(announced(4_000));
    assert_eq!(code, "hearing-right-not-told");
    assert!(citation.contains("治安管理处罚法第一百一十七条"));
}
