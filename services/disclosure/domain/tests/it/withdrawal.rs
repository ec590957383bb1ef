//! Taking a publication down, with its reason.

use disclosure_domain::{Ground, Publication, PublicationCommand, PublicationEvent};
use jiff::civil::date;
use kernel::Post;

use crate::given::*;

fn revoked_on_friday() -> Publication {
    let events = decide(
        &published(),
        revocation(date(2026, 3, 13)),
        &actor(1, Post::System),
    )
    .unwrap();
    after(published(), &events)
}

#[test]
fn a_revoked_decision_comes_down_within_three_working_days() {
    let Publication::Withdrawing { order, .. } = revoked_on_friday() else {
        panic!("no order")
    };
    assert_eq!(
        (order.due.rule.as_str(), order.due.raw),
        ("DIS-WITHDRAW-3", date(2026, 3, 18))
    );
    assert_eq!(order.reason_code.as_str(), "evidence-insufficient");
}

#[test]
fn a_decision_revoked_before_publication_is_not_published_any_more() {
    for state in [queued(), masked(), approved()] {
        let events = decide(&state, revocation(DECIDED_ON), &actor(1, Post::System)).unwrap();
        let [PublicationEvent::Refused { refusal, .. }] = events.as_slice() else {
            panic!("{events:?}")
        };
        assert_eq!(refusal.ground, Ground::DecisionRevoked);
    }
    for state in [
        revoked_on_friday(),
        step(published(), withdraw(), &masker()),
    ] {
        let events = decide(&state, revocation(DECIDED_ON), &actor(1, Post::System)).unwrap();
        assert!(events.is_empty());
    }
}

#[test]
fn a_withdrawal_gives_its_reason_to_the_public_without_personal_data() {
    let state = step(revoked_on_friday(), withdraw(), &masker());
    let Publication::Withdrawn { withdrawal, .. } = &state else {
        panic!("{state:?}")
    };
    assert_eq!(withdrawal.reason, "该处罚决定已被依法撤销");
    let with = |reason: &str| {
        let PublicationCommand::Withdraw { reason_code, .. } = withdraw() else {
            unreachable!()
        };
        let command = PublicationCommand::Withdraw {
            reason_code,
            reason: reason.to_owned(),
            ordered_on: None,
        };
        decide(&revoked_on_friday(), command, &masker())
    };
    assert_eq!(refused(with(" ")), "words-missing");
    assert_eq!(refused(with("联系13812345678")), "personal-data-left");
}

#[test]
fn a_withdrawal_that_was_ordered_starts_its_clock_on_the_day_of_the_order() {
    let order = |ordered_on| {
        let PublicationCommand::Withdraw {
            reason_code,
            reason,
            ..
        } = withdraw()
        else {
            unreachable!()
        };
        let command = PublicationCommand::Withdraw {
            reason_code,
            reason,
            ordered_on,
        };
        decide(&published(), command, &masker())
    };
    let events = order(Some(DECIDED_ON)).unwrap();
    let [
        PublicationEvent::WithdrawalDue { order: clock },
        PublicationEvent::Withdrawn { .. },
    ] = events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!(clock.due.raw, date(2026, 3, 12));
    assert_eq!(after(published(), &events).name(), "withdrawn");
    assert_eq!(refused(order(Some(date(2026, 3, 11)))), "ordered-in-future");
    assert!(order(None).is_ok());
}

#[test]
fn only_what_is_public_is_withdrawn_and_only_by_the_discloser() {
    for state in [
        queued(),
        masked(),
        approved(),
        step(published(), withdraw(), &masker()),
    ] {
        assert_eq!(
            refused(decide(&state, withdraw(), &masker())),
            "wrong-state"
        );
    }
    let handler = decide(&published(), withdraw(), &actor(31, Post::Handler));
    assert_eq!(refused(handler), "post-missing");
}

#[test]
fn a_withdrawal_that_is_late_is_recorded_once() {
    let system = actor(1, Post::System);
    let note = || PublicationCommand::NoteWithdrawOverdue;
    let state = revoked_on_friday();
    assert!(
        decide_on(&state, note(), &system, date(2026, 3, 18))
            .unwrap()
            .is_empty()
    );
    let events = decide_on(&state, note(), &system, date(2026, 3, 19)).unwrap();
    assert!(matches!(
        events.as_slice(),
        [PublicationEvent::WithdrawOverdue { .. }]
    ));
    let late = after(state, &events);
    assert!(
        decide_on(&late, note(), &system, date(2026, 3, 20))
            .unwrap()
            .is_empty()
    );
    assert!(
        decide_on(&published(), note(), &system, date(2026, 3, 20))
            .unwrap()
            .is_empty()
    );
    assert_eq!(step(late, withdraw(), &masker()).name(), "withdrawn");
}
