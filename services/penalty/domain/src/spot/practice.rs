//! How much may be imposed on the spot: dated limits by field of enforcement.

use jiff::civil::{Date, date};
use kernel::Fen;
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::state::Offender;

/// Field of enforcement of public security (治安管理).
pub const PUBLIC_SECURITY: &str = "public-security";

/// As what an individual business (个体工商户) counts. The law does not say; regions differ.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SoleTraderAs {
    /// As a citizen, with the lower limit.
    #[default]
    NaturalPerson,
    /// As an organisation.
    Organisation,
}

/// What may be imposed and collected on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpotPractice {
    /// Highest fine for a citizen.
    pub natural_person: Fen,
    /// Highest fine for a legal person or other organisation.
    pub organisation: Fen,
    /// Highest fine that may be collected in cash without further ground.
    pub cash: Fen,
    /// As what an individual business counts.
    pub sole_trader: SoleTraderAs,
    /// Instrument and article of the limits.
    pub citation: String,
}

/// Limits in yuan, in force from a day on.
struct Limits {
    /// None: every field that has no law of its own.
    domain: Option<&'static str>,
    valid_from: Date,
    natural_person: u32,
    organisation: u32,
    citation: &'static str,
}

/// The later row of a field stands after the earlier one.
const LIMITS: &[Limits] = &[
    Limits {
        domain: None,
        valid_from: date(2021, 7, 15),
        natural_person: 200,
        organisation: 3_000,
        citation: "行政处罚法第五十一条",
    },
    Limits {
        domain: Some(PUBLIC_SECURITY),
        valid_from: date(2026, 1, 1),
        natural_person: 500,
        organisation: 500,
        citation: "治安管理处罚法第一百一十九条",
    },
];

/// Yuan that may be collected in cash without further ground (行政处罚法 Art. 68, item 1).
const CASH_YUAN: u32 = 100;

impl SpotPractice {
    /// The practice of the nation for `domain` on `day`.
    ///
    /// # Errors
    /// When no limit is known for that day.
    pub fn on(domain: &str, day: Date) -> Result<Self, Refusal> {
        let in_force = |row: &&Limits| row.valid_from <= day;
        let rows = || LIMITS.iter().rev().filter(in_force);
        let own = rows().find(|row| row.domain == Some(domain));
        let row = own.or_else(|| rows().find(|row| row.domain.is_none()));
        let row = row.ok_or_else(|| {
            Refusal::new("rule-not-in-force", "PEN-SPOT-LIMIT")
                .citing("行政处罚法第五十一条")
                .missing(format!("a limit for penalties on the spot on {day}"))
                .cure("use the ordinary procedure")
                .titled("该日无当场处罚限额规定", "No limit is known for that day")
        })?;
        Ok(Self {
            natural_person: Fen::from_yuan(row.natural_person),
            organisation: Fen::from_yuan(row.organisation),
            cash: Fen::from_yuan(CASH_YUAN),
            sole_trader: SoleTraderAs::default(),
            citation: row.citation.to_owned(),
        })
    }

    /// The highest fine for `party`.
    #[must_use]
    pub fn limit(&self, party: &Offender) -> Fen {
        match (party, self.sole_trader) {
            (Offender::Organisation { .. }, _)
            | (Offender::SoleTrader { .. }, SoleTraderAs::Organisation) => self.organisation,
            (Offender::NaturalPerson { .. }, _)
            | (Offender::SoleTrader { .. }, SoleTraderAs::NaturalPerson) => self.natural_person,
        }
    }
}
