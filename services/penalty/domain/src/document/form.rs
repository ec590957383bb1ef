//! What the rules need to know of a form.

use kernel::Post;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::ground::Ground;
use crate::case::Outcome;
use crate::hearing::HearingStage;
use crate::measure::Measure;
use crate::preservation::Preservation;

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
    /// The measure that it tells of was approved, or carried out in an urgent case.
    MeasureApproved,
    /// The measure that it tells of was carried out.
    MeasureTaken,
    /// The preservation that it tells of was approved, or carried out in an urgent case.
    PreservationApproved,
    /// There is a measure or preservation whose property it lists.
    PropertyListed,
    /// The penalty on the spot was decided.
    SpotIssued,
    /// The party was let pay later or in instalments.
    PlanGranted,
    /// The demand to perform was served.
    DemandServed,
}

impl Reached {
    /// Whether the ground of a document has come so far.
    #[must_use]
    pub fn by(self, ground: &Ground<'_>) -> bool {
        let case = ground.case;
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
            Self::MeasureApproved => ground.measure().is_some_and(approved),
            Self::MeasureTaken => ground.measure().is_some_and(|one| one.held().is_some()),
            Self::PreservationApproved => ground.preservation().is_some_and(kept_lawfully),
            Self::PropertyListed => {
                ground.measure().is_some_and(|one| one.file().is_some())
                    || ground
                        .preservation()
                        .is_some_and(|one| one.file().is_some())
            }
            Self::SpotIssued => ground.spot().is_some_and(|spot| spot.form().is_some()),
            Self::PlanGranted => case.account().is_some_and(|account| account.plan.is_some()),
            Self::DemandServed => ground
                .enforcement
                .is_some_and(|enforcement| enforcement.demand().is_some()),
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
            Self::MeasureApproved => (
                "the measure, approved by the head or carried out in an urgent case",
                "行政强制法第十八条第一项、第十九条",
            ),
            Self::MeasureTaken => (
                "the measure, carried out",
                "行政强制法第二十五条、第二十八条",
            ),
            Self::PreservationApproved => (
                "the preservation, approved by the head or carried out in an urgent case",
                "行政处罚法第五十六条；市场监督管理行政处罚程序规定第三十三条",
            ),
            Self::PropertyListed => (
                "the measure or preservation whose property is listed",
                "行政强制法第二十四条第二款第三项",
            ),
            Self::SpotIssued => (
                "the penalty on the spot",
                "行政处罚法第五十一条、第五十二条",
            ),
            Self::PlanGranted => (
                "the deferral or the instalments, approved in the case",
                "行政处罚法第六十六条第二款",
            ),
            Self::DemandServed => ("the served demand to perform", "行政强制法第五十四条"),
        }
    }
}

/// Approved before, or done because it was urgent.
const fn approved(measure: &Measure) -> bool {
    match measure {
        Measure::Unrequested | Measure::Requested { .. } | Measure::Refused { .. } => false,
        Measure::Approved { .. }
        | Measure::Active { .. }
        | Measure::Expired { .. }
        | Measure::Lifted { .. }
        | Measure::Ended { .. } => true,
    }
}

const fn kept_lawfully(preservation: &Preservation) -> bool {
    match preservation {
        Preservation::Unrequested
        | Preservation::Requested { .. }
        | Preservation::Refused { .. } => false,
        Preservation::Approved { .. }
        | Preservation::Kept { .. }
        | Preservation::Dealt { .. }
        | Preservation::Lapsed { .. }
        | Preservation::Ended { .. } => true,
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
