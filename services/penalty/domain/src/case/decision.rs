//! The decision (行政处罚决定) and its revocation.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::{ActorId, DocumentNumber};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::command::CaseFacts;
use super::state::Case;
use super::terms::DecisionTerms;
use crate::assessment::{Departure, Row};
use crate::legal_basis::LegalBasis;
use crate::penalty::Penalties;

/// Why no penalty is imposed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum NoPenaltyGround {
    /// Minor, corrected in time, no harm: shall not be penalised.
    MinorAndCorrected,
    /// First offence, minor harm, corrected in time: may not be penalised (首违不罚).
    FirstOffence,
    /// The party proved that it was not at fault.
    NoFault,
    /// The party was not yet 14.
    UnderAge,
    /// The party could not recognise or control the act.
    Incapable,
    /// Discovered too late.
    LimitationPassed,
    /// The facts do not hold (违法事实不能成立).
    Unproven,
}

impl NoPenaltyGround {
    /// The article.
    #[must_use]
    pub const fn citation(self) -> &'static str {
        match self {
            Self::MinorAndCorrected | Self::FirstOffence => "行政处罚法第三十三条第一款",
            Self::NoFault => "行政处罚法第三十三条第二款",
            Self::UnderAge => "行政处罚法第三十条",
            Self::Incapable => "行政处罚法第三十一条",
            Self::LimitationPassed => "行政处罚法第三十六条",
            Self::Unproven => "行政处罚法第五十七条第一款第三项",
        }
    }

    /// The row of the assessment that it rests on; none for facts that do not hold.
    #[must_use]
    pub const fn row(self) -> Option<Row> {
        match self {
            Self::MinorAndCorrected => Some(Row::MinorAndCorrected),
            Self::FirstOffence => Some(Row::FirstOffence),
            Self::NoFault => Some(Row::NoFault),
            Self::UnderAge => Some(Row::UnderFourteen),
            Self::Incapable => Some(Row::Incapable),
            Self::LimitationPassed => Some(Row::LimitationPassed),
            Self::Unproven => None,
        }
    }
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// A penalty (行政处罚决定).
    Penalised {
        /// The penalties; never empty.
        penalties: Penalties,
    },
    /// No penalty (不予行政处罚决定).
    NotPenalised {
        /// Why.
        ground: NoPenaltyGround,
    },
}

/// Heads who must take part for a discussion to be collective.
const DISCUSSION_ATTENDEES_MIN: usize = 2;

/// What one head of the agency said in the collective discussion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Who.
    pub participant: ActorId,
    /// What.
    pub opinion: String,
    /// Whether it departs from the conclusion (不同意见).
    pub dissents: bool,
}

/// The record of the collective discussion of the heads of the agency (集体讨论).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectiveDiscussion {
    /// When.
    pub held_on: Date,
    /// Who presided (主持人).
    pub host: ActorId,
    /// The opinions in the order in which they were given, the host's last.
    pub opinions: Vec<Opinion>,
    /// What was concluded.
    pub conclusion: String,
}

impl CollectiveDiscussion {
    /// What the record lacks to carry a decision that `facts` say is made now; none if nothing.
    #[must_use]
    pub fn defect(&self, case: &Case, facts: &CaseFacts<'_>) -> Option<String> {
        let reviewed_on = case.review().map(|review| review.reviewed_on);
        let who: BTreeSet<ActorId> = self.opinions.iter().map(|one| one.participant).collect();
        let investigates =
            |who: &ActorId| case.file().is_some_and(|file| file.investigated_by(*who));
        let blank = |text: &str| text.trim().is_empty();
        let defect = if self.held_on > facts.today() || reviewed_on > Some(self.held_on) {
            "a discussion held after the review and not after today"
        } else if who.len() < DISCUSSION_ATTENDEES_MIN || who.len() != self.opinions.len() {
            "the opinions of at least two heads, one of each"
        } else if who.iter().any(investigates) {
            "participants who did not investigate the case"
        } else if self.opinions.last().map(|one| one.participant) != Some(self.host) {
            "the host's opinion, given after all others"
        } else if !who.contains(&facts.actor.id) {
            "the part of the head who decides in the discussion"
        } else if blank(&self.conclusion) || self.opinions.iter().any(|one| blank(&one.opinion)) {
            "the words of every opinion and of the conclusion"
        } else {
            return None;
        };
        Some(String::from(defect))
    }
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Number of the document.
    pub number: DocumentNumber,
    /// What was decided.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// The provisions it rests on.
    pub basis: Vec<LegalBasis>,
    /// Reasons.
    pub reasons: String,
    /// What was adopted of the party's statement, and why (陈述申辩的采纳情况).
    pub statement_adoption: Option<String>,
    /// The collective discussion.
    pub discussion: Option<CollectiveDiscussion>,
    /// Whether the document says that a surcharge is added when payment is late.
    pub states_surcharge: bool,
    /// What names the act beyond the matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act_reference: Option<String>,
    /// Where it departs from the benchmark, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departures: Vec<Departure>,
    /// What the document tells the party beside the penalty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<DecisionTerms>,
    /// Who decided.
    pub by: ActorId,
    /// When.
    pub made_on: Date,
}

impl Decision {
    /// The penalties; empty when none is imposed.
    #[must_use]
    pub fn penalties(&self) -> Option<&Penalties> {
        match &self.outcome {
            Outcome::Penalised { penalties } => Some(penalties),
            Outcome::NotPenalised { .. } => None,
        }
    }
}

/// What became of the decision.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum RevocationKind {
    /// Revoked (撤销).
    Revoked,
    /// Changed (变更).
    Changed,
    /// Confirmed illegal (确认违法).
    ConfirmedIllegal,
    /// Confirmed void (确认无效).
    ConfirmedVoid,
}

impl RevocationKind {
    /// Whether the decision is gone, so that the act may be decided on anew.
    #[must_use]
    pub const fn ends_the_decision(self) -> bool {
        match self {
            Self::Revoked | Self::Changed | Self::ConfirmedVoid => true,
            Self::ConfirmedIllegal => false,
        }
    }

    /// Whether the decision has no effect any more, so that what it took goes back. A decision
    /// that was changed still has one; one confirmed as illegal keeps its effect.
    #[must_use]
    pub const fn undoes(self) -> bool {
        match self {
            Self::Revoked | Self::ConfirmedVoid => true,
            Self::Changed | Self::ConfirmedIllegal => false,
        }
    }
}

/// Why (行政诉讼法 Art. 70).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum RevocationGround {
    /// Main evidence insufficient (主要证据不足).
    InsufficientEvidence,
    /// Wrong law applied (适用法律、法规错误).
    WrongLaw,
    /// Statutory procedure violated (违反法定程序).
    ProcedureViolated,
    /// Beyond its powers (超越职权).
    UltraVires,
    /// Abuse of power (滥用职权).
    AbuseOfPower,
    /// Evidently improper (明显不当).
    EvidentlyImproper,
}

/// A revocation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// What became of the decision.
    pub kind: RevocationKind,
    /// Why.
    pub ground: RevocationGround,
    /// The document that says so: decision on reconsideration, judgment, own decision.
    pub instrument: String,
    /// Who recorded it.
    pub by: ActorId,
    /// Day on which it took effect.
    pub revoked_on: Date,
}
