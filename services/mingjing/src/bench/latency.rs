//! From the commit in one service to the applied effect in the next.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bus::{Bus, ConsumerSpec, Disposition, Handler, Incoming};
use contracts::{common, headers, intake, stream_of};
use futures::future::BoxFuture;
use kernel::{MatterId, RegionScope};
use ledger::{Aggregate, Inbox, InboxSettings, Ledger, Relay, RelaySettings};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::consume::Effect;
use super::report::{Bar, Report};
use super::stand::Stand;
use crate::platform::say;

/// Events per second.
const RATE: u32 = 100;
/// Events in all.
const EVENTS: u32 = 2_000;

/// Notes when an event's effect was committed.
struct Noting {
    inbox: Inbox,
    applied: Arc<Mutex<HashMap<Uuid, Instant>>>,
}

impl Handler for Noting {
    fn handle(&self, batch: Vec<Incoming>) -> BoxFuture<'_, Vec<Disposition>> {
        Box::pin(async move {
            let aggregates: Vec<Option<Uuid>> = batch
                .iter()
                .map(|message| {
                    message
                        .header(headers::SUBJECT)
                        .and_then(|id| id.parse().ok())
                })
                .collect();
            let outcome = self.inbox.handle(batch).await;
            let now = Instant::now();
            if let Ok(mut applied) = self.applied.lock() {
                for aggregate in aggregates.into_iter().flatten() {
                    applied.insert(aggregate, now);
                }
            }
            outcome
        })
    }
}

pub(super) async fn measure(
    stand: &Stand,
    label: &str,
    figures: &mut Report,
) -> anyhow::Result<()> {
    say(format!(
        "latency: {EVENTS} events at {RATE} per second, {label}"
    ));
    let url = stand.database("bench_latency").await?;
    let publisher = stand.ledger(&url, "intake", 10).await?;
    let consumer = stand.ledger(&url, "dispatch", 10).await?;
    let (out, inn) = (
        Bus::connect(&stand.bus_settings(), "intake").await?,
        Bus::connect(&stand.bus_settings(), "dispatch").await?,
    );
    let stop = CancellationToken::new();
    let relay = Relay::new(publisher.clone(), out.clone(), RelaySettings::default());
    let relaying = tokio::spawn({
        let stop = stop.clone();
        async move { relay.run(stop).await }
    });
    let applied = Arc::new(Mutex::new(HashMap::new()));
    let noting = Arc::new(Noting {
        inbox: Inbox::new(
            consumer,
            "intake",
            Arc::new(Effect),
            InboxSettings::default(),
        ),
        applied: applied.clone(),
    });
    let consuming = tokio::spawn({
        let stop = stop.clone();
        let spec = ConsumerSpec::new(stream_of("intake"), "dispatch");
        async move { inn.consume(spec, noting, stop).await }
    });
    tokio::time::sleep(Duration::from_secs(2)).await;
    let committed = write(&publisher).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    stop.cancel();
    relaying.await?;
    consuming.await?;
    out.delete_stream(&stream_of("intake")).await?;
    let applied = applied
        .lock()
        .map_err(|_| anyhow::anyhow!("the notes are gone"))?;
    let waits = waits(&committed, &applied)?;
    let at = |part: usize| {
        waits
            .get(waits.len() * part / 1000)
            .copied()
            .unwrap_or(f64::NAN)
    };
    let limit = "the relay's wake-up, one publish, one pull, one transaction";
    figures.add(
        format!("latency p50 ({label})"),
        (at(500), "ms"),
        None,
        Bar::Shown,
        limit,
    );
    figures.add(
        format!("latency p99 ({label})"),
        (at(990), "ms"),
        None,
        Bar::Max(50.0),
        limit,
    );
    Ok(())
}

/// Commits events at the wanted rate and notes when each was committed.
async fn write(publisher: &Ledger) -> anyhow::Result<HashMap<Uuid, Instant>> {
    let mut committed = HashMap::new();
    let mut tick = tokio::time::interval(Duration::from_secs(1) / RATE);
    for number in 0..EVENTS {
        tick.tick().await;
        let id = Uuid::from_u128(u128::from(number) | 1 << 103);
        let aggregate = Aggregate {
            id,
            version: 1,
            matter: MatterId::from(id),
            region: "340705".parse()?,
        };
        let event = intake::v1::ClueRegistered {
            basis: Some(common::v1::Basis::default()),
            ..Default::default()
        };
        let mut unit = publisher.begin(&RegionScope::everywhere()).await?;
        unit.record(aggregate, Uuid::nil(), &event)?;
        unit.commit().await?;
        committed.insert(id, Instant::now());
    }
    Ok(committed)
}

/// The waits in milliseconds, the shortest first.
fn waits(
    committed: &HashMap<Uuid, Instant>,
    applied: &HashMap<Uuid, Instant>,
) -> anyhow::Result<Vec<f64>> {
    let mut waits: Vec<f64> = committed
        .iter()
        .filter_map(|(id, at)| {
            applied
                .get(id)
                .map(|then| then.saturating_duration_since(*at))
        })
        .map(|wait| wait.as_secs_f64() * 1000.0)
        .collect();
    anyhow::ensure!(
        waits.len() == committed.len(),
        "{} of {EVENTS} arrived",
        waits.len()
    );
    waits.sort_by(f64::total_cmp);
    Ok(waits)
}
