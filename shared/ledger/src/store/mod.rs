//! The only SQL of this crate. Names carry no schema: see the crate documentation.

#![expect(
    clippy::as_conversions,
    reason = "`as` tells sqlx the type of a parameter"
)]

pub(crate) mod events;
pub(crate) mod idempotency;
pub(crate) mod inbox;
pub(crate) mod outbox;
pub(crate) mod reference;
pub(crate) mod timers;
