//! After the last blow: everything is handed out once more, and then there is silence.

use std::time::Duration;

use anyhow::Context as _;
use async_nats::jetstream;
use async_nats::jetstream::consumer::pull;
use contracts::stream_of;
use kernel::Clock as _;
use sqlx::AssertSqlSafe;
use tokio::time::Instant;

use super::world::World;
use crate::platform::SERVICES;

const POLL: Duration = Duration::from_millis(200);
/// Silence that is believed.
const QUIET_LOOKS: u32 = 3;

/// Who reads whose events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reader {
    /// The service that reads; its schema, and the name of its durable consumer.
    pub(super) service: &'static str,
    /// The service whose events it reads.
    pub(super) from: &'static str,
}

/// What the platform is made of, asked of its own services.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// Services that write a ledger and publish it.
    pub(super) writers: Vec<&'static str>,
    /// Schemas that have the ledger's tables.
    pub(super) schemas: Vec<&'static str>,
    pub(super) readers: Vec<Reader>,
}

impl Layout {
    pub(super) async fn of(world: &World) -> anyhow::Result<Self> {
        let context = runtime::Context::new(world.settings()?)?;
        let mut layout = Self::default();
        for service in SERVICES {
            let module = service
                .build(&context)
                .await
                .map_err(|error| anyhow::anyhow!(error))?;
            if service.schema().is_some_and(|schema| schema.with_ledger) {
                layout.schemas.push(service.name());
            }
            if module.publishes {
                layout.writers.push(service.name());
            }
            layout
                .readers
                .extend(module.consumers.iter().map(|consumer| Reader {
                    service: service.name(),
                    from: consumer.from,
                }));
        }
        Ok(layout)
    }
}

/// Makes the broker hand out everything from the start, to every reader: what a broker does whose
/// notes on acknowledgements were lost.
pub(super) async fn hand_out_again(world: &World, layout: &Layout) -> anyhow::Result<()> {
    let jetstream = connect(world).await?;
    for reader in &layout.readers {
        let (name, stream) = (reader.service, stream_of(reader.from));
        let reset = jetstream.delete_consumer_from_stream(name, &stream).await;
        let found = jetstream
            .get_consumer_from_stream::<pull::Config, _, _>(name, &stream)
            .await;
        // After its store was removed the broker may not have it yet: it begins at the start anyway.
        if let (Err(error), Ok(_)) = (reset, found) {
            return Err(error).with_context(|| format!("cannot reset {name} of {}", reader.from));
        }
    }
    Ok(())
}

async fn connect(world: &World) -> anyhow::Result<jetstream::Context> {
    let client = async_nats::connect(world.nats.url())
        .await
        .context("nats-server is up")?;
    Ok(jetstream::new(client))
}

/// Waits until nothing is under way any more. What still is when the time is over, as sentences.
pub(super) async fn silence(
    world: &World,
    layout: &Layout,
    limit: Duration,
) -> anyhow::Result<Vec<String>> {
    let jetstream = connect(world).await?;
    let end = Instant::now() + limit;
    let mut quiet = 0;
    loop {
        let noise = noise(world, layout, &jetstream).await?;
        quiet = if noise.is_empty() { quiet + 1 } else { 0 };
        if quiet >= QUIET_LOOKS || Instant::now() >= end {
            return Ok(noise);
        }
        tokio::time::sleep(POLL).await;
    }
}

async fn noise(
    world: &World,
    layout: &Layout,
    jetstream: &jetstream::Context,
) -> anyhow::Result<Vec<String>> {
    let mut noise = Vec::new();
    let now = world.clock.now();
    for schema in &layout.schemas {
        let waiting = format!("select count(*) from {schema}.outbox where stream_sequence is null");
        let due = format!(
            "select count(*) from {schema}.timer \
             where fired_at is null and cancelled_at is null and due_at <= '{now}'"
        );
        for (what, sql) in [("events not published", waiting), ("timers due", due)] {
            let count: i64 = sqlx::query_scalar(AssertSqlSafe(sql))
                .fetch_one(&world.admin)
                .await?;
            if count > 0 {
                noise.push(format!("{schema}: {count} {what}"));
            }
        }
    }
    for reader in &layout.readers {
        let stream = stream_of(reader.from);
        let found = jetstream
            .get_consumer_from_stream::<pull::Config, _, _>(reader.service, stream)
            .await;
        let state = match found {
            Ok(mut consumer) => {
                let info = consumer.info().await?;
                let left = (info.num_pending, info.num_ack_pending);
                (left != (0, 0)).then(|| format!("{} not read, {} not applied", left.0, left.1))
            }
            Err(_missing) => Some("not reading yet".to_owned()),
        };
        if let Some(state) = state {
            noise.push(format!("{} from {}: {state}", reader.service, reader.from));
        }
    }
    Ok(noise)
}
