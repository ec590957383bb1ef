//! Remedies against decisions, and what their outcome does to the decision.

use kernel::{Actor, CaseId, Decider as _, MatterId, Region};
use ledger::{Aggregate, Error, UnitOfWork};
use penalty_domain::case::RevocationDraft;
use penalty_domain::payment::Standstill;
use penalty_domain::remedy::{
    ACCEPT, ANSWER, DECIDE, DUTY, Dossier, FORWARD, OPINION, Opening, Procedure, RECONSIDER,
    Remedy, RemedyCommand, RemedyEvent, RemedyRules, Ruling, SUE, SUE_AFTER, standstill,
};
use penalty_domain::spot::SpotCommand;
use penalty_domain::{Case, CaseCommand};
use runtime::{Fault, allow};
use uuid::Uuid;

use super::act::{Request, act};
use super::docket::{Docketed, Step, follow, found, moment, post_of};
use super::spot::act_on_spot;
use crate::events::consume::system;
use crate::events::dockets;
use crate::store::docket::Stored;
use crate::store::{case_file, remedy};

impl Docketed for RemedyRules<'_> {
    const TIMERS: &'static [(&'static str, &'static str)] = &[
        (RECONSIDER, "remedy:REM-RECON-60"),
        (SUE, "remedy:REM-LIT-6M"),
        (SUE_AFTER, "remedy:REM-LIT-15"),
        (FORWARD, "remedy:REM-RECON-FORWARD"),
        (ACCEPT, "remedy:REM-RECON-ACCEPT"),
        (ANSWER, "remedy:REM-RECON-ANSWER"),
        (DECIDE, "remedy:REM-RECON-DECIDE"),
        (OPINION, "remedy:REM-RECON-OPINION"),
        (DUTY, "remedy:REM-DUTY-2M"),
    ];

    fn record(
        unit: &mut UnitOfWork,
        aggregate: Aggregate,
        step: &Step<'_, Self>,
    ) -> Result<(), Error> {
        dockets::record_remedy(unit, aggregate, step)
    }
}

/// Opens the remedies against a decision that was just served: their periods run.
pub(super) async fn open_remedy(
    unit: &mut UnitOfWork,
    opening: Opening,
    (matter, region): (MatterId, Region),
) -> Result<(), Fault> {
    let platform = system();
    let (decision, number) = (opening.decision, opening.number.to_string());
    let command = RemedyCommand::Open(Box::new(opening));
    let posts = command.posts();
    let calendar = unit.calendar();
    let events = RemedyRules::decide(
        &Remedy::Unopened,
        command,
        &moment(unit, &platform, &calendar),
    )?;
    let mut stored = Stored {
        id: unit.new_id(),
        matter,
        region,
        version: 0,
        subject: decision.uuid(),
        document_number: Some(number),
        opened_at: unit.now(),
        state: Remedy::Unopened,
    };
    let by = (&platform, post_of(&platform, posts));
    follow::<RemedyRules<'_>>(unit, &mut stored, &events, by)?;
    remedy::insert(unit.connection(), &stored).await?;
    Ok(())
}

/// The remedies against the decision of a case or on the spot.
pub(crate) async fn find_remedy(
    unit: &mut UnitOfWork,
    decision: Uuid,
) -> Result<Stored<Remedy>, Fault> {
    found(remedy::about(unit.connection(), decision).await?)
}

/// Any step of the remedies against `decision`. A decision that a body or a court overturned is
/// overturned here in the same transaction.
pub(crate) async fn act_on_remedy(
    unit: &mut UnitOfWork,
    actor: &Actor,
    decision: Uuid,
    command: RemedyCommand,
) -> Result<Stored<Remedy>, Fault> {
    let id = find_remedy(unit, decision).await?.id;
    step(unit, actor, id, command).await
}

/// Notes that a clock ran out.
pub(crate) async fn run_out_of_remedy(
    unit: &mut UnitOfWork,
    id: Uuid,
    rule: String,
) -> Result<(), Fault> {
    step(unit, &system(), id, RemedyCommand::RunOut { rule }).await?;
    Ok(())
}

async fn step(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: Uuid,
    command: RemedyCommand,
) -> Result<Stored<Remedy>, Fault> {
    let mut stored = found(remedy::lock(unit.connection(), id).await?)?;
    let posts = command.posts();
    allow(actor, posts, stored.region)?;
    unit.link_to_last_step(id).await?;
    let calendar = unit.calendar();
    let events = RemedyRules::decide(&stored.state, command, &moment(unit, actor, &calendar))?;
    if events.is_empty() {
        return Ok(stored);
    }
    let read_version = stored.version;
    let changes = standstills(&stored.state, &events);
    follow::<RemedyRules<'_>>(unit, &mut stored, &events, (actor, post_of(actor, posts)))?;
    remedy::update(unit.connection(), &stored, read_version).await?;
    if let Some(dossier) = stored.state.dossier() {
        for change in changes {
            stand_still(unit, dossier, change).await?;
        }
    }
    let rulings = events.iter().filter_map(|event| event.ruling());
    for draft in rulings.filter_map(Ruling::overturns) {
        overturn(unit, &stored.state, draft).await?;
    }
    Ok(stored)
}

/// What `events`, which follow each other from `before`, do to the surcharge.
fn standstills(before: &Remedy, events: &[RemedyEvent]) -> Vec<Standstill> {
    let mut state = before.clone();
    let mut changes = Vec::new();
    for event in events {
        changes.extend(standstill(&state, event));
        state = RemedyRules::evolve(state, event);
    }
    changes
}

/// Lets the surcharge of the decision stand still or go on. Where none can grow nothing happens.
async fn stand_still(
    unit: &mut UnitOfWork,
    dossier: &Dossier,
    change: Standstill,
) -> Result<(), Fault> {
    let (decision, platform) = (dossier.decision, system());
    match dossier.procedure {
        Procedure::Ordinary => {
            let case = case_file::lock(unit.connection(), decision).await?;
            let case = case.map(|case| case.state);
            let command = match change {
                Standstill::Begins { from, ground } => CaseCommand::PauseSurcharge { from, ground },
                Standstill::Ends { to, ground } => CaseCommand::ResumeSurcharge { to, ground },
            };
            if case.is_some_and(|case| {
                command.kind().states().contains(&case.status()) && takes(&case, change)
            }) {
                act(unit, &platform, decision, Request::of(command)).await?;
            }
        }
        Procedure::Spot => {
            let command = SpotCommand::Standstill(change);
            act_on_spot(unit, &platform, decision.uuid(), command).await?;
        }
    }
    Ok(())
}

fn takes(case: &Case, change: Standstill) -> bool {
    case.account().is_some_and(|account| account.takes(change))
}

/// Overturns the decision itself. One that the agency revoked before stays as it is.
async fn overturn(
    unit: &mut UnitOfWork,
    remedy: &Remedy,
    draft: RevocationDraft,
) -> Result<(), Fault> {
    let Some(dossier) = remedy.dossier() else {
        return Ok(());
    };
    let decision: CaseId = dossier.decision;
    let platform = system();
    let done = match dossier.procedure {
        Procedure::Ordinary => {
            let request = Request::of(CaseCommand::Revoke(draft));
            act(unit, &platform, decision, request).await.map(drop)
        }
        Procedure::Spot => {
            let command = SpotCommand::Revoke(draft);
            let spot = act_on_spot(unit, &platform, decision.uuid(), command).await;
            spot.map(drop)
        }
    };
    let Err(fault) = done else {
        return Ok(());
    };
    let problem = fault.problem();
    if problem.code() == "wrong-state" {
        tracing::info!(%decision, "the decision was revoked before");
        return Ok(());
    }
    Err(problem.into())
}
