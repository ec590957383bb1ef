//! Gates of payment and closing.

use super::{Ask, Gate, Judges, Lack, SINCE_2021, need};
use crate::case::clocks;
use crate::case::command::CommandKind as Step;

pub(super) const GATES: &[Gate] = &[
    Gate {
        code: "nothing-owed",
        rule: clocks::PAY,
        citation: "行政处罚法第六十七条第三款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::RecordPayment, Step::GrantPlan, Step::WaiveSurcharge],
        judges: Judges::Standing,
        cure: "return the money to the party",
        title_zh: "没有应缴款项",
        title_en: "Nothing is owed",
        lacks: money_owed,
    },
    Gate {
        code: "not-performed",
        rule: clocks::CLOSE,
        citation: "市场监督管理行政处罚程序规定第七十七条第一项",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Close],
        judges: Judges::Standing,
        cure: "record the payment",
        title_zh: "行政处罚决定尚未执行完毕",
        title_en: "The decision is not performed in full",
        lacks: account_settled,
    },
    Gate {
        code: "nothing-to-return",
        rule: "PEN-REFUND",
        citation: "行政强制法第四十一条；行政处罚法第七十四条第三款",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::RecordRefund],
        judges: Judges::Standing,
        cure: "fines that were owed go to the treasury and are not given back",
        title_zh: "没有应退还的款项",
        title_en: "Nothing must be given back",
        lacks: money_to_return,
    },
    Gate {
        code: "measures-open",
        rule: clocks::CLOSE,
        citation: "行政强制法第二十七条、第二十八条；市场监督管理行政处罚程序规定第七十七条",
        valid_from: SINCE_2021,
        valid_to: None,
        steps: &[Step::Close],
        judges: Judges::Standing,
        cure: "lift the measures and return, hand over, sell or destroy every thing",
        title_zh: "强制措施或者涉案财物尚未处理完毕",
        title_en: "Measures or things in custody are still open",
        lacks: no_open_measures,
    },
];

fn money_owed(ask: &Ask<'_>) -> Result<(), Lack> {
    let account = ask.case.account();
    need(
        account.is_some_and(|account| !account.is_settled()),
        "money that the party still owes",
    )
}

/// Once enforcement is over, what was not paid keeps the case open no longer.
fn account_settled(ask: &Ask<'_>) -> Result<(), Lack> {
    let unsettled = ask.case.account().filter(|account| !account.is_settled());
    let Some(account) = unsettled.filter(|_| ask.case.enforcement_end().is_none()) else {
        return Ok(());
    };
    let owed = account.owed_on(ask.today())?.total();
    Err(Lack::Fact(format!("payment of {owed} yuan")))
}

fn money_to_return(ask: &Ask<'_>) -> Result<(), Lack> {
    need(
        !ask.case.refundable().is_zero(),
        "money that was not owed, or that a revoked decision took",
    )
}

/// Property in custody must have an end before the case has one.
fn no_open_measures(ask: &Ask<'_>) -> Result<(), Lack> {
    let open = ask.facts.open_measures;
    need(
        open == 0,
        format!("the end of {open} coercive measures or things in custody"),
    )
}
