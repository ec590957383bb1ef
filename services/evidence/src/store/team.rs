//! The officers of each case, as dispatch last assigned them.

use kernel::{CaseId, OfficerId, Region};
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

/// The team of a case; empty while nobody has its task.
pub(crate) async fn of_case(
    connection: &mut PgConnection,
    case: CaseId,
) -> Result<Vec<OfficerId>, Error> {
    let officers = sqlx::query_scalar!(
        "select officer_ids from evidence.team where case_id = $1",
        case.uuid()
    )
    .fetch_optional(connection)
    .await?;
    Ok(officers
        .unwrap_or_default()
        .into_iter()
        .map(OfficerId::from)
        .collect())
}

/// Replaces the team of a case.
pub(crate) async fn put(
    connection: &mut PgConnection,
    case: CaseId,
    region: Region,
    officers: &[OfficerId],
) -> Result<(), Error> {
    let officers: Vec<Uuid> = officers.iter().map(|officer| officer.uuid()).collect();
    sqlx::query!(
        "insert into evidence.team (case_id, region, officer_ids) values ($1, $2, $3)
         on conflict (case_id) do update set officer_ids = excluded.officer_ids",
        case.uuid(),
        region.to_string(),
        &officers,
    )
    .execute(connection)
    .await?;
    Ok(())
}
