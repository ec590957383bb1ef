//! JetStream as this platform uses it: streams and consumers are data, publishing is pipelined,
//! consuming is a durable pull loop that never gives up.
//!
//! Invariants: what the server made is compared with what was asked for; every wait has a bound; a
//! denied publish becomes visible. Deliberately absent: exactly-once. The inbox in PostgreSQL gives
//! that; acknowledgements here only move the broker's cursor.

mod connect;
mod consume;
mod error;
mod publish;
mod settings;
mod topology;

pub use connect::{Bus, Condition};
pub use consume::{Disposition, Handler, Incoming};
pub use error::Error;
pub use publish::{Outgoing, PublishError, Stored};
pub use settings::{Settings, StreamSettings};
pub use topology::{ConsumerSpec, StreamSpec, StreamState};

/// The oldest nats-server that does what is asked of it.
pub const SERVER_VERSION_MIN: (u64, u64, u64) = (2, 12, 0);
