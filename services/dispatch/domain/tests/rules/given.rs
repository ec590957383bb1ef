//! What the tests start from.

use dispatch_domain::{
    Certificate, Configuration, Officer, OfficerCommand, OfficerEvent, OfficerFacts, OfficerRules,
    Task, TaskAbout, TaskCommand, TaskEvent, TaskFacts, TaskRules, Team,
};
use jiff::civil::{Date, date};
use kernel::{
    Actor, ActorId, CaseId, Decider as _, MatterId, OfficerId, Post, Region, RegionScope, TaskId,
    timestamp_at,
};
use law::{Calendar, Refusal};
use uuid::Uuid;

/// A Tuesday before the Spring Festival of 2026.
pub(crate) const OPENED: Date = date(2026, 2, 10);

pub(crate) type Outcome = Result<Vec<TaskEvent>, Refusal>;

pub(crate) fn region() -> Region {
    "340705".parse().unwrap()
}

pub(crate) fn officer_id(number: u128) -> OfficerId {
    OfficerId::from(Uuid::from_u128(number))
}

pub(crate) fn certificate(number: u128) -> Certificate {
    Certificate {
        officer: officer_id(number),
        number: format!("皖G0705{number:04}"),
        unit: "tongguan-cg".to_owned(),
        domains: vec!["city-management".to_owned()],
        region: region(),
        valid_from: date(2024, 1, 1),
        valid_to: date(2026, 12, 31),
    }
}

pub(crate) fn active(number: u128) -> Officer {
    Officer::Active {
        certificate: certificate(number),
    }
}

/// Officers 1, 2 and 3, all eligible.
pub(crate) fn roster() -> Vec<Officer> {
    (1..=3).map(active).collect()
}

pub(crate) fn actor(number: u128, posts: &[Post]) -> Actor {
    Actor::new(
        ActorId::from(Uuid::from_u128(number)),
        posts.iter().copied(),
        "tongguan-cg",
        RegionScope::of([region()]),
    )
}

pub(crate) fn dispatcher() -> Actor {
    actor(100, &[Post::Dispatcher])
}

pub(crate) fn officer(number: u128) -> Actor {
    actor(number, &[Post::Officer])
}

/// A situation in which something is asked.
pub(crate) struct When {
    pub(crate) day: Date,
    pub(crate) officers: Vec<Officer>,
    pub(crate) configuration: Configuration,
}

impl Default for When {
    fn default() -> Self {
        Self {
            day: OPENED,
            officers: roster(),
            configuration: Configuration::default(),
        }
    }
}

impl When {
    pub(crate) fn on(day: Date) -> Self {
        Self {
            day,
            ..Self::default()
        }
    }

    pub(crate) fn with(officers: Vec<Officer>) -> Self {
        Self {
            officers,
            ..Self::default()
        }
    }

    pub(crate) fn ask(&self, state: &Task, command: TaskCommand, actor: &Actor) -> Outcome {
        let facts = TaskFacts {
            now: timestamp_at(self.day.at(9, 0, 0, 0)),
            actor,
            calendar: Calendar::embedded(),
            configuration: &self.configuration,
            officers: &self.officers,
        };
        TaskRules::decide(state, command, &facts)
    }
}

pub(crate) fn ask_officer(
    state: &Officer,
    command: OfficerCommand,
    post: Post,
) -> Result<Vec<OfficerEvent>, Refusal> {
    let actor = actor(100, &[post]);
    OfficerRules::decide(
        state,
        command,
        &OfficerFacts {
            today: OPENED,
            actor: &actor,
        },
    )
}

pub(crate) fn about() -> TaskAbout {
    TaskAbout {
        id: TaskId::from(Uuid::from_u128(11)),
        matter: MatterId::from(Uuid::from_u128(12)),
        case: CaseId::from(Uuid::from_u128(13)),
        region: region(),
        domain: "city-management".to_owned(),
        unit: "tongguan-cg".to_owned(),
        opened_on: OPENED,
    }
}

pub(crate) fn team(numbers: &[u128]) -> Team {
    Team {
        officers: numbers.iter().copied().map(officer_id).collect(),
        lead: officer_id(numbers.first().copied().unwrap_or_default()),
    }
}

pub(crate) fn assign(numbers: &[u128]) -> TaskCommand {
    TaskCommand::Assign(team(numbers))
}

pub(crate) fn after(state: Task, events: &[TaskEvent]) -> Task {
    events.iter().fold(state, TaskRules::evolve)
}

pub(crate) fn code(outcome: Outcome) -> String {
    outcome.unwrap_err().code().to_owned()
}

pub(crate) fn waiting() -> Task {
    let command = TaskCommand::Open(about());
    let events = When::default()
        .ask(&Task::Unknown, command, &dispatcher())
        .unwrap();
    after(Task::Unknown, &events)
}

/// Officers 1, who leads, and 2 are assigned.
pub(crate) fn assigned() -> Task {
    let events = When::default()
        .ask(&waiting(), assign(&[1, 2]), &dispatcher())
        .unwrap();
    after(waiting(), &events)
}

pub(crate) fn accepted() -> Task {
    let events = When::default()
        .ask(&assigned(), TaskCommand::Accept, &officer(2))
        .unwrap();
    after(assigned(), &events)
}
