//! Illegal income (违法所得): what is left to confiscate (行政处罚法 Art. 28).
//!
//! Money refunded to victims comes off first, in every field. Lawful necessary spending and taxes paid
//! come off only where the field's own rule says so; the day that counts is that of the calculation,
//! because deducting favours the party.

use jiff::civil::{Date, date};
use kernel::Fen;
use law::Refusal;
use serde::{Deserialize, Serialize};

use crate::hearing::MARKET_SUPERVISION;

/// The rule that lets market supervision deduct.
pub const DEDUCTION_CITATION: &str = "市场监督管理行政处罚案件违法所得认定办法";

/// Fields that deduct spending and taxes, and the first day.
const DEDUCTING: &[(&str, Date)] = &[(MARKET_SUPERVISION, date(2026, 3, 20))];

/// The money of an act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomeFound {
    /// Money received by the act.
    pub gross: Fen,
    /// Refunded to those who paid it.
    pub refunded: Fen,
    /// Lawful necessary direct spending, such as the purchase price.
    pub costs: Fen,
    /// Taxes paid before the decision.
    pub taxes: Fen,
}

/// One step of the calculation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomeStep {
    /// What was done.
    pub what: String,
    /// By how much.
    pub amount: Fen,
    /// Whether it counted.
    pub counted: bool,
    /// Why or why not.
    pub citation: String,
}

/// What is left to confiscate, and each step. Never below zero.
///
/// # Errors
/// More was refunded than received.
pub fn confiscable(
    found: &IncomeFound,
    domain: &str,
    day: Date,
) -> Result<(Fen, Vec<IncomeStep>), Refusal> {
    let after_refund = found.gross.checked_sub(found.refunded).map_err(|_| {
        Refusal::new("refund-exceeds-income", "PEN-INCOME")
            .citing("行政处罚法第二十八条第二款")
            .missing(format!(
                "refunds of at most {} yuan; they are {}",
                found.gross, found.refunded
            ))
            .cure("correct income or refunds")
            .titled("退赔金额大于违法所得", "More was refunded than received")
    })?;
    let deducts = DEDUCTING
        .iter()
        .any(|(field, from)| *field == domain && *from <= day);
    let step = |what: &str, amount, counted| IncomeStep {
        what: what.to_owned(),
        amount,
        counted,
        citation: if counted || deducts {
            DEDUCTION_CITATION.to_owned()
        } else {
            format!("{DEDUCTION_CITATION}: not in force in this field on {day}")
        },
    };
    let mut steps = vec![IncomeStep {
        what: "refunds to victims".to_owned(),
        amount: found.refunded,
        counted: true,
        citation: "行政处罚法第二十八条第二款".to_owned(),
    }];
    steps.push(step("lawful necessary spending", found.costs, deducts));
    steps.push(step("taxes paid", found.taxes, deducts));
    if !deducts {
        return Ok((after_refund, steps));
    }
    let off = found.costs.checked_add(found.taxes).unwrap_or(Fen::MAX);
    let left = after_refund.checked_sub(off).unwrap_or_default();
    Ok((left, steps))
}
