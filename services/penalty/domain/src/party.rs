//! The party (当事人): what the rules need to know, apart from what identifies a person.

use std::fmt;

use jiff::civil::Date;
use kernel::{Uscc, mask};
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

/// Completed years at which a person can be penalised at all (行政处罚法 Art. 30).
const PENALISED_FROM_YEARS: i16 = 14;
/// Completed years at which a person is of age.
const OF_AGE_YEARS: i16 = 18;

/// Natural person or organisation.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum PartyKind {
    /// Natural person (自然人).
    NaturalPerson,
    /// Legal person or other organisation (法人或者其他组织).
    Organisation,
}

/// Age on the day of the act.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Age {
    /// Below 14: never penalised.
    Under14,
    /// 14 to 17: lighter or mitigated.
    Under18,
    /// 18 and above.
    Adult,
}

impl Age {
    /// The age on `day` of someone born on `born_on`.
    #[must_use]
    pub fn on(born_on: Date, day: Date) -> Self {
        let before_birthday = (day.month(), day.day()) < (born_on.month(), born_on.day());
        let years = day.year() - born_on.year() - i16::from(before_birthday);
        if years < PENALISED_FROM_YEARS {
            Self::Under14
        } else if years < OF_AGE_YEARS {
            Self::Under18
        } else {
            Self::Adult
        }
    }

    /// Whether the person is a minor (未成年人).
    #[must_use]
    pub const fn is_minor(self) -> bool {
        matches!(self, Self::Under14 | Self::Under18)
    }
}

/// The party, without anything that identifies a natural person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Party {
    /// A natural person.
    NaturalPerson {
        /// Age on the day of the act.
        age: Age,
    },
    /// A legal person or other organisation.
    Organisation {
        /// Registered name.
        name: String,
        /// Credit code; bodies that have none yet are flagged by its absence.
        uscc: Option<Uscc>,
    },
}

impl Party {
    /// Which of the two.
    #[must_use]
    pub const fn kind(&self) -> PartyKind {
        match self {
            Self::NaturalPerson { .. } => PartyKind::NaturalPerson,
            Self::Organisation { .. } => PartyKind::Organisation,
        }
    }

    /// The age, of a natural person.
    #[must_use]
    pub const fn age(&self) -> Option<Age> {
        match self {
            Self::NaturalPerson { age } => Some(*age),
            Self::Organisation { .. } => None,
        }
    }

    /// Whether the party is a minor.
    #[must_use]
    pub fn is_minor(&self) -> bool {
        self.age().is_some_and(Age::is_minor)
    }
}

/// Name and address, as the decision document must carry them (行政处罚法 Art. 59). Personal data of
/// a natural person: kept apart from the state, never in an event of another service, masked in
/// `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Name of the person or organisation.
    pub name: String,
    /// Address.
    pub address: String,
}

impl Identity {
    /// Refuses an identity without name or address.
    ///
    /// # Errors
    /// When either is blank.
    pub fn check(&self) -> Result<(), Refusal> {
        if !self.name.trim().is_empty() && !self.address.trim().is_empty() {
            return Ok(());
        }
        Err(Refusal::new("party-unknown", "PEN-PARTY")
            .citing("行政处罚法第五十九条第一款第一项")
            .missing("name and address of the party")
            .cure("establish who the party is and where it is served")
            .titled(
                "当事人基本情况不清",
                "It is not established who the party is",
            ))
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("name", &mask::name(&self.name))
            .finish_non_exhaustive()
    }
}
