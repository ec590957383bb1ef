//! Opens a case that intake filed.

use kernel::{Actor, Decider as _};
use ledger::UnitOfWork;
use penalty_domain::case::Opening;
use penalty_domain::hearing::Practice;
use penalty_domain::{Case, CaseCommand, CaseFacts, CaseRules, CommandKind};
use runtime::Fault;

use super::follow;
use crate::store::case_file::{self, StoredCase};

/// Opens the case; its ninety days run from the day of filing.
pub(crate) async fn open_case(
    unit: &mut UnitOfWork,
    actor: &Actor,
    opening: Opening,
) -> Result<StoredCase, Fault> {
    let mut case = StoredCase {
        id: opening.id,
        matter: opening.matter,
        region: opening.region,
        version: 0,
        domain: opening.domain.clone(),
        filed_on: opening.filed_on,
        opened_at: unit.now(),
        state: Case::default(),
    };
    let practice = Practice::default();
    let calendar = unit.calendar();
    let facts = CaseFacts::of(unit.now(), actor, &calendar, &practice);
    let events = CaseRules::decide(&case.state, CaseCommand::OpenCase(opening), &facts)?;
    follow(unit, &mut case, &events, (CommandKind::OpenCase, actor))?;
    case_file::insert(unit.connection(), &case).await?;
    Ok(case)
}
