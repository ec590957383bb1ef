//! Filing, the report and its review.

use penalty_domain::review::ReviewOutcome;

use super::{Filled, words};
use crate::app::CaseSeen;

pub(super) fn fill(filled: &mut Filled, seen: &CaseSeen) {
    let state = &seen.case.state;
    filled.fix("filed_on", seen.case.filed_on.to_string());
    filled.suggest("filing", "立案");
    if let Some(file) = state.file() {
        filled.suggest("unit", file.unit.as_str());
    }
    if let Some(report) = state.report() {
        filled.suggest("facts", report.facts.as_str());
        filled.suggest("discretion", report.reasons.as_str());
        let proposed = words::penalties(&report.penalties);
        let proposal = if proposed.is_empty() {
            "建议不予行政处罚".to_owned()
        } else {
            format!("建议给予以下行政处罚：{}", proposed.join("；"))
        };
        filled.suggest("proposal", proposal);
        filled.suggest("submitted_on", report.reported_on.to_string());
    }
    if let Some(review) = state.review() {
        let kind = if review.grounds.is_empty() {
            "案件审核"
        } else {
            "法制审核"
        };
        filled.fix("review", kind);
        filled.fix("outcome", outcome(review.outcome));
        filled.fix("opinion", review.opinion.as_str());
        filled.fix("reviewed_on", review.reviewed_on.to_string());
        filled.suggest("returned_on", review.reviewed_on.to_string());
    }
}

const fn outcome(outcome: ReviewOutcome) -> &'static str {
    match outcome {
        ReviewOutcome::Agree => "同意",
        ReviewOutcome::Correct => "建议纠正",
        ReviewOutcome::Supplement => "建议补充调查",
        ReviewOutcome::Other => "其他意见和建议",
    }
}
