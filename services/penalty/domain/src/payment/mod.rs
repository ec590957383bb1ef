//! What the party owes in money, and the surcharge (加处罚款) that grows on a fine not paid in time.
//!
//! A payment settles the fine first, then confiscated income, then the surcharge, so that the
//! surcharge stops as early as possible. The surcharge is computed on the part of the fine that is
//! still owed; all of it together never exceeds the fine (行政处罚法 Art. 72).

use jiff::civil::Date;
use kernel::Fen;
use law::{Due, Refusal, overdue_days, surcharge};
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

/// The account of one decision.
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
    /// Payments, oldest first.
    pub payments: Vec<Payment>,
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
            fine_left: fine,
            income_left: income,
            surcharge: Fen::ZERO,
            surcharge_left: Fen::ZERO,
            counted_to: pay.effective,
            pay,
            payments: Vec::new(),
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
        let counted = self.counted(day)?;
        Ok(Owed {
            fine: counted.fine_left,
            income: counted.income_left,
            surcharge: counted.surcharge_left,
        })
    }

    /// The account after `amount` came in.
    ///
    /// # Errors
    /// When nothing or more than is owed is paid, or before the last payment.
    pub fn paid(
        &self,
        amount: Fen,
        paid_on: Date,
        channel: Channel,
        receipt: String,
    ) -> Result<(Self, Payment), Refusal> {
        let last = self.payments.last().map(|payment| payment.paid_on);
        if last.is_some_and(|last| paid_on < last) || self.payments.len() >= PAYMENTS_MAX {
            return Err(refused("payment-out-of-order")
                .missing("a day not before that of the last recorded payment")
                .cure("record payments in the order in which the bank received them")
                .titled("缴款记录顺序有误", "Payments are out of order"));
        }
        let mut account = self.counted(paid_on)?;
        let mut rest = amount;
        let fine = take(&mut rest, &mut account.fine_left);
        let income = take(&mut rest, &mut account.income_left);
        let surcharge = take(&mut rest, &mut account.surcharge_left);
        if amount.is_zero() || !rest.is_zero() {
            let owed = self.owed_on(paid_on)?.total();
            return Err(refused("payment-exceeds-debt")
                .missing(format!(
                    "an amount above zero and up to {owed} yuan, owed on {paid_on}"
                ))
                .cure("return what was paid too much and record what was owed")
                .titled("缴款数额有误", "The amount is not what is owed"));
        }
        let payment = Payment {
            paid_on,
            channel,
            receipt,
            principal: fine.checked_add(income).unwrap_or(amount),
            surcharge,
        };
        account.payments.push(payment.clone());
        Ok((account, payment))
    }

    /// The account with the surcharge counted up to `day`.
    fn counted(&self, day: Date) -> Result<Self, Refusal> {
        let mut account = self.clone();
        let from = self.pay.effective.max(self.counted_to);
        if day <= from || !self.with_surcharge {
            return Ok(account);
        }
        let days = overdue_days(from, day, &[])?;
        let grown = surcharge(self.fine_left, days).amount;
        let room = self.fine.checked_sub(self.surcharge).unwrap_or_default();
        let added = grown.min(room);
        account.surcharge = add(self.surcharge, added);
        account.surcharge_left = add(self.surcharge_left, added);
        account.counted_to = day;
        Ok(account)
    }
}

/// The sum of two parts of one fine; it cannot overflow, because both stay below it.
fn add(one: Fen, other: Fen) -> Fen {
    one.checked_add(other).unwrap_or(Fen::MAX)
}

/// Settles as much of `debt` as `rest` allows, and tells how much.
fn take(rest: &mut Fen, debt: &mut Fen) -> Fen {
    let taken = (*rest).min(*debt);
    *rest = rest.checked_sub(taken).unwrap_or_default();
    *debt = debt.checked_sub(taken).unwrap_or_default();
    taken
}

fn refused(code: &str) -> Refusal {
    Refusal::new(code, "PEN-PAY-15").citing("行政处罚法第六十七条第三款、第七十二条第一款第一项")
}
