//! The main of a service in a box: settings, start, drain, stop; and what every service's handlers
//! need to write exactly once.
//!
//! What it is for: a service describes itself as a [`Service`]; [`run`] starts one of them as a
//! process of its own, or all of them in one process, with the same code. Invariants: nothing is
//! accepted before the start is over; what was accepted is finished before the stop; every failure to
//! start says what to do. Deliberately absent: business rules, SQL.

mod asked;
mod basis;
mod clock;
mod context;
mod error;
mod ids;
mod module;
mod request;
mod serve;
mod settings;

pub use asked::Asked;
pub use basis::{Step, due_on_wire};
pub use clock::{MovableClock, SystemClock};
pub use context::Context;
pub use error::Error;
pub use ids::SystemIds;
pub use module::{Consumer, Module, Service, Task};
pub use request::{Fault, allow, once, request_key};
pub use serve::{Running, asked_to_stop, main, migrate, run, start};
pub use settings::{
    AccessSettings, ClockSettings, GatewaySettings, HttpSettings, LocalSettings, Settings,
    Surroundings, SwitchSettings, local,
};
