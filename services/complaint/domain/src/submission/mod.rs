//! The submission and its life.

mod command;
mod decide;
mod event;
mod evolve;
mod state;

pub use command::{SubmissionCommand, SubmissionFacts};
pub use decide::SubmissionRules;
pub use event::SubmissionEvent;
pub use state::{About, AnswerClock, Submission};
