//! What a penalty on the spot is at a moment.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{ActorId, DocumentNumber, Fen, OfficerId, Uscc, legal_date};
use law::Due;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::case::Revocation;
use crate::legal_basis::LegalBasis;
use crate::party::{Age, Party};
use crate::payment::Account;
use crate::penalty::Penalties;

/// Whom the penalty is for. Without anything that identifies a natural person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Offender {
    /// A citizen.
    NaturalPerson {
        /// Age on the day of the act.
        age: Age,
    },
    /// An individual business (个体工商户). Its trade name stays with the identity: it may be the
    /// name of a person.
    SoleTrader {
        /// Credit code.
        uscc: Option<Uscc>,
    },
    /// A legal person or other organisation.
    Organisation {
        /// Registered name.
        name: String,
        /// Credit code.
        uscc: Option<Uscc>,
    },
}

impl Offender {
    /// The party as the contracts tell of it: an individual business is told as a natural person.
    #[must_use]
    pub fn party(&self) -> Party {
        match self {
            Self::NaturalPerson { age } => Party::NaturalPerson { age: *age },
            Self::SoleTrader { .. } => Party::NaturalPerson { age: Age::Adult },
            Self::Organisation { name, uscc } => Party::Organisation {
                name: name.clone(),
                uscc: *uscc,
            },
        }
    }
}

/// What the party answered when it was told (陈述申辩).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Defence {
    /// It had nothing to say.
    Nothing,
    /// It stated or defended.
    Stated {
        /// What it said.
        content: String,
        /// What was adopted of it, and why.
        answer: String,
    },
}

/// The form (当场行政处罚决定书) as filled in on the spot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Its number, from the register.
    pub number: DocumentNumber,
    /// Field of enforcement.
    pub domain: String,
    /// Item of the power and responsibility list.
    pub power_item: String,
    /// The agency.
    pub agency: String,
    /// Whom it is for.
    pub party: Offender,
    /// The violation.
    pub facts: String,
    /// Code of the violation.
    pub violation_code: String,
    /// Where it was decided.
    pub place: String,
    /// The evidence collected.
    pub evidence: Vec<String>,
    /// A warning, a fine, or both.
    pub penalties: Penalties,
    /// The provisions it rests on.
    pub basis: Vec<LegalBasis>,
    /// What the party answered.
    pub defence: Defence,
    /// The body to which the party applies for reconsideration first.
    pub reconsideration_body: String,
    /// Whether it says that a surcharge is added when payment is late.
    pub states_surcharge: bool,
    /// The officers who signed.
    pub officers: Vec<OfficerId>,
    /// When.
    pub made_at: Timestamp,
}

impl Form {
    /// The legal date.
    #[must_use]
    pub fn made_on(&self) -> Date {
        legal_date(self.made_at)
    }

    /// Whether `person` is one of the officers who decided.
    #[must_use]
    pub fn signed_by(&self, person: ActorId) -> bool {
        self.officers
            .iter()
            .any(|officer| officer.uuid() == person.uuid())
    }
}

/// The filing with the agency (备案).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "filing", rename_all = "kebab-case")]
pub enum Filing {
    /// Still to be done.
    Pending {
        /// By when.
        due: Due,
    },
    /// Done.
    Done {
        /// When.
        on: Date,
    },
}

/// How the form reached the party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// When.
    pub on: Date,
    /// The note on the form when the party refused to sign; none when it signed.
    pub refusal_note: Option<String>,
}

/// Why cash may be taken on the spot (行政处罚法 Art. 68, 69).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum CashGround {
    /// The fine is small.
    SmallFine,
    /// It would be hard to enforce later.
    HardLater,
    /// A remote place, on water or hard to reach, and the party asked.
    RemoteOnRequest,
}

/// Where the cash is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "with", rename_all = "kebab-case")]
pub enum CashPlace {
    /// With the officer.
    Officer {
        /// By when it goes to the agency.
        due: Due,
    },
    /// With the agency.
    Agency {
        /// By when it goes to the bank.
        due: Due,
    },
    /// With the bank.
    Bank {
        /// Since when.
        on: Date,
        /// The bank's slip.
        slip: String,
    },
}

/// Cash taken on the spot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cash {
    /// How much.
    pub amount: Fen,
    /// Why it may be taken.
    pub ground: CashGround,
    /// Number of the receipt form of the finance department (财政部门统一制发的专用票据).
    pub receipt: String,
    /// Who took it.
    pub by: ActorId,
    /// When.
    pub on: Date,
    /// Where it is.
    pub place: CashPlace,
}

/// The money side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "money", rename_all = "kebab-case")]
pub enum Money {
    /// A warning alone.
    Nothing,
    /// To be paid to the bank.
    Account {
        /// What is owed.
        account: Box<Account>,
    },
    /// Paid in cash.
    Cash {
        /// It.
        cash: Box<Cash>,
    },
}

impl Money {
    /// Whether nothing is left to be paid or handed on.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Account { account } => account.is_settled(),
            Self::Cash { cash } => matches!(cash.place, CashPlace::Bank { .. }),
        }
    }
}

/// What every issued penalty carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// The form.
    pub form: Form,
    /// Its filing with the agency.
    pub filing: Filing,
    /// Rules of the clocks that ran out.
    #[serde(default)]
    pub overdue: BTreeSet<String>,
    /// What became of it, if it was overturned.
    #[serde(default)]
    pub revocation: Option<Revocation>,
}

/// A penalty on the spot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Spot {
    /// Before it was decided.
    #[default]
    Unissued,
    /// Decided and numbered.
    Issued {
        /// Its papers.
        dossier: Box<Dossier>,
    },
    /// Handed to the party.
    Served {
        /// Its papers.
        dossier: Box<Dossier>,
        /// How it was handed over.
        hand_over: HandOver,
        /// The money side.
        money: Money,
    },
}

impl Spot {
    /// Its papers, once issued.
    #[must_use]
    pub fn dossier(&self) -> Option<&Dossier> {
        match self {
            Self::Unissued => None,
            Self::Issued { dossier } | Self::Served { dossier, .. } => Some(dossier),
        }
    }

    /// The form, once issued.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        self.dossier().map(|dossier| &dossier.form)
    }

    /// Its papers, to be written on.
    pub(super) fn dossier_mut(&mut self) -> Option<&mut Dossier> {
        match self {
            Self::Unissued => None,
            Self::Issued { dossier } | Self::Served { dossier, .. } => Some(dossier),
        }
    }

    /// The money side, once served.
    #[must_use]
    pub fn money(&self) -> Option<&Money> {
        match self {
            Self::Unissued | Self::Issued { .. } => None,
            Self::Served { money, .. } => Some(money),
        }
    }
}
