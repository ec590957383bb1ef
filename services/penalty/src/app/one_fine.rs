//! One act, one fine (一事不再罚款): looks up whether the act was fined before, and notes that it is.

use crypto::Sha256Hex;
use http_kit::Problem;
use ledger::UnitOfWork;
use penalty_domain::case::{Decision, refused};
use penalty_domain::party::{Identity, Party};
use runtime::Fault;

use crate::store::case_file::StoredCase;
use crate::store::fined_act::{self, ActKeys};
use crate::store::party;

/// The number of an earlier decision that fined the party of `case` for the same act; `reference`
/// names the act beyond the matter.
pub(super) async fn fined_before(
    unit: &mut UnitOfWork,
    case: &StoredCase,
    reference: Option<&str>,
) -> Result<Option<String>, Fault> {
    let Some(keys) = keys_of(unit, case, reference).await? else {
        return Ok(None);
    };
    Ok(fined_act::find(unit.connection(), &keys, case.id.uuid()).await?)
}

/// Notes the fine of `decision`. The key of the table refuses a second one, even when two decisions
/// are made at the same moment or the earlier one is out of the caller's sight.
pub(super) async fn claim(
    unit: &mut UnitOfWork,
    case: &StoredCase,
    decision: &Decision,
) -> Result<(), Fault> {
    let fines = decision
        .penalties()
        .is_some_and(|penalties| !penalties.fine().is_zero());
    if !fines {
        return Ok(());
    }
    let Some(keys) = keys_of(unit, case, decision.act_reference.as_deref()).await? else {
        return Ok(());
    };
    let source = (case.id.uuid(), case.region);
    let number = decision.number.to_string();
    let document = (number.as_str(), decision.made_on);
    if fined_act::claim(unit.connection(), &keys, source, document).await? {
        return Ok(());
    }
    Err(refused("act-fined-before", "an act that was not fined yet").into())
}

async fn keys_of(
    unit: &mut UnitOfWork,
    case: &StoredCase,
    reference: Option<&str>,
) -> Result<Option<ActKeys>, Fault> {
    let Some(report) = case.state.report() else {
        return Ok(None);
    };
    let identity = party::find(unit.connection(), case.id).await?;
    let identity = identity.ok_or_else(Problem::not_found)?;
    Ok(Some(keys(case, &report.party, &identity, reference)))
}

/// The act by the matter it came up in, and by its reference.
fn keys(case: &StoredCase, party: &Party, identity: &Identity, reference: Option<&str>) -> ActKeys {
    let by_matter = format!("matter:{}", case.matter);
    let by_reference = reference.map(|reference| format!("reference:{reference}"));
    let party = match party {
        Party::Organisation {
            uscc: Some(uscc), ..
        } => format!("uscc:{uscc}"),
        Party::Organisation { uscc: None, .. } | Party::NaturalPerson { .. } => {
            format!("name:{}\naddress:{}", identity.name, identity.address)
        }
    };
    ActKeys {
        party: Sha256Hex::of(party.as_bytes()).to_string(),
        acts: std::iter::once(by_matter).chain(by_reference).collect(),
    }
}
