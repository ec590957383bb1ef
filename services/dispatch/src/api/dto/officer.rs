//! Officers on the wire.

use dispatch_domain::{CancelReason, Certificate, Officer, SuspendReason};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{OfficerId, Region};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::Entry;
use crate::store::officer::StoredOfficer;

/// An officer with the enforcement certificate.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RegisterOfficer {
    /// The officer's identifier, which is also the actor of the officer's token. Made when left
    /// out.
    pub(in crate::api) id: Option<OfficerId>,
    /// Full name; stays in this service.
    #[schema(max_length = 100)]
    pub(in crate::api) name: String,
    /// Number of the certificate.
    #[schema(max_length = 32)]
    certificate_number: String,
    /// Unit of the officer.
    #[schema(max_length = 64)]
    unit: String,
    /// Fields of enforcement that the certificate covers.
    #[schema(example = json!(["city-management"]), max_items = 30)]
    domains: Vec<String>,
    /// Region that the certificate covers, with all that lies in it.
    pub(in crate::api) region: Region,
    /// First day of validity.
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    /// Last day of validity.
    #[schema(value_type = String, format = Date)]
    valid_to: Date,
}

impl RegisterOfficer {
    /// As the use case takes it; `made` serves when the caller gave no identifier.
    pub(in crate::api) fn entry(self, made: OfficerId) -> Entry {
        Entry {
            name: self.name,
            certificate: Certificate {
                officer: self.id.unwrap_or(made),
                number: self.certificate_number,
                unit: self.unit,
                domains: self.domains,
                region: self.region,
                valid_from: self.valid_from,
                valid_to: self.valid_to,
            },
        }
    }
}

/// The certificate is withheld for a time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SuspendCertificate {
    /// training, investigation, discipline, other.
    #[schema(value_type = String, example = "training")]
    pub(in crate::api) reason: SuspendReason,
}

/// The certificate is given back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ReinstateCertificate {}

/// The certificate is cancelled for good.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct CancelCertificate {
    /// transferred, retired, dismissed, qualification-lost, other.
    #[schema(value_type = String, example = "retired")]
    pub(in crate::api) reason: CancelReason,
}

/// Which officers to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ListOfficers {
    /// Only officers of this unit.
    pub(in crate::api) unit: Option<String>,
    /// active, suspended, cancelled.
    pub(in crate::api) status: Option<String>,
    /// From 0.
    #[serde(default)]
    #[param(minimum = 0)]
    pub(in crate::api) page: u32,
}

/// An officer as they stand.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OfficerView {
    id: OfficerId,
    name: String,
    certificate_number: String,
    unit: String,
    domains: Vec<String>,
    region: Region,
    #[schema(value_type = Option<String>, format = Date)]
    valid_from: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Date>,
    /// active, suspended, cancelled. An active certificate may have expired: see `valid_to`.
    status: &'static str,
    /// Why and since when it is suspended or cancelled.
    reason: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    since: Option<Date>,
    version: i64,
    #[schema(value_type = String, format = DateTime)]
    registered_at: Timestamp,
}

impl From<&StoredOfficer> for OfficerView {
    fn from(stored: &StoredOfficer) -> Self {
        let certificate = stored.state.certificate();
        let (reason, since) = match &stored.state {
            Officer::Unknown | Officer::Active { .. } => (None, None),
            Officer::Suspended { reason, since, .. } => (Some(reason.to_string()), Some(*since)),
            Officer::Cancelled { reason, since, .. } => (Some(reason.to_string()), Some(*since)),
        };
        Self {
            id: stored.id,
            name: stored.name.clone(),
            certificate_number: certificate
                .map(|held| held.number.clone())
                .unwrap_or_default(),
            unit: certificate
                .map(|held| held.unit.clone())
                .unwrap_or_default(),
            domains: certificate
                .map(|held| held.domains.clone())
                .unwrap_or_default(),
            region: stored.region,
            valid_from: certificate.map(|held| held.valid_from),
            valid_to: certificate.map(|held| held.valid_to),
            status: stored.state.name(),
            reason,
            since,
            version: stored.version,
            registered_at: stored.registered_at,
        }
    }
}

/// A page of officers.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OfficerList {
    pub(in crate::api) officers: Vec<OfficerView>,
}
