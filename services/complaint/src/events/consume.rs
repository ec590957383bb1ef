//! How far a matter has come in other services.

use complaint_domain::{Limits, Stage, SubmissionCommand};
use contracts::{Event as _, disclosure, intake, penalty};
use futures::future::BoxFuture;
use kernel::legal_date;
use ledger::{Apply, ApplyError, Delivery, UnitOfWork};
use runtime::Fault;

use crate::app::{Which, decide_submission, system};
use crate::store::stage;

/// What a citizen is told when a case was opened on the report.
const FILED_NOTICE: &str =
    "您反映的线索经核查已立案，正在按法定程序办理；办理期限和结果公示依照法律、法规的规定。";

/// Reads the streams of `intake`, `penalty` and `disclosure`.
#[derive(Debug)]
pub(crate) struct Progress {
    pub(crate) limits: Limits,
}

/// What an event changes about the stages of its matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Reached(Stage),
    Undone(Stage),
}

impl Apply for Progress {
    fn apply<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        delivery: &'a Delivery,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            let Some(change) = change(&delivery.event_type) else {
                return Ok(());
            };
            // A matter that begins here is stored before anyone can hear of it: one that is not
            // stored began elsewhere, for example with an inspection.
            let matter = delivery.matter;
            if !stage::is_ours(unit.connection(), matter).await? {
                return Ok(());
            }
            match change {
                Change::Undone(stage) => {
                    stage::remove(unit.connection(), matter, stage).await?;
                }
                Change::Reached(stage) => {
                    let on = legal_date(delivery.occurred_at);
                    stage::reach(unit.connection(), matter, delivery.region, stage, on).await?;
                    if stage == Stage::Filed {
                        self.tell_filed(unit, delivery).await?;
                    }
                }
            }
            Ok(())
        })
    }
}

impl Progress {
    /// The statutory procedure takes over from the hotline's clock, and the citizen is told.
    async fn tell_filed(
        &self,
        unit: &mut UnitOfWork,
        delivery: &Delivery,
    ) -> Result<(), ApplyError> {
        let command = SubmissionCommand::TellFiled {
            text: FILED_NOTICE.to_owned(),
        };
        let which = Which::Matter(delivery.matter);
        decide_submission(unit, &self.limits, &system(), which, command)
            .await
            .map(|_submission| ())
            .map_err(Fault::into_apply_error)
    }
}

fn change(event_type: &str) -> Option<Change> {
    match event_type {
        intake::v1::CaseFiled::TYPE => Some(Change::Reached(Stage::Filed)),
        intake::v1::ClueNotFiled::TYPE => Some(Change::Reached(Stage::NotFiled)),
        intake::v1::ClueTransferred::TYPE => Some(Change::Reached(Stage::Transferred)),
        penalty::v1::DecisionMade::TYPE | penalty::v1::CaseClosed::TYPE => {
            Some(Change::Reached(Stage::Decided))
        }
        penalty::v1::DecisionRevoked::TYPE => Some(Change::Undone(Stage::Decided)),
        disclosure::v1::DecisionPublished::TYPE => Some(Change::Reached(Stage::Published)),
        disclosure::v1::PublicationWithdrawn::TYPE => Some(Change::Undone(Stage::Published)),
        _ => None,
    }
}
