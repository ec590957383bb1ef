//! Time and rules of law against published values and against counting day by day.

#![cfg(test)]

mod calendars;
mod citations;
mod dues;
mod naive;
mod refusals;
mod rules;
mod statutes;
mod surcharges;
mod vectors;

use jiff::civil::Date;
use law::{Kind, Length, Rule, Unit};

/// A date written as `2026-11-23`.
fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A rule of a plain length, for cases that no row of the table shows.
fn plain(n: u32, unit: Unit, kind: Kind) -> Rule {
    let base = law::rule("PEN-PAY-15")
        .unwrap()
        .configured(Length { n, unit }, "test");
    Rule { kind, ..base }
}
