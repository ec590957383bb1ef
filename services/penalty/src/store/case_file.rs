//! The cases.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::{CaseId, MatterId, Region};
use ledger::Error;
use penalty_domain::Case;
use penalty_domain::case::CaseStatus;
use sqlx::PgConnection;
use uuid::Uuid;

const TABLE: &str = "penalty.case_file";

/// A case as it stands, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct StoredCase {
    pub(crate) id: CaseId,
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) version: i64,
    pub(crate) domain: String,
    pub(crate) filed_on: Date,
    pub(crate) opened_at: Timestamp,
    pub(crate) state: Case,
}

impl StoredCase {
    /// The number of its decision, once it is made.
    pub(crate) fn document_number(&self) -> Option<String> {
        self.state
            .record()
            .map(|record| record.decision.number.to_string())
    }

    fn status(&self) -> &'static str {
        self.state.status().into()
    }
}

struct CaseRow {
    id: Uuid,
    matter_id: Uuid,
    region: String,
    version: i64,
    status: String,
    domain: String,
    filed_on: jiff_sqlx::Date,
    opened_at: jiff_sqlx::Timestamp,
    state: serde_json::Value,
}

impl TryFrom<CaseRow> for StoredCase {
    type Error = Error;

    fn try_from(row: CaseRow) -> Result<Self, Error> {
        let wrong = |column, problem: String| Error::Inconsistent {
            table: TABLE,
            column,
            id: row.id.to_string(),
            problem,
        };
        let state: Case =
            serde_json::from_value(row.state).map_err(|error| wrong("state", error.to_string()))?;
        if row.status.parse() != Ok(state.status()) {
            return Err(wrong(
                "status",
                format!("{} beside {}", row.status, state.status()),
            ));
        }
        Ok(Self {
            id: CaseId::from(row.id),
            matter: MatterId::from(row.matter_id),
            region: row
                .region
                .parse()
                .map_err(|error| wrong("region", format!("{error}")))?,
            version: row.version,
            domain: row.domain,
            filed_on: row.filed_on.to_jiff(),
            opened_at: row.opened_at.to_jiff(),
            state,
        })
    }
}

/// Loads a case and locks it until the transaction ends.
pub(crate) async fn lock(
    connection: &mut PgConnection,
    id: CaseId,
) -> Result<Option<StoredCase>, Error> {
    let row = sqlx::query_as!(
        CaseRow,
        "select id, matter_id, region, version, status, domain, filed_on, opened_at, state
         from penalty.case_file where id = $1 for update",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredCase::try_from).transpose()
}

/// Loads a case to be looked at.
pub(crate) async fn find(
    connection: &mut PgConnection,
    id: CaseId,
) -> Result<Option<StoredCase>, Error> {
    let row = sqlx::query_as!(
        CaseRow,
        "select id, matter_id, region, version, status, domain, filed_on, opened_at, state
         from penalty.case_file where id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredCase::try_from).transpose()
}

/// A page of cases, the newest first.
pub(crate) async fn list(
    connection: &mut PgConnection,
    status: Option<CaseStatus>,
    matter: Option<MatterId>,
    limit: i64,
    offset: i64,
) -> Result<Vec<StoredCase>, Error> {
    let status: Option<&'static str> = status.map(CaseStatus::into);
    let rows = sqlx::query_as!(
        CaseRow,
        "select id, matter_id, region, version, status, domain, filed_on, opened_at, state
         from penalty.case_file
         where ($1::text is null or status = $1) and ($2::uuid is null or matter_id = $2)
         order by opened_at desc, id limit $3 offset $4",
        status,
        matter.map(MatterId::uuid),
        limit,
        offset
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredCase::try_from).collect()
}

/// Writes a new case.
pub(crate) async fn insert(connection: &mut PgConnection, case: &StoredCase) -> Result<(), Error> {
    sqlx::query!(
        "insert into penalty.case_file (id, matter_id, region, version, status, domain, filed_on,
            document_number, opened_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        case.id.uuid(),
        case.matter.uuid(),
        case.region.to_string(),
        case.version,
        case.status(),
        case.domain,
        case.filed_on.to_sqlx() as _,
        case.document_number(),
        case.opened_at.to_sqlx() as _,
        encode(case)?,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes a case that was at `read_version`.
pub(crate) async fn update(
    connection: &mut PgConnection,
    case: &StoredCase,
    read_version: i64,
) -> Result<(), Error> {
    let done = sqlx::query!(
        "update penalty.case_file
         set version = $3, status = $4, document_number = $5, state = $6
         where id = $1 and version = $2",
        case.id.uuid(),
        read_version,
        case.version,
        case.status(),
        case.document_number(),
        encode(case)?,
    )
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(ledger::Conflict::Version.into())
    }
}

fn encode(case: &StoredCase) -> Result<serde_json::Value, Error> {
    serde_json::to_value(&case.state).map_err(|error| Error::Inconsistent {
        table: TABLE,
        column: "state",
        id: case.id.to_string(),
        problem: error.to_string(),
    })
}
