//! The pieces of evidence.

use evidence_domain::Item;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::{CaseId, EvidenceId, MatterId, Region};
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{encode, impossible};

const TABLE: &str = "evidence.item";

/// A piece of evidence as it stands, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct StoredItem {
    pub(crate) id: EvidenceId,
    pub(crate) case: CaseId,
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    /// Place in the folder, from 1.
    pub(crate) ordinal: i32,
    pub(crate) version: i64,
    pub(crate) stored_at: Timestamp,
    pub(crate) media_type: String,
    pub(crate) file_name: Option<FileName>,
    pub(crate) state: Item,
}

/// The name an officer gave the file. It may name a person, so it does not show in logs.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct FileName(pub(crate) String);

impl std::fmt::Debug for FileName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("FileName(..)")
    }
}

struct ItemRow {
    id: Uuid,
    case_id: Uuid,
    matter_id: Uuid,
    region: String,
    ordinal: i32,
    version: i64,
    stored_at: jiff_sqlx::Timestamp,
    media_type: String,
    file_name: Option<String>,
    state: serde_json::Value,
}

impl TryFrom<ItemRow> for StoredItem {
    type Error = Error;

    fn try_from(row: ItemRow) -> Result<Self, Error> {
        let id = row.id;
        Ok(Self {
            id: EvidenceId::from(id),
            case: CaseId::from(row.case_id),
            matter: MatterId::from(row.matter_id),
            region: row
                .region
                .parse()
                .map_err(|error| impossible(TABLE, "region", &id, &error))?,
            ordinal: row.ordinal,
            version: row.version,
            stored_at: row.stored_at.to_jiff(),
            media_type: row.media_type,
            file_name: row.file_name.map(FileName),
            state: serde_json::from_value(row.state)
                .map_err(|error| impossible(TABLE, "state", &id, &error))?,
        })
    }
}

/// Loads an item and locks it until the transaction ends.
pub(crate) async fn lock(
    connection: &mut PgConnection,
    id: EvidenceId,
) -> Result<Option<StoredItem>, Error> {
    let row = sqlx::query_as!(
        ItemRow,
        "select id, case_id, matter_id, region, ordinal, version, stored_at, media_type,
            file_name, state
         from evidence.item where id = $1 for update",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredItem::try_from).transpose()
}

/// Loads an item to be looked at.
pub(crate) async fn find(
    connection: &mut PgConnection,
    id: EvidenceId,
) -> Result<Option<StoredItem>, Error> {
    let row = sqlx::query_as!(
        ItemRow,
        "select id, case_id, matter_id, region, ordinal, version, stored_at, media_type,
            file_name, state
         from evidence.item where id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredItem::try_from).transpose()
}

/// Loads and locks every item of a folder, in its order.
pub(crate) async fn lock_all(
    connection: &mut PgConnection,
    case: CaseId,
) -> Result<Vec<StoredItem>, Error> {
    let rows = sqlx::query_as!(
        ItemRow,
        "select id, case_id, matter_id, region, ordinal, version, stored_at, media_type,
            file_name, state
         from evidence.item where case_id = $1 order by ordinal for update",
        case.uuid()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredItem::try_from).collect()
}

/// Every item of a folder, in its order; the folder limits how many there are.
pub(crate) async fn list(
    connection: &mut PgConnection,
    case: CaseId,
) -> Result<Vec<StoredItem>, Error> {
    let rows = sqlx::query_as!(
        ItemRow,
        "select id, case_id, matter_id, region, ordinal, version, stored_at, media_type,
            file_name, state
         from evidence.item where case_id = $1 order by ordinal",
        case.uuid()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredItem::try_from).collect()
}

/// How many items a folder holds.
pub(crate) async fn count(connection: &mut PgConnection, case: CaseId) -> Result<i64, Error> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from evidence.item where case_id = $1"#,
        case.uuid()
    )
    .fetch_one(connection)
    .await?;
    Ok(count)
}

/// Whether an item lies in the folder of a case.
pub(crate) async fn lies_in(
    connection: &mut PgConnection,
    id: EvidenceId,
    case: CaseId,
) -> Result<bool, Error> {
    let lies = sqlx::query_scalar!(
        r#"select exists(select from evidence.item where id = $1 and case_id = $2) as "lies!""#,
        id.uuid(),
        case.uuid()
    )
    .fetch_one(connection)
    .await?;
    Ok(lies)
}

/// Writes a new item.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    item: &StoredItem,
    (kind, sha256): (&str, &str),
) -> Result<(), Error> {
    sqlx::query!(
        "insert into evidence.item (id, case_id, matter_id, region, ordinal, version, status,
            kind, sha256, stored_at, media_type, file_name, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        item.id.uuid(),
        item.case.uuid(),
        item.matter.uuid(),
        item.region.to_string(),
        item.ordinal,
        item.version,
        item.state.name(),
        kind,
        sha256,
        item.stored_at.to_sqlx() as _,
        item.media_type,
        item.file_name.as_ref().map(|name| name.0.as_str()),
        encode(&item.state, TABLE, &item.id)?,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes an item that was at `read_version`.
pub(crate) async fn update(
    connection: &mut PgConnection,
    item: &StoredItem,
    read_version: i64,
) -> Result<(), Error> {
    let done = sqlx::query!(
        "update evidence.item set version = $3, status = $4, state = $5
         where id = $1 and version = $2",
        item.id.uuid(),
        read_version,
        item.version,
        item.state.name(),
        encode(&item.state, TABLE, &item.id)?,
    )
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(ledger::Conflict::Version.into())
    }
}
