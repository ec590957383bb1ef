//! Coercive measures (行政强制措施): seal, seize, freeze, and what other laws set.
//!
//! ```text
//! Unrequested ─request─► Requested ─rule─► Approved ─impose─► Active ─lift, dispose─► Lifted ─return─► Ended
//!                            │    └─rule─► Refused              │ ▲                     ▲
//!                            └──── impose, urgent ──────────────┘ │                     │
//!                      extend, start-testing, end-testing, sell ──┘ run-out ► Expired ──┘ lift
//! ```
//!
//! Law encoded (行政强制法): who may set a measure (10, 22, 29), the ten preconditions (18, 24), urgency
//! (19), handing over to the judicial organ (21), what may not be taken (23, 29), the period and its one
//! extension (25, 32), testing that was notified (25), disposal (27), lifting and return (28, 33), freezing
//! and its document (29 to 33).
//!
//! Invariants: a period is never moved to a working day and never stands still without a notice to the
//! party; a measure whose period ran out is without force from the next day on, and nothing but
//! return is left.
//!
//! Deliberately absent: limiting a person's freedom (20), transfer of frozen money (划拨, 47), and whether
//! an organisation is entrusted, for this power cannot be (17): only the team that dispatch assigned acts.

mod clocks;
mod command;
mod decide;
mod event;
mod evolve;
mod gates;
mod kind;
mod state;

pub use clocks::{EXTENSION_NOTICE, FREEZE, FREEZE_DOCUMENT, OTHER, SEIZE, TIMED, URGENT};
pub use command::{Disposal, MeasureCommand, MeasureDraft, MeasureStep, TestingStated};
pub(crate) use decide::confiscated;
pub use event::MeasureEvent;
pub use kind::{MeasureKind, SpecialPeriod};
pub use state::{
    Extended, Held, LiftGround, Lifting, Measure, MeasureFile, MeasureStatus, Notice, Period,
    Testing, TestingGround,
};

use law::{Due, Refusal};

use crate::proceeding::{Facts, Proceeding, StepRule};
use crate::property::Item;

impl Proceeding for Measure {
    type Command = MeasureCommand;
    type Kind = MeasureStep;
    type Status = MeasureStatus;
    type Event = MeasureEvent;

    const STEPS: &'static [StepRule<Self>] = gates::STEPS;
    const CHAPTER: &'static str = "行政强制法第三章";

    fn kind_of(command: &MeasureCommand) -> MeasureStep {
        command.kind()
    }

    fn status(&self) -> MeasureStatus {
        match self {
            Self::Unrequested => MeasureStatus::Unrequested,
            Self::Requested { .. } => MeasureStatus::Requested,
            Self::Refused { .. } => MeasureStatus::Refused,
            Self::Approved { .. } => MeasureStatus::Approved,
            Self::Active { .. } => MeasureStatus::Active,
            Self::Expired { .. } => MeasureStatus::Expired,
            Self::Lifted { .. } => MeasureStatus::Lifted,
            Self::Ended { .. } => MeasureStatus::Ended,
        }
    }

    fn judge(
        &self,
        command: MeasureCommand,
        facts: &Facts<'_>,
    ) -> Result<Vec<MeasureEvent>, Refusal> {
        decide::judge(self, command, facts)
    }

    fn evolve(self, event: &MeasureEvent) -> Self {
        evolve::evolve(self, event)
    }

    fn clocks(&self) -> Vec<&Due> {
        self.running()
    }

    fn overdue(&self) -> Vec<&str> {
        self.held()
            .map(|held| held.overdue.iter().map(String::as_str).collect())
            .unwrap_or_default()
    }

    fn items(&self) -> &[Item] {
        self.file().map_or(&[], |file| &file.items)
    }

    /// Accounts at banks are shortened.
    fn masked(&self) -> Self {
        let mut shown = self.clone();
        if self
            .file()
            .is_some_and(|file| file.kind == MeasureKind::Freeze)
        {
            for item in shown.items_mut() {
                item.mark = item.mark.as_deref().map(kernel::mask::bank_account);
            }
        }
        shown
    }
}
