//! The facts that the table asks about. What is not found counts as not established.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

/// Whether the person could recognise and control the act (行政处罚法 Art. 31).
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
pub enum Capacity {
    /// In full.
    #[default]
    Full,
    /// Not in full (尚未完全丧失辨认或者控制能力).
    Partial,
    /// Not at all (不能辨认或者不能控制).
    None,
}

/// The harm that the act did (危害后果).
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
pub enum Harm {
    /// None.
    None,
    /// Minor (轻微).
    Minor,
    /// More than minor.
    Real,
    /// Not established.
    #[default]
    Unknown,
}

/// What obliges to a lighter or mitigated penalty (行政处罚法 Art. 32).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum LighterGround {
    /// Removed or reduced the harm on its own initiative (主动消除或者减轻危害后果).
    HarmReduced,
    /// Coerced or induced by another (受他人胁迫或者诱骗).
    Coerced,
    /// Told of acts the agency did not know (主动供述).
    Confessed,
    /// Rendered a service to the investigation (配合查处有立功表现).
    Merit,
    /// Another ground of law, regulation or rule (法律、法规、规章规定的其他情形).
    OtherByLaw,
}

/// The circumstances of an act, as the investigation found them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one fact that the table of the law asks about"
)]
pub struct Circumstances {
    /// Whether the person could recognise and control the act.
    pub capacity: Capacity,
    /// The party proved with sufficient evidence that it was not at fault (没有主观过错).
    pub no_fault_proved: bool,
    /// The act was minor (违法行为轻微).
    pub minor: bool,
    /// It was corrected in time (及时改正).
    pub corrected: bool,
    /// The harm.
    pub harm: Harm,
    /// It was the first offence (初次违法).
    pub first_offence: bool,
    /// Grounds of Article 32.
    pub lighter: Vec<LighterGround>,
    /// It broke emergency measures in a major epidemic or another emergency (Art. 49).
    pub emergency: bool,
}
