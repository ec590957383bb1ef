//! What a preservation is at a moment.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{ActorId, CaseId, MatterId, Region, legal_date};
use law::Due;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::on_site::{Approval, Ruling, Scene};
use crate::proceeding::PreservationId;
use crate::property::{Fate, Item};

/// What was asked for; the same in every state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreservationFile {
    /// Its identifier.
    pub id: PreservationId,
    /// The case.
    pub case: CaseId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// Why the evidence may be lost or hard to get later.
    pub reasons: String,
    /// The list (清单).
    pub items: Vec<Item>,
    /// Who asked.
    pub by: ActorId,
    /// When.
    pub requested_at: Timestamp,
}

/// Evidence that was taken into preservation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What was asked for, and the evidence.
    pub file: PreservationFile,
    /// What was done on the spot.
    pub scene: Scene,
    /// The head's approval.
    pub approval: Approval,
    /// The seven working days.
    pub keep: Due,
    /// Clocks that ran out.
    pub overdue: BTreeSet<String>,
}

impl Kept {
    /// Day it was taken: day 0 of the seven.
    #[must_use]
    pub fn taken_on(&self) -> Date {
        legal_date(self.scene.at)
    }
}

/// A registered preservation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Preservation {
    /// Before it is asked for.
    #[default]
    Unrequested,
    /// Reported to the head.
    Requested {
        /// What was asked for.
        file: Box<PreservationFile>,
    },
    /// The head did not agree.
    Refused {
        /// What was asked for.
        file: Box<PreservationFile>,
        /// The refusal.
        ruling: Ruling,
    },
    /// Approved, not taken yet.
    Approved {
        /// What was asked for.
        file: Box<PreservationFile>,
        /// The approval.
        ruling: Ruling,
    },
    /// Kept; some items are not dealt with yet.
    Kept {
        /// What is kept.
        kept: Box<Kept>,
    },
    /// Every item was dealt with; some have not found their end.
    Dealt {
        /// What was kept.
        kept: Box<Kept>,
    },
    /// Not dealt with in time: it ended by itself, and what is left is to be returned.
    Lapsed {
        /// What was kept.
        kept: Box<Kept>,
        /// The last day.
        lapsed_on: Date,
    },
    /// Every item has found its end.
    Ended {
        /// What was kept.
        kept: Box<Kept>,
    },
}

/// The state of a preservation without its facts.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum PreservationStatus {
    /// Before it is asked for.
    Unrequested,
    /// Reported to the head.
    Requested,
    /// Refused.
    Refused,
    /// Approved.
    Approved,
    /// Kept.
    Kept,
    /// Dealt with.
    Dealt,
    /// Lapsed.
    Lapsed,
    /// Ended.
    Ended,
}

impl Preservation {
    /// What was asked for.
    #[must_use]
    pub fn file(&self) -> Option<&PreservationFile> {
        match self {
            Self::Unrequested => None,
            Self::Requested { file } | Self::Refused { file, .. } | Self::Approved { file, .. } => {
                Some(file)
            }
            Self::Kept { .. } | Self::Dealt { .. } | Self::Lapsed { .. } | Self::Ended { .. } => {
                self.kept().map(|kept| &kept.file)
            }
        }
    }

    /// What was taken.
    #[must_use]
    pub fn kept(&self) -> Option<&Kept> {
        match self {
            Self::Unrequested
            | Self::Requested { .. }
            | Self::Refused { .. }
            | Self::Approved { .. } => None,
            Self::Kept { kept }
            | Self::Dealt { kept }
            | Self::Lapsed { kept, .. }
            | Self::Ended { kept } => Some(kept),
        }
    }

    /// What was taken, to be changed.
    pub(super) fn kept_mut(&mut self) -> Option<&mut Kept> {
        match self {
            Self::Unrequested
            | Self::Requested { .. }
            | Self::Refused { .. }
            | Self::Approved { .. } => None,
            Self::Kept { kept }
            | Self::Dealt { kept }
            | Self::Lapsed { kept, .. }
            | Self::Ended { kept } => Some(kept),
        }
    }

    /// The clocks that run: the seven days while something is kept, and the time to report.
    pub(super) fn running(&self) -> Vec<&Due> {
        match self {
            Self::Kept { kept } => [Some(&kept.keep), kept.approval.pending()]
                .into_iter()
                .flatten()
                .collect(),
            Self::Dealt { kept } => kept.approval.pending().into_iter().collect(),
            Self::Unrequested
            | Self::Requested { .. }
            | Self::Refused { .. }
            | Self::Approved { .. }
            | Self::Lapsed { .. }
            | Self::Ended { .. } => Vec::new(),
        }
    }
}

/// Whether the item is still to be dealt with.
pub(super) fn is_kept(item: &Item) -> bool {
    item.fate == Fate::Held
}
