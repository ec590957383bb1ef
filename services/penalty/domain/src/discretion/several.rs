//! One act that breaks several norms: the one with the higher fine applies (行政处罚法 Art. 29).

use serde::Serialize;

use crate::power_list::FineRange;

/// A norm that the act broke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Norm {
    /// Item of the power list.
    pub item: String,
    /// Its range for these facts; none if it gives no amount.
    pub range: Option<FineRange>,
}

/// The norm whose fine is higher: by the upper end, then by the lower. Of equals the first.
#[must_use]
pub fn heaviest(norms: &[Norm]) -> Option<&Norm> {
    let height = |norm: &Norm| norm.range.map(|range| (range.max, range.min));
    norms.iter().rev().max_by_key(|norm| height(norm))
}
