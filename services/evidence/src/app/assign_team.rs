//! The team of a case is known: its folder opens.

use evidence_domain::folder::Opening;
use evidence_domain::{Folder, FolderCommand, FolderFacts, FolderRules};
use kernel::{Actor, CaseId, Decider as _, MatterId, OfficerId, Region};
use ledger::UnitOfWork;
use runtime::Fault;

use super::follow_folder;
use crate::store::folder::{self, StoredFolder};
use crate::store::team;

/// Whom dispatch assigned to what.
#[derive(Debug, Clone)]
pub(crate) struct Assignment {
    pub(crate) case: CaseId,
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) team: Vec<OfficerId>,
}

/// Notes the team; the first one opens the folder.
pub(crate) async fn assign_team(
    unit: &mut UnitOfWork,
    actor: &Actor,
    assignment: Assignment,
) -> Result<(), Fault> {
    let Assignment {
        case,
        matter,
        region,
        team,
    } = assignment;
    if folder::lock(unit.connection(), case).await?.is_none() {
        let command = FolderCommand::Open(Opening {
            case,
            matter,
            region,
            team: team.clone(),
        });
        let now = unit.now();
        let facts = FolderFacts {
            now,
            actor,
            team: &team,
        };
        let events = FolderRules::decide(&Folder::Unknown, command, &facts)?;
        let mut stored = StoredFolder {
            case,
            matter,
            region,
            version: 0,
            opened_at: now,
            state: Folder::Unknown,
        };
        follow_folder(unit, &mut stored, &events, actor)?;
        folder::insert(unit.connection(), &stored).await?;
    }
    team::put(unit.connection(), case, region, &team).await?;
    Ok(())
}

/// Notes that the team gave its task back: until the next one nobody collects.
pub(crate) async fn dissolve_team(
    unit: &mut UnitOfWork,
    case: CaseId,
    region: Region,
) -> Result<(), Fault> {
    team::put(unit.connection(), case, region, &[]).await?;
    Ok(())
}
