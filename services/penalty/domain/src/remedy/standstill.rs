//! When the surcharge stands still: while a reconsideration or a suit of the party itself goes on
//! (行政处罚法 Art. 73(3)).
//!
//! The article says during reconsideration or litigation (期间) and gives no first day. We read it for
//! the party: what was accepted or registered counts from the day the party applied or sued. What was
//! not accepted stops nothing, and an application of somebody else does neither, since the article
//! speaks of the party (当事人).

use super::event::RemedyEvent;
use super::state::{Applicant, Remedy};
use crate::payment::{Standstill, StopGround};

/// What `event` does to the surcharge of the decision, in the state before it.
#[must_use]
pub fn standstill(before: &Remedy, event: &RemedyEvent) -> Option<Standstill> {
    match (before, event) {
        (Remedy::Applied { application, .. }, RemedyEvent::Accepted { .. })
            if application.by == Applicant::Party =>
        {
            Some(Standstill::Begins {
                from: application.filed_on,
                ground: StopGround::Reconsideration,
            })
        }
        (Remedy::Accepted { .. }, RemedyEvent::Settled { on, .. }) => Some(Standstill::Ends {
            to: *on,
            ground: StopGround::Reconsideration,
        }),
        // the body was silent in its time; the court goes on from there
        (Remedy::Accepted { .. }, RemedyEvent::Sued { suit }) => Some(Standstill::Ends {
            to: suit.filed_on,
            ground: StopGround::Reconsideration,
        }),
        (Remedy::Suing { suit, .. }, RemedyEvent::SuitRegistered { .. })
            if suit.by == Applicant::Party =>
        {
            Some(Standstill::Begins {
                from: suit.filed_on,
                ground: StopGround::Litigation,
            })
        }
        (Remedy::Suing { .. }, RemedyEvent::SuitEnded { on }) => Some(Standstill::Ends {
            to: *on,
            ground: StopGround::Litigation,
        }),
        (Remedy::Suing { .. }, RemedyEvent::Judged { ruling }) => Some(Standstill::Ends {
            to: ruling.effective_on,
            ground: StopGround::Litigation,
        }),
        _ => None,
    }
}
