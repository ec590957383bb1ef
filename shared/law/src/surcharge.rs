//! The surcharge on an unpaid fine (加处罚款): three per cent a day, never more than the fine
//! (行政处罚法 Art.72(1), 行政强制法 Art.45).

use std::num::NonZeroU32;

use jiff::civil::Date;
use kernel::Fen;
use serde::{Deserialize, Serialize};

use crate::adjustments::{Pause, merged};
use crate::calendar::CalendarError;
use crate::count::{self, Measure};
use crate::due::DueError;

/// Per cent of the fine for each day.
const PER_CENT_A_DAY: u64 = 3;
const HUNDRED: NonZeroU32 = NonZeroU32::new(100).unwrap();

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
    let per_cent = PER_CENT_A_DAY * u64::from(overdue_days);
    let capped = per_cent > u64::from(HUNDRED.get()) && !fine.is_zero();
    let amount = if capped {
        fine
    } else {
        fine.ratio_floor(per_cent, HUNDRED).unwrap_or(fine)
    };
    Surcharge { amount, capped }
}

/// Days after `due` up to and including `today`, less those under reconsideration or litigation
/// (行政处罚法 Art.73(3)). `stops` may overlap.
pub fn overdue_days(due: Date, today: Date, stops: &[Pause]) -> Result<u32, DueError> {
    let days = count::counted(&[], due, today, Measure::Calendar, &merged(stops)?);
    u32::try_from(days).map_err(|_| CalendarError::OutOfRange.into())
}
