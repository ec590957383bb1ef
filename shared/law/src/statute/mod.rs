//! The statute library (法律法规库): official texts as articles, in the version of a date.
//!
//! The platform ships no text. [`read`] turns an official text into an [`Edition`]; a [`Library`]
//! holds the editions that were loaded and gives the words of a citation.

mod library;
mod read;

pub use library::{CitedArticle, Library};
pub use read::{ReadError, Reading, read};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::citation::ArticleNumber;

/// An instrument (法律、法规、规章) as in force from a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its name, without 中华人民共和国.
    pub instrument: String,
    /// First day in force (施行).
    pub in_force: Date,
    /// First day no longer in force (废止), where it was repealed and nothing took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repealed: Option<Date>,
    /// Its articles, in their order.
    pub articles: Vec<Article>,
}

impl Edition {
    /// The article of a number.
    #[must_use]
    pub fn article(&self, number: ArticleNumber) -> Option<&Article> {
        self.articles
            .iter()
            .find(|article| article.number == number)
    }
}

/// An article (条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its number.
    pub number: ArticleNumber,
    /// The chapter (章), and section (节) if there is one, that it stands in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub chapter: String,
    /// Its paragraphs (款), at least one.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph (款).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// Its words, without those of its items.
    pub text: String,
    /// Its items (项).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

/// An item (项).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its number, as printed in brackets.
    pub number: u16,
    /// Its words; points (目) below it stand on lines of their own.
    pub text: String,
}

impl Article {
    /// All its words, as printed: one line for each paragraph and item.
    #[must_use]
    pub fn words(&self) -> String {
        let lines: Vec<String> = self.paragraphs.iter().map(Paragraph::words).collect();
        lines.join("\n")
    }
}

impl Paragraph {
    /// Its words and those of its items, one line each.
    #[must_use]
    pub fn words(&self) -> String {
        let mut lines = vec![self.text.clone()];
        lines.extend(self.items.iter().map(Item::words));
        lines.join("\n")
    }
}

impl Item {
    /// Its number and words, as printed.
    #[must_use]
    pub fn words(&self) -> String {
        format!("（{}）{}", crate::numeral::chinese(self.number), self.text)
    }
}
