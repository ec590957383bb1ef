//! What every request of a service can rely on, and how much of it there may be.

use std::sync::Arc;
use std::time::Duration;

use access::Verifier;
use kernel::Clock;
use law::Library;
use tokio::sync::watch;

/// What the extractors need of a service.
#[derive(Debug, Clone)]
pub struct HttpContext {
    /// Whose tokens are believed.
    pub verifier: Arc<Verifier>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// The statute texts that were loaded, for what a refusal cites.
    pub library: watch::Receiver<Arc<Library>>,
    /// The service's name, as in its spans and figures.
    pub service: &'static str,
}

/// How much a service takes on. A route that needs more (an upload) is finished apart with limits
/// of its own and merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// Time from a request's head to its answer's head.
    pub time: Duration,
    /// Requests being answered at the same time; more are turned away at once.
    pub in_flight: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1024 * 1024,
            time: Duration::from_secs(30),
            in_flight: 512,
        }
    }
}
