//! What a referral is at a moment.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::{ActorId, CaseId, OfficerId};
use law::Due;
use serde::{Deserialize, Serialize};

use crate::procedure::Clocked;

/// What every referral carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// The case.
    pub case: CaseId,
    /// Name of the suspected crime (涉嫌罪名).
    pub offence: String,
    /// The task group (专案组).
    pub group: Vec<OfficerId>,
    /// Since when.
    pub opened_on: Date,
    /// Clocks that ran out: the rule, and the last day of the latest one.
    #[serde(default)]
    pub overdue: BTreeMap<String, Date>,
}

impl Dossier {
    /// Whether `person` is in the task group.
    #[must_use]
    pub fn has_in_group(&self, person: ActorId) -> bool {
        self.group
            .iter()
            .any(|officer| officer.uuid() == person.uuid())
    }
}

/// The written report that proposes the referral.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Facts, and why they suggest a crime.
    pub content: String,
    /// Who wrote it.
    pub by: ActorId,
    /// When the head received it.
    pub on: Date,
}

/// What went to the police (Art. 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// The police organ of the same level.
    pub police: String,
    /// The letter (涉嫌犯罪案件移送书).
    pub letter: String,
    /// The investigation report.
    pub report: String,
    /// The list of items; it says so when there are none.
    pub items: String,
    /// Test reports and expert opinions.
    pub test_reports: Vec<String>,
    /// The procuratorate that got a copy.
    pub copied_to: String,
    /// When.
    pub on: Date,
}

/// A referral.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Referral {
    /// Before it was opened.
    #[default]
    Unopened,
    /// The task group checks the facts.
    Group {
        /// Its papers.
        dossier: Box<Dossier>,
    },
    /// The head has the report.
    Reported {
        /// Its papers.
        dossier: Box<Dossier>,
        /// The report.
        report: Report,
        /// By when the head decides.
        approve: Due,
    },
    /// The head approved.
    Approved {
        /// Its papers.
        dossier: Box<Dossier>,
        /// By when it goes to the police.
        transfer: Due,
    },
    /// The head did not approve.
    Disapproved {
        /// Its papers.
        dossier: Box<Dossier>,
        /// Why not, as recorded.
        reasons: String,
    },
    /// The police examine it.
    Transferred {
        /// Its papers.
        dossier: Box<Dossier>,
        /// What went.
        sent: Transfer,
        /// By when the police decide.
        police: Due,
    },
    /// The police filed it (立案).
    Accepted {
        /// Its papers.
        dossier: Box<Dossier>,
        /// By when items and material are handed over.
        hand_over: Due,
    },
    /// Everything was handed over.
    HandedOver {
        /// Its papers.
        dossier: Box<Dossier>,
        /// When.
        on: Date,
    },
    /// The police did not file it.
    Declined {
        /// Its papers.
        dossier: Box<Dossier>,
        /// By when the agency may object.
        object: Due,
        /// Whether the police were asked to reconsider already.
        reconsidered: bool,
    },
    /// The police reconsider.
    Reconsidering {
        /// Its papers.
        dossier: Box<Dossier>,
        /// By when they answer.
        police: Due,
    },
    /// The procuratorate supervises the filing (立案监督).
    Supervised {
        /// Its papers.
        dossier: Box<Dossier>,
        /// Since when.
        since: Date,
    },
    /// It came back: the agency handles the case itself.
    Returned {
        /// Its papers.
        dossier: Box<Dossier>,
        /// When.
        on: Date,
    },
}

/// What a referral means for the decision of its case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Posture {
    /// There is none, or the head did not approve, or it came back.
    #[default]
    None,
    /// It is on its way.
    Pending,
    /// The police filed it.
    WithPolice,
}

impl Referral {
    /// Its papers, once opened.
    #[must_use]
    pub fn dossier(&self) -> Option<&Dossier> {
        match self {
            Self::Unopened => None,
            Self::Group { dossier }
            | Self::Reported { dossier, .. }
            | Self::Approved { dossier, .. }
            | Self::Disapproved { dossier, .. }
            | Self::Transferred { dossier, .. }
            | Self::Accepted { dossier, .. }
            | Self::HandedOver { dossier, .. }
            | Self::Declined { dossier, .. }
            | Self::Reconsidering { dossier, .. }
            | Self::Supervised { dossier, .. }
            | Self::Returned { dossier, .. } => Some(dossier),
        }
    }

    /// Its papers, to be carried into the next state.
    pub(super) fn into_dossier(self) -> Option<Box<Dossier>> {
        match self {
            Self::Unopened => None,
            Self::Group { dossier }
            | Self::Reported { dossier, .. }
            | Self::Approved { dossier, .. }
            | Self::Disapproved { dossier, .. }
            | Self::Transferred { dossier, .. }
            | Self::Accepted { dossier, .. }
            | Self::HandedOver { dossier, .. }
            | Self::Declined { dossier, .. }
            | Self::Reconsidering { dossier, .. }
            | Self::Supervised { dossier, .. }
            | Self::Returned { dossier, .. } => Some(dossier),
        }
    }

    /// Its papers, to be written on.
    pub(super) fn dossier_mut(&mut self) -> Option<&mut Dossier> {
        match self {
            Self::Unopened => None,
            Self::Group { dossier }
            | Self::Reported { dossier, .. }
            | Self::Approved { dossier, .. }
            | Self::Disapproved { dossier, .. }
            | Self::Transferred { dossier, .. }
            | Self::Accepted { dossier, .. }
            | Self::HandedOver { dossier, .. }
            | Self::Declined { dossier, .. }
            | Self::Reconsidering { dossier, .. }
            | Self::Supervised { dossier, .. }
            | Self::Returned { dossier, .. } => Some(dossier),
        }
    }

    /// What it means for the decision of its case.
    #[must_use]
    pub const fn posture(&self) -> Posture {
        match self {
            Self::Unopened | Self::Disapproved { .. } | Self::Returned { .. } => Posture::None,
            Self::Group { .. }
            | Self::Reported { .. }
            | Self::Approved { .. }
            | Self::Transferred { .. }
            | Self::Declined { .. }
            | Self::Reconsidering { .. }
            | Self::Supervised { .. } => Posture::Pending,
            Self::Accepted { .. } | Self::HandedOver { .. } => Posture::WithPolice,
        }
    }

    /// Whether it came to its end.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(
            self,
            Self::Disapproved { .. } | Self::HandedOver { .. } | Self::Returned { .. }
        )
    }

    /// Whether the head approved it, whatever came after.
    #[must_use]
    pub const fn is_approved(&self) -> bool {
        !matches!(
            self,
            Self::Unopened | Self::Group { .. } | Self::Reported { .. } | Self::Disapproved { .. }
        )
    }
}

impl Clocked for Referral {
    fn clocks(&self) -> Vec<&Due> {
        match self {
            Self::Reported { approve: due, .. }
            | Self::Approved { transfer: due, .. }
            | Self::Transferred { police: due, .. }
            | Self::Reconsidering { police: due, .. }
            | Self::Accepted { hand_over: due, .. }
            | Self::Declined { object: due, .. } => vec![due],
            Self::Unopened
            | Self::Group { .. }
            | Self::Disapproved { .. }
            | Self::HandedOver { .. }
            | Self::Supervised { .. }
            | Self::Returned { .. } => Vec::new(),
        }
    }

    fn missed(&self, rule: &str) -> bool {
        self.dossier()
            .is_some_and(|dossier| dossier.overdue.contains_key(rule))
    }

    fn status(&self) -> &'static str {
        match self {
            Self::Unopened => "unopened",
            Self::Group { .. } => "group",
            Self::Reported { .. } => "reported",
            Self::Approved { .. } => "approved",
            Self::Disapproved { .. } => "disapproved",
            Self::Transferred { .. } => "transferred",
            Self::Accepted { .. } => "accepted",
            Self::HandedOver { .. } => "handed-over",
            Self::Declined { .. } => "declined",
            Self::Reconsidering { .. } => "reconsidering",
            Self::Supervised { .. } => "supervised",
            Self::Returned { .. } => "returned",
        }
    }
}
