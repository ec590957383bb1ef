//! Identifiers of a running process: UUID version 7, ordered by the platform's clock.

use std::sync::Arc;

use kernel::{Clock, Ids};
use uuid::{ContextV7, Uuid};

/// Random identifiers that sort by the time they were made.
#[derive(Debug)]
pub struct SystemIds {
    clock: Arc<dyn Clock>,
    context: std::sync::Mutex<ContextV7>,
}

impl SystemIds {
    /// Identifiers stamped by `clock`.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            context: std::sync::Mutex::new(ContextV7::new()),
        }
    }
}

impl Ids for SystemIds {
    fn uuid(&self) -> Uuid {
        let now = self.clock.now();
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        let nanoseconds = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
        let context = self
            .context
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Uuid::new_v7(uuid::Timestamp::from_unix(&*context, seconds, nanoseconds))
    }
}
