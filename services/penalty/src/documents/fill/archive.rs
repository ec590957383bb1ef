//! Closing and the case file.

use penalty_domain::case::{Case, Closure, ClosureOutcome, EndingKind, NoPenaltyGround, Outcome};

use super::{Filled, performance, words};
use crate::app::CaseSeen;

pub(super) fn fill(filled: &mut Filled, seen: &CaseSeen) {
    let state = &seen.case.state;
    performance::refer(filled, state);
    filled.fix("filed_on", seen.case.filed_on.to_string());
    if let Some(file) = state.file() {
        filled.suggest("unit", file.unit.as_str());
    }
    if let Some(penalties) = state
        .record()
        .and_then(|record| record.decision.penalties())
    {
        filled.suggest("penalties", words::penalties(penalties).join("；"));
    }
    if let Some(closure) = state.closure() {
        filled.fix("closed_on", closure.closed_on.to_string());
        let (situation, note) = situation(state, closure);
        filled.suggest("situation", situation);
        if let Some(note) = note {
            filled.suggest("situation_note", note);
        }
    }
}

/// How the case ended, in the words that the form offers.
fn situation(state: &Case, closure: &Closure) -> (&'static str, Option<&'static str>) {
    let unproven = state.record().is_some_and(|record| {
        matches!(
            record.decision.outcome,
            Outcome::NotPenalised {
                ground: NoPenaltyGround::Unproven
            }
        )
    });
    let to_police = state
        .ending()
        .is_some_and(|ending| matches!(ending.kind, EndingKind::TransferredToPolice { .. }));
    match closure.outcome {
        ClosureOutcome::Performed => ("行政处罚决定执行完毕", None),
        ClosureOutcome::NotPenalised if unproven => ("违法事实不能成立", None),
        ClosureOutcome::NotPenalised => ("依法不予行政处罚", None),
        ClosureOutcome::Transferred if to_police => ("移送司法机关", None),
        ClosureOutcome::Transferred => ("移送其他行政管理部门", None),
        ClosureOutcome::Terminated => ("案件终止调查", None),
        ClosureOutcome::CourtEnded => ("人民法院裁定终结执行", None),
        ClosureOutcome::Withdrawn => ("其他", Some("撤销案件")),
        ClosureOutcome::Other => ("其他", None),
    }
}
