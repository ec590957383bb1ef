//! The unit of work: one transaction in which state, events, timers and the answer are written.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use contracts::Event;
use jiff::Timestamp;
use kernel::{Clock, Ids, RegionScope};
use law::Calendar;
use sqlx::{AssertSqlSafe, PgConnection, PgPool, Postgres, Transaction};
use telemetry::context;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::record::PendingEvent;
use crate::store::{events, idempotency, outbox, timers};
use crate::{Aggregate, Answer, Error, NewTimer, Reference, RequestKey, StoredEvent, TestSwitches};

/// A service's ledger: where units of work begin. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Ledger {
    pub(crate) inner: Arc<Inner>,
    reference: Reference,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) pool: PgPool,
    pub(crate) schema: &'static str,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn Ids>,
    /// Signalled after every commit that wrote events.
    pub(crate) written: Notify,
    /// The relay of this process is the active one.
    pub(crate) leads: AtomicBool,
    pub(crate) switches: TestSwitches,
}

impl Ledger {
    /// The ledger of `schema`, reached through `pool` (see [`connect`](crate::connect)).
    #[must_use]
    pub fn new(
        pool: PgPool,
        schema: &'static str,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
    ) -> Self {
        Self::with_switches(pool, schema, clock, ids, TestSwitches::default())
    }

    /// As [`new`](Self::new), with a guard switched off to prove that its test would notice.
    #[must_use]
    pub fn with_switches(
        pool: PgPool,
        schema: &'static str,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        switches: TestSwitches,
    ) -> Self {
        let inner = Inner {
            pool,
            schema,
            clock,
            ids,
            written: Notify::new(),
            leads: AtomicBool::new(false),
            switches,
        };
        Self {
            inner: Arc::new(inner),
            reference: Reference::default(),
        }
    }

    /// The same ledger, whose units of work see what `reference` knows.
    #[must_use]
    pub fn with_reference(self, reference: Reference) -> Self {
        Self { reference, ..self }
    }

    /// What the process knows besides its matters.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// The schema, which is also the service's name.
    #[must_use]
    pub fn schema(&self) -> &'static str {
        self.inner.schema
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// A new identifier.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        self.inner.ids.uuid()
    }

    /// The pool, for readiness checks.
    #[must_use]
    pub fn pool(&self) -> &PgPool {
        &self.inner.pool
    }

    /// Begins a unit of work that sees and writes only what lies in `scope`.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn begin(&self, scope: &RegionScope) -> Result<UnitOfWork, Error> {
        // The patterns are made of digits, '%' and ',' only: see RegionScope::like_patterns.
        let begin = format!(
            "begin; set local mj.region_scope = '{}'",
            scope.like_patterns()
        );
        // In a task of its own: a caller who hangs up in the middle must not leave an open transaction
        // behind in the pool. The task ends it when nobody takes it.
        let pool = self.inner.pool.clone();
        let opening = tokio::spawn(async move { pool.begin_with(AssertSqlSafe(begin)).await });
        let transaction = opening
            .await
            .map_err(|_ended| sqlx::Error::WorkerCrashed)??;
        Ok(UnitOfWork {
            ledger: self.clone(),
            transaction,
            events: Vec::new(),
            timers: Vec::new(),
            cancelled: Vec::new(),
            answer: None,
        })
    }

    /// Answers whether the database can be reached.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn ping(&self) -> Result<(), Error> {
        let mut connection = self.inner.pool.acquire().await?;
        sqlx::Connection::ping(&mut *connection).await?;
        Ok(())
    }

    /// How many events wait for the broker, and when the oldest of them happened.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn backlog(&self) -> Result<(i64, Option<Timestamp>), Error> {
        let mut unit = self.begin(&RegionScope::everywhere()).await?;
        outbox::backlog(unit.connection()).await
    }

    /// How many timers are due and have not fired, and the earliest of them.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn overdue_timers(&self) -> Result<(i64, Option<Timestamp>), Error> {
        let mut unit = self.begin(&RegionScope::everywhere()).await?;
        let now = self.now();
        timers::overdue(unit.connection(), now).await
    }

    /// A page of events after `position`, oldest position first, for replays.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn page(&self, after: i64, limit: i64) -> Result<Vec<StoredEvent>, Error> {
        let mut unit = self.begin(&RegionScope::everywhere()).await?;
        events::page(unit.connection(), after, limit).await
    }

    /// Wakes the active relay: in this process directly, elsewhere through the database. Outside the
    /// writing transaction on purpose: NOTIFY inside it would serialise all commits.
    async fn wake_relay(&self) {
        if self.inner.leads.load(Ordering::Acquire) {
            self.inner.written.notify_one();
            return;
        }
        let Ok(mut connection) = self.inner.pool.acquire().await else {
            return;
        };
        if let Err(error) = outbox::wake(&mut connection, &self.channel()).await {
            // The relay also polls.
            tracing::debug!(%error, "relay not woken");
        }
    }

    pub(crate) fn channel(&self) -> String {
        format!("mj_{}_written", self.inner.schema)
    }
}

/// One transaction. Dropped without [`commit`](Self::commit), it leaves nothing behind.
#[derive(Debug)]
pub struct UnitOfWork {
    ledger: Ledger,
    transaction: Transaction<'static, Postgres>,
    events: Vec<PendingEvent>,
    timers: Vec<NewTimer>,
    cancelled: Vec<(Uuid, &'static str)>,
    answer: Option<(RequestKey, Answer)>,
}

impl UnitOfWork {
    /// The connection for the service's own statements.
    pub fn connection(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.ledger.now()
    }

    /// The calendar of working days (工作日), with every year that was loaded.
    #[must_use]
    pub fn calendar(&self) -> Arc<Calendar> {
        self.ledger.reference.calendar()
    }

    /// A new identifier.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        self.ledger.new_id()
    }

    pub(crate) fn service(&self) -> &'static str {
        self.ledger.schema()
    }

    /// The answer this request got before, if it did.
    ///
    /// # Errors
    /// [`Conflict::KeyReused`](crate::Conflict::KeyReused) when the key belongs to another request.
    pub async fn replayed(&mut self, key: &RequestKey) -> Result<Option<Answer>, Error> {
        idempotency::find(&mut self.transaction, key).await
    }

    /// The answer to keep for this request; written when the unit commits.
    pub fn answer(&mut self, key: RequestKey, answer: Answer) {
        self.answer = Some((key, answer));
    }

    /// Records an event. It is written, and only then published, when the unit commits.
    ///
    /// # Errors
    /// [`Error::NoBasis`] when the event does not say what it rests on.
    pub fn record<E: Event>(
        &mut self,
        aggregate: Aggregate,
        actor: Uuid,
        event: &E,
    ) -> Result<(), Error> {
        if event.basis().is_none() {
            return Err(Error::NoBasis(E::TYPE));
        }
        self.events.push(PendingEvent {
            event_id: self.ledger.new_id(),
            aggregate,
            event_type: E::TYPE,
            subject: E::subject(aggregate.region.as_ref()).to_string(),
            actor,
            payload: event.encode_to_vec(),
            traceparent: context::current_traceparent(),
        });
        Ok(())
    }

    /// Joins this step to the aggregate's last one: months may lie between them, so it is a link and
    /// not a parent.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn link_to_last_step(&mut self, aggregate: Uuid) -> Result<(), Error> {
        if let Some(trace) = events::last_trace(&mut self.transaction, aggregate).await? {
            context::add_link(&tracing::Span::current(), &trace);
        }
        Ok(())
    }

    /// Sets a clock; an open one of the same aggregate and kind is replaced.
    pub fn set_timer(&mut self, timer: NewTimer) {
        self.timers
            .retain(|set| set.aggregate != timer.aggregate || set.kind != timer.kind);
        self.timers.push(timer);
    }

    /// Stops a clock; when none runs, nothing happens.
    pub fn cancel_timer(&mut self, aggregate: Uuid, kind: &'static str) {
        self.timers
            .retain(|set| set.aggregate != aggregate || set.kind != kind);
        self.cancelled.push((aggregate, kind));
    }

    /// Writes everything collected without committing; for workers that add their own rows.
    pub(crate) async fn flush(&mut self) -> Result<bool, Error> {
        let now = self.ledger.now();
        let connection = &mut *self.transaction;
        for cancelled in &self.cancelled {
            timers::cancel(connection, now, *cancelled).await?;
        }
        let trace = context::current_traceparent();
        for timer in &self.timers {
            let id = self.ledger.inner.ids.uuid();
            timers::set(connection, now, id, timer, trace.as_deref()).await?;
        }
        let wrote = !self.events.is_empty();
        if wrote {
            events::append(connection, now, &self.events).await?;
        }
        if let Some((key, answer)) = self.answer.take() {
            idempotency::keep(connection, now, &key, &answer).await?;
        }
        self.cancelled.clear();
        self.timers.clear();
        self.events.clear();
        Ok(wrote)
    }

    /// Writes everything and commits. Only after this may the caller be told that it happened.
    ///
    /// # Errors
    /// A [`Conflict`](crate::Conflict) when another writer was first, or a database failure. Either
    /// way nothing is written, except when the connection broke during the commit itself: then the
    /// idempotency key tells the sender's next attempt.
    #[tracing::instrument(name = "ledger.commit", skip_all, fields(mingjing.service = self.ledger.inner.schema))]
    pub async fn commit(mut self) -> Result<(), Error> {
        let wrote = self.flush().await?;
        self.transaction.commit().await?;
        if wrote {
            self.ledger.wake_relay().await;
        }
        Ok(())
    }
}
