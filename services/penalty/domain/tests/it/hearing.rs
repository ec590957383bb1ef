//! The hearing: who conducts it, who is told when, what is recorded and reported.

use jiff::civil::{Date, date};
use kernel::Post;
use penalty_domain::CaseCommand;
use penalty_domain::arrangement::{ClosedGround, HearingTermination, RecordSignature, ReportStage};
use penalty_domain::case::{HearingRecord, HearingStep};
use penalty_domain::hearing::HearingStage;
use penalty_domain::review::ReviewOutcome;
use penalty_domain::service_of_process::{AttemptDraft, AttemptOutcome, Method, Paper};

use crate::story::*;

/// A Thursday with seven full working days between itself and the day of filing.
const HEARD: Date = date(2026, 3, 12);

/// The party asked for a hearing on the day of filing.
fn asked() -> Story {
    let mut story = Story::announced(fine(100_000), true);
    story.does(&handler(), asks(FILED)).unwrap();
    story
}

/// The host has the file and fixes the day.
fn filed_with_host() -> Story {
    let mut story = asked();
    story.does(&head(), appoint(13, 14)).unwrap();
    let handed = HearingStep::HandFile { handed_on: FILED };
    story.does(&handler(), handed.into()).unwrap();
    story
}

/// Day fixed, party and public told.
fn prepared() -> Story {
    let mut story = asked();
    story.prepares_hearing(FILED, HEARD).unwrap();
    story
}

fn record(record: HearingRecord) -> penalty_domain::CaseCommand {
    HearingStep::Record(record).into()
}

fn announce(announced_on: Date) -> penalty_domain::CaseCommand {
    HearingStep::Announce { announced_on }.into()
}

#[test]
fn each_step_of_the_preparation_has_its_working_days() {
    let mut story = asked();
    assert_eq!(story.case.clock("HRG-HOST").unwrap().raw, date(2026, 3, 5));
    story.does(&head(), appoint(13, 14)).unwrap();
    assert!(story.case.clock("HRG-HOST").is_none());
    assert_eq!(
        story.case.clock("HRG-FILE-TO-HOST").unwrap().raw,
        date(2026, 3, 5)
    );
    let handed = HearingStep::HandFile { handed_on: FILED };
    story.does(&handler(), handed.into()).unwrap();
    assert_eq!(
        story.case.clock("HRG-FIX-DATE").unwrap().raw,
        date(2026, 3, 9)
    );
    story.does(&host(), fix(HEARD, None)).unwrap();
    assert_eq!(
        story.case.clock("HRG-NOTICE-BEFORE").unwrap().raw,
        date(2026, 3, 2)
    );
    assert_eq!(
        story.case.clock("HRG-PUBLIC-ANN").unwrap().raw,
        date(2026, 3, 8)
    );
    story.does(&host(), tell(FILED)).unwrap();
    story.does(&host(), announce(FILED)).unwrap();
    assert!(story.case.clock("HRG-NOTICE-BEFORE").is_none());
    assert!(story.case.clock("HRG-PUBLIC-ANN").is_none());
    story.hears(HEARD).unwrap();
    assert!(story.case.clock("HRG-REPORT").is_none());
    assert_eq!(
        story.case.clock("PEN-REVIEW-10").unwrap().raw,
        date(2026, 3, 26)
    );
}

#[test]
fn the_notice_of_the_hearing_is_announced_only_when_every_other_service_failed() {
    let mut story = filed_with_host();
    story.does(&host(), fix(date(2026, 4, 30), None)).unwrap();
    let announced = || {
        let mut service = handed_over(FILED);
        service.method = Method::Announcement;
        CaseCommand::from(HearingStep::Notify { service })
    };
    story.on(date(2026, 4, 3));
    let (code, rule, _) = refused(story.does(&host(), announced()));
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("other-methods-not-exhausted", "SVC-ANNOUNCE")
    );
    let missing = CaseCommand::RecordServiceAttempt(AttemptDraft {
        paper: Paper::HearingNotice,
        method: Method::Direct,
        tried_on: FILED,
        outcome: AttemptOutcome::WhereaboutsUnknown,
        account: "多次上门未见，去向不明".to_owned(),
    });
    story.does(&handler(), missing).unwrap();
    story.does(&host(), announced()).unwrap();
}

#[test]
fn the_party_is_told_of_the_hearing_seven_full_working_days_before() {
    let mut story = filed_with_host();
    story.on(date(2026, 3, 3));
    let (code, rule, _) = refused(story.does(&host(), fix(HEARD, None)));
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("hearing-notice-late", "HRG-NOTICE-BEFORE")
    );
    story.does(&host(), fix(date(2026, 3, 13), None)).unwrap();
    story.on(date(2026, 3, 4));
    let late = story.does(&host(), tell(date(2026, 3, 4)));
    assert_eq!(self::code(late), "hearing-notice-late");
    assert!(
        story.does(&host(), tell(date(2026, 3, 3))).is_ok(),
        "served in time, recorded later"
    );
}

#[test]
fn around_national_day_the_notice_goes_out_weeks_before() {
    let mut story = filed_with_host();
    story.on(date(2026, 9, 22));
    assert_eq!(
        code(story.does(&host(), fix(date(2026, 10, 9), None))),
        "hearing-notice-late"
    );
    story.on(date(2026, 9, 21));
    assert!(story.does(&host(), fix(date(2026, 10, 9), None)).is_ok());
}

#[test]
fn host_and_recorder_have_no_other_part_in_the_case() {
    let mut story = asked();
    for (host, recorder) in [(LEAD, 14), (13, SECOND), (21, 14), (13, 13)] {
        let (code, rule, citation) = refused(story.does(&head(), appoint(host, recorder)));
        assert_eq!(
            (code.as_str(), rule.as_str()),
            ("segregation-of-duties", "HRG-HOST")
        );
        assert!(citation.contains("第六十四条第四项"));
    }
    let mut reviewed = Story::announced(fine(100_000), true);
    reviewed.review(ReviewOutcome::Agree).unwrap();
    reviewed.does(&handler(), asks(FILED)).unwrap();
    assert_eq!(
        code(reviewed.does(&head(), appoint(11, 14))),
        "segregation-of-duties"
    );
    assert!(story.does(&head(), appoint(13, 14)).is_ok());
}

#[test]
fn who_conducted_the_hearing_neither_reviews_nor_decides_nor_collects() {
    let mut story = prepared();
    story.hears(HEARD).unwrap();
    let told = story.review_by(&host(), ReviewOutcome::Agree);
    assert_eq!(code(told), "segregation-of-duties");
    story.review(ReviewOutcome::Agree).unwrap();
    let mut draft = decision(fine(80_000));
    draft.discussion = Some(discussion(HEARD));
    let recorder = person(14, &[Post::Decider]);
    assert_eq!(
        code(story.does(&recorder, decide(draft.clone()))),
        "segregation-of-duties"
    );
    story.does(&head(), decide(draft)).unwrap();
    story.does(&handler(), serve(HEARD)).unwrap();
    for number in [13, 11] {
        let both = person(number, &[Post::Collector]);
        let told = story.does(&both, payment(yuan(1), HEARD));
        assert_eq!(code(told), "segregation-of-duties");
    }
}

#[test]
fn a_host_who_joins_the_investigation_is_replaced() {
    let mut story = filed_with_host();
    story.assigned(&[LEAD, SECOND, 13]).unwrap();
    let (code, rule, citation) = refused(story.does(&host(), fix(HEARD, None)));
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("segregation-of-duties", "HRG-HOST")
    );
    assert!(citation.contains("第六十四条第四项"));
    story.does(&head(), appoint(15, 14)).unwrap();
    let handed = HearingStep::HandFile { handed_on: FILED };
    story.does(&handler(), handed.into()).unwrap();
    let another = person(15, &[Post::Reviewer]);
    assert!(story.does(&another, fix(HEARD, None)).is_ok());
}

#[test]
fn only_host_and_recorder_conduct_the_hearing() {
    let mut story = filed_with_host();
    assert_eq!(
        code(story.does(&reviewer(), fix(HEARD, None))),
        "not-the-host"
    );
    assert_eq!(
        code(story.does(&handler(), fix(HEARD, None))),
        "not-the-host"
    );
    let recorder = person(14, &[Post::Handler]);
    assert!(story.does(&recorder, fix(HEARD, None)).is_ok());
}

#[test]
fn the_steps_of_the_preparation_follow_each_other() {
    let mut story = asked();
    assert_eq!(
        code(story.does(&host(), fix(HEARD, None))),
        "hearing-not-prepared"
    );
    story.does(&head(), appoint(13, 14)).unwrap();
    assert_eq!(
        code(story.does(&host(), fix(HEARD, None))),
        "hearing-not-prepared"
    );
    let handed = || HearingStep::HandFile { handed_on: FILED };
    story.does(&handler(), handed().into()).unwrap();
    assert_eq!(
        code(story.does(&handler(), handed().into())),
        "hearing-not-prepared"
    );
    for early in [tell(FILED), announce(FILED)] {
        assert_eq!(code(story.does(&host(), early)), "hearing-not-prepared");
    }
    assert_eq!(
        code(story.does(&host(), record(held()))),
        "hearing-not-ready"
    );
    let mut unasked = Story::announced(fine(100_000), true);
    assert_eq!(
        code(unasked.does(&head(), appoint(13, 14))),
        "no-hearing-requested"
    );
}

#[test]
fn a_hearing_is_held_on_its_day_after_party_and_public_were_told() {
    let mut story = filed_with_host();
    story.does(&host(), fix(HEARD, None)).unwrap();
    let missing = |told: Told| told.expect_err("refused").missing.clone();
    assert!(missing(story.does(&host(), record(held()))).contains("the notice"));
    story.does(&host(), tell(FILED)).unwrap();
    assert!(missing(story.does(&host(), record(held()))).contains("announcement"));
    story.does(&host(), announce(FILED)).unwrap();
    assert!(missing(story.does(&host(), record(held()))).contains("the day"));
    story.on(HEARD);
    assert!(story.does(&host(), record(held())).is_ok());
}

#[test]
fn an_open_hearing_is_announced_three_full_working_days_before() {
    let mut story = filed_with_host();
    story.does(&host(), fix(HEARD, None)).unwrap();
    story.on(date(2026, 3, 9));
    let (code, rule, _) = refused(story.does(&host(), announce(date(2026, 3, 9))));
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("hearing-announced-late", "HRG-PUBLIC-ANN")
    );
    assert!(story.does(&host(), announce(date(2026, 3, 6))).is_ok());
}

#[test]
fn a_closed_hearing_names_its_ground_and_is_not_announced() {
    let mut story = filed_with_host();
    story
        .does(&host(), fix(HEARD, Some(ClosedGround::CommercialSecret)))
        .unwrap();
    assert!(story.case.clock("HRG-PUBLIC-ANN").is_none());
    assert_eq!(
        code(story.does(&host(), announce(FILED))),
        "hearing-not-open"
    );
    story.does(&host(), tell(FILED)).unwrap();
    story.on(HEARD);
    assert!(story.does(&host(), record(held())).is_ok());
}

#[test]
fn a_hearing_that_was_put_off_gets_a_new_day_and_a_new_notice() {
    let mut story = prepared();
    let off = || HearingStep::Suspend {
        reason: "不可抗力".to_owned(),
    };
    story.does(&host(), off().into()).unwrap();
    assert_eq!(
        code(story.does(&host(), off().into())),
        "hearing-not-prepared"
    );
    story.on(HEARD);
    assert_eq!(
        code(story.does(&host(), record(held()))),
        "hearing-not-ready"
    );
    let later = date(2026, 3, 24);
    story.does(&host(), fix(later, None)).unwrap();
    story.does(&host(), tell(HEARD)).unwrap();
    story.does(&host(), announce(HEARD)).unwrap();
    story.on(later);
    assert!(story.does(&host(), record(held())).is_ok());
}

#[test]
fn a_party_sends_at_most_two_agents_and_its_refusal_to_sign_is_noted() {
    let mut story = prepared();
    story.on(HEARD);
    let mut three = held();
    three.agents = 3;
    let mut silent = held();
    silent.signature = RecordSignature::Refused {
        note: " ".to_owned(),
    };
    let mut unsigned = held();
    unsigned.signature = RecordSignature::NotHeld;
    let mut wordless = held();
    wordless.record.clear();
    let mut contradictory = held();
    contradictory.termination = Some(HearingTermination::Left);
    for wrong in [three, silent, unsigned, wordless, contradictory] {
        assert_eq!(
            code(story.does(&host(), record(wrong))),
            "hearing-record-incomplete"
        );
    }
    let mut noted = held();
    noted.signature = RecordSignature::Refused {
        note: "当事人拒绝签名".to_owned(),
    };
    assert!(story.does(&host(), record(noted)).is_ok());
}

#[test]
fn a_party_that_withdraws_ends_the_hearing_before_its_day() {
    let mut story = asked();
    story.does(&head(), appoint(13, 14)).unwrap();
    let withdrawn = given_up(HearingTermination::Withdrawn);
    story.does(&host(), record(withdrawn)).unwrap();
    let stage = &story.case.notification().unwrap().hearing;
    assert!(matches!(
        stage,
        HearingStage::Finished {
            report: ReportStage::NotNeeded,
            ..
        }
    ));
    assert!(story.case.clock("PEN-REVIEW-10").is_some());
    assert!(story.review(ReviewOutcome::Agree).is_ok());
}

#[test]
fn a_party_cannot_stay_away_from_a_hearing_it_was_not_told_of() {
    let mut story = filed_with_host();
    let absent = || record(given_up(HearingTermination::Absent));
    assert_eq!(code(story.does(&host(), absent())), "hearing-not-ready");
    let mut told = prepared();
    assert_eq!(code(told.does(&host(), absent())), "hearing-not-ready");
    told.on(HEARD);
    assert!(told.does(&host(), absent()).is_ok());
}

#[test]
fn review_and_decision_wait_for_the_report_on_the_hearing() {
    let mut story = prepared();
    story.on(HEARD);
    story.does(&host(), record(held())).unwrap();
    assert_eq!(
        story.case.clock("HRG-REPORT").unwrap().raw,
        date(2026, 3, 19)
    );
    assert_eq!(
        code(story.review(ReviewOutcome::Agree)),
        "hearing-not-reported"
    );
    let report = |opinion: &str| HearingStep::Report {
        opinion: opinion.to_owned(),
    };
    assert_eq!(
        code(story.does(&host(), report(" ").into())),
        "words-missing"
    );
    assert_eq!(
        code(story.does(&reviewer(), report("从轻").into())),
        "not-the-host"
    );
    story.does(&host(), report("从轻").into()).unwrap();
    assert_eq!(
        code(story.does(&host(), report("从轻").into())),
        "no-hearing-to-report"
    );
    assert!(story.review(ReviewOutcome::Agree).is_ok());
}

#[test]
fn a_request_stored_before_the_clock_for_the_host_was_kept_can_still_be_read() {
    let stored = serde_json::json!({ "stage": "requested", "requested_on": FILED });
    let stage: HearingStage = serde_json::from_value(stored).unwrap();
    assert!(stage.is_pending());
    assert!(stage.clocks().is_empty());
}
