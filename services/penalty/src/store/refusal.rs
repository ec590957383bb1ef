//! What the gates refused, by rule and article.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::Region;
use ledger::Error;
use sqlx::PgConnection;

/// How often a rule refused, and under which article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) rule: String,
    pub(crate) citation: String,
    pub(crate) step: String,
    pub(crate) count: i64,
}

/// Most rows of one answer: rules and articles are few.
const ROWS_MAX: i64 = 1_000;

/// Counts one refusal of `step` on `day`.
pub(crate) async fn count(
    connection: &mut PgConnection,
    (day, region): (Date, Region),
    step: &str,
    (rule, citation): (&str, &str),
) -> Result<(), Error> {
    sqlx::query!(
        "insert into penalty.refusal_count as counted (day, region, step, rule, citation, refusals)
         values ($1, $2, $3, $4, $5, 1)
         on conflict (day, region, step, rule, citation)
         do update set refusals = counted.refusals + 1",
        day.to_sqlx() as _,
        region.to_string(),
        step,
        rule,
        citation,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The refusals from one day through another, the most frequent first.
pub(crate) async fn between(
    connection: &mut PgConnection,
    from: Date,
    to: Date,
) -> Result<Vec<Refused>, Error> {
    let rows = sqlx::query_as!(
        Refused,
        r#"select rule, citation, step, sum(refusals)::bigint as "count!"
         from penalty.refusal_count where day between $1 and $2
         group by rule, citation, step
         order by sum(refusals) desc, rule, citation, step limit $3"#,
        from.to_sqlx() as _,
        to.to_sqlx() as _,
        ROWS_MAX,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
