//! The relay: takes committed events to the broker until the broker has them.
//!
//! One relay per schema is active, chosen by an advisory lock; others stand by. It takes whatever the
//! outbox holds without a stream sequence, publishes with many in flight, and notes the sequences. It
//! also watches the stream: one that was made again, or that was set back to an older state, no longer
//! has what the outbox believes, and those events go out again. Consumers skip what they have seen.

mod drain;

use std::sync::atomic::Ordering;
use std::time::Duration;

use bus::{Bus, Outgoing, PublishError, StreamSpec, StreamState};
use bytes::Bytes;
use contracts::{Subject, headers, stream_of};
use sqlx::postgres::PgListener;
use sqlx::{Connection as _, PgConnection};
use telemetry::context;
use tokio_util::sync::CancellationToken;

use crate::store::events::StoredEvent;
use crate::store::outbox;
use crate::{Error, Ledger};

/// How the relay works.
#[derive(Debug, Clone, Copy)]
pub struct RelaySettings {
    /// Events published before their acknowledgements are noted in one statement.
    pub batch: i64,
    /// How long it sleeps when nothing wakes it.
    pub poll: Duration,
    /// How often the stream is compared with what the outbox believes.
    pub inspect: Duration,
}

impl Default for RelaySettings {
    fn default() -> Self {
        Self {
            batch: 1000,
            poll: Duration::from_millis(500),
            inspect: Duration::from_secs(5),
        }
    }
}

/// Pause after a failure of the database or the broker.
const PAUSE: Duration = Duration::from_millis(300);
/// How often a standby relay tries to become the active one.
const STANDBY: Duration = Duration::from_secs(1);

#[derive(Debug, thiserror::Error)]
enum RelayError {
    #[error(transparent)]
    Ledger(#[from] Error),
    #[error(transparent)]
    Bus(#[from] bus::Error),
    #[error("the broker took {taken} of {offered} events; the first problem: {first}")]
    Partly {
        taken: usize,
        offered: usize,
        first: PublishError,
    },
}

/// Moves a schema's events to its stream.
#[derive(Debug)]
pub struct Relay {
    ledger: Ledger,
    bus: Bus,
    settings: RelaySettings,
    stream: StreamSpec,
}

impl Relay {
    /// A relay from `ledger` to the stream of the same service.
    #[must_use]
    pub fn new(ledger: Ledger, bus: Bus, settings: RelaySettings) -> Self {
        let service = ledger.schema();
        let stream = StreamSpec {
            name: stream_of(service),
            subjects: vec![Subject::all_of(service)],
        };
        Self {
            ledger,
            bus,
            settings,
            stream,
        }
    }

    /// Runs until `stop`.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let outcome = tokio::select! {
                () = stop.cancelled() => break,
                outcome = self.lead() => outcome,
            };
            self.ledger.inner.leads.store(false, Ordering::Release);
            let pause = match outcome {
                Ok(()) => STANDBY,
                Err(error) => {
                    tracing::warn!(
                        service = self.ledger.schema(),
                        error = report(&error),
                        "the relay stopped and will be tried again"
                    );
                    PAUSE
                }
            };
            tokio::select! {
                () = stop.cancelled() => break,
                () = tokio::time::sleep(pause) => {}
            }
        }
        self.ledger.inner.leads.store(false, Ordering::Release);
    }

    /// Becomes the active relay and works until something fails; returns at once when another leads.
    async fn lead(&self) -> Result<(), RelayError> {
        // A connection of its own, not one of the pool's: it lives as long as the relay leads.
        let options = self.ledger.inner.pool.connect_options();
        let mut connection = PgConnection::connect_with(&options)
            .await
            .map_err(Error::from)?;
        if !outbox::try_lead(&mut connection).await? {
            return Ok(());
        }
        outbox::widen(&mut connection).await?;
        let mut listener = PgListener::connect_with(&self.ledger.inner.pool)
            .await
            .map_err(Error::from)?;
        listener
            .listen(&self.ledger.channel())
            .await
            .map_err(Error::from)?;
        self.ledger.inner.leads.store(true, Ordering::Release);
        tracing::info!(service = self.ledger.schema(), "relay active");
        let mut disconnects = self.bus.condition().disconnects();
        self.inspect(&mut connection).await?;
        let mut inspected = tokio::time::Instant::now();
        loop {
            self.drain(&mut connection).await?;
            tokio::select! {
                () = self.ledger.inner.written.notified() => {}
                notice = listener.recv() => { notice.map_err(Error::from)?; }
                () = tokio::time::sleep(self.settings.poll) => {}
            }
            let lost = self.bus.condition().disconnects();
            if lost != disconnects || inspected.elapsed() >= self.settings.inspect {
                disconnects = lost;
                inspected = tokio::time::Instant::now();
                self.inspect(&mut connection).await?;
            }
        }
    }

    /// Compares the stream with what the outbox believes it holds.
    async fn inspect(&self, connection: &mut PgConnection) -> Result<(), RelayError> {
        if self.ledger.inner.switches.without_outbox {
            // Negative control: fire and forget does not look after the stream.
            return self
                .bus
                .ensure_stream(&self.stream)
                .await
                .map(|_state| ())
                .or(Ok(()));
        }
        let state = match self.bus.stream_state(&self.stream.name).await? {
            Some(state) => state,
            None => self.bus.ensure_stream(&self.stream).await?,
        };
        let created_ns = i64::try_from(state.created_ns).unwrap_or(i64::MAX);
        let known = outbox::incarnation(connection, &self.stream.name).await?;
        let believed_from = self
            .first_missing(connection, known, created_ns, state)
            .await?;
        if let Some(sequence) = believed_from {
            let again = outbox::forget_after(connection, sequence, &[]).await?;
            if again > 0 {
                tracing::warn!(
                    service = self.ledger.schema(),
                    events = again,
                    "the stream lost events that were stored: they are published again"
                );
            }
        }
        if known != Some(created_ns) {
            self.bus.ensure_stream(&self.stream).await?;
            outbox::remember_incarnation(connection, &self.stream.name, created_ns).await?;
        }
        Ok(())
    }

    /// The last sequence that can still be believed, or `None` when all can.
    async fn first_missing(
        &self,
        connection: &mut PgConnection,
        known: Option<i64>,
        created_ns: i64,
        state: StreamState,
    ) -> Result<Option<i64>, RelayError> {
        if known != Some(created_ns) {
            return Ok(Some(0));
        }
        let Some((highest, event)) = outbox::high_water(connection).await? else {
            return Ok(None);
        };
        let last = i64::try_from(state.last_sequence).unwrap_or(i64::MAX);
        if last < highest {
            return Ok(Some(last));
        }
        let sequence = u64::try_from(highest).unwrap_or(0);
        let there = self.bus.message_id_at(&self.stream.name, sequence).await?;
        if there.is_some_and(|found| found != event.to_string()) {
            // Set back, then written over: nothing we noted can be trusted.
            return Ok(Some(0));
        }
        Ok(None)
    }
}

/// An event as a message. Its trace is the trace of the step that wrote it, however long it waited.
#[must_use]
pub fn outgoing(service: &str, event: &StoredEvent) -> Outgoing {
    let span = tracing::info_span!(
        "event.publish",
        mingjing.service = service,
        mingjing.matter_id = %event.matter_id,
        event_type = event.event_type,
        otel.kind = "producer"
    );
    if let Some(trace) = &event.traceparent {
        context::set_parent(&span, trace);
    }
    // An event without a trace stays without one: a fresh one would differ each time it is published.
    let traceparent = event.traceparent.as_ref().map(|stored| {
        span.in_scope(context::current_traceparent)
            .unwrap_or_else(|| stored.clone())
    });
    let mut list = vec![
        (headers::MESSAGE_ID, event.event_id.to_string()),
        (headers::SPEC_VERSION, "1.0".to_owned()),
        (headers::ID, event.event_id.to_string()),
        (headers::TYPE, event.event_type.clone()),
        (headers::SOURCE, format!("mingjing/{service}")),
        (headers::SUBJECT, event.aggregate_id.to_string()),
        (headers::TIME, event.occurred_at.to_string()),
        (headers::CONTENT_TYPE, "application/protobuf".to_owned()),
        (
            headers::AGGREGATE_VERSION,
            event.aggregate_version.to_string(),
        ),
        (headers::MATTER, event.matter_id.to_string()),
        (headers::REGION, event.region.clone()),
    ];
    if let Some(traceparent) = traceparent {
        list.push((headers::TRACEPARENT, traceparent));
    }
    Outgoing {
        subject: event.subject.clone(),
        headers: list,
        payload: Bytes::from(event.payload.clone()),
    }
}

pub(crate) fn report(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        let inner_text = inner.to_string();
        if !text.ends_with(&inner_text) {
            text.push_str(": ");
            text.push_str(&inner_text);
        }
        source = inner.source();
    }
    text
}
