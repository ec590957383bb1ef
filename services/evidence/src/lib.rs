//! Evidence (证据): collected into the folder of a case, kept under its digests, every touch on record,
//! sealed before the decision.
//!
//! Reads `dispatch` (the team of a case opens its folder); publishes what is collected, touched and
//! sealed. The rules live in `evidence-domain`; the bytes lie in the object store, addressed by their
//! digest. Bytes are stored before the row that names them: content that no row names is harmless, a
//! row without content is not.

mod api;
mod app;
mod events;
mod jobs;
mod store;

use std::sync::Arc;

use blobs::Blobs;
use futures::future::BoxFuture;
use ledger::{Ledger, SchemaSpec};
use runtime::{Consumer, Context, Module, Service};
use sqlx::migrate::Migrator;

/// The migrations of schema `evidence`.
pub static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Most bytes of one item, 2 GiB: several hours of a body camera's recording. Larger material is
/// handed in as parts.
pub const ITEM_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;

/// What the parts of this service share.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    pub(crate) ledger: Ledger,
    pub(crate) blobs: Blobs,
    pub(crate) item_bytes_max: u64,
}

/// The service `evidence`.
#[derive(Debug, Clone, Copy)]
pub struct EvidenceService;

/// The service `evidence` with another limit than [`ITEM_BYTES_MAX`].
#[derive(Debug, Clone, Copy)]
pub struct LimitedEvidenceService {
    /// Most bytes of one item.
    pub item_bytes_max: u64,
}

impl Service for EvidenceService {
    fn name(&self) -> &'static str {
        "evidence"
    }

    fn schema(&self) -> Option<SchemaSpec> {
        Some(SchemaSpec {
            name: "evidence",
            migrator: &MIGRATIONS,
            with_ledger: true,
        })
    }

    fn build<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Module, Box<dyn std::error::Error + Send + Sync>>> {
        Box::pin(async move { build(context, ITEM_BYTES_MAX) })
    }
}

impl Service for LimitedEvidenceService {
    fn name(&self) -> &'static str {
        EvidenceService.name()
    }

    fn schema(&self) -> Option<SchemaSpec> {
        EvidenceService.schema()
    }

    fn build<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Module, Box<dyn std::error::Error + Send + Sync>>> {
        Box::pin(async move { build(context, self.item_bytes_max) })
    }
}

fn build(
    context: &Context,
    item_bytes_max: u64,
) -> Result<Module, Box<dyn std::error::Error + Send + Sync>> {
    let name = EvidenceService.name();
    let ledger = context.ledger(name)?;
    let evidence = Evidence {
        ledger: ledger.clone(),
        blobs: Blobs::open(&context.settings.blobs)?,
        item_bytes_max,
    };
    let blobs = evidence.blobs.clone();
    let (router, openapi) = api::router(&evidence, &context.http(name));
    let mut module = Module::new(name, router, openapi);
    module.ledger = Some(ledger);
    module.publishes = true;
    module.consumers = vec![Consumer {
        from: "dispatch",
        apply: Arc::new(events::consume::FromDispatch),
    }];
    module.tasks = vec![Box::new(move |stop| Box::pin(jobs::sweep(blobs, stop)))];
    Ok(module)
}
