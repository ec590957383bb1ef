//! What a team does with its task, and what the clock does without one.

use dispatch_domain::{
    Configuration, ConflictGround, EscalationReason, HandBackReason, Officer, SuspendReason, Task,
    TaskCommand, TaskEvent,
};
use jiff::civil::{Date, date};
use kernel::Post;

use crate::given::{
    OPENED, When, accepted, active, actor, after, assigned, certificate, code, dispatcher, officer,
    officer_id, waiting,
};

/// The day after two working days from [`OPENED`] have passed.
const TOO_LATE: Date = date(2026, 2, 13);

fn hand_back() -> TaskCommand {
    TaskCommand::HandBack {
        reason: HandBackReason::Overload,
    }
}

fn escalate() -> TaskCommand {
    TaskCommand::Escalate {
        reason: EscalationReason::HelpNeeded,
    }
}

fn declare(number: u128) -> TaskCommand {
    TaskCommand::DeclareConflict {
        officer: officer_id(number),
        ground: ConflictGround::OtherRelation,
    }
}

#[test]
fn a_filed_case_waits_for_its_team_two_working_days_by_configuration() {
    let task = waiting();
    let due = task.accept_by().unwrap();
    assert_eq!(
        (due.rule.as_str(), due.raw),
        ("DSP-ACCEPT", date(2026, 2, 12))
    );
    assert!(due.citation.contains("platform default"));
    assert_eq!(task.standing().unwrap().level, 1);
}

#[test]
fn an_assigned_officer_accepts_and_the_clock_ends() {
    let events = When::default()
        .ask(&assigned(), TaskCommand::Accept, &officer(2))
        .unwrap();
    let [TaskEvent::Accepted { met, .. }] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(met, "DSP-ACCEPT");
    assert_eq!(accepted().accept_by(), None);
}

#[test]
fn only_an_assigned_officer_accepts() {
    for someone in [officer(3), dispatcher(), actor(1, &[Post::Handler])] {
        let outcome = When::default().ask(&assigned(), TaskCommand::Accept, &someone);
        assert_eq!(code(outcome), "not-of-the-team");
    }
}

#[test]
fn a_team_whose_member_lost_the_certificate_meanwhile_does_not_accept() {
    let suspended = Officer::Suspended {
        certificate: certificate(2),
        reason: SuspendReason::Discipline,
        since: OPENED,
    };
    let outcome =
        When::with(vec![active(1), suspended]).ask(&assigned(), TaskCommand::Accept, &officer(1));
    assert_eq!(code(outcome), "certificate-suspended");
}

#[test]
fn a_team_whose_member_declared_a_conflict_does_not_accept() {
    let events = When::default()
        .ask(&assigned(), declare(2), &officer(2))
        .unwrap();
    let state = after(assigned(), &events);
    let outcome = When::default().ask(&state, TaskCommand::Accept, &officer(1));
    assert_eq!(code(outcome), "officer-conflicted");
}

#[test]
fn team_or_dispatcher_hand_back_and_a_new_clock_starts() {
    for state in [assigned(), accepted()] {
        for someone in [officer(1), dispatcher()] {
            let events = When::on(TOO_LATE)
                .ask(&state, hand_back(), &someone)
                .unwrap();
            let back = after(state.clone(), &events);
            assert_eq!((back.name(), back.team()), ("waiting", None));
            assert_eq!(back.accept_by().unwrap().trigger, TOO_LATE);
        }
        let outcome = When::default().ask(&state, hand_back(), &officer(3));
        assert_eq!(code(outcome), "dispatcher-assigns");
    }
}

#[test]
fn what_nobody_has_cannot_be_handed_back() {
    assert_eq!(
        code(When::default().ask(&waiting(), hand_back(), &dispatcher())),
        "wrong-state"
    );
}

#[test]
fn team_or_dispatcher_escalate_in_any_state() {
    for state in [waiting(), assigned(), accepted()] {
        let events = When::default()
            .ask(&state, escalate(), &dispatcher())
            .unwrap();
        let raised = after(state.clone(), &events);
        assert_eq!(
            (raised.name(), raised.standing().unwrap().level),
            (state.name(), 2)
        );
    }
    assert!(
        When::default()
            .ask(&assigned(), escalate(), &officer(1))
            .is_ok()
    );
    let outcome = When::default().ask(&assigned(), escalate(), &officer(3));
    assert_eq!(code(outcome), "dispatcher-assigns");
}

#[test]
fn above_the_highest_level_is_nobody() {
    let mut state = waiting();
    for _ in 0..2 {
        let events = When::default()
            .ask(&state, escalate(), &dispatcher())
            .unwrap();
        state = after(state, &events);
    }
    assert_eq!(
        code(When::default().ask(&state, escalate(), &dispatcher())),
        "highest-level"
    );
    let events =
        When::on(date(2026, 6, 1)).ask(&state, TaskCommand::NoteNotAccepted, &dispatcher());
    assert!(events.unwrap().is_empty());
}

#[test]
fn a_task_that_nobody_accepted_in_time_goes_up_a_level_with_a_new_clock() {
    let note = || TaskCommand::NoteNotAccepted;
    for state in [waiting(), assigned()] {
        let last_day = When::on(date(2026, 2, 12))
            .ask(&state, note(), &dispatcher())
            .unwrap();
        assert!(last_day.is_empty());
        let events = When::on(TOO_LATE)
            .ask(&state, note(), &dispatcher())
            .unwrap();
        let [
            TaskEvent::Escalated {
                level: 2,
                reason: EscalationReason::NotAccepted,
                accept_by: Some(due),
            },
        ] = events.as_slice()
        else {
            panic!("{events:?}")
        };
        assert_eq!(due.trigger, TOO_LATE);
        let raised = after(state, &events);
        let again = When::on(TOO_LATE)
            .ask(&raised, note(), &dispatcher())
            .unwrap();
        assert!(again.is_empty());
    }
}

#[test]
fn an_accepted_task_does_not_go_up_by_itself() {
    let outcome =
        When::on(date(2026, 6, 1)).ask(&accepted(), TaskCommand::NoteNotAccepted, &dispatcher());
    assert!(outcome.unwrap().is_empty());
}

#[test]
fn the_acceptance_limit_is_configuration() {
    let when = When {
        configuration: Configuration {
            acceptance_working_days: 1,
            ..Configuration::default()
        },
        ..When::default()
    };
    let command = TaskCommand::Open(crate::given::about());
    let events = when.ask(&Task::Unknown, command, &dispatcher()).unwrap();
    let state = after(Task::Unknown, &events);
    assert_eq!(state.accept_by().unwrap().raw, date(2026, 2, 11));
}

#[test]
fn a_conflict_is_declared_by_the_officer_the_head_or_the_dispatcher_and_stands_once() {
    for someone in [officer(2), dispatcher(), actor(100, &[Post::Decider])] {
        assert!(
            When::default()
                .ask(&waiting(), declare(2), &someone)
                .is_ok()
        );
    }
    for someone in [officer(1), actor(2, &[Post::Handler])] {
        let outcome = When::default().ask(&waiting(), declare(2), &someone);
        assert_eq!(code(outcome), "conflict-of-another");
    }
    let events = When::default()
        .ask(&waiting(), declare(2), &officer(2))
        .unwrap();
    let state = after(waiting(), &events);
    assert!(
        When::default()
            .ask(&state, declare(2), &officer(2))
            .unwrap()
            .is_empty()
    );
}
