//! What the tests of penalties on the spot, referrals and remedies share.

use jiff::civil::Date;
use kernel::{Actor, Clock as _, Decider, FixedClock};
use law::{Calendar, Refusal};
use penalty_domain::procedure::{Clocked, Moment};

/// The facts of `day`.
pub(crate) fn moment(day: Date, actor: &Actor) -> Moment<'_> {
    Moment {
        now: FixedClock::on(day).now(),
        actor,
        calendar: Calendar::embedded(),
    }
}

/// The state after `events`.
pub(crate) fn after<R: Decider>(state: R::State, events: &[R::Event]) -> R::State {
    events.iter().fold(state, R::evolve)
}

/// Last day of the clock of `rule` for an agency, and for a party.
pub(crate) fn due_of(state: &impl Clocked, rule: &str) -> (Date, Date) {
    let due = state.clock(rule).unwrap();
    (due.raw, due.effective)
}

/// The code of a refusal that names article, cure and title.
pub(crate) fn code_of<T: std::fmt::Debug>(told: Result<T, Refusal>) -> String {
    let refusal = told.unwrap_err();
    for text in [
        &refusal.citation,
        &refusal.missing,
        &refusal.cure,
        &refusal.title_zh,
        &refusal.title_en,
    ] {
        assert!(!text.is_empty(), "{refusal:?}");
    }
    refusal.code.clone()
}
