//! What the ledger recorded of a matter.

use jiff::Timestamp;
use kernel::MatterId;
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

/// An event of the ledger.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    pub(crate) position: i64,
    pub(crate) event: Uuid,
    pub(crate) aggregate: Uuid,
    pub(crate) version: i64,
    pub(crate) event_type: String,
    pub(crate) at: Timestamp,
    pub(crate) payload: Vec<u8>,
}

/// The events of a matter in the order of the ledger.
pub(crate) async fn of_matter(
    connection: &mut PgConnection,
    matter: MatterId,
    limit: i64,
) -> Result<Vec<Recorded>, Error> {
    let rows = sqlx::query!(
        "select position, event_id, aggregate_id, aggregate_version, event_type, occurred_at, payload
         from penalty.ledger where matter_id = $1 order by position limit $2",
        matter.uuid(),
        limit
    )
    .fetch_all(connection)
    .await?;
    let events = rows.into_iter().map(|row| Recorded {
        position: row.position,
        event: row.event_id,
        aggregate: row.aggregate_id,
        version: row.aggregate_version,
        event_type: row.event_type,
        at: row.occurred_at.to_jiff(),
        payload: row.payload,
    });
    Ok(events.collect())
}
