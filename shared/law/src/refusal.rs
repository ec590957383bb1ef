//! Refusals that teach: which rule blocks, by which article, what is missing and what would cure
//! it.

use std::ops::Deref;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::calendar::CalendarError;
use crate::due::DueError;
use crate::rule::{Rule, RuleError, UnknownRule};

/// Why the law, or the state of a matter, forbids what was asked.
///
/// Its fields are those of [`RefusalBody`], kept behind a pointer so that results stay small.
#[derive(Clone, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[error("{}", .0.describe())]
pub struct Refusal(Box<RefusalBody>);

/// What a refusal says. Texts that do not apply are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RefusalBody {
    /// Stable name in kebab case, such as `hearing-window-closed`.
    pub code: String,
    /// The gate or deadline rule that blocks, such as `HRG-REQUEST`.
    pub rule: String,
    /// Instrument and article.
    pub citation: String,
    /// The fact that is missing.
    pub missing: String,
    /// What would cure it.
    pub cure: String,
    /// Chinese title, for pages and problem documents.
    pub title_zh: String,
    /// English title.
    pub title_en: String,
}

impl RefusalBody {
    /// One line for the log: no personal data is in any of the fields.
    fn describe(&self) -> String {
        let texts = [&self.missing, &self.title_en];
        let said = texts
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or(&self.rule);
        if self.citation.is_empty() {
            format!("{}: {said}", self.code)
        } else {
            format!("{}: {said} ({})", self.code, self.citation)
        }
    }
}

impl Refusal {
    /// A refusal named `code`, because of `rule`.
    #[must_use]
    pub fn new(code: impl Into<String>, rule: impl Into<String>) -> Self {
        let (code, rule) = (code.into(), rule.into());
        Self(Box::new(RefusalBody {
            code,
            rule,
            ..RefusalBody::default()
        }))
    }

    /// A refusal named `code`, because of a deadline rule, which it cites.
    #[must_use]
    pub fn of_rule(code: impl Into<String>, rule: &Rule) -> Self {
        Self::new(code, rule.id.as_str()).citing(rule.source.as_str())
    }

    /// Sets instrument and article.
    #[must_use]
    pub fn citing(mut self, citation: impl Into<String>) -> Self {
        self.0.citation = citation.into();
        self
    }

    /// Sets the missing fact.
    #[must_use]
    pub fn missing(mut self, missing: impl Into<String>) -> Self {
        self.0.missing = missing.into();
        self
    }

    /// Sets what would cure it.
    #[must_use]
    pub fn cure(mut self, cure: impl Into<String>) -> Self {
        self.0.cure = cure.into();
        self
    }

    /// Sets the titles.
    #[must_use]
    pub fn titled(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.0.title_zh = zh.into();
        self.0.title_en = en.into();
        self
    }

    /// The stable name.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }
}

impl Deref for Refusal {
    type Target = RefusalBody;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl From<RefusalBody> for Refusal {
    fn from(body: RefusalBody) -> Self {
        Self(Box::new(body))
    }
}

impl From<CalendarError> for Refusal {
    fn from(error: CalendarError) -> Self {
        Self::new("calendar-cannot-answer", "CALENDAR")
            .missing(error.to_string())
            .cure("load the table of the year from the State Council's holiday notice")
            .titled("工作日历无法判定", "The working-day calendar cannot answer")
    }
}

impl From<DueError> for Refusal {
    fn from(error: DueError) -> Self {
        let missing = error.to_string();
        let (rule, cure) = match error {
            DueError::Calendar(error) => return error.into(),
            DueError::NoNumber { rule, .. } => (
                rule,
                "configure the length that the domain's own instrument sets",
            ),
            DueError::HoursNeedInstant { rule } => (rule, "give the instant of the trigger"),
            DueError::PauseReversed { .. } => (
                String::from("PAUSE"),
                "correct the first and last day of the pause",
            ),
            DueError::ExtensionUnit { rule }
            | DueError::BackwardsAdjusted { rule }
            | DueError::BackwardsUnit { rule } => (rule, "remove the pause or extension"),
        };
        Self::new("deadline-not-computable", rule)
            .missing(missing)
            .cure(cure)
            .titled("期限无法计算", "The deadline cannot be computed")
    }
}

impl From<UnknownRule> for Refusal {
    fn from(error: UnknownRule) -> Self {
        RuleError::from(error).into()
    }
}

impl From<RuleError> for Refusal {
    fn from(error: RuleError) -> Self {
        let missing = error.to_string();
        let (RuleError::Unknown(UnknownRule { id })
        | RuleError::NotYetInForce { id, .. }
        | RuleError::NoLongerInForce { id, .. }) = error;
        Self::new("rule-not-in-force", id)
            .missing(missing)
            .cure("apply the rule that was in force on the day of the trigger")
            .titled(
                "该规定在起算日不适用",
                "The rule does not apply on the day of the trigger",
            )
    }
}
