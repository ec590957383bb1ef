//! The register of clues.

use intake_domain::Clue;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::{ClueId, MatterId, Region, SubmissionId};
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

const TABLE: &str = "intake.clue";

/// A clue as it stands, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct StoredClue {
    pub(crate) id: ClueId,
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) version: i64,
    pub(crate) due_on: Option<Date>,
    pub(crate) registered_at: Timestamp,
    pub(crate) state: Clue,
}

struct ClueRow {
    id: Uuid,
    matter_id: Uuid,
    region: String,
    version: i64,
    due_on: Option<jiff_sqlx::Date>,
    registered_at: jiff_sqlx::Timestamp,
    state: serde_json::Value,
}

impl TryFrom<ClueRow> for StoredClue {
    type Error = Error;

    fn try_from(row: ClueRow) -> Result<Self, Error> {
        let wrong = |column, problem: String| Error::Inconsistent {
            table: TABLE,
            column,
            id: row.id.to_string(),
            problem,
        };
        Ok(Self {
            id: ClueId::from(row.id),
            matter: MatterId::from(row.matter_id),
            region: row
                .region
                .parse()
                .map_err(|error| wrong("region", format!("{error}")))?,
            version: row.version,
            due_on: row.due_on.map(jiff_sqlx::Date::to_jiff),
            registered_at: row.registered_at.to_jiff(),
            state: serde_json::from_value(row.state)
                .map_err(|error| wrong("state", error.to_string()))?,
        })
    }
}

/// Loads a clue and locks it until the transaction ends.
pub(crate) async fn lock(
    connection: &mut PgConnection,
    id: ClueId,
) -> Result<Option<StoredClue>, Error> {
    let row = sqlx::query_as!(
        ClueRow,
        "select id, matter_id, region, version, due_on, registered_at, state
         from intake.clue where id = $1 for update",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredClue::try_from).transpose()
}

/// Loads a clue to be looked at.
pub(crate) async fn find(
    connection: &mut PgConnection,
    id: ClueId,
) -> Result<Option<StoredClue>, Error> {
    let row = sqlx::query_as!(
        ClueRow,
        "select id, matter_id, region, version, due_on, registered_at, state
         from intake.clue where id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredClue::try_from).transpose()
}

/// A page of clues, the newest first.
pub(crate) async fn list(
    connection: &mut PgConnection,
    status: Option<&str>,
    matter: Option<MatterId>,
    limit: i64,
    offset: i64,
) -> Result<Vec<StoredClue>, Error> {
    let rows = sqlx::query_as!(
        ClueRow,
        "select id, matter_id, region, version, due_on, registered_at, state
         from intake.clue
         where ($1::text is null or status = $1) and ($2::uuid is null or matter_id = $2)
         order by registered_at desc, id limit $3 offset $4",
        status,
        matter.map(kernel::MatterId::uuid),
        limit,
        offset
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredClue::try_from).collect()
}

/// Writes a new clue.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    clue: &StoredClue,
    submission: Option<SubmissionId>,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into intake.clue (id, matter_id, submission_id, region, version, status, due_on,
            registered_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        clue.id.uuid(),
        clue.matter.uuid(),
        submission.map(kernel::SubmissionId::uuid),
        clue.region.to_string(),
        clue.version,
        clue.state.name(),
        clue.due_on.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        clue.registered_at.to_sqlx() as _,
        encode(&clue.state, clue.id)?,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes a clue that was at `read_version`.
pub(crate) async fn update(
    connection: &mut PgConnection,
    clue: &StoredClue,
    read_version: i64,
) -> Result<(), Error> {
    let done = sqlx::query!(
        "update intake.clue set version = $3, status = $4, due_on = $5, state = $6
         where id = $1 and version = $2",
        clue.id.uuid(),
        read_version,
        clue.version,
        clue.state.name(),
        clue.due_on.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        encode(&clue.state, clue.id)?,
    )
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(ledger::Conflict::Version.into())
    }
}

fn encode(state: &Clue, id: ClueId) -> Result<serde_json::Value, Error> {
    serde_json::to_value(state).map_err(|error| Error::Inconsistent {
        table: TABLE,
        column: "state",
        id: id.to_string(),
        problem: error.to_string(),
    })
}
