//! The closed lists of words that submissions are described with.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// What a citizen wants with a submission.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// Asks for information (咨询).
    Question,
    /// Asks for help (求助).
    Help,
    /// Proposes something (建议).
    Suggestion,
    /// Has a dispute and wants relief (投诉).
    Complaint,
    /// Names a breach of the law (举报).
    Report,
}

/// How a submission came in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Channel {
    /// The web pages.
    Web,
    /// The hotline 12345, written down by a clerk.
    Phone,
    /// A counter (受理窗口).
    Counter,
    /// Anything else, such as a letter.
    Other,
}

/// What an answer says.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Outcome {
    /// The matter itself is answered; to a report, word of its progress.
    Answered,
    /// A case was opened (立案).
    Filed,
    /// No case was opened (不予立案).
    NotFiled,
    /// Another body is competent (移送).
    Transferred,
    /// The case was decided.
    Decided,
}

/// Who closed a submission.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ClosedBy {
    /// The person who submitted it.
    Citizen,
    /// The office.
    Office,
}

/// How far a matter has come, as the citizen sees it. In the order in which stages follow.
#[derive(
    Debug,
    Clone,
    Copy,
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
pub enum Stage {
    /// Taken, with a receipt.
    Received,
    /// With intake, as a clue (案件线索).
    Forwarded,
    /// A case was opened (立案).
    Filed,
    /// No case was opened (不予立案).
    NotFiled,
    /// Another body is competent (移送).
    Transferred,
    /// The penalty procedure has its decision or its end.
    Decided,
    /// The decision stands on the public register (公示).
    Published,
    /// The submission is closed.
    Closed,
}
