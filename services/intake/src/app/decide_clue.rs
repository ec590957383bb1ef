//! Any decision about a registered clue: extend, file, decline, transfer, note that time is up.

use http_kit::Problem;
use intake_domain::{ClueCommand, ClueFacts, ClueRules};
use kernel::{Actor, ClueId, Decider as _, Post, legal_date};
use ledger::UnitOfWork;
use runtime::{Fault, allow};

use super::follow;
use crate::store::clue::{self, StoredClue};

/// Posts that may ask for a decision about a clue; which of them may take it is a rule of the domain.
const POSTS: &[Post] = &[Post::Handler, Post::Decider, Post::Clerk, Post::System];

/// Decides and saves. A clue in a foreign region does not exist for the caller.
pub(crate) async fn decide_clue(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: ClueId,
    command: ClueCommand,
) -> Result<StoredClue, Fault> {
    let mut stored = clue::lock(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    allow(actor, POSTS, stored.region)?;
    unit.link_to_last_step(id.uuid()).await?;
    let calendar = unit.calendar();
    let facts = ClueFacts {
        today: legal_date(unit.now()),
        actor,
        calendar: &calendar,
    };
    let events = ClueRules::decide(&stored.state, command, &facts)?;
    if events.is_empty() {
        return Ok(stored);
    }
    let read_version = stored.version;
    follow(unit, &mut stored, &events, actor)?;
    clue::update(unit.connection(), &stored, read_version).await?;
    Ok(stored)
}
