//! The hearing (听证): when the party has a right to it, until when it can be asked for, and how it
//! must be held.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::{ActorId, Fen};
use law::{Adjustments, Calendar, Due, Refusal, rule};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::party::PartyKind;
use crate::penalty::{Penalties, PenaltyKind};
use crate::time_limits::TimeLimits;

/// What a field of enforcement, or a region in it, sets where the national law gives no number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldPractice {
    /// From this fine, or confiscated total, on a natural person has the right to a hearing.
    pub hearing_natural_person: Fen,
    /// The same for an organisation.
    pub hearing_organisation: Fen,
    /// Instrument and article of both.
    pub hearing_citation: String,
    /// Instrument and article by which the time of a hearing does not count towards the time to
    /// decide. None where no rule says so.
    #[serde(default)]
    pub hearing_time_excluded: Option<String>,
    /// Other time that does not count, and extensions.
    #[serde(default)]
    pub time: TimeLimits,
}

/// The practice of every field of enforcement (执法领域), by its name in events. A field that is not
/// listed gives the right to a hearing with any fine or confiscation: without a published threshold
/// none may be held against the party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Practice(BTreeMap<String, FieldPractice>);

/// Market supervision (市场监管), as other services name it.
pub const MARKET_SUPERVISION: &str = "market-supervision";

impl Default for Practice {
    /// The one field whose thresholds are set nationally.
    fn default() -> Self {
        let market = FieldPractice {
            hearing_natural_person: Fen::from_yuan(10_000),
            hearing_organisation: Fen::from_yuan(100_000),
            hearing_citation: String::from("市场监督管理行政处罚听证办法第五条"),
            hearing_time_excluded: Some(String::from(
                "市场监督管理行政处罚程序规定第六十四条第二款",
            )),
            time: TimeLimits::market_supervision(),
        };
        Self(BTreeMap::from([(MARKET_SUPERVISION.to_owned(), market)]))
    }
}

impl Practice {
    /// The practice with `practice` for `field`.
    #[must_use]
    pub fn with(mut self, field: impl Into<String>, practice: FieldPractice) -> Self {
        self.0.insert(field.into(), practice);
        self
    }

    /// What `field` sets.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&FieldPractice> {
        self.0.get(field)
    }

    /// Why `penalties` give the party the right to a hearing, with the article; none if they do not.
    #[must_use]
    pub fn hearing_ground(
        &self,
        field: &str,
        party: PartyKind,
        penalties: &Penalties,
    ) -> Option<HearingGround> {
        if let Some(kind) = penalties.kinds().find(|kind| always_heard(*kind)) {
            return Some(HearingGround {
                reason: format!("the proposal holds `{kind}`"),
                citation: String::from("行政处罚法第六十三条第一款第三项至第五项"),
            });
        }
        let (threshold, citation) = match self.of(field) {
            Some(practice) => (
                match party {
                    PartyKind::NaturalPerson => practice.hearing_natural_person,
                    PartyKind::Organisation => practice.hearing_organisation,
                },
                format!(
                    "行政处罚法第六十三条第一款第一项、第二项；{}",
                    practice.hearing_citation
                ),
            ),
            None => (
                Fen::ZERO,
                String::from("行政处罚法第六十三条第一款第一项、第二项"),
            ),
        };
        let reaches = |amount: Fen| !amount.is_zero() && amount >= threshold;
        let (what, amount) = [
            ("fine", penalties.fine()),
            ("confiscation", penalties.confiscated()),
        ]
        .into_iter()
        .find(|(_, amount)| reaches(*amount))?;
        Some(HearingGround {
            reason: format!("the {what} of {amount} yuan reaches {threshold} yuan"),
            citation,
        })
    }
}

/// Penalties that give the right to a hearing whatever their measure.
const fn always_heard(kind: PenaltyKind) -> bool {
    matches!(
        kind,
        PenaltyKind::DowngradeQualification
            | PenaltyKind::RevokeLicence
            | PenaltyKind::SuspendBusiness
            | PenaltyKind::CloseDown
            | PenaltyKind::BanFromTrade
    )
}

/// Why the party has the right to a hearing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingGround {
    /// In words.
    pub reason: String,
    /// Instrument and article.
    pub citation: String,
}

/// How a hearing ended.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum HearingOutcome {
    /// It was held to its end.
    Held,
    /// The party withdrew, stayed away or left: it gave the hearing up (终止听证).
    Terminated,
}

/// The record of a hearing (听证笔录).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hearing {
    /// Who presided (听证主持人).
    pub host: ActorId,
    /// Day the party was told time and place.
    pub notified_on: Date,
    /// Day of the hearing.
    pub held_on: Date,
    /// How it ended.
    pub outcome: HearingOutcome,
    /// What was said, in short; the full record is in the file.
    pub record: String,
}

/// How far the party's right to a hearing has gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum HearingStage {
    /// The notice gave no right to a hearing.
    NoRight,
    /// The party may ask until the due date.
    Offered {
        /// Five working days from the notice.
        due: Due,
    },
    /// The party asked; the hearing is still to come.
    Requested {
        /// Day of the request.
        requested_on: Date,
    },
    /// The hearing is over.
    Finished {
        /// Day of the request.
        requested_on: Date,
        /// Its record.
        hearing: Hearing,
    },
}

/// Refuses a request that was made after the window closed, or for which the notice gave no right.
///
/// # Errors
/// The refusal, with the last day.
pub fn may_request(stage: &HearingStage, received_on: Date) -> Result<(), Refusal> {
    match stage {
        HearingStage::Offered { due } if received_on <= due.effective => Ok(()),
        HearingStage::Offered { due } => Err(Refusal::of_rule(
            "hearing-window-closed",
            rule("HRG-REQUEST")?,
        )
        .missing(format!(
            "a request made by {}; it was made on {received_on}",
            due.effective
        ))
        .cure("none: the right counts as waived; a statement may still be heard")
        .titled(
            "已逾期未要求听证",
            "The time to ask for a hearing has passed",
        )),
        HearingStage::NoRight => Err(Refusal::new("no-hearing-right", "HRG-RIGHT")
            .citing("行政处罚法第六十三条")
            .missing("a proposal that gives the right to a hearing")
            .cure("record what the party says as a statement")
            .titled(
                "不属于听证范围",
                "This proposal gives no right to a hearing",
            )),
        HearingStage::Requested { .. } | HearingStage::Finished { .. } => {
            Err(Refusal::new("hearing-already-requested", "HRG-REQUEST")
                .citing("行政处罚法第六十四条")
                .missing("nothing: the hearing was asked for before")
                .cure("hold the hearing")
                .titled("已提出听证要求", "The hearing was asked for already"))
        }
    }
}

/// Refuses a hearing on `held_on` unless the party was told on `notified_on`, with seven full working
/// days between (行政处罚法 Art. 64(2)).
///
/// # Errors
/// The refusal, with the latest lawful day of the notice.
pub fn told_in_time(calendar: &Calendar, notified_on: Date, held_on: Date) -> Result<(), Refusal> {
    let rule = rule("HRG-NOTICE-BEFORE")?;
    let latest = calendar.due(rule, held_on, &Adjustments::none())?.raw;
    if notified_on <= latest {
        return Ok(());
    }
    Err(Refusal::of_rule("hearing-notice-late", rule)
        .missing(format!(
            "a notice of the hearing on {held_on} served by {latest}"
        ))
        .cure("hold the hearing on a later day and tell the party again")
        .titled(
            "听证通知未提前七个工作日送达",
            "The party was told of the hearing too late",
        ))
}
