//! What other services' events cause here.

use std::fmt::Display;
use std::str::FromStr;

use contracts::{Event as _, decode, dispatch, evidence, intake};
use futures::future::BoxFuture;
use kernel::{Actor, ActorId, CaseId, OfficerId, legal_date};
use ledger::{Apply, ApplyError, Delivery, UnitOfWork};
use penalty_domain::CaseCommand;
use penalty_domain::case::{Evidence, Opening};
use runtime::Fault;
use uuid::Uuid;

use super::certificates;
use crate::app::{Request, act, open_case};

/// The platform itself.
pub(crate) fn system() -> Actor {
    Actor::system(ActorId::from(Uuid::nil()))
}

/// Reads the stream of `intake`: a filed case is opened.
#[derive(Debug)]
pub(crate) struct FromIntake;

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
            let opening = opening(delivery, &filed)?;
            let opened = open_case(unit, &system(), opening).await;
            opened.map(|_case| ()).map_err(Fault::into_apply_error)
        })
    }
}

/// Reads the stream of `dispatch`: the team investigates, and certificates are kept.
#[derive(Debug)]
pub(crate) struct FromDispatch;

impl Apply for FromDispatch {
    fn apply<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        delivery: &'a Delivery,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            if delivery.event_type != dispatch::v1::TeamAssigned::TYPE {
                return certificates::apply(unit, delivery).await;
            }
            let team: dispatch::v1::TeamAssigned = decode(&delivery.payload)?;
            let case = read("case_id", &team.case_id)?;
            let officers = team
                .officer_ids
                .iter()
                .map(|id| read::<OfficerId>("officer_ids", id));
            let officers = officers.collect::<Result<_, _>>()?;
            step(unit, case, CaseCommand::RecordInvestigators { officers }).await
        })
    }
}

/// Reads the stream of `evidence`: what was sealed is joined.
#[derive(Debug)]
pub(crate) struct FromEvidence;

impl Apply for FromEvidence {
    fn apply<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        delivery: &'a Delivery,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            if delivery.event_type != evidence::v1::EvidenceSealed::TYPE {
                return Ok(());
            }
            let sealed: evidence::v1::EvidenceSealed = decode(&delivery.payload)?;
            let case = read("case_id", &sealed.case_id)?;
            let evidence = Evidence {
                manifest_digest: sealed.manifest_digest,
                items: sealed.items,
                monitored: sealed.monitoring_records,
                monitored_lawful: sealed.monitoring_records_lawful,
                joined_on: legal_date(unit.now()),
            };
            step(unit, case, CaseCommand::JoinEvidence(evidence)).await
        })
    }
}

/// Takes a step that another service caused. A case that is not open here yet is waited for; one that
/// is decided already no longer changes.
async fn step(unit: &mut UnitOfWork, case: CaseId, command: CaseCommand) -> Result<(), ApplyError> {
    let kind = command.kind();
    let Err(fault) = act(unit, &system(), case, Request::of(command)).await else {
        return Ok(());
    };
    let problem = fault.problem();
    match problem.code() {
        "not-found" => Err(ApplyError::NotYet(format!("case {case} is not open here"))),
        "wrong-state" => {
            tracing::info!(%case, command = kind.as_str(), "too late to change the case");
            Ok(())
        }
        _ => Err(Fault::from(problem).into_apply_error()),
    }
}

fn opening(delivery: &Delivery, filed: &intake::v1::CaseFiled) -> Result<Opening, ApplyError> {
    let uscc = filed.party_uscc.as_str();
    let filed_on = match filed.basis.as_ref().map(|basis| basis.legal_date.as_str()) {
        None | Some("") => legal_date(delivery.occurred_at),
        Some(date) => read("legal_date", date)?,
    };
    Ok(Opening {
        id: read("case_id", &filed.case_id)?,
        matter: delivery.matter,
        region: delivery.region,
        domain: filed.domain.clone(),
        power_item: filed.power_item.clone(),
        unit: filed.unit.clone(),
        party_kind: read("party_kind", &filed.party_kind)?,
        party_uscc: (!uscc.is_empty())
            .then(|| read("party_uscc", uscc))
            .transpose()?,
        filed_on,
    })
}

pub(super) fn read<T>(field: &str, text: &str) -> Result<T, ApplyError>
where
    T: FromStr,
    T::Err: Display,
{
    text.parse()
        .map_err(|error| ApplyError::Permanent(format!("{field}: {error}")))
}
