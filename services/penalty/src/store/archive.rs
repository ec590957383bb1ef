//! Files of closed cases, their numbers, and how long they are kept.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::{CaseId, MatterId, Region};
use ledger::Error;
use penalty_domain::archive::{Archive, ArchiveNumber, Retention};
use sqlx::PgConnection;
use uuid::Uuid;

const TABLE: &str = "penalty.archive";

/// A file as it stands, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct StoredArchive {
    pub(crate) id: Uuid,
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) version: i64,
    pub(crate) unit: String,
    pub(crate) state: Archive,
}

struct ArchiveRow {
    id: Uuid,
    matter_id: Uuid,
    region: String,
    version: i64,
    unit: String,
    state: serde_json::Value,
}

impl TryFrom<ArchiveRow> for StoredArchive {
    type Error = Error;

    fn try_from(row: ArchiveRow) -> Result<Self, Error> {
        let wrong = |column, problem: String| Error::Inconsistent {
            table: TABLE,
            column,
            id: row.id.to_string(),
            problem,
        };
        Ok(Self {
            id: row.id,
            matter: MatterId::from(row.matter_id),
            region: row
                .region
                .parse()
                .map_err(|error| wrong("region", format!("{error}")))?,
            version: row.version,
            unit: row.unit,
            state: serde_json::from_value(row.state)
                .map_err(|error| wrong("state", error.to_string()))?,
        })
    }
}

/// The file of a case. Whoever changes it has locked the case before.
pub(crate) async fn find(
    connection: &mut PgConnection,
    case: CaseId,
) -> Result<Option<StoredArchive>, Error> {
    let row = sqlx::query_as!(
        ArchiveRow,
        "select id, matter_id, region, version, unit, state
         from penalty.archive where case_id = $1",
        case.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredArchive::try_from).transpose()
}

/// Takes the next serial of a unit and year. It falls back with the transaction.
pub(crate) async fn take_next(
    connection: &mut PgConnection,
    unit: &str,
    year: i16,
    region: Region,
) -> Result<ArchiveNumber, Error> {
    let serial = sqlx::query_scalar!(
        "insert into penalty.archive_counter as counter (unit, year, region, last)
         values ($1, $2, $3, 1)
         on conflict (unit, year) do update set last = counter.last + 1
         returning last",
        unit,
        year,
        region.to_string(),
    )
    .fetch_one(connection)
    .await?;
    let serial = u32::try_from(serial).map_err(|error| wrong("serial", unit, &error))?;
    Ok(ArchiveNumber { year, serial })
}

/// How long files of `domain` are kept in `region`, by the schedule in force on `day`.
pub(crate) async fn retention(
    connection: &mut PgConnection,
    domain: &str,
    region: Region,
    day: Date,
) -> Result<Option<Retention>, Error> {
    let row = sqlx::query!(
        "select years, citation from penalty.retention
         where domain in ($1, '') and starts_with($2, applies_to) and valid_from <= $3
         order by length(applies_to) desc, domain desc, valid_from desc limit 1",
        domain,
        region.to_string(),
        day.to_sqlx() as _,
    )
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        let years = row.years.map(u16::try_from).transpose();
        Ok(Retention {
            years: years.map_err(|error| wrong("years", domain, &error))?,
            citation: row.citation,
        })
    })
    .transpose()
}

/// Writes one that was at `read_version`; zero: a new one.
pub(crate) async fn save(
    connection: &mut PgConnection,
    stored: &StoredArchive,
    read_version: i64,
) -> Result<(), Error> {
    let number = stored.state.number;
    let id = stored.id.to_string();
    let state = serde_json::to_value(&stored.state).map_err(|error| wrong("state", &id, &error))?;
    let serial = i32::try_from(number.serial).map_err(|error| wrong("serial", &id, &error))?;
    let done = sqlx::query!(
        "insert into penalty.archive as old
            (id, case_id, matter_id, region, version, unit, year, serial, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (id) do update set version = excluded.version, state = excluded.state
         where old.version = $10",
        stored.id,
        stored.state.case.uuid(),
        stored.matter.uuid(),
        stored.region.to_string(),
        stored.version,
        stored.unit,
        number.year,
        serial,
        state,
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

fn wrong(column: &'static str, id: &str, error: &dyn std::error::Error) -> Error {
    Error::Inconsistent {
        table: TABLE,
        column,
        id: id.to_owned(),
        problem: error.to_string(),
    }
}
