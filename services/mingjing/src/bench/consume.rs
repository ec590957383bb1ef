//! From a message to its applied effect, with the inbox.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bus::{Bus, ConsumerSpec, StreamSpec};
use contracts::{Event as _, Subject, intake, stream_of};
use futures::future::BoxFuture;
use ledger::{Apply, ApplyError, Delivery, Inbox, InboxSettings, StoredEvent, UnitOfWork};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::Options;
use super::capture::Capture;
use super::relay::until_up;
use super::report::{Bar, Report, median};
use super::stand::{Stand, until};
use crate::platform::say;

const EVENTS: u32 = 30_000;

/// One small state change.
pub(super) struct Effect;

impl Apply for Effect {
    fn apply<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        delivery: &'a Delivery,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            sqlx::query("insert into effect (id, version, applied) values ($1, $2, 1)")
                .bind(delivery.event_id.uuid())
                .bind(delivery.aggregate_version)
                .execute(unit.connection())
                .await?;
            Ok(())
        })
    }
}

async fn publish(bus: &Bus, from: u32, count: u32) -> anyhow::Result<()> {
    let mut batch = Vec::new();
    for number in from..from + count {
        let event = StoredEvent {
            position: 0,
            event_id: Uuid::from_u128(u128::from(number) | 1 << 101),
            aggregate_id: Uuid::from_u128(u128::from(number) | 1 << 102),
            aggregate_version: 1,
            event_type: intake::v1::ClueRegistered::TYPE.to_owned(),
            subject: intake::v1::ClueRegistered::subject("340705").to_string(),
            region: "340705".to_owned(),
            matter_id: Uuid::from_u128(u128::from(number)),
            occurred_at: jiff::Timestamp::UNIX_EPOCH,
            payload: vec![b'x'; 220],
            traceparent: None,
        };
        batch.push(ledger::outgoing("intake", &event));
        if batch.len() == 1000 || number + 1 == from + count {
            for result in bus.publish(std::mem::take(&mut batch)).await {
                result?;
            }
        }
    }
    Ok(())
}

pub(super) async fn measure(
    stand: &Stand,
    options: &Options,
    figures: &mut Report,
) -> anyhow::Result<()> {
    say(format!("consume and apply: {EVENTS} messages"));
    let spec = StreamSpec {
        name: stream_of("intake"),
        subjects: vec![Subject::all_of("intake")],
    };
    let (mut rates, mut floors) = (Vec::new(), Vec::new());
    let consumer = ConsumerSpec::new(stream_of("intake"), "dispatch");
    for run in 0..options.runs {
        let name = format!("bench_consume_{run}");
        let url = stand.database(&name).await?;
        let ledger = stand.ledger(&url, "dispatch", 10).await?;
        let pool = stand.admin(&url).await?;
        let bus = Bus::connect(&stand.bus_settings(), "dispatch").await?;
        until_up(&bus, &spec).await?;
        let inbox: Arc<Inbox> = Arc::new(Inbox::new(
            ledger,
            "intake",
            Arc::new(Effect),
            InboxSettings::default(),
        ));
        let stop = CancellationToken::new();
        let recording = Capture::begin(stand).await?;
        publish(&bus, 0, u32::try_from(consumer.batch)?).await?;
        let running = tokio::spawn({
            let (bus, stop, spec) = (bus.clone(), stop.clone(), consumer.clone());
            async move { bus.consume(spec, inbox, stop).await }
        });
        let done = "select count(*) from dispatch.effect";
        let warm = i64::try_from(consumer.batch)?;
        until(&pool, done, warm, Duration::from_mins(1)).await?;
        let script = recording
            .script(stand, "insert into inbox", "dispatch", &[])
            .await?;
        let in_batch = std::fs::read_to_string(&script)?
            .matches("insert into effect")
            .count();
        let began = Instant::now();
        publish(&bus, 1_000_000, EVENTS).await?;
        until(
            &pool,
            done,
            warm + i64::from(EVENTS),
            Duration::from_mins(2),
        )
        .await?;
        rates.push(f64::from(EVENTS) / began.elapsed().as_secs_f64());
        stop.cancel();
        running.await?;
        pool.close().await;
        let batches = stand
            .pgbench((&name, "dispatch"), &script, 1, options.seconds)
            .await?;
        floors.push(batches * f64::from(u32::try_from(in_batch)?));
        bus.delete_stream(&stream_of("intake")).await?;
    }
    figures.add(
        "consume and apply with inbox",
        (median(rates), "per s"),
        Some(median(floors)),
        Bar::RatioMin(0.5),
        "one statement per effect in one session; the broker shares the cores",
    );
    Ok(())
}
