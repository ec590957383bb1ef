//! Oversight against a real database and a real broker: placing, looking, rebuilding.

#![cfg(test)]

mod looking;
mod rebuilding;
mod statutes;
mod world;
