//! The publications, for the staff.

use disclosure_domain::{Party, Publication};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::{CaseId, MatterId, PublicationId, Region, Uscc};
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

use super::impossible;

const TABLE: &str = "disclosure.publication";

/// A publication as it stands, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct StoredPublication {
    pub(crate) id: PublicationId,
    pub(crate) case: CaseId,
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) version: i64,
    /// Last day of the clock that runs.
    pub(crate) due_on: Option<Date>,
    pub(crate) queued_at: Timestamp,
    pub(crate) published_at: Option<Timestamp>,
    pub(crate) state: Publication,
}

pub(super) struct PublicationRow {
    pub(super) id: Uuid,
    pub(super) case_id: Uuid,
    pub(super) matter_id: Uuid,
    pub(super) region: String,
    pub(super) version: i64,
    pub(super) due_on: Option<jiff_sqlx::Date>,
    pub(super) queued_at: jiff_sqlx::Timestamp,
    pub(super) published_at: Option<jiff_sqlx::Timestamp>,
    pub(super) state: serde_json::Value,
}

impl TryFrom<PublicationRow> for StoredPublication {
    type Error = Error;

    fn try_from(row: PublicationRow) -> Result<Self, Error> {
        let id = row.id;
        Ok(Self {
            id: PublicationId::from(id),
            case: CaseId::from(row.case_id),
            matter: MatterId::from(row.matter_id),
            region: row
                .region
                .parse()
                .map_err(|error| impossible(TABLE, "region", &id, &error))?,
            version: row.version,
            due_on: row.due_on.map(jiff_sqlx::Date::to_jiff),
            queued_at: row.queued_at.to_jiff(),
            published_at: row.published_at.map(jiff_sqlx::Timestamp::to_jiff),
            state: serde_json::from_value(row.state)
                .map_err(|error| impossible(TABLE, "state", &id, &error))?,
        })
    }
}

/// Loads a publication and locks it until the transaction ends.
pub(crate) async fn lock(
    connection: &mut PgConnection,
    id: PublicationId,
) -> Result<Option<StoredPublication>, Error> {
    let row = sqlx::query_as!(
        PublicationRow,
        "select id, case_id, matter_id, region, version, due_on, queued_at, published_at, state
         from disclosure.publication where id = $1 for update",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredPublication::try_from).transpose()
}

/// Loads a publication to be looked at.
pub(crate) async fn find(
    connection: &mut PgConnection,
    id: PublicationId,
) -> Result<Option<StoredPublication>, Error> {
    let row = sqlx::query_as!(
        PublicationRow,
        "select id, case_id, matter_id, region, version, due_on, queued_at, published_at, state
         from disclosure.publication where id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredPublication::try_from).transpose()
}

/// The publication of a case.
pub(crate) async fn of_case(
    connection: &mut PgConnection,
    case: CaseId,
) -> Result<Option<PublicationId>, Error> {
    let id = sqlx::query_scalar!(
        "select id from disclosure.publication where case_id = $1",
        case.uuid()
    )
    .fetch_optional(connection)
    .await?;
    Ok(id.map(PublicationId::from))
}

/// A page of publications, the newest first.
pub(crate) async fn list(
    connection: &mut PgConnection,
    status: Option<&str>,
    matter: Option<MatterId>,
    limit: i64,
    offset: i64,
) -> Result<Vec<StoredPublication>, Error> {
    let rows = sqlx::query_as!(
        PublicationRow,
        "select id, case_id, matter_id, region, version, due_on, queued_at, published_at, state
         from disclosure.publication
         where ($1::text is null or status = $1) and ($2::uuid is null or matter_id = $2)
         order by queued_at desc, id limit $3 offset $4",
        status,
        matter.map(MatterId::uuid),
        limit,
        offset
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredPublication::try_from).collect()
}

/// Writes a new publication.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    publication: &StoredPublication,
) -> Result<(), Error> {
    let about = publication.state.about();
    let (name, uscc) = match about.map(|about| &about.party) {
        Some(Party::Organisation { name, uscc }) => (Some(name.as_str()), uscc.as_ref()),
        Some(Party::NaturalPerson) | None => (None, None),
    };
    let number = about.map(|about| about.document_number.to_string());
    sqlx::query!(
        "insert into disclosure.publication (id, case_id, matter_id, region, version, status,
            document_number, party_name, party_uscc, due_on, queued_at, published_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        publication.id.uuid(),
        publication.case.uuid(),
        publication.matter.uuid(),
        publication.region.to_string(),
        publication.version,
        publication.state.name(),
        number.unwrap_or_default(),
        name,
        uscc.map(Uscc::as_str),
        publication.due_on.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        publication.queued_at.to_sqlx() as _,
        publication.published_at.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        encode(&publication.state, publication.id)?,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes a publication that was at `read_version`.
pub(crate) async fn update(
    connection: &mut PgConnection,
    publication: &StoredPublication,
    read_version: i64,
) -> Result<(), Error> {
    let done = sqlx::query!(
        "update disclosure.publication
         set version = $3, status = $4, due_on = $5, published_at = $6, state = $7
         where id = $1 and version = $2",
        publication.id.uuid(),
        read_version,
        publication.version,
        publication.state.name(),
        publication.due_on.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        publication.published_at.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        encode(&publication.state, publication.id)?,
    )
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(ledger::Conflict::Version.into())
    }
}

fn encode(state: &Publication, id: PublicationId) -> Result<serde_json::Value, Error> {
    serde_json::to_value(state).map_err(|error| impossible(TABLE, "state", &id, &error))
}
