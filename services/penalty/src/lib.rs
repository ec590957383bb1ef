//! Penalty (行政处罚): the ordinary procedure (普通程序) from filing to closing, step by step, each with
//! the article it stands on.
//!
//! Reads `intake` (a filed case is opened), `dispatch` (who investigates) and `evidence` (what was
//! sealed); publishes every step. The rules live in `penalty-domain`; this crate loads, decides,
//! saves. Name and address of a party stay in this schema.

mod api;
mod app;
mod documents;
mod events;
mod jobs;
mod store;

use std::sync::Arc;

use futures::future::BoxFuture;
use ledger::{Ledger, SchemaSpec};
use runtime::{Consumer, Context, Module, Service};
use sqlx::migrate::Migrator;

use crate::documents::Workshop;

/// The migrations of schema `penalty`.
pub static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// What the parts of this service share.
#[derive(Debug, Clone)]
pub(crate) struct Penalty {
    pub(crate) ledger: Ledger,
    pub(crate) workshop: Workshop,
}

/// The service `penalty`.
#[derive(Debug, Clone, Copy)]
pub struct PenaltyService;

impl Service for PenaltyService {
    fn name(&self) -> &'static str {
        "penalty"
    }

    fn schema(&self) -> Option<SchemaSpec> {
        Some(SchemaSpec {
            name: "penalty",
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
            let penalty = Penalty {
                ledger: ledger.clone(),
                workshop: Workshop::open(&context.settings, context.seal()?)?,
            };
            let (router, openapi) = api::router(penalty, context.http(self.name()));
            let mut module = Module::new(self.name(), router, openapi);
            module.ledger = Some(ledger);
            module.publishes = true;
            module.consumers = vec![
                Consumer {
                    from: "intake",
                    apply: Arc::new(events::consume::FromIntake),
                },
                Consumer {
                    from: "dispatch",
                    apply: Arc::new(events::consume::FromDispatch),
                },
                Consumer {
                    from: "evidence",
                    apply: Arc::new(events::consume::FromEvidence),
                },
            ];
            module.on_timer = Some(Arc::new(jobs::Deadlines));
            Ok(module)
        })
    }
}
