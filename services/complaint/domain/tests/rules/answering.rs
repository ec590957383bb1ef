//! Answers, and the clock that runs out without one.

use complaint_domain::{
    AnswerClock, Kind, Outcome, Stage, Submission, SubmissionCommand, SubmissionEvent,
};
use jiff::civil::date;
use kernel::Post;

use crate::given::{
    RECEIVED, after, answered, code, decide, decide_with, of_kind, received, reply, report,
};

fn tell_filed() -> SubmissionCommand {
    SubmissionCommand::TellFiled {
        text: "已立案。".to_owned(),
    }
}

#[test]
fn an_answer_ends_the_clock_and_the_handling() {
    let state = received(of_kind(Kind::Help));
    let events = decide(&state, reply(Outcome::Answered), Post::Clerk, RECEIVED).unwrap();
    let [
        SubmissionEvent::Replied {
            met,
            interim: false,
            ..
        },
    ] = events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!(met.as_deref(), Some("CMP-HOTLINE-HELP"));
    let state = after(state, &events);
    assert_eq!((state.name(), state.due()), ("replied", None));
}

#[test]
fn only_a_clerk_answers() {
    let state = received(of_kind(Kind::Help));
    for post in [Post::Citizen, Post::Officer, Post::Decider] {
        let outcome = decide(&state, reply(Outcome::Answered), post, RECEIVED);
        assert_eq!(code(outcome), "clerk-answers");
    }
}

#[test]
fn an_answer_has_words() {
    let blank = SubmissionCommand::Reply {
        outcome: Outcome::Answered,
        text: " ".to_owned(),
    };
    let outcome = decide(&received(of_kind(Kind::Help)), blank, Post::Clerk, RECEIVED);
    assert_eq!(code(outcome), "reply-text-missing");
    let long = SubmissionCommand::Reply {
        outcome: Outcome::Answered,
        text: "长".repeat(5_001),
    };
    let outcome = decide(&received(of_kind(Kind::Help)), long, Post::Clerk, RECEIVED);
    assert_eq!(code(outcome), "text-too-long");
}

#[test]
fn only_a_report_can_be_answered_as_a_case() {
    let state = received(of_kind(Kind::Complaint));
    for outcome in [Outcome::Filed, Outcome::NotFiled, Outcome::Decided] {
        let refused = decide(&state, reply(outcome), Post::Clerk, RECEIVED);
        assert_eq!(code(refused), "outcome-not-of-kind");
    }
    for outcome in [Outcome::Answered, Outcome::Transferred] {
        assert!(decide(&state, reply(outcome), Post::Clerk, RECEIVED).is_ok());
    }
}

#[test]
fn an_answer_to_a_report_says_only_what_the_procedure_has_reached() {
    let state = received(report());
    for (outcome, stage) in [
        (Outcome::Filed, Stage::Filed),
        (Outcome::NotFiled, Stage::NotFiled),
        (Outcome::Transferred, Stage::Transferred),
        (Outcome::Decided, Stage::Decided),
        (Outcome::Decided, Stage::Published),
    ] {
        let early = decide(&state, reply(outcome), Post::Clerk, RECEIVED);
        assert_eq!(code(early), "outcome-not-reached");
        let reached = [stage];
        assert!(decide_with(&state, reply(outcome), Post::Clerk, RECEIVED, &reached).is_ok());
    }
}

#[test]
fn word_of_progress_meets_the_clock_and_the_report_stays_open() {
    let state = received(report());
    let events = decide(&state, reply(Outcome::Answered), Post::Clerk, RECEIVED).unwrap();
    let state = after(state, &events);
    assert!(matches!(
        state,
        Submission::Handling {
            answer: AnswerClock::Met { on: RECEIVED },
            ..
        }
    ));
    let reached = [Stage::Filed, Stage::Decided];
    let events = decide_with(
        &state,
        reply(Outcome::Decided),
        Post::Clerk,
        RECEIVED,
        &reached,
    )
    .unwrap();
    let [
        SubmissionEvent::Replied {
            met: None,
            interim: false,
            ..
        },
    ] = events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!(after(state, &events).name(), "replied");
}

#[test]
fn the_citizen_is_told_of_the_filing_once_if_nobody_did() {
    let state = received(report());
    let events = decide(&state, tell_filed(), Post::System, RECEIVED).unwrap();
    let [
        SubmissionEvent::Replied {
            outcome: Outcome::Filed,
            interim: true,
            met,
            ..
        },
    ] = events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!(met.as_deref(), Some("CMP-HOTLINE-REPORT"));
    let told = after(state, &events);
    assert!(
        decide(&told, tell_filed(), Post::System, RECEIVED)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn an_answer_that_is_late_is_noted_once_and_still_owed() {
    let state = received(of_kind(Kind::Question));
    let last_day = date(2026, 2, 11);
    let note = || SubmissionCommand::NoteOverdue;
    assert!(
        decide(&state, note(), Post::System, last_day)
            .unwrap()
            .is_empty()
    );
    let day_after = date(2026, 2, 12);
    let events = decide(&state, note(), Post::System, day_after).unwrap();
    assert!(matches!(
        events.as_slice(),
        [SubmissionEvent::WentOverdue { .. }]
    ));
    let overdue = after(state, &events);
    assert!(overdue.due().is_some());
    assert!(
        decide(&overdue, note(), Post::System, day_after)
            .unwrap()
            .is_empty()
    );
    let events = decide(&overdue, reply(Outcome::Answered), Post::Clerk, day_after).unwrap();
    assert_eq!(after(overdue, &events).name(), "replied");
}

#[test]
fn a_clock_that_was_met_does_not_go_overdue() {
    let late = date(2026, 6, 1);
    let outcome = decide(
        &answered(),
        SubmissionCommand::NoteOverdue,
        Post::System,
        late,
    );
    assert!(outcome.unwrap().is_empty());
}

#[test]
fn nothing_but_receiving_is_lawful_before_a_submission_exists() {
    for command in [
        reply(Outcome::Answered),
        tell_filed(),
        SubmissionCommand::NoteOverdue,
    ] {
        let refusal = decide(&Submission::Unknown, command, Post::Clerk, RECEIVED).unwrap_err();
        assert_eq!(refusal.code(), "wrong-state");
        assert!(refusal.cure.contains("receive"));
    }
}
