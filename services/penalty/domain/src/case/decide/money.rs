//! What changes the account: payments, plans, stops, waivers, refunds.

use jiff::civil::Date;
use law::{Due, Refusal};

use super::{Decided, absent, between, due_on, record_of};
use crate::case::clocks;
use crate::case::command::{CaseFacts, RefundMade, WaiverDraft};
use crate::case::event::{AccountChange, CaseEvent};
use crate::case::evolve::to_perform;
use crate::case::file::Served;
use crate::case::state::Case;
use crate::payment::{Account, Incoming, PlanDraft, Refund, Stop, StopGround, Waiver};

pub(super) fn pay(case: &Case, incoming: Incoming, facts: &CaseFacts<'_>) -> Decided {
    let served_on = served_of(case)?.served_on;
    between(served_on, incoming.paid_on, facts, "the payment")?;
    if incoming.receipt.trim().is_empty() {
        return Err(Refusal::new("receipt-missing", "G12")
            .citing("行政处罚法第六十七条第三款、第七十条")
            .missing("the number of the bank's receipt")
            .cure("record payments from the bank's or the payment system's statement only")
            .titled("未填写缴款凭证", "The receipt is missing"));
    }
    let (account, payment) = account_of(case)?.paid(incoming)?;
    let close = close_of(case, &account, payment.paid_on, facts)?;
    Ok(vec![CaseEvent::FinePaid {
        payment,
        account: Box::new(account),
        close,
    }])
}

pub(super) fn plan(case: &Case, draft: PlanDraft, facts: &CaseFacts<'_>) -> Decided {
    let by = (facts.actor.id, facts.today());
    let account = account_of(case)?.planned(draft, by, facts.calendar)?;
    let plan = account.plan.clone().ok_or_else(|| absent("plan"))?;
    changed(case, AccountChange::Planned { plan }, account, facts)
}

pub(super) fn pause(
    case: &Case,
    (from, ground): (Date, StopGround),
    facts: &CaseFacts<'_>,
) -> Decided {
    between(record_of(case)?.decision.made_on, from, facts, "the remedy")?;
    let account = account_of(case)?.stopped(from, ground)?;
    let (stop, on) = (
        Stop {
            ground,
            from,
            to: None,
        },
        facts.today(),
    );
    changed(case, AccountChange::Stopped { stop, on }, account, facts)
}

pub(super) fn resume(
    case: &Case,
    (to, ground): (Date, StopGround),
    facts: &CaseFacts<'_>,
) -> Decided {
    between(record_of(case)?.decision.made_on, to, facts, "its end")?;
    let account = account_of(case)?.resumed(to, ground)?;
    let on = facts.today();
    changed(
        case,
        AccountChange::Resumed { ground, to, on },
        account,
        facts,
    )
}

pub(super) fn waive(case: &Case, draft: WaiverDraft, facts: &CaseFacts<'_>) -> Decided {
    let waiver = Waiver {
        amount: draft.amount,
        agreement: draft.agreement,
        remedy: draft.remedy,
        by: facts.actor.id,
        waived_on: facts.today(),
    };
    let account = account_of(case)?.waived(waiver.clone())?;
    changed(case, AccountChange::Waived { waiver }, account, facts)
}

pub(super) fn refund(case: &Case, made: RefundMade, facts: &CaseFacts<'_>) -> Decided {
    let served_on = served_of(case)?.served_on;
    between(served_on, made.refunded_on, facts, "the refund")?;
    let refund = Refund {
        amount: made.amount,
        refunded_on: made.refunded_on,
        voucher: made.voucher,
    };
    let account = account_of(case)?.refunded(refund.clone(), case.refundable())?;
    changed(case, AccountChange::Refunded { refund }, account, facts)
}

fn changed(case: &Case, change: AccountChange, account: Account, facts: &CaseFacts<'_>) -> Decided {
    let close = close_of(case, &account, facts.today(), facts)?;
    Ok(vec![CaseEvent::AccountChanged {
        change: Box::new(change),
        account: Box::new(account),
        close,
    }])
}

/// The time to close, once nothing is left to pay or to perform.
fn close_of(
    case: &Case,
    account: &Account,
    on: Date,
    facts: &CaseFacts<'_>,
) -> Result<Option<Due>, Refusal> {
    let performed = matches!(case, Case::Served { .. })
        && account.is_settled()
        && to_perform(&record_of(case)?.decision).is_empty();
    performed
        .then(|| due_on(clocks::CLOSE, on, facts))
        .transpose()
}

fn account_of(case: &Case) -> Result<&Account, Refusal> {
    case.account().ok_or_else(|| absent("account"))
}

fn served_of(case: &Case) -> Result<&Served, Refusal> {
    case.served().ok_or_else(|| absent("service"))
}
