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
        self.cite(&article.into());
        self
    }

    /// Names a clock that starts, and with it the rule's source.
    #[must_use]
    pub fn starts(mut self, due: &Due) -> Self {
        self.cite(&due.citation);
        self.basis.dues_set.push(due_on_wire(due));
        self
    }

    /// Names a clock that ends.
    #[must_use]
    pub fn ends(mut self, rule: impl Into<String>) -> Self {
        self.basis.dues_met.push(rule.into());
        self
    }

    /// Each article once, however often and in whatever company it is cited.
    fn cite(&mut self, citation: &str) {
        for article in law::separate(citation) {
            if !self.basis.articles.contains(&article) {
                self.basis.articles.push(article);
            }
        }
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

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use kernel::{Actor, ActorId, MatterId, Region};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_article_is_named_once_however_it_is_cited() {
        let (matter, actor) = (Uuid::from_u128(1), ActorId::from(Uuid::nil()));
        let step = Step::new(
            MatterId::from(matter),
            Region::NATION,
            Timestamp::UNIX_EPOCH,
            &Actor::system(actor),
        );
        let basis = step
            .under("行政处罚法第六十四条第一项、第八十五条；本地规则")
            .under("行政处罚法第八十五条")
            .under("参照行政处罚法第五条")
            .basis();
        assert_eq!(
            basis.unwrap().articles,
            [
                "行政处罚法第六十四条第一项",
                "行政处罚法第八十五条",
                "本地规则",
                "参照行政处罚法第五条",
            ]
        );
    }
}
