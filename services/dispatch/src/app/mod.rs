//! Use cases: load, look the facts up, decide, save.

mod candidates;
mod decide_officer;
mod decide_task;
mod open_task;
mod register_officer;

pub(crate) use candidates::{Candidate, candidates};
pub(crate) use decide_officer::decide_officer;
pub(crate) use decide_task::decide_task;
pub(crate) use open_task::{FiledCase, open_task};
pub(crate) use register_officer::{Entry, register_officer};

use dispatch_domain::{OfficerEvent, OfficerRules, Task, TaskEvent, TaskRules};
use kernel::{Actor, ActorId, Decider as _, MatterId};
use ledger::{Aggregate, Error, NewTimer, UnitOfWork};
use runtime::Step;
use uuid::Uuid;

use crate::events::publish;
use crate::jobs::ACCEPTANCE;
use crate::store::officer::StoredOfficer;
use crate::store::task::StoredTask;

/// The platform itself.
pub(crate) fn system() -> Actor {
    Actor::system(ActorId::from(Uuid::nil()))
}

/// Applies what was decided about an officer: state and events. The caller writes the row.
fn follow_officer(
    unit: &mut UnitOfWork,
    officer: &mut StoredOfficer,
    events: &[OfficerEvent],
    actor: &Actor,
) -> Result<(), Error> {
    // An officer belongs to no matter. Every event names one, so an officer is a matter of their
    // own: the same identifier.
    let matter = MatterId::from(officer.id.uuid());
    for event in events {
        officer.state = OfficerRules::evolve(std::mem::take(&mut officer.state), event);
        officer.version += 1;
        let step = Step::new(matter, officer.region, unit.now(), actor);
        let aggregate = Aggregate {
            id: officer.id.uuid(),
            version: officer.version,
            matter,
            region: officer.region,
        };
        publish::record_officer(unit, aggregate, actor.id.uuid(), event, step)?;
    }
    Ok(())
}

/// Applies what was decided about a task: state, events, timers. The caller writes the row.
fn follow_task(
    unit: &mut UnitOfWork,
    task: &mut StoredTask,
    events: &[TaskEvent],
    actor: &Actor,
) -> Result<(), Error> {
    let had_clock = task.state.accept_by().is_some();
    for event in events {
        task.state = TaskRules::evolve(std::mem::take(&mut task.state), event);
        task.version += 1;
        let step = Step::new(task.matter, task.region, unit.now(), actor);
        let aggregate = Aggregate {
            id: task.id.uuid(),
            version: task.version,
            matter: task.matter,
            region: task.region,
        };
        if let Some(standing) = task.state.standing() {
            let about = &standing.about;
            publish::record_task(unit, aggregate, actor.id.uuid(), about, event, step)?;
        }
        if let TaskEvent::Opened { accept_by: due, .. }
        | TaskEvent::HandedBack { accept_by: due, .. }
        | TaskEvent::Escalated {
            accept_by: Some(due),
            ..
        } = event
        {
            unit.set_timer(NewTimer {
                aggregate: task.id.uuid(),
                kind: ACCEPTANCE,
                rule: due.rule.clone(),
                region: task.region,
                matter: task.matter,
                due_at: due.expires_at(),
            });
        }
    }
    if had_clock && task.state.accept_by().is_none() {
        unit.cancel_timer(task.id.uuid(), ACCEPTANCE);
    }
    debug_assert!(
        task.state != Task::Unknown,
        "a stored task is at least open"
    );
    Ok(())
}
