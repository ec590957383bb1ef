//! Whether a proposal follows the table: a "shall" binds, a "may" that is not followed needs a typed
//! reason.

use law::Refusal;
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

/// Refuses a proposal that the table forbids. `penalised` says whether any penalty is proposed.
///
/// # Errors
/// The first row, in order, that the proposal contradicts.
pub fn conform(
    assessment: &Assessment,
    (penalised, grade): (bool, Grade),
    departures: &[Departure],
) -> Result<(), Refusal> {
    if !penalised {
        return Ok(());
    }
    let lighter = matches!(grade, Grade::Lighter | Grade::Mitigated);
    for row in assessment.held() {
        let follows = match row.effect() {
            Effect::ShallNotBePenalised => false,
            Effect::MayNotBePenalised => explained(departures, DepartureFrom::FirstOffence),
            Effect::ShallBeLighter => lighter,
            Effect::MayBeLighter => lighter || explained(departures, DepartureFrom::PartlyCapable),
            // a duty to spare outweighs the duty to be severe
            Effect::Heavier => grade == Grade::Heavier || assessment.must_be_lighter(),
            Effect::Ordinary => true,
        };
        if !follows {
            return Err(contradicts(row));
        }
    }
    let may_mitigate = assessment
        .held()
        .any(|row| matches!(row.effect(), Effect::ShallBeLighter | Effect::MayBeLighter));
    if grade == Grade::Mitigated && !may_mitigate {
        return Err(Refusal::new("mitigation-without-ground", "PEN-ASSESS")
            .citing("行政处罚法第三十条、第三十一条、第三十二条")
            .missing("a ground of law for going below the range")
            .cure("record the ground with its facts, or stay inside the range")
            .titled("减轻处罚没有法定情形", "No ground for a mitigated penalty"));
    }
    Ok(())
}

fn contradicts(row: Row) -> Refusal {
    let code = match row {
        Row::UnderFourteen | Row::UnderEighteen => "minor-party",
        Row::Incapable => "incapable-party",
        Row::LimitationPassed => "limitation-passed",
        Row::NoFault => "no-fault-proved",
        Row::MinorAndCorrected => "minor-and-corrected",
        Row::FirstOffence => "first-offence-not-weighed",
        Row::LighterGround => "lighter-ground-ignored",
        Row::PartlyCapable => "partial-capacity-not-weighed",
        Row::Emergency => "emergency-not-heavier",
    };
    let (missing, cure, zh, en) = match row.effect() {
        Effect::ShallNotBePenalised => (
            "a proposal without penalty",
            "propose no penalty, educate the party, and decide 不予行政处罚",
            "依法应当不予行政处罚",
            "The law spares the party",
        ),
        Effect::MayNotBePenalised => (
            "no penalty, or the typed reason (departure `first-offence`) why there is one",
            "propose no penalty, or give the reason and its text",
            "可以不予处罚而未说明理由",
            "A first offence may be spared; the reason not to is missing",
        ),
        Effect::MayBeLighter => (
            "a lighter grade, or the typed reason (departure `partly-capable`) why not",
            "choose grade lighter or mitigated, or give the reason and its text",
            "可以从轻、减轻而未说明理由",
            "A lighter penalty is possible; the reason against it is missing",
        ),
        Effect::Heavier => (
            "the grade `heavier`",
            "choose grade heavier",
            "依法应当从重处罚",
            "The law demands a heavier penalty",
        ),
        Effect::ShallBeLighter | Effect::Ordinary => (
            "a lighter or mitigated grade",
            "choose grade lighter or mitigated",
            "依法应当从轻或者减轻处罚",
            "The law demands a lighter or mitigated penalty",
        ),
    };
    Refusal::new(code, "PEN-ASSESS")
        .citing(row.article())
        .missing(missing)
        .cure(cure)
        .titled(zh, en)
}
