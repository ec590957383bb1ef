//! What the rules need to know of a form.

use kernel::Post;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::case::{Case, Outcome};
use crate::hearing::HearingStage;

/// A volume of the case file.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Volume {
    /// Main volume (正卷): open to the party.
    Main,
    /// Secondary volume (副卷): internal deliberation.
    Secondary,
}

/// Whose approval a document needs before it is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Approval {
    /// The head of the agency (行政机关负责人).
    Head,
    /// Those who handle the case.
    Unit,
}

impl Approval {
    /// The posts that may seal and void.
    #[must_use]
    pub const fn posts(self) -> &'static [Post] {
        match self {
            Self::Head => &[Post::Decider],
            Self::Unit => &[
                Post::Handler,
                Post::Officer,
                Post::Reviewer,
                Post::Decider,
                Post::Collector,
            ],
        }
    }
}

/// How far a case must have come before a document may be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reached {
    /// It is open.
    Filed,
    /// The investigation ended with its report.
    Reported,
    /// The report proposes a penalty.
    PenaltyProposed,
    /// It was reviewed.
    Reviewed,
    /// The party was told of the intended penalty.
    Notified,
    /// The party asked for a hearing.
    HearingRequested,
    /// The hearing is over.
    HearingHeld,
    /// A penalty was decided.
    PenaltyDecided,
    /// It was decided not to penalise.
    NoPenaltyDecided,
    /// Decided, either way.
    Decided,
    /// The decision of a penalty was served.
    PenaltyServed,
}

impl Reached {
    /// Whether `case` has come so far.
    #[must_use]
    pub fn by(self, case: &Case) -> bool {
        let outcome = || case.record().map(|record| &record.decision.outcome);
        let penalised = || matches!(outcome(), Some(Outcome::Penalised { .. }));
        let hearing = || case.notification().map(|told| &told.hearing);
        match self {
            Self::Filed => case.file().is_some(),
            Self::Reported => case.report().is_some(),
            Self::PenaltyProposed => case
                .report()
                .is_some_and(|report| !report.penalties.is_empty()),
            Self::Reviewed => case.review().is_some(),
            Self::Notified => case.notification().is_some(),
            Self::HearingRequested => matches!(
                hearing(),
                Some(
                    HearingStage::Requested { .. }
                        | HearingStage::Prepared { .. }
                        | HearingStage::Finished { .. }
                )
            ),
            Self::HearingHeld => matches!(hearing(), Some(HearingStage::Finished { .. })),
            Self::PenaltyDecided => penalised(),
            Self::NoPenaltyDecided => matches!(outcome(), Some(Outcome::NotPenalised { .. })),
            Self::Decided => outcome().is_some(),
            Self::PenaltyServed => penalised() && case.served().is_some(),
        }
    }

    /// The step that is missing, and the article that puts it first.
    pub(super) const fn step(self) -> (&'static str, &'static str) {
        match self {
            Self::Filed => ("an open case", "行政处罚法第五十四条第二款"),
            Self::Reported => (
                "the report that ends the investigation",
                "市场监督管理行政处罚程序规定第四十八条",
            ),
            Self::PenaltyProposed => ("a report that proposes a penalty", "行政处罚法第四十四条"),
            Self::Reviewed => (
                "the review of the case",
                "行政处罚法第五十八条；市场监督管理行政处罚程序规定第五十四条",
            ),
            Self::Notified => (
                "the served notice of the intended penalty",
                "行政处罚法第四十四条、第四十五条",
            ),
            Self::HearingRequested => (
                "the party's request for a hearing",
                "行政处罚法第六十四条第一项",
            ),
            Self::HearingHeld => ("the hearing", "行政处罚法第六十四条、第六十五条"),
            Self::PenaltyDecided => (
                "the decision of a penalty",
                "行政处罚法第五十七条第一款第一项、第五十九条",
            ),
            Self::NoPenaltyDecided => (
                "the decision not to penalise",
                "行政处罚法第五十七条第一款第二项、第三项",
            ),
            Self::Decided => ("the decision", "行政处罚法第五十七条"),
            Self::PenaltyServed => (
                "the service of the decision",
                "行政处罚法第六十一条、第六十六条",
            ),
        }
    }
}

/// A form, as far as the rules need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormFacts {
    /// Its name, such as `penalty-decision`.
    pub name: String,
    /// Its Chinese title.
    pub title: String,
    /// The instrument and article that ask for it.
    pub citation: String,
    /// Where it is filed.
    pub volume: Volume,
    /// Whether it bears a number (文书字号) and the seal of the agency.
    pub numbered: bool,
    /// Whose approval it needs.
    pub approval: Approval,
    /// How far the case must have come.
    pub after: Reached,
}
