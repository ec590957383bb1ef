//! Whether a form is filled as it must be.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use crate::Values;
use crate::field::{Column, Condition, Field, FieldKind};
use crate::form::Form;

/// Most characters of a line of text.
const TEXT_CHARS_MAX: usize = 1_000;
/// Most characters of paragraphs.
const LONG_CHARS_MAX: usize = 30_000;
/// Most entries of a list or table.
const ENTRIES_MAX: usize = 1_000;

/// A field that is not as the form needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldProblem {
    /// The field; for a cell `field.row.column`, rows from 1.
    pub name: String,
    /// Its Chinese label. The name again if the form has no such field.
    pub label: String,
    /// The instrument and article that ask for it; for an unknown field those of the form.
    pub citation: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Missing or empty.
    Missing,
    /// Not of the kind that the field holds.
    Kind,
    /// None of the words that the field takes.
    Choice,
    /// Fewer entries than the law wants.
    TooFew,
    /// More than the form can bear.
    TooLong,
    /// A control character, or one that changes the direction of reading.
    Character,
    /// The form has no such field.
    Unknown,
}

impl fmt::Display for FieldProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match self.problem {
            Problem::Missing => "没有填写",
            Problem::Kind => "内容的类型不对",
            Problem::Choice => "不是可选的内容",
            Problem::TooFew => "少于法定的数目",
            Problem::TooLong => "过长",
            Problem::Character => "含有不允许的字符",
            Problem::Unknown => "不是本文书的栏目",
        };
        write!(
            f,
            "{}（{}）{problem}：{}",
            self.label, self.name, self.citation
        )
    }
}

/// Everything that is wrong with `values` as the content of `form`; empty if it may be printed.
#[must_use]
pub fn check(form: Form, values: &Values) -> Vec<FieldProblem> {
    let fields = form.fields();
    let mut problems: Vec<FieldProblem> = values
        .keys()
        .filter(|key| fields.iter().all(|field| field.name != key.as_str()))
        .map(|key| FieldProblem {
            name: key.clone(),
            label: key.clone(),
            citation: form.citation(),
            problem: Problem::Unknown,
        })
        .collect();
    for field in fields {
        problems.extend(look(field, values));
    }
    problems
}

/// Whether nothing is filled in.
pub(crate) fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.trim().is_empty(),
        Some(Value::Array(entries)) => entries.is_empty(),
        Some(Value::Bool(_) | Value::Number(_) | Value::Object(_)) => false,
    }
}

fn look(field: &Field, values: &Values) -> Vec<FieldProblem> {
    let Some(value) = values
        .get(field.name)
        .filter(|value| !is_empty(Some(value)))
    else {
        let missing = field.mandatory || field.when.is_some_and(|when| holds(when, values));
        let problem = missing.then(|| of(field, field.name.to_owned(), Problem::Missing));
        return problem.into_iter().collect();
    };
    match (field.kind, value) {
        (FieldKind::List, Value::Array(entries)) => {
            let mut problems = length(field, entries.len());
            for (row, entry) in (1..).zip(entries) {
                let problem = if is_empty(Some(entry)) {
                    Some(Problem::Missing)
                } else {
                    plain(FieldKind::Text, entry)
                };
                let name = || format!("{}.{row}", field.name);
                problems.extend(problem.map(|problem| of(field, name(), problem)));
            }
            problems
        }
        (FieldKind::Table(columns), Value::Array(rows)) => {
            let mut problems = length(field, rows.len());
            for (number, row) in (1..).zip(rows) {
                problems.extend(look_at_row(field, columns, number, row));
            }
            problems
        }
        (kind, value) => plain(kind, value)
            .or_else(|| choice(field, value))
            .map(|problem| of(field, field.name.to_owned(), problem))
            .into_iter()
            .collect(),
    }
}

fn look_at_row(field: &Field, columns: &[Column], number: usize, row: &Value) -> Vec<FieldProblem> {
    let Value::Object(cells) = row else {
        let name = format!("{}.{number}", field.name);
        return vec![of(field, name, Problem::Kind)];
    };
    let of_cell = |name: &str, label: &str, problem| FieldProblem {
        name: format!("{}.{number}.{name}", field.name),
        label: format!("{}：{label}", field.label),
        citation: field.citation,
        problem,
    };
    let mut problems: Vec<FieldProblem> = cells
        .keys()
        .filter(|key| columns.iter().all(|column| column.name != key.as_str()))
        .map(|key| of_cell(key, key, Problem::Unknown))
        .collect();
    for column in columns {
        let cell = cells.get(column.name);
        let problem = match cell {
            Some(cell) if !is_empty(Some(cell)) => plain(column.kind, cell),
            Some(_) | None => column.mandatory.then_some(Problem::Missing),
        };
        problems.extend(problem.map(|problem| of_cell(column.name, column.label, problem)));
    }
    problems
}

fn of(field: &Field, name: String, problem: Problem) -> FieldProblem {
    FieldProblem {
        name,
        label: field.label.to_owned(),
        citation: field.citation,
        problem,
    }
}

fn length(field: &Field, entries: usize) -> Vec<FieldProblem> {
    let problem = if entries < field.least {
        Problem::TooFew
    } else if entries > ENTRIES_MAX {
        Problem::TooLong
    } else {
        return Vec::new();
    };
    vec![of(field, field.name.to_owned(), problem)]
}

fn holds(condition: Condition, values: &Values) -> bool {
    match condition {
        Condition::Filled(name) => !is_empty(values.get(name)),
        Condition::Is(name, words) => values
            .get(name)
            .and_then(Value::as_str)
            .is_some_and(|value| words.contains(&value)),
    }
}

fn choice(field: &Field, value: &Value) -> Option<Problem> {
    let word = value.as_str()?;
    (!field.choices.is_empty() && !field.choices.contains(&word)).then_some(Problem::Choice)
}

/// What is wrong with one value that is neither list nor table.
fn plain(kind: FieldKind, value: &Value) -> Option<Problem> {
    match (kind, value) {
        (FieldKind::Text, Value::String(text)) => line(text, TEXT_CHARS_MAX),
        (FieldKind::LongText, Value::String(text)) => text
            .split('\n')
            .find_map(|paragraph| line(paragraph, LONG_CHARS_MAX))
            .or_else(|| (text.chars().count() > LONG_CHARS_MAX).then_some(Problem::TooLong)),
        (FieldKind::Date, Value::String(text)) => {
            text.parse::<Date>().is_err().then_some(Problem::Kind)
        }
        (FieldKind::Money, Value::Number(fen)) => fen
            .as_i64()
            .is_none_or(|fen| fen < 0)
            .then_some(Problem::Kind),
        _ => Some(Problem::Kind),
    }
}

fn line(text: &str, chars_max: usize) -> Option<Problem> {
    if text.chars().any(is_forbidden) {
        Some(Problem::Character)
    } else {
        (text.chars().count() > chars_max).then_some(Problem::TooLong)
    }
}

/// Characters that are not seen but change what is read: controls, and marks of direction that
/// could show a number backwards.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        )
}
