//! What other services' events cause here.

use contracts::{Event as _, decode, dispatch};
use futures::future::BoxFuture;
use kernel::{Actor, ActorId, CaseId, OfficerId};
use ledger::{Apply, ApplyError, Delivery, UnitOfWork};
use runtime::Fault;
use uuid::Uuid;

use crate::app::{self, Assignment};

/// The platform itself.
fn system() -> Actor {
    Actor::system(ActorId::from(Uuid::nil()))
}

/// Reads the stream of `dispatch`.
#[derive(Debug)]
pub(crate) struct FromDispatch;

impl Apply for FromDispatch {
    fn apply<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        delivery: &'a Delivery,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            let assignment = match delivery.event_type.as_str() {
                dispatch::v1::TeamAssigned::TYPE => {
                    let event: dispatch::v1::TeamAssigned = decode(&delivery.payload)?;
                    Assignment {
                        case: case(&event.case_id)?,
                        matter: delivery.matter,
                        region: delivery.region,
                        team: officers(&event.officer_ids)?,
                    }
                }
                dispatch::v1::TaskHandedBack::TYPE => {
                    let event: dispatch::v1::TaskHandedBack = decode(&delivery.payload)?;
                    let case = case(&event.case_id)?;
                    return app::dissolve_team(unit, case, delivery.region)
                        .await
                        .map_err(Fault::into_apply_error);
                }
                _ => return Ok(()),
            };
            app::assign_team(unit, &system(), assignment)
                .await
                .map_err(Fault::into_apply_error)
        })
    }
}

fn case(text: &str) -> Result<CaseId, ApplyError> {
    text.parse()
        .map_err(|error| ApplyError::Permanent(format!("case_id: {error}")))
}

fn officers(texts: &[String]) -> Result<Vec<OfficerId>, ApplyError> {
    texts
        .iter()
        .map(|text| text.parse::<OfficerId>())
        .collect::<Result<_, _>>()
        .map_err(|error| ApplyError::Permanent(format!("officer_ids: {error}")))
}
