//! Two hundred thousand clocks that run out at once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::ensure;
use futures::future::BoxFuture;
use ledger::{ApplyError, DueTimer, OnTimer, TimerSettings, TimerWorker, UnitOfWork};
use tokio_util::sync::CancellationToken;

use super::Options;
use super::report::{Bar, Report, median};
use super::stand::{Stand, execute, until};
use crate::platform::say;

const TIMERS: u32 = 200_000;

struct Ring;

impl OnTimer for Ring {
    fn fire<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        timer: &'a DueTimer,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            sqlx::query("insert into effect (id, version, applied) values ($1, 1, 1)")
                .bind(timer.id.uuid())
                .execute(unit.connection())
                .await?;
            Ok(())
        })
    }
}

pub(super) async fn measure(
    stand: &Stand,
    options: &Options,
    figures: &mut Report,
) -> anyhow::Result<()> {
    say(format!("timers: {TIMERS} due at once"));
    let mut rates = Vec::new();
    for run in 0..options.runs {
        let url = stand.database(&format!("bench_timers_{run}")).await?;
        let ledger = stand.ledger(&url, "intake", 10).await?;
        let pool = stand.admin(&url).await?;
        execute(
            &pool,
            format!(
                "insert into intake.timer (timer_id, aggregate_id, kind, rule_id, region, matter_id,
                    due_at)
                 select gen_random_uuid(), gen_random_uuid(), 'verify', 'INT-SAMR-VERIFY', '340705',
                    gen_random_uuid(), '2026-01-01'
                 from generate_series(1, {TIMERS})"
            ),
        )
        .await?;
        execute(&pool, "analyze".to_owned()).await?;
        let worker = TimerWorker::new(ledger, Arc::new(Ring), TimerSettings::default());
        let stop = CancellationToken::new();
        let began = Instant::now();
        let running = tokio::spawn({
            let stop = stop.clone();
            async move { worker.run(stop).await }
        });
        let open = "select count(*) from intake.timer where fired_at is null";
        until(&pool, open, 0, Duration::from_mins(3)).await?;
        rates.push(f64::from(TIMERS) / began.elapsed().as_secs_f64());
        stop.cancel();
        running.await?;
        let fired: i64 = sqlx::query_scalar("select count(*) from intake.effect")
            .fetch_one(&pool)
            .await?;
        ensure!(
            fired == i64::from(TIMERS),
            "{fired} effects of {TIMERS} timers"
        );
        pool.close().await;
    }
    figures.add(
        "timers fired, each once",
        (median(rates), "per s"),
        None,
        Bar::Min(5_000.0),
        "one statement per effect in two sessions",
    );
    Ok(())
}
