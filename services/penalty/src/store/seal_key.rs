//! Public keys of the seals that were used.

use crypto::seal::PublicKey;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use ledger::Error;
use sqlx::PgConnection;

/// Notes that `key` was used; later uses change nothing.
pub(crate) async fn note(
    connection: &mut PgConnection,
    key: &PublicKey,
    now: Timestamp,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into penalty.seal_key (key_id, pem, first_used_at) values ($1, $2, $3)
         on conflict (key_id) do nothing",
        key.key_id().to_string(),
        key.to_pem(),
        now.to_sqlx() as _,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The keys with these ids.
pub(crate) async fn find(
    connection: &mut PgConnection,
    ids: &[String],
) -> Result<Vec<PublicKey>, Error> {
    let rows = sqlx::query!(
        "select key_id, pem from penalty.seal_key where key_id = any($1) order by key_id",
        ids
    )
    .fetch_all(connection)
    .await?;
    let read = |row: (String, String)| {
        PublicKey::from_pem(&row.1).map_err(|error| Error::Inconsistent {
            table: "penalty.seal_key",
            column: "pem",
            id: row.0,
            problem: error.to_string(),
        })
    };
    rows.into_iter()
        .map(|row| read((row.key_id, row.pem)))
        .collect()
}
