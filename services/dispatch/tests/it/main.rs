//! The dispatch service against a real database and a real broker, over HTTP.

#![cfg(test)]

mod given;
mod officers;
mod tasks;
mod timing;
