//! What every event says about itself, from what a use case knows.

use contracts::common::v1::{self, Basis};
use jiff::Timestamp;
use kernel::{Actor, MatterId, Region, legal_date};
use law::Due;

/// The ground a step stands on. Becomes the `Basis` of its event.
#[derive(Debug, Clone)]
pub struct Step {
    basis: Basis,
}

impl Step {
    /// A step in a matter, taken at `at` by `actor`. Only the first of the actor's posts is told.
    #[must_use]
    pub fn new(matter: MatterId, region: Region, at: Timestamp, actor: &Actor) -> Self {
        Self {
            basis: Basis {
                matter_id: matter.to_string(),
                region: region.to_string(),
                legal_date: legal_date(at).to_string(),
                actor_post: actor
                    .posts
                    .first()
                    .map(|post| post.as_str().to_owned())
                    .unwrap_or_default(),
                ..Basis::default()
            },
        }
    }

    /// Names an article or rule that the step rests on.
    #[must_use]
    pub fn under(mut self, article: impl Into<String>) -> Self {
        self.basis.articles.push(article.into());
        self
    }

    /// Names a clock that starts, and with it the rule's source.
    #[must_use]
    pub fn starts(mut self, due: &Due) -> Self {
        if !self.basis.articles.contains(&due.citation) {
            self.basis.articles.push(due.citation.clone());
        }
        self.basis.dues_set.push(due_on_wire(due));
        self
    }

    /// Names a clock that ends.
    #[must_use]
    pub fn ends(mut self, rule: impl Into<String>) -> Self {
        self.basis.dues_met.push(rule.into());
        self
    }

    /// The basis, as the first field of every event takes it.
    #[must_use]
    pub fn basis(self) -> Option<Basis> {
        Some(self.basis)
    }
}

/// A due date as events carry it.
#[must_use]
pub fn due_on_wire(due: &Due) -> v1::Due {
    v1::Due {
        rule_id: due.rule.clone(),
        trigger: due.trigger.to_string(),
        raw: due.raw.to_string(),
        effective: due.effective.to_string(),
        provisional: due.provisional,
    }
}
