//! The timer worker: fires what is due, earliest first, each together with its effect.
//!
//! Any number of replicas may run it: a timer is claimed by a row lock for the length of one
//! transaction. A timer whose effect fails stays open and is tried again; it is never given up, because
//! a deadline that nobody hears of is worse than a loud log.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use jiff::Timestamp;
use kernel::{MatterId, Region, RegionScope, TimerId};
use telemetry::context;
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;
use uuid::Uuid;

use crate::figures;
use crate::relay::report;
use crate::store::timers::{self, TimerRow};
use crate::{ApplyError, Error, Ledger, UnitOfWork};

/// How the worker works.
#[derive(Debug, Clone, Copy)]
pub struct TimerSettings {
    /// Timers fired in one transaction.
    pub batch: i64,
    /// How long it sleeps when nothing is due.
    pub poll: Duration,
    /// Transactions at the same time.
    pub workers: usize,
}

impl Default for TimerSettings {
    fn default() -> Self {
        Self {
            batch: 500,
            poll: Duration::from_millis(500),
            workers: 2,
        }
    }
}

/// How often [`TimerWorker::catch_up`] looks whether other lanes have finished.
const CATCH_UP_POLL: Duration = Duration::from_millis(10);

/// Longest wait before a failing timer is tried again.
const RETRY_MAX_S: i32 = 300;

/// A clock that ran out.
#[derive(Debug, Clone)]
pub struct DueTimer {
    /// Its identifier.
    pub id: TimerId,
    /// The aggregate it belongs to.
    pub aggregate: Uuid,
    /// What it is for.
    pub kind: String,
    /// The deadline rule behind it.
    pub rule: String,
    /// Where.
    pub region: Region,
    /// The matter.
    pub matter: MatterId,
    /// When it was due.
    pub due_at: Timestamp,
}

/// What a service does when a clock runs out.
pub trait OnTimer: Send + Sync + 'static {
    /// Changes state inside `unit`; the worker commits.
    fn fire<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        timer: &'a DueTimer,
    ) -> BoxFuture<'a, Result<(), ApplyError>>;
}

/// Fires the timers of one schema.
pub struct TimerWorker {
    ledger: Ledger,
    on_timer: Arc<dyn OnTimer>,
    settings: TimerSettings,
}

impl std::fmt::Debug for TimerWorker {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("TimerWorker")
            .field("ledger", &self.ledger)
            .finish_non_exhaustive()
    }
}

impl TimerWorker {
    /// The worker for the service behind `ledger`.
    #[must_use]
    pub fn new(ledger: Ledger, on_timer: Arc<dyn OnTimer>, settings: TimerSettings) -> Self {
        Self {
            ledger,
            on_timer,
            settings,
        }
    }

    /// Runs until `stop`.
    pub async fn run(&self, stop: CancellationToken) {
        let lanes = (0..self.settings.workers.max(1)).map(|_| self.lane(stop.clone()));
        futures::future::join_all(lanes).await;
    }

    async fn lane(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let wait = match self.fire_due().await {
                Ok(0) => self.settings.poll,
                Ok(_) => continue,
                Err(error) => {
                    tracing::warn!(
                        service = self.ledger.schema(),
                        error = report(&error),
                        "timers wait for the database"
                    );
                    Duration::from_secs(1)
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Fires one batch of due timers and returns how many were dealt with.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn fire_due(&self) -> Result<usize, Error> {
        match self.batch(self.settings.batch).await {
            Ok(count) => Ok(count),
            Err(Failed {
                error: ApplyError::Ledger(error),
                ..
            }) if error.is_outage() => Err(error),
            Err(Failed { count, .. }) if count > 1 => self.one_by_one(count).await,
            Err(failed) => self.postpone(failed).await,
        }
    }

    /// Fires all that is due now and returns once no due timer is open, whoever fired it. So after
    /// it returned, what a clock was going to cause by now has been caused.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn catch_up(&self) -> Result<(), Error> {
        loop {
            while self.fire_due().await? > 0 {}
            let mut unit = self.ledger.begin(&RegionScope::everywhere()).await?;
            let now = unit.now();
            let (open, _earliest) = timers::overdue(unit.connection(), now).await?;
            if open == 0 {
                return Ok(());
            }
            tokio::time::sleep(CATCH_UP_POLL).await;
        }
    }

    /// After a batch failed: each alone, so that only the one at fault waits.
    async fn one_by_one(&self, count: usize) -> Result<usize, Error> {
        for _ in 0..count {
            match self.batch(1).await {
                Ok(0) => break,
                Ok(_) => {}
                Err(failed) => {
                    self.postpone(failed).await?;
                }
            }
        }
        Ok(count)
    }

    async fn batch(&self, limit: i64) -> Result<usize, Failed> {
        let mut unit = self
            .ledger
            .begin(&RegionScope::everywhere())
            .await
            .map_err(|error| Failed {
                timer: None,
                count: 0,
                error: error.into(),
            })?;
        let now = unit.now();
        let rows = timers::claim(unit.connection(), now, limit)
            .await
            .map_err(|error| Failed {
                timer: None,
                count: 0,
                error: error.into(),
            })?;
        let count = rows.len();
        if count == 0 {
            return Ok(0);
        }
        for row in rows {
            let id = row.timer_id;
            if let Err(error) = self.fire_one(&mut unit, row, now).await {
                return Err(Failed {
                    timer: Some(id),
                    count,
                    error,
                });
            }
        }
        unit.commit().await.map_err(|error| Failed {
            timer: None,
            count,
            error: error.into(),
        })?;
        Ok(count)
    }

    async fn fire_one(
        &self,
        unit: &mut UnitOfWork,
        row: TimerRow,
        now: Timestamp,
    ) -> Result<(), ApplyError> {
        let due_at = row.due_at.to_jiff();
        figures::fired_late(
            self.ledger.schema(),
            now.duration_since(due_at).as_secs_f64(),
        );
        let span = tracing::info_span!(
            "timer.fire",
            mingjing.service = self.ledger.schema(),
            mingjing.matter_id = %row.matter_id,
            rule_id = row.rule_id,
            late_ms = i64::try_from(now.duration_since(due_at).as_millis()).unwrap_or(i64::MAX)
        );
        if let Some(trace) = &row.traceparent {
            context::add_link(&span, trace);
        }
        let region = row.region.parse().map_err(|error| Error::Inconsistent {
            table: "timer",
            column: "region",
            id: row.timer_id.to_string(),
            problem: format!("{error}"),
        })?;
        let timer = DueTimer {
            id: TimerId::from(row.timer_id),
            aggregate: row.aggregate_id,
            kind: row.kind,
            rule: row.rule_id,
            region,
            matter: MatterId::from(row.matter_id),
            due_at,
        };
        let work = AssertUnwindSafe(self.on_timer.fire(unit, &timer)).catch_unwind();
        match work.instrument(span).await {
            Ok(outcome) => outcome,
            Err(_panic) => Err(ApplyError::Permanent("the handler panicked".to_owned())),
        }
    }

    async fn postpone(&self, failed: Failed) -> Result<usize, Error> {
        let Some(timer) = failed.timer else {
            return match failed.error {
                ApplyError::Ledger(error) => Err(error),
                ApplyError::Database(error) => Err(Error::Database(error)),
                ApplyError::Permanent(_) | ApplyError::Unreadable(_) | ApplyError::NotYet(_) => {
                    Ok(0)
                }
            };
        };
        let text = report(&failed.error);
        let mut unit = self.ledger.begin(&RegionScope::everywhere()).await?;
        let now = unit.now();
        let attempts = timers::postpone(unit.connection(), now, timer, RETRY_MAX_S, &text).await?;
        unit.commit().await?;
        tracing::error!(
            service = self.ledger.schema(),
            %timer,
            attempts,
            error = text,
            "a clock ran out but its effect failed; it will be tried again"
        );
        Ok(1)
    }
}

struct Failed {
    timer: Option<Uuid>,
    count: usize,
    error: ApplyError,
}
