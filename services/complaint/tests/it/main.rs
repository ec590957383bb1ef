//! The complaint service against a real database and a real broker, over HTTP.

#![cfg(test)]

mod citizen;
mod given;
mod office;
mod progress;
mod secrecy;
