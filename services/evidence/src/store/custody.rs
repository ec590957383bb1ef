//! The chains of custody.

use evidence_domain::Entry;
use jiff_sqlx::ToSqlx as _;
use kernel::{ActorId, CaseId, EvidenceId, Region};
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

use super::impossible;

const TABLE: &str = "evidence.custody";

struct EntryRow {
    item_id: Uuid,
    sequence: i32,
    action: String,
    actor_id: Uuid,
    touched_at: jiff_sqlx::Timestamp,
    note: String,
    previous: String,
    digest: String,
}

impl TryFrom<EntryRow> for Entry {
    type Error = Error;

    fn try_from(row: EntryRow) -> Result<Self, Error> {
        let id = format!("{} entry {}", row.item_id, row.sequence);
        Ok(Self {
            sequence: u32::try_from(row.sequence)
                .map_err(|error| impossible(TABLE, "sequence", &id, &error))?,
            action: row
                .action
                .parse()
                .map_err(|error| impossible(TABLE, "action", &id, &error))?,
            actor: ActorId::from(row.actor_id),
            at: row.touched_at.to_jiff(),
            note: row
                .note
                .parse()
                .map_err(|error| impossible(TABLE, "note", &id, &error))?,
            previous: row
                .previous
                .parse()
                .map_err(|error| impossible(TABLE, "previous", &id, &error))?,
            digest: row
                .digest
                .parse()
                .map_err(|error| impossible(TABLE, "digest", &id, &error))?,
        })
    }
}

/// The chain of one item, oldest entry first.
pub(crate) async fn of_item(
    connection: &mut PgConnection,
    id: EvidenceId,
) -> Result<Vec<Entry>, Error> {
    let rows = sqlx::query_as!(
        EntryRow,
        "select item_id, sequence, action, actor_id, touched_at, note, previous, digest
         from evidence.custody where item_id = $1 order by sequence",
        id.uuid()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// Every entry of every item of a folder, item by item, oldest first.
pub(crate) async fn of_case(
    connection: &mut PgConnection,
    case: CaseId,
) -> Result<Vec<(EvidenceId, Entry)>, Error> {
    let rows = sqlx::query_as!(
        EntryRow,
        "select c.item_id, c.sequence, c.action, c.actor_id, c.touched_at, c.note, c.previous,
            c.digest
         from evidence.custody c join evidence.item i on i.id = c.item_id
         where i.case_id = $1 order by i.ordinal, c.sequence",
        case.uuid()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| Ok((EvidenceId::from(row.item_id), Entry::try_from(row)?)))
        .collect()
}

/// Adds an entry to the chain of an item.
pub(crate) async fn append(
    connection: &mut PgConnection,
    (id, region): (EvidenceId, Region),
    entry: &Entry,
) -> Result<(), Error> {
    let sequence = i32::try_from(entry.sequence)
        .map_err(|error| impossible(TABLE, "sequence", &id, &error))?;
    sqlx::query!(
        "insert into evidence.custody
            (item_id, sequence, region, action, actor_id, touched_at, note, previous, digest)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id.uuid(),
        sequence,
        region.to_string(),
        entry.action.as_str(),
        entry.actor.uuid(),
        entry.at.to_sqlx() as _,
        entry.note.as_str(),
        entry.previous.to_string(),
        entry.digest.to_string(),
    )
    .execute(connection)
    .await?;
    Ok(())
}
