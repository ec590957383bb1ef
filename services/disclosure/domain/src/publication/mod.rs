//! The publication of one decision, from the decision to its withdrawal.

mod command;
mod decide;
mod event;
mod evolve;
mod gates;
mod ground;
mod state;

pub use command::{Draft, NewDecision, PublicationCommand, PublicationFacts};
pub use decide::{PUBLISH_RULE, PublicationRules, WITHDRAW_RULE};
pub use event::PublicationEvent;
pub use ground::Ground;
pub use state::{
    About, Approval, Content, DutyClock, Party, Publication, PublicationRefusal, Release, Summary,
    Withdrawal, WithdrawalOrder,
};
