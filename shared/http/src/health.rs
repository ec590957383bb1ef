//! Whether a process lives, has started, and can work; and its figures.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use futures::FutureExt;
use futures::future::{BoxFuture, join_all};
use serde::Serialize;
use telemetry::metrics;

/// How long one check may take.
const CHECK_LIMIT: Duration = Duration::from_secs(1);

type Run = Arc<dyn Fn() -> BoxFuture<'static, Result<(), String>> + Send + Sync>;

/// The state of a process for those who watch over it. Clones share it.
#[derive(Clone, Default)]
pub struct Health {
    checks: Vec<(&'static str, Run)>,
    flags: Arc<Flags>,
}

#[derive(Default)]
struct Flags {
    started: AtomicBool,
    stopping: AtomicBool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum CheckState {
    Ok,
    Failed,
    TimedOut,
}

#[derive(Debug, Serialize)]
struct Report {
    status: &'static str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    checks: BTreeMap<&'static str, CheckState>,
}

impl fmt::Debug for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.checks.iter().map(|(name, _)| *name).collect();
        f.debug_struct("Health")
            .field("checks", &names)
            .finish_non_exhaustive()
    }
}

impl Health {
    /// Nothing to check yet, and not started.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds something that must work before requests are welcome. Its error goes to the log, not
    /// to the watcher.
    #[must_use]
    pub fn check<F, W, E>(mut self, name: &'static str, work: F) -> Self
    where
        F: Fn() -> W + Send + Sync + 'static,
        W: Future<Output = Result<(), E>> + Send + 'static,
        E: Display,
    {
        let run = move || {
            work()
                .map(|done| done.map_err(|error| error.to_string()))
                .boxed()
        };
        self.checks.push((name, Arc::new(run)));
        self
    }

    /// Says that the start is over.
    pub fn started(&self) {
        self.flags.started.store(true, Ordering::Release);
    }

    /// Says that the process is stopping: no more requests, please.
    pub fn stopping(&self) {
        self.flags.stopping.store(true, Ordering::Release);
    }

    /// `/livez`, `/readyz`, `/startupz` and `/metrics`.
    pub fn router(self) -> Router {
        Router::new()
            .route("/livez", get(live))
            .route("/readyz", get(ready))
            .route("/startupz", get(startup))
            .route("/metrics", get(figures))
            .with_state(self)
    }

    async fn run(&self) -> BTreeMap<&'static str, CheckState> {
        let runs = self.checks.iter().map(|(name, run)| async move {
            let state = match tokio::time::timeout(CHECK_LIMIT, run()).await {
                Ok(Ok(())) => CheckState::Ok,
                Ok(Err(error)) => {
                    tracing::warn!(check = name, error, "readiness check failed");
                    CheckState::Failed
                }
                Err(_) => {
                    tracing::warn!(check = name, limit = ?CHECK_LIMIT, "readiness check timed out");
                    CheckState::TimedOut
                }
            };
            (*name, state)
        });
        join_all(runs).await.into_iter().collect()
    }
}

/// Asks nothing of anybody: a process whose database is away must not be restarted for it.
async fn live() -> Response {
    report("alive", true, BTreeMap::new())
}

async fn startup(State(health): State<Health>) -> Response {
    let started = health.flags.started.load(Ordering::Acquire);
    report(
        if started { "started" } else { "starting" },
        started,
        BTreeMap::new(),
    )
}

async fn ready(State(health): State<Health>) -> Response {
    if health.flags.stopping.load(Ordering::Acquire) {
        return report("stopping", false, BTreeMap::new());
    }
    if !health.flags.started.load(Ordering::Acquire) {
        return report("starting", false, BTreeMap::new());
    }
    let checks = health.run().await;
    let ready = checks.values().all(|state| *state == CheckState::Ok);
    report(if ready { "ready" } else { "not_ready" }, ready, checks)
}

async fn figures() -> Response {
    ([(CONTENT_TYPE, metrics::CONTENT_TYPE)], metrics::render()).into_response()
}

fn report(
    status: &'static str,
    good: bool,
    checks: BTreeMap<&'static str, CheckState>,
) -> Response {
    let code = if good {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (
        code,
        [(CACHE_CONTROL, "no-store")],
        Json(Report { status, checks }),
    )
        .into_response()
}
