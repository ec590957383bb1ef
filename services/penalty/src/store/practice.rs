//! What a region sets for a field of enforcement.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use kernel::{Fen, Region};
use ledger::Error;
use penalty_domain::hearing::FieldPractice;
use penalty_domain::time_limits::{FirstExtension, TimeLimits};
use sqlx::PgConnection;

const TABLE: &str = "penalty.field_practice";

struct PracticeRow {
    domain: String,
    applies_to: String,
    valid_from: jiff_sqlx::Date,
    valid_to: Option<jiff_sqlx::Date>,
    natural_person: i64,
    organisation: i64,
    citation: String,
    time_excluded: Option<String>,
    excluded_times: Vec<String>,
    excluded_citation: String,
    extension_days_max: Option<i32>,
    extension_citation: Option<String>,
}

/// What a field of enforcement sets, where and when.
#[derive(Debug, Clone)]
pub(crate) struct StoredPractice {
    pub(crate) domain: String,
    /// The beginning of the region code; empty for the whole nation.
    pub(crate) applies_to: String,
    pub(crate) valid_from: Date,
    /// First day no longer in force.
    pub(crate) valid_to: Option<Date>,
    pub(crate) practice: FieldPractice,
}

impl TryFrom<PracticeRow> for StoredPractice {
    type Error = Error;

    fn try_from(row: PracticeRow) -> Result<Self, Error> {
        let id = format!("{} {}", row.domain, row.applies_to);
        let wrong = |column, problem: String| Error::Inconsistent {
            table: TABLE,
            column,
            id: id.clone(),
            problem,
        };
        let amount = |column, fen| Fen::new(fen).map_err(|error| wrong(column, error.to_string()));
        let excluded = row.excluded_times.iter().map(|name| name.parse());
        let excluded = excluded.collect::<Result<_, strum::ParseError>>();
        let extension = match (row.extension_days_max, row.extension_citation) {
            (Some(days), Some(citation)) => Some(FirstExtension {
                days_max: u32::try_from(days)
                    .map_err(|error| wrong("extension_days_max", error.to_string()))?,
                citation,
            }),
            _ => None,
        };
        let time = TimeLimits {
            excluded: excluded.map_err(|error| wrong("excluded_times", error.to_string()))?,
            excluded_citation: row.excluded_citation,
            extension,
        };
        let practice = FieldPractice {
            hearing_natural_person: amount("hearing_natural_person_fen", row.natural_person)?,
            hearing_organisation: amount("hearing_organisation_fen", row.organisation)?,
            hearing_citation: row.citation,
            hearing_time_excluded: row.time_excluded,
            time,
        };
        Ok(Self {
            domain: row.domain,
            applies_to: row.applies_to,
            valid_from: row.valid_from.to_jiff(),
            valid_to: row.valid_to.map(jiff_sqlx::Date::to_jiff),
            practice,
        })
    }
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
        r#"select domain, applies_to, valid_from, valid_to as "valid_to: jiff_sqlx::Date",
            hearing_natural_person_fen as natural_person, hearing_organisation_fen as organisation,
            hearing_citation as citation, hearing_time_excluded as time_excluded,
            excluded_times, excluded_citation, extension_days_max, extension_citation
         from penalty.field_practice
         where domain = $1 and starts_with($2, applies_to) and valid_from <= $3
            and (valid_to is null or valid_to > $3)
         order by length(applies_to) desc, valid_from desc limit 1"#,
        domain,
        region.to_string(),
        day.to_sqlx() as _,
    )
    .fetch_optional(connection)
    .await?;
    let found = row.map(StoredPractice::try_from).transpose()?;
    Ok(found.map(|found| found.practice))
}

/// What was set for `domain` by the regions around and inside `region`, the newest first.
pub(crate) async fn list(
    connection: &mut PgConnection,
    domain: &str,
    region: Region,
    limit: i64,
) -> Result<Vec<StoredPractice>, Error> {
    let rows = sqlx::query_as!(
        PracticeRow,
        r#"select domain, applies_to, valid_from, valid_to as "valid_to: jiff_sqlx::Date",
            hearing_natural_person_fen as natural_person, hearing_organisation_fen as organisation,
            hearing_citation as citation, hearing_time_excluded as time_excluded,
            excluded_times, excluded_citation, extension_days_max, extension_citation
         from penalty.field_practice
         where domain = $1 and (starts_with($2, applies_to) or starts_with(applies_to, $3))
         order by valid_from desc, applies_to limit $4"#,
        domain,
        region.to_string(),
        region.prefix(),
        limit,
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredPractice::try_from).collect()
}

/// Writes what is set. False if the same field, region and day were set before: what was in force
/// is never rewritten.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    stored: &StoredPractice,
) -> Result<bool, Error> {
    let practice = &stored.practice;
    let time = &practice.time;
    let excluded: Vec<String> = time.excluded.iter().map(ToString::to_string).collect();
    let extension = time.extension.as_ref();
    let days_max = extension.map(|extension| i32::try_from(extension.days_max).unwrap_or(i32::MAX));
    let done = sqlx::query!(
        "insert into penalty.field_practice (domain, applies_to, valid_from, valid_to,
            hearing_natural_person_fen, hearing_organisation_fen, hearing_citation,
            hearing_time_excluded, excluded_times, excluded_citation, extension_days_max,
            extension_citation)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict (domain, applies_to, valid_from) do nothing",
        stored.domain,
        stored.applies_to,
        stored.valid_from.to_sqlx() as _,
        stored.valid_to.map(ToSqlx::to_sqlx) as _,
        practice.hearing_natural_person.get(),
        practice.hearing_organisation.get(),
        practice.hearing_citation,
        practice.hearing_time_excluded,
        &excluded,
        time.excluded_citation,
        days_max,
        extension.map(|extension| extension.citation.clone()),
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
