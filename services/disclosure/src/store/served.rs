//! Decisions that reached their party.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::{CaseId, Region};
use ledger::Error;
use sqlx::PgConnection;

/// The day the decision of a case was served, once it was.
pub(crate) async fn on(connection: &mut PgConnection, case: CaseId) -> Result<Option<Date>, Error> {
    let served_on = sqlx::query_scalar!(
        "select served_on from disclosure.served where case_id = $1",
        case.uuid()
    )
    .fetch_optional(connection)
    .await?;
    Ok(served_on.map(jiff_sqlx::Date::to_jiff))
}

/// Notes that the decision of a case was served; the first service counts.
pub(crate) async fn put(
    connection: &mut PgConnection,
    case: CaseId,
    region: Region,
    served_on: Date,
    method: &str,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into disclosure.served (case_id, region, served_on, method)
         values ($1, $2, $3, $4) on conflict (case_id) do nothing",
        case.uuid(),
        region.to_string(),
        served_on.to_sqlx() as _,
        method,
    )
    .execute(connection)
    .await?;
    Ok(())
}
