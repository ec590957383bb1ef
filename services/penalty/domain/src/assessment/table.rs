//! The rows of the table: what each asks, what follows, and by which article.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::circumstances::{Capacity, Circumstances, Harm};
use crate::limitation::Limitation;
use crate::party::Age;

/// What a row leads to.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Effect {
    /// Shall not be penalised (不予行政处罚).
    ShallNotBePenalised,
    /// May be left unpenalised (可以不予行政处罚).
    MayNotBePenalised,
    /// Shall be lighter or mitigated (应当从轻或者减轻).
    ShallBeLighter,
    /// May be lighter or mitigated (可以从轻或者减轻).
    MayBeLighter,
    /// Fast and heavier (快速、从重).
    Heavier,
    /// Nothing special.
    Ordinary,
}

/// A row of the table, in the order of evaluation.
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
pub enum Row {
    /// Below 14.
    UnderFourteen,
    /// Could not recognise or control the act.
    Incapable,
    /// Discovered too late.
    LimitationPassed,
    /// Proved not to be at fault.
    NoFault,
    /// Minor, corrected in time, no harm.
    MinorAndCorrected,
    /// First offence, minor harm, corrected in time (首违不罚).
    FirstOffence,
    /// From 14 to 17.
    UnderEighteen,
    /// A ground of Article 32.
    LighterGround,
    /// Could not in full recognise or control the act.
    PartlyCapable,
    /// Broke emergency measures.
    Emergency,
}

/// What a row asks.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Condition {
    /// Below 14 on the day of the act.
    BelowFourteen,
    /// From 14 to 17 on the day of the act.
    FourteenToSeventeen,
    /// Could not recognise or control the act.
    CouldNotControl,
    /// Could not in full recognise or control the act.
    CouldNotFullyControl,
    /// Discovery after the last day of the limitation.
    DiscoveredTooLate,
    /// Sufficient evidence that the party was not at fault.
    NoFaultProved,
    /// The act was minor.
    ActMinor,
    /// Corrected in time.
    CorrectedInTime,
    /// No harm.
    NoHarm,
    /// No more than minor harm.
    HarmMinor,
    /// The first offence.
    FirstTime,
    /// At least one ground of Article 32.
    GroundOfArticle32,
    /// Emergency measures were broken.
    EmergencyMeasuresBroken,
}

/// What was found about a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was asked.
    pub condition: Condition,
    /// Whether it is established.
    pub holds: bool,
}

/// A row and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFound {
    /// Which row.
    pub row: Row,
    /// Its article.
    pub article: String,
    /// What it leads to.
    pub effect: Effect,
    /// Each condition; the row holds if all do.
    pub findings: Vec<Finding>,
    /// Whether it holds.
    pub holds: bool,
}

impl Row {
    /// Every row, in the order of evaluation.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// What it leads to.
    #[must_use]
    pub const fn effect(self) -> Effect {
        match self {
            Self::UnderFourteen
            | Self::Incapable
            | Self::LimitationPassed
            | Self::NoFault
            | Self::MinorAndCorrected => Effect::ShallNotBePenalised,
            Self::FirstOffence => Effect::MayNotBePenalised,
            Self::UnderEighteen | Self::LighterGround => Effect::ShallBeLighter,
            Self::PartlyCapable => Effect::MayBeLighter,
            Self::Emergency => Effect::Heavier,
        }
    }

    /// Instrument and article.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::UnderFourteen | Self::UnderEighteen => "行政处罚法第三十条",
            Self::Incapable | Self::PartlyCapable => "行政处罚法第三十一条",
            Self::LimitationPassed => "行政处罚法第三十六条",
            Self::NoFault => "行政处罚法第三十三条第二款",
            Self::MinorAndCorrected | Self::FirstOffence => "行政处罚法第三十三条第一款",
            Self::LighterGround => "行政处罚法第三十二条",
            Self::Emergency => "行政处罚法第四十九条",
        }
    }

    /// Asks the row.
    pub(super) fn ask(
        self,
        found: &Circumstances,
        age: Option<Age>,
        limitation: &Limitation,
    ) -> RowFound {
        let findings: Vec<Finding> = self
            .conditions()
            .iter()
            .map(|condition| Finding {
                condition: *condition,
                holds: condition.holds(found, age, limitation),
            })
            .collect();
        // public security has a limitation of its own
        let article = if self == Self::LimitationPassed {
            limitation.citation.as_str()
        } else {
            self.article()
        };
        RowFound {
            row: self,
            article: article.to_owned(),
            effect: self.effect(),
            holds: findings.iter().all(|finding| finding.holds),
            findings,
        }
    }

    const fn conditions(self) -> &'static [Condition] {
        use Condition as C;
        match self {
            Self::UnderFourteen => &[C::BelowFourteen],
            Self::Incapable => &[C::CouldNotControl],
            Self::LimitationPassed => &[C::DiscoveredTooLate],
            Self::NoFault => &[C::NoFaultProved],
            Self::MinorAndCorrected => &[C::ActMinor, C::CorrectedInTime, C::NoHarm],
            Self::FirstOffence => &[C::FirstTime, C::HarmMinor, C::CorrectedInTime],
            Self::UnderEighteen => &[C::FourteenToSeventeen],
            Self::LighterGround => &[C::GroundOfArticle32],
            Self::PartlyCapable => &[C::CouldNotFullyControl],
            Self::Emergency => &[C::EmergencyMeasuresBroken],
        }
    }
}

impl Condition {
    fn holds(self, found: &Circumstances, age: Option<Age>, limitation: &Limitation) -> bool {
        match self {
            Self::BelowFourteen => age == Some(Age::Under14),
            Self::FourteenToSeventeen => age == Some(Age::Under18),
            Self::CouldNotControl => found.capacity == Capacity::None,
            Self::CouldNotFullyControl => found.capacity == Capacity::Partial,
            Self::DiscoveredTooLate => limitation.has_passed(),
            Self::NoFaultProved => found.no_fault_proved,
            Self::ActMinor => found.minor,
            Self::CorrectedInTime => found.corrected,
            Self::NoHarm => found.harm == Harm::None,
            Self::HarmMinor => matches!(found.harm, Harm::None | Harm::Minor),
            Self::FirstTime => found.first_offence,
            Self::GroundOfArticle32 => !found.lighter.is_empty(),
            Self::EmergencyMeasuresBroken => found.emergency,
        }
    }
}
