//! Who is punished and how much (是否处罚、如何处罚): the table of 行政处罚法 Art. 30 to 33, 36 and 49,
//! looked at row by row. Every row keeps what it asked and what was found, so that the reasoning can be
//! read whatever the result.
//!
//! The order of the rows is that of the law: whether there is a penalty at all, then how heavy. Where a
//! row that spares and the emergency row both hold, the one that spares counts; that is our reading.

mod circumstances;
mod conform;
mod table;

pub use circumstances::{Capacity, Circumstances, Harm, LighterGround};
pub(crate) use conform::explained;
pub use conform::{Departure, DepartureFrom, DepartureReason, contradicts, may_mitigate};
pub use table::{Condition, Effect, Finding, Row, RowFound};

use serde::{Deserialize, Serialize};

use crate::limitation::Limitation;
use crate::party::Age;

/// The table, answered for one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The effect of the first row that holds; ordinary if none does.
    pub effect: Effect,
    /// The article of that row.
    pub article: Option<String>,
    /// Every row, in order.
    pub rows: Vec<RowFound>,
}

impl Assessment {
    /// Whether `row` holds.
    #[must_use]
    pub fn holds(&self, row: Row) -> bool {
        self.rows
            .iter()
            .any(|found| found.row == row && found.holds)
    }

    /// The rows that hold, in order.
    pub fn held(&self) -> impl Iterator<Item = Row> {
        self.rows
            .iter()
            .filter(|found| found.holds)
            .map(|found| found.row)
    }

    /// Whether a row that holds obliges to a lighter or mitigated penalty.
    #[must_use]
    pub fn must_be_lighter(&self) -> bool {
        self.held()
            .any(|row| row.effect() == Effect::ShallBeLighter)
    }
}

/// Answers every row. `age` is that of a natural person on the day of the act.
#[must_use]
pub fn assess(
    circumstances: &Circumstances,
    age: Option<Age>,
    limitation: &Limitation,
) -> Assessment {
    let rows: Vec<RowFound> = Row::ALL
        .iter()
        .map(|row| row.ask(circumstances, age, limitation))
        .collect();
    let first = rows.iter().find(|found| found.holds);
    Assessment {
        effect: first.map_or(Effect::Ordinary, |found| found.effect),
        article: first.map(|found| found.article.clone()),
        rows,
    }
}
