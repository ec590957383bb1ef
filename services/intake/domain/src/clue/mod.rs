//! The clue and its life.

mod command;
mod decide;
mod event;
mod state;

pub use command::{ClueCommand, ClueFacts, DeclineReason, Finding, Registration};
pub use decide::ClueRules;
pub use event::ClueEvent;
pub use state::{About, Clue, PartyKind, Source};
