//! What oversight shows of the matter, as the story needs it.

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::Value;

/// One step of the matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Legal day.
    pub legal_date: String,
    /// Service.
    pub service: String,
    /// Event, without its package.
    pub name: String,
    /// Articles and rules it rests on.
    pub articles: Vec<String>,
    /// Clocks it starts.
    pub dues_set: Vec<Due>,
    /// Clocks it ends.
    pub dues_met: Vec<String>,
    /// Trace.
    pub trace_id: String,
}

/// All steps so far, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The steps.
    pub entries: Vec<Entry>,
}

/// A clock.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Due {
    /// Its rule.
    pub rule_id: String,
    /// Last day for an agency.
    pub raw: String,
    /// Last day for a party.
    pub effective: String,
}

impl Timeline {
    /// Reads the answer of oversight.
    ///
    /// # Errors
    /// When it is not one.
    pub fn read(body: &Value) -> anyhow::Result<Self> {
        let steps = body
            .get("steps")
            .and_then(Value::as_array)
            .context("the matter has steps")?;
        let entries = steps
            .iter()
            .map(entry)
            .collect::<anyhow::Result<Vec<Entry>>>()?;
        Ok(Self { entries })
    }

    /// The services that took part, in alphabetical order.
    #[must_use]
    pub fn services(&self) -> Vec<String> {
        let mut services: Vec<String> = self
            .entries
            .iter()
            .map(|entry| entry.service.clone())
            .collect();
        services.sort();
        services.dedup();
        services
    }

    /// How often an event happened.
    #[must_use]
    pub fn count(&self, name: &str) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.name == name)
            .count()
    }
}

fn entry(step: &Value) -> anyhow::Result<Entry> {
    let text = |field: &str| {
        step.get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let list = |field: &str| -> anyhow::Result<Vec<String>> {
        Ok(serde_json::from_value(
            step.get(field)
                .cloned()
                .unwrap_or_else(|| Value::Array(vec![])),
        )?)
    };
    let dues: Vec<Due> = serde_json::from_value(
        step.get("dues_set")
            .cloned()
            .unwrap_or_else(|| Value::Array(vec![])),
    )?;
    Ok(Entry {
        legal_date: text("legal_date"),
        service: text("service"),
        name: text("name"),
        articles: list("articles")?,
        dues_set: dues,
        dues_met: list("dues_met")?,
        trace_id: text("trace_id"),
    })
}
