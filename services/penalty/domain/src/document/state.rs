//! What a document is at a moment.

use crypto::{DualDigest, Sha256Hex, Sm3Hex};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{ActorId, CaseId, DocumentNumber};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::form::FormFacts;
use super::ground::About;
use crate::case::Served;

/// A document that is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The case; for a penalty on the spot, which has none, the penalty itself.
    pub case: CaseId,
    /// The form.
    pub form: FormFacts,
    /// The agency's name in full, as the document shows it.
    pub agency: String,
    /// The agency's code (机关代字) without that of the form; for numbered forms.
    pub agency_code: Option<String>,
    /// What it tells of, where the case alone does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// Who drafted it.
    pub by: ActorId,
    /// When.
    pub drafted_on: Date,
}

/// What sealing made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Its number, if the form has one.
    pub number: Option<DocumentNumber>,
    /// Digest of form, number and fields, as printed on it.
    pub content: Sm3Hex,
    /// The printed document.
    pub pdf: DualDigest,
    /// Where its signature lies.
    pub signature: Sha256Hex,
    /// The key that signed: SM3 of the public key.
    pub key: Sm3Hex,
    /// Who sealed.
    pub by: ActorId,
    /// When.
    pub at: Timestamp,
    /// The day on the document.
    pub dated: Date,
}

/// Why and by whom it was voided (作废).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voiding {
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: ActorId,
    /// When.
    pub at: Timestamp,
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Document {
    /// Before it is drafted.
    #[default]
    Absent,
    /// Being written.
    Drafted {
        /// What was drafted.
        draft: Draft,
    },
    /// Sealed (盖章): it changes no more.
    Sealed {
        /// What was drafted.
        draft: Draft,
        /// The seal.
        seal: Box<Seal>,
    },
    /// Sealed, and served on the party (送达).
    Served {
        /// What was drafted.
        draft: Draft,
        /// The seal.
        seal: Box<Seal>,
        /// The service.
        served: Served,
    },
    /// Voided (作废).
    Voided {
        /// What was drafted.
        draft: Draft,
        /// The seal, if it had one.
        seal: Option<Box<Seal>>,
        /// Why.
        voiding: Voiding,
    },
}

/// The state of a document without its facts.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DocumentStatus {
    /// Before it is drafted.
    Absent,
    /// Being written.
    Drafted,
    /// Sealed.
    Sealed,
    /// Served.
    Served,
    /// Voided.
    Voided,
}

impl Document {
    /// Its state without the facts.
    #[must_use]
    pub const fn status(&self) -> DocumentStatus {
        match self {
            Self::Absent => DocumentStatus::Absent,
            Self::Drafted { .. } => DocumentStatus::Drafted,
            Self::Sealed { .. } => DocumentStatus::Sealed,
            Self::Served { .. } => DocumentStatus::Served,
            Self::Voided { .. } => DocumentStatus::Voided,
        }
    }

    /// What was drafted.
    #[must_use]
    pub const fn draft(&self) -> Option<&Draft> {
        match self {
            Self::Absent => None,
            Self::Drafted { draft }
            | Self::Sealed { draft, .. }
            | Self::Served { draft, .. }
            | Self::Voided { draft, .. } => Some(draft),
        }
    }

    /// The seal, once it has one; a voided document keeps it.
    #[must_use]
    pub fn seal(&self) -> Option<&Seal> {
        match self {
            Self::Absent | Self::Drafted { .. } => None,
            Self::Sealed { seal, .. } | Self::Served { seal, .. } => Some(seal),
            Self::Voided { seal, .. } => seal.as_deref(),
        }
    }

    /// Why it was voided, if it was.
    #[must_use]
    pub const fn voiding(&self) -> Option<&Voiding> {
        match self {
            Self::Voided { voiding, .. } => Some(voiding),
            Self::Absent | Self::Drafted { .. } | Self::Sealed { .. } | Self::Served { .. } => None,
        }
    }

    /// The service, if it was served.
    #[must_use]
    pub const fn served(&self) -> Option<&Served> {
        match self {
            Self::Served { served, .. } => Some(served),
            Self::Absent | Self::Drafted { .. } | Self::Sealed { .. } | Self::Voided { .. } => None,
        }
    }
}
