//! What happens when a clock runs out.

use futures::future::BoxFuture;
use kernel::CaseId;
use ledger::{ApplyError, DueTimer, OnTimer, UnitOfWork};
use penalty_domain::{CaseCommand, enforcement};
use runtime::Fault;

use crate::app::{Request, act, enforcement_ran_out};
use crate::events::consume::system;

/// Fires the timers of this service. The case says whether the clock still runs.
#[derive(Debug)]
pub(crate) struct Deadlines;

impl OnTimer for Deadlines {
    fn fire<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        timer: &'a DueTimer,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            if enforcement::TIMED.contains(&timer.kind.as_str()) {
                let noted = enforcement_ran_out(unit, timer.aggregate, timer.rule.clone()).await;
                return noted.map_err(Fault::into_apply_error);
            }
            let id = CaseId::from(timer.aggregate);
            let ran_out = Request::of(CaseCommand::RunOut {
                rule: timer.rule.clone(),
            });
            let noted = act(unit, &system(), id, ran_out).await;
            noted.map(|_case| ()).map_err(Fault::into_apply_error)
        })
    }
}
