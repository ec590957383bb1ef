//! The inbox: applies a foreign event once, in the order of its aggregate, together with its effect.
//!
//! A batch is one transaction. When anything in it fails, the batch is thrown away and its messages are
//! applied one by one, so that one bad message never takes others with it. A message that fails again
//! and again is parked with its reason; what follows it in the same aggregate is parked behind it.

use std::collections::{HashMap, HashSet};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use bus::{Disposition, Handler, Incoming};
use bytes::Bytes;
use contracts::headers;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use jiff::Timestamp;
use kernel::{EventId, MatterId, Region, RegionScope};
use telemetry::context;
use tracing::Instrument as _;
use uuid::Uuid;

use crate::figures;
use crate::relay::report;
use crate::store::inbox::{self, Advance, Parked};
use crate::{Error, Ledger, UnitOfWork};

/// Attempts at an event whose counterpart has not arrived: with the longest wait between them, most of
/// a day.
const NOT_YET_ATTEMPTS_MAX: i32 = 2_000;
/// Longest wait between two attempts.
const RETRY_MAX: Duration = Duration::from_secs(30);

/// Limits of the inbox.
#[derive(Debug, Clone, Copy)]
pub struct InboxSettings {
    /// Failed attempts before a message is parked.
    pub attempts_max: i32,
    /// Wait before the second attempt; it doubles from there.
    pub retry: Duration,
    /// Wait of a message that is ahead of its turn.
    pub ahead: Duration,
}

impl Default for InboxSettings {
    fn default() -> Self {
        Self {
            attempts_max: 5,
            retry: Duration::from_millis(200),
            ahead: Duration::from_millis(200),
        }
    }
}

/// A foreign event.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Its identifier.
    pub event_id: EventId,
    /// Full protobuf name.
    pub event_type: String,
    /// What it happened to.
    pub aggregate_id: Uuid,
    /// Version of that after it.
    pub aggregate_version: i64,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// Protobuf body.
    pub payload: Bytes,
    /// Subject.
    pub subject: String,
    /// Trace context of the publisher.
    pub traceparent: Option<String>,
}

/// Why an event could not be applied.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// Trying again would not help: park it.
    #[error("{0}")]
    Permanent(String),
    /// What the event is about has not arrived yet: streams do not wait for each other.
    #[error("not yet: {0}")]
    NotYet(String),
    /// The ledger or the database failed.
    #[error(transparent)]
    Ledger(#[from] Error),
    /// The service's own statements failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The body is not what the type says.
    #[error(transparent)]
    Unreadable(#[from] contracts::DecodeError),
}

impl ApplyError {
    fn is_permanent(&self) -> bool {
        matches!(self, Self::Permanent(_) | Self::Unreadable(_))
    }

    fn is_outage(&self) -> bool {
        match self {
            Self::Ledger(error) => error.is_outage() || matches!(error, Error::Conflict(_)),
            Self::Database(error) => crate::error::is_outage(error),
            Self::Permanent(_) | Self::Unreadable(_) | Self::NotYet(_) => false,
        }
    }
}

/// What a service does with foreign events. Types it does not know it ignores with `Ok`.
pub trait Apply: Send + Sync + 'static {
    /// Changes state inside `unit`; the inbox commits.
    fn apply<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        delivery: &'a Delivery,
    ) -> BoxFuture<'a, Result<(), ApplyError>>;
}

/// What became of one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Now,
    Seen,
    Ahead,
    Behind,
    Diverged,
}

/// One consumer of a service. The handler of a [`bus::ConsumerSpec`].
pub struct Inbox {
    ledger: Ledger,
    consumer: String,
    apply: Arc<dyn Apply>,
    settings: InboxSettings,
}

impl std::fmt::Debug for Inbox {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Inbox")
            .field("consumer", &self.consumer)
            .finish_non_exhaustive()
    }
}

/// A parked event, as the command line shows it.
#[derive(Debug, Clone)]
pub struct DeadLetter {
    /// Number.
    pub id: i64,
    /// Event, when its headers could be read.
    pub event_id: Option<Uuid>,
    /// Subject.
    pub subject: String,
    /// unreadable, refused, failed, diverged, behind.
    pub reason: String,
    /// The last error.
    pub error: String,
    /// Attempts made.
    pub attempts: i32,
    /// Trace of the publisher.
    pub traceparent: Option<String>,
}

/// What a replay of parked events did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Applied now, or found applied already.
    pub applied: u64,
    /// Still parked.
    pub parked: u64,
}

impl Inbox {
    /// The inbox `consumer` of the service behind `ledger`.
    #[must_use]
    pub fn new(
        ledger: Ledger,
        consumer: impl Into<String>,
        apply: Arc<dyn Apply>,
        settings: InboxSettings,
    ) -> Self {
        Self {
            ledger,
            consumer: consumer.into(),
            apply,
            settings,
        }
    }

    /// Applies deliveries that all are in order, in one transaction; for replays from a ledger.
    ///
    /// # Errors
    /// When one cannot be applied: then none is.
    pub async fn apply_all(&self, deliveries: &[Delivery]) -> Result<(), ApplyError> {
        self.batch(deliveries).await.map(|_turns| ())
    }

    /// What is parked.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn dead_letters(&self) -> Result<Vec<DeadLetter>, Error> {
        let mut unit = self.ledger.begin(&RegionScope::everywhere()).await?;
        let rows = inbox::letters(unit.connection(), &self.consumer).await?;
        Ok(rows
            .into_iter()
            .map(|row| DeadLetter {
                id: row.id,
                event_id: row.event_id,
                subject: row.subject,
                reason: row.reason,
                error: row.error,
                attempts: row.attempts,
                traceparent: row.traceparent,
            })
            .collect())
    }

    /// Tries everything parked again, in order. Interrupted or repeated, it applies nothing twice.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn replay_dead_letters(&self) -> Result<Replayed, Error> {
        let mut unit = self.ledger.begin(&RegionScope::everywhere()).await?;
        let letters = inbox::letters(unit.connection(), &self.consumer).await?;
        drop(unit);
        let mut done = Replayed::default();
        let mut stuck: HashSet<Uuid> = HashSet::new();
        for letter in letters {
            if letter
                .aggregate_id
                .is_some_and(|aggregate| stuck.contains(&aggregate))
            {
                done.parked += 1;
                continue;
            }
            let list: Vec<(String, String)> =
                serde_json::from_value(letter.headers).unwrap_or_default();
            let list: Vec<(&str, &str)> = list
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let message = Incoming::synthetic(letter.subject, &list, Bytes::from(letter.payload));
            let outcome = match delivery(&message) {
                Ok(delivery) => self.release(&delivery, letter.id).await,
                Err(problem) => Err(ApplyError::Permanent(problem)),
            };
            match outcome {
                Ok(()) => done.applied += 1,
                Err(error) => {
                    tracing::warn!(letter = letter.id, error = report(&error), "stays parked");
                    stuck.extend(letter.aggregate_id);
                    done.parked += 1;
                }
            }
        }
        Ok(done)
    }

    async fn release(&self, delivery: &Delivery, letter: i64) -> Result<(), ApplyError> {
        let mut unit = self.ledger.begin(&RegionScope::everywhere()).await?;
        let now = unit.now();
        inbox::resolve(unit.connection(), now, letter).await?;
        let turns = self
            .apply_in(&mut unit, std::slice::from_ref(delivery))
            .await?;
        match turns.first() {
            Some(Turn::Now | Turn::Seen) => Ok(unit.commit().await?),
            other => Err(ApplyError::Permanent(format!("not its turn: {other:?}"))),
        }
    }

    /// One transaction for all of them.
    async fn batch(&self, deliveries: &[Delivery]) -> Result<Vec<Turn>, ApplyError> {
        let mut unit = self.ledger.begin(&RegionScope::everywhere()).await?;
        let turns = self.apply_in(&mut unit, deliveries).await?;
        unit.commit().await?;
        Ok(turns)
    }

    async fn apply_in(
        &self,
        unit: &mut UnitOfWork,
        deliveries: &[Delivery],
    ) -> Result<Vec<Turn>, ApplyError> {
        let mut aggregates: Vec<Uuid> = deliveries
            .iter()
            .map(|delivery| delivery.aggregate_id)
            .collect();
        aggregates.sort_unstable();
        aggregates.dedup();
        let connection = unit.connection();
        let known = inbox::progress(connection, &self.consumer, &aggregates).await?;
        let parked: HashMap<Uuid, i64> =
            inbox::parked_versions(connection, &self.consumer, &aggregates)
                .await?
                .into_iter()
                .collect();
        let mut progress: HashMap<Uuid, (i64, Uuid)> = known
            .iter()
            .map(|row| (row.aggregate_id, (row.version, row.event_id)))
            .collect();
        let before: HashMap<Uuid, i64> = known
            .iter()
            .map(|row| (row.aggregate_id, row.version))
            .collect();
        let unguarded = self.ledger.inner.switches.without_inbox;
        let mut turns = Vec::with_capacity(deliveries.len());
        for delivery in deliveries {
            let turn = if unguarded {
                Turn::Now
            } else {
                turn(&progress, &parked, delivery)
            };
            if turn == Turn::Now {
                self.apply_one(unit, delivery).await?;
                figures::applied(self.ledger.schema());
                let step = (delivery.aggregate_version, delivery.event_id.uuid());
                progress.insert(delivery.aggregate_id, step);
            }
            turns.push(turn);
        }
        if unguarded {
            return Ok(turns);
        }
        let steps: Vec<Advance> = progress
            .iter()
            .filter_map(|(aggregate, (version, event))| {
                let previous = before.get(aggregate).copied().unwrap_or(0);
                (*version != previous).then_some(Advance {
                    aggregate_id: *aggregate,
                    previous,
                    version: *version,
                    event_id: *event,
                })
            })
            .collect();
        if !steps.is_empty() {
            let wanted = u64::try_from(steps.len()).unwrap_or(u64::MAX);
            let advanced = inbox::advance(unit.connection(), &self.consumer, &steps).await?;
            if advanced != wanted {
                return Err(Error::Conflict(crate::Conflict::Version).into());
            }
        }
        Ok(turns)
    }

    async fn apply_one(
        &self,
        unit: &mut UnitOfWork,
        delivery: &Delivery,
    ) -> Result<(), ApplyError> {
        let span = tracing::info_span!(
            "event.apply",
            mingjing.service = self.ledger.schema(),
            mingjing.matter_id = %delivery.matter,
            event_type = delivery.event_type,
            otel.kind = "consumer"
        );
        if let Some(trace) = &delivery.traceparent {
            context::set_parent(&span, trace);
        }
        let work = AssertUnwindSafe(self.apply.apply(unit, delivery)).catch_unwind();
        match work.instrument(span).await {
            Ok(outcome) => outcome,
            Err(_panic) => Err(ApplyError::Permanent("the handler panicked".to_owned())),
        }
    }

    /// Counts the failure and decides: again, or parked.
    async fn failed(
        &self,
        message: &Incoming,
        delivery: &Delivery,
        error: &ApplyError,
    ) -> Disposition {
        let text = report(error);
        if error.is_outage() {
            tracing::warn!(
                consumer = self.consumer,
                error = text,
                "waiting for the database"
            );
            return Disposition::Retry(Duration::from_secs(1));
        }
        match self.count_or_park(message, delivery, error, &text).await {
            Ok(disposition) => disposition,
            Err(outage) => {
                tracing::warn!(
                    consumer = self.consumer,
                    error = report(&outage),
                    "not counted"
                );
                Disposition::Retry(Duration::from_secs(1))
            }
        }
    }

    async fn count_or_park(
        &self,
        message: &Incoming,
        delivery: &Delivery,
        error: &ApplyError,
        text: &str,
    ) -> Result<Disposition, Error> {
        let mut unit = self.ledger.begin(&RegionScope::everywhere()).await?;
        let now = unit.now();
        let event = delivery.event_id.uuid();
        let attempts =
            inbox::count_attempt(unit.connection(), now, &self.consumer, event, text).await?;
        let attempts_max = match error {
            ApplyError::NotYet(_) => NOT_YET_ATTEMPTS_MAX,
            ApplyError::Permanent(_)
            | ApplyError::Ledger(_)
            | ApplyError::Database(_)
            | ApplyError::Unreadable(_) => self.settings.attempts_max,
        };
        if attempts < attempts_max && !error.is_permanent() {
            unit.commit().await?;
            let doubling = 1_u32 << u32::try_from(attempts.clamp(1, 12) - 1).unwrap_or(0);
            let wait = self.settings.retry.saturating_mul(doubling).min(RETRY_MAX);
            return Ok(Disposition::Retry(wait));
        }
        let reason = if error.is_permanent() {
            "refused"
        } else {
            "failed"
        };
        park(
            &mut unit,
            &self.consumer,
            message,
            Some(delivery),
            (reason, text, attempts),
        )
        .await?;
        unit.commit().await?;
        tracing::error!(
            consumer = self.consumer,
            event_id = %delivery.event_id,
            event_type = delivery.event_type,
            error = text,
            "event parked: mend the cause, then replay it"
        );
        Ok(Disposition::Done)
    }

    /// Parks a message that was not applied for `reason`.
    async fn set_aside(
        &self,
        message: &Incoming,
        delivery: Option<&Delivery>,
        reason: &'static str,
        text: &str,
    ) -> Disposition {
        let work = async {
            let mut unit = self.ledger.begin(&RegionScope::everywhere()).await?;
            park(
                &mut unit,
                &self.consumer,
                message,
                delivery,
                (reason, text, 0),
            )
            .await?;
            unit.commit().await
        };
        match work.await {
            Ok(()) => {
                tracing::error!(
                    consumer = self.consumer,
                    reason,
                    error = text,
                    "event parked"
                );
                Disposition::Done
            }
            Err(outage) => {
                tracing::warn!(
                    consumer = self.consumer,
                    error = report(&outage),
                    "not parked"
                );
                Disposition::Retry(Duration::from_secs(1))
            }
        }
    }

    async fn settle(
        &self,
        message: &Incoming,
        delivery: &Delivery,
        outcome: Result<Turn, ApplyError>,
    ) -> Disposition {
        match outcome {
            Ok(Turn::Now | Turn::Seen) => Disposition::Done,
            Ok(Turn::Ahead) => Disposition::Retry(self.settings.ahead),
            Ok(Turn::Behind) => {
                self.set_aside(
                    message,
                    Some(delivery),
                    "behind",
                    "waits behind a parked event",
                )
                .await
            }
            Ok(Turn::Diverged) => {
                let text = "another event of this version was applied before";
                self.set_aside(message, Some(delivery), "diverged", text)
                    .await
            }
            Err(error) => self.failed(message, delivery, &error).await,
        }
    }

    async fn take(&self, messages: Vec<Incoming>) -> Vec<Disposition> {
        let mut readable = Vec::with_capacity(messages.len());
        let mut dispositions: Vec<Option<Disposition>> = Vec::with_capacity(messages.len());
        for message in &messages {
            match delivery(message) {
                Ok(delivery) => {
                    readable.push(delivery);
                    dispositions.push(None);
                }
                Err(problem) => {
                    let parked = self.set_aside(message, None, "unreadable", &problem).await;
                    dispositions.push(Some(parked));
                }
            }
        }
        let together = if readable.is_empty() {
            Ok(Vec::new())
        } else {
            self.batch(&readable).await
        };
        let mut turns = together.ok().map(Vec::into_iter);
        let mut deliveries = readable.iter();
        let mut settled = Vec::with_capacity(messages.len());
        for (message, decided) in messages.iter().zip(dispositions) {
            if let Some(disposition) = decided {
                settled.push(disposition);
                continue;
            }
            let Some(delivery) = deliveries.next() else {
                continue;
            };
            let outcome = match turns.as_mut().and_then(Iterator::next) {
                Some(turn) => Ok(turn),
                None => self.single(delivery).await,
            };
            settled.push(self.settle(message, delivery, outcome).await);
        }
        settled
    }

    async fn single(&self, delivery: &Delivery) -> Result<Turn, ApplyError> {
        let turns = self.batch(std::slice::from_ref(delivery)).await?;
        turns
            .first()
            .copied()
            .ok_or_else(|| ApplyError::Permanent("no outcome".to_owned()))
    }
}

impl Handler for Inbox {
    fn handle(&self, batch: Vec<Incoming>) -> BoxFuture<'_, Vec<Disposition>> {
        Box::pin(self.take(batch))
    }
}

/// Is it this event's turn?
fn turn(
    progress: &HashMap<Uuid, (i64, Uuid)>,
    parked: &HashMap<Uuid, i64>,
    delivery: &Delivery,
) -> Turn {
    let (version, last) = progress
        .get(&delivery.aggregate_id)
        .copied()
        .unwrap_or((0, Uuid::nil()));
    let event = delivery.event_id.uuid();
    if delivery.aggregate_version < version {
        Turn::Seen
    } else if delivery.aggregate_version == version {
        if event == last {
            Turn::Seen
        } else {
            Turn::Diverged
        }
    } else if parked
        .get(&delivery.aggregate_id)
        .is_some_and(|lowest| *lowest < delivery.aggregate_version)
    {
        Turn::Behind
    } else if delivery.aggregate_version == version + 1 {
        Turn::Now
    } else {
        Turn::Ahead
    }
}

/// Reads a message's headers.
fn delivery(message: &Incoming) -> Result<Delivery, String> {
    let text = |name: &'static str| {
        message
            .header(name)
            .ok_or_else(|| format!("header {name} is missing"))
    };
    let uuid = |name: &'static str| {
        text(name)?
            .parse::<Uuid>()
            .map_err(|error| format!("header {name}: {error}"))
    };
    Ok(Delivery {
        event_id: EventId::from(uuid(headers::ID)?),
        event_type: text(headers::TYPE)?.to_owned(),
        aggregate_id: uuid(headers::SUBJECT)?,
        aggregate_version: text(headers::AGGREGATE_VERSION)?
            .parse()
            .map_err(|error| format!("header {}: {error}", headers::AGGREGATE_VERSION))?,
        matter: MatterId::from(uuid(headers::MATTER)?),
        region: text(headers::REGION)?
            .parse()
            .map_err(|error| format!("header {}: {error}", headers::REGION))?,
        occurred_at: text(headers::TIME)?
            .parse()
            .map_err(|error| format!("header {}: {error}", headers::TIME))?,
        payload: message.payload.clone(),
        subject: message.subject.clone(),
        traceparent: message.header(headers::TRACEPARENT).map(str::to_owned),
    })
}

const KEPT_HEADERS: &[&str] = &[
    headers::ID,
    headers::TYPE,
    headers::SOURCE,
    headers::SUBJECT,
    headers::TIME,
    headers::AGGREGATE_VERSION,
    headers::MATTER,
    headers::REGION,
    headers::TRACEPARENT,
];

async fn park(
    unit: &mut UnitOfWork,
    consumer: &str,
    message: &Incoming,
    delivery: Option<&Delivery>,
    (reason, error, attempts): (&'static str, &str, i32),
) -> Result<(), Error> {
    let kept: Vec<(&str, &str)> = KEPT_HEADERS
        .iter()
        .filter_map(|name| message.header(name).map(|value| (*name, value)))
        .collect();
    figures::parked(unit.service());
    let now = unit.now();
    let letter = Parked {
        event_id: delivery.map(|delivery| delivery.event_id.uuid()),
        aggregate_id: delivery.map(|delivery| delivery.aggregate_id),
        aggregate_version: delivery.map(|delivery| delivery.aggregate_version),
        subject: &message.subject,
        headers: serde_json::json!(kept),
        payload: &message.payload,
        reason,
        error,
        attempts,
        traceparent: message.header(headers::TRACEPARENT),
    };
    inbox::park(unit.connection(), now, consumer, &letter).await
}
