//! What goes on beside a challenge: the suspension of performance, and the body's opinion.

use jiff::civil::Date;
use law::Refusal;

use super::clocks::OPINION;
use super::decide::{Decided, out_of_turn};
use super::event::RemedyEvent;
use super::state::{Opinion, Remedy, Stay};
use crate::procedure::{Moment, said};

pub(super) fn stay(state: &Remedy, stay: Stay, facts: &Moment<'_>) -> Decided {
    let Some(dossier) = state.dossier().filter(|_| state.is_challenged()) else {
        return Err(out_of_turn(state, "stay-performance"));
    };
    let citation = "行政处罚法第七十三条第一款；行政复议法第四十二条；行政诉讼法第五十六条";
    facts.between(dossier.served_on, stay.since, "the suspension")?;
    said(
        &stay.document,
        "REM-STAY",
        citation,
        "the document that suspends performance",
    )?;
    if dossier.stay.is_some() {
        return Err(Refusal::new("already-stayed", "REM-STAY")
            .citing(citation)
            .missing("a decision that is being performed")
            .cure("nothing is to be done: performance is suspended")
            .titled("已停止执行", "Performance is suspended already"));
    }
    Ok(vec![RemedyEvent::Stayed { stay }])
}

pub(super) fn lift(state: &Remedy, on: Date, facts: &Moment<'_>) -> Decided {
    let stay = state.dossier().and_then(|dossier| dossier.stay.as_ref());
    let Some(stay) = stay else {
        return Err(out_of_turn(state, "lift-stay"));
    };
    facts.between(stay.since, on, "the end of the suspension")?;
    Ok(vec![RemedyEvent::StayLifted { on }])
}

pub(super) fn opinion(state: &Remedy, on: Date, document: String, facts: &Moment<'_>) -> Decided {
    let Some(dossier) = state.dossier().filter(|dossier| dossier.challenged) else {
        return Err(out_of_turn(state, "receive-opinion"));
    };
    if dossier.opinion.is_some() {
        return Err(out_of_turn(state, "receive-opinion"));
    }
    facts.between(dossier.served_on, on, "the opinion")?;
    said(&document, OPINION, "行政复议法第七十六条", "the letter")?;
    let due = facts.due(OPINION, on)?;
    Ok(vec![RemedyEvent::OpinionReceived { on, document, due }])
}

pub(super) fn report(state: &Remedy, on: Date, document: &str, facts: &Moment<'_>) -> Decided {
    match state.dossier().and_then(|dossier| dossier.opinion.as_ref()) {
        Some(Opinion::Received { due, .. }) => {
            facts.between(due.trigger, on, "the report")?;
            said(
                document,
                OPINION,
                "行政复议法第七十六条",
                "the report on the correction",
            )?;
            Ok(vec![RemedyEvent::OpinionReported { on }])
        }
        Some(Opinion::Reported { .. }) | None => Err(out_of_turn(state, "report-opinion")),
    }
}
