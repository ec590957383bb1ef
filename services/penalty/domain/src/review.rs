//! Review before the decision: the legal review (法制审核) of Article 58, and the case review
//! (案件审核) of all other ordinary cases.

use jiff::civil::Date;
use kernel::ActorId;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

/// What the reviewer found (市场监督管理行政处罚程序规定 Art. 54).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ReviewOutcome {
    /// Agrees (同意): the only outcome with which the review is passed.
    Agree,
    /// Asks to put right characterisation, basis, procedure or measure (建议纠正).
    Correct,
    /// Asks for more investigation (建议补充调查).
    Supplement,
    /// Another opinion; the review is not passed.
    Other,
}

impl ReviewOutcome {
    /// Whether the case goes back to its investigators.
    #[must_use]
    pub const fn sends_back(self) -> bool {
        matches!(self, Self::Correct | Self::Supplement)
    }
}

/// A case in which Article 58 demands the legal review.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ReviewGround {
    /// Major public interest (涉及重大公共利益).
    PublicInterest,
    /// Major rights of the party or a third party, after a hearing (经过听证程序).
    AfterHearing,
    /// Difficult, or several legal relations (疑难复杂、涉及多个法律关系).
    Complex,
    /// A law or regulation demands it.
    DemandedByLaw,
}

/// What makes a case weighty, as the investigators report it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Significance {
    /// It touches major public interest.
    pub public_interest: bool,
    /// It is difficult or involves several legal relations.
    pub complex: bool,
    /// A law or regulation demands legal review.
    pub review_by_law: bool,
}

impl Significance {
    /// The grounds of Article 58 that are met.
    #[must_use]
    pub fn grounds(self, hearing_finished: bool) -> Vec<ReviewGround> {
        [
            (self.public_interest, ReviewGround::PublicInterest),
            (hearing_finished, ReviewGround::AfterHearing),
            (self.complex, ReviewGround::Complex),
            (self.review_by_law, ReviewGround::DemandedByLaw),
        ]
        .into_iter()
        .filter_map(|(met, ground)| met.then_some(ground))
        .collect()
    }
}

/// A review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Who reviewed.
    pub reviewer: ActorId,
    /// What was found.
    pub outcome: ReviewOutcome,
    /// The opinion (审核意见).
    pub opinion: String,
    /// When.
    pub reviewed_on: Date,
    /// Why Article 58 demanded it; empty for a case review.
    pub grounds: Vec<ReviewGround>,
    /// Number of the reviewer's legal qualification certificate, where it had to be given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualification: Option<String>,
}

/// The article that demands the review of a case with `grounds`.
#[must_use]
pub fn citation(grounds: &[ReviewGround]) -> &'static str {
    if grounds.is_empty() {
        "市场监督管理行政处罚程序规定第四十九条、第五十二条"
    } else {
        "行政处罚法第五十八条第一款"
    }
}
