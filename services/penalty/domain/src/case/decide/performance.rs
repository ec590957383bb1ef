//! From service to closing, and what happens when a clock runs out.

use law::Refusal;

use super::{Decided, between, due_on, record_of};
use crate::case::clocks;
use crate::case::command::{CaseFacts, PaymentReceived, RevocationDraft};
use crate::case::decision::{Outcome, Revocation};
use crate::case::event::CaseEvent;
use crate::case::evolve::to_perform;
use crate::case::file::{Closure, ClosureOutcome, File, Performance, Served};
use crate::case::state::Case;
use crate::payment::Account;
use crate::service_of_process::{Method, ServiceOfProcess};
use crate::time_limits::ExcludedTime;

pub(super) fn serve(
    case: &Case,
    service: ServiceOfProcess,
    online_reconsideration: bool,
    facts: &CaseFacts<'_>,
) -> Decided {
    let decision = &record_of(case)?.decision;
    if service.method == Method::Electronic && !online_reconsideration {
        return Err(
            Refusal::new("online-reconsideration-missing", "SVC-ELECTRONIC")
                .citing("行政复议法第二十二条第二款")
                .missing("a way to apply for reconsideration over the internet")
                .cure("give the party that way together with the decision")
                .titled(
                    "未提供互联网行政复议申请渠道",
                    "No way to apply for review online",
                ),
        );
    }
    let served_on = service.served_on(facts.calendar, decision.made_on, facts.today())?;
    let served = Served { service, served_on };
    let pay = due_on(clocks::PAY, served_on, facts)?;
    let account = decision
        .penalties()
        .and_then(|penalties| Account::of(penalties, pay, decision.states_surcharge));
    let close = if let Case::Decided {
        close: Some(close), ..
    } = case
    {
        // without a penalty the time to close has run since the decision
        Some(close.clone())
    } else if account.is_none() && to_perform(decision).is_empty() {
        Some(due_on(clocks::CLOSE, served_on, facts)?)
    } else {
        None
    };
    Ok(vec![CaseEvent::DecisionServed {
        served,
        account: account.map(Box::new),
        close,
    }])
}

pub(super) fn pay(case: &Case, received: PaymentReceived, facts: &CaseFacts<'_>) -> Decided {
    let decision = &record_of(case)?.decision;
    let (Some(account), Some(served)) = (case.account(), case.served()) else {
        return Ok(Vec::new());
    };
    between(served.served_on, received.paid_on, facts, "the payment")?;
    if received.receipt.trim().is_empty() {
        return Err(Refusal::new("receipt-missing", "G12")
            .citing("行政处罚法第六十七条第三款、第七十条")
            .missing("the number of the bank's receipt")
            .cure("record payments from the bank's or the payment system's statement only")
            .titled("未填写缴款凭证", "The receipt is missing"));
    }
    let (account, payment) = account.paid(
        received.amount,
        received.paid_on,
        received.channel,
        received.receipt,
    )?;
    let done = account.is_settled() && to_perform(decision).is_empty();
    let close = done
        .then(|| due_on(clocks::CLOSE, payment.paid_on, facts))
        .transpose()?;
    Ok(vec![CaseEvent::FinePaid {
        payment,
        account: Box::new(account),
        close,
    }])
}

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
        _ if pending.is_empty() => {}
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
    let outcome = match record.decision.outcome {
        Outcome::Penalised { .. } => ClosureOutcome::Performed,
        Outcome::NotPenalised { .. } => ClosureOutcome::NotPenalised,
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

/// Notes that the clock of `rule` ran out. One that stopped, was moved, stands still for a hearing or
/// was noted before causes nothing.
pub(super) fn run_out(case: &Case, rule: &str, facts: &CaseFacts<'_>) -> Vec<CaseEvent> {
    let (Some(due), Some(file)) = (case.clock(rule), case.file()) else {
        return Vec::new();
    };
    let noted = file.overdue.contains(rule);
    if noted || !due.has_expired(facts.now) || stands_still(case, file, rule, facts) {
        return Vec::new();
    }
    let (due, on) = (due.clone(), facts.today());
    if rule == clocks::PAY {
        vec![CaseEvent::PaymentOverdue { due, on }]
    } else if clocks::TIMED.contains(&rule) {
        vec![CaseEvent::DutyOverdue { due, on }]
    } else {
        Vec::new()
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
    rule == clocks::DECIDE && (suspended || pending)
}
