//! Content in a real folder.

#![expect(clippy::unwrap_used, reason = "tests")]

mod settings;
mod store;
