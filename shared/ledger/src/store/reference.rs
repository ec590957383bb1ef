//! Reading and replacing reference data.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

use crate::Error;
use crate::load::{Loaded, NewReference};

/// One piece of reference data that holds now.
#[derive(Debug, Clone)]
pub(crate) struct ReferenceRow {
    pub(crate) reference_id: i64,
    pub(crate) kind: String,
    pub(crate) key: String,
    pub(crate) body: serde_json::Value,
    pub(crate) source: String,
}

/// Grows with every piece that is loaded. Cheap: it asks for the end of an index.
pub(crate) async fn version(connection: &mut PgConnection) -> Result<i64, Error> {
    Ok(
        sqlx::query_scalar!(
            r#"select coalesce(max(reference_id), 0) as "version!" from reference"#
        )
        .fetch_one(connection)
        .await?,
    )
}

/// Everything that holds now.
pub(crate) async fn current(connection: &mut PgConnection) -> Result<Vec<ReferenceRow>, Error> {
    Ok(sqlx::query_as!(
        ReferenceRow,
        "select reference_id, kind, key, body, source from reference
         where replaced_at is null order by kind, key"
    )
    .fetch_all(connection)
    .await?)
}

/// Puts `new` in the place of what had its key. The same again changes nothing.
///
/// Writers wait for each other, so that versions appear in their order.
pub(crate) async fn replace(
    connection: &mut PgConnection,
    new: &NewReference,
    at: Timestamp,
    by: &str,
) -> Result<Loaded, Error> {
    sqlx::query!("lock table reference in share row exclusive mode")
        .execute(&mut *connection)
        .await?;
    let kind = new.kind.as_str();
    let unchanged = sqlx::query_scalar!(
        r#"select exists (
            select from reference where kind = $1 and key = $2 and replaced_at is null
              and body = $3 and source = $4) as "unchanged!""#,
        kind,
        new.key,
        new.body,
        new.source
    )
    .fetch_one(&mut *connection)
    .await?;
    if unchanged {
        return Ok(Loaded::Unchanged);
    }
    let replaced = sqlx::query!(
        "update reference set replaced_at = $3 where kind = $1 and key = $2 and replaced_at is null",
        kind,
        new.key,
        at.to_sqlx() as _
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "insert into reference (kind, key, body, digest, source, loaded_at, loaded_by)
         values ($1, $2, $3, sha256(convert_to($3::jsonb::text, 'UTF8')), $4, $5, $6)",
        kind,
        new.key,
        new.body,
        new.source,
        at.to_sqlx() as _,
        by
    )
    .execute(&mut *connection)
    .await?;
    Ok(if replaced.rows_affected() > 0 {
        Loaded::Replaced
    } else {
        Loaded::New
    })
}
