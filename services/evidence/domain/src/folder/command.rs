//! What may be asked of a folder, and what is looked up before the answer.

use crypto::Sha256Hex;
use jiff::Timestamp;
use kernel::{Actor, CaseId, MatterId, OfficerId, Region};

use crate::custody::Broken;
use crate::item::{About, Place};

/// What opens a folder: the team of the case was assigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The case.
    pub case: CaseId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// The officers assigned.
    pub team: Vec<OfficerId>,
}

/// An item at the moment its folder is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedItem {
    /// What it is.
    pub about: About,
    /// Where its original is.
    pub place: Place,
    /// Whether its chain of custody holds.
    pub chain: Result<(), Broken>,
    /// Whether its content is stored, with its size.
    pub stored: bool,
    /// Digest of the entry that seals it.
    pub custody: Sha256Hex,
}

/// What may be asked of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderCommand {
    /// Open it.
    Open(Opening),
    /// Seal it with all its items, in the order in which they came.
    Seal {
        /// Every item of the folder.
        items: Vec<SealedItem>,
    },
}

impl FolderCommand {
    /// Stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open(_) => "open",
            Self::Seal { .. } => "seal",
        }
    }
}

/// What was looked up before deciding.
#[derive(Clone, Debug)]
pub struct FolderFacts<'a> {
    /// The present instant.
    pub now: Timestamp,
    /// Who asks.
    pub actor: &'a Actor,
    /// The officers of the case, as dispatch last assigned them.
    pub team: &'a [OfficerId],
}
