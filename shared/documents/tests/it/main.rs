//! The forms as PDF.

#![expect(clippy::unwrap_used, reason = "tests")]

mod support;

mod check;
mod print;
