//! Discretion (行政裁量): the published benchmark of an item gives a band inside the range of the law, a
//! person picks the amount inside it and says why (行政处罚法 Art. 5, 34).

mod benchmark;
mod calculate;
mod income;
mod several;

pub use benchmark::{Benchmark, CutOffs, Factor, GradeBand, check_benchmarks};
pub use calculate::{Band, Measured, check_fine, measure, outside_band, outside_range};
pub use income::{DEDUCTION_CITATION, IncomeFound, IncomeStep, confiscable};
pub use several::{Norm, heaviest};
