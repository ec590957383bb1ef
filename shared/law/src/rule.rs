//! The table of statutory deadlines as data: each row with its trigger, length, consequence and
//! source.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a period is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Working days (工作日).
    #[serde(rename = "WD")]
    WorkingDays,
    /// Calendar days (自然日).
    #[serde(rename = "CD")]
    CalendarDays,
    /// Months.
    #[serde(rename = "M")]
    Months,
    /// Years.
    #[serde(rename = "Y")]
    Years,
    /// Clock hours; holidays do not stop them.
    #[serde(rename = "H")]
    Hours,
    /// A fixed day of each year.
    #[serde(rename = "date")]
    FixedDate,
}

/// The length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Length {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

/// A day of each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

/// Whom a deadline binds. Decides which of the two due dates counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A duty of the agency (行政机关).
    Agency,
    /// A right or duty of the party (当事人).
    Party,
    /// A limitation (时效) or a period of display.
    Limit,
    /// A duty of the court (人民法院).
    Court,
}

/// One statutory deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Stable name, such as `PEN-PAY-15`.
    pub id: String,
    /// Area of law, such as `penalty`.
    pub area: String,
    /// What starts the period (day 0).
    pub trigger: String,
    /// The length. None if the law gives no number, or names a fixed day.
    pub length: Option<Length>,
    /// The fixed day of each year, if the law names one.
    pub fixed_date: Option<MonthDay>,
    /// Whom the deadline binds.
    pub kind: Kind,
    /// Counted back from the trigger.
    pub backwards: bool,
    /// The instrument says days without saying which; calendar days are counted, the stricter
    /// reading for an agency.
    pub unit_undefined: bool,
    /// How the period may be lengthened, in words. Empty if nothing is said.
    pub extension: String,
    /// What follows if it is missed. Empty if nothing is said.
    pub consequence: String,
    /// Instrument and article.
    pub source: String,
    /// How the row was verified.
    pub mark: String,
    /// First day in force, where the row is bound to one.
    pub valid_from: Option<Date>,
    /// First day no longer in force, where the row is bound to one.
    pub valid_to: Option<Date>,
}

impl Rule {
    /// What the period is counted in. None if the law gives no number.
    #[must_use]
    pub fn unit(&self) -> Option<Unit> {
        self.length
            .map(|length| length.unit)
            .or(self.fixed_date.map(|_| Unit::FixedDate))
    }

    /// Whether the rule was in force on `date`.
    #[must_use]
    pub fn in_force_on(&self, date: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date < to)
    }

    /// The rule with a length set by a local or sector instrument, cited as `basis`. For rules to
    /// which the law gives no number, and for regions that set a shorter one.
    #[must_use]
    pub fn configured(&self, length: Length, basis: &str) -> Self {
        Self {
            length: Some(length),
            fixed_date: None,
            unit_undefined: false,
            source: format!("{}；{basis}", self.source),
            ..self.clone()
        }
    }
}

/// No rule has this name.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("no deadline rule is named {id}")]
pub struct UnknownRule {
    /// The name asked for.
    pub id: String,
}

/// A rule that cannot be applied on a date.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RuleError {
    /// No rule has this name.
    #[error(transparent)]
    Unknown(#[from] UnknownRule),
    /// The trigger lies before the rule came into force.
    #[error("{id} is in force from {valid_from}; the trigger was on {date}")]
    NotYetInForce {
        /// The rule.
        id: String,
        /// The date of the trigger.
        date: Date,
        /// First day in force.
        valid_from: Date,
    },
    /// The trigger lies after the rule was repealed.
    #[error("{id} was in force before {valid_to}; the trigger was on {date}")]
    NoLongerInForce {
        /// The rule.
        id: String,
        /// The date of the trigger.
        date: Date,
        /// First day no longer in force.
        valid_to: Date,
    },
}

/// Every rule, in the order of the table.
#[must_use]
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// The rule named `id`, whether or not it is still in force.
pub fn rule(id: &str) -> Result<&'static Rule, UnknownRule> {
    RULES
        .iter()
        .find(|rule| rule.id == id)
        .ok_or_else(|| UnknownRule { id: id.to_owned() })
}

/// The rule named `id`, if it was in force on `date`, the day of the trigger.
pub fn rule_on(id: &str, date: Date) -> Result<&'static Rule, RuleError> {
    let rule = rule(id)?;
    let id = || id.to_owned();
    match (rule.valid_from, rule.valid_to) {
        (Some(valid_from), _) if date < valid_from => Err(RuleError::NotYetInForce {
            id: id(),
            date,
            valid_from,
        }),
        (_, Some(valid_to)) if valid_to <= date => Err(RuleError::NoLongerInForce {
            id: id(),
            date,
            valid_to,
        }),
        _ => Ok(rule),
    }
}

/// The table as it is shipped. If it could not be read no rule would be known; a test proves that
/// every row can.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let table: Table =
        serde_json::from_str(include_str!("../data/deadlines.json")).unwrap_or_default();
    table
        .deadlines
        .into_iter()
        .filter_map(Row::into_rule)
        .collect()
});

#[derive(Default, Deserialize)]
struct Table {
    deadlines: Vec<Row>,
}

/// A row as the file writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    area: String,
    trigger: String,
    n: Option<Number>,
    unit: String,
    kind: Kind,
    #[serde(default)]
    backwards: bool,
    extension: String,
    consequence: String,
    source: String,
    mark: String,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Count(u32),
    Date(String),
}

impl Row {
    /// The typed rule. None if unit and number do not fit each other.
    fn into_rule(self) -> Option<Rule> {
        let (length, fixed_date) = match (self.n, self.unit.as_str()) {
            (None, "-") => (None, None),
            (Some(Number::Date(text)), "date") => (None, Some(month_day(&text)?)),
            (Some(Number::Count(n)), unit) => (
                Some(Length {
                    n,
                    unit: counted_unit(unit)?,
                }),
                None,
            ),
            _ => return None,
        };
        let unless_dash = |text: String| if text == "-" { String::new() } else { text };
        Some(Rule {
            id: self.id,
            area: self.area,
            trigger: self.trigger,
            length,
            fixed_date,
            kind: self.kind,
            backwards: self.backwards,
            unit_undefined: self.unit == "CD?",
            extension: unless_dash(self.extension),
            consequence: unless_dash(self.consequence),
            source: self.source,
            mark: self.mark,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        })
    }
}

/// The unit that the file calls `name`.
fn counted_unit(name: &str) -> Option<Unit> {
    match name {
        "WD" => Some(Unit::WorkingDays),
        "CD" | "CD?" => Some(Unit::CalendarDays),
        "M" => Some(Unit::Months),
        "Y" => Some(Unit::Years),
        "H" => Some(Unit::Hours),
        _ => None,
    }
}

/// The day written as `Jan 31`.
fn month_day(text: &str) -> Option<MonthDay> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (month, day) = text.split_once(' ')?;
    let month = MONTHS.iter().position(|name| *name == month)?;
    let month = i8::try_from(month).ok()?.checked_add(1)?;
    let day = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    Some(MonthDay { month, day })
}
