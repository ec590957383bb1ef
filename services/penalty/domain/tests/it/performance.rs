//! Service, payment, closing, revocation, and clocks that run out.

use crate::story::*;
use jiff::civil::date;
use kernel::{Fen, Post};
use penalty_domain::case::{
    self, CaseStatus, ClosureOutcome, HearingStep, Performance, RevocationDraft, RevocationGround,
    RevocationKind,
};
use penalty_domain::penalty::{Penalty, PenaltyKind};
use penalty_domain::service_of_process::Method;
use penalty_domain::{Case, CaseCommand, CaseEvent};

#[test]
fn a_decision_starts_seven_working_days_to_serve_and_ends_the_ninety() {
    let mut story = Story::ready(fine(500));
    let before = story.case.clone();
    story.does(&head(), decide(decision(fine(500)))).unwrap();
    let changes = case::clock_changes(&before, &story.case);
    assert_eq!(changes.met, ["PEN-DECIDE-90"]);
    let [due] = changes.set.as_slice() else {
        panic!("{changes:?}")
    };
    assert_eq!(
        (due.rule.as_str(), due.raw),
        ("PEN-DELIVER-7", date(2026, 3, 11))
    );
}

#[test]
fn service_starts_fifteen_days_to_pay_rolled_forward_for_the_party() {
    let mut story = Story::decided(fine(500));
    story.on(date(2026, 3, 21));
    let too_early = story.does(&handler(), serve(date(2026, 3, 1)));
    assert_eq!(code(too_early), "service-not-proven");
    let before = story.case.clone();
    story.does(&handler(), serve(date(2026, 3, 21))).unwrap();
    let changes = case::clock_changes(&before, &story.case);
    assert_eq!(changes.met, ["PEN-DELIVER-7"]);
    let pay = &changes.set[0];
    assert_eq!(
        (pay.raw, pay.effective),
        (date(2026, 4, 5), date(2026, 4, 7)),
        "Qingming"
    );
}

#[test]
fn a_decision_served_online_comes_with_an_online_way_to_reconsideration() {
    let mut story = Story::decided(fine(500));
    let by = |online_reconsideration| {
        let mut service = handed_over(FILED);
        service.method = Method::Electronic;
        service.consent_on = Some(FILED);
        CaseCommand::ServeDecision {
            sealed_original: None,
            service,
            online_reconsideration,
        }
    };
    let told = story.does(&handler(), by(false));
    assert_eq!(code(told), "online-reconsideration-missing");
    assert!(story.does(&handler(), by(true)).is_ok());
}

#[test]
fn only_a_collector_who_had_no_other_part_takes_money() {
    let mut story = Story::served(fine(500));
    for number in [LEAD, 21] {
        let both = person(number, &[Post::Collector]);
        let (code, rule, citation) = refused(story.does(&both, payment(yuan(500), FILED)));
        assert_eq!(
            (code.as_str(), rule.as_str()),
            ("segregation-of-duties", "G12")
        );
        assert!(citation.contains("第六十七条"));
    }
    assert_eq!(
        code(story.does(&handler(), payment(yuan(500), FILED))),
        "post-missing"
    );
    assert!(story.pays(yuan(500), FILED).is_ok());
    assert_eq!(story.case.status(), CaseStatus::Performed);
}

#[test]
fn a_payment_is_what_is_owed_on_a_possible_day() {
    let mut story = Story::served(fine(500));
    story.on(date(2026, 3, 5));
    assert_eq!(code(story.pays(Fen::ZERO, FILED)), "payment-exceeds-debt");
    assert_eq!(code(story.pays(yuan(501), FILED)), "payment-exceeds-debt");
    assert_eq!(
        code(story.pays(yuan(500), date(2026, 3, 6))),
        "date-impossible"
    );
    story.pays(yuan(100), date(2026, 3, 4)).unwrap();
    assert_eq!(
        code(story.pays(yuan(100), date(2026, 3, 3))),
        "payment-out-of-order"
    );
    story.pays(yuan(400), date(2026, 3, 4)).unwrap();
    assert_eq!(story.case.status(), CaseStatus::Performed);
}

#[test]
fn the_surcharge_is_three_per_cent_a_day_of_what_is_still_owed() {
    let mut story = Story::served(fine(1_000));
    story.on(date(2026, 6, 1));
    // fifteen days end on 17 March; ten days later 30 per cent of 1000 have grown
    let owed = story
        .case
        .account()
        .unwrap()
        .owed_on(date(2026, 3, 27))
        .unwrap();
    assert_eq!((owed.fine, owed.surcharge), (yuan(1_000), yuan(300)));
    story.pays(yuan(600), date(2026, 3, 27)).unwrap();
    let owed = story
        .case
        .account()
        .unwrap()
        .owed_on(date(2026, 4, 6))
        .unwrap();
    assert_eq!(
        (owed.fine, owed.surcharge),
        (yuan(400), yuan(420)),
        "30 per cent of 400 more"
    );
    let events = story.pays(yuan(820), date(2026, 4, 6)).unwrap();
    let [CaseEvent::FinePaid { payment, close, .. }] = events.as_slice() else {
        panic!()
    };
    assert_eq!(
        (payment.principal, payment.surcharge),
        (yuan(400), yuan(420))
    );
    assert!(close.is_some());
}

#[test]
fn the_surcharge_never_exceeds_the_fine() {
    let mut story = Story::served(fine(1_000));
    story.on(date(2026, 12, 1));
    story.pays(yuan(500), date(2026, 4, 6)).unwrap();
    let owed = story
        .case
        .account()
        .unwrap()
        .owed_on(date(2026, 12, 1))
        .unwrap();
    assert_eq!(owed.surcharge, yuan(1_000));
    let account = Story::served(fine(1_000)).case.account().cloned().unwrap();
    assert_eq!(
        account.owed_on(date(2026, 4, 19)).unwrap().surcharge,
        yuan(990),
        "day 33"
    );
    assert_eq!(
        account.owed_on(date(2026, 4, 20)).unwrap().surcharge,
        yuan(1_000),
        "day 34"
    );
}

#[test]
fn without_a_word_in_the_decision_no_surcharge_grows() {
    let mut story = Story::ready(fine(1_000));
    let mut draft = decision(fine(1_000));
    draft.states_surcharge = false;
    story.does(&head(), decide(draft)).unwrap();
    story.does(&handler(), serve(FILED)).unwrap();
    let owed = story
        .case
        .account()
        .unwrap()
        .owed_on(date(2026, 12, 1))
        .unwrap();
    assert!(owed.surcharge.is_zero());
}

#[test]
fn confiscated_income_is_paid_without_surcharge() {
    let penalties = vec![Penalty::of_amount(PenaltyKind::ConfiscateIncome, yuan(800))];
    let mut story = Story::served(penalties);
    story.on(date(2026, 6, 1));
    assert_eq!(
        code(story.pays(yuan(801), date(2026, 6, 1))),
        "payment-exceeds-debt"
    );
    story.pays(yuan(800), date(2026, 6, 1)).unwrap();
    assert_eq!(story.case.status(), CaseStatus::Performed);
}

#[test]
fn a_clock_that_ran_out_is_noted_once_and_blocks_nothing() {
    let mut story = Story::ready(fine(500));
    story.on(date(2026, 5, 31));
    assert!(
        story.runs_out("PEN-DECIDE-90").is_empty(),
        "the last day still counts"
    );
    story.on(date(2026, 6, 1));
    let events = story.runs_out("PEN-DECIDE-90");
    assert!(
        matches!(events.as_slice(), [CaseEvent::DutyOverdue { .. }]),
        "{events:?}"
    );
    assert!(story.runs_out("PEN-DECIDE-90").is_empty());
    assert!(
        story.does(&head(), decide(decision(fine(500)))).is_ok(),
        "late, not void"
    );
    assert!(story.runs_out("PEN-DECIDE-90").is_empty(), "it stopped");
    story.on(date(2026, 6, 11));
    assert_eq!(story.runs_out("PEN-DELIVER-7").len(), 1);
}

#[test]
fn late_payment_is_overdue_on_the_day_after_the_effective_due_date() {
    let mut story = Story::decided(fine(500));
    story.on(date(2026, 4, 7));
    story.does(&handler(), serve(date(2026, 3, 21))).unwrap();
    assert!(story.runs_out("PEN-PAY-15").is_empty());
    story.on(date(2026, 4, 8));
    let events = story.runs_out("PEN-PAY-15");
    assert!(
        matches!(events.as_slice(), [CaseEvent::PaymentOverdue { .. }]),
        "{events:?}"
    );
}

#[test]
fn an_unclosed_case_is_overdue_after_fifteen_working_days() {
    let mut story = Story::served(fine(500));
    story.pays(yuan(500), FILED).unwrap();
    story.on(date(2026, 3, 24));
    assert_eq!(story.runs_out("PEN-CLOSE-15").len(), 1);
}

#[test]
fn the_time_of_a_hearing_does_not_count_where_a_rule_says_so() {
    let mut story = Story::announced(fine(100_000), true);
    story.does(&handler(), asks(date(2026, 3, 2))).unwrap();
    story.prepares_hearing(FILED, date(2026, 3, 12)).unwrap();
    story.on(date(2026, 6, 5));
    assert!(
        story.runs_out("PEN-DECIDE-90").is_empty(),
        "it stands still"
    );
    let before = story.case.clone();
    let record = HearingStep::Record(held());
    story.does(&host(), record.into()).unwrap();
    let changes = case::clock_changes(&before, &story.case);
    // 2 March is day 0; ten of the eleven days of the pause would have counted
    assert_eq!(changes.set[0].raw, date(2026, 6, 10));
    assert!(!changes.met.contains(&"PEN-DECIDE-90".to_owned()));
}

#[test]
fn without_such_a_rule_a_hearing_does_not_stop_the_ninety_days() {
    let mut story = Story::opened_in("city-management");
    story.team(&[LEAD, SECOND]).unwrap();
    story.does(&handler(), conclude(report(fine(500)))).unwrap();
    story.does(&handler(), notice(FILED, true)).unwrap();
    story.does(&handler(), asks(FILED)).unwrap();
    story.on(date(2026, 6, 1));
    assert_eq!(story.runs_out("PEN-DECIDE-90").len(), 1);
}

#[test]
fn only_a_performed_case_is_closed() {
    let mut story = Story::served(fine(500));
    let (code, _, citation) = refused(story.does(&head(), CLOSE));
    assert_eq!(code, "not-performed");
    assert!(citation.contains("第七十七条"));
    story.pays(yuan(500), FILED).unwrap();
    assert_eq!(self::code(story.does(&handler(), CLOSE)), "post-missing");
    let events = story.does(&head(), CLOSE).unwrap();
    let [CaseEvent::CaseClosed { closure }] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(closure.outcome, ClosureOutcome::Performed);
    assert!(story.case.clocks().is_empty());
}

#[test]
fn a_case_with_property_in_custody_is_not_closed() {
    let mut story = Story::served(fine(500));
    story.pays(yuan(500), FILED).unwrap();
    story.open_measures = 1;
    let (code, _, citation) = refused(story.does(&head(), CLOSE));
    assert_eq!(code, "measures-open");
    assert!(citation.contains("行政强制法第二十七条"));
    story.open_measures = 0;
    story.does(&head(), CLOSE).unwrap();
}

#[test]
fn what_is_not_money_is_closed_with_proof_of_performance() {
    let mut story = Story::served(vec![Penalty::of(PenaltyKind::SuspendBusiness)]);
    assert_eq!(story.case.status(), CaseStatus::Served);
    assert_eq!(
        code(story.does(&collector(), payment(yuan(1), FILED))),
        "nothing-owed"
    );
    assert_eq!(code(story.does(&head(), CLOSE)), "not-performed");
    let performance = |day| {
        let note = "现场检查：已停业".to_owned();
        CaseCommand::Close {
            performance: Some(Performance {
                performed_on: day,
                note,
            }),
        }
    };
    let early = story.does(&head(), performance(date(2026, 3, 1)));
    assert_eq!(code(early), "date-impossible");
    assert!(story.does(&head(), performance(FILED)).is_ok());
}

#[test]
fn a_warning_is_performed_by_its_service() {
    let story = Story::served(vec![Penalty::of(PenaltyKind::Warning)]);
    assert_eq!(story.case.status(), CaseStatus::Performed);
    assert_eq!(
        story.case.clock("PEN-CLOSE-15").unwrap().raw,
        date(2026, 3, 23)
    );
}

fn revocation(revoked_on: jiff::civil::Date) -> RevocationDraft {
    RevocationDraft {
        kind: RevocationKind::Revoked,
        ground: RevocationGround::ProcedureViolated,
        instrument: "铜政复决〔2026〕3号".to_owned(),
        revoked_on,
    }
}

#[test]
fn a_decision_is_revoked_with_reason_and_document_and_all_clocks_stop() {
    let mut story = Story::served(fine(500));
    let mut nameless = revocation(FILED);
    nameless.instrument.clear();
    let told = story.does(&head(), CaseCommand::Revoke(nameless));
    assert_eq!(code(told), "instrument-missing");
    let early = CaseCommand::Revoke(revocation(date(2026, 3, 1)));
    assert_eq!(code(story.does(&head(), early)), "date-impossible");
    let before = story.case.clone();
    let supervisor = person(41, &[Post::Supervisor]);
    story
        .does(&supervisor, CaseCommand::Revoke(revocation(FILED)))
        .unwrap();
    assert_eq!(
        case::clock_changes(&before, &story.case).met,
        ["PEN-PAY-15"]
    );
    assert_eq!(code(story.pays(yuan(500), FILED)), "wrong-state");
    assert_eq!(
        code(story.does(&head(), CaseCommand::Revoke(revocation(FILED)))),
        "wrong-state"
    );
}

#[test]
fn there_is_nothing_to_revoke_before_the_decision() {
    let mut story = Story::ready(fine(500));
    let told = story.does(&head(), CaseCommand::Revoke(revocation(FILED)));
    assert_eq!(code(told), "wrong-state");
}

#[test]
fn every_state_survives_being_stored() {
    let mut revoked = Story::served(fine(500));
    revoked
        .does(&head(), CaseCommand::Revoke(revocation(FILED)))
        .unwrap();
    let mut closed = Story::served(fine(500));
    closed.pays(yuan(500), FILED).unwrap();
    let performed = closed.clone();
    closed.does(&head(), CLOSE).unwrap();
    for story in [
        Story::new(),
        Story::investigated(),
        Story::reported(fine(500)),
        Story::ready(fine(500)),
        Story::decided(fine(500)),
        Story::served(fine(500)),
        performed,
        closed,
        revoked,
    ] {
        let stored = serde_json::to_value(&story.case).unwrap();
        assert_eq!(stored["state"], story.case.status().to_string());
        assert_eq!(serde_json::from_value::<Case>(stored).unwrap(), story.case);
    }
}
