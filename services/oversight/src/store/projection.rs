//! The projection as a whole: holding it still, emptying it, its progress, its digest.

use crypto::Sha256Hex;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use ledger::Error;
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

/// Rows hashed per statement.
const PAGE: i64 = 1_000;

/// Keeps every consumer and every replay of parked events from writing until the transaction ends.
/// Readers go on. The order is that in which those writers take the same tables.
pub(crate) async fn hold(connection: &mut PgConnection) -> Result<(), Error> {
    sqlx::query!(r#"select set_config('statement_timeout', '0', true) as "timeout""#)
        .fetch_one(&mut *connection)
        .await?;
    sqlx::query!("lock table oversight.dead_letter, oversight.inbox in exclusive mode")
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets everything that was placed, and how far each stream was read.
pub(crate) async fn clear(connection: &mut PgConnection) -> Result<(), Error> {
    sqlx::query!("delete from oversight.step")
        .execute(&mut *connection)
        .await?;
    sqlx::query!("delete from oversight.matter")
        .execute(&mut *connection)
        .await?;
    sqlx::query!("delete from oversight.inbox")
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes as read what is placed, so that each stream goes on where the ledgers ended.
pub(crate) async fn set_progress(connection: &mut PgConnection) -> Result<(), Error> {
    sqlx::query!(
        "insert into oversight.inbox (consumer, aggregate_id, previous, version, event_id)
         select distinct on (service, aggregate_id)
            service, aggregate_id, aggregate_version - 1, aggregate_version, event_id
         from oversight.step order by service, aggregate_id, aggregate_version desc"
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Marks parked events that are placed now as dealt with. Returns how many.
pub(crate) async fn resolve_letters(
    connection: &mut PgConnection,
    now: Timestamp,
) -> Result<u64, Error> {
    let done = sqlx::query!(
        "update oversight.dead_letter as letter set resolved_at = $1
         where resolved_at is null
            and exists (select from oversight.step where step.event_id = letter.event_id)",
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// How many matters there are.
pub(crate) async fn count_matters(connection: &mut PgConnection) -> Result<i64, Error> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from oversight.matter"#)
        .fetch_one(connection)
        .await?;
    Ok(count)
}

/// Makes every statement of this transaction see the same moment. It must be the first.
pub(crate) async fn one_moment(connection: &mut PgConnection) -> Result<(), Error> {
    sqlx::query!("set transaction isolation level repeatable read")
        .execute(connection)
        .await?;
    Ok(())
}

/// SHA-256 over all steps and matters, in the order of their identifiers.
pub(crate) async fn digest(connection: &mut PgConnection) -> Result<String, Error> {
    let mut hasher = Sha256::new();
    let mut after = Uuid::nil();
    loop {
        let rows = sqlx::query!(
            r#"select event_id, to_jsonb(step)::text as "content!" from oversight.step
               where event_id > $1 order by event_id limit $2"#,
            after,
            PAGE
        )
        .fetch_all(&mut *connection)
        .await?;
        let Some(last) = rows.last() else { break };
        after = last.event_id;
        for row in &rows {
            hasher.update(row.content.as_bytes());
            hasher.update(b"\n");
        }
    }
    after = Uuid::nil();
    loop {
        let rows = sqlx::query!(
            r#"select matter_id, to_jsonb(matter)::text as "content!" from oversight.matter
               where matter_id > $1 order by matter_id limit $2"#,
            after,
            PAGE
        )
        .fetch_all(&mut *connection)
        .await?;
        let Some(last) = rows.last() else { break };
        after = last.matter_id;
        for row in &rows {
            hasher.update(row.content.as_bytes());
            hasher.update(b"\n");
        }
    }
    Ok(Sha256Hex::from_bytes(hasher.finalize().into()).to_string())
}
