//! What a folder is at a moment.

use crypto::Sha256Hex;
use jiff::Timestamp;
use kernel::{ActorId, CaseId, MatterId, Region};
use serde::{Deserialize, Serialize};

/// Which case a folder belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderAbout {
    /// The case; the folder has no other identifier.
    pub case: CaseId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
}

/// What closes a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// How many items it holds.
    pub items: u32,
    /// How many of them a monitoring device without an operator recorded; each was reviewed, or the
    /// folder could not be sealed.
    #[serde(default)]
    pub monitored: u32,
    /// Digest of the manifest.
    pub manifest: Sha256Hex,
    /// When.
    pub sealed_at: Timestamp,
    /// By whom.
    pub sealed_by: ActorId,
}

/// A folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Folder {
    /// Before the team of the case is known.
    #[default]
    Unknown,
    /// Takes evidence.
    Open {
        /// Whose it is.
        about: FolderAbout,
    },
    /// Sealed (封存): takes nothing more.
    Sealed {
        /// Whose it is.
        about: FolderAbout,
        /// What closes it.
        seal: Seal,
    },
}

impl Folder {
    /// Whose it is, once it is open.
    #[must_use]
    pub const fn about(&self) -> Option<&FolderAbout> {
        match self {
            Self::Unknown => None,
            Self::Open { about } | Self::Sealed { about, .. } => Some(about),
        }
    }

    /// Stable name of the state.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Open { .. } => "open",
            Self::Sealed { .. } => "sealed",
        }
    }
}
