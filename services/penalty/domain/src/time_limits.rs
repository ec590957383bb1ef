//! What a field of enforcement sets about the time to decide beyond its length: time that does not
//! count, and how far the head may extend it. The national law leaves both to other instruments.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// Time that may not count towards the time to decide (不计入办案期限). The time of a hearing has a
/// setting of its own.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ExcludedTime {
    /// Suspension of the investigation (中止).
    Suspension,
    /// Public announcement (公告).
    Announcement,
    /// Test, inspection, quarantine or appraisal (检测、检验、检疫、鉴定).
    Testing,
    /// Identification by the right holder (权利人辨认、鉴别).
    Identification,
    /// Refund of money overcharged (责令退还多收价款).
    Refund,
}

/// The first extension of the time to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstExtension {
    /// At most so many calendar days, which the head allows alone; whatever is more, and every
    /// further extension, the heads discuss together.
    pub days_max: u32,
    /// Instrument and article.
    pub citation: String,
}

/// What a field sets about the time to decide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TimeLimits {
    /// What does not count.
    pub excluded: BTreeSet<ExcludedTime>,
    /// Instrument and article of the exclusions; empty where there are none.
    pub excluded_citation: String,
    /// The first extension. None where no rule allows one.
    pub extension: Option<FirstExtension>,
}

impl TimeLimits {
    /// Those of public security (治安管理处罚法 Art. 118): appraisal does not count; thirty days more,
    /// which the organ one level up approves.
    #[must_use]
    pub fn public_security() -> Self {
        Self {
            excluded: BTreeSet::from([ExcludedTime::Testing]),
            excluded_citation: String::from("治安管理处罚法第一百一十八条"),
            extension: Some(FirstExtension {
                days_max: 30,
                citation: String::from("治安管理处罚法第一百一十八条"),
            }),
        }
    }

    /// Those of market supervision (市场监督管理行政处罚程序规定 Art. 64).
    #[must_use]
    pub fn market_supervision() -> Self {
        Self {
            excluded: ExcludedTime::VARIANTS.iter().copied().collect(),
            excluded_citation: String::from("市场监督管理行政处罚程序规定第六十四条第二款"),
            extension: Some(FirstExtension {
                days_max: 30,
                citation: String::from("市场监督管理行政处罚程序规定第六十四条第一款"),
            }),
        }
    }
}
