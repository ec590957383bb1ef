//! Whatever is asked in whatever order, the invariants of officers and tasks hold.

#![cfg(test)]

use dispatch_domain::eligibility::Measure;
use dispatch_domain::{
    CancelReason, Certificate, Configuration, ConflictGround, EscalationReason, HandBackReason,
    Officer, OfficerCommand, OfficerFacts, OfficerRules, SuspendReason, Task, TaskAbout,
    TaskCommand, TaskEvent, TaskFacts, TaskRules, Team,
};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use kernel::{
    Actor, ActorId, CaseId, Decider as _, MatterId, OfficerId, Post, RegionScope, TaskId,
    timestamp_at,
};
use law::Calendar;
use proptest::prelude::*;
use uuid::Uuid;

fn officer_id(number: u128) -> OfficerId {
    OfficerId::from(Uuid::from_u128(number))
}

fn certificate(number: u128, domain: &str, valid_to: Date) -> Certificate {
    Certificate {
        officer: officer_id(number),
        number: number.to_string(),
        unit: "u".to_owned(),
        domains: vec![domain.to_owned()],
        region: "340700".parse().unwrap(),
        valid_from: date(2025, 1, 1),
        valid_to,
    }
}

/// Officers 0 to 5; some cannot be assigned.
fn roster() -> Vec<Officer> {
    let long = date(2026, 12, 31);
    let suspended = Officer::Suspended {
        certificate: certificate(3, "d", long),
        reason: SuspendReason::Other,
        since: date(2026, 1, 1),
    };
    vec![
        Officer::Active {
            certificate: certificate(0, "d", long),
        },
        Officer::Active {
            certificate: certificate(1, "d", long),
        },
        Officer::Active {
            certificate: certificate(2, "d", date(2026, 2, 1)),
        },
        suspended,
        Officer::Active {
            certificate: certificate(4, "other", long),
        },
        Officer::Active {
            certificate: certificate(5, "d", long),
        },
    ]
}

fn task_command() -> impl Strategy<Value = TaskCommand> {
    let about = TaskAbout {
        id: TaskId::from(Uuid::from_u128(11)),
        matter: MatterId::from(Uuid::from_u128(12)),
        case: CaseId::from(Uuid::from_u128(13)),
        region: "340705".parse().unwrap(),
        domain: "d".to_owned(),
        unit: "u".to_owned(),
        opened_on: date(2026, 1, 5),
    };
    let team =
        (prop::collection::vec(0_u128..7, 0..4), 0_u128..7).prop_map(|(officers, lead)| Team {
            officers: officers.into_iter().map(officer_id).collect(),
            lead: officer_id(lead),
        });
    prop_oneof![
        2 => Just(TaskCommand::Open(about)),
        6 => team.prop_map(TaskCommand::Assign),
        3 => Just(TaskCommand::Accept),
        1 => Just(TaskCommand::HandBack { reason: HandBackReason::Other }),
        1 => Just(TaskCommand::Escalate { reason: EscalationReason::MajorCase }),
        1 => Just(TaskCommand::NoteNotAccepted),
        1 => (0_u128..7).prop_map(|number| TaskCommand::DeclareConflict {
            officer: officer_id(number),
            ground: ConflictGround::OtherRelation,
        }),
    ]
}

fn check(state: &Task, event: &TaskEvent, on: Date, officers: &[Officer]) {
    let configuration = Configuration::default();
    let standing = state.standing().unwrap();
    assert!((1..=configuration.level_max).contains(&standing.level));
    assert_eq!(
        state.accept_by().is_none(),
        matches!(state, Task::Accepted { .. })
    );
    if let Some(team) = state.team() {
        assert!(team.officers.len() >= 2);
        assert!(team.officers.contains(&team.lead));
    }
    if let TaskEvent::Assigned { .. } | TaskEvent::Accepted { .. } = event {
        let measure = Measure {
            task: &standing.about,
            conflicts: &standing.conflicts,
            on,
            configuration: &configuration,
        };
        for id in &state.team().unwrap().officers {
            let officer = officers
                .iter()
                .find(|officer| officer.certificate().unwrap().officer == *id)
                .unwrap();
            assert!(measure.admits(*id, officer).is_ok());
        }
    }
    let json = serde_json::to_string(state).unwrap();
    assert_eq!(&serde_json::from_str::<Task>(&json).unwrap(), state);
}

fn officer_command() -> impl Strategy<Value = OfficerCommand> {
    prop_oneof![
        Just(OfficerCommand::Register(certificate(
            1,
            "d",
            date(2026, 12, 31)
        ))),
        Just(OfficerCommand::Suspend {
            reason: SuspendReason::Other
        }),
        Just(OfficerCommand::Reinstate),
        Just(OfficerCommand::Cancel {
            reason: CancelReason::Other
        }),
    ]
}

proptest! {
    #[test]
    fn any_sequence_of_commands_keeps_a_team_of_two_eligible_officers(
        steps in prop::collection::vec((task_command(), 0_u128..7, 0_i64..10), 1..60),
    ) {
        let officers = roster();
        let mut day = date(2026, 1, 5);
        let mut state = Task::Unknown;
        for (command, who, days) in steps {
            day = day.saturating_add(days.days());
            let actor = Actor::new(
                ActorId::from(officer_id(who).uuid()),
                [Post::Officer, Post::Dispatcher],
                "u",
                RegionScope::Everywhere,
            );
            let facts = TaskFacts {
                now: timestamp_at(day.at(9, 0, 0, 0)),
                actor: &actor,
                calendar: Calendar::embedded(),
                configuration: &Configuration::default(),
                officers: &officers,
            };
            match TaskRules::decide(&state, command, &facts) {
                Err(refusal) => {
                    prop_assert!(!refusal.citation.is_empty() && !refusal.cure.is_empty());
                    prop_assert!(!refusal.title_zh.is_empty() && !refusal.rule.is_empty());
                }
                Ok(events) => for event in events {
                    state = TaskRules::evolve(state, &event);
                    check(&state, &event, day, &officers);
                },
            }
        }
    }

    #[test]
    fn a_cancelled_certificate_stays_cancelled(
        commands in prop::collection::vec(officer_command(), 1..20),
    ) {
        let actor = Actor::new(
            ActorId::from(Uuid::from_u128(7)),
            [Post::Supervisor],
            "u",
            RegionScope::Everywhere,
        );
        let facts = OfficerFacts { today: date(2026, 1, 5), actor: &actor };
        let mut state = Officer::Unknown;
        let mut cancelled = false;
        for command in commands {
            let Ok(events) = OfficerRules::decide(&state, command, &facts) else { continue };
            for event in events {
                prop_assert!(!cancelled);
                state = OfficerRules::evolve(state, &event);
                cancelled = state.name() == "cancelled";
            }
            let json = serde_json::to_string(&state).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Officer>(&json).unwrap(), &state);
        }
    }
}
