//! What other services' events cause here.

use contracts::{Event as _, decode, intake};
use dispatch_domain::Configuration;
use futures::future::BoxFuture;
use kernel::CaseId;
use ledger::{Apply, ApplyError, Delivery, UnitOfWork};
use runtime::Fault;

use crate::app::{FiledCase, open_task};

/// Reads the stream of `intake`.
#[derive(Debug)]
pub(crate) struct FromIntake {
    pub(crate) configuration: Configuration,
}

impl Apply for FromIntake {
    fn apply<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        delivery: &'a Delivery,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            if delivery.event_type != intake::v1::CaseFiled::TYPE {
                return Ok(());
            }
            let filed: intake::v1::CaseFiled = decode(&delivery.payload)?;
            let case = filed
                .case_id
                .parse::<CaseId>()
                .map_err(|error| ApplyError::Permanent(format!("case_id: {error}")))?;
            let filed = FiledCase {
                matter: delivery.matter,
                case,
                region: delivery.region,
                domain: filed.domain,
                unit: filed.unit,
            };
            open_task(unit, &self.configuration, filed)
                .await
                .map_err(Fault::into_apply_error)
        })
    }
}
