//! The editions that were loaded, and the words of a citation on a date.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Article, Edition};
use crate::citation::{Citation, citations};
use crate::summary::summary;

/// The editions that were loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    /// By instrument, and within one by the first day in force.
    editions: BTreeMap<String, BTreeMap<Date, Edition>>,
}

/// A place that is cited, with its words if its text was loaded, or else with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedArticle {
    /// Instrument, article, paragraph and item.
    pub citation: String,
    /// Its words on the date asked for, as loaded.
    pub text: Option<String>,
    /// What it is about, in the platform's own words: only where no text was loaded.
    pub summary: Option<String>,
}

impl Library {
    /// Adds an edition, or puts it in the place of one in force from the same day.
    pub fn add(&mut self, edition: Edition) {
        self.editions
            .entry(edition.instrument.clone())
            .or_default()
            .insert(edition.in_force, edition);
    }

    /// Every edition, by instrument and day.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        self.editions.values().flat_map(BTreeMap::values)
    }

    /// The edition of `instrument` that was in force on `date`.
    #[must_use]
    pub fn on(&self, instrument: &str, date: Date) -> Option<&Edition> {
        let (_, edition) = self.editions.get(instrument)?.range(..=date).next_back()?;
        edition
            .repealed
            .is_none_or(|repealed| date < repealed)
            .then_some(edition)
    }

    /// The words of a citation on `date`. None if no text in force then was loaded, or it has no such
    /// place.
    #[must_use]
    pub fn words(&self, citation: &Citation, date: Date) -> Option<String> {
        let article = self
            .on(&citation.instrument, date)?
            .article(citation.article)?;
        place(article, citation)
    }

    /// Every place that `text` cites, with its words on `date`.
    #[must_use]
    pub fn cited(&self, text: &str, date: Date) -> Vec<CitedArticle> {
        citations(text)
            .into_iter()
            .map(|citation| {
                let text = self.words(&citation, date);
                let summary = if text.is_none() {
                    summary(&citation.instrument, citation.article).map(str::to_owned)
                } else {
                    None
                };
                CitedArticle {
                    citation: citation.to_string(),
                    text,
                    summary,
                }
            })
            .collect()
    }
}

/// The words of the place within the article. An item without a paragraph is looked for in all of
/// them: most articles with items have one paragraph.
fn place(article: &Article, citation: &Citation) -> Option<String> {
    let wanted = citation
        .paragraph
        .map(|number| usize::from(number).wrapping_sub(1));
    let mut paragraphs = article
        .paragraphs
        .iter()
        .enumerate()
        .filter(|(index, _)| wanted.is_none_or(|wanted| wanted == *index))
        .map(|(_, paragraph)| paragraph);
    let Some(item) = citation.item else {
        return match wanted {
            None => Some(article.words()),
            Some(_) => paragraphs.next().map(super::Paragraph::words),
        };
    };
    paragraphs
        .flat_map(|paragraph| &paragraph.items)
        .find(|found| found.number == item)
        .map(super::Item::words)
}
