//! What an officer is at a moment. Each state carries the facts that hold in it.

use jiff::civil::Date;
use kernel::{OfficerId, Region};
use serde::{Deserialize, Serialize};

use super::{CancelReason, SuspendReason};

/// The certificate of an officer. The officer acts under the same identifier as actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The officer.
    pub officer: OfficerId,
    /// Its number; its form differs between issuers, so it is only kept.
    pub number: String,
    /// Unit of the officer.
    pub unit: String,
    /// Fields of enforcement it covers.
    pub domains: Vec<String>,
    /// Region it covers, with all that lies in it.
    pub region: Region,
    /// First day of validity.
    pub valid_from: Date,
    /// Last day of validity.
    pub valid_to: Date,
}

/// An officer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Officer {
    /// Before registration.
    #[default]
    Unknown,
    /// Has a certificate that was neither suspended nor cancelled; it may have expired.
    Active {
        /// The certificate.
        certificate: Certificate,
    },
    /// The certificate is withheld for a time (暂扣).
    Suspended {
        /// The certificate.
        certificate: Certificate,
        /// Why.
        reason: SuspendReason,
        /// Since when.
        since: Date,
    },
    /// The certificate is cancelled (注销), for good.
    Cancelled {
        /// The certificate.
        certificate: Certificate,
        /// Why.
        reason: CancelReason,
        /// Since when.
        since: Date,
    },
}

impl Officer {
    /// The certificate, once registered.
    #[must_use]
    pub const fn certificate(&self) -> Option<&Certificate> {
        match self {
            Self::Unknown => None,
            Self::Active { certificate }
            | Self::Suspended { certificate, .. }
            | Self::Cancelled { certificate, .. } => Some(certificate),
        }
    }

    /// Stable name of the state.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Active { .. } => "active",
            Self::Suspended { .. } => "suspended",
            Self::Cancelled { .. } => "cancelled",
        }
    }
}
