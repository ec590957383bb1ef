//! Suspends, reinstates or cancels a certificate.

use dispatch_domain::{OfficerCommand, OfficerFacts, OfficerRules};
use http_kit::Problem;
use kernel::{Actor, Decider as _, OfficerId, Post, legal_date};
use ledger::UnitOfWork;
use runtime::{Fault, allow};

use super::follow_officer;
use crate::store::officer::{self, StoredOfficer};

/// Posts that keep the roster.
const POSTS: &[Post] = &[Post::Dispatcher, Post::Supervisor];

/// Decides and saves. An officer of a foreign region does not exist for the caller.
pub(crate) async fn decide_officer(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: OfficerId,
    command: OfficerCommand,
) -> Result<StoredOfficer, Fault> {
    let found = officer::lock(unit.connection(), id).await?;
    let mut stored = found.ok_or_else(Problem::not_found)?;
    allow(actor, POSTS, stored.region)?;
    unit.link_to_last_step(id.uuid()).await?;
    let facts = OfficerFacts {
        today: legal_date(unit.now()),
        actor,
    };
    let events = OfficerRules::decide(&stored.state, command, &facts)?;
    let read_version = stored.version;
    follow_officer(unit, &mut stored, &events, actor)?;
    officer::update(unit.connection(), &stored, read_version).await?;
    Ok(stored)
}
