//! HTTP as every service speaks it: problems, callers, idempotency, limits, health, `OpenAPI`.
//!
//! What it is for: a service brings its routes; [`finish`] puts the same door before all of them.
//! Handlers take what they need as extractors ([`Caller`], [`IdempotencyKey`], [`ValidJson`],
//! [`PathId`], [`ValidQuery`]) and answer a [`Problem`] when something is refused.
//!
//! Invariants:
//! - every refusal is an RFC 9457 problem with a stable type, a Chinese and an English title, and
//!   the trace it belongs to; what went wrong inside is logged, never sent;
//! - every limit is set before a request's body is read;
//! - a request's span continues the caller's trace and names its own in the response.
//!
//! Deliberately absent: listening, TLS and graceful stop (the runtime's), storage of idempotent
//! answers (the ledger's), and compression.

mod context;
mod door;
mod extract;
mod health;
pub mod openapi;
mod problem;

pub use context::{HttpContext, Limits};
pub use door::{REQUEST_ID, TRACE_ID, finish};
pub use extract::{
    Caller, IDEMPOTENCY_KEY, IdempotencyKey, MaybeCaller, PathId, ValidJson, ValidQuery,
};
pub use health::Health;
pub use problem::{CitedArticle, FieldError, PROBLEM_JSON, Problem, ProblemBody};
