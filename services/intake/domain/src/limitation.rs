//! Limitation (追究时效): an act that was not discovered in time is not punished.

use jiff::civil::Date;
use law::{Adjustments, Calendar, Refusal, rule};

/// Refuses when more than two years, or five where life, health or financial security was harmed,
/// lie between the end of the act and its discovery (行政处罚法 Art. 36).
///
/// # Errors
/// The refusal, with the day on which the period ended.
pub fn within_limitation(
    calendar: &Calendar,
    act_ended_on: Date,
    discovered_on: Date,
    grave_harm: bool,
) -> Result<(), Refusal> {
    let rule = rule(if grave_harm {
        "PEN-LIM-5Y"
    } else {
        "PEN-LIM-2Y"
    })?;
    let due = calendar.due(rule, act_ended_on, &Adjustments::none())?;
    if discovered_on <= due.raw {
        return Ok(());
    }
    Err(Refusal::of_rule("limitation-passed", rule)
        .missing(format!(
            "discovery on or before {}; it was {discovered_on}",
            due.raw
        ))
        .cure("decline to file with reason limitation-passed; a later end of the act needs proof")
        .titled("已过行政处罚追究时效", "The limitation period has passed"))
}
