//! The register of documents.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::{CaseId, DocumentId, DocumentNumber, MatterId, Region};
use ledger::Error;
use penalty_domain::document::{Document, Seal};
use sqlx::PgConnection;
use uuid::Uuid;

const TABLE: &str = "penalty.official_document";

/// A document as it stands, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct StoredDocument {
    pub(crate) id: DocumentId,
    pub(crate) case: CaseId,
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) version: i64,
    pub(crate) drafted_at: Timestamp,
    pub(crate) state: Document,
}

struct DocumentRow {
    id: Uuid,
    case_id: Uuid,
    matter_id: Uuid,
    region: String,
    version: i64,
    status: String,
    drafted_at: jiff_sqlx::Timestamp,
    state: serde_json::Value,
}

impl TryFrom<DocumentRow> for StoredDocument {
    type Error = Error;

    fn try_from(row: DocumentRow) -> Result<Self, Error> {
        let wrong = |column, problem: String| Error::Inconsistent {
            table: TABLE,
            column,
            id: row.id.to_string(),
            problem,
        };
        let state: Document =
            serde_json::from_value(row.state).map_err(|error| wrong("state", error.to_string()))?;
        if row.status.parse() != Ok(state.status()) {
            let problem = format!("{} beside {}", row.status, state.status());
            return Err(wrong("status", problem));
        }
        Ok(Self {
            id: DocumentId::from(row.id),
            case: CaseId::from(row.case_id),
            matter: MatterId::from(row.matter_id),
            region: row
                .region
                .parse()
                .map_err(|error| wrong("region", format!("{error}")))?,
            version: row.version,
            drafted_at: row.drafted_at.to_jiff(),
            state,
        })
    }
}

/// Loads a document to be looked at.
pub(crate) async fn find(
    connection: &mut PgConnection,
    id: DocumentId,
) -> Result<Option<StoredDocument>, Error> {
    let row = sqlx::query_as!(
        DocumentRow,
        "select id, case_id, matter_id, region, version, status, drafted_at, state
         from penalty.official_document where id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredDocument::try_from).transpose()
}

/// Loads a document and locks it until the transaction ends.
pub(crate) async fn lock(
    connection: &mut PgConnection,
    id: DocumentId,
) -> Result<Option<StoredDocument>, Error> {
    let row = sqlx::query_as!(
        DocumentRow,
        "select id, case_id, matter_id, region, version, status, drafted_at, state
         from penalty.official_document where id = $1 for update",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredDocument::try_from).transpose()
}

/// The documents of a case, the oldest first.
pub(crate) async fn of_case(
    connection: &mut PgConnection,
    case: CaseId,
    limit: i64,
) -> Result<Vec<StoredDocument>, Error> {
    let rows = sqlx::query_as!(
        DocumentRow,
        "select id, case_id, matter_id, region, version, status, drafted_at, state
         from penalty.official_document where case_id = $1 order by drafted_at, id limit $2",
        case.uuid(),
        limit
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredDocument::try_from).collect()
}

/// Documents of the main volume that were sealed with this digest: printed on it, or of its file.
/// The one that holds before those that were voided.
pub(crate) async fn by_digest(
    connection: &mut PgConnection,
    digest: &str,
) -> Result<Option<StoredDocument>, Error> {
    let row = sqlx::query_as!(
        DocumentRow,
        "select id, case_id, matter_id, region, version, status, drafted_at, state
         from penalty.official_document
         where (content_digest = $1 or pdf_digest = $1) and volume = 'main'
         order by status = 'voided', sealed_at desc limit 1",
        digest
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredDocument::try_from).transpose()
}

/// Whether a document that holds has this number.
pub(crate) async fn holds_number(
    connection: &mut PgConnection,
    number: &DocumentNumber,
) -> Result<bool, Error> {
    let serial = serial(number)?;
    let found = sqlx::query_scalar!(
        r#"select exists (select from penalty.official_document
            where agency_code = $1 and year = $2 and number = $3 and status <> 'voided') as "held!""#,
        number.agency_code(),
        number.year(),
        serial,
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}

/// Writes a new document.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    document: &StoredDocument,
) -> Result<(), Error> {
    let (form, volume): (&str, &'static str) = match document.state.draft() {
        Some(draft) => (&draft.form.name, draft.form.volume.into()),
        None => return Err(wrong(document, "state", "never drafted")),
    };
    let status: &'static str = document.state.status().into();
    sqlx::query!(
        "insert into penalty.official_document (id, case_id, matter_id, region, version, status,
            form, volume, drafted_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        document.id.uuid(),
        document.case.uuid(),
        document.matter.uuid(),
        document.region.to_string(),
        document.version,
        status,
        form,
        volume,
        document.drafted_at.to_sqlx() as _,
        encode(document)?,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes a document that was at `read_version`.
pub(crate) async fn update(
    connection: &mut PgConnection,
    document: &StoredDocument,
    read_version: i64,
) -> Result<(), Error> {
    let seal = document.state.seal();
    let number = seal.and_then(|seal| seal.number.as_ref());
    let serial = number.map(serial).transpose()?;
    let status: &'static str = document.state.status().into();
    let done = sqlx::query!(
        "update penalty.official_document
         set version = $3, status = $4, agency_code = $5, year = $6, number = $7,
            content_digest = $8, pdf_digest = $9, sealed_at = $10, state = $11
         where id = $1 and version = $2",
        document.id.uuid(),
        read_version,
        document.version,
        status,
        number.map(DocumentNumber::agency_code),
        number.map(DocumentNumber::year),
        serial,
        seal.map(|seal| seal.content.to_string()),
        seal.map(|seal| seal.pdf.sm3.to_string()),
        seal.map(|seal: &Seal| seal.at.to_sqlx()) as _,
        encode(document)?,
    )
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(ledger::Conflict::Version.into())
    }
}

fn serial(number: &DocumentNumber) -> Result<i32, Error> {
    i32::try_from(number.number()).map_err(|error| Error::Inconsistent {
        table: TABLE,
        column: "number",
        id: number.to_string(),
        problem: error.to_string(),
    })
}

fn encode(document: &StoredDocument) -> Result<serde_json::Value, Error> {
    serde_json::to_value(&document.state)
        .map_err(|error| wrong(document, "state", &error.to_string()))
}

fn wrong(document: &StoredDocument, column: &'static str, problem: &str) -> Error {
    Error::Inconsistent {
        table: TABLE,
        column,
        id: document.id.to_string(),
        problem: problem.to_owned(),
    }
}
