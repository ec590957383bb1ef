//! What changes the length of one running period: time that does not count, and extensions.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::due::DueError;
use crate::rule::Unit;

/// Days that do not count (扣除期间), for example an appraisal whose period was notified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// First day that does not count.
    pub from: Date,
    /// Last day that does not count.
    pub to: Date,
    /// Why: the statutory ground.
    pub reason: String,
}

impl Pause {
    /// A pause from `from` to `to`, both included.
    #[must_use]
    pub fn new(from: Date, to: Date, reason: impl Into<String>) -> Self {
        Self {
            from,
            to,
            reason: reason.into(),
        }
    }
}

/// An approved lengthening (延长).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// How many.
    pub n: u32,
    /// Of what; hours and fixed dates are refused.
    pub unit: Unit,
    /// Who allowed it and why.
    pub ground: String,
}

impl Extension {
    /// A lengthening by `n` of `unit`.
    #[must_use]
    pub fn new(n: u32, unit: Unit, ground: impl Into<String>) -> Self {
        Self {
            n,
            unit,
            ground: ground.into(),
        }
    }
}

/// What changes the length of one running period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Adjustments {
    /// Time that does not count; pauses may overlap.
    pub pauses: Vec<Pause>,
    /// Approved extensions, in the order of approval.
    pub extensions: Vec<Extension>,
}

impl Adjustments {
    /// No adjustment.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a pause.
    #[must_use]
    pub fn paused(mut self, pause: Pause) -> Self {
        self.pauses.push(pause);
        self
    }

    /// Adds an extension.
    #[must_use]
    pub fn extended(mut self, extension: Extension) -> Self {
        self.extensions.push(extension);
        self
    }

    /// Whether nothing changes.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.pauses.is_empty() && self.extensions.is_empty()
    }
}

/// The pauses in order, overlapping and touching ones taken together.
pub(crate) fn merged(pauses: &[Pause]) -> Result<Vec<(Date, Date)>, DueError> {
    let mut spans = Vec::with_capacity(pauses.len());
    for Pause { from, to, .. } in pauses {
        if to < from {
            return Err(DueError::PauseReversed {
                from: *from,
                to: *to,
            });
        }
        spans.push((*from, *to));
    }
    spans.sort_unstable();
    let mut merged: Vec<(Date, Date)> = Vec::with_capacity(spans.len());
    for (from, to) in spans {
        match merged.last_mut() {
            Some((_, end)) if from <= *end => *end = (*end).max(to),
            _ => merged.push((from, to)),
        }
    }
    Ok(merged)
}
