//! The roster of officers.

use dispatch_domain::Officer;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::{OfficerId, Region};
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

const TABLE: &str = "dispatch.officer";

/// An officer as they stand, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct StoredOfficer {
    pub(crate) id: OfficerId,
    pub(crate) region: Region,
    pub(crate) name: String,
    pub(crate) version: i64,
    pub(crate) registered_at: Timestamp,
    pub(crate) state: Officer,
}

/// Which officers to list.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    pub(crate) unit: Option<String>,
    pub(crate) status: Option<String>,
}

struct OfficerRow {
    id: Uuid,
    region: String,
    name: String,
    version: i64,
    registered_at: jiff_sqlx::Timestamp,
    state: serde_json::Value,
}

impl TryFrom<OfficerRow> for StoredOfficer {
    type Error = Error;

    fn try_from(row: OfficerRow) -> Result<Self, Error> {
        let wrong = |column, problem: String| Error::Inconsistent {
            table: TABLE,
            column,
            id: row.id.to_string(),
            problem,
        };
        let state: Officer =
            serde_json::from_value(row.state).map_err(|error| wrong("state", error.to_string()))?;
        if state
            .certificate()
            .is_none_or(|certificate| certificate.officer.uuid() != row.id)
        {
            return Err(wrong("state", "it is another officer's".to_owned()));
        }
        Ok(Self {
            id: OfficerId::from(row.id),
            region: row
                .region
                .parse()
                .map_err(|error| wrong("region", format!("{error}")))?,
            name: row.name,
            version: row.version,
            registered_at: row.registered_at.to_jiff(),
            state,
        })
    }
}

/// Loads an officer and locks the row until the transaction ends.
pub(crate) async fn lock(
    connection: &mut PgConnection,
    id: OfficerId,
) -> Result<Option<StoredOfficer>, Error> {
    let row = sqlx::query_as!(
        OfficerRow,
        "select id, region, name, version, registered_at, state
         from dispatch.officer where id = $1 for update",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredOfficer::try_from).transpose()
}

/// Loads an officer to be looked at.
pub(crate) async fn find(
    connection: &mut PgConnection,
    id: OfficerId,
) -> Result<Option<StoredOfficer>, Error> {
    let row = sqlx::query_as!(
        OfficerRow,
        "select id, region, name, version, registered_at, state
         from dispatch.officer where id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredOfficer::try_from).transpose()
}

/// Loads officers and locks them against change until the transaction ends; always in one order, so
/// that two assignments do not wait for each other.
pub(crate) async fn share(
    connection: &mut PgConnection,
    ids: &[OfficerId],
) -> Result<Vec<StoredOfficer>, Error> {
    let ids: Vec<Uuid> = ids.iter().copied().map(OfficerId::uuid).collect();
    let rows = sqlx::query_as!(
        OfficerRow,
        "select id, region, name, version, registered_at, state
         from dispatch.officer where id = any($1) order by id for share",
        &ids
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredOfficer::try_from).collect()
}

/// A page of officers, by unit and certificate number.
pub(crate) async fn list(
    connection: &mut PgConnection,
    filter: &Filter,
    limit: i64,
    offset: i64,
) -> Result<Vec<StoredOfficer>, Error> {
    let rows = sqlx::query_as!(
        OfficerRow,
        "select id, region, name, version, registered_at, state
         from dispatch.officer
         where ($1::text is null or unit = $1) and ($2::text is null or status = $2)
         order by unit, certificate_number, id limit $3 offset $4",
        filter.unit.as_deref(),
        filter.status.as_deref(),
        limit,
        offset
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredOfficer::try_from).collect()
}

/// Writes a new officer. False when the identifier or the certificate number is taken.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    officer: &StoredOfficer,
) -> Result<bool, Error> {
    let Some(certificate) = officer.state.certificate() else {
        return Ok(false);
    };
    let done = sqlx::query!(
        "insert into dispatch.officer (id, region, version, status, name, unit,
            certificate_number, registered_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict do nothing",
        officer.id.uuid(),
        officer.region.to_string(),
        officer.version,
        officer.state.name(),
        officer.name,
        certificate.unit,
        certificate.number,
        officer.registered_at.to_sqlx() as _,
        encode(&officer.state, officer.id)?,
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Writes an officer that was at `read_version`.
pub(crate) async fn update(
    connection: &mut PgConnection,
    officer: &StoredOfficer,
    read_version: i64,
) -> Result<(), Error> {
    let done = sqlx::query!(
        "update dispatch.officer set version = $3, status = $4, state = $5
         where id = $1 and version = $2",
        officer.id.uuid(),
        read_version,
        officer.version,
        officer.state.name(),
        encode(&officer.state, officer.id)?,
    )
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(ledger::Conflict::Version.into())
    }
}

fn encode(state: &Officer, id: OfficerId) -> Result<serde_json::Value, Error> {
    serde_json::to_value(state).map_err(|error| Error::Inconsistent {
        table: TABLE,
        column: "state",
        id: id.to_string(),
        problem: error.to_string(),
    })
}
