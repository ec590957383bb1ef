//! Who submitted something, and who looked.

use complaint_domain::Reporter;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::{ActorId, Region, SubmissionId};
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

/// One look at a reporter's identity.
#[derive(Debug)]
pub(crate) struct Unmasking<'a> {
    pub(crate) id: Uuid,
    pub(crate) submission: SubmissionId,
    pub(crate) region: Region,
    pub(crate) actor: ActorId,
    pub(crate) purpose: &'a str,
    pub(crate) at: Timestamp,
}

/// The reporter of a submission; `None` when it is anonymous.
pub(crate) async fn find(
    connection: &mut PgConnection,
    id: SubmissionId,
) -> Result<Option<Reporter>, Error> {
    let reporter = sqlx::query_as!(
        Reporter,
        "select name, phone, address from complaint.reporter where submission_id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    Ok(reporter)
}

/// Keeps that someone looked.
pub(crate) async fn keep_unmasking(
    connection: &mut PgConnection,
    unmasking: &Unmasking<'_>,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into complaint.unmasking (id, submission_id, region, actor_id, purpose,
            unmasked_at)
         values ($1, $2, $3, $4, $5, $6)",
        unmasking.id,
        unmasking.submission.uuid(),
        unmasking.region.to_string(),
        unmasking.actor.uuid(),
        unmasking.purpose,
        unmasking.at.to_sqlx() as _,
    )
    .execute(connection)
    .await?;
    Ok(())
}
