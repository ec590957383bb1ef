//! A private `PostgreSQL` and a private `nats-server` for one machine: find the programs, check
//! their versions, start them in a folder of ours, stop them, or kill them.
//!
//! Used by `mingjing up`, by the tests and by the benchmarks. A deployment that has its own
//! database and broker never touches this crate.
//!
//! Invariants:
//! - `PostgreSQL` listens on a unix socket only, in a folder nobody else may enter.
//! - `nats-server` listens on 127.0.0.1 only.
//! - A process is signalled only after its command line proved to be the server of our folder,
//!   so that a stale pid file never hits a stranger.
//! - Dropping a handle stops the server only where `die_with_parent` was asked for. Everything
//!   else keeps running and can be attached to again.
//!
//! Absent on purpose: replication, TLS, backups. Linux only: it reads `/proc`.

mod error;
mod folder;
mod nats;
mod postgres;
mod process;

pub use error::Error;
pub use nats::{Nats, NatsBinary, NatsOptions, SyncInterval};
pub use postgres::{Postgres, PostgresBinaries, PostgresOptions};
