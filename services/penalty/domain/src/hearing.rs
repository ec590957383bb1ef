//! The hearing (听证): when the party has a right to it, until when it can be asked for, and how it
//! must be held.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::{ActorId, Fen};
use law::{Adjustments, Calendar, Due, Refusal, rule};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::arrangement::{
    HearingTermination, Openness, Panel, Preparation, RecordSignature, ReportStage, Session,
};
use crate::limitation::PUBLIC_SECURITY;
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
    /// The fields whose thresholds are set nationally.
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
        let public_security = FieldPractice {
            hearing_natural_person: Fen::from_yuan(4_000),
            hearing_organisation: Fen::from_yuan(4_000),
            hearing_citation: String::from("治安管理处罚法第一百一十七条"),
            hearing_time_excluded: Some(String::from("治安管理处罚法第一百一十八条")),
            time: TimeLimits::public_security(),
        };
        Self(BTreeMap::from([
            (MARKET_SUPERVISION.to_owned(), market),
            (PUBLIC_SECURITY.to_owned(), public_security),
        ]))
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
    /// Day the party was told time and place. None when it gave the hearing up before.
    pub notified_on: Option<Date>,
    /// Day of the hearing, or on which it was given up.
    pub held_on: Date,
    /// How it ended.
    pub outcome: HearingOutcome,
    /// Why it ended before its end.
    #[serde(default)]
    pub termination: Option<HearingTermination>,
    /// How many agents the party sent.
    #[serde(default)]
    pub agents: u8,
    /// Whether the party signed.
    #[serde(default)]
    pub signature: RecordSignature,
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
    /// The party asked; a host is to be appointed.
    Requested {
        /// Day of the request.
        requested_on: Date,
        /// The time to appoint; none where the party asked before this clock was kept.
        #[serde(default)]
        appoint: Option<Due>,
    },
    /// The host prepares the hearing.
    Prepared {
        /// Day of the request.
        requested_on: Date,
        /// Who conducts it.
        panel: Panel,
        /// How far it has gone.
        preparation: Preparation,
    },
    /// The hearing is over.
    Finished {
        /// Day of the request.
        requested_on: Date,
        /// Its record.
        hearing: Hearing,
        /// The report on it.
        #[serde(default)]
        report: ReportStage,
    },
}

impl HearingStage {
    /// Whether the party asked and was not heard yet.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        matches!(self, Self::Requested { .. } | Self::Prepared { .. })
    }

    /// Who conducts it, while it is prepared.
    #[must_use]
    pub const fn panel(&self) -> Option<&Panel> {
        match self {
            Self::Prepared { panel, .. } => Some(panel),
            Self::NoRight
            | Self::Offered { .. }
            | Self::Requested { .. }
            | Self::Finished { .. } => None,
        }
    }

    /// Day and place, once they are fixed.
    #[must_use]
    pub const fn session(&self) -> Option<&Session> {
        if let Self::Prepared {
            preparation: Preparation::Fixed { session },
            ..
        } = self
        {
            Some(session)
        } else {
            None
        }
    }

    /// The clocks of the hearing that run.
    #[must_use]
    pub fn clocks(&self) -> Vec<&Due> {
        match self {
            Self::Offered { due }
            | Self::Prepared {
                preparation: Preparation::AwaitingFile { due } | Preparation::AwaitingDate { due },
                ..
            }
            | Self::Finished {
                report: ReportStage::Awaited { due },
                ..
            } => vec![due],
            Self::Requested { appoint, .. } => appoint.iter().collect(),
            Self::Prepared {
                preparation: Preparation::Fixed { session },
                ..
            } => before_the_hearing(session),
            Self::NoRight | Self::Prepared { .. } | Self::Finished { .. } => Vec::new(),
        }
    }
}

fn before_the_hearing(session: &Session) -> Vec<&Due> {
    let notify = session.notice.is_none().then_some(&session.notify);
    let announce = match &session.openness {
        Openness::Open {
            announce,
            announced_on: None,
        } => Some(announce),
        Openness::Open { .. } | Openness::Closed { .. } => None,
    };
    notify.into_iter().chain(announce).collect()
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
        HearingStage::Requested { .. }
        | HearingStage::Prepared { .. }
        | HearingStage::Finished { .. } => {
            Err(Refusal::new("hearing-already-requested", "HRG-REQUEST")
                .citing("行政处罚法第六十四条")
                .missing("nothing: the hearing was asked for before")
                .cure("hold the hearing")
                .titled("已提出听证要求", "The hearing was asked for already"))
        }
    }
}

/// The latest day on which rule `id` lets something be done before a hearing on `held_on`, with the
/// full working days of the rule between both days.
///
/// # Errors
/// When the calendar cannot answer.
pub fn latest_before(calendar: &Calendar, id: &str, held_on: Date) -> Result<Due, Refusal> {
    Ok(calendar.due(rule(id)?, held_on, &Adjustments::none())?)
}
