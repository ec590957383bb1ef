//! The stages that other services have reported.

use complaint_domain::Stage;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::{MatterId, Region};
use ledger::Error;
use sqlx::PgConnection;

const TABLE: &str = "complaint.stage";

/// A stage and the day it was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ReachedStage {
    pub(crate) stage: Stage,
    pub(crate) on: Date,
}

/// Whether the matter began with a submission here.
pub(crate) async fn is_ours(
    connection: &mut PgConnection,
    matter: MatterId,
) -> Result<bool, Error> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from complaint.submission where matter_id = $1) as "found!""#,
        matter.uuid()
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}

/// Notes a stage; reached again, the first day stands.
pub(crate) async fn reach(
    connection: &mut PgConnection,
    matter: MatterId,
    region: Region,
    stage: Stage,
    on: Date,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into complaint.stage (matter_id, stage, region, reached_on)
         values ($1, $2, $3, $4) on conflict (matter_id, stage) do nothing",
        matter.uuid(),
        stage.to_string(),
        region.to_string(),
        on.to_sqlx() as _,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes a stage back, for example when a decision was revoked.
pub(crate) async fn remove(
    connection: &mut PgConnection,
    matter: MatterId,
    stage: Stage,
) -> Result<(), Error> {
    sqlx::query!(
        "delete from complaint.stage where matter_id = $1 and stage = $2",
        matter.uuid(),
        stage.to_string(),
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The stages of a matter, in their order.
pub(crate) async fn of_matter(
    connection: &mut PgConnection,
    matter: MatterId,
) -> Result<Vec<ReachedStage>, Error> {
    let rows = sqlx::query!(
        r#"select stage, reached_on as "reached_on: jiff_sqlx::Date"
         from complaint.stage where matter_id = $1"#,
        matter.uuid()
    )
    .fetch_all(connection)
    .await?;
    let mut reached = rows
        .into_iter()
        .map(|row| {
            let stage: Stage = row.stage.parse().map_err(|_unknown| Error::Inconsistent {
                table: TABLE,
                column: "stage",
                id: matter.to_string(),
                problem: row.stage,
            })?;
            Ok(ReachedStage {
                stage,
                on: row.reached_on.to_jiff(),
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    reached.sort_unstable_by_key(|reached| (reached.stage, reached.on));
    Ok(reached)
}
