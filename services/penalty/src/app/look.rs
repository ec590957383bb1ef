//! Looks at a case without changing it.

use http_kit::Problem;
use jiff::Timestamp;
use kernel::{Actor, CaseId};
use ledger::UnitOfWork;
use penalty_domain::party::Identity;
use penalty_domain::{CaseFacts, NextStep, next_steps};
use runtime::Fault;

use super::act::practice_of;
use super::norms::norms_for;
use super::one_fine;
use crate::store::case_file::{self, StoredCase};
use crate::store::{party, proceeding};

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
    let fined_before = one_fine::fined_before(unit, &case, None).await?;
    let calendar = unit.calendar();
    let norms = norms_for(unit, &case, None).await?;
    let open_measures = proceeding::open_of_case(unit.connection(), id).await?;
    let facts = CaseFacts {
        norms,
        fined_before,
        open_measures,
        ..CaseFacts::of(unit.now(), actor, &calendar, &practice)
    };
    let steps = next_steps(&case.state, &facts);
    Ok((case, steps))
}

async fn find(unit: &mut UnitOfWork, id: CaseId) -> Result<StoredCase, Fault> {
    let found = case_file::find(unit.connection(), id).await?;
    Ok(found.ok_or_else(Problem::not_found)?)
}
