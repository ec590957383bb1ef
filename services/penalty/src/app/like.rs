//! How like cases were decided in the city of a case.

use http_kit::Problem;
use kernel::{CaseId, Fen, Region, RegionScope};
use ledger::{Ledger, UnitOfWork};
use penalty_domain::CaseEvent;
use penalty_domain::case::Grade;
use penalty_domain::like_cases::{Cell, Quartiles, compared_in, shown};
use penalty_domain::penalty::Penalties;
use runtime::Fault;

use crate::store::case_file::{self, StoredCase};
use crate::store::like_case;

/// The cell of a case and what may be shown of it. `grade` is for a case without a report.
pub(crate) async fn like_cases(
    ledger: &Ledger,
    scope: &RegionScope,
    id: CaseId,
    grade: Option<Grade>,
) -> Result<(Cell, Region, Option<Quartiles>), Fault> {
    let case = {
        let mut unit = ledger.begin(scope).await?;
        let found = case_file::find(unit.connection(), id).await?;
        found.ok_or_else(Problem::not_found)?
    };
    let cell = cell_of(&case, grade).ok_or_else(Problem::not_found)?;
    let region = compared_in(case.region);
    // only a count and quartiles leave this scope, which is wider than the caller's
    let mut wide = ledger.begin(&RegionScope::from(region)).await?;
    let fines = like_case::fines(wide.connection(), &cell).await?;
    Ok((cell, region, shown(fines)))
}

fn cell_of(case: &StoredCase, grade: Option<Grade>) -> Option<Cell> {
    let file = case.state.file()?;
    let report = case.state.report();
    Some(Cell {
        item: file.power_item.clone(),
        grade: report.map_or(grade.unwrap_or_default(), |report| report.grade),
        party: report.map_or(file.party_kind, |report| report.party.kind()),
    })
}

/// Keeps the fine of a decision for comparison, and drops it when the decision falls.
pub(super) async fn remember(
    unit: &mut UnitOfWork,
    case: &StoredCase,
    event: &CaseEvent,
) -> Result<(), Fault> {
    if let CaseEvent::DecisionRevoked { .. } = event {
        like_case::remove(unit.connection(), case.id).await?;
    }
    let CaseEvent::DecisionMade { decision, .. } = event else {
        return Ok(());
    };
    let fine = decision.penalties().map_or(Fen::ZERO, Penalties::fine);
    if let Some(cell) = cell_of(case, None)
        && !fine.is_zero()
    {
        let place = (case.id, case.region);
        like_case::insert(unit.connection(), place, &cell, (fine, decision.made_on)).await?;
    }
    Ok(())
}
