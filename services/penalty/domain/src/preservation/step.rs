//! What may be asked of a preservation, and what happens to it.

use jiff::civil::Date;
use kernel::legal_date;
use law::Due;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::state::{Kept, PreservationFile};
use crate::on_site::{Ruling, Scene};
use crate::proceeding::{MeasureId, PreservationId};
use crate::property::ItemDraft;

/// What officers ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreservationDraft {
    /// The identifier it will have.
    pub id: PreservationId,
    /// Why the evidence may be lost or hard to get later.
    pub reasons: String,
    /// The list.
    pub items: Vec<ItemDraft>,
}

/// What is done with kept evidence (程序规定 Art. 35).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "treatment", rename_all = "kebab-case")]
pub enum Treatment {
    /// Recorded, copied, photographed (记录、复制、拍照、录像); the original goes back.
    Copied,
    /// Sent to be tested.
    SentForTesting {
        /// Whom to.
        institution: String,
    },
    /// Taken over by a measure in force.
    Converted {
        /// The measure.
        measure: MeasureId,
    },
    /// Confiscated by the decision of the case.
    Confiscated,
    /// Released (解除); approved by the head.
    Released,
}

/// What may be asked of a preservation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreservationCommand {
    /// Report it to the head.
    Request(PreservationDraft),
    /// The head approves or does not.
    Rule {
        /// Whether the head agrees.
        approved: bool,
        /// Reasons.
        opinion: String,
    },
    /// Record that the evidence was taken.
    Take {
        /// What was done on the spot.
        scene: Box<Scene>,
        /// Why it could not wait for approval.
        urgency: Option<String>,
    },
    /// Deal with items.
    Dispose {
        /// Items.
        items: Vec<u32>,
        /// How.
        treatment: Treatment,
        /// The proof.
        document: String,
    },
    /// Release items.
    Release {
        /// Items.
        items: Vec<u32>,
        /// Number of the decision (解除先行登记保存证据通知书).
        document: String,
    },
    /// Record that items were given back.
    Return {
        /// Items.
        items: Vec<u32>,
        /// The receipt.
        document: String,
    },
    /// A clock ran out.
    RunOut {
        /// Its rule.
        rule: String,
    },
}

/// A command without what it says.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum PreservationStep {
    /// Report it.
    Request,
    /// Approve or refuse.
    Rule,
    /// Record that the evidence was taken.
    Take,
    /// Deal with items.
    Dispose,
    /// Release items.
    Release,
    /// Record that items were given back.
    Return,
    /// Note that a clock ran out.
    RunOut,
}

impl PreservationCommand {
    /// Which command.
    #[must_use]
    pub const fn kind(&self) -> PreservationStep {
        match self {
            Self::Request(_) => PreservationStep::Request,
            Self::Rule { .. } => PreservationStep::Rule,
            Self::Take { .. } => PreservationStep::Take,
            Self::Dispose { .. } => PreservationStep::Dispose,
            Self::Release { .. } => PreservationStep::Release,
            Self::Return { .. } => PreservationStep::Return,
            Self::RunOut { .. } => PreservationStep::RunOut,
        }
    }
}

/// Something that happened to a preservation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreservationEvent {
    /// It was reported to the head.
    Requested {
        /// What is asked for.
        file: Box<PreservationFile>,
    },
    /// The head approved, before or after.
    Approved {
        /// The approval.
        ruling: Ruling,
    },
    /// The head did not agree; what was taken is free.
    Refused {
        /// The refusal.
        ruling: Ruling,
    },
    /// The evidence was taken.
    Taken {
        /// What is kept.
        kept: Box<Kept>,
    },
    /// Items were dealt with.
    Disposed {
        /// Items.
        items: Vec<u32>,
        /// How.
        treatment: Treatment,
        /// The proof.
        document: String,
        /// When.
        on: Date,
    },
    /// Items were given back.
    Returned {
        /// Items.
        items: Vec<u32>,
        /// The receipt.
        document: String,
        /// When.
        on: Date,
    },
    /// The seven working days ran out.
    Lapsed {
        /// The clock.
        due: Due,
        /// When it was noted.
        on: Date,
    },
    /// The approval was not made good in time.
    DutyOverdue {
        /// The clock.
        due: Due,
        /// When it was noted.
        on: Date,
    },
}

impl PreservationEvent {
    /// The legal date of the step.
    #[must_use]
    pub fn legal_date(&self) -> Date {
        match self {
            Self::Requested { file } => legal_date(file.requested_at),
            Self::Approved { ruling } | Self::Refused { ruling } => legal_date(ruling.at),
            Self::Taken { kept } => kept.taken_on(),
            Self::Disposed { on, .. }
            | Self::Returned { on, .. }
            | Self::Lapsed { on, .. }
            | Self::DutyOverdue { on, .. } => *on,
        }
    }

    /// The articles that the step rests on, as a reader would cite them.
    #[must_use]
    pub fn articles(&self) -> Vec<String> {
        let fixed: &[&str] = match self {
            Self::Requested { .. } | Self::Approved { .. } | Self::Refused { .. } => &[
                "行政处罚法第五十六条",
                "市场监督管理行政处罚程序规定第三十三条",
            ],
            Self::Taken { .. } => &[
                "行政处罚法第五十六条",
                "市场监督管理行政处罚程序规定第三十四条",
            ],
            Self::Disposed { .. } | Self::Returned { .. } | Self::Lapsed { .. } => &[
                "行政处罚法第五十六条",
                "市场监督管理行政处罚程序规定第三十五条",
            ],
            Self::DutyOverdue { due, .. } => return vec![due.citation.clone()],
        };
        fixed.iter().map(|article| (*article).to_owned()).collect()
    }
}
