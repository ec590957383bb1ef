//! A piece of evidence and every touch of it.

mod command;
mod decide;
mod event;
mod state;

pub use command::{ItemCommand, ItemFacts, NewItem};
pub use decide::{ItemRules, may_collect};
pub use event::ItemEvent;
pub use state::{About, Item, Place};
