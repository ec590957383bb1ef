//! Disclosure (行政处罚决定公示): decisions are masked, approved, published, and taken down again with
//! the reason.
//!
//! Reads `penalty` (a decision is made, served, revoked); publishes what becomes of each publication;
//! answers the public without a token, for every region, and only what is or was on the register. The
//! rules live in `disclosure-domain`; this crate loads, decides, saves.

mod api;
mod app;
mod events;
mod jobs;
mod store;

use std::sync::Arc;

use futures::future::BoxFuture;
use ledger::{Ledger, SchemaSpec};
use runtime::{Consumer, Context, Module, Service};
use sqlx::migrate::Migrator;

/// The migrations of schema `disclosure`.
pub static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// What the parts of this service share.
#[derive(Debug, Clone)]
pub(crate) struct Disclosure {
    pub(crate) ledger: Ledger,
}

/// The service `disclosure`.
#[derive(Debug, Clone, Copy)]
pub struct DisclosureService;

impl Service for DisclosureService {
    fn name(&self) -> &'static str {
        "disclosure"
    }

    fn schema(&self) -> Option<SchemaSpec> {
        Some(SchemaSpec {
            name: "disclosure",
            migrator: &MIGRATIONS,
            with_ledger: true,
        })
    }

    fn build<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Module, Box<dyn std::error::Error + Send + Sync>>> {
        Box::pin(async move {
            let ledger = context.ledger(self.name())?;
            let disclosure = Disclosure {
                ledger: ledger.clone(),
            };
            let (router, openapi) = api::router(disclosure, context.http(self.name()));
            let mut module = Module::new(self.name(), router, openapi);
            module.ledger = Some(ledger);
            module.publishes = true;
            module.consumers = vec![Consumer {
                from: "penalty",
                apply: Arc::new(events::consume::FromPenalty),
            }];
            module.on_timer = Some(Arc::new(jobs::Deadlines));
            Ok(module)
        })
    }
}
