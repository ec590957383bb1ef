//! From values to what a template prints: dates in Chinese, money in figures and words, paragraphs
//! apart, and words so long that no line holds them made breakable.

use jiff::civil::Date;
use kernel::money::Fen;
use serde_json::{Map, Value, json};

use crate::check::is_empty;
use crate::field::FieldKind;
use crate::money::{in_figures, in_words};
use crate::{Form, Values};

/// The longest run of characters without a place to break that a line holds.
const LINE_RUN_MAX: usize = 20;
/// The same in a cell of a table.
const CELL_RUN_MAX: usize = 8;
/// Marks a place to break, and is not seen.
const ZERO_WIDTH_SPACE: char = '\u{200B}';

/// The filled fields of the form as a template reads them.
pub(crate) fn show(form: Form, values: &Values) -> Map<String, Value> {
    form.fields()
        .iter()
        .filter_map(|field| {
            let value = values.get(field.name)?;
            let shown = (!is_empty(Some(value))).then(|| shown(field.kind, value, LINE_RUN_MAX))?;
            Some((field.name.to_owned(), shown))
        })
        .collect()
}

/// A day as papers write it: 2026年11月25日.
pub(crate) fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn shown(kind: FieldKind, value: &Value, run_max: usize) -> Value {
    match (kind, value) {
        (FieldKind::Date, Value::String(text)) => {
            Value::from(text.parse().map_or_else(|_| text.clone(), day))
        }
        (FieldKind::Money, Value::Number(fen)) => {
            let amount = fen.as_i64().and_then(|fen| Fen::new(fen).ok());
            money(amount.unwrap_or_default())
        }
        (FieldKind::LongText, Value::String(text)) => text
            .split('\n')
            .filter(|paragraph| !paragraph.trim().is_empty())
            .map(|paragraph| breakable(paragraph, run_max))
            .collect(),
        (FieldKind::List, Value::Array(entries)) => entries
            .iter()
            .map(|entry| shown(FieldKind::Text, entry, run_max))
            .collect(),
        (FieldKind::Table(columns), Value::Array(rows)) => rows
            .iter()
            .map(|row| {
                let cell = |column: &crate::Column| {
                    let value = row.get(column.name).filter(|cell| !is_empty(Some(cell)))?;
                    let shown = shown(column.kind, value, CELL_RUN_MAX);
                    Some((column.name.to_owned(), shown))
                };
                Value::Object(columns.iter().filter_map(cell).collect())
            })
            .collect(),
        (_, Value::String(text)) => Value::from(breakable(text, run_max)),
        (_, value) => value.clone(),
    }
}

/// Figures and words of an amount, and the fen for sums.
fn money(amount: Fen) -> Value {
    json!({
        "figures": in_figures(amount),
        "words": in_words(amount),
        "fen": amount.get(),
    })
}

/// The text with places to break inside runs of more than `run_max` characters.
pub(crate) fn breakable(text: &str, run_max: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<char> = Vec::new();
    for c in text.chars() {
        if breaks_anywhere(c) {
            write_run(&mut run, run_max, &mut out);
            out.push(c);
        } else {
            run.push(c);
        }
    }
    write_run(&mut run, run_max, &mut out);
    out
}

fn write_run(run: &mut Vec<char>, run_max: usize, out: &mut String) {
    let is_long = run.len() > run_max;
    let mut before = None;
    for c in run.drain(..) {
        if is_long && before.is_some_and(may_part) && may_part(c) {
            out.push(ZERO_WIDTH_SPACE);
        }
        out.push(c);
        before = Some(c);
    }
}

/// Whether a line may break before and after `c` in any case: spaces and ideographs.
fn breaks_anywhere(c: char) -> bool {
    c.is_whitespace() || ('\u{3400}'..='\u{9FFF}').contains(&c) || c >= '\u{20000}'
}

/// Whether a run may be parted beside `c`. Letters with marks of their own stay together.
fn may_part(c: char) -> bool {
    c.is_ascii() || ('\u{3000}'..='\u{303F}').contains(&c) || ('\u{FF00}'..='\u{FFEF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_code_stays_whole_and_a_longer_word_may_break() {
        assert_eq!(
            breakable("代码91340700MA2TXXXX0X", 20),
            "代码91340700MA2TXXXX0X"
        );
        let long = "a".repeat(21);
        let broken = breakable(&long, 20);
        assert_eq!(broken.replace(ZERO_WIDTH_SPACE, ""), long);
        assert_eq!(broken.matches(ZERO_WIDTH_SPACE).count(), 20);
    }

    #[test]
    fn marks_stay_with_the_letter_they_belong_to() {
        let text = "e\u{301}".repeat(30);
        assert_eq!(breakable(&text, 20), text);
    }
}
