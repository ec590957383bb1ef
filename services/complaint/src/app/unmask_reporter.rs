//! Shows a clerk who submitted something, and keeps who looked and why.

use complaint_domain::Reporter;
use http_kit::Problem;
use kernel::{Actor, Post, SubmissionId};
use ledger::UnitOfWork;
use runtime::{Fault, allow};

use crate::store::reporter::{self, Unmasking};
use crate::store::submission;

/// The reporter of a submission, and a row in the log of looks. Anonymous: there is none.
pub(crate) async fn unmask_reporter(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: SubmissionId,
    purpose: &str,
) -> Result<Reporter, Fault> {
    let stored = submission::find(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    allow(actor, &[Post::Clerk], stored.region)?;
    let found = reporter::find(unit.connection(), id).await?;
    let reporter = found.ok_or_else(|| {
        Problem::not_found()
            .with_code("anonymous")
            .titled("匿名诉求", "Submitted anonymously")
    })?;
    let unmasking = Unmasking {
        id: unit.new_id(),
        submission: id,
        region: stored.region,
        actor: actor.id,
        purpose,
        at: unit.now(),
    };
    reporter::keep_unmasking(unit.connection(), &unmasking).await?;
    Ok(reporter)
}
