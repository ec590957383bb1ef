//! Any step of the enforcement of a decision, and what it and its case tell each other.

use http_kit::Problem;
use kernel::{Actor, CaseId, Post};
use ledger::{Aggregate, UnitOfWork};
use penalty_domain::case::{CaseStatus, ClockChanges};
use penalty_domain::enforcement::{
    Debt, Enforcement, EnforcementCommand, EnforcementEvent, EnforcementFacts, EnforcementStatus,
    EnforcementStep, Finish, TIMED, decide, next_steps,
};
use penalty_domain::{CaseCommand, CaseEvent};
use runtime::{Fault, allow};
use uuid::Uuid;

use super::act::{Request, act};
use super::document::follow_demand;
use super::set_timers;
use crate::events::consume::system;
use crate::events::publish;
use crate::store::case_file::{self, StoredCase};
use crate::store::enforcement::{self, StoredEnforcement};

/// An enforcement as someone sees it.
#[derive(Debug)]
pub(crate) struct EnforcementSeen {
    pub(crate) case: CaseId,
    pub(crate) stored: Option<StoredEnforcement>,
    pub(crate) steps: Vec<EnforcementStep>,
}

/// Decides and saves. The case is locked first, so the debt does not change meanwhile.
pub(crate) async fn enforce(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: CaseId,
    command: EnforcementCommand,
) -> Result<EnforcementSeen, Fault> {
    let case = case_file::lock(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    allow(actor, command.kind().posts(), case.region)?;
    unit.link_to_last_step(id.uuid()).await?;
    let stored = enforcement::find(unit.connection(), id).await?;
    let mut stored = stored.unwrap_or_else(|| unopened(unit, &case));
    let debt = debt_of(unit, &case)?;
    if stored.state == Enforcement::Absent
        && matches!(command, EnforcementCommand::ServeDemand { .. })
    {
        let open = EnforcementCommand::Open { case: id };
        step(unit, &system(), &mut stored, debt, open).await?;
    }
    step(unit, actor, &mut stored, debt, command).await?;
    Ok(seen(unit, actor, &case, Some(stored)))
}

/// The enforcement of a case, and what may be done next.
pub(crate) async fn look_at_enforcement(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: CaseId,
) -> Result<EnforcementSeen, Fault> {
    let case = case_file::find(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let stored = enforcement::find(unit.connection(), id).await?;
    Ok(seen(unit, actor, &case, stored))
}

/// A clock of the enforcement `id` ran out.
pub(crate) async fn enforcement_ran_out(
    unit: &mut UnitOfWork,
    id: Uuid,
    rule: String,
) -> Result<(), Fault> {
    let case = enforcement::case_of(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let ran_out = EnforcementCommand::RunOut { rule };
    enforce(unit, &system(), case, ran_out).await?;
    Ok(())
}

/// What the events of a case cause here: an overdue payment opens the enforcement, full performance
/// and the end of the decision finish it.
pub(super) async fn after_case(
    unit: &mut UnitOfWork,
    case: &StoredCase,
    events: &[CaseEvent],
) -> Result<(), Fault> {
    let overdue = events
        .iter()
        .any(|event| matches!(event, CaseEvent::PaymentOverdue { .. }));
    let finish = match case.state.status() {
        CaseStatus::Performed => Some(Finish::Performed),
        CaseStatus::Revoked => Some(Finish::DecisionRevoked),
        CaseStatus::Unopened
        | CaseStatus::Investigating
        | CaseStatus::Suspended
        | CaseStatus::Concluded
        | CaseStatus::Notified
        | CaseStatus::Decided
        | CaseStatus::Served
        | CaseStatus::Closed
        | CaseStatus::Ended
        | CaseStatus::EndedClosed => None,
    };
    if !overdue && finish.is_none() {
        return Ok(());
    }
    let found = enforcement::find(unit.connection(), case.id).await?;
    match (found, finish) {
        (None, None) => {
            let debt = debt_of(unit, case)?;
            let mut stored = unopened(unit, case);
            let open = EnforcementCommand::Open { case: case.id };
            step(unit, &system(), &mut stored, debt, open).await
        }
        (Some(mut stored), Some(finish))
            if stored.state.status() != EnforcementStatus::Finished =>
        {
            let debt = debt_of(unit, case)?;
            let instrument = case.document_number().unwrap_or_default();
            let on = kernel::legal_date(unit.now());
            let over = EnforcementCommand::Finish {
                finish,
                on,
                instrument,
            };
            step(unit, &system(), &mut stored, debt, over).await
        }
        _ => Ok(()),
    }
}

async fn step(
    unit: &mut UnitOfWork,
    actor: &Actor,
    stored: &mut StoredEnforcement,
    debt: Debt,
    command: EnforcementCommand,
) -> Result<(), Fault> {
    let post = command.kind().post_of(actor).unwrap_or(Post::System);
    let calendar = unit.calendar();
    let facts = EnforcementFacts {
        now: unit.now(),
        actor,
        calendar: &calendar,
        debt,
    };
    let events = decide(&stored.state, command, &facts)?;
    if events.is_empty() {
        return Ok(());
    }
    let read_version = stored.version;
    for event in &events {
        let before = stored.state.clone();
        stored.state = std::mem::take(&mut stored.state).evolve(event);
        stored.version += 1;
        let changes = ClockChanges::between(&before.clocks(), &stored.state.clocks());
        let aggregate = Aggregate {
            id: stored.id,
            version: stored.version,
            matter: stored.matter,
            region: stored.region,
        };
        set_timers(unit, aggregate, TIMED.map(|rule| (rule, rule)), &changes);
        let told = publish::enforcement::Told {
            case: stored.case,
            event,
            said: publish::Said {
                actor,
                post,
                changes: &changes,
            },
        };
        publish::enforcement::record(unit, aggregate, &told)?;
    }
    for event in &events {
        if let EnforcementEvent::DemandServed { demand } = event {
            follow_demand(unit, actor, stored.case, demand).await?;
        }
    }
    enforcement::save(unit.connection(), stored, read_version).await?;
    tell_case(unit, stored.case, &events).await
}

/// An end that the case does not know of is told to it, so that it can be closed.
async fn tell_case(
    unit: &mut UnitOfWork,
    case: CaseId,
    events: &[EnforcementEvent],
) -> Result<(), Fault> {
    for event in events {
        if let EnforcementEvent::Finished { finish, on, .. } = event
            && let Some(ground) = finish.ending()
        {
            let over = CaseCommand::EndEnforcement { ground, on: *on };
            Box::pin(act(unit, &system(), case, Request::of(over))).await?;
        }
    }
    Ok(())
}

fn unopened(unit: &UnitOfWork, case: &StoredCase) -> StoredEnforcement {
    StoredEnforcement {
        id: unit.new_id(),
        case: case.id,
        matter: case.matter,
        region: case.region,
        version: 0,
        state: Enforcement::Absent,
    }
}

fn debt_of(unit: &UnitOfWork, case: &StoredCase) -> Result<Debt, Fault> {
    let today = kernel::legal_date(unit.now());
    let debt = Debt::of(&case.state, today);
    Ok(debt.ok_or_else(|| {
        law::Refusal::new("decision-not-served", "ENF-DEBT")
            .citing("行政强制法第三十五条；行政处罚法第七十二条第一款")
            .missing("a decision that was served")
            .cure("serve the decision and wait for the time to perform to end")
            .titled("行政处罚决定尚未送达", "The decision is not served")
    })?)
}

fn seen(
    unit: &UnitOfWork,
    actor: &Actor,
    case: &StoredCase,
    stored: Option<StoredEnforcement>,
) -> EnforcementSeen {
    let today = kernel::legal_date(unit.now());
    let calendar = unit.calendar();
    let steps = Debt::of(&case.state, today).map(|debt| {
        let facts = EnforcementFacts {
            now: unit.now(),
            actor,
            calendar: &calendar,
            debt,
        };
        let absent = Enforcement::Absent;
        next_steps(
            stored.as_ref().map_or(&absent, |stored| &stored.state),
            &facts,
        )
    });
    EnforcementSeen {
        case: case.id,
        stored,
        steps: steps.unwrap_or_default(),
    }
}
