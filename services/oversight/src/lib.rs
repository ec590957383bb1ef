//! Oversight (监督), first part: one timeline per matter, from the events of all six services.
//!
//! Invariants: what it shows is a function of the set of events and of nothing else: neither of the
//! order in which streams arrive, nor of how often it was rebuilt. An event type that this build does
//! not know is placed like any other, by the basis that every event carries. What belongs to no matter
//! (an officer's record: its matter is the record itself) has steps, and is not listed as a matter.
//!
//! Deliberately absent: events of its own, any rule of law beyond which of two due dates counts,
//! personal data (events carry none).

mod api;
mod app;
mod events;
mod store;
mod timeline;

use std::sync::Arc;

use contracts::SERVICES;
use futures::future::BoxFuture;
use ledger::{Ledger, SchemaSpec};
use runtime::{Consumer, Context, Module, Service, Surroundings};
use sqlx::migrate::Migrator;

pub use app::{ReplayError, Summary, digest, replay};

/// The migrations of schema `oversight`.
pub static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// The service's name, which is also its schema.
const NAME: &str = "oversight";

/// What the parts of this service share.
#[derive(Debug, Clone)]
pub(crate) struct Oversight {
    pub(crate) ledger: Ledger,
    /// Anyone may look, without a token. In production nobody may.
    pub(crate) open_to_all: bool,
}

/// The service `oversight`.
#[derive(Debug, Clone, Copy)]
pub struct OversightService;

impl Service for OversightService {
    fn name(&self) -> &'static str {
        NAME
    }

    fn schema(&self) -> Option<SchemaSpec> {
        Some(SchemaSpec {
            name: NAME,
            migrator: &MIGRATIONS,
            with_ledger: true,
        })
    }

    fn build<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Module, Box<dyn std::error::Error + Send + Sync>>> {
        Box::pin(async move {
            let ledger = context.ledger(NAME)?;
            let oversight = Oversight {
                ledger: ledger.clone(),
                open_to_all: context.settings.surroundings == Surroundings::Development,
            };
            let (router, openapi) = api::router(oversight, context.http(NAME));
            let mut module = Module::new(NAME, router, openapi);
            module.ledger = Some(ledger);
            module.consumers = SERVICES
                .iter()
                .map(|from| Consumer {
                    from,
                    apply: Arc::new(events::Placing { from }),
                })
                .collect();
            Ok(module)
        })
    }
}
