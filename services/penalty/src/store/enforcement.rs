//! Enforcements.

use kernel::{CaseId, MatterId, Region};
use ledger::Error;
use penalty_domain::enforcement::Enforcement;
use sqlx::PgConnection;
use uuid::Uuid;

const TABLE: &str = "penalty.enforcement";

/// An enforcement as it stands, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct StoredEnforcement {
    pub(crate) id: Uuid,
    pub(crate) case: CaseId,
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) version: i64,
    pub(crate) state: Enforcement,
}

struct EnforcementRow {
    id: Uuid,
    case_id: Uuid,
    matter_id: Uuid,
    region: String,
    version: i64,
    status: String,
    state: serde_json::Value,
}

impl TryFrom<EnforcementRow> for StoredEnforcement {
    type Error = Error;

    fn try_from(row: EnforcementRow) -> Result<Self, Error> {
        let wrong = |column, problem: String| Error::Inconsistent {
            table: TABLE,
            column,
            id: row.id.to_string(),
            problem,
        };
        let state: Enforcement =
            serde_json::from_value(row.state).map_err(|error| wrong("state", error.to_string()))?;
        if row.status.parse() != Ok(state.status()) {
            let problem = format!("{} beside {}", row.status, state.status());
            return Err(wrong("status", problem));
        }
        Ok(Self {
            id: row.id,
            case: CaseId::from(row.case_id),
            matter: MatterId::from(row.matter_id),
            region: row
                .region
                .parse()
                .map_err(|error| wrong("region", format!("{error}")))?,
            version: row.version,
            state,
        })
    }
}

/// The case of an enforcement.
pub(crate) async fn case_of(
    connection: &mut PgConnection,
    id: Uuid,
) -> Result<Option<CaseId>, Error> {
    let case = sqlx::query_scalar!("select case_id from penalty.enforcement where id = $1", id)
        .fetch_optional(connection)
        .await?;
    Ok(case.map(CaseId::from))
}

/// The enforcement of a case. Whoever changes it has locked the case before.
pub(crate) async fn find(
    connection: &mut PgConnection,
    case: CaseId,
) -> Result<Option<StoredEnforcement>, Error> {
    let row = sqlx::query_as!(
        EnforcementRow,
        "select id, case_id, matter_id, region, version, status, state
         from penalty.enforcement where case_id = $1",
        case.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredEnforcement::try_from).transpose()
}

/// Writes one that was at `read_version`; zero: a new one.
pub(crate) async fn save(
    connection: &mut PgConnection,
    stored: &StoredEnforcement,
    read_version: i64,
) -> Result<(), Error> {
    let status: &'static str = stored.state.status().into();
    let done = sqlx::query!(
        "insert into penalty.enforcement as old
            (id, case_id, matter_id, region, version, status, state)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update
         set version = excluded.version, status = excluded.status, state = excluded.state
         where old.version = $8",
        stored.id,
        stored.case.uuid(),
        stored.matter.uuid(),
        stored.region.to_string(),
        stored.version,
        status,
        encode(stored)?,
        read_version,
    )
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(ledger::Conflict::Version.into())
    }
}

fn encode(stored: &StoredEnforcement) -> Result<serde_json::Value, Error> {
    serde_json::to_value(&stored.state).map_err(|error| Error::Inconsistent {
        table: TABLE,
        column: "state",
        id: stored.id.to_string(),
        problem: error.to_string(),
    })
}
