//! Why a decision is not published, and by which article.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

/// Why a decision is not published.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Display,
    EnumString,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Ground {
    /// Records of public security are sealed (治安管理处罚法 Art. 136).
    PublicSecurityRecord,
    /// The party is a minor (未成年人).
    Minor,
    /// No penalty was imposed (不予处罚).
    NoPenalty,
    /// Nothing but a warning was given (仅受到警告).
    WarningOnly,
    /// The decision was revoked before it was published.
    DecisionRevoked,
    /// State secret (国家秘密).
    StateSecret,
    /// Trade secret (商业秘密).
    TradeSecret,
    /// Privacy is the main fact (个人隐私).
    Privacy,
    /// It would endanger national, public or economic security or social stability.
    Security,
    /// It has no social impact that the field's rules ask for (不具有一定社会影响).
    NoSocialImpact,
    /// Another ground of law, named in the note.
    OtherGround,
}

impl Ground {
    /// The stable name used in events.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether a person may choose it; the others follow from the decision itself.
    #[must_use]
    pub const fn is_chosen(self) -> bool {
        match self {
            Self::StateSecret
            | Self::TradeSecret
            | Self::Privacy
            | Self::Security
            | Self::NoSocialImpact
            | Self::OtherGround => true,
            Self::PublicSecurityRecord
            | Self::Minor
            | Self::NoPenalty
            | Self::WarningOnly
            | Self::DecisionRevoked => false,
        }
    }

    /// The article behind it.
    #[must_use]
    pub const fn citation(self) -> &'static str {
        match self {
            Self::PublicSecurityRecord => "治安管理处罚法第一百三十六条",
            Self::Minor | Self::Privacy => {
                "市场监督管理行政处罚信息公示规定第六条；政府信息公开条例第十五条"
            }
            Self::NoPenalty | Self::NoSocialImpact => "行政处罚法第四十八条第一款",
            Self::WarningOnly => "市场监督管理行政处罚信息公示规定第二条第二款",
            Self::DecisionRevoked => "行政处罚法第四十八条第二款",
            Self::StateSecret | Self::Security => {
                "政府信息公开条例第十四条；市场监督管理行政处罚信息公示规定第五条"
            }
            Self::TradeSecret => "政府信息公开条例第十五条",
            Self::OtherGround => "政府信息公开条例第十七条",
        }
    }
}
