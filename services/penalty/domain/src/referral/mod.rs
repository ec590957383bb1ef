//! The criminal referral (行刑衔接、移送涉嫌犯罪案件) of a case, after 行政执法机关移送涉嫌犯罪案件的规定
//! Art. 5 to 12.
//!
//! ```text
//! Unopened ─open─► Group ─report─► Reported ─approve─► Approved ─transfer─► Transferred
//!                                     │ disapprove                              │ police file
//!                                     ▼                                         ▼
//!                                 Disapproved                 HandedOver ◄── Accepted ◄──┐
//!                                                                                        │
//!                 Returned ◄─settle─ Declined ◄─police decline─ Transferred              │
//!                                       │ ask-police ─► Reconsidering ─police file───────┤
//!                                       │ ask-procuratorate ─► Supervised ─police file───┘
//! ```
//!
//! A fine never stands in for a referral (Art. 11): the gates of the case see to that.

mod command;
mod decide;
mod event;
mod evolve;
mod state;

pub use command::{ReferralCommand, ReferralDraft, TransferDraft};
pub use decide::{APPROVE, HAND_OVER, OBJECT, POLICE, RULES_OF_TRANSFER, TIMED, TRANSFER};
pub use event::ReferralEvent;
pub use state::{Dossier, Posture, Referral, Report, Transfer};

/// The rules of a referral.
#[derive(Clone, Copy, Debug)]
pub struct ReferralRules<'a>(std::marker::PhantomData<&'a ()>);

impl<'a> kernel::Decider for ReferralRules<'a> {
    type State = Referral;
    type Command = ReferralCommand;
    type Event = ReferralEvent;
    type Facts = crate::procedure::Moment<'a>;
    type Refusal = law::Refusal;

    fn decide(
        state: &Referral,
        command: ReferralCommand,
        facts: &Self::Facts,
    ) -> Result<Vec<ReferralEvent>, law::Refusal> {
        decide::decide(state, command, facts)
    }

    fn evolve(state: Referral, event: &ReferralEvent) -> Referral {
        evolve::evolve(state, event)
    }
}
