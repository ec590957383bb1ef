//! Any step of an open task: assign, accept, hand back, escalate, declare a conflict.

use dispatch_domain::{Configuration, Officer, Task, TaskCommand, TaskFacts, TaskRules};
use http_kit::Problem;
use kernel::{Actor, Decider as _, OfficerId, Post, TaskId};
use ledger::UnitOfWork;
use runtime::{Fault, allow};

use super::follow_task;
use crate::store::officer;
use crate::store::task::{self, StoredTask};

/// Posts that may take a step; which of them may take which is a rule of the domain.
const POSTS: &[Post] = &[Post::Dispatcher, Post::Officer, Post::Decider, Post::System];

/// Decides and saves. A task in a foreign region does not exist for the caller.
pub(crate) async fn decide_task(
    unit: &mut UnitOfWork,
    configuration: &Configuration,
    actor: &Actor,
    id: TaskId,
    command: TaskCommand,
) -> Result<StoredTask, Fault> {
    let found = task::lock(unit.connection(), id).await?;
    let mut stored = found.ok_or_else(Problem::not_found)?;
    allow(actor, POSTS, stored.region)?;
    unit.link_to_last_step(id.uuid()).await?;
    let officers = officers(unit, &stored.state, &command).await?;
    let calendar = unit.calendar();
    let facts = TaskFacts {
        now: unit.now(),
        actor,
        calendar: &calendar,
        configuration,
        officers: &officers,
    };
    let events = TaskRules::decide(&stored.state, command, &facts)?;
    if events.is_empty() {
        return Ok(stored);
    }
    let read_version = stored.version;
    follow_task(unit, &mut stored, &events, actor)?;
    task::update(unit.connection(), &stored, read_version).await?;
    Ok(stored)
}

/// The officers whose certificates the command is measured against. They are locked against change,
/// so that a certificate is not withheld while it is being relied on.
async fn officers(
    unit: &mut UnitOfWork,
    state: &Task,
    command: &TaskCommand,
) -> Result<Vec<Officer>, Fault> {
    let named: &[OfficerId] = match command {
        TaskCommand::Assign(team) => &team.officers,
        TaskCommand::Accept => state.team().map_or(&[], |team| &team.officers),
        TaskCommand::Open(_)
        | TaskCommand::HandBack { .. }
        | TaskCommand::Escalate { .. }
        | TaskCommand::NoteNotAccepted
        | TaskCommand::DeclareConflict { .. } => &[],
    };
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let found = officer::share(unit.connection(), named).await?;
    Ok(found.into_iter().map(|stored| stored.state).collect())
}
