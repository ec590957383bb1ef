//! On what a penalty may rest: published law, regulation or rule, nothing else.

use jiff::civil::Date;
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

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

/// Refuses a penalty on `basis` for an act that ended on `act_ended_on` unless every provision is a
/// law, regulation or rule that was published by then (行政处罚法 Art. 5, 16, 38).
///
/// # Errors
/// The provision that does not carry a penalty, or that there is none.
pub fn check(basis: &[LegalBasis], act_ended_on: Date) -> Result<(), Refusal> {
    if basis.is_empty() {
        return Err(Refusal::new("no-legal-basis", "G15")
            .citing("行政处罚法第三十八条第一款、第五十九条第一款第三项")
            .missing("the provisions that the penalty rests on")
            .cure("name instrument and article")
            .titled("没有法定处罚依据", "The penalty has no legal basis"));
    }
    for provision in basis {
        if provision.instrument.trim().is_empty() || provision.article.trim().is_empty() {
            return Err(unpublished(
                "an instrument and an article for every provision",
            ));
        }
        if provision.level == Level::OtherDocument {
            return Err(Refusal::new("basis-sets-no-penalty", "G13")
                .citing("行政处罚法第十六条")
                .missing(format!(
                    "a law, regulation or rule; {} is none",
                    provision.instrument
                ))
                .cure("rest the penalty on the law, regulation or rule itself")
                .titled(
                    "其他规范性文件不得设定行政处罚",
                    "This document cannot set a penalty",
                ));
        }
        if provision.published_on > act_ended_on {
            let late = format!(
                "{} published by {act_ended_on}, when the act ended; it was on {}",
                provision.instrument, provision.published_on
            );
            return Err(unpublished(late));
        }
    }
    Ok(())
}

fn unpublished(missing: impl Into<String>) -> Refusal {
    Refusal::new("basis-not-published", "G13")
        .citing("行政处罚法第五条第三款、第三十七条")
        .missing(missing)
        .cure("rest the penalty on a provision that was published and in force at the time")
        .titled(
            "未经公布的规定不得作为处罚依据",
            "An unpublished rule carries no penalty",
        )
}
