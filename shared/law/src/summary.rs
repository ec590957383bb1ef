//! What the articles that the platform cites most are about, in its own words: shown where the text
//! of the instrument was not loaded.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::citation::ArticleNumber;

/// By instrument and article number. If the table could not be read nothing would be summarised; a
/// test proves that it can.
static SUMMARIES: LazyLock<BTreeMap<String, BTreeMap<u16, String>>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../data/summaries.json")).unwrap_or_default()
});

/// What an article is about. None for articles that the platform does not cite.
#[must_use]
pub fn summary(instrument: &str, article: ArticleNumber) -> Option<&'static str> {
    if article.branch > 0 {
        return None;
    }
    let summary = SUMMARIES.get(instrument)?.get(&article.number)?;
    Some(summary.as_str())
}
