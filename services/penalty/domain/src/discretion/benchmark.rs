//! Discretion benchmarks (裁量基准): published, versioned, each for one item.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::Fen;
use law::Refusal;
use serde::{Deserialize, Serialize};

use crate::case::Grade;
use crate::power_list::{FineRange, RowError};

/// Where the bands end inside a range, in thousandths of its span. Departmental practice, no number
/// of law: every benchmark may set its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CutOffs {
    /// A lighter fine ends here.
    pub lighter_to: u64,
    /// A heavier fine begins here.
    pub heavier_from: u64,
}

impl Default for CutOffs {
    fn default() -> Self {
        Self {
            lighter_to: 300,
            heavier_from: 700,
        }
    }
}

/// A circumstance and its weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// Code.
    pub code: String,
    /// What a reader sees.
    pub label: String,
    /// Below zero towards lighter, above towards heavier.
    pub weight: i16,
}

/// The band of one grade in amounts, in place of a share of the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeBand {
    /// Which grade.
    pub grade: Grade,
    /// Lower end.
    pub min: Fen,
    /// Upper end.
    pub max: Fen,
}

/// A benchmark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Item of the power list.
    pub item: String,
    /// Name of the document that set it.
    pub title: String,
    /// Day of its publication.
    pub published_on: Date,
    /// Where.
    #[serde(default)]
    pub url: String,
    /// First day in force.
    pub valid_from: Date,
    /// First day no longer in force; a newer benchmark of the item ends it too.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Sum of weights up to which the grade is lighter.
    #[serde(default = "minus_one")]
    pub lighter_at: i32,
    /// Sum of weights from which the grade is heavier.
    #[serde(default = "one")]
    pub heavier_at: i32,
    /// Where bands end that are shares of the range.
    #[serde(default)]
    pub cut_offs: CutOffs,
    /// The circumstances it weighs.
    #[serde(default)]
    pub factors: Vec<Factor>,
    /// Bands in amounts.
    #[serde(default)]
    pub bands: Vec<GradeBand>,
}

const fn minus_one() -> i32 {
    -1
}

const fn one() -> i32 {
    1
}

impl Benchmark {
    /// Whether it was published and in force on `day`.
    #[must_use]
    pub fn in_force_on(&self, day: Date) -> bool {
        self.published_on <= day
            && self.valid_from <= day
            && self.valid_to.is_none_or(|to| day < to)
    }

    /// The grade that `factors` lead to.
    ///
    /// # Errors
    /// A factor that the benchmark does not know.
    pub fn grade(&self, factors: &[String]) -> Result<Grade, Refusal> {
        let mut sum = 0_i32;
        for code in factors {
            let known = self.factors.iter().find(|factor| factor.code == *code);
            let factor = known.ok_or_else(|| self.unknown(code))?;
            sum = sum.saturating_add(factor.weight.into());
        }
        Ok(if sum <= self.lighter_at {
            Grade::Lighter
        } else if sum >= self.heavier_at {
            Grade::Heavier
        } else {
            Grade::General
        })
    }

    fn unknown(&self, code: &str) -> Refusal {
        let known: Vec<&str> = self.factors.iter().map(|one| one.code.as_str()).collect();
        Refusal::new("factor-unknown", "PEN-BENCHMARK")
            .citing("行政处罚法第三十四条")
            .missing(format!(
                "a circumstance of the benchmark ({}); `{code}` is none",
                known.join(", ")
            ))
            .cure("name the circumstances as the published benchmark does")
            .titled(
                "裁量基准没有该情节",
                "The benchmark has no such circumstance",
            )
    }

    /// The band of `grade` inside `range`. Bands in amounts never reach beyond the range; below it
    /// only the mitigated grade lies.
    #[must_use]
    pub fn band(&self, grade: Grade, range: Option<FineRange>) -> Option<FineRange> {
        let set = self.bands.iter().find(|band| band.grade == grade);
        let set = set.map(|band| FineRange {
            min: band.min,
            max: band.max,
        });
        match (set, range) {
            (Some(set), Some(range)) if grade != Grade::Mitigated => Some(FineRange {
                min: set.min.max(range.min).min(range.max),
                max: set.max.min(range.max).max(range.min),
            }),
            (Some(set), _) => Some(set),
            (None, Some(range)) => Some(share_of(grade, range, self.cut_offs)),
            (None, None) => None,
        }
    }
}

/// The part of `range` that belongs to `grade`. What is mitigated lies below the range; where the
/// range begins at nothing, its lighter part stands for it.
fn share_of(grade: Grade, range: FineRange, cut_offs: CutOffs) -> FineRange {
    let (lighter_to, heavier_from) = (
        range.at(cut_offs.lighter_to),
        range.at(cut_offs.heavier_from),
    );
    match grade {
        Grade::Mitigated => super::calculate::below(range).unwrap_or(FineRange {
            min: range.min,
            max: lighter_to,
        }),
        Grade::Lighter => FineRange {
            min: range.min,
            max: lighter_to,
        },
        Grade::General => FineRange {
            min: lighter_to,
            max: heavier_from,
        },
        Grade::Heavier => FineRange {
            min: heavier_from,
            max: range.max,
        },
    }
}

/// Every fault of `benchmarks`; none if they can be published.
#[must_use]
pub fn check_benchmarks(benchmarks: &[Benchmark]) -> Vec<RowError> {
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for (index, one) in benchmarks.iter().enumerate() {
        let mut fault = |problem: String| faults.push(RowError::at(index, problem));
        if one.item.trim().is_empty() || one.title.trim().is_empty() {
            fault("item or title is empty".to_owned());
        }
        if one.valid_from < one.published_on {
            fault(format!(
                "in force from {} but published on {} only",
                one.valid_from, one.published_on
            ));
        }
        if one.valid_to.is_some_and(|to| to <= one.valid_from) {
            fault("ends before it begins".to_owned());
        }
        if one.cut_offs.lighter_to > one.cut_offs.heavier_from || one.cut_offs.heavier_from > 1000 {
            fault("cut-offs are thousandths, the lighter one not above the heavier".to_owned());
        }
        if one.lighter_at >= one.heavier_at {
            fault("lighter_at must lie below heavier_at".to_owned());
        }
        if one.bands.iter().any(|band| band.min > band.max) {
            fault("a band ends below its beginning".to_owned());
        }
        if !seen.insert((one.item.as_str(), one.valid_from)) {
            fault(format!("item {} stands twice from one day", one.item));
        }
    }
    faults
}
