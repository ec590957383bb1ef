//! Enters a clue in the register.

use intake_domain::clue::Registration;
use intake_domain::{Clue, ClueCommand, ClueFacts, ClueRules, Source};
use jiff::civil::Date;
use kernel::{Actor, ClueId, Decider as _, MatterId, Region, SubmissionId, Uscc, legal_date};
use ledger::UnitOfWork;
use runtime::Fault;

use super::follow;
use crate::store::clue::{self, StoredClue};

/// What is known when a clue is entered.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) source: Source,
    pub(crate) submission: Option<SubmissionId>,
    pub(crate) domain: String,
    pub(crate) respondent: Option<Uscc>,
    pub(crate) discovered_on: Date,
}

/// Registers a clue; its verification clock runs from the day it was found.
pub(crate) async fn register_clue(
    unit: &mut UnitOfWork,
    actor: &Actor,
    entry: Entry,
) -> Result<StoredClue, Fault> {
    let now = unit.now();
    let id = ClueId::from(unit.new_id());
    let submission = entry.submission;
    let calendar = unit.calendar();
    let facts = ClueFacts {
        today: legal_date(now),
        actor,
        calendar: &calendar,
    };
    let (matter, region) = (entry.matter, entry.region);
    let command = ClueCommand::Register(Registration {
        id,
        matter,
        region,
        source: entry.source,
        submission,
        domain: entry.domain,
        respondent: entry.respondent,
        discovered_on: entry.discovered_on,
    });
    let events = ClueRules::decide(&Clue::Unknown, command, &facts)?;
    let mut stored = StoredClue {
        id,
        matter,
        region,
        version: 0,
        due_on: None,
        registered_at: now,
        state: Clue::Unknown,
    };
    follow(unit, &mut stored, &events, actor)?;
    clue::insert(unit.connection(), &stored, submission).await?;
    Ok(stored)
}
