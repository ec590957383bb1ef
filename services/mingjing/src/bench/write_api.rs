//! Creating a report over HTTP: state, event, timer and idempotency key in one transaction.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::ensure;
use runtime::{Context, Service};

use super::Options;
use super::capture::{Capture, statements_in};
use super::report::{Bar, Report, median};
use super::stand::Stand;
use crate::platform::say;

const CLIENTS: usize = 32;
const PATH: &str = "/api/complaint/v1/public/submissions";

fn report() -> serde_json::Value {
    crate::journey::report_body()
}

async fn send(client: &reqwest::Client, url: &str, key: String) -> anyhow::Result<()> {
    let request = client
        .post(url)
        .header("Idempotency-Key", key)
        .json(&report());
    let response = request.send().await?;
    let status = response.status();
    let text = response.text().await?;
    ensure!(status.as_u16() == 201, "{status}: {text}");
    Ok(())
}

/// Accepted reports per second with all clients busy.
async fn load(url: &str, seconds: u64, run: usize) -> anyhow::Result<f64> {
    let done = Arc::new(AtomicU64::new(0));
    let stop = Arc::new(AtomicBool::new(false));
    let client = reqwest::Client::builder()
        .pool_max_idle_per_host(CLIENTS)
        .build()?;
    let began = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..CLIENTS {
        let (client, url) = (client.clone(), url.to_owned());
        let (done, stop) = (done.clone(), stop.clone());
        tasks.spawn(async move {
            let mut count = 0_u64;
            while !stop.load(Ordering::Relaxed) {
                count += 1;
                send(&client, &url, format!("bench-{run}-{number}-{count}")).await?;
                done.fetch_add(1, Ordering::Relaxed);
            }
            anyhow::Ok(())
        });
    }
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    stop.store(true, Ordering::Relaxed);
    while let Some(outcome) = tasks.join_next().await {
        outcome??;
    }
    let count = u32::try_from(done.load(Ordering::Relaxed))?;
    Ok(f64::from(count) / began.elapsed().as_secs_f64())
}

pub(super) async fn measure(
    stand: &Stand,
    options: &Options,
    figures: &mut Report,
) -> anyhow::Result<()> {
    say("write API: creating reports, 32 clients");
    let url = stand.database("bench_write").await?;
    let settings = stand.settings(&url)?;
    let services: [&dyn Service; 1] = [&complaint::ComplaintService];
    runtime::migrate(&settings, &services).await?;
    let context = Context::new(settings)?;
    let running = runtime::start(&context, &services).await?;
    let address = format!("http://{}{PATH}", running.address);
    let client = reqwest::Client::new();
    send(&client, &address, "warm-up-1".to_owned()).await?;
    let recording = Capture::begin(stand).await?;
    send(&client, &address, "captured-key".to_owned()).await?;
    let mark = "insert into idempotency";
    let unique = ["captured-key", "-340705-"];
    let script = recording.script(stand, mark, "complaint", &unique).await?;
    say(format!(
        "  floor: {} statements from the log",
        statements_in(&script)?
    ));
    let mut rates = Vec::new();
    let mut floors = Vec::new();
    for run in 0..options.runs {
        rates.push(load(&address, options.seconds, run).await?);
        floors.push(
            stand
                .pgbench(
                    ("bench_write", "complaint"),
                    &script,
                    CLIENTS,
                    options.seconds,
                )
                .await?,
        );
    }
    running.stop().await;
    figures.add(
        "write API (reports accepted)",
        (median(rates), "per s"),
        Some(median(floors)),
        Bar::RatioMin(0.6),
        "the two cores: clients, HTTP and PostgreSQL share them, pgbench is leaner than HTTP clients",
    );
    Ok(())
}
