//! Where the remedies against a decision stand.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::{CaseId, DocumentNumber, Fen};
use law::Due;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::duty::Duty;
use super::outcome::Ruling;
use super::period::Timeliness;

/// How the decision was made.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Procedure {
    /// In the ordinary procedure (普通程序): reconsideration or suit, as the party likes.
    Ordinary,
    /// On the spot (当场): reconsideration first.
    Spot,
}

/// Who challenges the decision. Names stay with the body.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Applicant {
    /// The party itself.
    Party,
    /// Someone else whose rights it touches (利害关系人).
    InterestedPerson,
}

/// An opinion of the body on the agency's practice (行政复议意见书).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "opinion", rename_all = "kebab-case")]
pub enum Opinion {
    /// To be answered.
    Received {
        /// The letter.
        document: String,
        /// By when the correction is reported.
        due: Due,
    },
    /// Answered.
    Reported {
        /// When.
        on: Date,
    },
}

/// Why performance is suspended (行政复议法 Art. 42; 行政诉讼法 Art. 56).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum StayGround {
    /// The agency itself thinks it necessary.
    Agency,
    /// The body or the court thinks it necessary.
    OwnMotion,
    /// It was asked for, and granted.
    OnRequest,
    /// A law, regulation or rule says so.
    ByLaw,
}

/// A suspension of performance (停止执行).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// Why.
    pub ground: StayGround,
    /// The document.
    pub document: String,
    /// Since when.
    pub since: Date,
}

/// What is known of the decision and its challenges, in every state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// The decision: its case, or the penalty on the spot.
    pub decision: CaseId,
    /// How it was made.
    pub procedure: Procedure,
    /// Its number.
    pub number: DocumentNumber,
    /// The fine.
    pub fine: Fen,
    /// When it was served, so known.
    pub served_on: Date,
    /// Clocks that ran out: the rule, and the last day of the latest one.
    #[serde(default)]
    pub ended: BTreeMap<String, Date>,
    /// Whether it was ever challenged.
    #[serde(default)]
    pub challenged: bool,
    /// The body's opinion.
    #[serde(default)]
    pub opinion: Option<Opinion>,
    /// The last duty that the agency was asked to perform.
    #[serde(default)]
    pub duty: Option<Duty>,
    /// The suspension of performance, while it lasts.
    #[serde(default)]
    pub stay: Option<Stay>,
    /// Every ruling, oldest first.
    #[serde(default)]
    pub rulings: Vec<Ruling>,
}

/// An application for reconsideration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Who applied.
    pub by: Applicant,
    /// To which body.
    pub body: String,
    /// When.
    pub filed_on: Date,
    /// Whether it came in time.
    pub timeliness: Timeliness,
}

/// Where an application lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "with", rename_all = "kebab-case")]
pub enum With {
    /// With the agency that decided, which must forward it.
    Agency {
        /// By when.
        forward: Due,
    },
    /// With the body, which must accept it or not.
    Body {
        /// By when; silence accepts.
        accept: Due,
    },
}

/// The agency's answer to the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer {
    /// The copy of the application has not come yet.
    NotAsked,
    /// To be given.
    Pending {
        /// By when, with evidence and basis.
        due: Due,
    },
    /// Given.
    Given {
        /// When.
        on: Date,
    },
}

/// How the reconsideration ended.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Settlement {
    /// It was not accepted.
    Declined,
    /// It was decided.
    Decided,
    /// It was withdrawn.
    Withdrawn,
}

/// A suit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suit {
    /// Who sues.
    pub by: Applicant,
    /// Before which court.
    pub court: String,
    /// When.
    pub filed_on: Date,
    /// Whether it came in time.
    pub timeliness: Timeliness,
    /// When the court registered it (立案).
    pub registered_on: Option<Date>,
}

/// Where the remedies against a decision stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Remedy {
    /// Before the decision was served.
    #[default]
    Unopened,
    /// The party may apply or sue.
    Open {
        /// What is known.
        dossier: Box<Dossier>,
        /// The time to apply for reconsideration.
        reconsideration: Due,
        /// The time to sue; none when reconsideration comes first.
        suit: Option<Due>,
    },
    /// An application was filed.
    Applied {
        /// What is known.
        dossier: Box<Dossier>,
        /// The application.
        application: Application,
        /// Where it lies.
        place: With,
    },
    /// The body examines it.
    Accepted {
        /// What is known.
        dossier: Box<Dossier>,
        /// The application.
        application: Application,
        /// By when the body decides.
        decide: Due,
        /// Whether in the simplified procedure (简易程序).
        simplified: bool,
        /// Whether the time was lengthened.
        extended: bool,
        /// The agency's answer.
        answer: Answer,
    },
    /// The reconsideration ended; a suit is possible.
    Settled {
        /// What is known.
        dossier: Box<Dossier>,
        /// How.
        how: Settlement,
        /// The time to sue.
        suit: Due,
    },
    /// The court has it.
    Suing {
        /// What is known.
        dossier: Box<Dossier>,
        /// The suit.
        suit: Suit,
    },
    /// Nothing more can be done, in time.
    Final {
        /// What is known.
        dossier: Box<Dossier>,
        /// Since when.
        on: Date,
    },
}

impl Remedy {
    /// What is known, once opened.
    #[must_use]
    pub fn dossier(&self) -> Option<&Dossier> {
        match self {
            Self::Unopened => None,
            Self::Open { dossier, .. }
            | Self::Applied { dossier, .. }
            | Self::Accepted { dossier, .. }
            | Self::Settled { dossier, .. }
            | Self::Suing { dossier, .. }
            | Self::Final { dossier, .. } => Some(dossier),
        }
    }

    /// What is known, to be carried into the next state.
    pub(super) fn into_dossier(self) -> Option<Box<Dossier>> {
        match self {
            Self::Unopened => None,
            Self::Open { dossier, .. }
            | Self::Applied { dossier, .. }
            | Self::Accepted { dossier, .. }
            | Self::Settled { dossier, .. }
            | Self::Suing { dossier, .. }
            | Self::Final { dossier, .. } => Some(dossier),
        }
    }

    /// What is known, to be written on.
    pub(super) fn dossier_mut(&mut self) -> Option<&mut Dossier> {
        match self {
            Self::Unopened => None,
            Self::Open { dossier, .. }
            | Self::Applied { dossier, .. }
            | Self::Accepted { dossier, .. }
            | Self::Settled { dossier, .. }
            | Self::Suing { dossier, .. }
            | Self::Final { dossier, .. } => Some(dossier),
        }
    }

    /// Whether a body or a court has it now: then no surcharge is counted (行政处罚法 Art. 73).
    #[must_use]
    pub const fn is_challenged(&self) -> bool {
        matches!(
            self,
            Self::Applied { .. } | Self::Accepted { .. } | Self::Suing { .. }
        )
    }
}
