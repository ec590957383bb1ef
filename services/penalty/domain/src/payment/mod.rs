//! What the party owes in money, and the surcharge (加处罚款) that grows on a fine not paid in time.
//!
//! A payment settles the fine first, then confiscated income, then the surcharge, so that the
//! surcharge stops as early as possible. The surcharge is computed on the part of the fine that is
//! due and unpaid; all of it together never exceeds the fine (行政处罚法 Art. 72). Under a plan
//! (延期、分期) each instalment falls due on its own day and grows by itself, up to its own amount.
//!
//! The surcharge is counted anew from the payments each time, so a stop that becomes known late
//! counts from the day on which it began.

mod accrual;
mod plan;
mod refund;

pub use accrual::{Standstill, Stop, StopGround};
pub use plan::{Instalment, Plan, PlanDraft};
pub use refund::{Refund, Waiver};

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::Fen;
use law::{Due, Refusal};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::penalty::{Penalties, PenaltyKind};

/// Most payments recorded in one case.
const PAYMENTS_MAX: usize = 500;

/// Through what the money came. Cash to an officer is not among them: that is for the summary
/// procedure and remote places (行政处罚法 Art. 67 to 69).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Channel {
    /// The designated bank.
    Bank,
    /// Electronic payment (电子支付系统).
    Electronic,
}

/// One payment, and what it settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Day the bank received it.
    pub paid_on: Date,
    /// Through what.
    pub channel: Channel,
    /// Number of the bank's receipt.
    pub receipt: String,
    /// Part that settled the fine and confiscated income.
    pub principal: Fen,
    /// Part that settled the surcharge.
    pub surcharge: Fen,
    /// Part that was not owed and goes back to the party.
    #[serde(default)]
    pub excess: Fen,
}

/// Money as the bank reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// How much.
    pub amount: Fen,
    /// When the bank received it.
    pub paid_on: Date,
    /// Through what.
    pub channel: Channel,
    /// Number of the bank's receipt.
    pub receipt: String,
    /// Whether more came in than is owed, so that the rest goes back to the party.
    pub overpaid: bool,
}

/// What is owed on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// Of the fine.
    pub fine: Fen,
    /// Of confiscated income.
    pub income: Fen,
    /// Of the surcharge.
    pub surcharge: Fen,
}

impl Owed {
    /// All together.
    #[must_use]
    pub fn total(self) -> Fen {
        Fen::sum([self.fine, self.income, self.surcharge]).unwrap_or(Fen::MAX)
    }
}

/// The account of one decision. What is left of each sum is as of `counted_to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The fine, as decided.
    pub fine: Fen,
    /// Illegal income to be handed over, as decided.
    pub income: Fen,
    /// Whether the decision says that a surcharge is added (罚缴分离实施办法 Art. 7).
    pub with_surcharge: bool,
    /// The time to pay.
    pub pay: Due,
    /// The approved deferral or instalments of the fine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    /// What is left of the fine.
    pub fine_left: Fen,
    /// What is left of the income.
    pub income_left: Fen,
    /// Surcharge up to `counted_to`, paid or not.
    pub surcharge: Fen,
    /// What is left of it.
    pub surcharge_left: Fen,
    /// Day up to which the surcharge is counted.
    pub counted_to: Date,
    /// Times that do not count for the surcharge.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<Stop>,
    /// What was waived of the surcharge.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
    /// Payments, oldest first.
    pub payments: Vec<Payment>,
    /// Money that went back to the party, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refunds: Vec<Refund>,
    /// Due days that passed and were noted as missed.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub missed: BTreeSet<Date>,
}

impl Account {
    /// The account of `penalties`, to be settled within `pay`. None when no money is owed.
    #[must_use]
    pub fn of(penalties: &Penalties, pay: Due, with_surcharge: bool) -> Option<Self> {
        let fine = penalties.fine();
        let income = penalties.amount(PenaltyKind::ConfiscateIncome);
        if fine.is_zero() && income.is_zero() {
            return None;
        }
        Some(Self {
            fine,
            income,
            with_surcharge,
            plan: None,
            fine_left: fine,
            income_left: income,
            surcharge: Fen::ZERO,
            surcharge_left: Fen::ZERO,
            counted_to: pay.effective,
            pay,
            stops: Vec::new(),
            waivers: Vec::new(),
            payments: Vec::new(),
            refunds: Vec::new(),
            missed: BTreeSet::new(),
        })
    }

    /// Whether nothing is owed any more. The surcharge grows on the fine only, so nothing can be
    /// added to a settled account.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.fine_left.is_zero() && self.income_left.is_zero() && self.surcharge_left.is_zero()
    }

    /// What is owed on `day`.
    ///
    /// # Errors
    /// When the calendar cannot count the days.
    pub fn owed_on(&self, day: Date) -> Result<Owed, Refusal> {
        let counted = self.counted_on(day)?;
        Ok(Owed {
            fine: counted.fine_left,
            income: counted.income_left,
            surcharge: counted.surcharge_left,
        })
    }

    /// The account after `incoming`.
    ///
    /// # Errors
    /// When nothing or, without a word that it did, more than is owed came in, or before the last
    /// payment.
    pub fn paid(&self, incoming: Incoming) -> Result<(Self, Payment), Refusal> {
        let Incoming {
            amount, paid_on, ..
        } = incoming;
        let last = self.payments.last().map(|payment| payment.paid_on);
        if last.is_some_and(|last| paid_on < last) || self.payments.len() >= PAYMENTS_MAX {
            return Err(refused("payment-out-of-order")
                .missing("a day not before that of the last recorded payment")
                .cure("record payments in the order in which the bank received them")
                .titled("缴款记录顺序有误", "Payments are out of order"));
        }
        let owed = self.owed_on(paid_on)?;
        let mut rest = amount;
        let fine = take(&mut rest, owed.fine);
        let income = take(&mut rest, owed.income);
        let surcharge = take(&mut rest, owed.surcharge);
        if amount.is_zero() || (!rest.is_zero() && !incoming.overpaid) {
            return Err(refused("payment-exceeds-debt")
                .missing(format!(
                    "an amount above zero and up to {} yuan, owed on {paid_on}",
                    owed.total()
                ))
                .cure(
                    "record what was owed; if the bank did receive more, say that it was overpaid",
                )
                .titled("缴款数额有误", "The amount is not what is owed"));
        }
        let payment = Payment {
            paid_on,
            channel: incoming.channel,
            receipt: incoming.receipt,
            principal: add(fine, income),
            surcharge,
            excess: rest,
        };
        let mut account = self.clone();
        account.payments.push(payment.clone());
        let account = account.counted(paid_on)?;
        Ok((account, payment))
    }

    /// The clock of payment: the first due day that was not missed yet, or the last one there is.
    /// None when nothing is owed.
    #[must_use]
    pub fn next_due(&self) -> Option<&Due> {
        if self.is_settled() {
            return None;
        }
        let mut dues = self.unpaid_dues();
        dues.iter()
            .find(|due| !self.was_missed(due))
            .copied()
            .or_else(|| dues.pop())
    }

    /// The due day that passed before `today` without full payment, the first of them.
    #[must_use]
    pub fn overdue_since(&self, today: Date) -> Option<Date> {
        let unpaid = (!self.is_settled()).then(|| self.unpaid_dues())?;
        let passed = unpaid.iter().map(|due| due.effective);
        passed.filter(|day| *day < today).min()
    }

    /// Whether it was noted that nothing was paid by `due`.
    #[must_use]
    pub fn was_missed(&self, due: &Due) -> bool {
        self.missed.contains(&due.effective)
    }

    /// The last day on which the fine may be paid: that of the plan, if there is one.
    #[must_use]
    pub fn last_due(&self) -> &Due {
        self.plan
            .as_ref()
            .map_or(&self.pay, |plan| plan.last(&self.pay))
    }

    fn unpaid_dues(&self) -> Vec<&Due> {
        let Some(plan) = &self.plan else {
            return vec![&self.pay];
        };
        let income = (!self.income_left.is_zero()).then_some(&self.pay);
        let mut dues: Vec<&Due> = income
            .into_iter()
            .chain(self.unpaid_instalments())
            .collect();
        if dues.is_empty() {
            dues.push(plan.last(&self.pay));
        }
        dues
    }
}

/// The sum of two parts of one debt; it cannot overflow, because the debt itself did not.
fn add(one: Fen, other: Fen) -> Fen {
    one.checked_add(other).unwrap_or(Fen::MAX)
}

/// What is left of `whole` without `part`; nothing when `part` is more.
fn less(whole: Fen, part: Fen) -> Fen {
    whole.checked_sub(part).unwrap_or_default()
}

/// Takes as much of `debt` out of `rest` as it allows, and tells how much.
fn take(rest: &mut Fen, debt: Fen) -> Fen {
    let taken = (*rest).min(debt);
    *rest = less(*rest, taken);
    taken
}

fn refused(code: &str) -> Refusal {
    Refusal::new(code, "PEN-PAY-15").citing("行政处罚法第六十七条第三款、第七十二条第一款第一项")
}
