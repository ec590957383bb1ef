//! Takes a submission: one transaction, one row more than its event, timer and answer.

use complaint_domain::{
    Filing, Limits, Receipt, Submission, SubmissionCommand, SubmissionFacts, SubmissionRules,
};
use kernel::{Actor, Decider as _, legal_date};
use ledger::UnitOfWork;
use runtime::Fault;

use super::query_code::{digest, half};
use super::{Secret, follow};
use crate::store::submission::{self, NewSubmission, StoredSubmission};

/// A submission that was taken, and the half of its query code that is kept with the answer.
#[derive(Debug)]
pub(crate) struct Taken {
    pub(crate) submission: StoredSubmission,
    pub(crate) half: String,
}

/// Takes a submission from `actor`, who is noted when they showed an account.
pub(crate) async fn take_submission(
    unit: &mut UnitOfWork,
    limits: &Limits,
    (actor, with_account): (&Actor, bool),
    filing: Filing,
    secret: &Secret,
) -> Result<Taken, Fault> {
    let now = unit.now();
    let half = half(unit.new_id(), unit.new_id());
    let calendar = unit.calendar();
    let facts = SubmissionFacts {
        now,
        actor,
        calendar: &calendar,
        limits,
        reached: &[],
    };
    let command = SubmissionCommand::Receive(Box::new(filing.clone()));
    let events = SubmissionRules::decide(&Submission::Unknown, command, &facts)?;
    let mut stored = StoredSubmission {
        id: filing.id,
        matter: filing.matter,
        region: filing.region,
        receipt: Receipt::new(legal_date(now), filing.region, filing.id).to_string(),
        query_code_sha256: digest(&secret.code(&half)).to_vec(),
        version: 0,
        due_on: None,
        received_at: now,
        state: Submission::Unknown,
    };
    follow(unit, &mut stored, &events, actor)?;
    let submitted_by = with_account.then(|| actor.id.uuid());
    let new = NewSubmission {
        stored: &stored,
        submitted_by,
        filing: &filing,
    };
    submission::insert(unit.connection(), new).await?;
    Ok(Taken {
        submission: stored,
        half,
    })
}
