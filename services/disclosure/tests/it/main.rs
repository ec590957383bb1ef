//! Disclosure against a real database and a real broker, over HTTP.

#![cfg(test)]

mod doors;
mod given;
mod publishing;
mod queue;
mod register;
mod withdrawal;
