//! The end of a case: closing, revocation, and what happens when a clock runs out.

use jiff::civil::Date;
use law::Refusal;

use super::{Decided, between, due_on, record_of, service};
use crate::case::clocks;
use crate::case::command::{CaseFacts, RevocationDraft};
use crate::case::decision::{Outcome, Revocation};
use crate::case::event::CaseEvent;
use crate::case::evolve::to_perform;
use crate::case::file::{
    Closure, ClosureOutcome, EnforcementEnd, EnforcementEndGround, File, Performance,
};
use crate::case::state::Case;
use crate::time_limits::ExcludedTime;

pub(super) fn close(
    case: &Case,
    performance: Option<Performance>,
    facts: &CaseFacts<'_>,
) -> Decided {
    let record = record_of(case)?;
    let pending = to_perform(&record.decision);
    match (&performance, case.served()) {
        (Some(done), Some(served)) if !done.note.trim().is_empty() => {
            between(
                served.served_on,
                done.performed_on,
                facts,
                "the performance",
            )?;
        }
        _ if pending.is_empty() || case.enforcement_end().is_some() => {}
        _ => {
            let kinds: Vec<&str> = pending.iter().map(|kind| kind.as_str()).collect();
            return Err(Refusal::new("not-performed", clocks::CLOSE)
                .citing("市场监督管理行政处罚程序规定第七十七条第一项")
                .missing(format!(
                    "proof that these were carried out: {}",
                    kinds.join(", ")
                ))
                .cure("give the day and the proof of performance")
                .titled(
                    "行政处罚决定尚未执行完毕",
                    "The decision is not performed in full",
                ));
        }
    }
    let outcome = match (&record.decision.outcome, case.enforcement_end()) {
        (Outcome::NotPenalised { .. }, _) => ClosureOutcome::NotPenalised,
        (Outcome::Penalised { .. }, None) => ClosureOutcome::Performed,
        (Outcome::Penalised { .. }, Some(ending)) => ending.ground.outcome(),
    };
    let closed_on = facts.today();
    let closure = Closure {
        outcome,
        performance,
        by: facts.actor.id,
        closed_on,
    };
    Ok(vec![CaseEvent::CaseClosed { closure }])
}

pub(super) fn revoke(case: &Case, draft: RevocationDraft, facts: &CaseFacts<'_>) -> Decided {
    let made_on = record_of(case)?.decision.made_on;
    between(made_on, draft.revoked_on, facts, "the revocation")?;
    if draft.instrument.trim().is_empty() {
        return Err(Refusal::new("instrument-missing", "PEN-REVOKE")
            .citing("行政处罚法第四十八条第二款、第七十五条第二款")
            .missing("the document that revokes, changes or finds illegal")
            .cure("name the decision, the reconsideration decision or the judgment")
            .titled("未载明撤销依据文书", "The revoking document is missing"));
    }
    let revocation = Revocation {
        kind: draft.kind,
        ground: draft.ground,
        instrument: draft.instrument,
        by: facts.actor.id,
        revoked_on: draft.revoked_on,
    };
    Ok(vec![CaseEvent::DecisionRevoked { revocation }])
}

/// Enforcement is over; from now on the case is to be closed.
pub(super) fn over(ground: EnforcementEndGround, on: Date, facts: &CaseFacts<'_>) -> Decided {
    let close = due_on(clocks::CLOSE, on, facts)?;
    let ending = EnforcementEnd { ground, on, close };
    Ok(vec![CaseEvent::EnforcementOver { ending }])
}

/// Notes that the clock of `rule` ran out. One that stopped, was moved, stands still for a hearing or
/// was noted before causes nothing.
pub(super) fn run_out(case: &Case, rule: &str, facts: &CaseFacts<'_>) -> Decided {
    let (Some(due), Some(file)) = (case.clock(rule), case.file()) else {
        return Ok(Vec::new());
    };
    let noted = case.was_noted(due);
    if noted || !due.has_expired(facts.now) || stands_still(case, file, rule, facts) {
        return Ok(Vec::new());
    }
    let (due, on) = (due.clone(), facts.today());
    match rule {
        clocks::PAY => Ok(vec![CaseEvent::PaymentOverdue { due, on }]),
        clocks::ANNOUNCE => service::announcement_ended(case, facts),
        timed if clocks::TIMED.contains(&timed) => Ok(vec![CaseEvent::DutyOverdue { due, on }]),
        _ => Ok(Vec::new()),
    }
}

/// Whether the time to decide does not count now, because the investigation is suspended or a
/// hearing is pending, and a rule of the field excludes that time.
fn stands_still(case: &Case, file: &File, rule: &str, facts: &CaseFacts<'_>) -> bool {
    let Some(field) = facts.practice.of(&file.domain) else {
        return false;
    };
    let suspended =
        case.suspension().is_some() && field.time.excluded.contains(&ExcludedTime::Suspension);
    let pending = case
        .notification()
        .is_some_and(|notification| notification.hearing.is_pending())
        && field.hearing_time_excluded.is_some();
    rule == file.decide.rule && (suspended || pending)
}
