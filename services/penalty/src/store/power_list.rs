//! The lists of power and responsibility that were loaded.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::{ActorId, Region};
use ledger::{Conflict, Error};
use penalty_domain::power_list::{Entrustment, PowerItem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::PgConnection;

const LIST: &str = "penalty.power_list";
const ITEM: &str = "penalty.power_item";

/// A loaded list without its items.
#[derive(Debug, Clone)]
pub(crate) struct StoredList {
    pub(crate) applies_to: String,
    pub(crate) version: i32,
    pub(crate) source: String,
    pub(crate) entrustments: Vec<Entrustment>,
}

struct ListRow {
    applies_to: String,
    version: i32,
    source: String,
    entrustments: serde_json::Value,
}

/// The latest list of the nearest region: the county's before the city's before the province's.
pub(crate) async fn nearest(
    connection: &mut PgConnection,
    region: Region,
) -> Result<Option<StoredList>, Error> {
    let row = sqlx::query_as!(
        ListRow,
        "select applies_to, version, source, entrustments from penalty.power_list
         where starts_with($1, applies_to)
         order by length(applies_to) desc, version desc limit 1",
        region.as_str(),
    )
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(StoredList {
            entrustments: decode(LIST, "entrustments", &row.applies_to, row.entrustments)?,
            applies_to: row.applies_to,
            version: row.version,
            source: row.source,
        })
    })
    .transpose()
}

/// One item of a list.
pub(crate) async fn find_item(
    connection: &mut PgConnection,
    list: &StoredList,
    code: &str,
) -> Result<Option<PowerItem>, Error> {
    let item = sqlx::query_scalar!(
        "select item from penalty.power_item
         where applies_to = $1 and version = $2 and code = $3",
        list.applies_to,
        list.version,
        code,
    )
    .fetch_optional(connection)
    .await?;
    item.map(|item| decode(ITEM, "item", code, item))
        .transpose()
}

/// A page of the items of a list, in the order of their codes.
pub(crate) async fn items(
    connection: &mut PgConnection,
    list: &StoredList,
    domain: Option<&str>,
    (limit, offset): (i64, i64),
) -> Result<Vec<PowerItem>, Error> {
    let rows = sqlx::query!(
        "select code, item from penalty.power_item
         where applies_to = $1 and version = $2 and ($3::text is null or domain = $3)
         order by code limit $4 offset $5",
        list.applies_to,
        list.version,
        domain,
        limit,
        offset,
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| decode(ITEM, "item", &row.code, row.item))
        .collect()
}

/// Writes a new version of the list of `applies_to`. The answer is its number.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    (applies_to, source): (&str, &str),
    (items, entrustments): (&[PowerItem], &[Entrustment]),
    (by, now): (ActorId, Timestamp),
) -> Result<i32, Error> {
    let version = sqlx::query_scalar!(
        "insert into penalty.power_list
            (applies_to, version, source, entrustments, loaded_by, loaded_at)
         select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5
         from penalty.power_list where applies_to = $1
         on conflict do nothing
         returning version",
        applies_to,
        source,
        encode(LIST, applies_to, &entrustments)?,
        by.uuid(),
        now.to_sqlx() as _,
    )
    .fetch_optional(&mut *connection)
    .await?;
    let version = version.ok_or(Conflict::Version)?;
    let codes: Vec<String> = items.iter().map(|item| item.code.clone()).collect();
    let domains: Vec<String> = items.iter().map(|item| item.domain.clone()).collect();
    let documents: Vec<serde_json::Value> = items
        .iter()
        .map(|item| encode(ITEM, &item.code, item))
        .collect::<Result<_, _>>()?;
    sqlx::query!(
        "insert into penalty.power_item (applies_to, version, code, domain, item)
         select $1, $2, code, domain, item
         from unnest($3::text[], $4::text[], $5::jsonb[]) as row (code, domain, item)",
        applies_to,
        version,
        &codes,
        &domains,
        &documents,
    )
    .execute(connection)
    .await?;
    Ok(version)
}

/// A stored document as what it stands for.
pub(super) fn decode<T: DeserializeOwned>(
    table: &'static str,
    column: &'static str,
    id: &str,
    document: serde_json::Value,
) -> Result<T, Error> {
    serde_json::from_value(document).map_err(|error| Error::Inconsistent {
        table,
        column,
        id: id.to_owned(),
        problem: error.to_string(),
    })
}

/// A value as the document that is stored.
pub(super) fn encode<T: Serialize>(
    table: &'static str,
    id: &str,
    value: &T,
) -> Result<serde_json::Value, Error> {
    serde_json::to_value(value).map_err(|error| Error::Inconsistent {
        table,
        column: "document",
        id: id.to_owned(),
        problem: error.to_string(),
    })
}
