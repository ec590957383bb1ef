//! A service behind the door, over a real connection.

#![expect(clippy::panic, clippy::unwrap_used, reason = "tests")]

mod door;
mod extract;
mod health;
mod openapi;
mod problem;
mod service;
