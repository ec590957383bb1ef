//! The clocks of a measure.

use jiff::civil::Date;
use law::{Adjustments, Calendar, Due, Refusal};

use super::state::MeasureFile;

/// 24 hours to report an urgent measure and make its approval good.
pub const URGENT: &str = "ENF-EMERG-24H";
/// 30 days of sealing or seizing.
pub const SEIZE: &str = "ENF-SEIZE-30";
/// 30 days of freezing.
pub const FREEZE: &str = "ENF-FREEZE-30";
/// The period of another measure, set by its own instrument.
pub const OTHER: &str = "ENF-OTHER";
/// 3 working days to hand the decision to freeze to the party.
pub const FREEZE_DOCUMENT: &str = "ENF-FREEZE-DOC-3";
/// To the end of the first period: the party must know of the extension before it bites. The law says
/// "in time" (及时, Art. 25) without a number; this bound is the platform's reading.
pub const EXTENSION_NOTICE: &str = "ENF-EXTENSION-NOTICE";

/// Clocks whose running out is an event.
pub const TIMED: [&str; 6] = [
    URGENT,
    SEIZE,
    FREEZE,
    OTHER,
    FREEZE_DOCUMENT,
    EXTENSION_NOTICE,
];

impl MeasureFile {
    /// The period of the measure when it is carried out on `day`, before anything moves its end.
    ///
    /// # Errors
    /// When the calendar cannot count that far.
    pub fn period_from(&self, day: Date, calendar: &Calendar) -> Result<Due, Refusal> {
        let rule = self.kind.period_rule(self.special_period.as_ref(), day)?;
        Ok(calendar.due(&rule, day, &Adjustments::none())?)
    }
}
