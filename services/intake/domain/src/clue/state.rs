//! What a clue is at a moment. Each state carries the facts that hold in it.

use jiff::civil::Date;
use kernel::{CaseId, ClueId, MatterId, Region, SubmissionId, Uscc};
use law::Due;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::DeclineReason;

/// Where a clue came from (案件来源).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Source {
    /// A citizen's report (举报).
    Report,
    /// Found in an inspection (监督检查).
    Inspection,
    /// Handed over by another body (移送、交办).
    Transfer,
    /// Found in the press or online (媒体).
    Media,
    /// Anything else.
    Other,
}

/// Natural person or organisation.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum PartyKind {
    /// Natural person (自然人).
    NaturalPerson,
    /// Legal person or other organisation (法人或者其他组织).
    Organisation,
}

/// What a clue is about; the same in every state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its identifier.
    pub id: ClueId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// Where it came from.
    pub source: Source,
    /// The submission behind it, if one is.
    pub submission: Option<SubmissionId>,
    /// Field of enforcement, for example `city-management`.
    pub domain: String,
    /// Organisation named in it, if one is.
    pub respondent: Option<Uscc>,
    /// Day it was found or received: day 0 of verification, and the discovery for limitation.
    pub discovered_on: Date,
}

/// A clue.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Clue {
    /// Before it is registered.
    #[default]
    Unknown,
    /// Being verified (核查).
    Verifying {
        /// What it is about.
        about: About,
        /// The verification clock.
        due: Due,
        /// The one extension was used.
        extended: bool,
        /// The clock ran out.
        overdue: bool,
    },
    /// A case was filed (立案).
    Filed {
        /// What it is about.
        about: About,
        /// The case.
        case: CaseId,
        /// When.
        filed_on: Date,
    },
    /// No case (不予立案).
    NotFiled {
        /// What it is about.
        about: About,
        /// Why.
        reason: DeclineReason,
    },
    /// Handed to the competent body (移送).
    Transferred {
        /// What it is about.
        about: About,
        /// To whom.
        to_unit: String,
    },
}

impl Clue {
    /// What it is about, once it is registered.
    #[must_use]
    pub fn about(&self) -> Option<&About> {
        match self {
            Self::Unknown => None,
            Self::Verifying { about, .. }
            | Self::Filed { about, .. }
            | Self::NotFiled { about, .. }
            | Self::Transferred { about, .. } => Some(about),
        }
    }

    /// Stable name of the state.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Verifying { .. } => "verifying",
            Self::Filed { .. } => "filed",
            Self::NotFiled { .. } => "not-filed",
            Self::Transferred { .. } => "transferred",
        }
    }
}
