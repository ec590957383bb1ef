//! Intake (案源登记与立案): clues are registered, verified, and filed as cases, or not, with the reason.
//!
//! Reads `complaint` (a forwarded report becomes a clue); publishes what becomes of each clue. The
//! rules live in `intake-domain`; this crate loads, decides, saves.

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

/// The migrations of schema `intake`.
pub static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// What the parts of this service share.
#[derive(Debug, Clone)]
pub(crate) struct Intake {
    pub(crate) ledger: Ledger,
}

/// The service `intake`.
#[derive(Debug, Clone, Copy)]
pub struct IntakeService;

impl Service for IntakeService {
    fn name(&self) -> &'static str {
        "intake"
    }

    fn schema(&self) -> Option<SchemaSpec> {
        Some(SchemaSpec {
            name: "intake",
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
            let intake = Intake {
                ledger: ledger.clone(),
            };
            let (router, openapi) = api::router(intake.clone(), context.http(self.name()));
            let mut module = Module::new(self.name(), router, openapi);
            module.ledger = Some(ledger);
            module.publishes = true;
            module.consumers = vec![Consumer {
                from: "complaint",
                apply: Arc::new(events::consume::FromComplaint),
            }];
            module.on_timer = Some(Arc::new(jobs::Deadlines));
            Ok(module)
        })
    }
}
