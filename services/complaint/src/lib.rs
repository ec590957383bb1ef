//! Complaints and reports (投诉举报): citizens submit, get a receipt and a due date, are answered,
//! close, and may reopen. Reports go on to intake in the transaction that takes them.
//!
//! Reads `intake`, `penalty` and `disclosure` to show how far a matter has come. Names, telephone
//! numbers and words stay in this schema; a reporter is shown whole only to a clerk who says why,
//! and every such look is kept. The rules live in `complaint-domain`; this crate loads, decides,
//! saves.

mod api;
mod app;
mod events;
mod jobs;
mod store;

use std::sync::Arc;

use complaint_domain::Limits;
use futures::future::BoxFuture;
use ledger::{Apply, Ledger, SchemaSpec};
use runtime::{Consumer, Context, Module, Service};
use sqlx::migrate::Migrator;

/// The migrations of schema `complaint`.
pub static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// What the parts of this service share.
#[derive(Debug, Clone)]
pub(crate) struct Complaint {
    pub(crate) ledger: Ledger,
    pub(crate) limits: Limits,
}

/// The service `complaint`.
#[derive(Debug, Clone, Copy)]
pub struct ComplaintService;

impl Service for ComplaintService {
    fn name(&self) -> &'static str {
        "complaint"
    }

    fn schema(&self) -> Option<SchemaSpec> {
        Some(SchemaSpec {
            name: "complaint",
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
            let limits: Limits = runtime::local(context.settings.local.complaint.as_ref())?;
            let complaint = Complaint {
                ledger: ledger.clone(),
                limits,
            };
            let (router, openapi) = api::router(complaint, context.http(self.name()));
            let progress: Arc<dyn Apply> = Arc::new(events::consume::Progress { limits });
            let mut module = Module::new(self.name(), router, openapi);
            module.ledger = Some(ledger);
            module.publishes = true;
            module.consumers = ["intake", "penalty", "disclosure"]
                .map(|from| Consumer {
                    from,
                    apply: progress.clone(),
                })
                .into();
            module.on_timer = Some(Arc::new(jobs::Deadlines { limits }));
            Ok(module)
        })
    }
}
