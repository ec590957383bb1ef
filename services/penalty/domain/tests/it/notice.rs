//! Notice, statement, hearing and review.

use crate::story::*;
use jiff::civil::date;
use kernel::Post;
use penalty_domain::case::{CaseStatus, StatementKind};
use penalty_domain::hearing::FieldPractice;
use penalty_domain::party::{Age, Party};
use penalty_domain::penalty::{Penalty, PenaltyKind};
use penalty_domain::review::ReviewOutcome;
use penalty_domain::service_of_process::{Method, Signer, Witness};
use penalty_domain::time_limits::TimeLimits;
use penalty_domain::{CaseCommand, CaseEvent};

#[test]
fn the_notice_tells_of_the_hearing_right_when_the_proposal_reaches_the_threshold() {
    let at_threshold = Story::reported(fine(100_000)).does(&handler(), notice(FILED, false));
    let (code, _, citation) = refused(at_threshold);
    assert_eq!(code, "hearing-right-not-told");
    assert!(citation.contains("听证办法第五条"), "{citation}");
    assert!(
        Story::reported(fine(99_999))
            .does(&handler(), notice(FILED, false))
            .is_ok()
    );
    let mut told = Story::reported(fine(100_000));
    told.does(&handler(), notice(FILED, true)).unwrap();
    assert_eq!(
        told.case.clock("HRG-REQUEST").unwrap().effective,
        date(2026, 3, 9)
    );
}

#[test]
fn the_threshold_of_a_natural_person_is_lower() {
    let natural = |amount| {
        let mut story = Story::investigated();
        let mut draft = report(fine(amount));
        draft.party = Party::NaturalPerson { age: Age::Adult };
        story.does(&handler(), conclude(draft)).unwrap();
        story.does(&handler(), notice(FILED, false))
    };
    assert_eq!(code(natural(10_000)), "hearing-right-not-told");
    assert!(natural(9_999).is_ok());
}

#[test]
fn confiscated_income_and_goods_count_together_towards_the_threshold() {
    let confiscated = |income, goods| {
        vec![
            Penalty::of_amount(PenaltyKind::ConfiscateIncome, yuan(income)),
            Penalty::of_amount(PenaltyKind::ConfiscateGoods, yuan(goods)),
        ]
    };
    let told = Story::reported(confiscated(60_000, 40_000)).does(&handler(), notice(FILED, false));
    assert_eq!(code(told), "hearing-right-not-told");
    assert!(
        Story::reported(confiscated(60_000, 39_999))
            .does(&handler(), notice(FILED, false))
            .is_ok()
    );
}

#[test]
fn revoking_a_licence_or_closing_a_business_always_gives_the_hearing_right() {
    for kind in [
        PenaltyKind::RevokeLicence,
        PenaltyKind::DowngradeQualification,
        PenaltyKind::SuspendBusiness,
        PenaltyKind::CloseDown,
        PenaltyKind::BanFromTrade,
    ] {
        let mut story = Story::reported(vec![Penalty::of(kind)]);
        assert_eq!(
            code(story.does(&handler(), notice(FILED, false))),
            "hearing-right-not-told"
        );
    }
    let mut story = Story::reported(vec![Penalty::of(PenaltyKind::Warning)]);
    assert!(story.does(&handler(), notice(FILED, false)).is_ok());
}

#[test]
fn without_a_published_threshold_any_fine_gives_the_hearing_right() {
    let told = |practice: Option<FieldPractice>| {
        let mut story = Story::opened_in("city-management");
        if let Some(practice) = practice {
            story.practice = story.practice.with("city-management", practice);
        }
        story.team(&[LEAD, SECOND]).unwrap();
        story.does(&handler(), conclude(report(fine(1)))).unwrap();
        story.does(&handler(), notice(FILED, false))
    };
    assert_eq!(code(told(None)), "hearing-right-not-told");
    let configured = FieldPractice {
        hearing_natural_person: yuan(5_000),
        hearing_organisation: yuan(100_000),
        hearing_citation: "本局规定".to_owned(),
        hearing_time_excluded: None,
        time: TimeLimits::default(),
    };
    assert!(told(Some(configured)).is_ok());
}

#[test]
fn a_notice_needs_a_proposed_penalty_and_proof_of_service() {
    let mut none = Story::reported(Vec::new());
    assert_eq!(
        code(none.does(&handler(), notice(FILED, false))),
        "nothing-to-announce"
    );
    let mut story = Story::reported(fine(500));
    let mut service = handed_over(FILED);
    service.proof = String::new();
    let told = story.does(
        &handler(),
        CaseCommand::ServeNotice {
            service,
            hearing_right: false,
        },
    );
    assert_eq!(code(told), "service-not-proven");
    let told = story.does(&handler(), notice(date(2026, 3, 1), false));
    assert_eq!(code(told), "service-not-proven", "before the report");
    let told = story.does(&handler(), notice(date(2026, 3, 3), false));
    assert_eq!(code(told), "service-not-proven", "in the future");
}

#[test]
fn each_method_of_service_needs_its_own_proof() {
    let mut story = Story::reported(fine(500));
    story.on(date(2026, 4, 1));
    let with = |change: &dyn Fn(&mut penalty_domain::service_of_process::ServiceOfProcess)| {
        let mut service = handed_over(FILED);
        change(&mut service);
        story.clone().does(
            &handler(),
            CaseCommand::ServeNotice {
                service,
                hearing_right: false,
            },
        )
    };
    let served_on = |told: Told| match told.unwrap().as_slice() {
        [CaseEvent::NoticeServed { notice, .. }] => notice.served_on,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        code(with(&|s| s.method = Method::Substitute)),
        "service-not-proven"
    );
    let signed = with(&|s| {
        s.method = Method::Substitute;
        s.signer = Some(Signer::HouseholdAdult);
    });
    assert_eq!(served_on(signed), FILED);
    assert_eq!(
        code(with(&|s| s.method = Method::Electronic)),
        "electronic-consent-missing"
    );
    let late_consent = with(&|s| {
        s.method = Method::Electronic;
        s.consent_on = Some(date(2026, 3, 3));
    });
    assert_eq!(code(late_consent), "electronic-consent-missing");
    let consented = with(&|s| {
        s.method = Method::Electronic;
        s.consent_on = Some(FILED);
    });
    assert_eq!(served_on(consented), FILED);
    assert_eq!(served_on(with(&|s| s.method = Method::Post)), FILED);
    for method in [Method::LeftBehind, Method::Entrusted] {
        assert_eq!(code(with(&|s| s.method = method)), "service-not-proven");
    }
    let witnessed = with(&|s| {
        s.method = Method::LeftBehind;
        s.witness = Some(Witness::Recording);
    });
    assert_eq!(served_on(witnessed), FILED);
    let through = with(&|s| {
        s.method = Method::Entrusted;
        s.through = Some("芜湖市镜湖区市场监督管理局".to_owned());
    });
    assert_eq!(served_on(through), FILED);
    assert_eq!(
        code(with(&|s| s.method = Method::Announcement)),
        "other-methods-not-exhausted"
    );
}

#[test]
fn the_statement_window_is_five_working_days_around_holidays() {
    let mut story = Story::reported(fine(500));
    story.on(date(2026, 4, 30));
    story
        .does(&handler(), notice(date(2026, 4, 30), false))
        .unwrap();
    let due = story.case.clock("PEN-STATEMENT-5").unwrap();
    assert_eq!(
        due.effective,
        date(2026, 5, 11),
        "Labour Day and the worked Saturday"
    );
}

#[test]
fn a_statement_has_content_and_a_possible_date() {
    let mut story = Story::announced(fine(500), true);
    let too_early = said(StatementKind::Stated, false, date(2026, 3, 1));
    assert_eq!(code(story.does(&handler(), too_early)), "date-impossible");
    let mut empty = said(StatementKind::Waived, false, FILED);
    if let CaseCommand::RecordStatement(given) = &mut empty {
        given.content = String::new();
    }
    assert_eq!(code(story.does(&handler(), empty)), "statement-empty");
    let given = said(StatementKind::Stated, false, FILED);
    assert!(story.does(&handler(), given).is_ok());
    assert!(
        story.case.clock("PEN-STATEMENT-5").is_none(),
        "the window has served its purpose"
    );
}

#[test]
fn a_hearing_is_asked_for_by_the_fifth_working_day() {
    let mut story = Story::announced(fine(100_000), true);
    story.on(date(2026, 3, 12));
    let (code, rule, _) = refused(story.does(&handler(), asks(date(2026, 3, 10))));
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("hearing-window-closed", "HRG-REQUEST")
    );
    assert!(
        story.does(&handler(), asks(date(2026, 3, 9))).is_ok(),
        "posted in time"
    );
    let again = story.does(&handler(), asks(date(2026, 3, 9)));
    assert_eq!(self::code(again), "hearing-already-requested");
}

#[test]
fn without_the_right_no_hearing_is_asked_for() {
    let mut story = Story::announced(fine(500), false);
    assert_eq!(
        code(story.does(&handler(), asks(FILED))),
        "no-hearing-right"
    );
}

#[test]
fn who_investigated_does_not_review_even_after_leaving_the_team() {
    let mut story = Story::reported(fine(500));
    let both = person(SECOND, &[Post::Reviewer]);
    let (code, rule, citation) = refused(story.review_by(&both, ReviewOutcome::Agree));
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("segregation-of-duties", "G7")
    );
    assert!(citation.contains("第四十九条第三款"));
    story.team(&[LEAD, 3]).unwrap();
    let told = story.review_by(&both, ReviewOutcome::Agree);
    assert_eq!(self::code(told), "segregation-of-duties");
    assert_eq!(
        self::code(story.review_by(&head(), ReviewOutcome::Agree)),
        "post-missing"
    );
    assert!(story.review(ReviewOutcome::Agree).is_ok());
}

#[test]
fn a_review_has_a_written_opinion() {
    let mut story = Story::reported(fine(500));
    let mut blank = review(ReviewOutcome::Agree);
    if let CaseCommand::LegalReview(given) = &mut blank {
        given.opinion = String::from(" ");
    }
    assert_eq!(code(story.does(&reviewer(), blank)), "opinion-missing");
}

#[test]
fn the_legal_review_comes_after_the_hearing() {
    let mut story = Story::announced(fine(100_000), true);
    story.review(ReviewOutcome::Agree).unwrap();
    story.does(&handler(), asks(FILED)).unwrap();
    let (code, _, citation) = refused(story.review(ReviewOutcome::Agree));
    assert_eq!(code, "review-before-hearing");
    assert!(citation.contains("第五十条第二款"));
    story.prepares_hearing(FILED, date(2026, 3, 12)).unwrap();
    story.hears(date(2026, 3, 12)).unwrap();
    assert!(
        story.case.review().is_none(),
        "the review before the hearing no longer counts"
    );
    let mut draft = decision(fine(100_000));
    draft.discussion = Some(discussion(date(2026, 3, 12)));
    let told = story.does(&head(), decide(draft.clone()));
    let (code, _, citation) = refused(told);
    assert_eq!(code, "review-not-passed");
    assert!(
        citation.contains("第五十八条"),
        "a case that went through a hearing: {citation}"
    );
    story.on(date(2026, 3, 13));
    story.review(ReviewOutcome::Agree).unwrap();
    draft.discussion = Some(discussion(date(2026, 3, 13)));
    assert!(story.does(&head(), decide(draft)).is_ok());
}

#[test]
fn a_review_that_does_not_agree_sends_back_or_blocks() {
    for outcome in [ReviewOutcome::Correct, ReviewOutcome::Supplement] {
        let mut story = Story::reported(fine(500));
        story.review(outcome).unwrap();
        assert_eq!(story.case.status(), CaseStatus::Investigating);
    }
    let mut story = Story::ready(fine(500));
    story.review(ReviewOutcome::Other).unwrap();
    assert_eq!(
        code(story.does(&head(), decide(decision(fine(500))))),
        "review-not-passed"
    );
}
