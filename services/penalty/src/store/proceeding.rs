//! Proceedings beside a case.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::{CaseId, MatterId, Region};
use ledger::Error;
use penalty_domain::proceeding::{MeasureId, Proceeding};
use sqlx::PgConnection;
use uuid::Uuid;

const TABLE: &str = "penalty.proceeding";

/// What a proceeding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProceedingKind {
    Measure,
    Preservation,
    Substitute,
}

impl ProceedingKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Measure => "measure",
            Self::Preservation => "preservation",
            Self::Substitute => "substitute",
        }
    }
}

/// A proceeding as it stands, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct Stored<P> {
    pub(crate) id: Uuid,
    pub(crate) kind: ProceedingKind,
    pub(crate) case: CaseId,
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) version: i64,
    pub(crate) started_at: Timestamp,
    pub(crate) state: P,
}

struct Row {
    id: Uuid,
    case_id: Uuid,
    matter_id: Uuid,
    region: String,
    version: i64,
    status: String,
    started_at: jiff_sqlx::Timestamp,
    state: serde_json::Value,
}

impl Row {
    fn rebuilt<P: Proceeding>(self, kind: ProceedingKind) -> Result<Stored<P>, Error> {
        let wrong = |column, problem: String| Error::Inconsistent {
            table: TABLE,
            column,
            id: self.id.to_string(),
            problem,
        };
        let state: P = serde_json::from_value(self.state)
            .map_err(|error| wrong("state", error.to_string()))?;
        if self.status != state.status().to_string() {
            let problem = format!("`{}` beside the state {}", self.status, state.status());
            return Err(wrong("status", problem));
        }
        Ok(Stored {
            id: self.id,
            kind,
            case: CaseId::from(self.case_id),
            matter: MatterId::from(self.matter_id),
            region: self
                .region
                .parse()
                .map_err(|error| wrong("region", format!("{error}")))?,
            version: self.version,
            started_at: self.started_at.to_jiff(),
            state,
        })
    }
}

/// Loads a proceeding and locks it until the transaction ends.
pub(crate) async fn lock<P: Proceeding>(
    connection: &mut PgConnection,
    kind: ProceedingKind,
    id: Uuid,
) -> Result<Option<Stored<P>>, Error> {
    let row = sqlx::query_as!(
        Row,
        "select id, case_id, matter_id, region, version, status, started_at, state
         from penalty.proceeding where id = $1 and kind = $2 for update",
        id,
        kind.as_str(),
    )
    .fetch_optional(connection)
    .await?;
    row.map(|row| row.rebuilt(kind)).transpose()
}

/// Loads a proceeding to be looked at.
pub(crate) async fn find<P: Proceeding>(
    connection: &mut PgConnection,
    kind: ProceedingKind,
    id: Uuid,
) -> Result<Option<Stored<P>>, Error> {
    let row = sqlx::query_as!(
        Row,
        "select id, case_id, matter_id, region, version, status, started_at, state
         from penalty.proceeding where id = $1 and kind = $2",
        id,
        kind.as_str(),
    )
    .fetch_optional(connection)
    .await?;
    row.map(|row| row.rebuilt(kind)).transpose()
}

/// The proceedings of a case, the oldest first, `limit` at most.
pub(crate) async fn of_case<P: Proceeding>(
    connection: &mut PgConnection,
    kind: ProceedingKind,
    case: CaseId,
    limit: i64,
) -> Result<Vec<Stored<P>>, Error> {
    let rows = sqlx::query_as!(
        Row,
        "select id, case_id, matter_id, region, version, status, started_at, state
         from penalty.proceeding where case_id = $1 and kind = $2
         order by started_at, id limit $3",
        case.uuid(),
        kind.as_str(),
        limit,
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(|row| row.rebuilt(kind)).collect()
}

/// The measures of a case that are in force.
pub(crate) async fn in_force(
    connection: &mut PgConnection,
    case: CaseId,
) -> Result<BTreeSet<MeasureId>, Error> {
    let ids = sqlx::query_scalar!(
        "select id from penalty.proceeding
         where case_id = $1 and kind = 'measure' and status = 'active'",
        case.uuid(),
    )
    .fetch_all(connection)
    .await?;
    Ok(ids.into_iter().map(MeasureId::from).collect())
}

/// How many proceedings keep a case from being closed: measures and preservations that were carried out
/// and have not ended, and substitute performance that is neither done nor stopped. One ends only when every
/// item has found its end. What was asked for and never done keeps nobody.
pub(crate) async fn open_of_case(
    connection: &mut PgConnection,
    case: CaseId,
) -> Result<u32, Error> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from penalty.proceeding
         where case_id = $1 and status in ('active', 'expired', 'lifted', 'kept', 'dealt', 'lapsed',
             'decided', 'reminded')"#,
        case.uuid(),
    )
    .fetch_one(connection)
    .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Writes a new proceeding.
pub(crate) async fn insert<P: Proceeding>(
    connection: &mut PgConnection,
    stored: &Stored<P>,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into penalty.proceeding (id, kind, case_id, matter_id, region, version, status,
            started_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        stored.id,
        stored.kind.as_str(),
        stored.case.uuid(),
        stored.matter.uuid(),
        stored.region.to_string(),
        stored.version,
        stored.state.status().to_string(),
        stored.started_at.to_sqlx() as _,
        encode(stored)?,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes a proceeding that was at `read_version`.
pub(crate) async fn update<P: Proceeding>(
    connection: &mut PgConnection,
    stored: &Stored<P>,
    read_version: i64,
) -> Result<(), Error> {
    let done = sqlx::query!(
        "update penalty.proceeding set version = $3, status = $4, state = $5
         where id = $1 and version = $2",
        stored.id,
        read_version,
        stored.version,
        stored.state.status().to_string(),
        encode(stored)?,
    )
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(ledger::Conflict::Version.into())
    }
}

fn encode<P: Proceeding>(stored: &Stored<P>) -> Result<serde_json::Value, Error> {
    serde_json::to_value(&stored.state).map_err(|error| Error::Inconsistent {
        table: TABLE,
        column: "state",
        id: stored.id.to_string(),
        problem: error.to_string(),
    })
}
