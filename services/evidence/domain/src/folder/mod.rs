//! The folder of a case (案卷证据): open while evidence comes in, then sealed.

mod command;
mod decide;
mod event;
mod state;

pub use command::{FolderCommand, FolderFacts, Opening, SealedItem};
pub use decide::{FolderRules, ITEMS_MAX, may_seal, open_for_collection};
pub use event::FolderEvent;
pub use state::{Folder, FolderAbout, Seal};
