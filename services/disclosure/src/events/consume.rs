//! What other services' events cause here.

use std::str::FromStr;

use contracts::{Event as _, decode, penalty};
use disclosure_domain::publication::NewDecision;
use disclosure_domain::{About, Party, PublicationCommand};
use futures::future::BoxFuture;
use jiff::civil::Date;
use kernel::{Actor, ActorId, CaseId, Fen, PublicationId, legal_date};
use ledger::{Apply, ApplyError, Delivery, UnitOfWork};
use runtime::Fault;
use uuid::Uuid;

use crate::app;

/// The platform itself.
pub(crate) fn system() -> Actor {
    Actor::system(ActorId::from(Uuid::nil()))
}

/// Reads the stream of `penalty`.
#[derive(Debug)]
pub(crate) struct FromPenalty;

impl Apply for FromPenalty {
    fn apply<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        delivery: &'a Delivery,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            match delivery.event_type.as_str() {
                penalty::v1::DecisionMade::TYPE => made(unit, delivery).await,
                penalty::v1::DecisionServed::TYPE => served(unit, delivery).await,
                penalty::v1::DecisionRevoked::TYPE => revoked(unit, delivery).await,
                _ => Ok(()),
            }
        })
    }
}

async fn made(unit: &mut UnitOfWork, delivery: &Delivery) -> Result<(), ApplyError> {
    let event: penalty::v1::DecisionMade = decode(&delivery.payload)?;
    let party_minor = event.party_minor;
    let about = about(unit, delivery, event)?;
    app::take_decision(unit, &system(), NewDecision { about, party_minor })
        .await
        .map_err(Fault::into_apply_error)
}

async fn served(unit: &mut UnitOfWork, delivery: &Delivery) -> Result<(), ApplyError> {
    let event: penalty::v1::DecisionServed = decode(&delivery.payload)?;
    let case = read("case_id", &event.case_id)?;
    let served_on = read("served_on", &event.served_on)?;
    app::note_service(unit, case, delivery.region, served_on, &event.method)
        .await
        .map_err(Fault::into_apply_error)
}

async fn revoked(unit: &mut UnitOfWork, delivery: &Delivery) -> Result<(), ApplyError> {
    let event: penalty::v1::DecisionRevoked = decode(&delivery.payload)?;
    let case: CaseId = read("case_id", &event.case_id)?;
    let command = PublicationCommand::NoteRevocation {
        reason_code: read("reason_code", &event.reason_code)?,
        revoked_on: revoked_on(delivery, &event)?,
    };
    let Some(id) = app::publication_of_case(unit, case).await? else {
        return Err(ApplyError::NotYet(format!("the decision of case {case}")));
    };
    app::decide_publication(unit, &system(), id, command)
        .await
        .map(|_publication| ())
        .map_err(Fault::into_apply_error)
}

/// The day of the revocation, as penalty counts it; of an event without one, the day it happened.
fn revoked_on(
    delivery: &Delivery,
    event: &penalty::v1::DecisionRevoked,
) -> Result<Date, ApplyError> {
    match &event.basis {
        Some(basis) if !basis.legal_date.is_empty() => read("legal_date", &basis.legal_date),
        _ => Ok(legal_date(delivery.occurred_at)),
    }
}

fn about(
    unit: &UnitOfWork,
    delivery: &Delivery,
    event: penalty::v1::DecisionMade,
) -> Result<About, ApplyError> {
    let party = match event.party_kind.as_str() {
        "natural-person" => Party::NaturalPerson,
        "organisation" => Party::Organisation {
            name: event.party_name,
            uscc: given(&event.party_uscc)
                .map(|code| read("party_uscc", code))
                .transpose()?,
        },
        other => return Err(ApplyError::Permanent(format!("party_kind: {other}"))),
    };
    Ok(About {
        id: PublicationId::from(unit.new_id()),
        case: read("case_id", &event.case_id)?,
        matter: delivery.matter,
        region: delivery.region,
        document_number: read("document_number", &event.document_number)?,
        decided_on: read("decided_on", &event.decided_on)?,
        penalties: event.penalties,
        fine: money("fine_fen", event.fine_fen)?,
        confiscated: money("confiscated_fen", event.confiscated_fen)?,
        party,
        violation_code: event.violation_code,
        power_item: event.power_item,
        agency: event.agency,
        domain: event.domain,
    })
}

fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn read<T: FromStr<Err: std::fmt::Display>>(
    field: &'static str,
    text: &str,
) -> Result<T, ApplyError> {
    text.parse()
        .map_err(|error| ApplyError::Permanent(format!("{field}: {error}")))
}

fn money(field: &'static str, fen: i64) -> Result<Fen, ApplyError> {
    Fen::try_from(fen).map_err(|error| ApplyError::Permanent(format!("{field}: {error}")))
}
