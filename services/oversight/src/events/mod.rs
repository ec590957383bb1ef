//! From an event of any service and any type to a step of its matter.

use contracts::AnyEvent;
use contracts::common::v1::Due;
use futures::future::BoxFuture;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{MatterId, Region, RegionError, legal_date};
use ledger::{Apply, ApplyError, Delivery, StoredEvent, UnitOfWork};
use prost::Message as _;
use telemetry::context;
use uuid::Uuid;

use crate::store::step;
use crate::timeline::{DueSet, Step};

/// Places the events of one service.
#[derive(Debug)]
pub(crate) struct Placing {
    pub(crate) from: &'static str,
}

impl Apply for Placing {
    fn apply<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        delivery: &'a Delivery,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            let step = read(self.from, &Envelope::from(delivery))
                .map_err(|problem| ApplyError::Permanent(chain(&problem)))?;
            step::place(unit.connection(), std::slice::from_ref(&step)).await?;
            Ok(())
        })
    }
}

/// Why an event cannot be placed. It is a mistake of its publisher.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unplaceable {
    #[error("`{0}` is not mingjing.<service>.v<n>.<Event> of the service whose stream it came in")]
    Type(String),
    #[error("the body is not a protobuf message")]
    Body(#[from] prost::DecodeError),
    #[error("its basis is missing")]
    NoBasis,
    #[error("{field} is not a date")]
    Date {
        field: &'static str,
        #[source]
        source: jiff::Error,
    },
    #[error("its region is malformed")]
    Region(#[from] RegionError),
}

/// An event with what stands around its body, from a stream or from a ledger.
#[derive(Debug)]
pub(crate) struct Envelope<'a> {
    event_id: Uuid,
    event_type: &'a str,
    aggregate_id: Uuid,
    aggregate_version: i64,
    matter: MatterId,
    region: Region,
    occurred_at: Timestamp,
    traceparent: Option<&'a str>,
    payload: &'a [u8],
}

impl<'a> From<&'a Delivery> for Envelope<'a> {
    fn from(delivery: &'a Delivery) -> Self {
        Self {
            event_id: delivery.event_id.uuid(),
            event_type: &delivery.event_type,
            aggregate_id: delivery.aggregate_id,
            aggregate_version: delivery.aggregate_version,
            matter: delivery.matter,
            region: delivery.region,
            occurred_at: delivery.occurred_at,
            traceparent: delivery.traceparent.as_deref(),
            payload: &delivery.payload,
        }
    }
}

impl<'a> TryFrom<&'a StoredEvent> for Envelope<'a> {
    type Error = Unplaceable;

    fn try_from(event: &'a StoredEvent) -> Result<Self, Unplaceable> {
        Ok(Self {
            event_id: event.event_id,
            event_type: &event.event_type,
            aggregate_id: event.aggregate_id,
            aggregate_version: event.aggregate_version,
            matter: MatterId::from(event.matter_id),
            region: event.region.parse()?,
            occurred_at: event.occurred_at,
            traceparent: event.traceparent.as_deref(),
            payload: &event.payload,
        })
    }
}

/// The step that an event of `service` tells.
pub(crate) fn read(service: &str, event: &Envelope<'_>) -> Result<Step, Unplaceable> {
    let (version, name) = parts(service, event.event_type)
        .ok_or_else(|| Unplaceable::Type(event.event_type.to_owned()))?;
    let basis = AnyEvent::decode(event.payload)?
        .basis
        .ok_or(Unplaceable::NoBasis)?;
    let day = if basis.legal_date.is_empty() {
        legal_date(event.occurred_at)
    } else {
        date("legal_date", &basis.legal_date)?
    };
    let dues_set = basis
        .dues_set
        .into_iter()
        .map(due)
        .collect::<Result<_, _>>()?;
    Ok(Step {
        event_id: event.event_id,
        matter_id: event.matter,
        region: event.region,
        service: service.to_owned(),
        event_type: event.event_type.to_owned(),
        name: name.to_owned(),
        version,
        aggregate_id: event.aggregate_id,
        aggregate_version: event.aggregate_version,
        occurred_at: event.occurred_at,
        legal_date: day,
        articles: basis.articles,
        dues_set,
        dues_met: basis.dues_met,
        actor_post: basis.actor_post,
        // The span differs between the ledger and the message; the trace is the same.
        trace_id: event
            .traceparent
            .and_then(context::trace_id)
            .map(str::to_owned),
    })
}

/// Version and short name in a full protobuf name.
fn parts<'a>(service: &str, event_type: &'a str) -> Option<(i32, &'a str)> {
    let rest = event_type
        .strip_prefix("mingjing.")?
        .strip_prefix(service)?;
    let (version, name) = rest.strip_prefix(".v")?.split_once('.')?;
    let version = version.parse().ok().filter(|version| *version > 0)?;
    (!name.is_empty()).then_some((version, name))
}

fn due(due: Due) -> Result<DueSet, Unplaceable> {
    Ok(DueSet {
        trigger: date("dues_set.trigger", &due.trigger)?,
        raw: date("dues_set.raw", &due.raw)?,
        effective: date("dues_set.effective", &due.effective)?,
        provisional: due.provisional,
        rule_id: due.rule_id,
    })
}

fn date(field: &'static str, text: &str) -> Result<Date, Unplaceable> {
    text.parse()
        .map_err(|source| Unplaceable::Date { field, source })
}

/// An error with what caused it, in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use contracts::common::v1::Basis;

    use super::*;

    const TRACE: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    fn envelope<'a>(event_type: &'a str, payload: &'a [u8]) -> Envelope<'a> {
        Envelope {
            event_id: Uuid::from_u128(1),
            event_type,
            aggregate_id: Uuid::from_u128(2),
            aggregate_version: 3,
            matter: MatterId::from(Uuid::from_u128(4)),
            region: "340705".parse().unwrap(),
            occurred_at: "2026-02-10T16:30:00Z".parse().unwrap(),
            traceparent: Some(TRACE),
            payload,
        }
    }

    #[test]
    fn an_event_type_that_nobody_here_knows_is_placed_by_its_basis() {
        // Field 1 is the basis; field 99 is something that only the publisher knows.
        let basis = Basis {
            articles: vec!["第一条".to_owned()],
            ..Basis::default()
        };
        let mut payload = AnyEvent { basis: Some(basis) }.encode_to_vec();
        payload.extend([0x9a, 0x06, 1, b'x']);
        let event = envelope("mingjing.penalty.v12.PartyApologised", &payload);
        let step = read("penalty", &event).unwrap();
        assert_eq!((step.name.as_str(), step.version), ("PartyApologised", 12));
        assert_eq!(step.articles, ["第一条"]);
        assert_eq!(
            step.trace_id.as_deref(),
            Some("0af7651916cd43dd8448eb211c80319c")
        );
        assert_eq!(
            step.legal_date.to_string(),
            "2026-02-11",
            "the day it was in China"
        );
    }

    #[test]
    fn a_type_of_another_service_is_not_placed() {
        let payload = AnyEvent {
            basis: Some(Basis::default()),
        }
        .encode_to_vec();
        for foreign in [
            "mingjing.intake.v1.CaseFiled",
            "CaseFiled",
            "mingjing.penalty.v0.X",
            "",
        ] {
            let outcome = read("penalty", &envelope(foreign, &payload));
            assert!(matches!(outcome, Err(Unplaceable::Type(_))), "{foreign}");
        }
    }

    #[test]
    fn a_body_without_basis_or_with_a_wrong_date_is_not_placed() {
        let name = "mingjing.penalty.v1.CaseOpened";
        assert!(matches!(
            read("penalty", &envelope(name, &[])),
            Err(Unplaceable::NoBasis)
        ));
        assert!(matches!(
            read("penalty", &envelope(name, &[0xff])),
            Err(Unplaceable::Body(_))
        ));
        let due = Due {
            raw: "soon".to_owned(),
            trigger: "2026-02-10".to_owned(),
            ..Due::default()
        };
        let basis = Basis {
            dues_set: vec![due],
            ..Basis::default()
        };
        let payload = AnyEvent { basis: Some(basis) }.encode_to_vec();
        let outcome = read("penalty", &envelope(name, &payload));
        assert!(matches!(
            outcome,
            Err(Unplaceable::Date {
                field: "dues_set.raw",
                ..
            })
        ));
    }
}
