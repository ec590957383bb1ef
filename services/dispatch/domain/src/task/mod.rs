//! The task: a filed case on its way to a team.

mod command;
mod decide;
mod event;
mod evolve;
mod state;

pub use command::{TaskCommand, TaskFacts};
pub use decide::TaskRules;
pub use event::TaskEvent;
pub use state::{
    Conflict, ConflictGround, EscalationReason, HandBackReason, Standing, Task, TaskAbout, Team,
};
