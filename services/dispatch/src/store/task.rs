//! Tasks.

use dispatch_domain::Task;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::{CaseId, MatterId, Region, TaskId};
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

const TABLE: &str = "dispatch.task";

/// A task as it stands, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct StoredTask {
    pub(crate) id: TaskId,
    pub(crate) matter: MatterId,
    pub(crate) case: CaseId,
    pub(crate) region: Region,
    pub(crate) version: i64,
    pub(crate) opened_at: Timestamp,
    pub(crate) state: Task,
}

/// Which tasks to list.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    pub(crate) case: Option<CaseId>,
    pub(crate) matter: Option<MatterId>,
    pub(crate) status: Option<String>,
}

struct TaskRow {
    id: Uuid,
    matter_id: Uuid,
    case_id: Uuid,
    region: String,
    version: i64,
    opened_at: jiff_sqlx::Timestamp,
    state: serde_json::Value,
}

impl TryFrom<TaskRow> for StoredTask {
    type Error = Error;

    fn try_from(row: TaskRow) -> Result<Self, Error> {
        let wrong = |column, problem: String| Error::Inconsistent {
            table: TABLE,
            column,
            id: row.id.to_string(),
            problem,
        };
        let state: Task =
            serde_json::from_value(row.state).map_err(|error| wrong("state", error.to_string()))?;
        if state
            .standing()
            .is_none_or(|standing| standing.about.id.uuid() != row.id)
        {
            return Err(wrong("state", "it is another task's".to_owned()));
        }
        Ok(Self {
            id: TaskId::from(row.id),
            matter: MatterId::from(row.matter_id),
            case: CaseId::from(row.case_id),
            region: row
                .region
                .parse()
                .map_err(|error| wrong("region", format!("{error}")))?,
            version: row.version,
            opened_at: row.opened_at.to_jiff(),
            state,
        })
    }
}

/// Loads a task and locks it until the transaction ends.
pub(crate) async fn lock(
    connection: &mut PgConnection,
    id: TaskId,
) -> Result<Option<StoredTask>, Error> {
    let row = sqlx::query_as!(
        TaskRow,
        "select id, matter_id, case_id, region, version, opened_at, state
         from dispatch.task where id = $1 for update",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredTask::try_from).transpose()
}

/// Loads a task to be looked at.
pub(crate) async fn find(
    connection: &mut PgConnection,
    id: TaskId,
) -> Result<Option<StoredTask>, Error> {
    let row = sqlx::query_as!(
        TaskRow,
        "select id, matter_id, case_id, region, version, opened_at, state
         from dispatch.task where id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredTask::try_from).transpose()
}

/// Whether the case has its task.
pub(crate) async fn exists_for(connection: &mut PgConnection, case: CaseId) -> Result<bool, Error> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from dispatch.task where case_id = $1) as "found!""#,
        case.uuid()
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}

/// A page of tasks, the newest first.
pub(crate) async fn list(
    connection: &mut PgConnection,
    filter: &Filter,
    limit: i64,
    offset: i64,
) -> Result<Vec<StoredTask>, Error> {
    let rows = sqlx::query_as!(
        TaskRow,
        "select id, matter_id, case_id, region, version, opened_at, state
         from dispatch.task
         where ($1::uuid is null or case_id = $1) and ($2::uuid is null or matter_id = $2)
           and ($3::text is null or status = $3)
         order by opened_at desc, id limit $4 offset $5",
        filter.case.map(CaseId::uuid),
        filter.matter.map(MatterId::uuid),
        filter.status.as_deref(),
        limit,
        offset
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredTask::try_from).collect()
}

/// Writes a new task.
pub(crate) async fn insert(connection: &mut PgConnection, task: &StoredTask) -> Result<(), Error> {
    sqlx::query!(
        "insert into dispatch.task (id, matter_id, case_id, region, version, status, opened_at,
            state)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        task.id.uuid(),
        task.matter.uuid(),
        task.case.uuid(),
        task.region.to_string(),
        task.version,
        task.state.name(),
        task.opened_at.to_sqlx() as _,
        encode(&task.state, task.id)?,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes a task that was at `read_version`.
pub(crate) async fn update(
    connection: &mut PgConnection,
    task: &StoredTask,
    read_version: i64,
) -> Result<(), Error> {
    let done = sqlx::query!(
        "update dispatch.task set version = $3, status = $4, state = $5
         where id = $1 and version = $2",
        task.id.uuid(),
        read_version,
        task.version,
        task.state.name(),
        encode(&task.state, task.id)?,
    )
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(ledger::Conflict::Version.into())
    }
}

fn encode(state: &Task, id: TaskId) -> Result<serde_json::Value, Error> {
    serde_json::to_value(state).map_err(|error| Error::Inconsistent {
        table: TABLE,
        column: "state",
        id: id.to_string(),
        problem: error.to_string(),
    })
}
