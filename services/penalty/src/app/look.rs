//! Looks at a case without changing it.

use http_kit::Problem;
use jiff::Timestamp;
use kernel::{Actor, CaseId};
use ledger::UnitOfWork;
use penalty_domain::party::Identity;
use penalty_domain::{NextStep, next_steps};
use runtime::Fault;

use super::act::practice_of;
use super::facts::Known;
use crate::store::case_file::{self, StoredCase};
use crate::store::party;

/// A case as someone sees it at a moment.
#[derive(Debug, Clone)]
pub(crate) struct CaseSeen {
    pub(crate) case: StoredCase,
    pub(crate) identity: Option<Identity>,
    pub(crate) at: Timestamp,
}

/// The case and its party. A case in a foreign region is not found.
pub(crate) async fn look(unit: &mut UnitOfWork, id: CaseId) -> Result<CaseSeen, Fault> {
    let case = find(unit, id).await?;
    let identity = party::find(unit.connection(), id).await?;
    Ok(CaseSeen {
        case,
        identity,
        at: unit.now(),
    })
}

/// As [`look`], with the case locked until the transaction ends.
pub(crate) async fn look_and_lock(unit: &mut UnitOfWork, id: CaseId) -> Result<CaseSeen, Fault> {
    let case = case_file::lock(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let identity = party::find(unit.connection(), id).await?;
    Ok(CaseSeen {
        case,
        identity,
        at: unit.now(),
    })
}

/// What `actor` may do next in the case, and if not, why not.
pub(crate) async fn next(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: CaseId,
) -> Result<(StoredCase, Vec<NextStep>), Fault> {
    let case = find(unit, id).await?;
    let practice = practice_of(unit, &case).await?;
    let calendar = unit.calendar();
    let known = Known::of(unit, &case, None).await?;
    let facts = known.facts(unit.now(), actor, (&calendar, &practice));
    let steps = next_steps(&case.state, &facts);
    Ok((case, steps))
}

async fn find(unit: &mut UnitOfWork, id: CaseId) -> Result<StoredCase, Fault> {
    let found = case_file::find(unit.connection(), id).await?;
    Ok(found.ok_or_else(Problem::not_found)?)
}
