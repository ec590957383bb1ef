//! What a region sets for penalties on the spot.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::Region;
use ledger::Error;
use penalty_domain::spot::SoleTraderAs;
use sqlx::PgConnection;

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
    found
        .map(|text| {
            text.parse().map_err(|_unknown| Error::Inconsistent {
                table: "penalty.spot_practice",
                column: "sole_trader",
                id: domain.to_owned(),
                problem: text,
            })
        })
        .transpose()
}
