//! The table and the JSON.

use std::path::Path;

use anyhow::ensure;
use serde::Serialize;

use crate::platform::say;

/// One figure.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Figure {
    pub(super) name: String,
    /// What the platform reached, in `unit`.
    pub(super) value: f64,
    pub(super) unit: &'static str,
    /// What the floor reached, in the same unit.
    pub(super) floor: Option<f64>,
    /// value / floor, where there is a floor.
    pub(super) ratio: Option<f64>,
    /// The bar, and whether it is met.
    pub(super) bar: String,
    pub(super) met: bool,
    /// What limits it.
    pub(super) limit: &'static str,
}

/// All figures of a run.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    cores: usize,
    figures: Vec<Figure>,
}

/// The bar of a figure.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bar {
    /// At least this part of the floor.
    RatioMin(f64),
    /// At least this value.
    Min(f64),
    /// At most this value.
    Max(f64),
    /// Shown, not judged.
    Shown,
}

impl Report {
    pub(super) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            cores,
            figures: Vec::new(),
        }
    }

    pub(super) fn add(
        &mut self,
        name: impl Into<String>,
        (value, unit): (f64, &'static str),
        floor: Option<f64>,
        bar: Bar,
        limit: &'static str,
    ) {
        let ratio = floor.map(|floor| value / floor);
        let (met, bar) = match bar {
            Bar::RatioMin(least) => (
                ratio.is_some_and(|ratio| ratio >= least),
                format!("ratio >= {least}"),
            ),
            Bar::Min(least) => (value >= least, format!(">= {least}")),
            Bar::Max(most) => (value <= most, format!("<= {most}")),
            Bar::Shown => (true, "shown".to_owned()),
        };
        let figure = Figure {
            name: name.into(),
            value,
            unit,
            floor,
            ratio,
            bar,
            met,
            limit,
        };
        say(format!("  {}", line(&figure)));
        self.figures.push(figure);
    }

    pub(super) fn finish(self, json: &Path) -> anyhow::Result<()> {
        say("");
        say(format!("Figures on {} cores (medians):", self.cores));
        for figure in &self.figures {
            say(line(figure));
            say(format!("{:36} limited by {}", "", figure.limit));
        }
        std::fs::write(json, serde_json::to_vec_pretty(&self)?)?;
        say(format!("Written to {}", json.display()));
        let missed: Vec<&str> = self
            .figures
            .iter()
            .filter(|figure| !figure.met)
            .map(|f| f.name.as_str())
            .collect();
        ensure!(missed.is_empty(), "below the bar: {}", missed.join(", "));
        Ok(())
    }
}

fn line(figure: &Figure) -> String {
    let floor = figure
        .floor
        .map_or_else(String::new, |floor| format!("floor {floor:.0}"));
    let ratio = figure
        .ratio
        .map_or_else(String::new, |ratio| format!("ratio {ratio:.2}"));
    let verdict = if figure.met { "ok" } else { "MISSED" };
    format!(
        "{:36} {:>10.1} {:10} {:14} {:11} {:14} {verdict}",
        figure.name, figure.value, figure.unit, floor, ratio, figure.bar
    )
}

/// The middle of the values.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
