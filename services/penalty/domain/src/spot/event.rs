//! What happens to a penalty on the spot, and on which articles each step rests.

use jiff::civil::Date;
use law::Due;

use super::state::{Cash, Form, HandOver};
use crate::case::Revocation;
use crate::party::Identity;
use crate::payment::{Account, Payment, Standstill};
use crate::procedure::Told;

/// Something that happened to a penalty on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpotEvent {
    /// It was decided and numbered.
    Issued {
        /// The form.
        form: Box<Form>,
        /// Who the party is.
        identity: Identity,
        /// By when it is filed with the agency.
        filing: Due,
    },
    /// The form was handed over.
    HandedOver {
        /// How.
        hand_over: HandOver,
        /// What is owed.
        account: Option<Box<Account>>,
    },
    /// Cash was taken.
    CashCollected {
        /// It.
        cash: Box<Cash>,
    },
    /// The agency has the cash.
    CashHandedIn {
        /// When.
        on: Date,
        /// By when it goes to the bank.
        due: Due,
    },
    /// The bank has the cash.
    CashBanked {
        /// When.
        on: Date,
        /// The bank's slip.
        slip: String,
    },
    /// Money came in through the bank.
    FinePaid {
        /// It.
        payment: Payment,
        /// The account after it.
        account: Box<Account>,
    },
    /// The surcharge stands still, or goes on.
    SurchargeChanged {
        /// Which of both.
        change: Standstill,
        /// The account after it.
        account: Box<Account>,
        /// When it was noted.
        on: Date,
    },
    /// The papers are with the agency.
    Filed {
        /// When.
        on: Date,
    },
    /// It was overturned.
    Revoked {
        /// Why.
        revocation: Revocation,
    },
    /// The time to pay ran out.
    PaymentOverdue {
        /// The clock.
        due: Due,
        /// When it was noted.
        on: Date,
    },
    /// The time to file or to hand cash on ran out.
    DutyOverdue {
        /// The clock.
        due: Due,
        /// When it was noted.
        on: Date,
    },
}

impl Told for SpotEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Issued { .. } => "issued",
            Self::HandedOver { .. } => "handed-over",
            Self::CashCollected { .. } => "cash-collected",
            Self::CashHandedIn { .. } => "cash-handed-in",
            Self::CashBanked { .. } => "cash-banked",
            Self::FinePaid { .. } => "fine-paid",
            Self::SurchargeChanged {
                change: Standstill::Begins { .. },
                ..
            } => "surcharge-paused",
            Self::SurchargeChanged { .. } => "surcharge-resumed",
            Self::Filed { .. } => "filed",
            Self::Revoked { .. } => "revoked",
            Self::PaymentOverdue { .. } => "payment-overdue",
            Self::DutyOverdue { .. } => "duty-overdue",
        }
    }

    fn legal_date(&self) -> Date {
        match self {
            Self::Issued { form, .. } => form.made_on(),
            Self::HandedOver { hand_over, .. } => hand_over.on,
            Self::CashCollected { cash } => cash.on,
            Self::FinePaid { payment, .. } => payment.paid_on,
            Self::Revoked { revocation } => revocation.revoked_on,
            Self::CashHandedIn { on, .. }
            | Self::CashBanked { on, .. }
            | Self::Filed { on }
            | Self::SurchargeChanged { on, .. }
            | Self::PaymentOverdue { on, .. }
            | Self::DutyOverdue { on, .. } => *on,
        }
    }

    fn articles(&self) -> Vec<String> {
        let fixed: &[&str] = match self {
            Self::Issued { .. } => &["行政处罚法第五十一条", "行政复议法第二十三条第二款"],
            Self::HandedOver { .. } => &["行政处罚法第五十二条第一款"],
            Self::CashCollected { .. } => &["行政处罚法第六十八条", "行政处罚法第七十条"],
            Self::CashHandedIn { .. } | Self::CashBanked { .. } => &["行政处罚法第七十一条"],
            Self::FinePaid { .. } => &["行政处罚法第五十三条", "行政处罚法第六十七条第三款"],
            Self::SurchargeChanged { .. } => &["行政处罚法第七十三条第三款"],
            Self::Filed { .. } => &["行政处罚法第五十二条第三款"],
            Self::Revoked { .. } => &["行政处罚法第七十五条第二款"],
            Self::PaymentOverdue { .. } => &["行政处罚法第七十二条第一款第一项"],
            Self::DutyOverdue { due, .. } => &[&due.citation],
        };
        let mut articles: Vec<String> = fixed.iter().map(|article| (*article).to_owned()).collect();
        if let Self::Issued { form, .. } = self {
            let provisions = form.basis.iter();
            articles.extend(provisions.map(|one| format!("{}{}", one.instrument, one.article)));
        }
        articles
    }
}
