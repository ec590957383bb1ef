//! Answers already given.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

use crate::error::conflict;
use crate::{Answer, Conflict, Error, RequestKey};

/// The answer this request got before, if it did.
pub(crate) async fn find(
    connection: &mut PgConnection,
    key: &RequestKey,
) -> Result<Option<Answer>, Error> {
    let Some(row) = sqlx::query!(
        "select request_hash, status, body from idempotency where scope = $1 and key = $2",
        key.scope,
        key.key
    )
    .fetch_optional(connection)
    .await?
    else {
        return Ok(None);
    };
    if row.request_hash != key.hash {
        return Err(Conflict::KeyReused.into());
    }
    let status = u16::try_from(row.status).map_err(|_out_of_range| Error::Inconsistent {
        table: "idempotency",
        column: "status",
        id: key.key.clone(),
        problem: row.status.to_string(),
    })?;
    Ok(Some(Answer {
        status,
        body: row.body,
    }))
}

/// Keeps the answer; a concurrent request with the same key loses here.
pub(crate) async fn keep(
    connection: &mut PgConnection,
    now: Timestamp,
    key: &RequestKey,
    answer: &Answer,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into idempotency (scope, key, request_hash, status, body, answered_at)
         values ($1, $2, $3, $4, $5, $6)",
        key.scope,
        key.key,
        key.hash.as_slice(),
        i32::from(answer.status),
        answer.body,
        now.to_sqlx() as _,
    )
    .execute(connection)
    .await
    .map_err(conflict)?;
    Ok(())
}
