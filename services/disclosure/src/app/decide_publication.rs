//! Any decision about a publication: mask, approve, publish, refuse, withdraw, note a revocation or
//! that time is up.

use disclosure_domain::{PublicationCommand, PublicationFacts, PublicationRules};
use http_kit::Problem;
use kernel::{Actor, Decider as _, Post, PublicationId};
use ledger::UnitOfWork;
use runtime::{Fault, allow};

use super::{follow, keep_text};
use crate::store::publication::{self, StoredPublication};
use crate::store::served;

/// Posts that may ask for a decision about a publication; which of them may take it is a rule of the
/// domain.
const POSTS: &[Post] = &[Post::Discloser, Post::Decider, Post::System];

/// Decides and saves. A publication in a foreign region does not exist for the caller.
pub(crate) async fn decide_publication(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: PublicationId,
    command: PublicationCommand,
) -> Result<StoredPublication, Fault> {
    let mut stored = publication::lock(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    allow(actor, POSTS, stored.region)?;
    unit.link_to_last_step(id.uuid()).await?;
    let calendar = unit.calendar();
    let facts = PublicationFacts {
        now: unit.now(),
        actor,
        calendar: &calendar,
        served_on: served::on(unit.connection(), stored.case).await?,
    };
    let events = PublicationRules::decide(&stored.state, command, &facts)?;
    if events.is_empty() {
        return Ok(stored);
    }
    let read_version = stored.version;
    follow(unit, &mut stored, &events, actor)?;
    publication::update(unit.connection(), &stored, read_version).await?;
    keep_text(unit, &stored, &events).await?;
    Ok(stored)
}
