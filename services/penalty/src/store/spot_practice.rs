//! What a region sets for penalties on the spot.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::Region;
use ledger::Error;
use penalty_domain::spot::SoleTraderAs;
use sqlx::PgConnection;

const TABLE: &str = "penalty.spot_practice";

/// What a region sets, where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredSpotPractice {
    pub(crate) domain: String,
    /// The beginning of the region code; empty for the whole nation.
    pub(crate) applies_to: String,
    pub(crate) valid_from: Date,
    pub(crate) sole_trader: SoleTraderAs,
    /// Instrument and article.
    pub(crate) citation: String,
}

struct Row {
    domain: String,
    applies_to: String,
    valid_from: jiff_sqlx::Date,
    sole_trader: String,
    citation: String,
}

impl TryFrom<Row> for StoredSpotPractice {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            sole_trader: counts_as(&row.domain, row.sole_trader)?,
            domain: row.domain,
            applies_to: row.applies_to,
            valid_from: row.valid_from.to_jiff(),
            citation: row.citation,
        })
    }
}

fn counts_as(domain: &str, text: String) -> Result<SoleTraderAs, Error> {
    text.parse().map_err(|_unknown| Error::Inconsistent {
        table: TABLE,
        column: "sole_trader",
        id: domain.to_owned(),
        problem: text,
    })
}

/// As what an individual business counts, by the nearest region's practice in force on `day`.
pub(crate) async fn sole_trader(
    connection: &mut PgConnection,
    domain: &str,
    region: Region,
    day: Date,
) -> Result<Option<SoleTraderAs>, Error> {
    let found = sqlx::query_scalar!(
        "select sole_trader from penalty.spot_practice
         where domain = $1 and starts_with($2, applies_to) and valid_from <= $3
         order by length(applies_to) desc, valid_from desc limit 1",
        domain,
        region.to_string(),
        day.to_sqlx() as _,
    )
    .fetch_optional(connection)
    .await?;
    found.map(|text| counts_as(domain, text)).transpose()
}

/// What was set for `domain` by the regions around and inside `region`, the newest first.
pub(crate) async fn list(
    connection: &mut PgConnection,
    domain: &str,
    region: Region,
    limit: i64,
) -> Result<Vec<StoredSpotPractice>, Error> {
    let rows = sqlx::query_as!(
        Row,
        "select domain, applies_to, valid_from, sole_trader, citation
         from penalty.spot_practice
         where domain = $1 and (starts_with($2, applies_to) or starts_with(applies_to, $3))
         order by valid_from desc, applies_to limit $4",
        domain,
        region.to_string(),
        region.prefix(),
        limit,
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredSpotPractice::try_from).collect()
}

/// Writes what is set. False if the same field, region and day were set before: what was in force
/// is never rewritten.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    stored: &StoredSpotPractice,
) -> Result<bool, Error> {
    let sole_trader: &'static str = stored.sole_trader.into();
    let done = sqlx::query!(
        "insert into penalty.spot_practice (domain, applies_to, valid_from, sole_trader, citation)
         values ($1, $2, $3, $4, $5) on conflict (domain, applies_to, valid_from) do nothing",
        stored.domain,
        stored.applies_to,
        stored.valid_from.to_sqlx() as _,
        sole_trader,
        stored.citation,
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
