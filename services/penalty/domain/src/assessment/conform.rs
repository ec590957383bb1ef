//! Whether a proposal follows the table: a "shall" binds, a "may" that is not followed needs a typed
//! reason.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::Assessment;
use super::table::{Effect, Row};
use crate::case::Grade;

/// From what a proposal departs.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DepartureFrom {
    /// A first offence is penalised all the same.
    FirstOffence,
    /// A person of limited capacity is not treated more lightly.
    PartlyCapable,
    /// The fine lies outside the band of the discretion benchmark.
    Band,
}

/// Why a proposal departs. The list is ours; the text says what it means in the case.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DepartureReason {
    /// The result would be evidently improper (明显不当).
    EvidentlyImproper,
    /// The benchmark does not foresee the circumstances (裁量基准未规定的情形).
    NotForeseen,
    /// The circumstances changed since the benchmark was set (客观情况变化).
    CircumstancesChanged,
    /// Safety or a major public interest demands it (安全或者重大公共利益).
    PublicInterest,
    /// The party cannot bear it (当事人确有困难).
    Hardship,
}

/// A departure and its reason. It enters the report and the decision document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    /// From what.
    pub from: DepartureFrom,
    /// The typed reason.
    pub reason: DepartureReason,
    /// What it means in this case.
    pub text: String,
}

/// Whether `departures` explain a departure `from` something.
pub(crate) fn explained(departures: &[Departure], from: DepartureFrom) -> bool {
    departures
        .iter()
        .any(|one| one.from == from && !one.text.trim().is_empty())
}

/// Whether a penalty of `grade` contradicts `row`. A row that does not hold is contradicted by nothing.
#[must_use]
pub fn contradicts(
    row: Row,
    assessment: &Assessment,
    grade: Grade,
    departures: &[Departure],
) -> bool {
    let lighter = matches!(grade, Grade::Lighter | Grade::Mitigated);
    let follows = match row.effect() {
        Effect::ShallNotBePenalised => false,
        Effect::MayNotBePenalised => explained(departures, DepartureFrom::FirstOffence),
        Effect::ShallBeLighter => lighter,
        Effect::MayBeLighter => lighter || explained(departures, DepartureFrom::PartlyCapable),
        // a duty to spare outweighs the duty to be severe
        Effect::Heavier => grade == Grade::Heavier || assessment.must_be_lighter(),
        Effect::Ordinary => true,
    };
    assessment.holds(row) && !follows
}

/// Whether a penalty may go below the range of the law (减轻).
#[must_use]
pub fn may_mitigate(assessment: &Assessment) -> bool {
    assessment
        .held()
        .any(|row| matches!(row.effect(), Effect::ShallBeLighter | Effect::MayBeLighter))
}
