//! Opens the task of a filed case.

use dispatch_domain::{Configuration, Task, TaskAbout, TaskCommand, TaskFacts, TaskRules};
use kernel::{CaseId, Decider as _, MatterId, Region, TaskId, legal_date};
use ledger::UnitOfWork;
use runtime::Fault;

use super::{follow_task, system};
use crate::store::task::{self, StoredTask};

/// What is known of a filed case.
#[derive(Debug)]
pub(crate) struct FiledCase {
    pub(crate) matter: MatterId,
    pub(crate) case: CaseId,
    pub(crate) region: Region,
    pub(crate) domain: String,
    pub(crate) unit: String,
}

/// Opens a task, unless the case has one: a case has one task.
pub(crate) async fn open_task(
    unit: &mut UnitOfWork,
    configuration: &Configuration,
    filed: FiledCase,
) -> Result<(), Fault> {
    if task::exists_for(unit.connection(), filed.case).await? {
        return Ok(());
    }
    let now = unit.now();
    let actor = system();
    let mut stored = StoredTask {
        id: TaskId::from(unit.new_id()),
        matter: filed.matter,
        case: filed.case,
        region: filed.region,
        version: 0,
        opened_at: now,
        state: Task::Unknown,
    };
    let calendar = unit.calendar();
    let facts = TaskFacts {
        now,
        actor: &actor,
        calendar: &calendar,
        configuration,
        officers: &[],
    };
    let command = TaskCommand::Open(TaskAbout {
        id: stored.id,
        matter: filed.matter,
        case: filed.case,
        region: filed.region,
        domain: filed.domain,
        unit: filed.unit,
        opened_on: legal_date(now),
    });
    let events = TaskRules::decide(&Task::Unknown, command, &facts)?;
    follow_task(unit, &mut stored, &events, &actor)?;
    task::insert(unit.connection(), &stored).await?;
    Ok(())
}
