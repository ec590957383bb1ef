//! Substitute performance (代履行, 行政强制法 Art. 50 to 52): the agency removes or restores at the party's
//! cost what the party was ordered to and did not.
//!
//! ```text
//! Undecided ─decide─► Decided ─remind─► Reminded ─perform─► Performed
//!                  ▲  └─stop─► Stopped ◄─stop─┤
//!                  └─────────── replan ────────┘
//! ```
//!
//! Deliberately absent: clearing at once what lies on roads and waterways (52), which needs no decision
//! before, and the demolition of illegal buildings (44).
//!
//! Invariants: nothing is done at night or on a day off unless it is urgent, nor by cutting a dwelling's
//! water, power, heat or gas (43); three full working days lie between the last reminder and the
//! performance (51).

mod decide;
mod gates;
mod state;

use jiff::Timestamp;
use jiff::civil::Time;
use kernel::{legal_date, legal_datetime};
use law::{Calendar, Due, Refusal};
use serde::{Deserialize, Serialize};

pub use state::{
    Hazard, Plan, Reminder, Substitute, SubstituteCommand, SubstituteDraft, SubstituteEvent,
    SubstituteStatus, SubstituteStep, Work,
};

use crate::proceeding::{Facts, Proceeding, StepRule};
use crate::property::Item;

/// 3 working days before the performance: the last day to remind the party.
pub const REMIND: &str = "ENF-SUBST-3";
/// Clocks whose running out is an event.
pub const TIMED: [&str; 1] = [REMIND];

/// When nothing is enforced (夜间). The law does not say from when to when: configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NightHours {
    /// The night begins.
    pub from: Time,
    /// It ends.
    pub to: Time,
}

impl Default for NightHours {
    /// Ten in the evening to six in the morning.
    fn default() -> Self {
        Self {
            from: Time::constant(22, 0, 0, 0),
            to: Time::constant(6, 0, 0, 0),
        }
    }
}

impl NightHours {
    /// Whether `time` lies in the night, which may go over midnight.
    #[must_use]
    pub fn contains(self, time: Time) -> bool {
        if self.from <= self.to {
            self.from <= time && time < self.to
        } else {
            self.from <= time || time < self.to
        }
    }

    /// Refuses enforcement at `at` by night or on a day off (Art. 43). The law names statutory holidays;
    /// that ordinary weekends are spared too is the platform's reading.
    ///
    /// # Errors
    /// The refusal, or that the calendar does not know the year.
    pub fn spare(self, calendar: &Calendar, at: Timestamp) -> Result<(), Refusal> {
        let day = calendar.is_working_day(legal_date(at))?;
        let missing = if self.contains(legal_datetime(at).time()) {
            format!(
                "an hour outside the night from {} to {}",
                self.from, self.to
            )
        } else if day.is_working() {
            return Ok(());
        } else {
            format!("a working day; it is {}", day.reason())
        };
        Err(Refusal::new("night-or-holiday", "ENF-43-1")
            .citing("行政强制法第四十三条第一款")
            .missing(missing)
            .cure("enforce by day on a working day, or say why it is urgent")
            .titled(
                "不得在夜间或者法定节假日实施行政强制执行",
                "Nothing is enforced by night or on holidays",
            ))
    }
}

impl Proceeding for Substitute {
    type Command = SubstituteCommand;
    type Kind = SubstituteStep;
    type Status = SubstituteStatus;
    type Event = SubstituteEvent;

    const STEPS: &'static [StepRule<Self>] = gates::STEPS;
    const CHAPTER: &'static str = "行政强制法第四章第三节";

    fn kind_of(command: &SubstituteCommand) -> SubstituteStep {
        command.kind()
    }

    fn status(&self) -> SubstituteStatus {
        match self {
            Self::Undecided => SubstituteStatus::Undecided,
            Self::Decided { .. } => SubstituteStatus::Decided,
            Self::Reminded { .. } => SubstituteStatus::Reminded,
            Self::Performed { .. } => SubstituteStatus::Performed,
            Self::Stopped { .. } => SubstituteStatus::Stopped,
        }
    }

    fn judge(
        &self,
        command: SubstituteCommand,
        facts: &Facts<'_>,
    ) -> Result<Vec<SubstituteEvent>, Refusal> {
        decide::judge(self, command, facts)
    }

    fn evolve(self, event: &SubstituteEvent) -> Self {
        state::evolve(self, event)
    }

    fn clocks(&self) -> Vec<&Due> {
        match self {
            Self::Decided { plan } => vec![&plan.remind],
            Self::Undecided
            | Self::Reminded { .. }
            | Self::Performed { .. }
            | Self::Stopped { .. } => Vec::new(),
        }
    }

    fn overdue(&self) -> Vec<&str> {
        let missed = self.plan().is_some_and(|plan| plan.reminder_missed);
        if missed { vec![REMIND] } else { Vec::new() }
    }

    fn items(&self) -> &[Item] {
        &[]
    }
}
