//! What the relay reads and writes.

use sqlx::PgConnection;
use uuid::Uuid;

use super::events::{EventRow, StoredEvent};
use crate::Error;

/// Tries to become the active relay of this schema for as long as the connection lives.
pub(crate) async fn try_lead(connection: &mut PgConnection) -> Result<bool, Error> {
    let leads = sqlx::query_scalar!(
        r#"select pg_try_advisory_lock(hashtext('mingjing.relay'), hashtext(current_schema())) as "leads!""#
    )
    .fetch_one(connection)
    .await?;
    Ok(leads)
}

/// Opens this connection for every region: the relay moves what others wrote.
pub(crate) async fn widen(connection: &mut PgConnection) -> Result<(), Error> {
    sqlx::query!(r#"select set_config('mj.region_scope', '%', false) as "scope""#)
        .fetch_one(connection)
        .await?;
    Ok(())
}

/// Events the broker does not have, from after a position, oldest position first.
pub(crate) async fn waiting(
    connection: &mut PgConnection,
    after: i64,
    limit: i64,
) -> Result<Vec<StoredEvent>, Error> {
    let rows = sqlx::query_as!(
        EventRow,
        "select l.position, l.event_id, l.aggregate_id, l.aggregate_version, l.event_type,
            l.subject, l.region, l.matter_id, l.occurred_at, l.payload, l.traceparent
         from (select position from outbox where stream_sequence is null and position > $1
               order by position limit $2) o
         join ledger l on l.position = o.position
         order by l.position",
        after,
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(StoredEvent::from).collect())
}

/// Notes where the broker keeps these events.
///
/// The range says nothing new, but leads to the index: without it, a plan made while the table was small
/// reads all of it for each batch.
pub(crate) async fn stored(
    connection: &mut PgConnection,
    positions: &[i64],
    sequences: &[i64],
) -> Result<(), Error> {
    sqlx::query!(
        "update outbox o set stream_sequence = s.sequence
         from unnest($1::bigint[], $2::bigint[]) as s (position, sequence)
         where o.position = s.position and o.position between $3 and $4",
        positions,
        sequences,
        positions.iter().min(),
        positions.iter().max()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The highest place in the stream we believe in, and the event there.
pub(crate) async fn high_water(
    connection: &mut PgConnection,
) -> Result<Option<(i64, Uuid)>, Error> {
    let row = sqlx::query!(
        r#"select o.stream_sequence as "sequence!", l.event_id
         from outbox o join ledger l on l.position = o.position
         where o.stream_sequence is not null
         order by o.stream_sequence desc limit 1"#
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| (row.sequence, row.event_id)))
}

/// Forgets that the broker has the events after `sequence`. Returns how many must go out again.
pub(crate) async fn forget_after(
    connection: &mut PgConnection,
    sequence: i64,
    except: &[i64],
) -> Result<u64, Error> {
    let done = sqlx::query!(
        "update outbox set stream_sequence = null
         where stream_sequence > $1 and not (position = any ($2))",
        sequence,
        except
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// The incarnation of the stream that the sequences belong to.
pub(crate) async fn incarnation(
    connection: &mut PgConnection,
    stream: &str,
) -> Result<Option<i64>, Error> {
    let row = sqlx::query_scalar!(
        "select created_ns from relay_state where stream = $1",
        stream
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}

/// Remembers the incarnation of the stream.
pub(crate) async fn remember_incarnation(
    connection: &mut PgConnection,
    stream: &str,
    created_ns: i64,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into relay_state (stream, created_ns) values ($1, $2)
         on conflict (stream) do update set created_ns = excluded.created_ns",
        stream,
        created_ns
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// How many events wait, and since when the oldest does.
pub(crate) async fn backlog(
    connection: &mut PgConnection,
) -> Result<(i64, Option<jiff::Timestamp>), Error> {
    let row = sqlx::query!(
        r#"select count(*) as "waiting!", min(l.occurred_at) as "oldest: jiff_sqlx::Timestamp"
         from outbox o join ledger l on l.position = o.position
         where o.stream_sequence is null"#
    )
    .fetch_one(connection)
    .await?;
    Ok((row.waiting, row.oldest.map(jiff_sqlx::Timestamp::to_jiff)))
}

/// Wakes the active relay, wherever it runs.
pub(crate) async fn wake(connection: &mut PgConnection, channel: &str) -> Result<(), Error> {
    sqlx::query!(r#"select pg_notify($1, '') as "sent""#, channel)
        .fetch_one(connection)
        .await?;
    Ok(())
}
