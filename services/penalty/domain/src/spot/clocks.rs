//! Which clocks run in which state.

use law::Due;

use super::state::{CashPlace, Filing, Money, Spot};
use crate::procedure::Clocked;

pub use crate::case::PAY;

/// 7 working days from the decision to its filing with the agency.
pub const FILE: &str = "PEN-SUMMARY-FILE";
/// 24 hours, in public security.
pub const FILE_PUBLIC_SECURITY: &str = "PEN-SUMMARY-FILE-PSB";
/// 2 working days from the officer to the agency.
pub const CASH_OFFICER: &str = "PEN-CASH-OFFICER-2";
/// 2 working days from the agency to the bank.
pub const CASH_AGENCY: &str = "PEN-CASH-AGENCY-2";

/// Clocks whose running out is an event of its own.
pub const TIMED: [&str; 5] = [FILE, FILE_PUBLIC_SECURITY, CASH_OFFICER, CASH_AGENCY, PAY];

impl Clocked for Spot {
    fn clocks(&self) -> Vec<&Due> {
        let Some(dossier) = self.dossier() else {
            return Vec::new();
        };
        let filing = match &dossier.filing {
            Filing::Pending { due } => Some(due),
            Filing::Done { .. } => None,
        };
        let money = match self.money() {
            Some(Money::Account { account })
                if !account.is_settled() && dossier.revocation.is_none() =>
            {
                Some(&account.pay)
            }
            Some(Money::Cash { cash }) => match &cash.place {
                CashPlace::Officer { due } | CashPlace::Agency { due } => Some(due),
                CashPlace::Bank { .. } => None,
            },
            Some(Money::Nothing | Money::Account { .. }) | None => None,
        };
        filing.into_iter().chain(money).collect()
    }

    fn missed(&self, rule: &str) -> bool {
        self.dossier()
            .is_some_and(|dossier| dossier.overdue.contains(rule))
    }

    fn status(&self) -> &'static str {
        match self {
            Self::Unissued => "unissued",
            Self::Issued { dossier } | Self::Served { dossier, .. }
                if dossier.revocation.is_some() =>
            {
                "revoked"
            }
            Self::Issued { .. } => "issued",
            Self::Served { money, .. } if money.is_settled() => "performed",
            Self::Served { .. } => "served",
        }
    }
}
