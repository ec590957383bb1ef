//! Dispatch (指挥调度): the roster of officers with their certificates, and the team of every filed
//! case.
//!
//! Reads `intake` (a filed case opens a task); publishes certificates, teams, and tasks that
//! nobody takes. Officers' names stay in this schema. The rules live in `dispatch-domain`; this
//! crate loads, decides, saves.

mod api;
mod app;
mod events;
mod jobs;
mod store;

use std::sync::Arc;

use dispatch_domain::Configuration;
use futures::future::BoxFuture;
use ledger::{Ledger, SchemaSpec};
use runtime::{Consumer, Context, Module, Service};
use sqlx::migrate::Migrator;

/// The migrations of schema `dispatch`.
pub static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// What the parts of this service share.
#[derive(Debug, Clone)]
pub(crate) struct Dispatch {
    pub(crate) ledger: Ledger,
    pub(crate) configuration: Configuration,
}

/// The service `dispatch`.
#[derive(Debug, Clone, Copy)]
pub struct DispatchService;

impl Service for DispatchService {
    fn name(&self) -> &'static str {
        "dispatch"
    }

    fn schema(&self) -> Option<SchemaSpec> {
        Some(SchemaSpec {
            name: "dispatch",
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
            let configuration: Configuration =
                runtime::local(context.settings.local.dispatch.as_ref())?;
            let dispatch = Dispatch {
                ledger: ledger.clone(),
                configuration,
            };
            let (router, openapi) = api::router(dispatch, context.http(self.name()));
            let mut module = Module::new(self.name(), router, openapi);
            module.ledger = Some(ledger);
            module.publishes = true;
            module.consumers = vec![Consumer {
                from: "intake",
                apply: Arc::new(events::consume::FromIntake { configuration }),
            }];
            module.on_timer = Some(Arc::new(jobs::Deadlines { configuration }));
            Ok(module)
        })
    }
}
