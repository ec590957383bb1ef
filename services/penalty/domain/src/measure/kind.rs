//! Which measures there are, who may set them, and how long they last.

use jiff::civil::Date;
use law::{Kind, Length, Refusal, Rule, Unit, rule_on};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::clocks;
use crate::legal_basis::{LegalBasis, Level};

/// What is done. Limiting a person's freedom is not among them: none of the platform's agencies has that
/// power.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum MeasureKind {
    /// Seal places, facilities or property (查封).
    Seal,
    /// Seize property (扣押).
    Seize,
    /// Freeze deposits or remittances (冻结).
    Freeze,
    /// Another measure that a law or administrative regulation sets (其他行政强制措施).
    Other,
}

/// A period that a law or administrative regulation sets in place of the general one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialPeriod {
    /// Calendar days.
    pub days: u32,
    /// By how many days it may be extended; 0 if it may not.
    pub extension_days: u32,
    /// Who sets it.
    pub basis: LegalBasis,
}

impl MeasureKind {
    /// The instruments that may set it (Art. 10, 22, 29).
    #[must_use]
    pub const fn set_by(self) -> &'static [Level] {
        match self {
            Self::Seal | Self::Seize => &[
                Level::Law,
                Level::AdministrativeRegulation,
                Level::LocalRegulation,
            ],
            Self::Freeze => &[Level::Law],
            Self::Other => &[Level::Law, Level::AdministrativeRegulation],
        }
    }

    /// The article that says who may set it.
    pub(super) const fn power_citation(self) -> &'static str {
        match self {
            Self::Seal | Self::Seize => "行政强制法第十条、第二十二条",
            Self::Freeze => "行政强制法第十条、第二十九条第一款",
            Self::Other => "行政强制法第九条第五项、第十条",
        }
    }

    /// The article on its period and extension.
    pub(super) const fn period_citation(self) -> &'static str {
        match self {
            Self::Seal | Self::Seize | Self::Other => "行政强制法第二十五条第一款、第二款",
            Self::Freeze => "行政强制法第三十二条",
        }
    }

    /// The article that says when it must be lifted.
    #[must_use]
    pub const fn lifting_citation(self) -> &'static str {
        match self {
            Self::Seal | Self::Seize | Self::Other => "行政强制法第二十八条",
            Self::Freeze => "行政强制法第三十三条",
        }
    }

    /// The rule of its period, in force on `day`. One that its own instrument sets keeps the name of the
    /// general clock, so that it fires like it.
    pub(super) fn period_rule(
        self,
        special: Option<&SpecialPeriod>,
        day: Date,
    ) -> Result<Rule, Refusal> {
        let general = match self {
            Self::Seal | Self::Seize | Self::Other => rule_on(clocks::SEIZE, day)?,
            Self::Freeze => rule_on(clocks::FREEZE, day)?,
        };
        let Some(special) = special else {
            return Ok(general.clone());
        };
        let length = Length {
            n: special.days,
            unit: Unit::CalendarDays,
        };
        let basis = format!("{}{}", special.basis.instrument, special.basis.article);
        let rule = general.configured(length, &basis);
        Ok(match self {
            Self::Other => Rule {
                id: clocks::OTHER.to_owned(),
                source: basis,
                kind: Kind::Agency,
                ..rule
            },
            Self::Seal | Self::Seize | Self::Freeze => rule,
        })
    }

    /// By how many days the period may be extended: once, by as much again as the general period
    /// (Art. 25, 32), or by what the special instrument says.
    pub(super) fn extension_limit(
        self,
        special: Option<&SpecialPeriod>,
        day: Date,
    ) -> Result<u32, Refusal> {
        if let Some(special) = special {
            return Ok(special.extension_days);
        }
        let rule = self.period_rule(None, day)?;
        Ok(rule.length.map_or(0, |length| length.n))
    }
}
