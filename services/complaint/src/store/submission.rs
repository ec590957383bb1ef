//! Submissions.

use complaint_domain::{Filing, Respondent, Submission};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use kernel::{MatterId, Region, SubmissionId};
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

const TABLE: &str = "complaint.submission";

/// A submission as it stands, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct StoredSubmission {
    pub(crate) id: SubmissionId,
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) receipt: String,
    pub(crate) query_code_sha256: Vec<u8>,
    pub(crate) version: i64,
    pub(crate) due_on: Option<Date>,
    pub(crate) received_at: Timestamp,
    pub(crate) state: Submission,
}

/// A submission about to be written for the first time, with its words.
#[derive(Debug)]
pub(crate) struct NewSubmission<'a> {
    pub(crate) stored: &'a StoredSubmission,
    pub(crate) submitted_by: Option<Uuid>,
    pub(crate) filing: &'a Filing,
}

/// The words of a submission.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) request: String,
    pub(crate) place: String,
    pub(crate) respondent_name: String,
    pub(crate) respondent_address: String,
}

struct SubmissionRow {
    id: Uuid,
    matter_id: Uuid,
    region: String,
    receipt: String,
    query_code_sha256: Vec<u8>,
    version: i64,
    due_on: Option<jiff_sqlx::Date>,
    received_at: jiff_sqlx::Timestamp,
    state: serde_json::Value,
}

impl TryFrom<SubmissionRow> for StoredSubmission {
    type Error = Error;

    fn try_from(row: SubmissionRow) -> Result<Self, Error> {
        let wrong = |column, problem: String| Error::Inconsistent {
            table: TABLE,
            column,
            id: row.id.to_string(),
            problem,
        };
        let region = row
            .region
            .parse()
            .map_err(|error| wrong("region", format!("{error}")))?;
        let state: Submission =
            serde_json::from_value(row.state).map_err(|error| wrong("state", error.to_string()))?;
        if state
            .about()
            .is_none_or(|about| about.id.uuid() != row.id || about.region != region)
        {
            return Err(wrong("state", "it is another submission's".to_owned()));
        }
        Ok(Self {
            id: SubmissionId::from(row.id),
            matter: MatterId::from(row.matter_id),
            region,
            receipt: row.receipt,
            query_code_sha256: row.query_code_sha256,
            version: row.version,
            due_on: row.due_on.map(jiff_sqlx::Date::to_jiff),
            received_at: row.received_at.to_jiff(),
            state,
        })
    }
}

/// Loads a submission and locks it until the transaction ends.
pub(crate) async fn lock(
    connection: &mut PgConnection,
    id: SubmissionId,
) -> Result<Option<StoredSubmission>, Error> {
    let row = sqlx::query_as!(
        SubmissionRow,
        "select id, matter_id, region, receipt, query_code_sha256, version, due_on, received_at,
            state
         from complaint.submission where id = $1 for update",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredSubmission::try_from).transpose()
}

/// Loads and locks the submission of a matter.
pub(crate) async fn lock_by_matter(
    connection: &mut PgConnection,
    matter: MatterId,
) -> Result<Option<StoredSubmission>, Error> {
    let row = sqlx::query_as!(
        SubmissionRow,
        "select id, matter_id, region, receipt, query_code_sha256, version, due_on, received_at,
            state
         from complaint.submission where matter_id = $1 for update",
        matter.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredSubmission::try_from).transpose()
}

/// Loads and locks the submission with a receipt.
pub(crate) async fn lock_by_receipt(
    connection: &mut PgConnection,
    receipt: &str,
) -> Result<Option<StoredSubmission>, Error> {
    let row = sqlx::query_as!(
        SubmissionRow,
        "select id, matter_id, region, receipt, query_code_sha256, version, due_on, received_at,
            state
         from complaint.submission where receipt = $1 for update",
        receipt
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredSubmission::try_from).transpose()
}

/// Loads a submission to be looked at.
pub(crate) async fn find(
    connection: &mut PgConnection,
    id: SubmissionId,
) -> Result<Option<StoredSubmission>, Error> {
    let row = sqlx::query_as!(
        SubmissionRow,
        "select id, matter_id, region, receipt, query_code_sha256, version, due_on, received_at,
            state
         from complaint.submission where id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredSubmission::try_from).transpose()
}

/// Loads the submission with a receipt to be looked at.
pub(crate) async fn find_by_receipt(
    connection: &mut PgConnection,
    receipt: &str,
) -> Result<Option<StoredSubmission>, Error> {
    let row = sqlx::query_as!(
        SubmissionRow,
        "select id, matter_id, region, receipt, query_code_sha256, version, due_on, received_at,
            state
         from complaint.submission where receipt = $1",
        receipt
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredSubmission::try_from).transpose()
}

/// A page of submissions, the newest first.
pub(crate) async fn list(
    connection: &mut PgConnection,
    status: Option<&str>,
    matter: Option<MatterId>,
    limit: i64,
    offset: i64,
) -> Result<Vec<StoredSubmission>, Error> {
    let rows = sqlx::query_as!(
        SubmissionRow,
        "select id, matter_id, region, receipt, query_code_sha256, version, due_on, received_at,
            state
         from complaint.submission
         where ($1::text is null or status = $1) and ($2::uuid is null or matter_id = $2)
         order by received_at desc, id limit $3 offset $4",
        status,
        matter.map(MatterId::uuid),
        limit,
        offset
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredSubmission::try_from).collect()
}

/// The words of a submission.
pub(crate) async fn words(
    connection: &mut PgConnection,
    id: SubmissionId,
) -> Result<Option<Words>, Error> {
    let words = sqlx::query_as!(
        Words,
        "select title, words as text, request, place, respondent_name, respondent_address
         from complaint.submission where id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    Ok(words)
}

/// Writes a new submission, and its reporter when there is one, in one statement.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    new: NewSubmission<'_>,
) -> Result<(), Error> {
    let NewSubmission {
        stored,
        submitted_by,
        filing,
    } = new;
    let reporter = filing.reporter.as_ref();
    let unnamed = Respondent::default();
    let respondent = filing.respondent.as_ref().unwrap_or(&unnamed);
    sqlx::query!(
        "with named as (
            insert into complaint.reporter (submission_id, region, name, phone, address)
            select $1, $5, $16, $17, $18 where $16::text is not null
         )
         insert into complaint.submission (id, matter_id, receipt, query_code_sha256, region,
            version, status, due_on, received_at, submitted_by, title, words, request, place,
            respondent_name, respondent_address, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $19, $20)",
        stored.id.uuid(),
        stored.matter.uuid(),
        stored.receipt,
        stored.query_code_sha256,
        stored.region.to_string(),
        stored.version,
        stored.state.name(),
        stored.due_on.map(ToSqlx::to_sqlx) as _,
        stored.received_at.to_sqlx() as _,
        submitted_by,
        filing.title,
        filing.text,
        filing.request,
        filing.place,
        respondent.name,
        reporter.map(|reporter| reporter.name.as_str()),
        reporter.map(|reporter| reporter.phone.as_str()),
        reporter.map(|reporter| reporter.address.as_str()),
        respondent.address,
        encode(&stored.state, stored.id)?,
    )
    .execute(connection)
    .await
    .map_err(receipt_taken)?;
    Ok(())
}

/// Two receipts of one day and region met in their 40 random bits: nothing was written, and the
/// same request sent again gets another number.
fn receipt_taken(error: sqlx::Error) -> Error {
    let constraint = error
        .as_database_error()
        .and_then(|error| error.constraint());
    if constraint == Some("submission_receipt_key") {
        return ledger::Conflict::Version.into();
    }
    error.into()
}

/// Writes a submission that was at `read_version`.
pub(crate) async fn update(
    connection: &mut PgConnection,
    stored: &StoredSubmission,
    read_version: i64,
) -> Result<(), Error> {
    let done = sqlx::query!(
        "update complaint.submission set version = $3, status = $4, due_on = $5, state = $6
         where id = $1 and version = $2",
        stored.id.uuid(),
        read_version,
        stored.version,
        stored.state.name(),
        stored.due_on.map(ToSqlx::to_sqlx) as _,
        encode(&stored.state, stored.id)?,
    )
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(ledger::Conflict::Version.into())
    }
}

fn encode(state: &Submission, id: SubmissionId) -> Result<serde_json::Value, Error> {
    serde_json::to_value(state).map_err(|error| Error::Inconsistent {
        table: TABLE,
        column: "state",
        id: id.to_string(),
        problem: error.to_string(),
    })
}
