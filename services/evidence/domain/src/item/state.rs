//! What a piece of evidence is at a moment.

use crypto::{DualDigest, Sha256Hex};
use kernel::{CaseId, EvidenceId, MatterId, OfficerId, Region};
use serde::{Deserialize, Serialize};

use crate::Collection;
use crate::custody::ChainHead;

/// First line of the bytes of an item's record; a new layout gets a new name.
const RECORD_LAYOUT: &str = "mingjing.evidence.record.v1";

/// What an item is; the same for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its identifier.
    pub id: EvidenceId,
    /// The case.
    pub case: CaseId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// What the officers recorded.
    pub collection: Collection,
    /// The officer who stored it.
    pub uploaded_by: OfficerId,
    /// Digests and size of its content.
    pub content: DualDigest,
}

impl About {
    /// SHA-256 over what the chain of custody begins with: the item, its case, what and whose it is,
    /// and its content. Free texts stay outside, so that a copy of the chain can be proved without
    /// them.
    #[must_use]
    pub fn record(&self) -> Sha256Hex {
        let Self {
            id,
            case,
            collection,
            uploaded_by,
            content,
            ..
        } = self;
        let DualDigest { sha256, sm3, size } = content;
        let officers: Vec<String> = collection
            .collected_by
            .iter()
            .map(OfficerId::to_string)
            .collect();
        Sha256Hex::of(
            format!(
                "{RECORD_LAYOUT}\n{id}\n{case}\n{}\n{}\n{}\n{}\n{uploaded_by}\n{}\n\
                 {sha256}\n{sm3}\n{size}\n",
                collection.kind,
                collection.step,
                collection.form,
                officers.join(" "),
                collection.collected_at.as_microsecond(),
            )
            .as_bytes(),
        )
    }
}

/// Where the original is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// With its keeper.
    #[default]
    InCustody,
    /// Given to someone else, for example for appraisal.
    HandedOver,
}

/// A piece of evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Item {
    /// Before it is collected.
    #[default]
    Unknown,
    /// In an open folder.
    Kept {
        /// What it is.
        about: About,
        /// Where its original is.
        place: Place,
        /// Where its chain of custody ends.
        head: ChainHead,
    },
    /// In a sealed folder; touches are still recorded.
    Sealed {
        /// What it is.
        about: About,
        /// Where its original is.
        place: Place,
        /// Where its chain of custody ends.
        head: ChainHead,
        /// The entry that sealed it, as the manifest has it.
        sealed: ChainHead,
    },
}

impl Item {
    /// What it is, once it is collected.
    #[must_use]
    pub const fn about(&self) -> Option<&About> {
        match self {
            Self::Unknown => None,
            Self::Kept { about, .. } | Self::Sealed { about, .. } => Some(about),
        }
    }

    /// Where its chain of custody ends, once it is collected.
    #[must_use]
    pub const fn head(&self) -> Option<&ChainHead> {
        match self {
            Self::Unknown => None,
            Self::Kept { head, .. } | Self::Sealed { head, .. } => Some(head),
        }
    }

    /// Where its original is.
    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            Self::Unknown => Place::InCustody,
            Self::Kept { place, .. } | Self::Sealed { place, .. } => *place,
        }
    }

    /// Stable name of the state.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Kept { .. } => "kept",
            Self::Sealed { .. } => "sealed",
        }
    }
}
