//! Answers in words and in JSON.

use clap::ValueEnum;
use jiff::civil::Date;
use kernel::{CitizenId, Fen, Uscc};
use law::Calendar;
use serde_json::{Value, json};

/// One answer, said twice.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub(super) words: String,
    pub(super) json: Value,
}

/// A question that has no answer, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BadInput(pub(super) String);

impl<E: std::error::Error> From<E> for BadInput {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// The codes that carry a check character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Code {
    /// Unified social credit code (统一社会信用代码).
    Uscc,
    /// Citizen id (公民身份号码).
    CitizenId,
}

/// Whether `date` is worked.
pub(super) fn working_day(date: Date) -> Result<Answer, BadInput> {
    let (working, reason) = Calendar::embedded().working_day_reason(date)?;
    let said = if working {
        "是工作日 is a working day"
    } else {
        "不是工作日 is not a working day"
    };
    Ok(Answer {
        words: format!("{date} {said}（{reason}）"),
        json: json!({ "date": date, "working": working, "reason": reason }),
    })
}

/// Whether `code` can be right. A wrong code is an answer, not an error.
pub(super) fn check(kind: Code, code: &str) -> Answer {
    let problem = match kind {
        Code::Uscc => Uscc::parse(code).err().map(|error| error.to_string()),
        Code::CitizenId => CitizenId::parse(code).err().map(|error| error.to_string()),
    };
    let words = match &problem {
        None => "有效 valid".to_owned(),
        Some(problem) => format!("无效 not valid: {problem}"),
    };
    Answer {
        words,
        json: json!({ "valid": problem.is_none(), "problem": problem }),
    }
}

/// The surcharge on a fine of `fine_fen` after `days` days.
pub(super) fn surcharge(fine_fen: i64, days: u32) -> Result<Answer, BadInput> {
    let fine = Fen::new(fine_fen)?;
    let surcharge = law::surcharge(fine, days);
    let cap = if surcharge.capped {
        "，已达罚款数额上限 (the cap, the fine itself, is reached)"
    } else {
        ""
    };
    Ok(Answer {
        words: format!(
            "罚款 fine {fine} 元，逾期 {days} 日：加处罚款 surcharge {} 元{cap}",
            surcharge.amount
        ),
        json: json!({ "surcharge_fen": surcharge.amount.get(), "capped": surcharge.capped }),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn vectors() -> Value {
        let file = include_str!("../../../../shared/law/tests/data/test-vectors.json");
        serde_json::from_str(file).unwrap()
    }

    fn rows(name: &str) -> Vec<Value> {
        vectors()[name].as_array().unwrap().clone()
    }

    #[test]
    fn working_days_are_answered_as_published() {
        for row in rows("is_working_day") {
            let date: Date = row["date"].as_str().unwrap().parse().unwrap();
            let json = working_day(date).unwrap().json;
            assert_eq!(json["working"], row["expect"], "{date}");
            let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
            assert_eq!(keys.len(), 3, "{keys:?}");
        }
        let answer = working_day(date(2026, 10, 10)).unwrap();
        assert_eq!(answer.json["reason"], "调休上班");
        assert!(answer.words.contains("是工作日"), "{}", answer.words);
    }

    #[test]
    fn a_day_of_an_unpublished_year_has_no_answer() {
        let BadInput(problem) = working_day(date(2031, 1, 1)).unwrap_err();
        assert!(problem.contains("2031 are not published"), "{problem}");
    }

    #[test]
    fn surcharges_are_answered_as_published() {
        for row in rows("surcharge_fen") {
            let days = u32::try_from(row["overdue_days"].as_u64().unwrap()).unwrap();
            let answer = surcharge(row["fine_fen"].as_i64().unwrap(), days).unwrap();
            assert_eq!(answer.json["surcharge_fen"], row["expect_fen"], "{row}");
        }
        assert_eq!(surcharge(100, 40).unwrap().json["capped"], true);
        assert!(surcharge(-1, 1).is_err());
    }

    #[test]
    fn a_code_is_right_or_the_answer_says_what_is_wrong() {
        let right = check(Code::Uscc, "91350100M000100Y43");
        assert_eq!(right.json, json!({ "valid": true, "problem": null }));
        let wrong = check(Code::Uscc, "91350100M000100Y44");
        assert_eq!(wrong.json["valid"], false);
        let problem = wrong.json["problem"].as_str().unwrap();
        assert!(problem.contains("should end in '3'"), "{problem}");
        assert_eq!(
            check(Code::CitizenId, "11010519491231002X").json["valid"],
            true
        );
        assert_eq!(
            check(Code::CitizenId, "110105194912310021").json["valid"],
            false
        );
    }
}
