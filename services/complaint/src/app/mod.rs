//! Use cases: load, look the facts up, decide, save.

mod decide_submission;
mod query_code;
mod take_submission;
mod unmask_reporter;

pub(crate) use decide_submission::{Which, decide_submission};
pub(crate) use query_code::{Secret, opens};
pub(crate) use take_submission::take_submission;
pub(crate) use unmask_reporter::unmask_reporter;

use complaint_domain::{Submission, SubmissionEvent, SubmissionRules};
use kernel::{Actor, ActorId, Decider as _, Post, RegionScope};
use ledger::{Aggregate, Error, NewTimer, UnitOfWork};
use runtime::Step;
use uuid::Uuid;

use crate::events::publish;
use crate::jobs::ANSWER;
use crate::store::submission::StoredSubmission;

/// The platform itself.
pub(crate) fn system() -> Actor {
    Actor::system(ActorId::from(Uuid::nil()))
}

/// A citizen who shows no account.
pub(crate) fn anybody() -> Actor {
    Actor::new(
        ActorId::from(Uuid::nil()),
        [Post::Citizen],
        "",
        RegionScope::nowhere(),
    )
}

/// Applies what was decided: state, events, timers. The caller writes the row.
fn follow(
    unit: &mut UnitOfWork,
    stored: &mut StoredSubmission,
    events: &[SubmissionEvent],
    actor: &Actor,
) -> Result<(), Error> {
    let had_clock = stored.state.due().is_some();
    for event in events {
        stored.state = SubmissionRules::evolve(std::mem::take(&mut stored.state), event);
        stored.version += 1;
        let step = Step::new(stored.matter, stored.region, unit.now(), actor);
        let aggregate = Aggregate {
            id: stored.id.uuid(),
            version: stored.version,
            matter: stored.matter,
            region: stored.region,
        };
        if let Some(about) = stored.state.about() {
            publish::record(unit, aggregate, actor.id.uuid(), about, event, step)?;
        }
        if let SubmissionEvent::Received { due, .. } | SubmissionEvent::Reopened { due, .. } = event
        {
            unit.set_timer(NewTimer {
                aggregate: stored.id.uuid(),
                kind: ANSWER,
                rule: due.rule.clone(),
                region: stored.region,
                matter: stored.matter,
                due_at: due.expires_at(),
            });
        }
    }
    let due = stored.state.due();
    stored.due_on = due.map(|due| due.raw);
    if had_clock && due.is_none() {
        unit.cancel_timer(stored.id.uuid(), ANSWER);
    }
    debug_assert!(
        stored.state != Submission::Unknown,
        "a stored submission was received"
    );
    Ok(())
}
