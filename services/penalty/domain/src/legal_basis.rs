//! On what a penalty may rest: published law, regulation or rule, nothing else.

use jiff::civil::Date;
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::case::refused;

/// What an instrument is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Level {
    /// Law (法律).
    Law,
    /// Administrative regulation of the State Council (行政法规).
    AdministrativeRegulation,
    /// Local regulation (地方性法规).
    LocalRegulation,
    /// Rule of a ministry (部门规章).
    DepartmentalRule,
    /// Rule of a local government (地方政府规章).
    GovernmentRule,
    /// Any other normative document (其他规范性文件).
    OtherDocument,
}

/// One provision that a decision rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalBasis {
    /// What the instrument is.
    pub level: Level,
    /// Its name.
    pub instrument: String,
    /// Article, paragraph and item.
    pub article: String,
    /// Day of its publication.
    pub published_on: Date,
}

/// The gate that asks for any basis at all.
pub(crate) const NO_BASIS: &str = "no-legal-basis";
/// The gate that asks for an instrument that can set penalties.
pub(crate) const SETS_NO_PENALTY: &str = "basis-sets-no-penalty";
/// The gate that asks for publication.
pub(crate) const UNPUBLISHED: &str = "basis-not-published";

/// Refuses a penalty on `basis` for an act that ended on `act_ended_on` unless every provision is a
/// law, regulation or rule that was published by then (行政处罚法 Art. 5, 16, 38).
///
/// # Errors
/// The provision that does not carry a penalty, or that there is none.
pub fn check(basis: &[LegalBasis], act_ended_on: Date) -> Result<(), Refusal> {
    match defect(basis, act_ended_on) {
        Some((code, missing)) => Err(refused(code, missing)),
        None => Ok(()),
    }
}

/// The gate that `basis` does not pass, with what is missing.
pub(crate) fn defect(basis: &[LegalBasis], act_ended_on: Date) -> Option<(&'static str, String)> {
    if basis.is_empty() {
        let missing = "the provisions that the penalty rests on";
        return Some((NO_BASIS, missing.to_owned()));
    }
    basis.iter().find_map(|provision| {
        let LegalBasis {
            level,
            instrument,
            article,
            published_on,
        } = provision;
        if instrument.trim().is_empty() || article.trim().is_empty() {
            let missing = "an instrument and an article for every provision";
            return Some((UNPUBLISHED, missing.to_owned()));
        }
        if *level == Level::OtherDocument {
            let missing = format!("a law, regulation or rule; {instrument} is none");
            return Some((SETS_NO_PENALTY, missing));
        }
        (*published_on > act_ended_on).then(|| {
            let missing = format!(
                "{instrument} published by {act_ended_on}, when the act ended; it was on \
                 {published_on}"
            );
            (UNPUBLISHED, missing)
        })
    })
}
