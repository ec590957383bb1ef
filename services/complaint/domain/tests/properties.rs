//! Whatever is asked in whatever order, the invariants of a submission hold.

#![cfg(test)]

use complaint_domain::{
    AnswerClock, Channel, ClosedBy, Filing, Kind, Limits, Outcome, Stage, Submission,
    SubmissionCommand, SubmissionEvent, SubmissionFacts, SubmissionRules,
};
use jiff::ToSpan as _;
use jiff::civil::date;
use kernel::{
    Actor, ActorId, Decider as _, MatterId, Post, RegionScope, SubmissionId, timestamp_at,
};
use law::Calendar;
use proptest::prelude::*;
use uuid::Uuid;

fn filing(kind: Kind) -> Filing {
    Filing {
        id: SubmissionId::from(Uuid::from_u128(1)),
        matter: MatterId::from(Uuid::from_u128(2)),
        kinds: vec![kind],
        channel: Channel::Phone,
        domain: "city-management".to_owned(),
        category_code: String::new(),
        region: "340705".parse().unwrap(),
        title: String::new(),
        text: "事实".to_owned(),
        request: String::new(),
        place: "长江路".to_owned(),
        respondent: None,
        reporter: None,
    }
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![
        Kind::Question,
        Kind::Help,
        Kind::Suggestion,
        Kind::Complaint,
        Kind::Report,
    ])
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop::sample::select(vec![
        Outcome::Answered,
        Outcome::Filed,
        Outcome::NotFiled,
        Outcome::Transferred,
        Outcome::Decided,
    ])
}

fn command() -> impl Strategy<Value = SubmissionCommand> {
    let closed_by = prop::sample::select(vec![ClosedBy::Citizen, ClosedBy::Office]);
    prop_oneof![
        kind().prop_map(|kind| SubmissionCommand::Receive(Box::new(filing(kind)))),
        (outcome(), "[ a]").prop_map(|(outcome, text)| SubmissionCommand::Reply { outcome, text }),
        Just(SubmissionCommand::TellFiled {
            text: "已立案。".to_owned()
        }),
        (closed_by, prop::option::of(0_u8..7))
            .prop_map(|(by, satisfaction)| SubmissionCommand::Close { by, satisfaction }),
        "[ a]".prop_map(|reason| SubmissionCommand::Reopen { reason }),
        Just(SubmissionCommand::NoteOverdue),
    ]
}

fn reached() -> impl Strategy<Value = Vec<Stage>> {
    prop::collection::vec(
        prop::sample::select(vec![Stage::Filed, Stage::NotFiled, Stage::Decided]),
        0..3,
    )
}

/// What holds after every event.
fn check(state: &Submission, event: &SubmissionEvent, before: &Submission) {
    assert_ne!(state, &Submission::Unknown);
    match (before, event) {
        (Submission::Unknown, SubmissionEvent::Received { about, due }) => {
            assert_eq!(about.received_on, due.trigger);
        }
        (_, SubmissionEvent::Forwarded) => {
            assert_eq!(state.about().unwrap().kind, Kind::Report);
        }
        (_, SubmissionEvent::Closed { .. }) => assert_eq!(before.name(), "replied"),
        (_, SubmissionEvent::Reopened { times, .. }) => {
            assert!(*times <= Limits::default().reopen_times_max);
            assert!(state.due().is_some());
        }
        (_, SubmissionEvent::WentOverdue { due }) => assert_eq!(before.due(), Some(due)),
        (_, SubmissionEvent::Replied { met, .. }) => {
            assert_eq!(met.as_ref(), before.due().map(|due| &due.rule));
            assert!(state.due().is_none());
        }
        (_, SubmissionEvent::Received { .. }) => panic!("received twice"),
    }
    if let Submission::Handling {
        answer: AnswerClock::Running { due },
        ..
    } = state
    {
        assert!(due.raw >= due.trigger);
    }
    if before != &Submission::Unknown {
        assert_eq!(before.about(), state.about());
    }
    let json = serde_json::to_string(state).unwrap();
    assert_eq!(&serde_json::from_str::<Submission>(&json).unwrap(), state);
}

proptest! {
    #[test]
    fn any_sequence_of_commands_keeps_the_invariants(
        steps in prop::collection::vec((command(), reached(), 0_i64..20), 1..40),
    ) {
        let actor = Actor::new(
            ActorId::from(Uuid::from_u128(7)),
            [Post::Clerk],
            "tongguan-12345",
            RegionScope::Everywhere,
        );
        let mut day = date(2026, 1, 5);
        let mut state = Submission::Unknown;
        for (command, reached, days) in steps {
            day = day.saturating_add(days.days());
            let facts = SubmissionFacts {
                now: timestamp_at(day.at(9, 0, 0, 0)),
                actor: &actor,
                calendar: Calendar::embedded(),
                limits: &Limits::default(),
                reached: &reached,
            };
            let Ok(events) = SubmissionRules::decide(&state, command, &facts) else { continue };
            for event in events {
                let before = state.clone();
                state = SubmissionRules::evolve(state, &event);
                check(&state, &event, &before);
            }
        }
    }

    #[test]
    fn a_refusal_always_names_its_rule_and_its_cure(command in command(), kind in kind()) {
        let actor = Actor::new(
            ActorId::from(Uuid::from_u128(7)),
            [Post::Citizen],
            "",
            RegionScope::nowhere(),
        );
        let facts = SubmissionFacts {
            now: timestamp_at(date(2026, 3, 2).at(9, 0, 0, 0)),
            actor: &actor,
            calendar: Calendar::embedded(),
            limits: &Limits::default(),
            reached: &[],
        };
        let receive = SubmissionCommand::Receive(Box::new(filing(kind)));
        let events = SubmissionRules::decide(&Submission::Unknown, receive, &facts).unwrap();
        let state = SubmissionRules::replay(&events);
        if let Err(refusal) = SubmissionRules::decide(&state, command, &facts) {
            prop_assert!(!refusal.rule.is_empty());
            prop_assert!(!refusal.citation.is_empty());
            prop_assert!(!refusal.cure.is_empty());
            prop_assert!(!refusal.title_zh.is_empty());
        }
    }
}
