//! When nothing is enforced in a region.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::Region;
use ledger::Error;
use penalty_domain::substitute::NightHours;
use sqlx::PgConnection;

/// The hours of a region, where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredNight {
    /// The beginning of the region code; empty for the whole nation.
    pub(crate) applies_to: String,
    pub(crate) valid_from: Date,
    pub(crate) hours: NightHours,
    /// Instrument and article.
    pub(crate) citation: String,
}

/// The nearest region's hours in force on `day`.
pub(crate) async fn find(
    connection: &mut PgConnection,
    region: Region,
    day: Date,
) -> Result<Option<NightHours>, Error> {
    let row = sqlx::query!(
        r#"select night_from as "from: jiff_sqlx::Time", night_to as "to: jiff_sqlx::Time"
         from penalty.night_hours
         where starts_with($1, applies_to) and valid_from <= $2
         order by length(applies_to) desc, valid_from desc limit 1"#,
        region.to_string(),
        day.to_sqlx() as _,
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| NightHours {
        from: row.from.to_jiff(),
        to: row.to.to_jiff(),
    }))
}

/// What was set by the regions around and inside `region`, the newest first.
pub(crate) async fn list(
    connection: &mut PgConnection,
    region: Region,
    limit: i64,
) -> Result<Vec<StoredNight>, Error> {
    let rows = sqlx::query!(
        r#"select applies_to, valid_from as "valid_from: jiff_sqlx::Date",
            night_from as "from: jiff_sqlx::Time", night_to as "to: jiff_sqlx::Time", citation
         from penalty.night_hours
         where starts_with($1, applies_to) or starts_with(applies_to, $2)
         order by valid_from desc, applies_to limit $3"#,
        region.to_string(),
        region.prefix(),
        limit,
    )
    .fetch_all(connection)
    .await?;
    let night = rows.into_iter().map(|row| StoredNight {
        applies_to: row.applies_to,
        valid_from: row.valid_from.to_jiff(),
        hours: NightHours {
            from: row.from.to_jiff(),
            to: row.to.to_jiff(),
        },
        citation: row.citation,
    });
    Ok(night.collect())
}

/// Writes what is set. False if the same region and day were set before: what was in force is never
/// rewritten.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    stored: &StoredNight,
) -> Result<bool, Error> {
    let done = sqlx::query!(
        "insert into penalty.night_hours (applies_to, valid_from, night_from, night_to, citation)
         values ($1, $2, $3, $4, $5) on conflict (applies_to, valid_from) do nothing",
        stored.applies_to,
        stored.valid_from.to_sqlx() as _,
        stored.hours.from.to_sqlx() as _,
        stored.hours.to.to_sqlx() as _,
        stored.citation,
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
