//! The discretion benchmarks that were published.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::{ActorId, Region};
use ledger::Error;
use penalty_domain::discretion::Benchmark;
use sqlx::PgConnection;

use super::power_list::{decode, encode};

const TABLE: &str = "penalty.benchmark";

/// Every version of the benchmark of `item` that the nearest region set, the oldest first.
pub(crate) async fn of_item(
    connection: &mut PgConnection,
    region: Region,
    item: &str,
) -> Result<Vec<Benchmark>, Error> {
    let rows = sqlx::query_scalar!(
        "select benchmark from penalty.benchmark
         where item = $2 and applies_to = (
            select applies_to from penalty.benchmark
            where item = $2 and starts_with($1, applies_to)
            order by length(applies_to) desc limit 1)
         order by valid_from",
        region.as_str(),
        item,
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|document| decode(TABLE, "benchmark", item, document))
        .collect()
}

/// A page of the benchmarks that a region and those above it set.
pub(crate) async fn list(
    connection: &mut PgConnection,
    region: Region,
    item: Option<&str>,
    (limit, offset): (i64, i64),
) -> Result<Vec<Benchmark>, Error> {
    let rows = sqlx::query!(
        "select item, benchmark from penalty.benchmark
         where starts_with($1, applies_to) and ($2::text is null or item = $2)
         order by item, length(applies_to) desc, valid_from limit $3 offset $4",
        region.as_str(),
        item,
        limit,
        offset,
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| decode(TABLE, "benchmark", &row.item, row.benchmark))
        .collect()
}

/// Publishes one version. False if the item has one from that day already: what was published stays.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    applies_to: &str,
    benchmark: &Benchmark,
    (by, now): (ActorId, Timestamp),
) -> Result<bool, Error> {
    let done = sqlx::query!(
        "insert into penalty.benchmark
            (applies_to, item, valid_from, published_on, benchmark, loaded_by, loaded_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict do nothing",
        applies_to,
        benchmark.item,
        benchmark.valid_from.to_sqlx() as _,
        benchmark.published_on.to_sqlx() as _,
        encode(TABLE, &benchmark.item, benchmark)?,
        by.uuid(),
        now.to_sqlx() as _,
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
