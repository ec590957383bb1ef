//! Use cases: load, look the facts up, decide, save.

mod decide_publication;
mod take_decision;

pub(crate) use decide_publication::decide_publication;
pub(crate) use take_decision::{note_service, publication_of_case, take_decision};

use disclosure_domain::{PublicationEvent, PublicationRules};
use kernel::{Actor, Decider as _};
use law::Due;
use ledger::{Aggregate, Error, NewTimer, UnitOfWork};
use runtime::Step;

use crate::events::publish::{self, Told, Wire};
use crate::jobs::{PUBLICATION, WITHDRAWAL};
use crate::store::publication::StoredPublication;
use crate::store::text;

/// Applies what was decided: state, events, timers. The caller writes the row and then the text.
fn follow(
    unit: &mut UnitOfWork,
    stored: &mut StoredPublication,
    events: &[PublicationEvent],
    actor: &Actor,
) -> Result<(), Error> {
    let withdrawn_at_once = events
        .iter()
        .any(|event| matches!(event, PublicationEvent::Withdrawn { .. }));
    for event in events {
        let clock_ran = stored.due_on.is_some();
        stored.state = PublicationRules::evolve(std::mem::take(&mut stored.state), event);
        stored.version += 1;
        tell(unit, stored, clock_ran, event, actor)?;
        match event {
            PublicationEvent::Queued { due, .. } => {
                set_clock(unit, stored, PUBLICATION, due);
            }
            PublicationEvent::WithdrawalDue { order } if !withdrawn_at_once => {
                set_clock(unit, stored, WITHDRAWAL, &order.due);
            }
            PublicationEvent::Published { release } => {
                stored.published_at = Some(release.published_at);
                stop_clock(unit, stored, PUBLICATION);
            }
            PublicationEvent::Refused { .. } => stop_clock(unit, stored, PUBLICATION),
            PublicationEvent::Withdrawn { .. } => stop_clock(unit, stored, WITHDRAWAL),
            PublicationEvent::WithdrawalDue { .. }
            | PublicationEvent::Masked { .. }
            | PublicationEvent::Approved { .. }
            | PublicationEvent::PublishOverdue { .. }
            | PublicationEvent::WithdrawOverdue { .. } => {}
        }
    }
    Ok(())
}

fn tell(
    unit: &mut UnitOfWork,
    stored: &StoredPublication,
    clock_ran: bool,
    event: &PublicationEvent,
    actor: &Actor,
) -> Result<(), Error> {
    let Some(about) = stored.state.about() else {
        return Ok(());
    };
    let aggregate = Aggregate {
        id: stored.id.uuid(),
        version: stored.version,
        matter: stored.matter,
        region: stored.region,
    };
    let sha256 = stored
        .state
        .content()
        .map(|content| content.sha256.to_string());
    let told = Told {
        about,
        sha256: sha256.unwrap_or_default(),
        clock_ran,
        step: Step::new(stored.matter, stored.region, unit.now(), actor),
    };
    let wire = Wire {
        unit,
        aggregate,
        actor: actor.id.uuid(),
    };
    publish::record(wire, told, event)
}

fn set_clock(unit: &mut UnitOfWork, stored: &mut StoredPublication, kind: &'static str, due: &Due) {
    stored.due_on = Some(due.raw);
    unit.set_timer(NewTimer {
        aggregate: stored.id.uuid(),
        kind,
        rule: due.rule.clone(),
        region: stored.region,
        matter: stored.matter,
        due_at: due.expires_at(),
    });
}

fn stop_clock(unit: &mut UnitOfWork, stored: &mut StoredPublication, kind: &'static str) {
    stored.due_on = None;
    unit.cancel_timer(stored.id.uuid(), kind);
}

/// Writes the text that masking made, and removes what will never be published.
async fn keep_text(
    unit: &mut UnitOfWork,
    stored: &StoredPublication,
    events: &[PublicationEvent],
) -> Result<(), Error> {
    for event in events {
        match event {
            PublicationEvent::Masked { content, masked } => {
                text::put(unit.connection(), stored, &content.sha256, masked).await?;
            }
            PublicationEvent::Refused { .. } => text::remove(unit.connection(), stored.id).await?,
            PublicationEvent::Queued { .. }
            | PublicationEvent::Approved { .. }
            | PublicationEvent::Published { .. }
            | PublicationEvent::WithdrawalDue { .. }
            | PublicationEvent::Withdrawn { .. }
            | PublicationEvent::PublishOverdue { .. }
            | PublicationEvent::WithdrawOverdue { .. } => {}
        }
    }
    Ok(())
}
