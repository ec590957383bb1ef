//! Archives a closed case and shows its file.

use http_kit::Problem;
use kernel::{Actor, CaseId, Post, legal_date};
use law::Refusal;
use ledger::{Aggregate, UnitOfWork};
use penalty_domain::archive::{Archive, ArchiveFacts, Entry};
use penalty_domain::case::ClockChanges;
use runtime::{Fault, allow};

use crate::events::publish;
use crate::store::archive::{self, StoredArchive};
use crate::store::case_file::{self, StoredCase};

/// A file as someone sees it.
#[derive(Debug)]
pub(crate) struct ArchiveSeen {
    pub(crate) archive: Archive,
    pub(crate) version: i64,
    /// The papers that the reader may see.
    pub(crate) entries: Vec<Entry>,
}

/// Makes the file of a closed case, or adds papers to the one there is.
pub(crate) async fn archive_case(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: CaseId,
    entries: Vec<Entry>,
) -> Result<ArchiveSeen, Fault> {
    let case = case_file::lock(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    allow(actor, Archive::POSTS, case.region)?;
    unit.link_to_last_step(id.uuid()).await?;
    let found = archive::find(unit.connection(), id).await?;
    let added = entries.len();
    let stored = match found {
        Some(stored) => StoredArchive {
            version: stored.version + 1,
            state: stored.state.with(entries)?,
            ..stored
        },
        None => made(unit, actor, &case, entries).await?,
    };
    let aggregate = Aggregate {
        id: stored.id,
        version: stored.version,
        matter: stored.matter,
        region: stored.region,
    };
    let said = publish::Said {
        actor,
        post: Post::Handler,
        changes: &ClockChanges::default(),
    };
    publish::archive::record(unit, aggregate, &stored.state, (added, said))?;
    archive::save(unit.connection(), &stored, stored.version - 1).await?;
    Ok(seen(stored, &case, actor))
}

/// The file of a case, as far as `actor` may see it.
pub(crate) async fn look_at_archive(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: CaseId,
) -> Result<ArchiveSeen, Fault> {
    let case = case_file::find(unit.connection(), id).await?;
    let case = case.ok_or_else(Problem::not_found)?;
    let stored = archive::find(unit.connection(), id).await?;
    let stored = stored.ok_or_else(Problem::not_found)?;
    Ok(seen(stored, &case, actor))
}

async fn made(
    unit: &mut UnitOfWork,
    actor: &Actor,
    case: &StoredCase,
    entries: Vec<Entry>,
) -> Result<StoredArchive, Fault> {
    let today = legal_date(unit.now());
    let retention = archive::retention(unit.connection(), &case.domain, case.region, today).await?;
    let retention = retention.ok_or_else(|| {
        Refusal::new("retention-not-configured", "PEN-ARCHIVE")
            .citing("档案法实施条例第十九条")
            .missing("how long such files are kept, by the schedule of the body")
            .cure("configure the schedule")
            .titled("未配置档案保管期限", "No retention is configured")
    })?;
    let of_unit = case.state.file().map(|file| file.unit.clone());
    let of_unit = of_unit.unwrap_or_default();
    let number = archive::take_next(unit.connection(), &of_unit, today.year(), case.region).await?;
    let facts = ArchiveFacts {
        now: unit.now(),
        actor,
        number,
        retention,
    };
    Ok(StoredArchive {
        id: unit.new_id(),
        matter: case.matter,
        region: case.region,
        version: 1,
        unit: of_unit,
        state: Archive::of(&case.state, entries, facts)?,
    })
}

fn seen(stored: StoredArchive, case: &StoredCase, reader: &Actor) -> ArchiveSeen {
    ArchiveSeen {
        entries: stored.state.shows(&case.state, reader).cloned().collect(),
        version: stored.version,
        archive: stored.state,
    }
}
