//! `mingjing law due`: when a period ends.

use std::str::FromStr;

use clap::Args;
use jiff::civil::{Date, DateTime};
use law::{Adjustments, Calendar, Due, Kind, Pause, Unit, rule_on};
use serde_json::json;

use super::answer::{Answer, BadInput};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The deadline rule, such as PEN-PAY-15.
    rule: String,
    /// The day that starts the period (day 0); for periods in hours the moment, such as
    /// 2026-02-10T09:30, in China.
    #[arg(long)]
    trigger: Trigger,
    /// Days that do not count, first and last: 2026-03-02..2026-03-11. May be given several times.
    #[arg(long, value_name = "A..B")]
    pause: Vec<Span>,
}

/// A day, or a moment in China.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trigger {
    Day(Date),
    Moment(DateTime),
}

impl FromStr for Trigger {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        if text.contains(['T', ' ']) {
            text.parse().map(Self::Moment)
        } else {
            text.parse().map(Self::Day)
        }
    }
}

/// Days from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span(Date, Date);

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (from, to) = text
            .split_once("..")
            .ok_or("write the first and the last day, such as 2026-03-02..2026-03-11")?;
        let day = |text: &str| text.parse().map_err(|error: jiff::Error| error.to_string());
        Ok(Self(day(from)?, day(to)?))
    }
}

/// Computes the due date.
pub(super) fn answer(options: &Options) -> Result<Answer, BadInput> {
    let due = compute(options)?;
    Ok(Answer {
        words: words(&due),
        json: json!({
            "rule": due.rule,
            "trigger": due.trigger,
            "raw": due.raw,
            "effective": due.effective,
            "unit": due.unit,
            "provisional": due.provisional,
            "citation": due.citation,
        }),
    })
}

fn compute(options: &Options) -> Result<Due, BadInput> {
    let day = match options.trigger {
        Trigger::Day(day) => day,
        Trigger::Moment(moment) => moment.date(),
    };
    let rule = rule_on(&options.rule, day)?;
    let calendar = Calendar::embedded();
    if let (Trigger::Moment(moment), Some(Unit::Hours)) = (options.trigger, rule.unit()) {
        if !options.pause.is_empty() {
            return Err(BadInput(format!(
                "{} is counted in hours; it knows no pause",
                rule.id
            )));
        }
        let start = kernel::timestamp_at(moment);
        return Ok(calendar.due_at(rule, start)?);
    }
    let adjustments =
        options
            .pause
            .iter()
            .fold(Adjustments::none(), |adjustments, Span(from, to)| {
                adjustments.paused(Pause::new(*from, *to, "named on the command line"))
            });
    Ok(calendar.due(rule, day, &adjustments)?)
}

fn words(due: &Due) -> String {
    let counts = match due.kind {
        Kind::Party => "约束当事人，以顺延后的日期为准 binds the party: the moved day counts",
        Kind::Agency | Kind::Limit | Kind::Court => {
            "约束机关，以原到期日为准 binds the agency: the day as counted counts"
        }
    };
    let mut lines = vec![
        format!("{}  {}", due.rule, due.citation),
        format!("起算日 trigger (day 0)      {}", due.trigger),
        format!("原到期日 as counted         {}", due.raw),
        format!("遇休息日顺延至 moved to      {}", due.effective),
        format!(
            "届满 runs out              {} 24:00",
            due.expires_on(due.kind)
        ),
        counts.to_owned(),
    ];
    if let Some(instant) = due.instant {
        let moment = kernel::legal_datetime(instant).strftime("%Y-%m-%d %H:%M");
        lines.truncate(4);
        lines.push(format!("届满 runs out              {moment}"));
    }
    if due.provisional {
        lines.push(
            "暂定：该年度节假日安排尚未公布 provisional: the holidays of that year are not published"
                .to_owned(),
        );
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn asked(rule: &str, trigger: &str, pauses: &[&str]) -> Result<Answer, BadInput> {
        answer(&Options {
            rule: rule.to_owned(),
            trigger: trigger.parse().unwrap(),
            pause: pauses.iter().map(|pause| pause.parse().unwrap()).collect(),
        })
    }

    fn days(answer: &Answer) -> (Value, Value) {
        (answer.json["raw"].clone(), answer.json["effective"].clone())
    }

    #[test]
    fn a_due_date_has_exactly_the_promised_keys() {
        let answer = asked("PEN-PAY-15", "2026-02-01", &[]).unwrap();
        let expected = json!({
            "rule": "PEN-PAY-15", "trigger": "2026-02-01", "raw": "2026-02-16",
            "effective": "2026-02-24", "unit": "CD", "provisional": false,
            "citation": "行政处罚法第六十七条第三款",
        });
        assert_eq!(answer.json, expected);
        assert!(
            answer.words.contains("2026-02-24 24:00"),
            "{}",
            answer.words
        );
    }

    #[test]
    fn the_published_hearing_notices_come_out() {
        let file = include_str!("../../../../shared/law/tests/data/test-vectors.json");
        let vectors: Value = serde_json::from_str(file).unwrap();
        for row in vectors["latest_notice_before_hearing_7wd"]
            .as_array()
            .unwrap()
        {
            let hearing = row["hearing"].as_str().unwrap();
            let answer = asked("HRG-NOTICE-BEFORE", hearing, &[]).unwrap();
            assert_eq!(answer.json["raw"], row["expect"], "{hearing}");
        }
    }

    #[test]
    fn a_pause_moves_the_end_and_a_period_past_the_last_year_is_provisional() {
        let plain = asked("ENF-SEIZE-30", "2026-03-01", &[]).unwrap();
        let paused = asked("ENF-SEIZE-30", "2026-03-01", &["2026-03-10..2026-03-14"]).unwrap();
        assert_eq!(days(&plain).0, "2026-03-31");
        assert_eq!(days(&paused).0, "2026-04-05");
        let late = asked("INT-SAMR-VERIFY", "2026-12-28", &[]).unwrap();
        assert_eq!(late.json["provisional"], true);
        assert!(late.words.contains("暂定"), "{}", late.words);
    }

    #[test]
    fn hours_need_a_moment() {
        let BadInput(problem) = asked("ENF-EMERG-24H", "2026-02-10", &[]).unwrap_err();
        assert!(problem.contains("counted in hours"), "{problem}");
        let answer = asked("ENF-EMERG-24H", "2026-02-10T09:30", &[]).unwrap();
        assert_eq!(answer.json["raw"], "2026-02-11");
        assert!(
            answer.words.contains("2026-02-11 09:30"),
            "{}",
            answer.words
        );
    }

    #[test]
    fn an_unknown_rule_and_a_rule_of_another_time_have_no_answer() {
        let BadInput(problem) = asked("NO-SUCH", "2026-02-10", &[]).unwrap_err();
        assert!(problem.contains("NO-SUCH"), "{problem}");
        let BadInput(problem) = asked("CMP-OLD-45WD", "2026-06-01", &[]).unwrap_err();
        assert!(problem.contains("in force before"), "{problem}");
    }
}
