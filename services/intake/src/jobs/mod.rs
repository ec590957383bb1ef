//! What happens when a clock runs out.

use futures::future::BoxFuture;
use intake_domain::ClueCommand;
use kernel::ClueId;
use ledger::{ApplyError, DueTimer, OnTimer, UnitOfWork};

use crate::app::decide_clue;
use crate::events::consume::{refused, system};

/// The timer of verification.
pub(crate) const VERIFICATION: &str = "verification";

/// Fires the timers of this service.
#[derive(Debug)]
pub(crate) struct Deadlines;

impl OnTimer for Deadlines {
    fn fire<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        timer: &'a DueTimer,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            let id = ClueId::from(timer.aggregate);
            decide_clue(unit, &system(), id, ClueCommand::NoteOverdue)
                .await
                .map(|_clue| ())
                .map_err(refused)
        })
    }
}
