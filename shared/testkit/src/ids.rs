//! Identifiers a test can foretell.

use std::sync::atomic::{AtomicU32, Ordering};

use uuid::Uuid;

/// The version and variant bits of a time-ordered identifier (version 7), all else zero.
const VERSION_7: u128 = 0x0000_0000_0000_7000_8000_0000_0000_0000;

/// Identifiers that count up: the same on every run, sorted in the order they were made, and
/// different for different seeds.
#[derive(Debug)]
pub struct SeqIds {
    seed: u16,
    made: AtomicU32,
}

impl SeqIds {
    /// Starts at number 1.
    #[must_use]
    pub fn new(seed: u16) -> Self {
        Self {
            seed,
            made: AtomicU32::new(0),
        }
    }

    /// The identifier that call number `number` of [`kernel::Ids::uuid`] gives, counted from 1.
    #[must_use]
    pub fn nth(&self, number: u32) -> Uuid {
        Uuid::from_u128(VERSION_7 | (u128::from(self.seed) << 32) | u128::from(number))
    }
}

impl kernel::Ids for SeqIds {
    fn uuid(&self) -> Uuid {
        let made = self.made.fetch_add(1, Ordering::Relaxed);
        self.nth(made.wrapping_add(1))
    }
}
