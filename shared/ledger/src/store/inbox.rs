//! What consumers have applied, what failed, what is parked.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Error;

/// The last event applied to a foreign aggregate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Progress {
    pub(crate) aggregate_id: Uuid,
    pub(crate) version: i64,
    pub(crate) event_id: Uuid,
}

/// One step of progress.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Advance {
    pub(crate) aggregate_id: Uuid,
    pub(crate) previous: i64,
    pub(crate) version: i64,
    pub(crate) event_id: Uuid,
}

/// Locks and reads the progress of these aggregates; the order of locking is always the same.
pub(crate) async fn progress(
    connection: &mut PgConnection,
    consumer: &str,
    aggregates: &[Uuid],
) -> Result<Vec<Progress>, Error> {
    let rows = sqlx::query_as!(
        Progress,
        "select aggregate_id, version, event_id from inbox
         where consumer = $1 and aggregate_id = any ($2)
         order by aggregate_id for update",
        consumer,
        aggregates
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Writes the progress. Returns how many aggregates advanced: fewer than asked for means that another
/// replica was first, and the whole transaction must be thrown away.
pub(crate) async fn advance(
    connection: &mut PgConnection,
    consumer: &str,
    steps: &[Advance],
) -> Result<u64, Error> {
    let aggregates: Vec<Uuid> = steps.iter().map(|step| step.aggregate_id).collect();
    let previous: Vec<i64> = steps.iter().map(|step| step.previous).collect();
    let versions: Vec<i64> = steps.iter().map(|step| step.version).collect();
    let events: Vec<Uuid> = steps.iter().map(|step| step.event_id).collect();
    let done = sqlx::query!(
        "insert into inbox (consumer, aggregate_id, previous, version, event_id)
         select $1, s.aggregate_id, s.previous, s.version, s.event_id
         from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::uuid[])
            as s (aggregate_id, previous, version, event_id)
         order by s.aggregate_id
         on conflict (consumer, aggregate_id) do update
            set previous = excluded.previous, version = excluded.version,
                event_id = excluded.event_id
            where inbox.version = excluded.previous",
        consumer,
        &aggregates,
        &previous,
        &versions,
        &events
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// The lowest parked version of each of these aggregates: what comes after it must wait behind it.
pub(crate) async fn parked_versions(
    connection: &mut PgConnection,
    consumer: &str,
    aggregates: &[Uuid],
) -> Result<Vec<(Uuid, i64)>, Error> {
    let rows = sqlx::query!(
        r#"select aggregate_id as "aggregate_id!", min(aggregate_version) as "lowest!"
         from dead_letter
         where consumer = $1 and aggregate_id = any ($2) and resolved_at is null
         group by aggregate_id"#,
        consumer,
        aggregates
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.aggregate_id, row.lowest))
        .collect())
}

/// Counts a failed attempt and returns how many there were.
pub(crate) async fn count_attempt(
    connection: &mut PgConnection,
    now: Timestamp,
    consumer: &str,
    event_id: Uuid,
    error: &str,
) -> Result<i32, Error> {
    let attempts = sqlx::query_scalar!(
        "insert into inbox_attempt (consumer, event_id, attempts, last_error, last_at)
         values ($1, $2, 1, $3, $4)
         on conflict (consumer, event_id) do update
            set attempts = inbox_attempt.attempts + 1, last_error = excluded.last_error,
                last_at = excluded.last_at
         returning attempts",
        consumer,
        event_id,
        error,
        now.to_sqlx() as _
    )
    .fetch_one(connection)
    .await?;
    Ok(attempts)
}

/// A letter to be parked.
#[derive(Debug)]
pub(crate) struct Parked<'a> {
    pub(crate) event_id: Option<Uuid>,
    pub(crate) aggregate_id: Option<Uuid>,
    pub(crate) aggregate_version: Option<i64>,
    pub(crate) subject: &'a str,
    pub(crate) headers: serde_json::Value,
    pub(crate) payload: &'a [u8],
    pub(crate) reason: &'static str,
    pub(crate) error: &'a str,
    pub(crate) attempts: i32,
    pub(crate) traceparent: Option<&'a str>,
}

/// Parks an event. Parking the same one again changes nothing.
pub(crate) async fn park(
    connection: &mut PgConnection,
    now: Timestamp,
    consumer: &str,
    letter: &Parked<'_>,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into dead_letter (consumer, event_id, aggregate_id, aggregate_version, subject,
            headers, payload, reason, error, attempts, traceparent, parked_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict (consumer, event_id) where resolved_at is null do nothing",
        consumer,
        letter.event_id,
        letter.aggregate_id,
        letter.aggregate_version,
        letter.subject,
        letter.headers,
        letter.payload,
        letter.reason,
        letter.error,
        letter.attempts,
        letter.traceparent,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A parked event.
#[derive(Debug, Clone)]
pub(crate) struct LetterRow {
    pub(crate) id: i64,
    pub(crate) event_id: Option<Uuid>,
    pub(crate) aggregate_id: Option<Uuid>,
    pub(crate) subject: String,
    pub(crate) headers: serde_json::Value,
    pub(crate) payload: Vec<u8>,
    pub(crate) reason: String,
    pub(crate) error: String,
    pub(crate) attempts: i32,
    pub(crate) traceparent: Option<String>,
}

/// Parked events in the order in which they must be applied.
pub(crate) async fn letters(
    connection: &mut PgConnection,
    consumer: &str,
) -> Result<Vec<LetterRow>, Error> {
    let rows = sqlx::query_as!(
        LetterRow,
        "select id, event_id, aggregate_id, subject, headers, payload, reason,
            error, attempts, traceparent
         from dead_letter where consumer = $1 and resolved_at is null
         order by aggregate_id, aggregate_version, id",
        consumer
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Marks a parked event as dealt with.
pub(crate) async fn resolve(
    connection: &mut PgConnection,
    now: Timestamp,
    id: i64,
) -> Result<(), Error> {
    sqlx::query!(
        "update dead_letter set resolved_at = $2 where id = $1",
        id,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}
