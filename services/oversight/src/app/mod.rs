//! What this service does beyond placing steps: look at matters, rebuild itself.

mod look;
mod replay;

pub(crate) use look::{Matter, find, latest};
pub use replay::{ReplayError, Summary, digest, replay};
