//! What may be asked of a piece of evidence, and what is looked up before the answer.

use crypto::DualDigest;
use jiff::Timestamp;
use kernel::{Actor, EvidenceId, OfficerId};

use crate::custody::Action;
use crate::{Code, Collection, Folder};

/// Evidence whose bytes are stored and that is to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewItem {
    /// Its identifier.
    pub id: EvidenceId,
    /// What the officers recorded.
    pub collection: Collection,
    /// Digests and size of the stored content.
    pub content: DualDigest,
}

/// What may be asked of a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemCommand {
    /// Record it in the folder.
    Collect(Box<NewItem>),
    /// Record a touch.
    Touch {
        /// What is done with it.
        action: Action,
        /// Why.
        note: Code,
    },
    /// Seal it, with its folder.
    Seal,
}

impl ItemCommand {
    /// Stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Collect(_) => "collect",
            Self::Touch { .. } => "touch",
            Self::Seal => "seal",
        }
    }
}

/// What was looked up before deciding.
#[derive(Clone, Debug)]
pub struct ItemFacts<'a> {
    /// The present instant.
    pub now: Timestamp,
    /// Who asks.
    pub actor: &'a Actor,
    /// The officers of the case, as dispatch last assigned them.
    pub team: &'a [OfficerId],
    /// The folder of the case.
    pub folder: &'a Folder,
    /// How many items the folder holds.
    pub items: usize,
    /// The recording that a new item is the transcript of lies in the same folder.
    pub transcribed_item_known: bool,
}
