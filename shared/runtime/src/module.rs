//! What a service is made of, in one screen.

use std::sync::Arc;

use futures::future::BoxFuture;
use ledger::{Apply, Ledger, OnTimer, SchemaSpec};
use tokio_util::sync::CancellationToken;
use utoipa::openapi::OpenApi;

use crate::Context;

/// A foreign stream that a service reads.
pub struct Consumer {
    /// The service whose events are read.
    pub from: &'static str,
    /// What is done with them.
    pub apply: Arc<dyn Apply>,
}

impl std::fmt::Debug for Consumer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Consumer")
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// Work that runs as long as the process does.
pub type Task = Box<dyn FnOnce(CancellationToken) -> BoxFuture<'static, ()> + Send>;

/// A service, built.
pub struct Module {
    /// Its name.
    pub name: &'static str,
    /// Its routes, finished by [`http_kit::finish`].
    pub router: axum::Router,
    /// Their description.
    pub openapi: OpenApi,
    /// Its ledger, when it has a schema.
    pub ledger: Option<Ledger>,
    /// It publishes events, so its ledger needs a relay.
    pub publishes: bool,
    /// The streams it reads.
    pub consumers: Vec<Consumer>,
    /// What happens when its clocks run out.
    pub on_timer: Option<Arc<dyn OnTimer>>,
    /// Anything else.
    pub tasks: Vec<Task>,
}

impl std::fmt::Debug for Module {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Module")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Module {
    /// A module with routes and nothing else.
    #[must_use]
    pub fn new(name: &'static str, router: axum::Router, openapi: OpenApi) -> Self {
        Self {
            name,
            router,
            openapi,
            ledger: None,
            publishes: false,
            consumers: Vec::new(),
            on_timer: None,
            tasks: Vec::new(),
        }
    }
}

/// A service, described.
pub trait Service: Send + Sync {
    /// Its name: also its schema, its stream and its path.
    fn name(&self) -> &'static str;

    /// Its schema, when it has one.
    fn schema(&self) -> Option<SchemaSpec>;

    /// Builds it.
    ///
    /// # Errors
    /// When something it needs cannot be had; the error says what to do.
    fn build<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Module, Box<dyn std::error::Error + Send + Sync>>>;
}
