//! Appending to the ledger and reading it back.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Error;
use crate::error::conflict;
use crate::record::PendingEvent;

/// An event as the ledger keeps it.
#[derive(Debug, Clone)]
pub struct StoredEvent {
    /// Place in the ledger; says nothing about commit order.
    pub position: i64,
    /// Identifier.
    pub event_id: Uuid,
    /// What it happened to.
    pub aggregate_id: Uuid,
    /// Version of the aggregate after it.
    pub aggregate_version: i64,
    /// Full protobuf name.
    pub event_type: String,
    /// Subject it is published under.
    pub subject: String,
    /// Region code.
    pub region: String,
    /// The matter.
    pub matter_id: Uuid,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// Protobuf body.
    pub payload: Vec<u8>,
    /// Trace context of the step that wrote it.
    pub traceparent: Option<String>,
}

/// Appends the events and their outbox rows in one statement.
pub(crate) async fn append(
    connection: &mut PgConnection,
    now: Timestamp,
    events: &[PendingEvent],
) -> Result<(), Error> {
    let mut event_ids = Vec::with_capacity(events.len());
    let mut aggregates = Vec::with_capacity(events.len());
    let mut versions = Vec::with_capacity(events.len());
    let mut types = Vec::with_capacity(events.len());
    let mut subjects = Vec::with_capacity(events.len());
    let mut regions = Vec::with_capacity(events.len());
    let mut matters = Vec::with_capacity(events.len());
    let mut actors = Vec::with_capacity(events.len());
    let mut payloads: Vec<&[u8]> = Vec::with_capacity(events.len());
    let mut traces: Vec<Option<String>> = Vec::with_capacity(events.len());
    for event in events {
        event_ids.push(event.event_id);
        aggregates.push(event.aggregate.id);
        versions.push(event.aggregate.version);
        types.push(event.event_type.to_owned());
        subjects.push(event.subject.clone());
        regions.push(event.aggregate.region.to_string());
        matters.push(event.aggregate.matter.uuid());
        actors.push(event.actor);
        payloads.push(&event.payload);
        traces.push(event.traceparent.clone());
    }
    sqlx::query!(
        r#"with appended as (
            insert into ledger (event_id, aggregate_id, aggregate_version, event_type, subject,
                region, matter_id, actor_id, occurred_at, payload, traceparent)
            select e.event_id, e.aggregate_id, e.version, e.event_type, e.subject,
                e.region, e.matter_id, e.actor_id, $10, e.payload, e.traceparent
            from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[],
                $6::text[], $7::uuid[], $8::uuid[], $9::bytea[], $11::text[])
                with ordinality as e (event_id, aggregate_id, version, event_type, subject,
                    region, matter_id, actor_id, payload, traceparent, place)
            order by e.place
            returning position
        )
        insert into outbox (position) select position from appended"#,
        &event_ids,
        &aggregates,
        &versions,
        &types,
        &subjects,
        &regions,
        &matters,
        &actors,
        &payloads as &[&[u8]],
        now.to_sqlx() as _,
        &traces as &[Option<String>],
    )
    .execute(connection)
    .await
    .map_err(conflict)?;
    Ok(())
}

/// The last trace context and version written for an aggregate.
pub(crate) async fn last_trace(
    connection: &mut PgConnection,
    aggregate: Uuid,
) -> Result<Option<String>, Error> {
    let row = sqlx::query_scalar!(
        "select traceparent from ledger where aggregate_id = $1
         order by aggregate_version desc limit 1",
        aggregate
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.flatten())
}

/// A page of the ledger in the order of positions. Only for replays, when nothing is being written
/// that must not be missed: the caller reads until it finds nothing new.
pub(crate) async fn page(
    connection: &mut PgConnection,
    after: i64,
    limit: i64,
) -> Result<Vec<StoredEvent>, Error> {
    let rows = sqlx::query_as!(
        EventRow,
        "select position, event_id, aggregate_id, aggregate_version, event_type, subject, region,
            matter_id, occurred_at, payload, traceparent
         from ledger where position > $1 order by position limit $2",
        after,
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(StoredEvent::from).collect())
}

/// An event as the database gives it.
pub(crate) struct EventRow {
    pub(crate) position: i64,
    pub(crate) event_id: Uuid,
    pub(crate) aggregate_id: Uuid,
    pub(crate) aggregate_version: i64,
    pub(crate) event_type: String,
    pub(crate) subject: String,
    pub(crate) region: String,
    pub(crate) matter_id: Uuid,
    pub(crate) occurred_at: jiff_sqlx::Timestamp,
    pub(crate) payload: Vec<u8>,
    pub(crate) traceparent: Option<String>,
}

impl From<EventRow> for StoredEvent {
    fn from(row: EventRow) -> Self {
        Self {
            position: row.position,
            event_id: row.event_id,
            aggregate_id: row.aggregate_id,
            aggregate_version: row.aggregate_version,
            event_type: row.event_type,
            subject: row.subject,
            region: row.region,
            matter_id: row.matter_id,
            occurred_at: row.occurred_at.to_jiff(),
            payload: row.payload,
            traceparent: row.traceparent,
        }
    }
}
