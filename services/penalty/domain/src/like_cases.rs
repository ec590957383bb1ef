//! Like cases (类案): how the same item and circumstances were decided in the region. What is counted
//! is so coarse that nobody can be found in it: fewer than five cases are not shown.
//!
//! The region is always the whole city of the case, whoever asks. If a county and its city could both
//! be asked, a small county would be given away by subtraction. For the same reason circumstances are
//! cells that do not overlap, and there is no total over them.

use kernel::{Fen, Region, RegionLevel};
use serde::Serialize;

use crate::case::Grade;
use crate::party::PartyKind;

/// The fewest cases that are shown.
pub const CELL_MIN: usize = 5;

/// The circumstances that make cases alike; each case lies in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Item of the power list.
    pub item: String,
    /// Grade of discretion.
    pub grade: Grade,
    /// Kind of the party.
    pub party: PartyKind,
}

/// How like cases were decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quartiles {
    /// How many.
    pub count: usize,
    /// A quarter of the fines lie at or below it.
    pub lower: Fen,
    /// Half of them.
    pub median: Fen,
    /// Three quarters of them.
    pub upper: Fen,
}

/// The region in which cases are compared: the city, or what stands above counties.
#[must_use]
pub fn compared_in(region: Region) -> Region {
    if region.level() == RegionLevel::County {
        region.parent().unwrap_or(region)
    } else {
        region
    }
}

/// What may be shown of `fines`; nothing if there are too few.
#[must_use]
pub fn shown(mut fines: Vec<Fen>) -> Option<Quartiles> {
    let count = fines.len();
    if count < CELL_MIN {
        return None;
    }
    fines.sort_unstable();
    let quarter = |quarters: usize| {
        let place = (count * quarters).div_ceil(4).saturating_sub(1);
        fines.get(place).copied()
    };
    Some(Quartiles {
        count,
        lower: quarter(1)?,
        median: quarter(2)?,
        upper: quarter(3)?,
    })
}
