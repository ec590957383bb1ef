//! The words every service shares: typed ids, division codes, credit codes, citizen numbers, money,
//! document numbers, masking, actors, and the clock.
//!
//! Invariants: nothing here reads a clock, a random source, a file or the network; a value that
//! exists has passed the check of its standard; legal dates are dates in China (UTC+8).
//!
//! Deliberately absent: working days and deadlines (they live in `law`), and anything that stores,
//! sends or renders.

pub mod actor;
pub mod citizen_id;
pub mod clock;
pub mod code;
pub mod decider;
pub mod document_number;
pub mod id;
pub mod mask;
pub mod money;
#[cfg(feature = "openapi")]
mod openapi;
pub mod region;
pub mod scope;
pub mod uscc;

mod text;

pub use actor::{Actor, Post};
pub use citizen_id::{CitizenId, CitizenIdError};
pub use clock::{
    Clock, FixedClock, end_of_day, legal_date, legal_datetime, start_of_day, timestamp_at, today,
};
pub use code::{Code, CodeError};
pub use decider::Decider;
pub use document_number::{DocumentNumber, DocumentNumberError};
pub use id::{
    ActorId, CaseId, ClueId, DocumentId, EventId, EvidenceId, IdError, Ids, MatterId, OfficerId,
    PublicationId, SeededIds, SubmissionId, TaskId, TimerId,
};
pub use money::{Fen, MoneyError};
pub use region::{Region, RegionEntry, RegionError, RegionLevel};
pub use scope::RegionScope;
pub use uscc::{Uscc, UsccError, UsccFlag};

/// What the exported macros need; no part of the interface.
#[doc(hidden)]
pub mod __private {
    pub use serde;
    pub use uuid::Uuid;
    #[cfg(feature = "openapi")]
    pub use {crate::openapi::uuid_schema, utoipa};
}
