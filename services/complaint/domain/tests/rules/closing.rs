//! Closing, and taking a submission up again.

use complaint_domain::{ClosedBy, Kind, Outcome, Submission, SubmissionCommand, SubmissionEvent};
use jiff::civil::{Date, date};
use kernel::Post;

use crate::given::{Outcomes, RECEIVED, after, answered, code, decide, of_kind, received, reply};

fn close(by: ClosedBy, satisfaction: Option<u8>) -> SubmissionCommand {
    SubmissionCommand::Close { by, satisfaction }
}

fn reopen() -> SubmissionCommand {
    SubmissionCommand::Reopen {
        reason: "没有回答我的问题".to_owned(),
    }
}

fn closed() -> Submission {
    let events = decide(
        &answered(),
        close(ClosedBy::Citizen, Some(5)),
        Post::Citizen,
        RECEIVED,
    )
    .unwrap();
    after(answered(), &events)
}

#[test]
fn the_citizen_closes_with_satisfaction_from_one_to_five_or_without() {
    for given in [None, Some(1), Some(5)] {
        let command = close(ClosedBy::Citizen, given);
        assert!(decide(&answered(), command, Post::Citizen, RECEIVED).is_ok());
    }
    for given in [0, 6] {
        let command = close(ClosedBy::Citizen, Some(given));
        let outcome = decide(&answered(), command, Post::Citizen, RECEIVED);
        assert_eq!(code(outcome), "satisfaction-out-of-range");
    }
}

#[test]
fn the_office_closes_through_a_clerk_and_never_gives_satisfaction() {
    let by_office = |satisfaction, post| {
        decide(
            &answered(),
            close(ClosedBy::Office, satisfaction),
            post,
            RECEIVED,
        )
    };
    assert!(by_office(None, Post::Clerk).is_ok());
    assert_eq!(code(by_office(None, Post::Handler)), "clerk-answers");
    assert_eq!(
        code(by_office(Some(5), Post::Clerk)),
        "satisfaction-is-the-citizens"
    );
}

#[test]
fn nothing_is_closed_before_it_is_answered() {
    let state = received(of_kind(Kind::Help));
    for by in [ClosedBy::Citizen, ClosedBy::Office] {
        let refusal = decide(&state, close(by, None), Post::Clerk, RECEIVED).unwrap_err();
        assert_eq!(refusal.code(), "wrong-state");
        assert!(refusal.missing.contains("handling"));
    }
}

#[test]
fn what_is_closed_is_not_answered_or_closed_again() {
    for command in [reply(Outcome::Answered), close(ClosedBy::Citizen, None)] {
        assert_eq!(
            code(decide(&closed(), command, Post::Clerk, RECEIVED)),
            "wrong-state"
        );
    }
}

#[test]
fn a_reopened_submission_gets_a_new_clock() {
    let later = date(2026, 2, 12);
    for state in [answered(), closed()] {
        let events = decide(&state, reopen(), Post::Citizen, later).unwrap();
        let [SubmissionEvent::Reopened { times: 1, due }] = events.as_slice() else {
            panic!("{events:?}")
        };
        assert_eq!((due.trigger, due.raw), (later, date(2026, 2, 13)));
        assert_eq!(after(state, &events).name(), "handling");
    }
}

#[test]
fn a_reopening_says_what_is_wrong_with_the_answer() {
    let blank = SubmissionCommand::Reopen {
        reason: " ".to_owned(),
    };
    let outcome = decide(&answered(), blank, Post::Citizen, RECEIVED);
    assert_eq!(code(outcome), "reopening-reason-missing");
}

#[test]
fn a_submission_is_reopened_as_often_as_configured_and_no_more() {
    let mut state = answered();
    for _ in 0..2 {
        let events = decide(&state, reopen(), Post::Citizen, RECEIVED).unwrap();
        state = after(state, &events);
        let events = decide(&state, reply(Outcome::Answered), Post::Clerk, RECEIVED).unwrap();
        state = after(state, &events);
    }
    let outcome = decide(&state, reopen(), Post::Citizen, RECEIVED);
    assert_eq!(code(outcome), "reopening-times-used");
}

#[test]
fn the_window_to_reopen_closes_after_ten_working_days_at_midnight() {
    let on = |day: Date| -> Outcomes { decide(&answered(), reopen(), Post::Citizen, day) };
    assert!(on(date(2026, 3, 2)).is_ok());
    let refusal = on(date(2026, 3, 3)).unwrap_err();
    assert_eq!(refusal.code(), "reopening-window-closed");
    assert_eq!(refusal.rule, "CMP-REOPEN");
}
