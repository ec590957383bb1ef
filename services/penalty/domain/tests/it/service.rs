//! Service of documents: what was tried, and the announcement as the last resort.

use jiff::civil::{Date, date};
use penalty_domain::case::CaseStatus;
use penalty_domain::service_of_process::{
    AnnouncementDraft, AttemptDraft, AttemptOutcome, Method, Paper,
};
use penalty_domain::{CaseCommand, CaseEvent};

use crate::story::*;

pub(crate) fn tried(method: Method, outcome: AttemptOutcome, tried_on: Date) -> CaseCommand {
    CaseCommand::RecordServiceAttempt(AttemptDraft {
        paper: Paper::Decision,
        method,
        tried_on,
        outcome,
        account: "住所无人，邻居称已搬离".to_owned(),
    })
}

pub(crate) fn announced(published_on: Date) -> CaseCommand {
    CaseCommand::AnnounceService(AnnouncementDraft {
        sealed_original: None,
        paper: Paper::Decision,
        published_on,
        places: "本局公告栏及当事人住所地".to_owned(),
        reason: "直接送达、邮寄送达均未果".to_owned(),
    })
}

/// Nobody at the door, and the post came back.
fn exhausted() -> Story {
    let mut story = Story::decided(fine(500));
    story.on(date(2026, 3, 9));
    for (method, outcome) in [
        (Method::Direct, AttemptOutcome::Absent),
        (Method::Post, AttemptOutcome::Returned),
    ] {
        let day = date(2026, 3, 9);
        story.does(&handler(), tried(method, outcome, day)).unwrap();
    }
    story
}

#[test]
fn an_announcement_is_refused_before_handing_over_and_post_have_failed() {
    let mut story = Story::decided(fine(500));
    let told = story.does(&handler(), announced(FILED));
    let (code, rule, citation) = refused(told);
    assert_eq!(code, "other-methods-not-exhausted");
    assert_eq!(rule, "SVC-ANNOUNCE");
    assert!(citation.contains("第八十二条第五项"));
    let visit = tried(Method::Direct, AttemptOutcome::Absent, FILED);
    story.does(&handler(), visit).unwrap();
    let told = story.does(&handler(), announced(FILED));
    assert_eq!(
        self::code(told),
        "other-methods-not-exhausted",
        "no post yet"
    );
    let mut story = exhausted();
    assert!(story.does(&handler(), announced(date(2026, 3, 9))).is_ok());
}

#[test]
fn attempts_after_the_publication_do_not_found_it() {
    let mut story = exhausted();
    let early = story.does(&handler(), announced(date(2026, 3, 8)));
    assert_eq!(code(early), "other-methods-not-exhausted");
}

#[test]
fn one_inquiry_is_enough_when_nobody_knows_where_the_party_is() {
    let mut story = Story::decided(fine(500));
    let unknown = tried(Method::Direct, AttemptOutcome::WhereaboutsUnknown, FILED);
    story.does(&handler(), unknown).unwrap();
    assert!(story.does(&handler(), announced(FILED)).is_ok());
}

#[test]
fn an_attempt_tells_what_happened_and_is_not_an_announcement() {
    let mut story = Story::decided(fine(500));
    let told = story.does(
        &handler(),
        tried(Method::Announcement, AttemptOutcome::Absent, FILED),
    );
    assert_eq!(code(told), "attempt-not-told");
    let late = tried(Method::Post, AttemptOutcome::Returned, date(2026, 3, 3));
    assert_eq!(code(story.does(&handler(), late)), "date-impossible");
}

#[test]
fn only_the_document_that_is_due_now_is_announced_and_only_once() {
    let mut story = exhausted();
    let notice = CaseCommand::AnnounceService(AnnouncementDraft {
        sealed_original: None,
        paper: Paper::Notice,
        published_on: date(2026, 3, 9),
        places: "本局公告栏".to_owned(),
        reason: "下落不明".to_owned(),
    });
    assert_eq!(code(story.does(&handler(), notice)), "document-not-due");
    story.does(&handler(), announced(date(2026, 3, 9))).unwrap();
    let again = story.does(&handler(), announced(date(2026, 3, 9)));
    assert_eq!(code(again), "announcement-not-told");
}

#[test]
fn when_the_announcement_ends_the_decision_is_served_and_the_time_to_pay_begins() {
    let mut story = exhausted();
    story.does(&handler(), announced(date(2026, 3, 9))).unwrap();
    let due = story.case.clock("SVC-ANNOUNCE").unwrap();
    assert_eq!(due.raw, date(2026, 4, 8), "thirty days, not sixty");
    story.on(date(2026, 4, 8));
    assert!(story.runs_out("SVC-ANNOUNCE").is_empty(), "the last day");
    story.on(date(2026, 4, 9));
    let events = story.runs_out("SVC-ANNOUNCE");
    let [
        CaseEvent::AnnouncementEnded { .. },
        CaseEvent::DecisionServed { served, .. },
    ] = events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!(served.served_on, date(2026, 4, 8));
    assert_eq!(served.service.method, Method::Announcement);
    assert_eq!(story.case.status(), CaseStatus::Served);
    let pay = story.case.clock("PEN-PAY-15").unwrap();
    assert_eq!(pay.effective, date(2026, 4, 23));
    assert!(story.runs_out("SVC-ANNOUNCE").is_empty(), "once");
}

#[test]
fn a_party_that_turns_up_ends_the_announcement() {
    let mut story = exhausted();
    story.does(&handler(), announced(date(2026, 3, 9))).unwrap();
    story.on(date(2026, 3, 20));
    story.does(&handler(), serve(date(2026, 3, 20))).unwrap();
    assert!(story.case.clock("SVC-ANNOUNCE").is_none());
    assert_eq!(story.case.served().unwrap().served_on, date(2026, 3, 20));
}

#[test]
fn mail_to_a_wrong_address_that_the_party_confirmed_is_served_when_it_comes_back() {
    let by = |confirmed: Option<Date>| {
        let mut service = handed_over(date(2026, 3, 12));
        service.method = Method::Post;
        service.returned = true;
        service.consent_on = confirmed;
        CaseCommand::ServeDecision {
            sealed_original: None,
            service,
            online_reconsideration: false,
        }
    };
    let mut story = Story::decided(fine(500));
    story.on(date(2026, 3, 12));
    let told = story.does(&handler(), by(None));
    let (code, _, citation) = refused(told);
    assert_eq!(code, "address-not-confirmed");
    assert!(citation.contains("第八十三条"));
    story.does(&handler(), by(Some(FILED))).unwrap();
    assert_eq!(story.case.served().unwrap().served_on, date(2026, 3, 12));
}

#[test]
fn a_decision_served_late_is_flagged_and_served_all_the_same() {
    let mut story = Story::decided(fine(500));
    story.on(date(2026, 3, 12));
    assert_eq!(story.runs_out("PEN-DELIVER-7").len(), 1);
    assert!(story.does(&handler(), serve(date(2026, 3, 12))).is_ok());
    let file = story.case.file().unwrap();
    assert!(file.overdue.contains("PEN-DELIVER-7"));
}
