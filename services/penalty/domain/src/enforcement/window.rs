//! When the court may be asked.

use jiff::civil::Date;
use law::{Adjustments, Calendar, Due, Refusal, rule};
use serde::{Deserialize, Serialize};

use super::COURT;
use super::command::Debt;

/// The time in which the agency may apply to the court.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The last day on which the party could sue.
    pub litigation_ended: Date,
    /// The first day for the agency.
    pub opens: Date,
    /// The last day for the agency.
    pub closes: Due,
}

impl Window {
    /// The window of `debt` as it stands.
    ///
    /// # Errors
    /// When the calendar cannot count that far.
    pub fn of(debt: &Debt, calendar: &Calendar) -> Result<Self, Refusal> {
        let (id, trigger) = match debt.remedy.reconsidered_on {
            Some(received) => ("REM-LIT-15", received),
            None => ("REM-LIT-6M", debt.served_on),
        };
        let due = |id: &str, day: Date| {
            Ok::<Due, Refusal>(calendar.due(rule(id)?, day, &Adjustments::none())?)
        };
        // the right to sue ends late for the party, so the window opens late
        let litigation_ended = due(id, trigger)?.effective;
        let from = debt
            .plan_ends
            .map_or(litigation_ended, |planned| planned.max(litigation_ended));
        Ok(Self {
            litigation_ended,
            opens: from.tomorrow().unwrap_or(from),
            closes: due(COURT, from)?,
        })
    }
}
