//! How far enforcement has come. Each state carries the facts that hold in it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::{ActorId, CaseId};
use law::Due;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::Window;
use crate::case::EnforcementEndGround;
use crate::service_of_process::ServiceOfProcess;

/// What holds in every state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// The case.
    pub case: CaseId,
    /// When it was opened.
    pub opened_on: Date,
    /// When the court may be asked.
    pub window: Window,
    /// When the surcharge has run for thirty days, if one runs.
    pub surcharge: Option<Due>,
    /// Clocks that ran out.
    pub overdue: BTreeSet<String>,
}

/// What the party said to the demand, and what the agency answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When the party spoke.
    pub received_on: Date,
    /// What it said.
    pub statement: String,
    /// What the agency found: facts, reasons and evidence that the party named are to be checked.
    pub finding: String,
}

/// The demand (履行催告书).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// What is to be performed, until when and how, and the right to state and defend.
    pub content: String,
    /// How it was served.
    pub service: ServiceOfProcess,
    /// When.
    pub served_on: Date,
    /// The time to perform.
    pub due: Due,
    /// The party's statements.
    pub answers: Vec<Answer>,
}

/// The application to the court (强制执行申请书).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// The court.
    pub court: String,
    /// What is to be enforced (申请强制执行标的情况).
    pub object: String,
    /// The head of the agency who signed it.
    pub by: ActorId,
    /// When.
    pub applied_on: Date,
    /// The time for the court to accept it.
    pub accept: Due,
}

/// The court accepted the application (受理).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// When.
    pub accepted_on: Date,
    /// The time for the court to rule.
    pub rule: Due,
}

/// The court lets the decision be enforced (准予强制执行裁定).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Number of the ruling.
    pub instrument: String,
    /// When.
    pub ruled_on: Date,
}

/// Why enforcement is suspended (行政强制法 Art. 39).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SuspensionGround {
    /// The party has real difficulty or is unable for now.
    Inability,
    /// A third person claims the object with reason.
    ThirdPartyClaim,
    /// Enforcement could do harm that cannot be made good, and waiting harms no public interest.
    IrreparableHarm,
    /// Another ground.
    Other,
}

/// A suspension (中止执行).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// Why.
    pub ground: SuspensionGround,
    /// The facts.
    pub reason: String,
    /// Since when.
    pub since: Date,
    /// When the agency stops for good: only where the party is really unable to perform and
    /// nothing shows harm to society.
    pub lapse: Option<Due>,
}

/// How enforcement came to its end.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Finish {
    /// The decision is performed, by the party or by force.
    Performed,
    /// The decision has no effect any more, or another one.
    DecisionRevoked,
    /// The court ended enforcement (裁定终结执行).
    CourtEnded,
    /// The court will not enforce (裁定不予执行).
    CourtRefused,
    /// Nothing or nobody is left to enforce against (终结执行, 行政强制法 Art. 40).
    NothingLeft,
    /// Suspended for three years.
    Lapsed,
}

impl Finish {
    /// What the case is told: nothing when it knows by itself.
    #[must_use]
    pub const fn ending(self) -> Option<EnforcementEndGround> {
        match self {
            Self::Performed | Self::DecisionRevoked => None,
            Self::CourtEnded => Some(EnforcementEndGround::CourtEnded),
            Self::CourtRefused => Some(EnforcementEndGround::CourtRefused),
            Self::NothingLeft => Some(EnforcementEndGround::NothingLeft),
            Self::Lapsed => Some(EnforcementEndGround::Lapsed),
        }
    }
}

/// The enforcement of one decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Enforcement {
    /// Before anything was overdue.
    #[default]
    Absent,
    /// The decision is not performed in time.
    Open {
        /// What holds in every state.
        dossier: Box<Dossier>,
    },
    /// The party was called on to perform (已催告).
    Demanded {
        /// What holds in every state.
        dossier: Box<Dossier>,
        /// The demand.
        demand: Box<Demand>,
    },
    /// The court was asked.
    Applied {
        /// What holds in every state.
        dossier: Box<Dossier>,
        /// The demand.
        demand: Box<Demand>,
        /// The application.
        application: Box<Application>,
    },
    /// The court examines.
    Accepted {
        /// What holds in every state.
        dossier: Box<Dossier>,
        /// The demand.
        demand: Box<Demand>,
        /// The application.
        application: Box<Application>,
        /// Its acceptance.
        acceptance: Box<Acceptance>,
    },
    /// The court enforces.
    Granted {
        /// What holds in every state.
        dossier: Box<Dossier>,
        /// The demand.
        demand: Box<Demand>,
        /// The application.
        application: Box<Application>,
        /// The ruling.
        ruling: Ruling,
    },
    /// Suspended (中止执行).
    Suspended {
        /// What holds in every state.
        dossier: Box<Dossier>,
        /// Why and since when.
        suspension: Suspension,
        /// What it was before.
        before: Box<Enforcement>,
    },
    /// Over.
    Finished {
        /// What holds in every state.
        dossier: Box<Dossier>,
        /// How.
        finish: Finish,
        /// When.
        finished_on: Date,
        /// The document or the facts that say so.
        instrument: String,
    },
}

/// The state without its facts.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum EnforcementStatus {
    /// Before anything was overdue.
    Absent,
    /// Not performed in time.
    Open,
    /// Called on to perform.
    Demanded,
    /// The court was asked.
    Applied,
    /// The court examines.
    Accepted,
    /// The court enforces.
    Granted,
    /// Suspended.
    Suspended,
    /// Over.
    Finished,
}

impl Enforcement {
    /// The state without its facts.
    #[must_use]
    pub const fn status(&self) -> EnforcementStatus {
        match self {
            Self::Absent => EnforcementStatus::Absent,
            Self::Open { .. } => EnforcementStatus::Open,
            Self::Demanded { .. } => EnforcementStatus::Demanded,
            Self::Applied { .. } => EnforcementStatus::Applied,
            Self::Accepted { .. } => EnforcementStatus::Accepted,
            Self::Granted { .. } => EnforcementStatus::Granted,
            Self::Suspended { .. } => EnforcementStatus::Suspended,
            Self::Finished { .. } => EnforcementStatus::Finished,
        }
    }

    /// What holds in every state, once it is open.
    #[must_use]
    pub fn dossier(&self) -> Option<&Dossier> {
        match self {
            Self::Absent => None,
            Self::Open { dossier }
            | Self::Demanded { dossier, .. }
            | Self::Applied { dossier, .. }
            | Self::Accepted { dossier, .. }
            | Self::Granted { dossier, .. }
            | Self::Suspended { dossier, .. }
            | Self::Finished { dossier, .. } => Some(dossier),
        }
    }

    pub(super) fn dossier_mut(&mut self) -> Option<&mut Dossier> {
        match self {
            Self::Absent => None,
            Self::Open { dossier }
            | Self::Demanded { dossier, .. }
            | Self::Applied { dossier, .. }
            | Self::Accepted { dossier, .. }
            | Self::Granted { dossier, .. }
            | Self::Suspended { dossier, .. }
            | Self::Finished { dossier, .. } => Some(dossier),
        }
    }

    /// The demand, once it was served.
    #[must_use]
    pub fn demand(&self) -> Option<&Demand> {
        match self {
            Self::Absent | Self::Open { .. } | Self::Finished { .. } => None,
            Self::Demanded { demand, .. }
            | Self::Applied { demand, .. }
            | Self::Accepted { demand, .. }
            | Self::Granted { demand, .. } => Some(demand),
            Self::Suspended { before, .. } => before.demand(),
        }
    }

    /// The clocks that run.
    #[must_use]
    pub fn clocks(&self) -> Vec<&Due> {
        match self {
            Self::Absent | Self::Granted { .. } | Self::Finished { .. } => Vec::new(),
            Self::Open { dossier } => dossier.clocks(),
            Self::Demanded { dossier, demand } => {
                let mut clocks = dossier.clocks();
                clocks.push(&demand.due);
                clocks
            }
            Self::Applied { application, .. } => vec![&application.accept],
            Self::Accepted { acceptance, .. } => vec![&acceptance.rule],
            // waiting for the party or a third person does not hold the three months for the court
            Self::Suspended {
                dossier,
                suspension,
                before,
            } => match before.as_ref() {
                Self::Open { .. } | Self::Demanded { .. } => dossier
                    .clocks()
                    .into_iter()
                    .chain(&suspension.lapse)
                    .collect(),
                Self::Absent
                | Self::Applied { .. }
                | Self::Accepted { .. }
                | Self::Granted { .. }
                | Self::Suspended { .. }
                | Self::Finished { .. } => suspension.lapse.iter().collect(),
            },
        }
    }

    /// The clock of `rule`, if it runs.
    #[must_use]
    pub fn clock(&self, rule: &str) -> Option<&Due> {
        self.clocks().into_iter().find(|due| due.rule == rule)
    }
}

impl Dossier {
    fn clocks(&self) -> Vec<&Due> {
        std::iter::once(&self.window.closes)
            .chain(&self.surcharge)
            .collect()
    }
}
