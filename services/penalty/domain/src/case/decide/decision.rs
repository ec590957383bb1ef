//! The decision itself.

use law::Refusal;

use super::{Decided, due_on, file_of, report_of};
use crate::assessment::Row;
use crate::case::clocks;
use crate::case::command::{CaseFacts, DecisionDraft};
use crate::case::decision::{Decision, NoPenaltyGround, Outcome};
use crate::case::event::CaseEvent;
use crate::case::file::Report;
use crate::case::state::Case;
use crate::party::Age;

pub(super) fn make_decision(case: &Case, draft: DecisionDraft, facts: &CaseFacts<'_>) -> Decided {
    let report = report_of(case)?;
    match &draft.outcome {
        Outcome::Penalised { penalties } if penalties.is_empty() => return Err(no_penalty_named()),
        Outcome::Penalised { .. } => {}
        Outcome::NotPenalised { ground } => spared(*ground, report)?,
    }
    if draft.reasons.trim().is_empty() {
        return Err(Refusal::new("reasons-missing", "PEN-DOCUMENT")
            .citing("行政处罚法第五十九条第一款第二项")
            .missing("the reasons of the decision: facts and evidence")
            .cure("write the reasons")
            .titled("决定书未说明理由", "The decision gives no reasons"));
    }
    let today = facts.today();
    let number = facts
        .number
        .clone()
        .filter(|number| number.year() == today.year());
    let Some(number) = number else {
        return Err(Refusal::new("document-number-missing", "PEN-DOCUMENT")
            .citing("行政处罚法第五十九条")
            .missing("a document number of this year")
            .cure("name the agency's code (机关代字), so that the next number can be assigned")
            .titled("未编文号", "The decision has no document number"));
    };
    let spared = matches!(draft.outcome, Outcome::NotPenalised { .. });
    let close = spared
        .then(|| due_on(clocks::CLOSE, today, facts))
        .transpose()?;
    let decision = Decision {
        number,
        outcome: draft.outcome,
        basis: draft.basis,
        reasons: draft.reasons,
        statement_adoption: draft.statement_adoption,
        discussion: draft.discussion,
        states_surcharge: draft.states_surcharge,
        act_reference: draft.act_reference,
        departures: draft.departures,
        terms: draft.terms,
        by: facts.actor.id,
        made_on: today,
    };
    let deliver = clocks::deliver_in(&file_of(case)?.domain);
    let deliver = due_on(deliver, today, facts)?;
    Ok(vec![CaseEvent::DecisionMade {
        decision: Box::new(decision),
        deliver,
        close,
    }])
}

fn no_penalty_named() -> Refusal {
    Refusal::new("no-penalty-named", "PEN-KINDS")
        .citing("行政处罚法第九条、第五十七条第一款")
        .missing("at least one penalty")
        .cure("name the penalties, or decide not to penalise and say why")
        .titled("未载明处罚种类", "No penalty is named")
}

/// A ground of the table needs the row of the report that holds; that the facts do not hold is judged
/// by whoever decides.
fn spared(ground: NoPenaltyGround, report: &Report) -> Result<(), Refusal> {
    let row = ground.row();
    let holds = match (row, &report.assessed) {
        (Some(row), Some(assessed)) => assessed.assessment.holds(row),
        (Some(Row::UnderFourteen), None) => report.party.age() == Some(Age::Under14),
        (None, _) | (Some(_), None) => true,
    };
    if holds {
        return Ok(());
    }
    Err(Refusal::new("ground-does-not-hold", "PEN-NO-PENALTY")
        .citing(ground.citation())
        .missing(format!("the facts of `{ground}` in the report"))
        .cure("choose the ground that the report supports, or have the report supplemented")
        .titled(
            "不予处罚理由不成立",
            "The report does not support this ground",
        ))
}
