//! Throw-away databases and brokers, a virtual clock and an OTLP sink for tests.
//!
//! Only `[dev-dependencies]` and `e2e-tests` use this crate.
//!
//! All test processes of a run share one `PostgreSQL` and one `nats-server`, kept in memory where
//! the machine has room: the first test that asks starts them, a watcher ends them and deletes
//! their data when no test process has been alive for [`fleet::IDLE_SECONDS`]. With `DATABASE_URL`
//! or `NATS_URL` set, those servers are used instead.
//!
//! Invariants:
//! - Two tests never see each other's data: each has its own database, its own stream prefix or
//!   its own server.
//! - A test process that is killed leaves nothing behind for longer than the idle time.
//! - The shared database is not durable: a test that kills the database server starts its own
//!   through `servers`.

mod clock;
mod database;
mod eventually;
pub mod fleet;
mod ids;
mod machine;
mod nats;
mod otlp;

pub use clock::VirtualClock;
pub use database::TestDatabase;
pub use eventually::eventually;
pub use ids::SeqIds;
pub use nats::{SharedNats, TestNats, shared_nats};
pub use otlp::{OtlpSink, SpanLink, SpanRecord};
