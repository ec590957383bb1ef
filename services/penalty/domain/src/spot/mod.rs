//! The penalty on the spot (当场处罚), decided in the summary procedure (简易程序, 行政处罚法 Art. 51 to
//! 53).
//!
//! ```text
//! Unissued ─issue─► Issued ─hand-over─► Served ─(paid, or cash with the bank)─► performed
//!                      │ file-with-agency at any time; revoke at any time; the clocks run beside
//! ```
//!
//! The officers decide, so nobody reviews and no head signs; what protects the party is that the facts
//! are certain, the measure small, the officers certified and two, the party told and heard, and a
//! numbered form handed over at once. Reconsideration comes before any suit (行政复议法 Art. 23), and
//! the form must say so.
//!
//! Filing with the agency has a number of days only in market supervision and of hours only in public
//! security; the platform takes the former as the practice of every other field.

mod clocks;
mod command;
mod decide;
mod event;
mod evolve;
mod gates;
mod practice;
mod state;

pub use clocks::{CASH_AGENCY, CASH_OFFICER, FILE, FILE_PUBLIC_SECURITY, PAY, TIMED};
pub use command::{
    CashDraft, Conduct, HandOverDraft, SpotCommand, SpotCommandKind, SpotDraft, SpotFacts,
};
pub use event::SpotEvent;
pub use practice::{PUBLIC_SECURITY, SoleTraderAs, SpotPractice};
pub use state::{
    Cash, CashGround, CashPlace, Defence, Dossier, Filing, Form, HandOver, Money, Offender, Spot,
};

kernel::typed_id! {
    /// A penalty on the spot (当场处罚).
    SpotId,
}

/// The rules of a penalty on the spot.
#[derive(Clone, Copy, Debug)]
pub struct SpotRules<'a>(std::marker::PhantomData<&'a ()>);

impl<'a> kernel::Decider for SpotRules<'a> {
    type State = Spot;
    type Command = SpotCommand;
    type Event = SpotEvent;
    type Facts = SpotFacts<'a>;
    type Refusal = law::Refusal;

    fn decide(
        state: &Spot,
        command: SpotCommand,
        facts: &SpotFacts<'a>,
    ) -> Result<Vec<SpotEvent>, law::Refusal> {
        decide::decide(state, command, facts)
    }

    fn evolve(state: Spot, event: &SpotEvent) -> Spot {
        evolve::evolve(state, event)
    }
}
