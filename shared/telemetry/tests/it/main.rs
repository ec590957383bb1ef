//! Telemetry as a process sees it.

#![expect(clippy::unwrap_used, reason = "tests")]

mod collector;
mod propagation;
mod setup;
