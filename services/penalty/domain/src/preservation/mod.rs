//! Registered preservation of evidence (证据先行登记保存, 行政处罚法 Art. 56): evidence that may be lost is
//! listed and kept for seven working days, in which each item must be dealt with.
//!
//! ```text
//! Unrequested ─request─► Requested ─rule─► Approved ─take─► Kept ─dispose─► Dealt ─return─► Ended
//!                            │    └─rule─► Refused           │                ▲
//!                            └──────── take, urgent ─────────┘ run-out ► Lapsed ─return─► Ended
//! ```
//!
//! It is no seizure: it gives no power to hold anything longer, and what is to be held longer is converted
//! into a measure that stands on its own power. What nobody dealt with by the end of the seventh
//! working day is free: 市场监督管理行政处罚程序规定 Art. 35 says so for market supervision; elsewhere it is
//! the platform's reading of Article 56.
//!
//! Acting first and reporting within 24 hours exists for market supervision only (程序规定 Art. 33);
//! Article 56 itself asks for approval before.

mod decide;
mod evolve;
mod gates;
mod state;
mod step;

pub use gates::PRECONDITIONS;
pub use state::{Kept, Preservation, PreservationFile, PreservationStatus};
pub use step::{
    PreservationCommand, PreservationDraft, PreservationEvent, PreservationStep, Treatment,
};

use law::{Due, Refusal};

use crate::proceeding::{Facts, Proceeding, StepRule};
use crate::property::Item;

/// 24 hours to report an urgent preservation and make its approval good.
pub const URGENT: &str = "PEN-EVD-URGENT";
/// 7 working days to deal with each item.
pub const KEEP: &str = "PEN-EVD-PRESERVE";
/// Clocks whose running out is an event.
pub const TIMED: [&str; 2] = [URGENT, KEEP];

impl Proceeding for Preservation {
    type Command = PreservationCommand;
    type Kind = PreservationStep;
    type Status = PreservationStatus;
    type Event = PreservationEvent;

    const STEPS: &'static [StepRule<Self>] = gates::STEPS;
    const CHAPTER: &'static str = "行政处罚法第五十六条";

    fn kind_of(command: &PreservationCommand) -> PreservationStep {
        command.kind()
    }

    fn status(&self) -> PreservationStatus {
        match self {
            Self::Unrequested => PreservationStatus::Unrequested,
            Self::Requested { .. } => PreservationStatus::Requested,
            Self::Refused { .. } => PreservationStatus::Refused,
            Self::Approved { .. } => PreservationStatus::Approved,
            Self::Kept { .. } => PreservationStatus::Kept,
            Self::Dealt { .. } => PreservationStatus::Dealt,
            Self::Lapsed { .. } => PreservationStatus::Lapsed,
            Self::Ended { .. } => PreservationStatus::Ended,
        }
    }

    fn judge(
        &self,
        command: PreservationCommand,
        facts: &Facts<'_>,
    ) -> Result<Vec<PreservationEvent>, Refusal> {
        decide::judge(self, command, facts)
    }

    fn evolve(self, event: &PreservationEvent) -> Self {
        evolve::evolve(self, event)
    }

    fn clocks(&self) -> Vec<&Due> {
        self.running()
    }

    fn overdue(&self) -> Vec<&str> {
        self.kept()
            .map(|kept| kept.overdue.iter().map(String::as_str).collect())
            .unwrap_or_default()
    }

    fn items(&self) -> &[Item] {
        self.file().map_or(&[], |file| &file.items)
    }
}
