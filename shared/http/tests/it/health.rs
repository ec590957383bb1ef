//! The watchers' routes.

use std::convert::Infallible;
use std::future::{pending, ready};

use http_kit::Health;
use serde_json::{Value, json};

use crate::service::{listen, set_up_telemetry};

async fn ask(base: &str, path: &str) -> (u16, Value) {
    let response = reqwest::get(format!("{base}{path}")).await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

#[tokio::test]
async fn a_process_is_ready_between_its_start_and_its_stop() {
    let health = Health::new().check("database", || ready(Ok::<(), Infallible>(())));
    let base = listen(health.clone().router()).await;
    assert_eq!(
        ask(&base, "/livez").await,
        (200, json!({"status": "alive"}))
    );
    assert_eq!(
        ask(&base, "/startupz").await,
        (503, json!({"status": "starting"}))
    );
    assert_eq!(ask(&base, "/readyz").await.0, 503);

    health.started();
    assert_eq!(
        ask(&base, "/startupz").await,
        (200, json!({"status": "started"}))
    );
    let good = json!({"status": "ready", "checks": {"database": "ok"}});
    assert_eq!(ask(&base, "/readyz").await, (200, good));

    health.stopping();
    assert_eq!(
        ask(&base, "/readyz").await,
        (503, json!({"status": "stopping"}))
    );
    assert_eq!(ask(&base, "/livez").await.0, 200);
}

#[tokio::test]
async fn one_failed_or_stuck_check_makes_a_process_not_ready_but_keeps_it_alive() {
    let health = Health::new()
        .check("bus", || ready(Err::<(), _>("password=secret refused")))
        .check("database", pending::<Result<(), Infallible>>)
        .check("blobs", || ready(Ok::<(), Infallible>(())));
    health.started();
    let base = listen(health.router()).await;
    let checks = json!({"bus": "failed", "database": "timed_out", "blobs": "ok"});
    let answer = json!({"status": "not_ready", "checks": checks});
    assert_eq!(ask(&base, "/readyz").await, (503, answer));
    assert_eq!(ask(&base, "/livez").await.0, 200);
}

#[tokio::test]
async fn figures_are_served_as_prometheus_text() {
    set_up_telemetry();
    let base = listen(Health::new().router()).await;
    let response = reqwest::get(format!("{base}/metrics")).await.unwrap();
    assert!(
        response.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/plain")
    );
    assert!(
        response
            .text()
            .await
            .unwrap()
            .contains("process_memory_usage_bytes")
    );
}
