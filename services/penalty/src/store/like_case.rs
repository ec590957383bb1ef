//! How like cases were decided: fines without anything that names a case to a reader.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::{CaseId, Fen, Region};
use ledger::Error;
use penalty_domain::like_cases::Cell;
use sqlx::PgConnection;

const TABLE: &str = "penalty.like_case";

/// Notes the fine of a decision.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    (case, region): (CaseId, Region),
    cell: &Cell,
    (fine, decided_on): (Fen, Date),
) -> Result<(), Error> {
    let grade: &'static str = cell.grade.into();
    let party: &'static str = cell.party.into();
    sqlx::query!(
        "insert into penalty.like_case
            (case_id, region, item, grade, party_kind, fine_fen, decided_on)
         values ($1, $2, $3, $4, $5, $6, $7)",
        case.uuid(),
        region.as_str(),
        cell.item,
        grade,
        party,
        fine.get(),
        decided_on.to_sqlx() as _,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes the fine of a decision that no longer stands.
pub(crate) async fn remove(connection: &mut PgConnection, case: CaseId) -> Result<(), Error> {
    sqlx::query!(
        "delete from penalty.like_case where case_id = $1",
        case.uuid()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The fines of a cell, without order. The caller's scope must cover the region of comparison.
pub(crate) async fn fines(connection: &mut PgConnection, cell: &Cell) -> Result<Vec<Fen>, Error> {
    let grade: &'static str = cell.grade.into();
    let party: &'static str = cell.party.into();
    let rows = sqlx::query_scalar!(
        "select fine_fen from penalty.like_case
         where item = $1 and grade = $2 and party_kind = $3",
        cell.item,
        grade,
        party,
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|fen| {
            Fen::new(fen).map_err(|error| Error::Inconsistent {
                table: TABLE,
                column: "fine_fen",
                id: cell.item.clone(),
                problem: error.to_string(),
            })
        })
        .collect()
}
