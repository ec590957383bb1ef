//! The range of a fine (罚款幅度) as a provision gives it: amounts, or shares of a base.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use kernel::Fen;
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::party::PartyKind;

/// Denominator of a share in thousandths.
const THOUSAND: NonZeroU32 = NonZeroU32::MIN.saturating_add(999);
/// The tier meant when none is named.
const DEFAULT_TIER: &str = "default";

/// What a fine may be measured by.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Base {
    /// Value of the goods (货值金额).
    GoodsValue,
    /// Illegal income (违法所得). Not given means that there is none.
    IllegalIncome,
    /// Price of the contract or works (合同价款、工程造价).
    ContractPrice,
    /// Fee of the advertisement (广告费用).
    AdvertisingFee,
    /// Turnover or operating income (经营额、营业收入).
    Turnover,
}

/// The bases found in a case.
pub type Bases = BTreeMap<Base, Fen>;

fn base(bases: &Bases, of: Base) -> Result<Fen, Refusal> {
    let found = bases.get(&of).copied();
    found
        .or((of == Base::IllegalIncome).then_some(Fen::ZERO))
        .ok_or_else(|| {
            Refusal::new("fine-base-missing", "G9")
                .citing("行政处罚法第四十条")
                .missing(format!(
                    "the amount of `{of}`, by which the fine is measured"
                ))
                .cure("establish the amount and give it with the report")
                .titled(
                    "罚款计算基数未查明",
                    "The base of the fine is not established",
                )
        })
}

/// One end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Measure {
    /// An amount.
    Amount {
        /// In fen.
        fen: Fen,
    },
    /// A share or multiple of a base.
    Share {
        /// In thousandths: 50 is five per cent, 10,000 is ten times.
        per_mille: u64,
        /// Of what.
        of: Base,
    },
}

impl Measure {
    fn amount(self, bases: &Bases) -> Result<Fen, Refusal> {
        match self {
            Self::Amount { fen } => Ok(fen),
            Self::Share { per_mille, of } => Ok(share(base(bases, of)?, per_mille)),
        }
    }
}

/// `per_mille` thousandths of `whole`, rounded down; what cannot be counted is the largest amount.
pub(crate) fn share(whole: Fen, per_mille: u64) -> Fen {
    whole.ratio_floor(per_mille, THOUSAND).unwrap_or(Fen::MAX)
}

/// A condition on the size of a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Which base.
    pub of: Base,
    /// From this amount on.
    #[serde(default)]
    pub from: Fen,
    /// Below this amount.
    #[serde(default)]
    pub below: Option<Fen>,
}

impl Threshold {
    fn holds(&self, bases: &Bases) -> Result<bool, Refusal> {
        let found = base(bases, self.of)?;
        Ok(self.from <= found && self.below.is_none_or(|below| found < below))
    }
}

/// One range of a provision, and when it applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FineTier {
    /// Which tier of the provision, such as `serious` (情节严重); `default` if it has one only.
    #[serde(default = "default_tier")]
    pub tier: String,
    /// Only for this kind of party.
    #[serde(default)]
    pub party: Option<PartyKind>,
    /// Only where a base has this size.
    #[serde(default)]
    pub when: Option<Threshold>,
    /// Lower end.
    pub min: Measure,
    /// Upper end.
    pub max: Measure,
}

fn default_tier() -> String {
    DEFAULT_TIER.to_owned()
}

/// A range of fines, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FineRange {
    /// Lower end.
    pub min: Fen,
    /// Upper end.
    pub max: Fen,
}

impl FineRange {
    /// Whether `amount` lies inside.
    #[must_use]
    pub fn contains(&self, amount: Fen) -> bool {
        self.min <= amount && amount <= self.max
    }

    /// The amount `per_mille` thousandths above the lower end, towards the upper.
    #[must_use]
    pub fn at(&self, per_mille: u64) -> Fen {
        let span = self.max.checked_sub(self.min).unwrap_or_default();
        let above = share(span, per_mille);
        self.min
            .checked_add(above)
            .unwrap_or(self.max)
            .min(self.max)
    }
}

/// What decides which tier applies.
#[derive(Clone, Debug)]
pub struct FineAsked<'a> {
    /// Name of the tier; the provision's default if none.
    pub tier: Option<&'a str>,
    /// Kind of the party.
    pub party: PartyKind,
    /// The bases found.
    pub bases: &'a Bases,
}

impl super::Provision {
    /// The range that applies. None if the provision gives no amount.
    ///
    /// # Errors
    /// A base that is not established, or no tier that fits.
    pub fn range(&self, asked: &FineAsked<'_>) -> Result<Option<FineRange>, Refusal> {
        if self.fines.is_empty() {
            return Ok(None);
        }
        let named = asked.tier.unwrap_or(DEFAULT_TIER);
        let fits = |tier: &&FineTier| {
            tier.tier == named && tier.party.is_none_or(|party| party == asked.party)
        };
        for tier in self.fines.iter().filter(fits) {
            let holds = tier.when.map(|when| when.holds(asked.bases)).transpose()?;
            if holds.unwrap_or(true) {
                let min = tier.min.amount(asked.bases)?;
                let max = tier.max.amount(asked.bases)?.max(min);
                return Ok(Some(FineRange { min, max }));
            }
        }
        let tiers: Vec<&str> = self.fines.iter().map(|tier| tier.tier.as_str()).collect();
        Err(Refusal::new("fine-tier-unknown", "PEN-RANGE")
            .citing(self.citation())
            .missing(format!(
                "a tier of the provision that fits party and amounts; it has {}",
                tiers.join(", ")
            ))
            .cure("name the tier that the facts support")
            .titled("没有适用的罚款幅度", "No range of the provision fits"))
    }
}
