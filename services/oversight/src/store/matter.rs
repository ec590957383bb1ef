//! Matters: finding the latest ones.

use jiff::Timestamp;
use kernel::{MatterId, Region};
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

const TABLE: &str = "oversight.matter";

/// Where a matter began, and its first and last step.
#[derive(Debug, Clone)]
pub(crate) struct MatterHead {
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) first_at: Timestamp,
    pub(crate) last_at: Timestamp,
    pub(crate) last_service: String,
    pub(crate) last_name: String,
}

struct MatterRow {
    matter_id: Uuid,
    region: String,
    first_at: jiff_sqlx::Timestamp,
    last_at: jiff_sqlx::Timestamp,
    last_service: String,
    last_name: String,
}

impl TryFrom<MatterRow> for MatterHead {
    type Error = Error;

    fn try_from(row: MatterRow) -> Result<Self, Error> {
        Ok(Self {
            matter: MatterId::from(row.matter_id),
            region: row.region.parse().map_err(|error| Error::Inconsistent {
                table: TABLE,
                column: "region",
                id: row.matter_id.to_string(),
                problem: format!("{error}"),
            })?,
            first_at: row.first_at.to_jiff(),
            last_at: row.last_at.to_jiff(),
            last_service: row.last_service,
            last_name: row.last_name,
        })
    }
}

/// A page of the matters that began within `region`, the latest step first.
pub(crate) async fn latest(
    connection: &mut PgConnection,
    region: Region,
    limit: i64,
    offset: i64,
) -> Result<Vec<MatterHead>, Error> {
    let rows = sqlx::query_as!(
        MatterRow,
        "select matter_id, region, first_at, last_at, last_service, last_name
         from oversight.matter where region like $1
         order by last_at desc, last_event desc limit $2 offset $3",
        format!("{}%", region.prefix()),
        limit,
        offset
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(MatterHead::try_from).collect()
}

/// One matter.
pub(crate) async fn find(
    connection: &mut PgConnection,
    matter: MatterId,
) -> Result<Option<MatterHead>, Error> {
    let row = sqlx::query_as!(
        MatterRow,
        "select matter_id, region, first_at, last_at, last_service, last_name
         from oversight.matter where matter_id = $1",
        matter.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(MatterHead::try_from).transpose()
}
