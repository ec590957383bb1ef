//! The words behind a citation.

use kernel::legal_date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::HttpContext;

/// A place in an instrument, with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CitedArticle {
    /// Instrument, article, paragraph and item.
    pub citation: String,
    /// Its words, if the text of the instrument was loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What it is about, in the platform's own words, if no text was loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}

impl From<law::CitedArticle> for CitedArticle {
    fn from(cited: law::CitedArticle) -> Self {
        Self {
            citation: cited.citation,
            text: cited.text,
            summary: cited.summary,
        }
    }
}

impl HttpContext {
    /// What `citation` names, with its words as in force today.
    #[must_use]
    pub fn articles(&self, citation: &str) -> Vec<CitedArticle> {
        let today = legal_date(self.clock.now());
        let library = self.library.borrow();
        let cited = library.cited(citation, today);
        cited.into_iter().map(CitedArticle::from).collect()
    }
}
