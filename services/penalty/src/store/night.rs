//! When nothing is enforced in a region.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::Region;
use ledger::Error;
use penalty_domain::substitute::NightHours;
use sqlx::PgConnection;

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
