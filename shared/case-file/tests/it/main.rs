//! Case files, packed, changed and checked.

#![expect(clippy::unwrap_used, reason = "tests")]

mod changed;
mod given;
mod packed;
