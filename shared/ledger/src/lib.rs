//! State, events, timers and idempotency keys in one PostgreSQL transaction, and the three workers
//! that live from it: the [`Relay`] publishes, the [`Inbox`] consumes, the [`TimerWorker`] fires.
//!
//! Invariants: an event exists exactly when the state change that caused it is committed; it is
//! published until the broker has it; it is applied once per consumer and in the order of its
//! aggregate; a timer fires together with its effect. The tables carry no schema name: each service's
//! pool has its own schema as search path, so the same checked queries serve all of them.
//!
//! Deliberately absent: rules of law, knowledge of any service, any cursor over identities (they
//! commit out of order).

mod error;
mod figures;
mod inbox;
mod load;
mod migrate;
mod pool;
mod record;
mod reference;
mod relay;
mod store;
mod timers;
mod unit;

pub use error::{Conflict, Error};
pub use inbox::{Apply, ApplyError, DeadLetter, Delivery, Inbox, InboxSettings, Replayed};
pub use load::{Loaded, NewReference, ReferenceKind, known, load};
pub use migrate::{SchemaSpec, migrate, template_migrator};
pub use pool::{PoolSettings, connect};
pub use record::{Aggregate, Answer, NewTimer, RequestKey};
pub use reference::{Known, Reference};
pub use relay::{Relay, RelaySettings, outgoing};
pub use store::events::StoredEvent;
pub use timers::{DueTimer, OnTimer, TimerSettings, TimerWorker};
pub use unit::{Ledger, UnitOfWork};

/// What the fault tests switch off to prove that they would notice. Never set outside tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TestSwitches {
    /// Apply messages without looking at the inbox.
    pub without_inbox: bool,
    /// Publish straight after the commit and forget, instead of from the outbox.
    pub without_outbox: bool,
}
