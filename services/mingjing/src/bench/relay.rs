//! From committed events to acknowledged messages.

use std::time::{Duration, Instant};

use anyhow::ensure;
use bus::{Bus, Outgoing, StreamSpec};
use contracts::{Event as _, Subject, intake, stream_of};
use ledger::{Relay, RelaySettings, StoredEvent};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::Options;
use super::report::{Bar, Report, median};
use super::stand::{Stand, execute, until};
use crate::platform::say;

/// Events moved in one run.
const EVENTS: u32 = 40_000;
/// What a contract weighs.
const PAYLOAD_BYTES: usize = 220;

fn sample(number: u32) -> StoredEvent {
    StoredEvent {
        position: i64::from(number),
        event_id: Uuid::from_u128(u128::from(number) | 1 << 100),
        aggregate_id: Uuid::from_u128(u128::from(number)),
        aggregate_version: 1,
        event_type: intake::v1::ClueRegistered::TYPE.to_owned(),
        subject: intake::v1::ClueRegistered::subject("340705").to_string(),
        region: "340705".to_owned(),
        matter_id: Uuid::from_u128(u128::from(number)),
        occurred_at: jiff::Timestamp::UNIX_EPOCH,
        payload: vec![b'x'; PAYLOAD_BYTES],
        traceparent: Some("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".to_owned()),
    }
}

/// The same bytes to the same broker by a bare client: everything in flight at once, up to the
/// client's own limit, every acknowledgement awaited.
async fn floor(stand: &Stand) -> anyhow::Result<f64> {
    let bus = Bus::connect(&stand.bus_settings(), "floor").await?;
    let spec = StreamSpec {
        name: "FLOOR".to_owned(),
        subjects: vec!["floor.>".to_owned()],
    };
    until_up(&bus, &spec).await?;
    let messages: Vec<Outgoing> = (0..EVENTS)
        .map(|number| {
            let mut message = ledger::outgoing("intake", &sample(number));
            message.subject = message.subject.replacen("mj.", "floor.", 1);
            message
        })
        .collect();
    let began = Instant::now();
    let mut sent = messages.into_iter();
    loop {
        let batch: Vec<Outgoing> = sent.by_ref().take(1000).collect();
        if batch.is_empty() {
            break;
        }
        for result in bus.publish(batch).await {
            result?;
        }
    }
    let rate = f64::from(EVENTS) / began.elapsed().as_secs_f64();
    bus.delete_stream("FLOOR").await?;
    Ok(rate)
}

pub(super) async fn until_up(bus: &Bus, spec: &StreamSpec) -> anyhow::Result<()> {
    for _ in 0..100 {
        if bus.ensure_stream(spec).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bus.ensure_stream(spec).await?;
    Ok(())
}

/// Writes events straight into the ledger and outbox.
pub(super) async fn fill(stand: &Stand, url: &str, count: u32) -> anyhow::Result<()> {
    let pool = stand.admin(url).await?;
    execute(
        &pool,
        format!(
            "with e as (
                insert into intake.ledger (event_id, aggregate_id, aggregate_version, event_type,
                    subject, region, matter_id, actor_id, occurred_at, payload, traceparent)
                select gen_random_uuid(), gen_random_uuid(), 1, '{}', '{}', '340705',
                    gen_random_uuid(), gen_random_uuid(), '2026-01-01',
                    convert_to(repeat('x', {PAYLOAD_BYTES}), 'UTF8'),
                    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
                from generate_series(1, {count})
                returning position)
             insert into intake.outbox (position) select position from e",
            intake::v1::ClueRegistered::TYPE,
            intake::v1::ClueRegistered::subject("340705"),
        ),
    )
    .await?;
    execute(&pool, "analyze".to_owned()).await?;
    pool.close().await;
    Ok(())
}

async fn once(stand: &Stand, run: usize) -> anyhow::Result<f64> {
    let url = stand.database(&format!("bench_relay_{run}")).await?;
    let ledger = stand.ledger(&url, "intake", 10).await?;
    let bus = Bus::connect(&stand.bus_settings(), "intake").await?;
    let spec = StreamSpec {
        name: stream_of("intake"),
        subjects: vec![Subject::all_of("intake")],
    };
    until_up(&bus, &spec).await?;
    let pool = stand.admin(&url).await?;
    let stop = CancellationToken::new();
    let relay = Relay::new(ledger, bus.clone(), RelaySettings::default());
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { relay.run(stop).await }
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    fill(stand, &url, EVENTS).await?;
    let began = Instant::now();
    let waiting = "select count(*) from intake.outbox where stream_sequence is null";
    let before: i64 = sqlx::query_scalar(waiting).fetch_one(&pool).await?;
    until(&pool, waiting, 0, Duration::from_mins(2)).await?;
    let seconds = began.elapsed().as_secs_f64();
    stop.cancel();
    running.await?;
    pool.close().await;
    bus.delete_stream(&stream_of("intake")).await?;
    ensure!(
        before > 0,
        "the relay was done before the measurement began"
    );
    Ok(f64::from(u32::try_from(before)?) / seconds)
}

pub(super) async fn measure(
    stand: &Stand,
    options: &Options,
    label: &str,
    figures: &mut Report,
) -> anyhow::Result<()> {
    say(format!("relay: {EVENTS} committed events, {label}"));
    let (mut rates, mut floors) = (Vec::new(), Vec::new());
    for run in 0..options.runs {
        floors.push(floor(stand).await?);
        rates.push(once(stand, run).await?);
    }
    // the bar holds for the setting that private servers run with; the other is shown beside it
    let bar = if stand.is_the_private_setting() {
        Bar::RatioMin(0.5)
    } else {
        Bar::Shown
    };
    figures.add(
        format!("relay ({label})"),
        (median(rates), "per s"),
        Some(median(floors)),
        bar,
        "reading the outbox and noting sequences, one batch of 1000 at a time",
    );
    Ok(())
}
