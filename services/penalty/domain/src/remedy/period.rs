//! Whether an application or a suit is in time.

use jiff::ToSpan as _;
use jiff::civil::Date;
use law::{Adjustments, Due, Pause, Refusal};
use serde::{Deserialize, Serialize};

use super::command::Late;
use crate::procedure::Moment;

/// Longest time when the party was not told of its remedies: one year from when it knew the content
/// (行政复议法 Art. 20; 最高人民法院关于适用行政诉讼法的解释 Art. 64).
const UNTOLD_YEARS: i64 = 1;

/// Whether it came in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeliness {
    /// The period, with what lengthened it.
    pub due: Due,
    /// Whether the day lies within it.
    pub in_time: bool,
}

/// The period of `rule` from `knew_on`, the day the party knew the act. Obstacles stop it; when the
/// decision did not tell of the remedies, it counts from the day the party learnt of them.
pub(super) fn period(
    rule: &str,
    knew_on: Date,
    late: &Late,
    facts: &Moment<'_>,
) -> Result<Due, Refusal> {
    let learnt_on = late.learnt_on.filter(|on| *on >= knew_on);
    let adjustments = late
        .obstacle
        .iter()
        .map(|(from, to)| Pause::new(*from, *to, "不可抗力或者其他正当理由"))
        .fold(Adjustments::none(), Adjustments::paused);
    let due = facts.due_adjusted(rule, learnt_on.unwrap_or(knew_on), &adjustments)?;
    if learnt_on.is_none() {
        return Ok(due);
    }
    let limit = knew_on.saturating_add(UNTOLD_YEARS.years());
    Ok(Due {
        raw: due.raw.min(limit),
        effective: due.effective.min(limit),
        ..due
    })
}

/// Whether `filed_on` lies within `due`. The last day moved over holidays counts for the party.
pub(super) fn timely(due: Due, filed_on: Date) -> Timeliness {
    let in_time = filed_on <= due.effective;
    Timeliness { due, in_time }
}
