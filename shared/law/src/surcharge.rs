//! The surcharge on an unpaid fine (加处罚款): three per cent a day, never more than the fine
//! (行政处罚法 Art.72(1), 行政强制法 Art.45).

use jiff::civil::Date;
use kernel::Fen;
use serde::{Deserialize, Serialize};

use crate::adjustments::{Pause, merged};
use crate::calendar::CalendarError;
use crate::count::{self, Measure};
use crate::due::DueError;

/// Per cent of the fine for each day.
const PER_CENT_A_DAY: i128 = 3;
const HUNDRED: i128 = 100;

/// What an unpaid fine has grown by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surcharge {
    /// The surcharge in fen, rounded down.
    pub amount: Fen,
    /// Whether the cap, the fine itself, is reached.
    pub capped: bool,
}

/// The surcharge on `fine` after `overdue_days` days. It does not compound, and it reaches its cap
/// on day 34.
#[must_use]
pub fn surcharge(fine: Fen, overdue_days: u32) -> Surcharge {
    surcharge_on_rest(fine, [(fine, overdue_days)])
}

/// The surcharge on `fine` of which less and less was left. Each spell says how much was unpaid and
/// for how many days. The cap is the fine, however little of it is left.
#[must_use]
pub fn surcharge_on_rest(fine: Fen, spells: impl IntoIterator<Item = (Fen, u32)>) -> Surcharge {
    let grown: i128 = spells
        .into_iter()
        .map(|(left, days)| i128::from(left.get()) * i128::from(days))
        .sum::<i128>()
        .saturating_mul(PER_CENT_A_DAY)
        / HUNDRED;
    let capped = grown > i128::from(fine.get());
    let amount = i64::try_from(grown).ok().and_then(|fen| Fen::new(fen).ok());
    Surcharge {
        amount: amount.filter(|_| !capped).unwrap_or(fine),
        capped,
    }
}

/// Days after `due` up to and including `today`, less those under reconsideration or litigation
/// (行政处罚法 Art.73(3)). `stops` may overlap.
pub fn overdue_days(due: Date, today: Date, stops: &[Pause]) -> Result<u32, DueError> {
    let days = count::counted(&[], due, today, Measure::Calendar, &merged(stops)?);
    u32::try_from(days).map_err(|_| CalendarError::OutOfRange.into())
}
