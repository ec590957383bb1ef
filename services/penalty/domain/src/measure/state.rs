//! What a measure is at a moment. Each state carries the facts that hold in it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{ActorId, CaseId, Fen, MatterId, Region, legal_date};
use law::Due;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::clocks;
use super::kind::{MeasureKind, SpecialPeriod};
use crate::legal_basis::LegalBasis;
use crate::on_site::{Approval, Ruling, Scene};
use crate::proceeding::{Facts, MeasureId};
use crate::property::Item;

/// What was asked for; the same in every state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureFile {
    /// Its identifier.
    pub id: MeasureId,
    /// The case.
    pub case: CaseId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// What is done.
    pub kind: MeasureKind,
    /// What another measure is called; only for that kind.
    pub form: Option<String>,
    /// Why nothing milder will do (Art. 5).
    pub reasons: String,
    /// The provision that gives the power.
    pub basis: LegalBasis,
    /// A period other than the general one.
    pub special_period: Option<SpecialPeriod>,
    /// For a freeze: the sum the violation is about.
    pub involved: Option<Fen>,
    /// The list (清单).
    pub items: Vec<Item>,
    /// Who asked.
    pub by: ActorId,
    /// When.
    pub requested_at: Timestamp,
}

/// A paper that reached the party, with its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its number.
    pub document: String,
    /// Day it was served.
    pub told_on: Date,
    /// Receipt or other proof.
    pub proof: String,
}

/// The one extension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// By how many days.
    pub days: u32,
    /// What makes the case complex.
    pub reasons: String,
    /// Number of the decision (延长行政强制措施期限决定书).
    pub document: String,
    /// Who decided.
    pub by: ActorId,
    /// When.
    pub decided_on: Date,
    /// The time to tell the party.
    pub tell: Due,
    /// How the party was told.
    pub notice: Option<Notice>,
}

/// Why time does not count (Art. 25 (3)).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum TestingGround {
    /// Testing (检测).
    Testing,
    /// Inspection (检验).
    Inspection,
    /// Quarantine (检疫).
    Quarantine,
    /// Technical appraisal (技术鉴定).
    Appraisal,
}

/// A period of testing that was stated and of which the party was told in writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Testing {
    /// Which.
    pub ground: TestingGround,
    /// Who tests.
    pub institution: String,
    /// First day.
    pub from: Date,
    /// Last day, as stated or as it ended before.
    pub to: Date,
    /// The notice (期间告知书).
    pub notice: Notice,
    /// Number of the result notice, once it ended.
    pub result: Option<String>,
}

/// How long the measure lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// When it ends, with everything that moves the end.
    pub due: Due,
    /// The extension.
    pub extension: Option<Extended>,
    /// Testing, oldest first.
    pub testing: Vec<Testing>,
}

/// A measure that was carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// What was asked for, and the property.
    pub file: MeasureFile,
    /// What was done on the spot.
    pub scene: Scene,
    /// The head's approval.
    pub approval: Approval,
    /// The time to hand over the decision, where it is not handed over on the spot.
    pub deliver: Option<Due>,
    /// How the decision was handed over afterwards.
    pub delivered: Option<Notice>,
    /// How long it lasts.
    pub period: Period,
    /// Every lifting, of some items or of all, oldest first.
    pub liftings: Vec<Lifting>,
    /// Clocks that ran out.
    pub overdue: BTreeSet<String>,
}

impl Held {
    /// Whether a decision within the period confiscates goods (行政强制法 Art. 27).
    #[must_use]
    pub fn is_decided_in_time(&self, facts: &Facts<'_>) -> bool {
        facts.case.confiscated_by(self.period.due.raw)
    }

    /// Day it was carried out: day 0 of its period.
    #[must_use]
    pub fn executed_on(&self) -> Date {
        legal_date(self.scene.at)
    }

    /// Whether the decision reached the party.
    #[must_use]
    pub fn is_delivered(&self) -> bool {
        let on_the_spot = self.scene.handed_over && self.file.kind != MeasureKind::Freeze;
        on_the_spot || self.delivered.is_some()
    }

    /// The extension of which the party was not told yet.
    #[must_use]
    pub fn extension_untold(&self) -> Option<&Extended> {
        let extension = self.period.extension.as_ref();
        extension.filter(|extension| extension.notice.is_none())
    }

    fn clocks(&self) -> Vec<&Due> {
        let deliver = self.deliver.as_ref().filter(|_| !self.is_delivered());
        let tell = self.extension_untold().map(|extension| &extension.tell);
        [
            Some(&self.period.due),
            self.approval.pending(),
            deliver,
            tell,
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Why a measure ends (Art. 19, 28, 33).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum LiftGround {
    /// There is no violation.
    NoViolation,
    /// The property has nothing to do with it.
    Unrelated,
    /// The case is decided and the measure not needed any more.
    Decided,
    /// The period is over.
    PeriodOver,
    /// It is not needed for another reason.
    NotNeeded,
    /// The head does not approve of the urgent measure.
    NotApproved,
}

/// The lifting (解除).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifting {
    /// Which items.
    pub items: Vec<u32>,
    /// Why.
    pub ground: LiftGround,
    /// Reasons.
    pub reasons: String,
    /// Number of the decision (解除行政强制措施决定书); empty when the head refused on the spot.
    pub document: String,
    /// Who decided.
    pub by: ActorId,
    /// When.
    pub lifted_on: Date,
}

/// A coercive measure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Measure {
    /// Before it is asked for.
    #[default]
    Unrequested,
    /// Reported to the head.
    Requested {
        /// What was asked for.
        file: Box<MeasureFile>,
    },
    /// The head did not agree.
    Refused {
        /// What was asked for.
        file: Box<MeasureFile>,
        /// The refusal.
        ruling: Ruling,
    },
    /// Approved, not carried out yet.
    Approved {
        /// What was asked for.
        file: Box<MeasureFile>,
        /// The approval.
        ruling: Ruling,
    },
    /// In force.
    Active {
        /// What was carried out.
        held: Box<Held>,
    },
    /// The period ran out: without force; the property is to be returned and the lifting decided.
    Expired {
        /// What was carried out.
        held: Box<Held>,
        /// The last day of the period.
        ended_on: Date,
    },
    /// Lifted; property is still to be returned.
    Lifted {
        /// What was carried out.
        held: Box<Held>,
    },
    /// Every item has found its end.
    Ended {
        /// What was carried out.
        held: Box<Held>,
    },
}

/// The state of a measure without its facts.
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
pub enum MeasureStatus {
    /// Before it is asked for.
    Unrequested,
    /// Reported to the head.
    Requested,
    /// Refused.
    Refused,
    /// Approved.
    Approved,
    /// In force.
    Active,
    /// Run out.
    Expired,
    /// Lifted.
    Lifted,
    /// Ended.
    Ended,
}

impl Measure {
    /// What was asked for.
    #[must_use]
    pub fn file(&self) -> Option<&MeasureFile> {
        match self {
            Self::Unrequested => None,
            Self::Requested { file } | Self::Refused { file, .. } | Self::Approved { file, .. } => {
                Some(file)
            }
            Self::Active { .. }
            | Self::Expired { .. }
            | Self::Lifted { .. }
            | Self::Ended { .. } => self.held().map(|held| &held.file),
        }
    }

    /// What was carried out.
    #[must_use]
    pub fn held(&self) -> Option<&Held> {
        match self {
            Self::Unrequested
            | Self::Requested { .. }
            | Self::Refused { .. }
            | Self::Approved { .. } => None,
            Self::Active { held }
            | Self::Expired { held, .. }
            | Self::Lifted { held }
            | Self::Ended { held } => Some(held),
        }
    }

    /// Its items, to be changed.
    pub(super) fn items_mut(&mut self) -> &mut [Item] {
        match self {
            Self::Unrequested => &mut [],
            Self::Requested { file } | Self::Refused { file, .. } | Self::Approved { file, .. } => {
                &mut file.items
            }
            Self::Active { held }
            | Self::Expired { held, .. }
            | Self::Lifted { held }
            | Self::Ended { held } => &mut held.file.items,
        }
    }

    /// What was carried out, to be changed.
    pub(super) fn held_mut(&mut self) -> Option<&mut Held> {
        match self {
            Self::Unrequested
            | Self::Requested { .. }
            | Self::Refused { .. }
            | Self::Approved { .. } => None,
            Self::Active { held }
            | Self::Expired { held, .. }
            | Self::Lifted { held }
            | Self::Ended { held } => Some(held),
        }
    }

    /// The clocks that run.
    pub(super) fn running(&self) -> Vec<&Due> {
        match self {
            Self::Active { held } => held.clocks(),
            Self::Unrequested
            | Self::Requested { .. }
            | Self::Refused { .. }
            | Self::Approved { .. }
            | Self::Expired { .. }
            | Self::Lifted { .. }
            | Self::Ended { .. } => Vec::new(),
        }
    }
}

/// Whether `rule` is the clock of a measure's period.
pub(super) fn is_period(rule: &str) -> bool {
    [clocks::SEIZE, clocks::FREEZE, clocks::OTHER].contains(&rule)
}
