//! The ledger against a real database and a real broker.

#![cfg(test)]

mod harness;
mod inbox;
mod relay;
mod timers;
mod unit;
