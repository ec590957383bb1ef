//! Any step of an open case.

use http_kit::Problem;
use kernel::{Actor, CaseId, Decider as _, DocumentNumber, Region};
use law::Refusal;
use ledger::UnitOfWork;
use penalty_domain::case::File;
use penalty_domain::hearing::Practice;
use penalty_domain::penalty::Penalties;
use penalty_domain::remedy::{Opening, Procedure};
use penalty_domain::{CaseCommand, CaseEvent, CaseFacts, CaseRules};
use runtime::{Fault, allow};

use super::document::follow_case;
use super::enforce::after_case;
use super::facts::Known;
use super::remedy::open_remedy;
use super::{follow, like, one_fine};
use crate::store::case_file::{self, StoredCase};
use crate::store::{document, fined_act, party, practice};

/// What is asked of a case.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) command: CaseCommand,
    /// The agency's code (机关代字), when the step makes a numbered document.
    pub(crate) agency_code: Option<String>,
}

impl Request {
    /// A step that makes no numbered document.
    pub(crate) fn of(command: CaseCommand) -> Self {
        Self {
            command,
            agency_code: None,
        }
    }

    /// A step whose document gets the next number of `agency_code`.
    pub(crate) fn numbered(command: CaseCommand, agency_code: String) -> Self {
        Self {
            command,
            agency_code: Some(agency_code),
        }
    }
}

/// Decides and saves. A case in a foreign region does not exist for the caller.
///
/// The row is locked first, so of two requests for one case the second sees what the first did. A
/// number is taken before the rules are asked and given back with the transaction if they refuse.
pub(crate) async fn act(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: CaseId,
    request: Request,
) -> Result<StoredCase, Fault> {
    let mut case = case_file::lock(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let command = request.command.kind();
    allow(actor, command.posts(), case.region)?;
    unit.link_to_last_step(id.uuid()).await?;
    let practice = practice_of(unit, &case).await?;
    let number = match &request.agency_code {
        Some(code) => Some(next_number(unit, code, case.region).await?),
        None => None,
    };
    let calendar = unit.calendar();
    let known = Known::of(unit, &case, Some(&request.command)).await?;
    let facts = CaseFacts {
        number,
        ..known.facts(unit.now(), actor, (&calendar, &practice))
    };
    let events = CaseRules::decide(&case.state, request.command, &facts)?;
    if events.is_empty() {
        return Ok(case);
    }
    let read_version = case.version;
    follow(unit, &mut case, &events, (command, actor))?;
    case_file::update(unit.connection(), &case, read_version).await?;
    for event in &events {
        keep(unit, &case, event).await?;
        follow_case(unit, actor, id, event).await?;
    }
    after_case(unit, &case, &events).await?;
    Ok(case)
}

/// The practice that holds for the case: the nation's, unless its region has one of its own.
pub(super) async fn practice_of(
    unit: &mut UnitOfWork,
    case: &StoredCase,
) -> Result<Practice, Fault> {
    let nation = Practice::default();
    let today = kernel::legal_date(unit.now());
    let own = practice::find(unit.connection(), &case.domain, case.region, today).await?;
    Ok(match own {
        Some(own) => nation.with(case.domain.clone(), own),
        None => nation,
    })
}

pub(super) async fn next_number(
    unit: &mut UnitOfWork,
    agency_code: &str,
    region: Region,
) -> Result<DocumentNumber, Fault> {
    let year = kernel::legal_date(unit.now()).year();
    // a code that cannot be part of a number must not reach the counter
    DocumentNumber::new(agency_code, year, 1).map_err(|error| {
        Problem::unprocessable("机关代字不正确").field("agency_code", error.to_string())
    })?;
    let taken = document::take_next(unit.connection(), agency_code, year, region).await?;
    let number = taken.ok_or_else(|| {
        Refusal::new("agency-code-of-another-region", "PEN-DOCUMENT")
            .citing("党政机关公文格式（GB/T 9704）")
            .missing(format!(
                "an agency code of region {region}; {agency_code} belongs elsewhere"
            ))
            .cure("use the code (机关代字) of the agency that decides")
            .titled(
                "机关代字属于其他地区",
                "This agency code belongs to another region",
            )
    })?;
    let number = DocumentNumber::new(agency_code, year, number);
    Ok(number.map_err(|error| Problem::internal(&error))?)
}

/// Writes what stands beside the state: who the party is, and the register of numbers.
async fn keep(unit: &mut UnitOfWork, case: &StoredCase, event: &CaseEvent) -> Result<(), Fault> {
    let now = unit.now();
    if let CaseEvent::InvestigationConcluded { identity, .. } = event {
        party::upsert(unit.connection(), case.id, case.region, identity, now).await?;
    }
    if let CaseEvent::DecisionMade { decision, .. } = event {
        let number = &decision.number;
        document::register(unit.connection(), case.id, case.region, number, now).await?;
        one_fine::claim(unit, case, decision).await?;
    }
    if let CaseEvent::DecisionRevoked { revocation } = event
        && revocation.kind.ends_the_decision()
    {
        fined_act::release(unit.connection(), case.id.uuid()).await?;
    }
    like::remember(unit, case, event).await?;
    if let CaseEvent::DecisionServed { served, .. } = event
        && let Some(record) = case.state.record()
    {
        let penalties = record.decision.penalties();
        let opening = Opening {
            decision: case.id,
            procedure: Procedure::Ordinary,
            number: record.decision.number.clone(),
            fine: penalties.map(Penalties::fine).unwrap_or_default(),
            served_on: served.served_on,
        };
        open_remedy(unit, opening, (case.matter, case.region)).await?;
    }
    debug_assert!(case.state.file().map(|file: &File| file.id) == Some(case.id));
    Ok(())
}
