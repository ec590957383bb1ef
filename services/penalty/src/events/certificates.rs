//! What dispatch tells of enforcement certificates becomes the list that is asked on the spot.

use contracts::{Event as _, decode, dispatch};
use kernel::{OfficerId, legal_date};
use ledger::{ApplyError, Delivery, UnitOfWork};
use penalty_domain::certificate::{Certificate, Standing};

use super::consume::read;
use crate::store::officer;

/// Applies an event about a certificate; others are passed over.
pub(super) async fn apply(unit: &mut UnitOfWork, delivery: &Delivery) -> Result<(), ApplyError> {
    let on = legal_date(delivery.occurred_at);
    match delivery.event_type.as_str() {
        dispatch::v1::OfficerRegistered::TYPE => {
            let event: dispatch::v1::OfficerRegistered = decode(&delivery.payload)?;
            let certificate = certificate(delivery, event)?;
            officer::upsert(unit.connection(), &certificate).await?;
            Ok(())
        }
        dispatch::v1::CertificateSuspended::TYPE => {
            let event: dispatch::v1::CertificateSuspended = decode(&delivery.payload)?;
            let standing = if event.cancelled {
                Standing::Cancelled(on)
            } else {
                Standing::Suspended(on)
            };
            stands(unit, &event.officer_id, standing).await
        }
        dispatch::v1::CertificateReinstated::TYPE => {
            let event: dispatch::v1::CertificateReinstated = decode(&delivery.payload)?;
            stands(unit, &event.officer_id, Standing::Held).await
        }
        _ => Ok(()),
    }
}

fn certificate(
    delivery: &Delivery,
    event: dispatch::v1::OfficerRegistered,
) -> Result<Certificate, ApplyError> {
    let from = event.certificate_valid_from.as_str();
    Ok(Certificate {
        officer: read("officer_id", &event.officer_id)?,
        region: delivery.region,
        domains: event.domains,
        valid_from: (!from.is_empty())
            .then(|| read("certificate_valid_from", from))
            .transpose()?,
        valid_to: read("certificate_valid_to", &event.certificate_valid_to)?,
        standing: Standing::Held,
    })
}

async fn stands(
    unit: &mut UnitOfWork,
    officer: &str,
    standing: Standing,
) -> Result<(), ApplyError> {
    let officer: OfficerId = read("officer_id", officer)?;
    if !officer::set_standing(unit.connection(), officer, standing).await? {
        tracing::warn!(%officer, "a certificate that was never registered here");
    }
    Ok(())
}
