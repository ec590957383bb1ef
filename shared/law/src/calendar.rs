//! The calendar of working days (工作日), one table a year, as the State Council's office publishes
//! them.
//!
//! A day is a working day if it is a make-up workday (调休上班), or a weekday that is no holiday.
//! Tables are replaced a year at a time, because emergency notices change them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::count::{self, Measure, Shift};

/// The holidays and make-up workdays of one year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearTable {
    /// Days off by their Chinese name. Weekend days inside a holiday may be listed.
    pub holidays: BTreeMap<Date, String>,
    /// Weekend days that are worked.
    pub makeup_workdays: BTreeSet<Date>,
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Working<'a> {
    /// An ordinary weekday.
    Workday,
    /// A weekend day that is worked (调休上班).
    MakeupWorkday,
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A holiday, with its Chinese name.
    Holiday(&'a str),
}

impl<'a> Working<'a> {
    /// Whether the day is worked.
    #[must_use]
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Workday | Self::MakeupWorkday)
    }

    /// Why, in Chinese: 工作日, 调休上班, 周末, or the holiday's name.
    #[must_use]
    pub const fn reason(self) -> &'a str {
        match self {
            Self::Workday => "工作日",
            Self::MakeupWorkday => "调休上班",
            Self::Weekend => "周末",
            Self::Holiday(name) => name,
        }
    }
}

/// A question that the calendar cannot answer, or a table that it cannot take.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CalendarError {
    /// The holidays of the year are not published yet.
    #[error("the holidays of {year} are not published; the last published year is {last}")]
    YearNotPublished {
        /// The year asked for.
        year: i16,
        /// The last year with a table.
        last: i16,
    },
    /// The calendar begins later.
    #[error("the calendar begins with {first}; {year} lies before it")]
    BeforeFirstYear {
        /// The year asked for.
        year: i16,
        /// The first year with a table.
        first: i16,
    },
    /// The count leaves the range of dates.
    #[error("the period ends outside the years 1 to 9999")]
    OutOfRange,
    /// A table lists a day of another year.
    #[error("the table of {year} lists {date}, a day of another year")]
    WrongYear {
        /// The table's year.
        year: i16,
        /// The day.
        date: Date,
    },
    /// A table would leave a year without one between itself and the others.
    #[error("a table for {year} leaves a gap; the years from {first} to {last} have tables")]
    Gap {
        /// The table's year.
        year: i16,
        /// The first year with a table.
        first: i16,
        /// The last year with a table.
        last: i16,
    },
    /// A table makes a day both off and worked.
    #[error("the table of {year} lists {date} both as a holiday and as a make-up workday")]
    Contradiction {
        /// The table's year.
        year: i16,
        /// The day.
        date: Date,
    },
    /// A make-up workday that is a weekday anyway.
    #[error("the table of {year} lists {date} as a make-up workday, but it is no weekend day")]
    MakeupOnWeekday {
        /// The table's year.
        year: i16,
        /// The day.
        date: Date,
    },
}

/// A date found by counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The date.
    pub date: Date,
    /// The count used a year without published holidays, in which Monday to Friday were taken as
    /// working days.
    pub provisional: bool,
}

/// A number of working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingDays {
    /// How many.
    pub count: u32,
    /// As in [`Counted`].
    pub provisional: bool,
}

/// One year's table and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct YearEdition {
    table: YearTable,
    source: String,
}

/// Working days of consecutive years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i16, YearEdition>,
    /// Days that differ from the plain Monday-to-Friday week.
    shifts: Vec<Shift>,
}

/// Where the tables that come with the platform were taken from.
const EMBEDDED_SOURCE: &str =
    "国务院办公厅关于节假日安排的通知 (yearly notices; see data/holidays.meta.json)";

/// The tables that come with the platform. If they could not be read the calendar would be empty
/// and refuse every question; a test proves that they can.
static EMBEDDED: LazyLock<Calendar> = LazyLock::new(|| {
    let years: BTreeMap<i16, YearTable> =
        serde_json::from_str(include_str!("../data/holidays.json")).unwrap_or_default();
    let empty = Calendar {
        years: BTreeMap::new(),
        shifts: Vec::new(),
    };
    years
        .into_iter()
        .try_fold(empty.clone(), |calendar, (year, table)| {
            calendar.with_year(year, table, EMBEDDED_SOURCE)
        })
        .unwrap_or(empty)
});

impl Calendar {
    /// The calendar that comes with the platform.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// A copy of this calendar in which `year` has `table`, taken from `source` (the notice). The
    /// year must be in the calendar already or follow its last year.
    pub fn with_year(
        &self,
        year: i16,
        table: YearTable,
        source: impl Into<String>,
    ) -> Result<Self, CalendarError> {
        check_table(year, &table)?;
        if let (Some(first), Some(last)) = (self.first_year(), self.last_year())
            && !(first..=last.saturating_add(1)).contains(&year)
        {
            return Err(CalendarError::Gap { year, first, last });
        }
        let mut years = self.years.clone();
        years.insert(
            year,
            YearEdition {
                table,
                source: source.into(),
            },
        );
        let shifts = count::shifts(years.values().map(|edition| &edition.table));
        Ok(Self { years, shifts })
    }

    /// The last year whose holidays are published; the year 0 if the calendar is empty.
    #[must_use]
    pub fn last_published_year(&self) -> i16 {
        self.last_year().unwrap_or_default()
    }

    /// The years with a table, oldest first.
    pub fn years(&self) -> impl Iterator<Item = i16> {
        self.years.keys().copied()
    }

    /// The table of `year`.
    #[must_use]
    pub fn table(&self, year: i16) -> Option<&YearTable> {
        self.years.get(&year).map(|edition| &edition.table)
    }

    /// The notice that the table of `year` was taken from.
    #[must_use]
    pub fn source(&self, year: i16) -> Option<&str> {
        self.years.get(&year).map(|edition| edition.source.as_str())
    }

    /// What `date` is. A definite answer, so a year without published holidays is an error.
    pub fn is_working_day(&self, date: Date) -> Result<Working<'_>, CalendarError> {
        let year = date.year();
        let Some(table) = self.table(year) else {
            self.check_begun(date)?;
            return Err(CalendarError::YearNotPublished {
                year,
                last: self.last_published_year(),
            });
        };
        if table.makeup_workdays.contains(&date) {
            return Ok(Working::MakeupWorkday);
        }
        Ok(match table.holidays.get(&date) {
            Some(name) => Working::Holiday(name),
            None if is_weekend(date) => Working::Weekend,
            None => Working::Workday,
        })
    }

    /// Whether `date` is worked, and why: 春节, 周末, 调休上班, 工作日.
    pub fn working_day_reason(&self, date: Date) -> Result<(bool, String), CalendarError> {
        self.is_working_day(date)
            .map(|day| (day.is_working(), day.reason().to_owned()))
    }

    /// The `days`-th working day after `trigger`; `trigger` itself is day 0.
    pub fn add_working_days(&self, trigger: Date, days: u32) -> Result<Counted, CalendarError> {
        self.forward(trigger, days.into(), Measure::Working, &[])
    }

    /// `date` itself if it is a working day, else the first working day after it.
    pub fn next_working_day(&self, date: Date) -> Result<Counted, CalendarError> {
        self.check_begun(date)?;
        let before = date.yesterday().map_err(|_| CalendarError::OutOfRange)?;
        self.counted_forward(before, 1, Measure::Working, &[])
    }

    /// The latest date that leaves at least `days` full working days strictly between itself and
    /// `date`: "…的七日前" counted conservatively.
    pub fn latest_before(&self, date: Date, days: u32) -> Result<Counted, CalendarError> {
        let found = count::backward(&self.shifts, date, days.into(), Measure::Working)
            .ok_or(CalendarError::OutOfRange)?;
        self.check_begun(found)?;
        Ok(Counted {
            date: found,
            provisional: self.is_unpublished(date),
        })
    }

    /// Working days after `earlier` and before `later`. Zero if nothing lies between.
    pub fn working_days_strictly_between(
        &self,
        earlier: Date,
        later: Date,
    ) -> Result<WorkingDays, CalendarError> {
        self.check_begun(earlier)?;
        let last = later.yesterday().map_err(|_| CalendarError::OutOfRange)?;
        let count = count::counted(&self.shifts, earlier, last, Measure::Working, &[]);
        Ok(WorkingDays {
            count: u32::try_from(count).unwrap_or_default(),
            provisional: self.is_unpublished(last),
        })
    }

    /// The `days`-th day of `measure` after `trigger` that lies in none of `pauses`.
    pub(crate) fn forward(
        &self,
        trigger: Date,
        days: i64,
        measure: Measure,
        pauses: &[(Date, Date)],
    ) -> Result<Counted, CalendarError> {
        if measure == Measure::Working {
            self.check_begun(trigger)?;
        }
        self.counted_forward(trigger, days, measure, pauses)
    }

    fn counted_forward(
        &self,
        after: Date,
        days: i64,
        measure: Measure,
        pauses: &[(Date, Date)],
    ) -> Result<Counted, CalendarError> {
        let date = count::forward(&self.shifts, after, days, measure, pauses)
            .ok_or(CalendarError::OutOfRange)?;
        Ok(Counted {
            date,
            provisional: self.is_unpublished(date),
        })
    }

    /// Whether `date` lies after the last published year.
    pub(crate) fn is_unpublished(&self, date: Date) -> bool {
        date.year() > self.last_published_year()
    }

    /// Refuses a date before the first year.
    fn check_begun(&self, date: Date) -> Result<(), CalendarError> {
        let year = date.year();
        match self.first_year() {
            Some(first) if year >= first => Ok(()),
            Some(first) => Err(CalendarError::BeforeFirstYear { year, first }),
            None => Err(CalendarError::YearNotPublished { year, last: 0 }),
        }
    }

    fn first_year(&self) -> Option<i16> {
        self.years.first_key_value().map(|(year, _)| *year)
    }

    fn last_year(&self) -> Option<i16> {
        self.years.last_key_value().map(|(year, _)| *year)
    }
}

/// Whether `date` is a Saturday or a Sunday.
pub(crate) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Refuses a table that contradicts itself or its year.
fn check_table(year: i16, table: &YearTable) -> Result<(), CalendarError> {
    for date in table.holidays.keys().chain(&table.makeup_workdays).copied() {
        if date.year() != year {
            return Err(CalendarError::WrongYear { year, date });
        }
    }
    for date in table.makeup_workdays.iter().copied() {
        if table.holidays.contains_key(&date) {
            return Err(CalendarError::Contradiction { year, date });
        }
        if !is_weekend(date) {
            return Err(CalendarError::MakeupOnWeekday { year, date });
        }
    }
    Ok(())
}
