//! The notice of the intended penalty, statement and defence, the order to correct.

use super::{Filled, words};
use crate::app::{CaseSeen, Sources, Topic};

pub(super) fn fill(filled: &mut Filled, seen: &CaseSeen) {
    let state = &seen.case.state;
    if let Some(report) = state.report() {
        filled.suggest("facts", report.facts.as_str());
        filled.suggest("reasons", report.reasons.as_str());
        let proposed = words::list(words::penalties(&report.penalties));
        filled.fix("proposed", proposed);
    }
    let Some(told) = state.notification() else {
        return;
    };
    let hearing = if told.notice.hearing_right {
        "告知听证权利"
    } else {
        "不属于听证范围"
    };
    filled.fix("hearing", hearing);
    if let Some(last) = told.statements.last() {
        filled.suggest("content", last.content.as_str());
    }
}

/// The order to correct: as it was recorded, if it was, else what the report found.
pub(super) fn correction(filled: &mut Filled, seen: &CaseSeen, sources: &Sources) {
    if let Some(report) = seen.case.state.report() {
        filled.suggest("act", report.facts.as_str());
    }
    if let Topic::Correction(order) = &sources.topic {
        filled.suggest("requirements", order.content.as_str());
        if let Some(until) = order.until {
            filled.fix("correct_by", until.to_string());
        }
    }
}
