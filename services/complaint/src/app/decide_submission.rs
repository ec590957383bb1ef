//! Any step after the receipt: reply, close, reopen, note that time is up.

use complaint_domain::{Limits, SubmissionCommand, SubmissionFacts, SubmissionRules};
use http_kit::Problem;
use kernel::{Actor, Decider as _, MatterId, Post, SubmissionId};
use ledger::UnitOfWork;
use runtime::{Fault, allow};

use super::{follow, opens};
use crate::store::correspondence::{self, Author, Letter};
use crate::store::stage;
use crate::store::submission::{self, StoredSubmission};

/// Posts that may take a step without the query code.
const POSTS: &[Post] = &[Post::Clerk, Post::System];

/// Which submission, and by what right.
#[derive(Debug)]
pub(crate) enum Which {
    /// By its identifier, by right of a post.
    Id(SubmissionId),
    /// By its matter, by right of a post.
    Matter(MatterId),
    /// By its receipt, by right of the query code.
    Receipt { receipt: String, code: String },
}

/// Decides and saves. Where the caller has no right, the submission does not exist.
pub(crate) async fn decide_submission(
    unit: &mut UnitOfWork,
    limits: &Limits,
    actor: &Actor,
    which: Which,
    command: SubmissionCommand,
) -> Result<StoredSubmission, Fault> {
    let mut stored = load(unit, actor, which).await?;
    unit.link_to_last_step(stored.id.uuid()).await?;
    let reached: Vec<_> = stage::of_matter(unit.connection(), stored.matter)
        .await?
        .into_iter()
        .map(|reached| reached.stage)
        .collect();
    let calendar = unit.calendar();
    let facts = SubmissionFacts {
        now: unit.now(),
        actor,
        calendar: &calendar,
        limits,
        reached: &reached,
    };
    let letter = words(&command);
    let events = SubmissionRules::decide(&stored.state, command, &facts)?;
    if events.is_empty() {
        return Ok(stored);
    }
    let read_version = stored.version;
    follow(unit, &mut stored, &events, actor)?;
    submission::update(unit.connection(), &stored, read_version).await?;
    if let Some((author, outcome, words)) = letter {
        let letter = Letter {
            author,
            outcome,
            words,
            written_at: facts.now,
        };
        correspondence::insert(unit.connection(), &stored, &letter).await?;
    }
    Ok(stored)
}

async fn load(
    unit: &mut UnitOfWork,
    actor: &Actor,
    which: Which,
) -> Result<StoredSubmission, Fault> {
    match which {
        Which::Receipt { receipt, code } => {
            let found = submission::lock_by_receipt(unit.connection(), &receipt).await?;
            found
                .filter(|stored| opens(&code, &stored.query_code_sha256))
                .ok_or_else(|| Problem::not_found().into())
        }
        Which::Id(id) => {
            let found = submission::lock(unit.connection(), id).await?;
            allowed(actor, found)
        }
        Which::Matter(matter) => {
            let found = submission::lock_by_matter(unit.connection(), matter).await?;
            allowed(actor, found)
        }
    }
}

fn allowed(actor: &Actor, found: Option<StoredSubmission>) -> Result<StoredSubmission, Fault> {
    let stored = found.ok_or_else(Problem::not_found)?;
    allow(actor, POSTS, stored.region)?;
    Ok(stored)
}

/// The words that go into the correspondence, with their author and outcome.
fn words(command: &SubmissionCommand) -> Option<(Author, Option<String>, String)> {
    match command {
        SubmissionCommand::Reply { outcome, text } => {
            Some((Author::Office, Some(outcome.to_string()), text.clone()))
        }
        SubmissionCommand::TellFiled { text } => {
            Some((Author::Platform, Some("filed".to_owned()), text.clone()))
        }
        SubmissionCommand::Reopen { reason } => Some((Author::Citizen, None, reason.clone())),
        SubmissionCommand::Receive(_)
        | SubmissionCommand::Close { .. }
        | SubmissionCommand::NoteOverdue => None,
    }
}
