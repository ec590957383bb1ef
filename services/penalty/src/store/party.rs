//! Who the party of a case is: the one table with names and addresses.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::{CaseId, Region};
use ledger::Error;
use penalty_domain::party::Identity;
use sqlx::PgConnection;

/// Writes name and address, in place of those of an earlier report.
pub(crate) async fn upsert(
    connection: &mut PgConnection,
    case: CaseId,
    region: Region,
    identity: &Identity,
    now: Timestamp,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into penalty.party (case_id, region, name, address, recorded_at)
         values ($1, $2, $3, $4, $5)
         on conflict (case_id) do update
         set name = excluded.name, address = excluded.address, recorded_at = excluded.recorded_at",
        case.uuid(),
        region.to_string(),
        identity.name,
        identity.address,
        now.to_sqlx() as _,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Name and address, once they were reported.
pub(crate) async fn find(
    connection: &mut PgConnection,
    case: CaseId,
) -> Result<Option<Identity>, Error> {
    let row = sqlx::query_as!(
        Identity,
        "select name, address from penalty.party where case_id = $1",
        case.uuid()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}
