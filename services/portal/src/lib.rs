//! The portal (门户): the door for people. The first page, the gateway to the services, the keys of the
//! built-in issuer, and the clock of a demonstration.
//!
//! It keeps nothing and decides nothing. Where the services run in the same process there is no
//! gateway; where they are processes of their own, `gateway.upstreams` names them. Invariants: a
//! request goes to one upstream, and to another only while it cannot have had an effect; nothing but
//! `/api/<service>/` of a service can be reached through it; a page needs no script.
//!
//! Deliberately absent: sign-in, and with it matters on the pages of a production platform (oversight
//! wants a token there); making tokens; TLS, which stands in front of it.

mod api;
mod gateway;
mod look;
mod pages;

use std::sync::{Arc, Mutex};

use futures::future::BoxFuture;
use ledger::SchemaSpec;
use runtime::{Context, Module, Service};

use gateway::Upstreams;
use look::Look;

/// The service's name.
const NAME: &str = "portal";

/// The service `portal`.
#[derive(Debug, Clone, Copy)]
pub struct PortalService;

/// What the parts of the portal share.
#[derive(Debug, Clone)]
pub(crate) struct Portal {
    pub(crate) context: Context,
    pub(crate) look: Arc<Look>,
    /// The request that moved the clock last.
    pub(crate) last_move: Arc<Mutex<Option<api::Moved>>>,
}

impl Service for PortalService {
    fn name(&self) -> &'static str {
        NAME
    }

    fn schema(&self) -> Option<SchemaSpec> {
        None
    }

    fn build<'a>(
        &'a self,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Module, Box<dyn std::error::Error + Send + Sync>>> {
        Box::pin(async move {
            let upstreams = Upstreams::all(&context.settings.gateway)?;
            let portal = Portal {
                context: context.clone(),
                look: Arc::new(Look::new(context.settings.http.listen, upstreams.clone())?),
                last_move: Arc::default(),
            };
            let http = context.http(NAME);
            let (routes, openapi) = api::router(portal.clone(), http.clone());
            let pages = pages::router(portal, http.clone());
            let gateway = gateway::router(&upstreams, http)?;
            Ok(Module::new(
                NAME,
                routes.merge(pages).merge(gateway),
                openapi,
            ))
        })
    }
}
