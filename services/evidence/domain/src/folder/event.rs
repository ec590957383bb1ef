//! What happens to a folder.

use super::{FolderAbout, Seal};
use crate::ManifestLine;

/// Something that happened to a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderEvent {
    /// It may take evidence.
    Opened {
        /// Whose it is.
        about: FolderAbout,
    },
    /// It was sealed.
    Sealed {
        /// What closes it.
        seal: Seal,
        /// What lies in it.
        manifest: Vec<ManifestLine>,
    },
}
