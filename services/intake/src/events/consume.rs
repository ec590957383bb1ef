//! What other services' events cause here.

use contracts::{Event as _, complaint, decode};
use futures::future::BoxFuture;
use intake_domain::Source;
use kernel::{Actor, ActorId, SubmissionId, Uscc, legal_date};
use ledger::{Apply, ApplyError, Delivery, UnitOfWork};
use runtime::Fault;
use uuid::Uuid;

use crate::app::{Entry, register_clue};

/// The platform itself.
pub(crate) fn system() -> Actor {
    Actor::system(ActorId::from(Uuid::nil()))
}

/// Reads the stream of `complaint`.
#[derive(Debug)]
pub(crate) struct FromComplaint;

impl Apply for FromComplaint {
    fn apply<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        delivery: &'a Delivery,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            if delivery.event_type != complaint::v1::ReportForwarded::TYPE {
                return Ok(());
            }
            let report: complaint::v1::ReportForwarded = decode(&delivery.payload)?;
            let entry = entry(delivery, &report)?;
            register_clue(unit, &system(), entry)
                .await
                .map(|_clue| ())
                .map_err(refused)
        })
    }
}

fn entry(
    delivery: &Delivery,
    report: &complaint::v1::ReportForwarded,
) -> Result<Entry, ApplyError> {
    let submission = report
        .submission_id
        .parse::<SubmissionId>()
        .map_err(|error| ApplyError::Permanent(format!("submission_id: {error}")))?;
    let respondent = if report.respondent_uscc.is_empty() {
        None
    } else {
        let code = report
            .respondent_uscc
            .parse::<Uscc>()
            .map_err(|error| ApplyError::Permanent(format!("respondent_uscc: {error}")))?;
        Some(code)
    };
    Ok(Entry {
        matter: delivery.matter,
        region: delivery.region,
        source: Source::Report,
        submission: Some(submission),
        domain: report.domain.clone(),
        respondent,
        discovered_on: legal_date(delivery.occurred_at),
    })
}

/// A refusal of our own rules is not cured by trying again; an outage is.
pub(crate) fn refused(fault: Fault) -> ApplyError {
    fault.into_apply_error()
}
