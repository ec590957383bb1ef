//! Traces, metrics and logs, and their context through HTTP and NATS.
//!
//! What it is for: one call, [`init`], gives a process its log lines, its spans and its figures. A
//! span's place in a trace travels as a plain W3C `traceparent` string: a request carries it in a
//! header, a ledger row stores it, a message repeats it, and [`context`] joins the pieces again.
//!
//! Invariants:
//! - trace ids exist whether or not anybody collects them, so a log line, a problem document and
//!   a ledger row can always name the same trace;
//! - telemetry never fails a request: a malformed or missing parent begins a new trace;
//! - what leaves the process as text goes through [`redact()`].
//!
//! Deliberately absent: any knowledge of the platform's own types. This crate depends on none of
//! the others, and personal data is kept out of spans by those who open them.

pub mod context;
mod export;
mod init;
mod line;
pub mod metrics;
mod redact;
mod settings;
mod span;

pub use init::{Error, Guard, init};
pub use redact::redact;
pub use settings::{LogFormat, Settings};
pub use span::record_matter;

#[doc(hidden)]
pub use tracing as __tracing;
