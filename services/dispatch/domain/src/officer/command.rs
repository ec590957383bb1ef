//! What may be asked of an officer's certificate, and what happens to it.

use jiff::civil::Date;
use kernel::Actor;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::Certificate;

/// Why a certificate is withheld for a time.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SuspendReason {
    /// Sent to training away from the post (离岗教育).
    Training,
    /// Under investigation (接受调查).
    Investigation,
    /// Criticised or disciplined (处分).
    Discipline,
    /// Another ground.
    Other,
}

/// Why a certificate is cancelled.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum CancelReason {
    /// Moved to another post (调离执法岗位).
    Transferred,
    /// Retired (退休).
    Retired,
    /// Dismissed (辞退、开除).
    Dismissed,
    /// Lost the qualification (取消执法资格).
    QualificationLost,
    /// Another ground.
    Other,
}

/// What may be asked of an officer's certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfficerCommand {
    /// Enter the officer in the roster.
    Register(Certificate),
    /// Withhold the certificate for a time.
    Suspend {
        /// Why.
        reason: SuspendReason,
    },
    /// Give the certificate back.
    Reinstate,
    /// Cancel the certificate for good.
    Cancel {
        /// Why.
        reason: CancelReason,
    },
}

impl OfficerCommand {
    /// Stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Register(_) => "register",
            Self::Suspend { .. } => "suspend",
            Self::Reinstate => "reinstate",
            Self::Cancel { .. } => "cancel",
        }
    }
}

/// What was looked up before deciding.
#[derive(Debug, Clone, Copy)]
pub struct OfficerFacts<'a> {
    /// Today in Asia/Shanghai.
    pub today: Date,
    /// Who asks.
    pub actor: &'a Actor,
}

/// Something that happened to an officer's certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfficerEvent {
    /// The officer entered the roster.
    Registered {
        /// The certificate.
        certificate: Certificate,
    },
    /// The certificate was withheld.
    Suspended {
        /// Why.
        reason: SuspendReason,
        /// When.
        on: Date,
    },
    /// The certificate was given back.
    Reinstated,
    /// The certificate was cancelled.
    Cancelled {
        /// Why.
        reason: CancelReason,
        /// When.
        on: Date,
    },
}
