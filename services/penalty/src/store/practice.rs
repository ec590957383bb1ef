//! What a region sets for a field of enforcement.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::{Fen, Region};
use ledger::Error;
use penalty_domain::hearing::FieldPractice;
use sqlx::PgConnection;

const TABLE: &str = "penalty.field_practice";

struct PracticeRow {
    natural_person: i64,
    organisation: i64,
    citation: String,
    time_excluded: Option<String>,
}

/// The nearest region's practice in force on `day`: the county's before the city's before the
/// province's.
pub(crate) async fn find(
    connection: &mut PgConnection,
    domain: &str,
    region: Region,
    day: Date,
) -> Result<Option<FieldPractice>, Error> {
    let row = sqlx::query_as!(
        PracticeRow,
        "select hearing_natural_person_fen as natural_person, hearing_organisation_fen as organisation,
            hearing_citation as citation, hearing_time_excluded as time_excluded
         from penalty.field_practice
         where domain = $1 and starts_with($2, applies_to) and valid_from <= $3
         order by length(applies_to) desc, valid_from desc limit 1",
        domain,
        region.to_string(),
        day.to_sqlx() as _,
    )
    .fetch_optional(connection)
    .await?;
    let amount = |column, fen| {
        Fen::new(fen).map_err(|error| Error::Inconsistent {
            table: TABLE,
            column,
            id: domain.to_owned(),
            problem: error.to_string(),
        })
    };
    row.map(|row| {
        Ok(FieldPractice {
            hearing_natural_person: amount("hearing_natural_person_fen", row.natural_person)?,
            hearing_organisation: amount("hearing_organisation_fen", row.organisation)?,
            hearing_citation: row.citation,
            hearing_time_excluded: row.time_excluded,
        })
    })
    .transpose()
}
