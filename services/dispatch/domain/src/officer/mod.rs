//! The officer (执法人员) and the enforcement certificate (行政执法证).

mod command;
mod decide;
mod state;

pub use command::{CancelReason, OfficerCommand, OfficerEvent, OfficerFacts, SuspendReason};
pub use decide::OfficerRules;
pub use state::{Certificate, Officer};
