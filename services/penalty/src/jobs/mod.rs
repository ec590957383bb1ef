//! What happens when a clock runs out.

use futures::future::BoxFuture;
use kernel::CaseId;
use ledger::{ApplyError, DueTimer, OnTimer, UnitOfWork};
use penalty_domain::measure::Measure;
use penalty_domain::preservation::Preservation;
use penalty_domain::referral::ReferralCommand;
use penalty_domain::spot::SpotCommand;
use penalty_domain::substitute::Substitute;
use penalty_domain::{CaseCommand, enforcement};
use runtime::Fault;

use crate::app::{
    Recorded, Request, act, act_on_referral, act_on_spot, enforcement_ran_out, run_out_of_remedy,
    step,
};
use crate::events::consume::system;

/// Fires the timers of this service. What they belong to says whether the clock still runs.
#[derive(Debug)]
pub(crate) struct Deadlines;

impl OnTimer for Deadlines {
    fn fire<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        timer: &'a DueTimer,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            let noted = run_out(unit, timer).await;
            noted.map_err(Fault::into_apply_error)
        })
    }
}

/// Whether the timer is one of the proceedings `P` beside a case.
fn is_of<P: Recorded>(timer: &DueTimer) -> bool {
    P::TIMED.contains(&timer.kind.as_str())
}

async fn beside<P: Recorded>(unit: &mut UnitOfWork, timer: &DueTimer) -> Result<(), Fault> {
    let command = P::run_out(timer.rule.clone());
    step::<P>(unit, &system(), timer.aggregate, command).await?;
    Ok(())
}

/// The kind of a timer names the proceeding it belongs to, by a prefix or by its rule.
async fn run_out(unit: &mut UnitOfWork, timer: &DueTimer) -> Result<(), Fault> {
    let (id, rule) = (timer.aggregate, timer.rule.clone());
    match timer.kind.split_once(':').map(|(owner, _rule)| owner) {
        Some("spot") => {
            act_on_spot(unit, &system(), id, SpotCommand::RunOut { rule }).await?;
        }
        Some("referral") => {
            act_on_referral(unit, &system(), id, ReferralCommand::RunOut { rule }).await?;
        }
        Some("remedy") => run_out_of_remedy(unit, id, rule).await?,
        None if enforcement::TIMED.contains(&timer.kind.as_str()) => {
            enforcement_ran_out(unit, id, rule).await?;
        }
        None if is_of::<Measure>(timer) => beside::<Measure>(unit, timer).await?,
        None if is_of::<Preservation>(timer) => beside::<Preservation>(unit, timer).await?,
        None if is_of::<Substitute>(timer) => beside::<Substitute>(unit, timer).await?,
        Some(_) | None => {
            let ran_out = Request::of(CaseCommand::RunOut { rule });
            act(unit, &system(), CaseId::from(id), ran_out).await?;
        }
    }
    Ok(())
}
