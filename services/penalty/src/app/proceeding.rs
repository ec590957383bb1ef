//! Steps of the proceedings beside a case: measures, preservation, substitute performance.

use std::collections::BTreeSet;
use std::sync::Arc;

use http_kit::Problem;
use jiff::Timestamp;
use kernel::{Actor, CaseId, legal_date};
use law::{Calendar, Due};
use ledger::{Aggregate, Error, UnitOfWork};
use penalty_domain::Case;
use penalty_domain::case::ClockChanges;
use penalty_domain::proceeding::{
    CaseBrief, Facts, MeasureId, Outlook, Proceeding, decide, outlook, posts,
};
use penalty_domain::substitute::NightHours;
use runtime::{Fault, allow};
use uuid::Uuid;

use super::set_timers;
use crate::events::proceedings::{self, Told};
use crate::store::proceeding::{self, ProceedingKind, Stored};
use crate::store::{case_file, night, property};

/// What the platform keeps and tells of a proceeding beyond its rules.
pub(crate) trait Recorded: proceedings::Published {
    /// Which it is.
    const KIND: ProceedingKind;
    /// Clocks whose running out is an event.
    const TIMED: &'static [&'static str];

    /// The command of the clock named `rule`.
    fn run_out(rule: String) -> Self::Command;
}

/// What was looked up before deciding.
struct Known {
    case: CaseBrief,
    held: BTreeSet<String>,
    in_force: BTreeSet<MeasureId>,
    night: NightHours,
    calendar: Arc<Calendar>,
}

impl Known {
    async fn of<P: Proceeding>(
        unit: &mut UnitOfWork,
        case: &Case,
        (id, state): (Uuid, &P),
    ) -> Result<Self, Fault> {
        let case = CaseBrief::of(case).ok_or_else(Problem::not_found)?;
        let today = legal_date(unit.now());
        let held = property::held_elsewhere(unit.connection(), id, &marks_of(state)).await?;
        let in_force = proceeding::in_force(unit.connection(), case.id).await?;
        let night = night::find(unit.connection(), case.region, today).await?;
        Ok(Self {
            case,
            held,
            in_force,
            night: night.unwrap_or_default(),
            calendar: unit.calendar(),
        })
    }

    fn facts<'a>(&'a self, now: Timestamp, actor: &'a Actor) -> Facts<'a> {
        Facts {
            now,
            actor,
            calendar: &self.calendar,
            case: &self.case,
            held: &self.held,
            in_force: &self.in_force,
            night: self.night,
        }
    }
}

/// What tells the items of a proceeding from all others.
fn marks_of<P: Proceeding>(state: &P) -> Vec<String> {
    let marks = state.items().iter().filter_map(|item| item.mark.clone());
    marks.collect()
}

/// Begins a proceeding with its first command.
pub(crate) async fn begin<P: Recorded>(
    unit: &mut UnitOfWork,
    actor: &Actor,
    (case, id): (CaseId, Uuid),
    command: P::Command,
) -> Result<Stored<P>, Fault> {
    let case = case_file::lock(unit.connection(), case)
        .await?
        .ok_or_else(Problem::not_found)?;
    allow(actor, posts::<P>(P::kind_of(&command)), case.region)?;
    let mut stored = Stored {
        id,
        kind: P::KIND,
        case: case.id,
        matter: case.matter,
        region: case.region,
        version: 0,
        started_at: unit.now(),
        state: P::default(),
    };
    let known = Known::of(unit, &case.state, (id, &stored.state)).await?;
    let kind = P::kind_of(&command);
    let events = decide(&stored.state, command, &known.facts(unit.now(), actor))?;
    follow(unit, &mut stored, &events, (kind, actor))?;
    proceeding::insert(unit.connection(), &stored).await?;
    let now = unit.now();
    property::write(unit.connection(), &stored, now).await?;
    Ok(stored)
}

/// Takes a step of a proceeding. One in a foreign region does not exist for the caller.
///
/// The case is locked before the proceeding, so that nothing begins in a case that is being closed, and
/// every step meets the case as it is.
pub(crate) async fn step<P: Recorded>(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: Uuid,
    command: P::Command,
) -> Result<Stored<P>, Fault> {
    let seen = find::<P>(unit, id).await?;
    let kind = P::kind_of(&command);
    allow(actor, posts::<P>(kind), seen.region)?;
    let case = case_file::lock(unit.connection(), seen.case)
        .await?
        .ok_or_else(Problem::not_found)?;
    let mut stored = proceeding::lock::<P>(unit.connection(), P::KIND, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    unit.link_to_last_step(id).await?;
    property::reserve(unit.connection(), &marks_of(&stored.state)).await?;
    let known = Known::of(unit, &case.state, (id, &stored.state)).await?;
    let events = decide(&stored.state, command, &known.facts(unit.now(), actor))?;
    if events.is_empty() {
        return Ok(stored);
    }
    let read_version = stored.version;
    follow(unit, &mut stored, &events, (kind, actor))?;
    proceeding::update(unit.connection(), &stored, read_version).await?;
    let now = unit.now();
    property::write(unit.connection(), &stored, now).await?;
    Ok(stored)
}

/// A proceeding to be looked at.
pub(crate) async fn find<P: Recorded>(unit: &mut UnitOfWork, id: Uuid) -> Result<Stored<P>, Fault> {
    let found = proceeding::find(unit.connection(), P::KIND, id).await?;
    Ok(found.ok_or_else(Problem::not_found)?)
}

/// The proceedings of a case.
pub(crate) async fn of_case<P: Recorded>(
    unit: &mut UnitOfWork,
    case: CaseId,
    limit: i64,
) -> Result<Vec<Stored<P>>, Fault> {
    case_file::find(unit.connection(), case)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(proceeding::of_case(unit.connection(), P::KIND, case, limit).await?)
}

/// What `actor` may do next, and if not, why not.
pub(crate) async fn next_of<P: Recorded>(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: Uuid,
) -> Result<(Stored<P>, Vec<Outlook<P::Kind>>), Fault> {
    let stored = find::<P>(unit, id).await?;
    let case = case_file::find(unit.connection(), stored.case)
        .await?
        .ok_or_else(Problem::not_found)?;
    let known = Known::of(unit, &case.state, (id, &stored.state)).await?;
    let steps = outlook(&stored.state, &known.facts(unit.now(), actor));
    Ok((stored, steps))
}

/// Applies what was decided: state, events, timers. The caller writes the row.
fn follow<P: Recorded>(
    unit: &mut UnitOfWork,
    stored: &mut Stored<P>,
    events: &[P::Event],
    (kind, actor): (P::Kind, &Actor),
) -> Result<(), Error> {
    for event in events {
        let before: Vec<Due> = stored.state.clocks().into_iter().cloned().collect();
        stored.state = std::mem::take(&mut stored.state).evolve(event);
        stored.version += 1;
        let changes =
            ClockChanges::between(&before.iter().collect::<Vec<_>>(), &stored.state.clocks());
        let aggregate = Aggregate {
            id: stored.id,
            version: stored.version,
            matter: stored.matter,
            region: stored.region,
        };
        set_timers(
            unit,
            aggregate,
            P::TIMED.iter().map(|rule| (*rule, *rule)),
            &changes,
        );
        let told = Told {
            proceeding: stored.id,
            case: stored.case,
            state: &stored.state,
            event,
            changes: &changes,
            posts: posts::<P>(kind),
            actor,
        };
        proceedings::record(unit, aggregate, &told)?;
    }
    Ok(())
}
