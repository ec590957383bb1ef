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
        steps: &[Step::RecordPayment],
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
];

fn money_owed(ask: &Ask<'_>) -> Result<(), Lack> {
    let account = ask.case.account();
    need(
        account.is_some_and(|account| !account.is_settled()),
        "money that the party still owes",
    )
}

fn account_settled(ask: &Ask<'_>) -> Result<(), Lack> {
    let Some(account) = ask.case.account().filter(|account| !account.is_settled()) else {
        return Ok(());
    };
    let owed = account.owed_on(ask.today())?.total();
    Err(Lack::Fact(format!("payment of {owed} yuan")))
}
