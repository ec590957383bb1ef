//! What happens to a piece of evidence.

use super::About;
use crate::custody::Entry;

/// Something that happened to a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemEvent {
    /// It was collected and stored.
    Collected {
        /// What it is.
        about: Box<About>,
        /// First entry of its chain.
        entry: Entry,
    },
    /// Someone touched it.
    Touched {
        /// The entry that says so.
        entry: Entry,
    },
    /// It was sealed with its folder.
    Sealed {
        /// The entry that says so.
        entry: Entry,
    },
}

impl ItemEvent {
    /// The entry of the chain of custody that it adds.
    #[must_use]
    pub const fn entry(&self) -> &Entry {
        match self {
            Self::Collected { entry, .. } | Self::Touched { entry } | Self::Sealed { entry } => {
                entry
            }
        }
    }
}
