//! What happens when a clock runs out.

use dispatch_domain::{Configuration, TaskCommand};
use futures::future::BoxFuture;
use kernel::TaskId;
use ledger::{ApplyError, DueTimer, OnTimer, UnitOfWork};
use runtime::Fault;

use crate::app::{decide_task, system};

/// The timer of acceptance.
pub(crate) const ACCEPTANCE: &str = "acceptance";

/// Fires the timers of this service.
#[derive(Debug)]
pub(crate) struct Deadlines {
    pub(crate) configuration: Configuration,
}

impl OnTimer for Deadlines {
    fn fire<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        timer: &'a DueTimer,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            let id = TaskId::from(timer.aggregate);
            let command = TaskCommand::NoteNotAccepted;
            decide_task(unit, &self.configuration, &system(), id, command)
                .await
                .map(|_task| ())
                .map_err(Fault::into_apply_error)
        })
    }
}
