//! What happens when a clock runs out.

use complaint_domain::{Limits, SubmissionCommand};
use futures::future::BoxFuture;
use kernel::SubmissionId;
use ledger::{ApplyError, DueTimer, OnTimer, UnitOfWork};
use runtime::Fault;

use crate::app::{Which, decide_submission, system};

/// The timer of the next answer.
pub(crate) const ANSWER: &str = "answer";

/// Fires the timers of this service.
#[derive(Debug)]
pub(crate) struct Deadlines {
    pub(crate) limits: Limits,
}

impl OnTimer for Deadlines {
    fn fire<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        timer: &'a DueTimer,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            let which = Which::Id(SubmissionId::from(timer.aggregate));
            decide_submission(
                unit,
                &self.limits,
                &system(),
                which,
                SubmissionCommand::NoteOverdue,
            )
            .await
            .map(|_submission| ())
            .map_err(Fault::into_apply_error)
        })
    }
}
