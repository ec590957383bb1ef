//! The decision itself.

use law::Refusal;

use super::{Decided, due_on, not_heavier, notification_of, report_of};
use crate::case::clocks;
use crate::case::command::{CaseFacts, DecisionDraft};
use crate::case::conditions::party_heard;
use crate::case::decision::{CollectiveDiscussion, Decision, NoPenaltyGround, Outcome};
use crate::case::event::CaseEvent;
use crate::case::file::{Report, StatementKind};
use crate::case::state::Case;
use crate::legal_basis;
use crate::party::Age;

/// Heads who must take part for a discussion to be collective.
const DISCUSSION_ATTENDEES_MIN: u32 = 2;

pub(super) fn make_decision(case: &Case, draft: DecisionDraft, facts: &CaseFacts<'_>) -> Decided {
    let report = report_of(case)?;
    match &draft.outcome {
        Outcome::Penalised { penalties } => {
            party_heard(case, facts)?;
            let notification = notification_of(case)?;
            if penalties.is_empty() {
                return Err(no_penalty_named());
            }
            not_heavier(penalties, &notification.notice.penalties)?;
            legal_basis::check(&draft.basis, report.act_ended_on)?;
            answered(case, draft.statement_adoption.as_deref())?;
            discussed(case, draft.discussion.as_ref(), facts)?;
        }
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
        by: facts.actor.id,
        made_on: today,
    };
    let deliver = due_on(clocks::DELIVER, today, facts)?;
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

/// Only who was under 14 is spared for age.
fn spared(ground: NoPenaltyGround, report: &Report) -> Result<(), Refusal> {
    if ground != NoPenaltyGround::UnderAge || report.party.age() == Some(Age::Under14) {
        return Ok(());
    }
    Err(Refusal::new("ground-does-not-hold", "PEN-NO-PENALTY")
        .citing(ground.citation())
        .missing("a party below 14 years on the day of the act")
        .cure("choose the ground that the report supports")
        .titled(
            "不予处罚理由不成立",
            "The report does not support this ground",
        ))
}

/// A party that stated must read what became of its statement.
fn answered(case: &Case, adoption: Option<&str>) -> Result<(), Refusal> {
    let mut statements = notification_of(case)?.statements.iter();
    let stated = statements.any(|statement| statement.kind == StatementKind::Stated);
    if !stated || adoption.is_some_and(|adoption| !adoption.trim().is_empty()) {
        return Ok(());
    }
    Err(Refusal::new("statement-not-answered", "G5")
        .citing("行政处罚法第四十五条第一款；市场监督管理行政处罚程序规定第六十二条第三项")
        .missing("what was adopted of the party's statement, and why")
        .cure("check facts, reasons and evidence that the party named, and answer them")
        .titled(
            "未对陈述申辩意见进行复核",
            "The party's statement is not answered",
        ))
}

/// Complex or weighty cases are discussed by the heads together.
fn discussed(
    case: &Case,
    discussion: Option<&CollectiveDiscussion>,
    facts: &CaseFacts<'_>,
) -> Result<(), Refusal> {
    let held = discussion.is_some_and(|discussion| {
        discussion.attendees >= DISCUSSION_ATTENDEES_MIN
            && discussion.held_on <= facts.today()
            && !discussion.conclusion.trim().is_empty()
    });
    if held || case.review_grounds().is_empty() {
        return Ok(());
    }
    Err(Refusal::new("collective-discussion-missing", "G8")
        .citing("行政处罚法第五十七条第二款；市场监督管理行政处罚程序规定第六十条第二款")
        .missing("the record of the collective discussion of the heads of the agency")
        .cure("discuss the case together and give day, attendees and conclusion")
        .titled(
            "未经负责人集体讨论决定",
            "The heads did not discuss the case together",
        ))
}
