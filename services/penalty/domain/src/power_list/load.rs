//! What a list must be before it is taken: checked as a whole, every fault named with its row.

use std::collections::BTreeSet;

use serde::Serialize;

use super::PowerItem;
use crate::legal_basis::Level;

/// A row that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowError {
    /// Its place, from 1.
    pub row: usize,
    /// What is wrong.
    pub problem: String,
}

impl RowError {
    /// A fault in the row at `index`, which counts from 0.
    #[must_use]
    pub fn at(index: usize, problem: impl Into<String>) -> Self {
        Self {
            row: index + 1,
            problem: problem.into(),
        }
    }
}

/// Every fault of `items`; none if the list can be taken.
#[must_use]
pub fn check_items(items: &[PowerItem]) -> Vec<RowError> {
    let mut seen = BTreeSet::new();
    let rows = items.iter().enumerate();
    rows.flat_map(|(index, item)| {
        let mut faults = faults(item);
        if !seen.insert(item.code.as_str()) {
            faults.push(format!("code {} stands twice", item.code));
        }
        faults
            .into_iter()
            .map(move |problem| RowError::at(index, problem))
    })
    .collect()
}

fn faults(item: &PowerItem) -> Vec<String> {
    let mut faults = Vec::new();
    for (field, text) in [
        ("code", &item.code),
        ("name", &item.name),
        ("domain", &item.domain),
        ("body", &item.body),
    ] {
        if text.trim().is_empty() {
            faults.push(format!("{field} is empty"));
        }
    }
    if item.versions.is_empty() {
        faults.push("no version of its norm".to_owned());
    }
    for version in &item.versions {
        let from = version.valid_from;
        if version.basis.is_empty() {
            faults.push(format!("the version of {from} names no provision"));
        }
        let mut provisions = version.basis.iter();
        if provisions.any(|one| one.level == Level::OtherDocument) {
            faults.push(format!(
                "the version of {from} rests on a document that sets no penalty (Art. 16)"
            ));
        }
        if version.kinds.is_empty() && version.punishable {
            faults.push(format!("the version of {from} names no kind of penalty"));
        }
        if version.valid_to.is_some_and(|to| to <= from) {
            faults.push(format!("the version of {from} ends before it begins"));
        }
    }
    let pairs = item.versions.iter().zip(item.versions.iter().skip(1));
    for (earlier, later) in pairs {
        if earlier.valid_to.is_none_or(|to| later.valid_from < to) {
            faults.push(format!(
                "the versions of {} and {} overlap",
                earlier.valid_from, later.valid_from
            ));
        }
    }
    faults
}
