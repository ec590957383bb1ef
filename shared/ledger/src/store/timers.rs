//! Setting, cancelling, claiming timers.
//!
//! One statement for each timer, not one for a list: a list is joined with all that are open as long as
//! the planner has no statistics, and that plan stays cached while the table grows.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Error, NewTimer};

/// Sets a timer; an open one of the same aggregate and kind is replaced.
pub(crate) async fn set(
    connection: &mut PgConnection,
    now: Timestamp,
    id: Uuid,
    timer: &NewTimer,
    traceparent: Option<&str>,
) -> Result<(), Error> {
    sqlx::query!(
        "with replaced as (
            update timer set cancelled_at = $8
            where aggregate_id = $2 and kind = $3 and fired_at is null and cancelled_at is null
        )
        insert into timer (timer_id, aggregate_id, kind, rule_id, region, matter_id, due_at,
            traceparent)
        values ($1, $2, $3, $4, $5, $6, $7, $9)",
        id,
        timer.aggregate,
        timer.kind,
        timer.rule,
        timer.region.as_ref(),
        timer.matter.uuid(),
        timer.due_at.to_sqlx() as _,
        now.to_sqlx() as _,
        traceparent
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Cancels the open timer of this aggregate and kind.
pub(crate) async fn cancel(
    connection: &mut PgConnection,
    now: Timestamp,
    (aggregate, kind): (Uuid, &str),
) -> Result<(), Error> {
    sqlx::query!(
        "update timer set cancelled_at = $3
         where aggregate_id = $1 and kind = $2 and fired_at is null and cancelled_at is null",
        aggregate,
        kind,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A claimed timer.
#[derive(Debug, Clone)]
pub(crate) struct TimerRow {
    pub(crate) timer_id: Uuid,
    pub(crate) aggregate_id: Uuid,
    pub(crate) kind: String,
    pub(crate) rule_id: String,
    pub(crate) region: String,
    pub(crate) matter_id: Uuid,
    pub(crate) due_at: jiff_sqlx::Timestamp,
    pub(crate) traceparent: Option<String>,
}

/// Claims due timers, earliest first, for the transaction of this connection: they count as fired when
/// it commits and are free again when it does not.
pub(crate) async fn claim(
    connection: &mut PgConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<TimerRow>, Error> {
    let mut rows = sqlx::query_as!(
        TimerRow,
        r#"update timer set fired_at = $1
         where timer_id in (
            select timer_id from timer
            where fired_at is null and cancelled_at is null and due_at <= $1
              and (retry_at is null or retry_at <= $1)
            order by due_at limit $2
            for update skip locked)
         returning timer_id, aggregate_id, kind, rule_id, region, matter_id,
            due_at as "due_at: jiff_sqlx::Timestamp", traceparent"#,
        now.to_sqlx() as _,
        limit
    )
    .fetch_all(connection)
    .await?;
    rows.sort_by_key(|row| (row.due_at.to_jiff(), row.timer_id));
    Ok(rows)
}

/// Notes that firing failed; the timer stays open and is tried again after a wait that doubles.
pub(crate) async fn postpone(
    connection: &mut PgConnection,
    now: Timestamp,
    timer: Uuid,
    wait_max_s: i32,
    error: &str,
) -> Result<i32, Error> {
    let attempts = sqlx::query_scalar!(
        "update timer set attempts = attempts + 1, last_error = $4,
            retry_at = $2::timestamptz + make_interval(secs => least(power(2, attempts + 1), $3::integer))
         where timer_id = $1 returning attempts",
        timer,
        now.to_sqlx() as _,
        wait_max_s,
        error
    )
    .fetch_one(connection)
    .await?;
    Ok(attempts)
}

/// How many timers are due and not fired, and the earliest of them.
pub(crate) async fn overdue(
    connection: &mut PgConnection,
    now: Timestamp,
) -> Result<(i64, Option<Timestamp>), Error> {
    let row = sqlx::query!(
        r#"select count(*) as "due!", min(due_at) as "earliest: jiff_sqlx::Timestamp"
         from timer where fired_at is null and cancelled_at is null and due_at <= $1"#,
        now.to_sqlx() as _
    )
    .fetch_one(connection)
    .await?;
    Ok((row.due, row.earliest.map(jiff_sqlx::Timestamp::to_jiff)))
}
