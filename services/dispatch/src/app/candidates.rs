//! Who may be assigned to a task, and why others may not.

use dispatch_domain::eligibility::Measure;
use dispatch_domain::{Configuration, Task};
use http_kit::Problem;
use kernel::{TaskId, legal_date};
use law::Refusal;
use ledger::UnitOfWork;
use runtime::Fault;

use crate::store::officer::{self, StoredOfficer};
use crate::store::task;

/// Most officers in one answer.
const CANDIDATES_MAX: i64 = 200;

/// An officer, and what stands against assigning them.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) officer: StoredOfficer,
    pub(crate) refusal: Option<Refusal>,
}

/// The officers of the caller's regions measured against the task, those who may be assigned first.
pub(crate) async fn candidates(
    unit: &mut UnitOfWork,
    configuration: &Configuration,
    id: TaskId,
) -> Result<Vec<Candidate>, Fault> {
    let stored = task::find(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let standing = Task::standing(&stored.state).ok_or_else(Problem::not_found)?;
    let measure = Measure {
        task: &standing.about,
        conflicts: &standing.conflicts,
        on: legal_date(unit.now()),
        configuration,
    };
    let officers = officer::list(
        unit.connection(),
        &officer::Filter::default(),
        CANDIDATES_MAX,
        0,
    )
    .await?;
    let mut candidates: Vec<Candidate> = officers
        .into_iter()
        .map(|officer| {
            let refusal = measure.admits(officer.id, &officer.state).err();
            Candidate { officer, refusal }
        })
        .collect();
    candidates.sort_by_key(|candidate| candidate.refusal.is_some());
    Ok(candidates)
}
