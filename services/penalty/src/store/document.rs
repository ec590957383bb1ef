//! Document numbers: without gaps, each once.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::{CaseId, DocumentNumber, Region};
use ledger::Error;
use sqlx::PgConnection;

const COUNTER: &str = "penalty.document_counter";
const REGISTER: &str = "penalty.document";

/// `SQLSTATE` of "new row violates row-level security policy": the row of a region out of sight.
const OUT_OF_SIGHT: &str = "42501";

/// Takes the next number of a code and year. The counter stays locked until the transaction ends and
/// falls back with it, so a number is used by the transaction that took it or by the next one. None
/// if the code belongs to another region.
pub(crate) async fn take_next(
    connection: &mut PgConnection,
    agency_code: &str,
    year: i16,
    region: Region,
) -> Result<Option<u32>, Error> {
    let taken = sqlx::query_scalar!(
        "insert into penalty.document_counter as counter (agency_code, year, region, last)
         values ($1, $2, $3, 1)
         on conflict (agency_code, year) do update set last = counter.last + 1
         where counter.region = excluded.region
         returning last",
        agency_code,
        year,
        region.to_string(),
    )
    .fetch_optional(connection)
    .await;
    let last = match taken {
        Ok(last) => last,
        Err(error) if is_out_of_sight(&error) => None,
        Err(error) => return Err(error.into()),
    };
    last.map(|last| u32::try_from(last).map_err(|error| wrong(COUNTER, agency_code, error)))
        .transpose()
}

/// Enters a number in the register.
pub(crate) async fn register(
    connection: &mut PgConnection,
    case: CaseId,
    region: Region,
    number: &DocumentNumber,
    now: Timestamp,
) -> Result<(), Error> {
    let serial = i32::try_from(number.number())
        .map_err(|error| wrong(REGISTER, number.agency_code(), error))?;
    sqlx::query!(
        "insert into penalty.document (agency_code, year, number, case_id, region, assigned_at)
         values ($1, $2, $3, $4, $5, $6)",
        number.agency_code(),
        number.year(),
        serial,
        case.uuid(),
        region.to_string(),
        now.to_sqlx() as _,
    )
    .execute(connection)
    .await?;
    Ok(())
}

fn is_out_of_sight(error: &sqlx::Error) -> bool {
    let code = error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code);
    code.as_deref() == Some(OUT_OF_SIGHT)
}

fn wrong(table: &'static str, agency_code: &str, error: std::num::TryFromIntError) -> Error {
    Error::Inconsistent {
        table,
        column: "number",
        id: agency_code.to_owned(),
        problem: error.to_string(),
    }
}
