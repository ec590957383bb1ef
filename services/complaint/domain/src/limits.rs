//! How long an answer may take, and how often and how long a submission may be taken up again.
//!
//! No national law limits the answers of the hotline 12345: those numbers are configuration, and a
//! region sets its own. Where a statute sets a limit, that limit goes first.

use jiff::civil::Date;
use law::{Kind as Binds, Length, Refusal, Rule, Unit, rule_on};
use serde::{Deserialize, Serialize};

use crate::Kind;

/// The field of enforcement that Order 121 governs.
pub const MARKET_SUPERVISION: &str = "market-supervision";

/// What the configured limits cite.
const PLATFORM_DEFAULT: &str = "platform default (12345热线办理时限，平台配置)";

/// The configured limits of a region. The default is the platform's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Working days to answer a question.
    pub question_working_days: u32,
    /// Working days to answer a request for help.
    pub help_working_days: u32,
    /// Working days to answer a suggestion.
    pub suggestion_working_days: u32,
    /// Working days to answer a complaint.
    pub complaint_working_days: u32,
    /// Working days to answer a report.
    pub report_working_days: u32,
    /// How often one submission may be reopened.
    pub reopen_times_max: u32,
    /// Working days, after the answer or the closing, in which it may be reopened.
    pub reopen_working_days: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            question_working_days: 1,
            help_working_days: 5,
            suggestion_working_days: 5,
            complaint_working_days: 10,
            report_working_days: 10,
            reopen_times_max: 2,
            reopen_working_days: 10,
        }
    }
}

/// A limit that a statute sets for the answer, in a field of enforcement.
struct Statutory {
    kind: Kind,
    domain: &'static str,
    /// The rule whose length holds.
    rule: &'static str,
    /// The name of the clock here. Intake runs the verification clock itself, and two clocks of one
    /// matter must not share a name.
    clock: &'static str,
}

const STATUTORY: &[Statutory] = &[
    Statutory {
        kind: Kind::Complaint,
        domain: MARKET_SUPERVISION,
        rule: "CMP-ACCEPT-7",
        clock: "CMP-ACCEPT-7",
    },
    Statutory {
        kind: Kind::Report,
        domain: MARKET_SUPERVISION,
        rule: "INT-SAMR-VERIFY",
        clock: "CMP-ANSWER-REPORT",
    },
];

impl Limits {
    /// The rule for the first answer to a submission received on `received_on`: the statute's if
    /// one sets a limit, else the hotline's.
    ///
    /// # Errors
    /// When the statute's rule was not in force on that day.
    pub fn answer_rule(
        &self,
        kind: Kind,
        domain: &str,
        received_on: Date,
    ) -> Result<Rule, Refusal> {
        let statutory = STATUTORY
            .iter()
            .find(|row| row.kind == kind && row.domain == domain);
        match statutory {
            Some(row) => {
                let rule = rule_on(row.rule, received_on)?;
                Ok(Rule {
                    id: row.clock.to_owned(),
                    ..rule.clone()
                })
            }
            None => Ok(self.hotline_rule(kind)),
        }
    }

    /// The hotline's rule for an answer, also for the next answer after a reopening.
    #[must_use]
    pub fn hotline_rule(&self, kind: Kind) -> Rule {
        let (id, days) = match kind {
            Kind::Question => ("CMP-HOTLINE-QUESTION", self.question_working_days),
            Kind::Help => ("CMP-HOTLINE-HELP", self.help_working_days),
            Kind::Suggestion => ("CMP-HOTLINE-SUGGESTION", self.suggestion_working_days),
            Kind::Complaint => ("CMP-HOTLINE-COMPLAINT", self.complaint_working_days),
            Kind::Report => ("CMP-HOTLINE-REPORT", self.report_working_days),
        };
        configured(id, days, Binds::Agency, "submission received or reopened")
    }

    /// The rule for reopening: a right of the citizen, so its end rolls forward over days off.
    #[must_use]
    pub fn reopening_rule(&self) -> Rule {
        configured(
            "CMP-REOPEN",
            self.reopen_working_days,
            Binds::Party,
            "answered or closed",
        )
    }
}

/// A rule that rests on configuration and not on law.
fn configured(id: &str, working_days: u32, kind: Binds, trigger: &str) -> Rule {
    Rule {
        id: id.to_owned(),
        area: "complaint".to_owned(),
        trigger: trigger.to_owned(),
        length: Some(Length {
            n: working_days,
            unit: Unit::WorkingDays,
        }),
        fixed_date: None,
        kind,
        backwards: false,
        unit_undefined: false,
        extension: String::new(),
        consequence: String::new(),
        source: PLATFORM_DEFAULT.to_owned(),
        mark: "I".to_owned(),
        valid_from: None,
        valid_to: None,
    }
}
