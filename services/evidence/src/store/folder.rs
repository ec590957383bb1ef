//! The folders.

use evidence_domain::Folder;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::{CaseId, MatterId, Region};
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{encode, impossible};

const TABLE: &str = "evidence.folder";

/// A folder as it stands, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct StoredFolder {
    pub(crate) case: CaseId,
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) version: i64,
    pub(crate) opened_at: Timestamp,
    pub(crate) state: Folder,
}

struct FolderRow {
    case_id: Uuid,
    matter_id: Uuid,
    region: String,
    version: i64,
    opened_at: jiff_sqlx::Timestamp,
    state: serde_json::Value,
}

impl TryFrom<FolderRow> for StoredFolder {
    type Error = Error;

    fn try_from(row: FolderRow) -> Result<Self, Error> {
        let id = row.case_id;
        Ok(Self {
            case: CaseId::from(id),
            matter: MatterId::from(row.matter_id),
            region: row
                .region
                .parse()
                .map_err(|error| impossible(TABLE, "region", &id, &error))?,
            version: row.version,
            opened_at: row.opened_at.to_jiff(),
            state: serde_json::from_value(row.state)
                .map_err(|error| impossible(TABLE, "state", &id, &error))?,
        })
    }
}

/// Loads a folder and locks it until the transaction ends: nothing is added while it is sealed.
pub(crate) async fn lock(
    connection: &mut PgConnection,
    case: CaseId,
) -> Result<Option<StoredFolder>, Error> {
    let row = sqlx::query_as!(
        FolderRow,
        "select case_id, matter_id, region, version, opened_at, state
         from evidence.folder where case_id = $1 for update",
        case.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredFolder::try_from).transpose()
}

/// Loads a folder to be looked at.
pub(crate) async fn find(
    connection: &mut PgConnection,
    case: CaseId,
) -> Result<Option<StoredFolder>, Error> {
    let row = sqlx::query_as!(
        FolderRow,
        "select case_id, matter_id, region, version, opened_at, state
         from evidence.folder where case_id = $1",
        case.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredFolder::try_from).transpose()
}

/// Writes a new folder.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    folder: &StoredFolder,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into evidence.folder
            (case_id, matter_id, region, version, status, opened_at, state)
         values ($1, $2, $3, $4, $5, $6, $7)",
        folder.case.uuid(),
        folder.matter.uuid(),
        folder.region.to_string(),
        folder.version,
        folder.state.name(),
        folder.opened_at.to_sqlx() as _,
        encode(&folder.state, TABLE, &folder.case)?,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes a folder that was at `read_version`.
pub(crate) async fn update(
    connection: &mut PgConnection,
    folder: &StoredFolder,
    read_version: i64,
) -> Result<(), Error> {
    let done = sqlx::query!(
        "update evidence.folder set version = $3, status = $4, state = $5
         where case_id = $1 and version = $2",
        folder.case.uuid(),
        read_version,
        folder.version,
        folder.state.name(),
        encode(&folder.state, TABLE, &folder.case)?,
    )
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(ledger::Conflict::Version.into())
    }
}
