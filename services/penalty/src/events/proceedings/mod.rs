//! What the world hears of the proceedings beside a case. What items are called, and marks such as
//! accounts, are never part of it.

mod measure;
mod preservation;
mod substitute;

use contracts::Event;
use contracts::common::v1::Basis;
use jiff::civil::Date;
use kernel::{Actor, CaseId, Post};
use ledger::{Aggregate, Error, UnitOfWork};
use penalty_domain::case::ClockChanges;
use penalty_domain::proceeding::Proceeding;
use runtime::Step;
use uuid::Uuid;

/// A step, with all that the contracts tell of it.
pub(crate) struct Told<'a, P: Proceeding> {
    pub(crate) proceeding: Uuid,
    pub(crate) case: CaseId,
    /// The proceeding after the step.
    pub(crate) state: &'a P,
    pub(crate) event: &'a P::Event,
    pub(crate) changes: &'a ClockChanges,
    /// The posts that may take the step.
    pub(crate) posts: &'a [Post],
    pub(crate) actor: &'a Actor,
}

/// A proceeding whose steps become contracts.
pub(crate) trait Published: Proceeding {
    /// The legal date of the event.
    fn dated(event: &Self::Event) -> Date;
    /// The articles that it rests on.
    fn articles(&self, event: &Self::Event) -> Vec<String>;
    /// Sends its contract.
    fn tell(told: &Told<'_, Self>, to: Wire<'_>) -> Result<(), Error>;
}

/// Where a contract is recorded, with what all of them say.
pub(crate) struct Wire<'a> {
    unit: &'a mut UnitOfWork,
    aggregate: Aggregate,
    actor: Uuid,
    /// What the event says about itself.
    basis: Option<Basis>,
    /// The proceeding.
    id: String,
    /// Its case.
    case_id: String,
}

impl Wire<'_> {
    /// Records the event made of basis, proceeding and case.
    fn tell<E: Event>(
        self,
        event: impl FnOnce(Option<Basis>, String, String) -> E,
    ) -> Result<(), Error> {
        let event = event(self.basis, self.id, self.case_id);
        self.unit.record(self.aggregate, self.actor, &event)
    }
}

/// Records the contract of a domain event.
pub(crate) fn record<P: Published>(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    told: &Told<'_, P>,
) -> Result<(), Error> {
    let mut step = Step::new(aggregate.matter, aggregate.region, unit.now(), told.actor);
    for article in told.state.articles(told.event) {
        step = step.under(article);
    }
    for due in &told.changes.set {
        step = step.starts(due);
    }
    for rule in &told.changes.met {
        step = step.ends(rule);
    }
    let mut posts = told.posts.iter().copied();
    let post = posts.find(|post| told.actor.holds(*post));
    let basis = step.basis().map(|basis| Basis {
        legal_date: P::dated(told.event).to_string(),
        actor_post: post.unwrap_or(Post::System).as_str().to_owned(),
        ..basis
    });
    let to = Wire {
        unit,
        aggregate,
        actor: told.actor.id.uuid(),
        basis,
        id: told.proceeding.to_string(),
        case_id: told.case.to_string(),
    };
    P::tell(told, to)
}
