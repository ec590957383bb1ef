//! The decision on the spot (当场行政处罚决定书): what the officers decided there is fixed.

use kernel::legal_datetime;
use penalty_domain::penalty::{Penalties, PenaltyKind};
use penalty_domain::spot::{CashGround, Defence, Form as SpotForm, Money, Offender, Spot};

use super::{Filled, words};
use crate::app::SpotSeen;

pub(super) fn fill(filled: &mut Filled, seen: &SpotSeen) {
    if let Some(identity) = &seen.identity {
        filled.fix("party", identity.name.as_str());
        filled.fix("address", identity.address.as_str());
    }
    let Some(form) = seen.spot.state.form() else {
        return;
    };
    let uscc = match &form.party {
        Offender::NaturalPerson { .. } => None,
        Offender::SoleTrader { uscc } | Offender::Organisation { uscc, .. } => uscc.as_ref(),
    };
    if let Some(uscc) = uscc {
        filled.fix("uscc", uscc.to_string());
    }
    decided(filled, form);
    if let Spot::Served {
        hand_over, money, ..
    } = &seen.spot.state
    {
        if let Some(note) = &hand_over.refusal_note {
            filled.fix("refusal_note", note.as_str());
        }
        paid(filled, money);
    }
}

fn decided(filled: &mut Filled, form: &SpotForm) {
    filled.fix("act", form.facts.as_str());
    filled.fix("basis", words::provisions(&form.basis));
    filled.fix("penalty", kind(&form.penalties));
    let fine = form.penalties.fine();
    if !fine.is_zero() {
        filled.fix("fine", fine.get());
        filled.fix("surcharge", words::surcharge(form.states_surcharge));
    }
    filled.fix("decided_at", words::minute(legal_datetime(form.made_at)));
    filled.fix("place", form.place.as_str());
    filled.fix("reconsideration_body", form.reconsideration_body.as_str());
    let statement = match &form.defence {
        Defence::Nothing => "当事人未提出陈述、申辩意见".to_owned(),
        Defence::Stated { content, answer } => {
            format!("当事人提出：{content}\n复核及采纳情况：{answer}")
        }
    };
    filled.suggest("statement", statement);
}

fn kind(penalties: &Penalties) -> &'static str {
    let warned = penalties.kinds().any(|kind| kind == PenaltyKind::Warning);
    match (warned, penalties.fine().is_zero()) {
        (true, false) => "警告并罚款",
        (false, false) => "罚款",
        (_, true) => "警告",
    }
}

fn paid(filled: &mut Filled, money: &Money) {
    match money {
        Money::Nothing => {}
        Money::Account { .. } => filled.suggest("payment", "限期缴纳"),
        Money::Cash { cash } => {
            filled.fix("payment", "当场缴纳");
            let ground = match cash.ground {
                CashGround::SmallFine => "依法给予一百元以下罚款",
                CashGround::HardLater => "不当场收缴事后难以执行",
                CashGround::RemoteOnRequest => {
                    "在边远、水上、交通不便地区，当事人到指定的银行缴款确有困难，经当事人提出"
                }
            };
            filled.suggest("cash_reason", ground);
        }
    }
}
