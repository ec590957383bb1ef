//! What happens when a clock runs out.

use futures::future::BoxFuture;
use kernel::CaseId;
use ledger::{ApplyError, DueTimer, OnTimer, UnitOfWork};
use penalty_domain::measure::Measure;
use penalty_domain::preservation::Preservation;
use penalty_domain::substitute::Substitute;
use penalty_domain::{CaseCommand, enforcement};
use runtime::Fault;

use crate::app::{Recorded, Request, act, enforcement_ran_out, step};
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
            if is_of::<Measure>(timer) {
                return run_out::<Measure>(unit, timer).await;
            }
            if is_of::<Preservation>(timer) {
                return run_out::<Preservation>(unit, timer).await;
            }
            if is_of::<Substitute>(timer) {
                return run_out::<Substitute>(unit, timer).await;
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

/// Whether the timer is one of the proceedings `P` beside a case.
fn is_of<P: Recorded>(timer: &DueTimer) -> bool {
    P::TIMED.contains(&timer.kind.as_str())
}

async fn run_out<P: Recorded>(unit: &mut UnitOfWork, timer: &DueTimer) -> Result<(), ApplyError> {
    let command = P::run_out(timer.rule.clone());
    let noted = step::<P>(unit, &system(), timer.aggregate, command).await;
    noted.map(|_stored| ()).map_err(Fault::into_apply_error)
}
