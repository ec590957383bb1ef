//! Remedies against decisions, and what their outcome does to the decision.

use kernel::{Actor, CaseId, Decider as _, MatterId, Region};
use ledger::{Aggregate, Error, UnitOfWork};
use penalty_domain::CaseCommand;
use penalty_domain::case::RevocationDraft;
use penalty_domain::remedy::{
    ACCEPT, ANSWER, DECIDE, DUTY, FORWARD, OPINION, Opening, Procedure, RECONSIDER, Remedy,
    RemedyCommand, RemedyRules, Ruling, SUE, SUE_AFTER,
};
use penalty_domain::spot::SpotCommand;
use runtime::{Fault, allow};
use uuid::Uuid;

use super::act::{Request, act};
use super::docket::{Docketed, Step, follow, found, moment, post_of};
use super::spot::act_on_spot;
use crate::events::consume::system;
use crate::events::dockets;
use crate::store::docket::Stored;
use crate::store::remedy;

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
    follow::<RemedyRules<'_>>(unit, &mut stored, &events, (actor, post_of(actor, posts)))?;
    remedy::update(unit.connection(), &stored, read_version).await?;
    let rulings = events.iter().filter_map(|event| event.ruling());
    for draft in rulings.filter_map(Ruling::overturns) {
        overturn(unit, &stored.state, draft).await?;
    }
    Ok(stored)
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
