//! Entrusted bodies (受委托组织): they act inside a written, published entrustment and nowhere else.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A written entrustment (委托书).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entrustment {
    /// The agency that holds the power.
    pub entrusting: String,
    /// The body that acts for it.
    pub entrusted: String,
    /// Codes of the items it may handle.
    pub matters: Vec<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Day of publication.
    pub published_on: Date,
    /// Where it is published.
    pub url: String,
}

impl Entrustment {
    fn covers(&self, item: &str, day: Date) -> bool {
        self.from <= day
            && day <= self.to
            && self.published_on <= day
            && self.matters.iter().any(|matter| matter == item)
    }
}

/// Whether a `unit` may handle `item` on `day`: one that acts by entrustment only if one of its
/// entrustments covers it (行政处罚法 Art. 20, 21). A unit that no entrustment names acts by its own
/// power.
#[must_use]
pub fn acts_within(entrustments: &[Entrustment], unit: &str, item: &str, day: Date) -> bool {
    let mut own = entrustments
        .iter()
        .filter(|one| one.entrusted == unit)
        .peekable();
    own.peek().is_none() || own.any(|one| one.covers(item, day))
}
