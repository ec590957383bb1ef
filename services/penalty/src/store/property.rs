//! The ledger of property (涉案财物).

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::CaseId;
use ledger::Error;
use penalty_domain::proceeding::Proceeding;
use penalty_domain::property::{Item, ItemStatus};
use sqlx::PgConnection;
use uuid::Uuid;

use super::proceeding::Stored;

const TABLE: &str = "penalty.property_item";

/// One line of the ledger.
#[derive(Debug, Clone)]
pub(crate) struct LedgerLine {
    pub(crate) proceeding: Uuid,
    pub(crate) no: i32,
    pub(crate) name: String,
    pub(crate) quantity: String,
    pub(crate) place: String,
    pub(crate) status: ItemStatus,
    pub(crate) open: bool,
    pub(crate) changed_at: Timestamp,
}

struct Row {
    proceeding_id: Uuid,
    no: i32,
    name: String,
    quantity: String,
    place: String,
    status: String,
    open: bool,
    changed_at: jiff_sqlx::Timestamp,
}

impl TryFrom<Row> for LedgerLine {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let status = row.status.parse().map_err(|error| Error::Inconsistent {
            table: TABLE,
            column: "status",
            id: row.proceeding_id.to_string(),
            problem: format!("{error}"),
        })?;
        Ok(Self {
            proceeding: row.proceeding_id,
            no: row.no,
            name: row.name,
            quantity: row.quantity,
            place: row.place,
            status,
            open: row.open,
            changed_at: row.changed_at.to_jiff(),
        })
    }
}

/// Writes the items of a proceeding as they stand; a line whose item did not change keeps its time.
pub(crate) async fn write<P: Proceeding>(
    connection: &mut PgConnection,
    stored: &Stored<P>,
    now: Timestamp,
) -> Result<(), Error> {
    for item in stored.state.items() {
        write_item(connection, stored, item, now).await?;
    }
    Ok(())
}

async fn write_item<P>(
    connection: &mut PgConnection,
    stored: &Stored<P>,
    item: &Item,
    now: Timestamp,
) -> Result<(), Error> {
    let no = i32::try_from(item.no).map_err(|error| Error::Inconsistent {
        table: TABLE,
        column: "no",
        id: stored.id.to_string(),
        problem: error.to_string(),
    })?;
    sqlx::query!(
        "insert into penalty.property_item as line (proceeding_id, no, case_id, region, name, mark,
            quantity, place, status, open, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (proceeding_id, no) do update
         set status = excluded.status, open = excluded.open, changed_at = excluded.changed_at
         where line.status <> excluded.status",
        stored.id,
        no,
        stored.case.uuid(),
        stored.region.to_string(),
        item.name,
        item.mark,
        item.quantity,
        item.place,
        item.status().to_string(),
        item.is_open(),
        now.to_sqlx() as _,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Everything that was listed in a case, `limit` lines at most.
pub(crate) async fn of_case(
    connection: &mut PgConnection,
    case: CaseId,
    limit: i64,
) -> Result<Vec<LedgerLine>, Error> {
    let rows = sqlx::query_as!(
        Row,
        "select proceeding_id, no, name, quantity, place, status, open, changed_at
         from penalty.property_item where case_id = $1
         order by proceeding_id, no limit $2",
        case.uuid(),
        limit,
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(LedgerLine::try_from).collect()
}

/// Makes every other transaction that asks for one of `marks` wait for the end of this one, so that no
/// two take the same thing at once.
pub(crate) async fn reserve(connection: &mut PgConnection, marks: &[String]) -> Result<(), Error> {
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended(mark, 0))
         from (select mark from unnest($1::text[]) as mark order by mark) as marks",
        marks,
    )
    .fetch_all(connection)
    .await?;
    Ok(())
}

/// Which of `marks` another measure than `proceeding` holds.
pub(crate) async fn held_elsewhere(
    connection: &mut PgConnection,
    proceeding: Uuid,
    marks: &[String],
) -> Result<BTreeSet<String>, Error> {
    let held = sqlx::query_scalar!(
        r#"select distinct item.mark as "mark!"
         from penalty.property_item as item
             join penalty.proceeding as holder on holder.id = item.proceeding_id
         where item.open and item.mark = any($1) and holder.id <> $2
             and holder.kind = 'measure' and holder.status = 'active'"#,
        marks,
        proceeding,
    )
    .fetch_all(connection)
    .await?;
    Ok(held.into_iter().collect())
}
