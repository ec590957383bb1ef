//! What a unit of work collects before it commits.

use jiff::Timestamp;
use kernel::{MatterId, Region};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The thing an event happened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aggregate {
    /// Its identifier.
    pub id: Uuid,
    /// Its version after the event, from 1 without gaps.
    pub version: i64,
    /// The matter it belongs to.
    pub matter: MatterId,
    /// Where it is.
    pub region: Region,
}

/// A clock to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTimer {
    /// The aggregate it belongs to.
    pub aggregate: Uuid,
    /// What it is for; one open timer per aggregate and kind. Setting it again replaces it.
    pub kind: &'static str,
    /// The deadline rule behind it, for example `PEN-DECIDE-90`.
    pub rule: String,
    /// Where.
    pub region: Region,
    /// The matter it belongs to.
    pub matter: MatterId,
    /// When it fires, at the earliest.
    pub due_at: Timestamp,
}

/// Which request this is, so that it has one effect however often it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestKey {
    /// Who sent it: keys of different senders do not meet.
    pub scope: String,
    /// The sender's key.
    pub key: String,
    /// Digest of method, path and body: a key belongs to one request.
    pub hash: [u8; 32],
}

/// The answer a request got.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON body.
    pub body: serde_json::Value,
}

#[derive(Debug)]
pub(crate) struct PendingEvent {
    pub(crate) event_id: Uuid,
    pub(crate) aggregate: Aggregate,
    pub(crate) event_type: &'static str,
    pub(crate) subject: String,
    pub(crate) actor: Uuid,
    pub(crate) payload: Vec<u8>,
    pub(crate) traceparent: Option<String>,
}
