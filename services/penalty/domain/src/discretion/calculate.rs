//! From range and benchmark to the band, and whether a fine keeps to both.

use jiff::civil::Date;
use kernel::Fen;
use law::Refusal;
use serde::{Deserialize, Serialize};

use super::benchmark::Benchmark;
use crate::assessment::{Departure, DepartureFrom, explained};
use crate::case::{Grade, refused};
use crate::power_list::FineRange;

/// The middle of a range in thousandths: a lighter fine never lies above it, a heavier one never
/// below. 从轻 and 从重 mean the lower and upper part; that the middle parts them is our reading.
const MIDDLE: u64 = 500;

/// The band of a benchmark for one grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// From and to.
    #[serde(flatten)]
    pub amounts: FineRange,
    /// The document that set it.
    pub title: String,
    /// Day of its publication.
    pub published_on: Date,
    /// First day in force.
    pub valid_from: Date,
}

/// What the calculator found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The range of the law; none if it gives no amount.
    pub range: Option<FineRange>,
    /// The grade.
    pub grade: Grade,
    /// The grade that the circumstances lead to by the benchmark.
    pub grade_by_factors: Option<Grade>,
    /// The band of the benchmark; none if no benchmark was published.
    pub band: Option<Band>,
    /// How the band follows from the range, for the reader.
    pub formula: String,
}

/// The band of `grade` for an act that ended on `act_on`, as of `today`. Of several versions of the
/// benchmark that of the day of the act counts, unless the present one is lighter; where none was in
/// force then, the present one guides.
///
/// # Errors
/// A circumstance that the benchmark does not know.
pub fn measure(
    range: Option<FineRange>,
    benchmarks: &[Benchmark],
    (act_on, today): (Date, Date),
    (grade, factors): (Option<Grade>, &[String]),
) -> Result<Measured, Refusal> {
    let on = |day: Date| {
        let in_force = benchmarks.iter().filter(|one| one.in_force_on(day));
        in_force.max_by_key(|one| one.valid_from)
    };
    let (then, now) = (on(act_on), on(today));
    let judged = |benchmark: &Benchmark| -> Result<_, Refusal> {
        let by_factors = if factors.is_empty() {
            None
        } else {
            Some(benchmark.grade(factors)?)
        };
        let grade = grade.or(by_factors).unwrap_or_default();
        Ok((grade, by_factors, benchmark.band(grade, range)))
    };
    let mut chosen = then.or(now);
    if let (Some(then), Some(now)) = (then, now)
        && then != now
        && let (Ok((_, _, Some(old))), Ok((_, _, Some(new)))) = (judged(then), judged(now))
        && (new.max, new.min) < (old.max, old.min)
    {
        chosen = Some(now);
    }
    let Some(benchmark) = chosen else {
        return Ok(Measured {
            range,
            grade: grade.unwrap_or_default(),
            grade_by_factors: None,
            band: None,
            formula: formula(range, None),
        });
    };
    let (grade, grade_by_factors, amounts) = judged(benchmark)?;
    let band = amounts.map(|amounts| Band {
        amounts,
        title: benchmark.title.clone(),
        published_on: benchmark.published_on,
        valid_from: benchmark.valid_from,
    });
    Ok(Measured {
        range,
        grade,
        grade_by_factors,
        formula: formula(range, amounts),
        band,
    })
}

/// `fine = min + (max - min) × p`, with the numbers.
fn formula(range: Option<FineRange>, band: Option<FineRange>) -> String {
    let range = range.map_or_else(
        || "the provision gives no amount".to_owned(),
        |range| {
            format!(
                "range {} to {} yuan: min + (max - min) × p",
                range.min, range.max
            )
        },
    );
    let band = band.map_or_else(
        || "no published benchmark".to_owned(),
        |band| format!("band {} to {} yuan", band.min, band.max),
    );
    format!("{range}; {band}")
}

/// What lies below `range`; nothing if it begins at nothing.
pub(super) fn below(range: FineRange) -> Option<FineRange> {
    let fen = Fen::new(1).ok()?;
    let max = range.min.checked_sub(fen).ok()?;
    Some(FineRange {
        min: Fen::ZERO,
        max,
    })
}

/// The amounts that the law allows for a grade, whatever the benchmark says.
fn lawful(grade: Grade, range: FineRange) -> FineRange {
    let middle = range.at(MIDDLE);
    let lower = FineRange {
        min: range.min,
        max: middle,
    };
    match grade {
        Grade::Mitigated => below(range).unwrap_or(lower),
        Grade::Lighter => lower,
        Grade::General => range,
        Grade::Heavier => FineRange {
            min: middle,
            max: range.max,
        },
    }
}

/// What a `fine` outside of what the law allows for the grade lacks; nothing if it is inside.
#[must_use]
pub fn outside_range(fine: Fen, measured: &Measured) -> Option<String> {
    let lawful = lawful(measured.grade, measured.range?);
    (!lawful.contains(fine)).then(|| {
        format!(
            "for grade `{}` a fine from {} to {} yuan; it is {fine}",
            measured.grade, lawful.min, lawful.max
        )
    })
}

/// What a `fine` outside the band of the benchmark lacks, and the benchmark that says so; nothing if
/// it is inside, or a typed reason carries it out.
#[must_use]
pub fn outside_band(
    fine: Fen,
    measured: &Measured,
    departures: &[Departure],
) -> Option<(String, String)> {
    let band = measured.band.as_ref()?;
    let other = measured
        .grade_by_factors
        .filter(|grade| *grade != measured.grade);
    let inside = band.amounts.contains(fine) && other.is_none();
    if inside || explained(departures, DepartureFrom::Band) {
        return None;
    }
    let wanted = other.map_or_else(
        || {
            let FineRange { min, max } = band.amounts;
            format!("a fine from {min} to {max} yuan instead of {fine}")
        },
        |grade| format!("grade `{grade}`, to which the circumstances lead"),
    );
    Some((
        format!("{wanted}, or the typed reason (departure `band`)"),
        format!("行政处罚法第三十四条；{}", band.title),
    ))
}

/// Refuses a `fine` outside what the law allows for the grade, or outside the band of the benchmark
/// without a typed reason.
///
/// # Errors
/// The bounds that it breaks, with `citation` as the provision.
pub fn check_fine(
    fine: Fen,
    measured: &Measured,
    departures: &[Departure],
    citation: &str,
) -> Result<(), Refusal> {
    if let Some(missing) = outside_range(fine, measured) {
        return Err(refused("fine-outside-range", missing).citing(citation));
    }
    match outside_band(fine, measured, departures) {
        Some((missing, benchmark)) => Err(refused("fine-outside-band", missing).citing(benchmark)),
        None => Ok(()),
    }
}
