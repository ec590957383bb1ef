//! Deferral and instalments, the surcharge that stands still or is waived, money that goes back.

use jiff::civil::{Date, date};
use kernel::{Fen, Post};
use penalty_domain::case::{
    CaseStatus, RefundMade, RevocationDraft, RevocationGround, RevocationKind, WaiverDraft,
};
use penalty_domain::payment::{Channel, Incoming, PlanDraft, StopGround};
use penalty_domain::{CaseCommand, CaseEvent};

use crate::story::*;

pub(crate) fn plan(instalments: &[(u32, Date)]) -> CaseCommand {
    CaseCommand::GrantPlan(PlanDraft {
        applied_on: FILED,
        hardship: "停业三个月，附银行流水".to_owned(),
        instalments: instalments
            .iter()
            .map(|(amount, day)| (yuan(*amount), *day))
            .collect(),
    })
}

/// 3,000 yuan in three instalments; the first ends on a Sunday.
fn in_instalments() -> Story {
    let mut story = Story::served(fine(3_000));
    let three = plan(&[
        (1_000, date(2026, 4, 12)),
        (1_000, date(2026, 5, 12)),
        (1_000, date(2026, 6, 12)),
    ]);
    story.does(&head(), three).unwrap();
    story
}

fn owed(story: &Story, day: Date) -> (Fen, Fen) {
    let owed = story.case.account().unwrap().owed_on(day).unwrap();
    (owed.fine, owed.surcharge)
}

fn pause(from: Date) -> CaseCommand {
    CaseCommand::PauseSurcharge {
        from,
        ground: StopGround::Reconsideration,
    }
}

fn resume(to: Date) -> CaseCommand {
    CaseCommand::ResumeSurcharge {
        to,
        ground: StopGround::Reconsideration,
    }
}

#[test]
fn a_plan_needs_hardship_an_application_and_sums_that_make_the_fine() {
    let mut story = Story::served(fine(3_000));
    let mut refuses = |change: &dyn Fn(&mut PlanDraft)| {
        let mut draft = PlanDraft {
            applied_on: FILED,
            hardship: "经济困难".to_owned(),
            instalments: vec![
                (yuan(1_000), date(2026, 4, 12)),
                (yuan(2_000), date(2026, 5, 12)),
            ],
        };
        change(&mut draft);
        let told = story.does(&head(), CaseCommand::GrantPlan(draft));
        let (code, _, citation) = refused(told);
        assert!(citation.contains("第六十六条"), "{citation}");
        code
    };
    assert_eq!(
        refuses(&|draft| draft.hardship.clear()),
        "hardship-not-shown"
    );
    assert_eq!(
        refuses(&|draft| draft.applied_on = date(2026, 3, 3)),
        "hardship-not-shown"
    );
    assert_eq!(
        refuses(&|draft| draft.instalments[0].0 = yuan(999)),
        "instalments-are-not-the-fine"
    );
    assert_eq!(
        refuses(&|draft| draft.instalments.reverse()),
        "instalments-out-of-order"
    );
    assert_eq!(
        refuses(&|draft| draft.instalments.clear()),
        "instalments-out-of-order"
    );
}

#[test]
fn a_plan_is_approved_by_the_head_and_once() {
    let mut story = Story::served(fine(3_000));
    let one = || plan(&[(3_000, date(2026, 6, 1))]);
    assert_eq!(code(story.does(&handler(), one())), "post-missing");
    let both = person(LEAD, &[Post::Decider]);
    assert_eq!(code(story.does(&both, one())), "segregation-of-duties");
    story.does(&head(), one()).unwrap();
    assert_eq!(code(story.does(&head(), one())), "no-fine-to-defer");
}

#[test]
fn a_deferred_fine_bears_no_surcharge_before_its_day() {
    let mut story = Story::served(fine(3_000));
    story
        .does(&head(), plan(&[(3_000, date(2026, 6, 1))]))
        .unwrap();
    assert_eq!(owed(&story, date(2026, 6, 1)), (yuan(3_000), Fen::ZERO));
    assert_eq!(owed(&story, date(2026, 6, 2)), (yuan(3_000), yuan(90)));
}

#[test]
fn only_the_overdue_instalment_grows_and_only_up_to_itself() {
    let mut story = in_instalments();
    let pay = story.case.clock("PEN-PAY-15").unwrap();
    assert_eq!(
        (pay.raw, pay.effective),
        (date(2026, 4, 12), date(2026, 4, 13)),
        "rolled forward for the party"
    );
    // ten days after Monday 13 April, on the first instalment alone
    assert_eq!(owed(&story, date(2026, 4, 23)), (yuan(3_000), yuan(300)));
    story.on(date(2026, 4, 14));
    assert_eq!(
        story.runs_out("PEN-PAY-15").len(),
        1,
        "the first is overdue"
    );
    let next = story.case.clock("PEN-PAY-15").unwrap();
    assert_eq!(next.raw, date(2026, 5, 12), "the clock of the second runs");
    assert!(story.runs_out("PEN-PAY-15").is_empty());
    assert_eq!(owed(&story, date(2026, 5, 12)).1, yuan(870));
    story.on(date(2026, 5, 13));
    story.pays(yuan(1_000), date(2026, 5, 12)).unwrap();
    assert_eq!(owed(&story, date(2026, 6, 12)), (yuan(2_000), yuan(1_800)));
    // the second reaches its cap on its day 34, and the third on 16 July
    assert_eq!(owed(&story, date(2026, 12, 31)).1, yuan(2_870));
}

#[test]
fn a_plan_after_some_payment_divides_the_rest_and_keeps_what_had_grown() {
    let mut story = Story::served(fine(1_000));
    story.on(date(2026, 3, 27));
    story.pays(yuan(400), date(2026, 3, 27)).unwrap();
    story
        .does(&head(), plan(&[(600, date(2026, 5, 6))]))
        .unwrap();
    assert_eq!(owed(&story, date(2026, 5, 6)), (yuan(600), yuan(300)));
    story.on(date(2026, 5, 6));
    story.pays(yuan(900), date(2026, 5, 6)).unwrap();
    assert_eq!(story.case.status(), CaseStatus::Performed);
}

#[test]
fn the_surcharge_stands_still_during_reconsideration() {
    let mut story = Story::served(fine(1_000));
    story.on(date(2026, 4, 30));
    // overdue since 18 March; five days grow, then 23 March to 14 April do not count
    story.does(&system(), pause(date(2026, 3, 23))).unwrap();
    assert_eq!(owed(&story, date(2026, 4, 30)).1, yuan(150));
    story.does(&system(), resume(date(2026, 4, 14))).unwrap();
    assert_eq!(owed(&story, date(2026, 4, 16)).1, yuan(210));
    let again = story.does(&system(), resume(date(2026, 4, 15)));
    assert_eq!(code(again), "surcharge-does-not-stand-still");
}

#[test]
fn a_stop_known_late_counts_from_its_first_day_and_what_was_paid_too_much_goes_back() {
    let mut story = Story::served(fine(1_000));
    story.on(date(2026, 3, 27));
    story.pays(yuan(1_300), date(2026, 3, 27)).unwrap();
    assert!(story.case.refundable().is_zero());
    story.does(&head(), pause(date(2026, 3, 23))).unwrap();
    assert_eq!(story.case.refundable(), yuan(150), "five of ten days");
}

#[test]
fn two_remedies_at_once_stop_it_once_each() {
    let mut story = Story::served(fine(1_000));
    story.on(date(2026, 4, 30));
    story.does(&system(), pause(date(2026, 3, 23))).unwrap();
    let told = story.does(&system(), pause(date(2026, 3, 24)));
    let (code, _, citation) = refused(told);
    assert_eq!(code, "surcharge-stands-still");
    assert!(citation.contains("第七十三条第三款"));
    let sued = CaseCommand::PauseSurcharge {
        from: date(2026, 4, 1),
        ground: StopGround::Litigation,
    };
    story.does(&system(), sued).unwrap();
    assert_eq!(owed(&story, date(2026, 4, 30)).1, yuan(150));
}

#[test]
fn the_surcharge_is_waived_only_under_an_agreement_and_never_the_fine() {
    let mut story = Story::served(fine(1_000));
    story.on(date(2026, 3, 27));
    let waive = |amount, agreement: &str| {
        CaseCommand::WaiveSurcharge(WaiverDraft {
            amount: yuan(amount),
            agreement: agreement.to_owned(),
            remedy: "已拆除违法设施".to_owned(),
        })
    };
    for refusing in [waive(100, ""), waive(301, "执行协议"), waive(0, "执行协议")] {
        let (code, _, citation) = refused(story.does(&head(), refusing));
        assert_eq!(code, "waiver-not-founded");
        assert!(citation.contains("第四十二条"));
    }
    story.does(&head(), waive(300, "执行协议")).unwrap();
    assert_eq!(owed(&story, date(2026, 3, 27)), (yuan(1_000), Fen::ZERO));
    story.pays(yuan(1_000), date(2026, 3, 27)).unwrap();
    assert_eq!(story.case.status(), CaseStatus::Performed);
}

#[test]
fn waiving_the_last_of_the_debt_lets_the_case_be_closed() {
    let mut story = Story::served(fine(1_000));
    story.on(date(2026, 3, 27));
    story.pays(yuan(1_000), date(2026, 3, 27)).unwrap();
    assert_eq!(story.case.status(), CaseStatus::Served, "300 yuan are left");
    let waive = CaseCommand::WaiveSurcharge(WaiverDraft {
        amount: yuan(300),
        agreement: "执行协议".to_owned(),
        remedy: "已整改".to_owned(),
    });
    let events = story.does(&head(), waive).unwrap();
    assert!(matches!(
        events.as_slice(),
        [CaseEvent::AccountChanged { close: Some(_), .. }]
    ));
    assert_eq!(story.case.status(), CaseStatus::Performed);
}

fn refund(amount: Fen) -> CaseCommand {
    CaseCommand::RecordRefund(RefundMade {
        amount,
        refunded_on: FILED,
        voucher: "TK-0001".to_owned(),
    })
}

#[test]
fn what_came_in_beyond_the_debt_is_recorded_when_said_and_goes_back() {
    let mut story = Story::served(fine(500));
    assert_eq!(
        code(story.does(&collector(), refund(yuan(1)))),
        "nothing-to-return"
    );
    let more = CaseCommand::RecordPayment(Incoming {
        amount: yuan(600),
        paid_on: FILED,
        channel: Channel::Bank,
        receipt: "3407-0001".to_owned(),
        overpaid: true,
    });
    story.does(&collector(), more).unwrap();
    assert_eq!(story.case.refundable(), yuan(100));
    let too_much = story.does(&collector(), refund(yuan(101)));
    assert_eq!(code(too_much), "refund-not-founded");
    story.does(&collector(), refund(yuan(100))).unwrap();
    assert!(story.case.refundable().is_zero());
}

#[test]
fn a_revoked_decision_gives_back_all_it_took_and_a_changed_one_what_was_not_owed() {
    for (kind, back) in [
        (RevocationKind::Revoked, yuan(500)),
        (RevocationKind::ConfirmedVoid, yuan(500)),
        (RevocationKind::ConfirmedIllegal, Fen::ZERO),
        (RevocationKind::Changed, Fen::ZERO),
    ] {
        let mut story = Story::served(fine(500));
        story.pays(yuan(500), FILED).unwrap();
        let revoked = CaseCommand::Revoke(RevocationDraft {
            kind,
            ground: RevocationGround::WrongLaw,
            instrument: "铜政复决〔2026〕3号".to_owned(),
            revoked_on: FILED,
        });
        story.does(&head(), revoked).unwrap();
        assert_eq!(story.case.refundable(), back, "{kind}");
    }
}

#[test]
fn an_account_under_a_plan_survives_being_stored() {
    let mut story = in_instalments();
    story.on(date(2026, 4, 14));
    story.runs_out("PEN-PAY-15");
    story.does(&system(), pause(date(2026, 4, 14))).unwrap();
    let stored = serde_json::to_value(&story.case).unwrap();
    assert_eq!(
        serde_json::from_value::<penalty_domain::Case>(stored).unwrap(),
        story.case
    );
}
