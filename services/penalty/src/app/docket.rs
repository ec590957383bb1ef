//! What the proceedings beside the case share: applying what was decided, and their clocks.

use http_kit::Problem;
use kernel::{Actor, Decider, Post};
use law::{Calendar, Refusal};
use ledger::{Aggregate, Error, UnitOfWork};
use penalty_domain::procedure::{Clocked, Moment, Told, clock_changes};
use runtime::Fault;

use super::set_timers;
use crate::events::publish::Said;
use crate::store::docket::Stored;

/// The rules of a proceeding, with what its use cases need beyond them.
pub(crate) trait Docketed:
    Decider<State: Clocked + Clone, Event: Told, Refusal = Refusal>
{
    /// Each clock whose running out is an event: its rule, and the kind of its timer.
    const TIMERS: &'static [(&'static str, &'static str)];

    /// Records the contract of a domain event.
    fn record(
        unit: &mut UnitOfWork,
        aggregate: Aggregate,
        step: &Step<'_, Self>,
    ) -> Result<(), Error>;
}

/// A step, with all that the contracts tell of it.
pub(crate) struct Step<'a, P: Docketed + ?Sized> {
    /// The proceeding after the step.
    pub(crate) after: &'a P::State,
    pub(crate) event: &'a P::Event,
    /// Who took it, in which post, and what it did to the clocks.
    pub(crate) said: Said<'a>,
}

/// The facts of now, by the working days that the platform knows.
pub(super) fn moment<'a>(
    unit: &UnitOfWork,
    actor: &'a Actor,
    calendar: &'a Calendar,
) -> Moment<'a> {
    Moment {
        now: unit.now(),
        actor,
        calendar,
    }
}

/// The post among `posts` that the actor holds, for the record.
pub(super) fn post_of(actor: &Actor, posts: &[Post]) -> Post {
    let held = posts.iter().copied().find(|post| actor.holds(*post));
    held.unwrap_or(Post::System)
}

/// Applies what was decided: state, events, timers. The caller writes the row.
pub(super) fn follow<P: Docketed>(
    unit: &mut UnitOfWork,
    stored: &mut Stored<P::State>,
    events: &[P::Event],
    (actor, post): (&Actor, Post),
) -> Result<(), Error> {
    for event in events {
        let before = stored.state.clone();
        stored.state = P::evolve(std::mem::take(&mut stored.state), event);
        stored.version += 1;
        let changes = clock_changes(&before, &stored.state);
        let aggregate = Aggregate {
            id: stored.id,
            version: stored.version,
            matter: stored.matter,
            region: stored.region,
        };
        set_timers(unit, aggregate, P::TIMERS.iter().copied(), &changes);
        let step = Step {
            after: &stored.state,
            event,
            said: Said {
                actor,
                post,
                changes: &changes,
            },
        };
        P::record(unit, aggregate, &step)?;
    }
    Ok(())
}

/// The row, or the answer that there is none for this caller.
pub(super) fn found<S>(stored: Option<Stored<S>>) -> Result<Stored<S>, Fault> {
    Ok(stored.ok_or_else(Problem::not_found)?)
}
