//! Papers about the performance of a decision, which all refer to it.

use kernel::legal_date;
use penalty_domain::case::Case;

use super::{Filled, words};
use crate::app::CaseSeen;

pub(super) fn fill(filled: &mut Filled, seen: &CaseSeen) {
    let state = &seen.case.state;
    refer(filled, state);
    let Some(record) = state.record() else {
        return;
    };
    if let Some(penalties) = record.decision.penalties() {
        filled.fix("fine", penalties.fine().get());
        let duties = words::list(words::penalties(penalties));
        filled.suggest("duties", duties.clone());
        filled.suggest("unperformed", duties);
    }
    let surcharge = if record.decision.states_surcharge {
        "加处罚款"
    } else {
        "不加处罚款"
    };
    filled.fix("surcharge", surcharge);
    let owed = state
        .account()
        .and_then(|account| account.owed_on(legal_date(seen.at)).ok());
    if let Some(owed) = owed {
        filled.suggest("amount", owed.total().get());
        if !owed.surcharge.is_zero() {
            filled.suggest("surcharge_amount", owed.surcharge.get());
        }
    }
}

/// Number and day of the decision.
pub(super) fn refer(filled: &mut Filled, state: &Case) {
    if let Some(record) = state.record() {
        filled.fix("decision_number", record.decision.number.to_string());
        filled.fix("decided_on", record.decision.made_on.to_string());
    }
}
