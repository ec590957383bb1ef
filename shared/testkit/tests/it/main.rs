//! The kit as the other crates' tests see it.

#![expect(clippy::unwrap_used, reason = "tests")]

mod clock;
mod database;
mod eventually;
mod fleet;
mod nats;
mod otlp;
mod processes;
