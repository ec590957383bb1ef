//! The consuming loop: take what is there, hand it over as one batch, acknowledge afterwards.
//!
//! It outlives every failure of the broker: a lost connection, a deleted consumer, a stream made
//! again, a subscription that went silent.

use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::consumer::{Consumer, pull};
use async_nats::jetstream::{AckKind, Message};
use bytes::Bytes;
use futures::StreamExt as _;
use futures::future::BoxFuture;
use tokio_util::sync::CancellationToken;

use crate::{Bus, ConsumerSpec, Error};

/// How long one pull request waits at the broker.
const PULL_EXPIRES: Duration = Duration::from_secs(20);
/// How often the broker says that it is still there.
const HEARTBEAT: Duration = Duration::from_secs(3);
/// Silence after which the consumer is looked at.
const QUIET: Duration = Duration::from_secs(10);
/// Pause after a failure.
const PAUSE: Duration = Duration::from_millis(250);

/// A message as the handler sees it.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Subject.
    pub subject: String,
    /// Body.
    pub payload: Bytes,
    /// Place in the stream.
    pub stream_sequence: u64,
    /// How often it was handed out, this time included.
    pub delivered: i64,
    headers: Option<async_nats::HeaderMap>,
}

impl Incoming {
    /// A header's first value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .as_ref()?
            .get(name)
            .map(async_nats::HeaderValue::as_str)
    }

    /// A message that did not come from a broker: a replay, a test.
    #[must_use]
    pub fn synthetic(subject: String, headers: &[(&str, &str)], payload: Bytes) -> Self {
        let mut map = async_nats::HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, *value);
        }
        Self {
            subject,
            payload,
            stream_sequence: 0,
            delivered: 1,
            headers: Some(map),
        }
    }
}

/// What becomes of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// Its effect is committed, or it was seen before.
    Done,
    /// Hand it out again after this time.
    Retry(Duration),
}

/// Takes batches. One disposition per message, in order.
pub trait Handler: Send + Sync + 'static {
    /// Applies the batch; commits before it answers.
    fn handle(&self, batch: Vec<Incoming>) -> BoxFuture<'_, Vec<Disposition>>;
}

impl Bus {
    /// Runs the loop until `stop`. A batch under way is finished first.
    pub async fn consume(
        &self,
        spec: ConsumerSpec,
        handler: Arc<dyn Handler>,
        stop: CancellationToken,
    ) {
        while !stop.is_cancelled() {
            // A publisher that has not started yet is no failure.
            if self.settings.provision && matches!(self.stream_state(&spec.stream).await, Ok(None))
            {
                tracing::debug!(
                    stream = spec.stream,
                    consumer = spec.durable,
                    "waits for stream"
                );
                pause(&stop).await;
                continue;
            }
            let outcome = tokio::select! {
                () = stop.cancelled() => return,
                consumer = self.ensure_consumer(&spec) => consumer,
            };
            let consumer = match outcome {
                Ok(consumer) => consumer,
                Err(error) => {
                    report(&spec, &error);
                    pause(&stop).await;
                    continue;
                }
            };
            if let Err(error) = self.read(&spec, &consumer, handler.as_ref(), &stop).await {
                report(&spec, &error);
                pause(&stop).await;
            }
        }
    }

    /// Reads until the subscription breaks or must be made again.
    async fn read(
        &self,
        spec: &ConsumerSpec,
        consumer: &Consumer<pull::Config>,
        handler: &dyn Handler,
        stop: &CancellationToken,
    ) -> Result<(), Error> {
        let messages = consumer
            .stream()
            .max_messages_per_batch(spec.batch)
            .expires(PULL_EXPIRES)
            .heartbeat(HEARTBEAT)
            .messages()
            .await
            .map_err(|source| Error::api(format!("read {}", spec.stream), source))?;
        let mut chunks = messages.ready_chunks(spec.batch);
        loop {
            let chunk = tokio::select! {
                () = stop.cancelled() => return Ok(()),
                chunk = tokio::time::timeout(QUIET, chunks.next()) => chunk,
            };
            match chunk {
                Ok(Some(items)) => {
                    let mut batch = Vec::with_capacity(items.len());
                    for item in items {
                        match item {
                            Ok(message) => batch.push(message),
                            Err(error) => tracing::debug!(%error, stream = spec.stream, "pull"),
                        }
                    }
                    if batch.is_empty() {
                        // Nothing but complaints, such as a missed heartbeat.
                        self.look_after(spec).await?;
                    } else {
                        deliver(spec, batch, handler).await;
                    }
                }
                Ok(None) => return Ok(()),
                Err(_quiet) => {
                    if self.must_restart(spec).await? {
                        tracing::warn!(stream = spec.stream, "silent consumer is made again");
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Fails when the consumer is gone, so that it is made again.
    async fn look_after(&self, spec: &ConsumerSpec) -> Result<(), Error> {
        self.must_restart(spec).await.map(|_stalled| ())
    }

    /// The watchdog: silence is fine only when the broker has nothing to hand out.
    async fn must_restart(&self, spec: &ConsumerSpec) -> Result<bool, Error> {
        let mut consumer: Consumer<pull::Config> = self
            .jetstream
            .get_consumer_from_stream(&spec.durable, &spec.stream)
            .await
            .map_err(|source| Error::api(format!("look at consumer {}", spec.durable), source))?;
        let info = consumer
            .info()
            .await
            .map_err(|source| Error::api(format!("look at consumer {}", spec.durable), source))?;
        Ok(info.num_pending > 0 && info.num_ack_pending == 0)
    }
}

async fn deliver(spec: &ConsumerSpec, messages: Vec<Message>, handler: &dyn Handler) {
    let batch: Vec<Incoming> = messages.iter().map(incoming).collect();
    let outcome = keep_alive(spec, &messages, handler.handle(batch)).await;
    for (message, disposition) in messages.iter().zip(outcome) {
        let kind = match disposition {
            Disposition::Done => AckKind::Ack,
            Disposition::Retry(after) => AckKind::Nak(Some(after)),
        };
        // The effect is committed: a lost acknowledgement costs one redelivery, which the inbox skips.
        if let Err(error) = message.ack_with(kind).await {
            tracing::debug!(%error, stream = spec.stream, "acknowledgement not sent");
        }
    }
}

/// Tells the broker that a long batch is still under way.
async fn keep_alive(
    spec: &ConsumerSpec,
    messages: &[Message],
    work: BoxFuture<'_, Vec<Disposition>>,
) -> Vec<Disposition> {
    let mut work = work;
    loop {
        match tokio::time::timeout(spec.ack_wait / 3, &mut work).await {
            Ok(handled) => return handled,
            Err(_still_running) => {
                for message in messages {
                    if let Err(error) = message.ack_with(AckKind::Progress).await {
                        tracing::debug!(%error, stream = spec.stream, "progress not sent");
                    }
                }
            }
        }
    }
}

fn incoming(message: &Message) -> Incoming {
    let info = message.info().ok();
    Incoming {
        subject: message.subject.to_string(),
        payload: message.payload.clone(),
        stream_sequence: info.as_ref().map_or(0, |info| info.stream_sequence),
        delivered: info.as_ref().map_or(1, |info| info.delivered),
        headers: message.headers.clone(),
    }
}

fn report(spec: &ConsumerSpec, error: &Error) {
    tracing::warn!(
        stream = spec.stream,
        consumer = spec.durable,
        error = chain(error),
        "consuming stopped and will be tried again"
    );
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}

async fn pause(stop: &CancellationToken) {
    tokio::select! {
        () = stop.cancelled() => {}
        () = tokio::time::sleep(PAUSE) => {}
    }
}
