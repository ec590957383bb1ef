//! The hearing, and the discussion of the heads of the agency.

use documents::Form;
use penalty_domain::hearing::{HearingOutcome, HearingStage};

use super::{Filled, words};
use crate::app::{CaseSeen, Sources};

pub(super) fn fill(filled: &mut Filled, seen: &CaseSeen, sources: &Sources) {
    let state = &seen.case.state;
    if let Some(number) = sources.number_of(Form::HearingNotice) {
        filled.suggest("notice_number", number);
    }
    if let Some(report) = state.report() {
        let proposed = words::penalties(&report.penalties).join("；");
        let accusation = format!("{}\n建议给予以下行政处罚：{proposed}", report.facts);
        filled.suggest("accusation", accusation.as_str());
        filled.suggest("case_report", accusation);
    }
    if let Some(review) = state.review() {
        filled.suggest("review_opinion", review.opinion.as_str());
    }
    if let Some(HearingStage::Finished { hearing, .. }) =
        state.notification().map(|told| &told.hearing)
    {
        if let Some(notified_on) = hearing.notified_on {
            filled.fix("notice_served_on", notified_on.to_string());
        }
        let day = words::day(hearing.held_on);
        let held = match hearing.outcome {
            HearingOutcome::Held => format!("听证于{day}举行。"),
            HearingOutcome::Terminated => format!("听证于{day}终止。"),
        };
        filled.suggest("situation", format!("{held}{}", hearing.record));
    }
    let decision = state.record().map(|record| &record.decision);
    if let Some(discussion) = decision.and_then(|decision| decision.discussion.as_ref()) {
        filled.fix("held_on", discussion.held_on.to_string());
        filled.suggest("conclusion", discussion.conclusion.as_str());
    }
}
