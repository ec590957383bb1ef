//! Starting, draining and stopping a process.

#![cfg(test)]

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use futures::future::BoxFuture;
use ledger::SchemaSpec;
use runtime::{Context, Error, Module, Service, Settings};
use tokio::sync::Notify;

/// A service with one slow route.
#[derive(Default)]
struct Slow {
    entered: Arc<Notify>,
}

impl Service for Slow {
    fn name(&self) -> &'static str {
        "slow"
    }

    fn schema(&self) -> Option<SchemaSpec> {
        None
    }

    fn build<'a>(
        &'a self,
        _context: &'a Context,
    ) -> BoxFuture<'a, Result<Module, Box<dyn StdError + Send + Sync>>> {
        let entered = self.entered.clone();
        let route = get(move || async move {
            entered.notify_one();
            tokio::time::sleep(Duration::from_millis(500)).await;
            "done"
        });
        let openapi = utoipa::openapi::OpenApiBuilder::new().build();
        let router = Router::new().route("/slow", route);
        Box::pin(async move { Ok(Module::new("slow", router, openapi)) })
    }
}

fn context(listen: &str) -> Context {
    let settings = Settings::load_with(None, &[("http.listen", listen.to_owned())]).unwrap();
    Context::new(settings).unwrap()
}

#[tokio::test]
async fn a_request_under_way_is_finished_before_the_process_ends() {
    let slow = Slow::default();
    let running = runtime::start(&context("127.0.0.1:0"), &[&slow])
        .await
        .unwrap();
    let url = format!("http://{}/slow", running.address);
    let asked = tokio::spawn(async move { reqwest::get(url).await.unwrap().text().await.unwrap() });
    slow.entered.notified().await;
    let address = running.address;
    running.stop().await;
    assert_eq!(asked.await.unwrap(), "done");
    assert!(
        reqwest::get(format!("http://{address}/slow"))
            .await
            .is_err(),
        "nobody listens now"
    );
}

#[tokio::test]
async fn a_port_in_use_is_named_with_the_setting_that_changes_it() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let outcome = runtime::start(&context(&address), &[&Slow::default()]).await;
    let problem = outcome.unwrap_err();
    assert!(matches!(problem, Error::Listen { .. }));
    let text = problem.to_string();
    assert!(
        text.contains(&address) && text.contains("MINGJING__HTTP__LISTEN"),
        "{text}"
    );
}

#[tokio::test]
async fn a_started_process_says_that_it_lives_and_is_ready() {
    let running = runtime::start(&context("127.0.0.1:0"), &[&Slow::default()])
        .await
        .unwrap();
    for path in [
        "/livez",
        "/readyz",
        "/startupz",
        "/metrics",
        "/openapi.json",
    ] {
        let response = reqwest::get(format!("http://{}{path}", running.address))
            .await
            .unwrap();
        assert!(
            response.status().is_success(),
            "{path}: {}",
            response.status()
        );
    }
    running.stop().await;
}
