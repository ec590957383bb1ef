//! The periods that papers promise, in words, from the table of deadlines.

use jiff::civil::Date;
use law::{Rule, RuleError, Unit};
use serde_json::{Map, Value};

use crate::error::Error;

/// The names under which templates find the periods, and their rules.
const PERIODS: &[(&str, &str)] = &[
    ("statement", "PEN-STATEMENT-5"),
    ("pay", "PEN-PAY-15"),
    ("reconsider", "REM-RECON-60"),
    ("sue", "REM-LIT-6M"),
    ("sue_after", "REM-LIT-15"),
    ("announce", "SVC-ANNOUNCE"),
    ("preserve", "PEN-EVD-PRESERVE"),
    ("seize", "ENF-SEIZE-30"),
    ("demand", "ENF-DEMAND-10"),
];

/// All periods in words, as they were on `dated`.
pub(crate) fn periods(dated: Option<Date>) -> Result<Map<String, Value>, Error> {
    PERIODS
        .iter()
        .map(|(name, id)| {
            let rule = match dated {
                Some(day) => law::rule_on(id, day)?,
                None => law::rule(id).map_err(RuleError::from)?,
            };
            Ok(((*name).to_owned(), Value::from(in_words(id, rule)?)))
        })
        .collect()
}

fn in_words(id: &'static str, rule: &Rule) -> Result<String, Error> {
    let length = rule.length.ok_or(Error::PeriodWithoutLength(id))?;
    let unit = match length.unit {
        Unit::WorkingDays => "个工作日",
        Unit::CalendarDays => "日",
        Unit::Months => "个月",
        Unit::Years => "年",
        Unit::Hours => "小时",
        Unit::FixedDate => return Err(Error::PeriodWithoutLength(id)),
    };
    let number = u16::try_from(length.n).map_err(|_| Error::PeriodWithoutLength(id))?;
    Ok(format!("{}{unit}", law::chinese(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_as_the_statutes_write_them() {
        let periods = periods(None).unwrap();
        for (name, words) in [
            ("statement", "五个工作日"),
            ("pay", "十五日"),
            ("reconsider", "六十日"),
            ("sue", "六个月"),
            ("announce", "三十日"),
            ("preserve", "七个工作日"),
            ("demand", "十个工作日"),
        ] {
            assert_eq!(periods.get(name), Some(&Value::from(words)), "{name}");
        }
    }
}
