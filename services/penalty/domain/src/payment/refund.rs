//! What the agency gives up or gives back: a waived surcharge (减免加处罚款), refunded money (退还).

use jiff::civil::Date;
use kernel::{ActorId, Fen};
use law::Refusal;
use serde::{Deserialize, Serialize};

use super::accrual::sum;
use super::{Account, add, less};

/// Most refunds or waivers recorded in one case.
const RECORDS_MAX: usize = 100;

/// A part of the surcharge that is not asked for any more, under an execution agreement (执行协议,
/// 行政强制法 Art. 42).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// How much.
    pub amount: Fen,
    /// The agreement.
    pub agreement: String,
    /// What the party did to remedy.
    pub remedy: String,
    /// Who approved it.
    pub by: ActorId,
    /// When.
    pub waived_on: Date,
}

/// Money that went back to the party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// How much.
    pub amount: Fen,
    /// When.
    pub refunded_on: Date,
    /// Number of the voucher.
    pub voucher: String,
}

impl Account {
    /// The account after `waiver`.
    ///
    /// # Errors
    /// When agreement or remedy is missing, or more is waived than the surcharge of that day. The
    /// fine itself cannot be waived.
    pub fn waived(&self, waiver: Waiver) -> Result<Self, Refusal> {
        let mut account = self.counted(waiver.waived_on)?;
        let said = !waiver.agreement.trim().is_empty() && !waiver.remedy.trim().is_empty();
        let left = account.surcharge_left;
        let fits = !waiver.amount.is_zero() && waiver.amount <= left;
        if !said || !fits || self.waivers.len() >= RECORDS_MAX {
            return Err(Refusal::new("waiver-not-founded", "PEN-SURCHARGE")
                .citing("行政强制法第四十二条第一款")
                .missing(format!(
                    "an execution agreement, what the party did to remedy, and at most the \
                     surcharge of {left} yuan"
                ))
                .cure("conclude the agreement and record the remedy; the fine itself stays owed")
                .titled("减免加处罚款依据不足", "The waiver is not founded"));
        }
        account.waivers.push(waiver);
        let day = account.counted_to;
        account.counted(day)
    }

    /// What must go back to the party: what was not owed, or, where the decision is `void`, all.
    #[must_use]
    pub fn refundable(&self, void: bool) -> Fen {
        let part = |of: fn(&super::Payment) -> Fen| sum(self.payments.iter().map(of));
        let (principal, surcharge) = (part(|paid| paid.principal), part(|paid| paid.surcharge));
        let received = add(add(principal, surcharge), part(|paid| paid.excess));
        let waived = sum(self.waivers.iter().map(|waiver| waiver.amount));
        let kept = if void {
            Fen::ZERO
        } else {
            add(principal, surcharge.min(less(self.surcharge, waived)))
        };
        let returned = sum(self.refunds.iter().map(|refund| refund.amount));
        less(less(received, kept), returned)
    }

    /// The account after `refund` of what is `open`.
    ///
    /// # Errors
    /// When more goes back than must, or the voucher is missing.
    pub fn refunded(&self, refund: Refund, open: Fen) -> Result<Self, Refusal> {
        let fits = !refund.amount.is_zero() && refund.amount <= open;
        if !fits || refund.voucher.trim().is_empty() || self.refunds.len() >= RECORDS_MAX {
            return Err(Refusal::new("refund-not-founded", "PEN-REFUND")
                .citing("行政强制法第四十一条；行政处罚法第七十四条第三款")
                .missing(format!("an amount up to {open} yuan and its voucher"))
                .cure("give back what was not owed, or what a revoked decision took")
                .titled("退还款项依据不足", "The refund is not founded"));
        }
        let mut account = self.clone();
        account.refunds.push(refund);
        Ok(account)
    }
}
