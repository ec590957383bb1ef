//! Setting, cancelling, claiming timers.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Error, NewTimer};

/// Sets timers; an open one of the same aggregate and kind is replaced.
pub(crate) async fn set(
    connection: &mut PgConnection,
    now: Timestamp,
    ids: &[Uuid],
    timers: &[NewTimer],
    traceparent: Option<&str>,
) -> Result<(), Error> {
    let aggregates: Vec<Uuid> = timers.iter().map(|timer| timer.aggregate).collect();
    let kinds: Vec<String> = timers.iter().map(|timer| timer.kind.to_owned()).collect();
    let rules: Vec<String> = timers.iter().map(|timer| timer.rule.clone()).collect();
    let regions: Vec<String> = timers
        .iter()
        .map(|timer| timer.region.to_string())
        .collect();
    let matters: Vec<Uuid> = timers.iter().map(|timer| timer.matter.uuid()).collect();
    let dues: Vec<jiff_sqlx::Timestamp> =
        timers.iter().map(|timer| timer.due_at.to_sqlx()).collect();
    sqlx::query!(
        "with wanted as (
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[],
                $6::uuid[], $7::timestamptz[])
                as t (timer_id, aggregate_id, kind, rule_id, region, matter_id, due_at)
        ), replaced as (
            update timer o set cancelled_at = $8
            from wanted w
            where o.aggregate_id = w.aggregate_id and o.kind = w.kind
              and o.fired_at is null and o.cancelled_at is null
        )
        insert into timer (timer_id, aggregate_id, kind, rule_id, region, matter_id, due_at,
            traceparent)
        select timer_id, aggregate_id, kind, rule_id, region, matter_id, due_at, $9 from wanted",
        ids,
        &aggregates,
        &kinds,
        &rules,
        &regions,
        &matters,
        &dues as &[jiff_sqlx::Timestamp],
        now.to_sqlx() as _,
        traceparent
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Cancels the open timers of these aggregates and kinds.
pub(crate) async fn cancel(
    connection: &mut PgConnection,
    now: Timestamp,
    cancelled: &[(Uuid, &'static str)],
) -> Result<(), Error> {
    let aggregates: Vec<Uuid> = cancelled.iter().map(|(aggregate, _)| *aggregate).collect();
    let kinds: Vec<String> = cancelled
        .iter()
        .map(|(_, kind)| (*kind).to_owned())
        .collect();
    sqlx::query!(
        "update timer t set cancelled_at = $3
         from unnest($1::uuid[], $2::text[]) as c (aggregate_id, kind)
         where t.aggregate_id = c.aggregate_id and t.kind = c.kind
           and t.fired_at is null and t.cancelled_at is null",
        &aggregates,
        &kinds,
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
