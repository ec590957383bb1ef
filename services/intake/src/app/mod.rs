//! Use cases: load, look the facts up, decide, save.

mod decide_clue;
mod register_clue;

pub(crate) use decide_clue::decide_clue;
pub(crate) use register_clue::{Entry, register_clue};

use intake_domain::{Clue, ClueEvent, ClueRules};
use kernel::{Actor, Decider as _};
use ledger::{Aggregate, Error, NewTimer, UnitOfWork};
use runtime::Step;

use crate::events::publish;
use crate::jobs::VERIFICATION;
use crate::store::clue::StoredClue;

/// Applies what was decided: state, events, timers. The caller writes the row.
fn follow(
    unit: &mut UnitOfWork,
    clue: &mut StoredClue,
    events: &[ClueEvent],
    actor: &Actor,
) -> Result<(), Error> {
    for event in events {
        clue.state = ClueRules::evolve(std::mem::take(&mut clue.state), event);
        clue.version += 1;
        let step = Step::new(clue.matter, clue.region, unit.now(), actor);
        let aggregate = Aggregate {
            id: clue.id.uuid(),
            version: clue.version,
            matter: clue.matter,
            region: clue.region,
        };
        if let Some(about) = clue.state.about() {
            publish::record(unit, aggregate, actor.id.uuid(), about, event, step)?;
        }
        match event {
            ClueEvent::Registered { due, .. } | ClueEvent::Extended { due } => {
                clue.due_on = Some(due.raw);
                unit.set_timer(NewTimer {
                    aggregate: clue.id.uuid(),
                    kind: VERIFICATION,
                    rule: due.rule.clone(),
                    region: clue.region,
                    matter: clue.matter,
                    due_at: due.expires_at(),
                });
            }
            ClueEvent::Filed { .. }
            | ClueEvent::NotFiled { .. }
            | ClueEvent::Transferred { .. } => {
                clue.due_on = None;
                unit.cancel_timer(clue.id.uuid(), VERIFICATION);
            }
            ClueEvent::WentOverdue { .. } => {}
        }
    }
    debug_assert!(
        clue.state != Clue::Unknown,
        "a stored clue is at least registered"
    );
    Ok(())
}
