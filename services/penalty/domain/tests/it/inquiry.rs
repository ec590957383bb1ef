//! Around the investigation: certificates shown, orders to correct, suspension, time, recusal, ends
//! without a decision.

use jiff::civil::date;
use kernel::{ActorId, Post};
use penalty_domain::CaseCommand;
use penalty_domain::case::{
    CaseStatus, ClosureOutcome, EndingKind, Inquiry, RecusalDecider, RecusalRole, SuspensionGround,
    TerminationGround,
};
use penalty_domain::review::ReviewOutcome;
use penalty_domain::time_limits::ExcludedTime;
use uuid::Uuid;

use crate::story::*;

fn who(number: u128) -> ActorId {
    ActorId::from(Uuid::from_u128(number))
}

fn suspend() -> CaseCommand {
    let ground = SuspensionGround::OtherCasePending;
    let reason = "等待法院裁判".to_owned();
    Inquiry::Suspend { ground, reason }.into()
}

fn resume() -> CaseCommand {
    let reason = "裁判已生效".to_owned();
    Inquiry::Resume { reason }.into()
}

fn extend(days: u32) -> Inquiry {
    Inquiry::ExtendTime {
        approval: None,
        days,
        reason: "案情复杂".to_owned(),
        discussion: None,
    }
}

fn ask_recusal(number: u128, role: RecusalRole) -> CaseCommand {
    Inquiry::AskRecusal {
        of: who(number),
        role,
        by_party: true,
        reason: "系当事人近亲属".to_owned(),
    }
    .into()
}

fn answer(number: u128, granted: bool, decided_as: RecusalDecider) -> CaseCommand {
    Inquiry::AnswerRecusal {
        of: who(number),
        granted,
        reason: "理由成立".to_owned(),
        decided_as,
    }
    .into()
}

fn end(kind: EndingKind) -> CaseCommand {
    let reason = "依法不属于本机关管辖".to_owned();
    Inquiry::End { kind, reason }.into()
}

#[test]
fn the_report_waits_until_every_investigator_showed_the_certificate() {
    let mut story = Story::opened();
    story.assigned(&[LEAD, SECOND]).unwrap();
    let (code, rule, citation) = refused(story.does(&handler(), conclude(report(fine(500)))));
    assert_eq!((code.as_str(), rule.as_str()), ("card-not-shown", "G2"));
    assert!(citation.contains("第五十五条"));
    story.does(&handler(), cards(&[LEAD], FILED)).unwrap();
    let told = story.does(&handler(), conclude(report(fine(500))));
    assert_eq!(self::code(told), "card-not-shown");
    let stranger = story.does(&handler(), cards(&[77], FILED));
    assert_eq!(self::code(stranger), "card-not-shown");
    let tomorrow = story.does(&handler(), cards(&[SECOND], date(2026, 3, 3)));
    assert_eq!(self::code(tomorrow), "date-impossible");
    story.does(&handler(), cards(&[SECOND], FILED)).unwrap();
    assert!(story.does(&handler(), conclude(report(fine(500)))).is_ok());
}

#[test]
fn an_order_to_correct_is_served_and_leaves_time() {
    let mut story = Story::investigated();
    let order = |content: &str, until| -> CaseCommand {
        let service = handed_over(FILED);
        let content = content.to_owned();
        Inquiry::OrderCorrection {
            content,
            until,
            service,
        }
        .into()
    };
    assert_eq!(
        code(story.does(&handler(), order(" ", None))),
        "words-missing"
    );
    let over = story.does(&handler(), order("停止占道", Some(date(2026, 3, 1))));
    assert_eq!(code(over), "date-impossible");
    story
        .does(&handler(), order("停止占道", Some(FILED)))
        .unwrap();
    assert_eq!(story.case.file().unwrap().proceedings.corrections.len(), 1);
}

#[test]
fn a_suspension_does_not_count_where_a_rule_of_the_field_says_so() {
    let mut story = Story::investigated();
    story.does(&head(), suspend()).unwrap();
    assert_eq!(story.case.status(), CaseStatus::Suspended);
    assert_eq!(
        code(story.does(&handler(), conclude(report(fine(500))))),
        "wrong-state"
    );
    story.on(date(2026, 6, 1));
    assert!(
        story.runs_out("PEN-DECIDE-90").is_empty(),
        "it stands still"
    );
    story.on(date(2026, 6, 9));
    story.does(&head(), resume()).unwrap();
    assert_eq!(story.case.status(), CaseStatus::Investigating);
    // the day of filing is day 0, so 99 of the hundred days of the suspension would have counted
    assert_eq!(
        story.case.clock("PEN-DECIDE-90").unwrap().raw,
        date(2026, 9, 7)
    );
    assert_eq!(code(story.does(&head(), resume())), "wrong-state");
}

#[test]
fn without_such_a_rule_a_suspension_counts() {
    let mut story = Story::opened_in("city-management");
    story.does(&head(), suspend()).unwrap();
    story.on(date(2026, 6, 1));
    assert_eq!(story.runs_out("PEN-DECIDE-90").len(), 1);
    story.does(&head(), resume()).unwrap();
    assert_eq!(
        story.case.clock("PEN-DECIDE-90").unwrap().raw,
        date(2026, 5, 31)
    );
}

#[test]
fn a_head_approves_suspension_with_its_reason() {
    let mut story = Story::investigated();
    assert_eq!(code(story.does(&handler(), suspend())), "post-missing");
    let blank = Inquiry::Suspend {
        ground: SuspensionGround::Other,
        reason: " ".to_owned(),
    };
    assert_eq!(code(story.does(&head(), blank.into())), "words-missing");
}

#[test]
fn testing_time_does_not_count_if_proven_and_named_by_a_rule() {
    let exclude = |kind, document: &str| -> CaseCommand {
        Inquiry::ExcludeTime {
            kind,
            from: date(2026, 3, 3),
            to: date(2026, 3, 12),
            document: document.to_owned(),
        }
        .into()
    };
    let mut story = Story::investigated();
    story.on(date(2026, 3, 13));
    let unproven = story.does(&handler(), exclude(ExcludedTime::Testing, " "));
    assert_eq!(code(unproven), "words-missing");
    let suspension = story.does(&handler(), exclude(ExcludedTime::Suspension, "审批表"));
    assert_eq!(code(suspension), "time-counts");
    story
        .does(&handler(), exclude(ExcludedTime::Testing, "期间告知书1号"))
        .unwrap();
    assert_eq!(
        story.case.clock("PEN-DECIDE-90").unwrap().raw,
        date(2026, 6, 10)
    );
    let mut elsewhere = Story::opened_in("city-management");
    elsewhere.on(date(2026, 3, 13));
    let (code, rule, _) =
        refused(elsewhere.does(&handler(), exclude(ExcludedTime::Testing, "期间告知书1号")));
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("time-counts", "PEN-DECIDE-90")
    );
}

#[test]
fn the_head_extends_once_by_thirty_days_and_the_heads_after_that() {
    let mut story = Story::investigated();
    assert_eq!(
        code(story.does(&head(), extend(31).into())),
        "extension-refused"
    );
    assert_eq!(
        code(story.does(&head(), extend(0).into())),
        "extension-refused"
    );
    story.does(&head(), extend(30).into()).unwrap();
    assert_eq!(
        story.case.clock("PEN-DECIDE-90").unwrap().raw,
        date(2026, 6, 30)
    );
    assert_eq!(
        code(story.does(&head(), extend(30).into())),
        "extension-refused"
    );
    let mut together = extend(60);
    if let Inquiry::ExtendTime { discussion, .. } = &mut together {
        *discussion = Some(self::discussion(FILED));
    }
    story.does(&head(), together.into()).unwrap();
    assert_eq!(
        story.case.clock("PEN-DECIDE-90").unwrap().raw,
        date(2026, 8, 29)
    );
}

#[test]
fn no_extension_after_the_period_or_where_no_rule_allows_one() {
    let mut story = Story::investigated();
    story.on(date(2026, 6, 1));
    let late = story.does(&head(), extend(30).into()).expect_err("late");
    assert!(late.missing.contains("before the period ended"));
    let mut elsewhere = Story::opened_in("city-management");
    let told = elsewhere
        .does(&head(), extend(30).into())
        .expect_err("no rule");
    assert!(told.missing.contains("a rule of the field"));
}

#[test]
fn the_review_has_ten_working_days_and_a_head_may_extend_them() {
    let mut story = Story::reported(fine(500));
    assert_eq!(
        story.case.clock("PEN-REVIEW-10").unwrap().raw,
        date(2026, 3, 16)
    );
    let more = |days| -> CaseCommand {
        let reason = "案情复杂".to_owned();
        Inquiry::ExtendReview { days, reason }.into()
    };
    story.does(&head(), more(5)).unwrap();
    let due = story.case.clock("PEN-REVIEW-10").unwrap();
    assert_eq!((due.trigger, due.raw), (FILED, date(2026, 3, 23)));
    story.does(&head(), more(5)).unwrap();
    assert_eq!(
        story.case.clock("PEN-REVIEW-10").unwrap().raw,
        date(2026, 3, 30)
    );
    story.on(date(2026, 3, 31));
    assert_eq!(code(story.does(&head(), more(5))), "extension-refused");
    assert_eq!(story.runs_out("PEN-REVIEW-10").len(), 1);
    story.review(ReviewOutcome::Agree).unwrap();
    assert!(story.case.clock("PEN-REVIEW-10").is_none());
    assert_eq!(code(story.does(&head(), more(5))), "extension-refused");
}

#[test]
fn who_reviews_for_the_first_time_needs_the_certificate_for_a_legal_review() {
    let first = |certificate: Option<&str>| {
        let mut command = review(ReviewOutcome::Agree);
        if let CaseCommand::LegalReview(given) = &mut command {
            given.first_time = true;
            given.qualification = certificate.map(str::to_owned);
        }
        command
    };
    let weighty = || {
        let mut story = Story::investigated();
        let mut draft = report(fine(500));
        draft.significance.complex = true;
        story.does(&handler(), conclude(draft)).unwrap();
        story
    };
    let (code, rule, citation) = refused(weighty().does(&reviewer(), first(None)));
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("reviewer-not-qualified", "G7")
    );
    assert!(citation.contains("第五十八条第二款"));
    assert!(
        weighty()
            .does(&reviewer(), first(Some("A20263407050001")))
            .is_ok()
    );
    assert!(
        weighty().review(ReviewOutcome::Agree).is_ok(),
        "not for the first time"
    );
    let mut plain = Story::reported(fine(500));
    assert!(
        plain.does(&reviewer(), first(None)).is_ok(),
        "a case review"
    );
}

#[test]
fn a_request_for_recusal_does_not_stop_the_investigation_but_the_decision() {
    let mut story = Story::ready(fine(500));
    story
        .does(&handler(), ask_recusal(SECOND, RecusalRole::Participant))
        .unwrap();
    let before = story.case.clock("PEN-DECIDE-90").cloned();
    let twice = story.does(&handler(), ask_recusal(SECOND, RecusalRole::Participant));
    assert_eq!(code(twice), "recusal-asked-before");
    let (code, _, citation) = refused(story.does(&head(), decide(decision(fine(500)))));
    assert_eq!(code, "recusal-undecided");
    assert!(citation.contains("第四十三条"));
    story
        .does(&head(), answer(SECOND, false, RecusalDecider::Head))
        .unwrap();
    assert_eq!(story.case.clock("PEN-DECIDE-90").cloned(), before);
    assert!(story.does(&head(), decide(decision(fine(500)))).is_ok());
}

#[test]
fn who_withdrew_leaves_the_team_and_takes_no_further_step() {
    let mut story = Story::investigated();
    story
        .does(&handler(), ask_recusal(LEAD, RecusalRole::Participant))
        .unwrap();
    story
        .does(&head(), answer(LEAD, true, RecusalDecider::Head))
        .unwrap();
    assert_eq!(
        code(story.does(&handler(), conclude(report(fine(500))))),
        "two-officers"
    );
    story
        .team(&[SECOND, 3])
        .expect_err("its member LEAD shows no cards any more");
    let second = person(SECOND, &[Post::Handler]);
    story.does(&second, cards(&[SECOND, 3], FILED)).unwrap();
    assert_eq!(
        code(story.does(&handler(), cards(&[SECOND], FILED))),
        "person-withdrew"
    );
    assert!(story.does(&second, conclude(report(fine(500)))).is_ok());
    let mut again = Story::investigated();
    again
        .does(&handler(), ask_recusal(LEAD, RecusalRole::Participant))
        .unwrap();
    again
        .does(&head(), answer(LEAD, true, RecusalDecider::Head))
        .unwrap();
    again.assigned(&[LEAD, SECOND]).unwrap();
    let told = again.does(&second, conclude(report(fine(500))));
    assert_eq!(
        code(told),
        "person-withdrew",
        "assigned again after withdrawing"
    );
}

#[test]
fn the_right_person_decides_on_a_recusal() {
    let mut story = Story::investigated();
    assert_eq!(
        code(story.does(&head(), answer(11, true, RecusalDecider::Head))),
        "no-recusal-asked"
    );
    story
        .does(&handler(), ask_recusal(22, RecusalRole::DeputyHead))
        .unwrap();
    story
        .does(&handler(), ask_recusal(21, RecusalRole::PrincipalHead))
        .unwrap();
    let told = story.does(&head(), answer(22, true, RecusalDecider::Head));
    assert_eq!(code(told), "recusal-decider");
    let other = story.does(&head(), answer(23, true, RecusalDecider::Heads));
    assert_eq!(code(other), "recusal-decider");
    story
        .does(&head(), answer(22, true, RecusalDecider::PrincipalHead))
        .unwrap();
    let own = story.does(&head(), answer(21, false, RecusalDecider::Heads));
    assert_eq!(code(own), "recusal-decider");
    let deputy = person(23, &[Post::Decider]);
    let alone = story.does(&deputy, answer(21, true, RecusalDecider::PrincipalHead));
    assert_eq!(code(alone), "recusal-decider");
    story
        .does(&deputy, answer(21, true, RecusalDecider::Heads))
        .unwrap();
    assert_eq!(code(story.does(&head(), suspend())), "person-withdrew");
    let officer = story.does(&handler(), ask_recusal(SECOND, RecusalRole::DeputyHead));
    assert_eq!(code(officer), "recusal-role");
}

#[test]
fn a_case_is_terminated_when_nobody_takes_over_from_the_party() {
    let mut story = Story::investigated();
    let terminated = || {
        end(EndingKind::Terminated {
            ground: TerminationGround::PartyDissolved,
        })
    };
    assert_eq!(code(story.does(&handler(), terminated())), "post-missing");
    story.does(&head(), terminated()).unwrap();
    assert_eq!(story.case.status(), CaseStatus::Ended);
    let due = story.case.clock("PEN-CLOSE-15").unwrap();
    assert_eq!(due.raw, date(2026, 3, 23));
    story.does(&head(), CLOSE).unwrap();
    assert_eq!(story.case.status(), CaseStatus::EndedClosed);
    assert_eq!(
        story.case.closure().unwrap().outcome,
        ClosureOutcome::Terminated
    );
    assert!(story.case.clocks().is_empty());
}

#[test]
fn a_transfer_to_another_organ_follows_report_and_review() {
    let to = |organ: &str| {
        let organ = organ.to_owned();
        end(EndingKind::TransferredToOrgan { organ })
    };
    let mut early = Story::investigated();
    let (code, _, citation) = refused(early.does(&head(), to("市生态环境局")));
    assert_eq!(code, "review-not-passed");
    assert!(citation.contains("程序规定"));
    let mut story = Story::reported(Vec::new());
    story.review(ReviewOutcome::Agree).unwrap();
    assert_eq!(self::code(story.does(&head(), to(" "))), "words-missing");
    for other_part in [LEAD, 11] {
        let both = person(other_part, &[Post::Decider]);
        assert_eq!(
            self::code(story.does(&both, to("市生态环境局"))),
            "segregation-of-duties"
        );
    }
    story.does(&head(), to("市生态环境局")).unwrap();
    story.does(&head(), CLOSE).unwrap();
    assert_eq!(
        story.case.closure().unwrap().outcome,
        ClosureOutcome::Transferred
    );
}

#[test]
fn a_transfer_to_the_police_needs_the_approved_referral() {
    let mut story = Story::reported(fine(500));
    story.review(ReviewOutcome::Agree).unwrap();
    let organ = "市公安局".to_owned();
    let to_police = end(EndingKind::TransferredToPolice { organ });
    let (code, _, citation) = refused(story.does(&head(), to_police.clone()));
    assert_eq!(code, "referral-not-approved");
    assert!(citation.contains("移送涉嫌犯罪案件的规定"));
    story.referral_approved = true;
    assert!(story.does(&head(), to_police).is_ok());
}

#[test]
fn a_case_is_withdrawn_after_its_review() {
    let mut story = Story::reported(Vec::new());
    story.review(ReviewOutcome::Agree).unwrap();
    story.does(&head(), end(EndingKind::Withdrawn)).unwrap();
    story.does(&head(), CLOSE).unwrap();
    assert_eq!(
        story.case.closure().unwrap().outcome,
        ClosureOutcome::Withdrawn
    );
    let after = story.does(&head(), end(EndingKind::Withdrawn));
    assert_eq!(code(after), "wrong-state");
}
