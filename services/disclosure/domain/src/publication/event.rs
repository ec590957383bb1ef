//! What happens to a publication.

use law::Due;

use super::{About, Approval, Content, PublicationRefusal, Release, Withdrawal, WithdrawalOrder};
use crate::MaskedText;

/// Something that happened to a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicationEvent {
    /// A decision waits for publication.
    Queued {
        /// The decision.
        about: Box<About>,
        /// The clock to publish.
        due: Due,
    },
    /// A decision is not published.
    Refused {
        /// The decision.
        about: Box<About>,
        /// Why.
        refusal: PublicationRefusal,
    },
    /// Its public text is ready.
    Masked {
        /// Digest and summary.
        content: Box<Content>,
        /// The text and what was done to it.
        masked: MaskedText,
    },
    /// A second person approved.
    Approved {
        /// The approval.
        approval: Approval,
    },
    /// It is public.
    Published {
        /// Since when.
        release: Release,
    },
    /// It must come down.
    WithdrawalDue {
        /// Why, and until when.
        order: WithdrawalOrder,
    },
    /// It came down.
    Withdrawn {
        /// Why.
        withdrawal: Withdrawal,
    },
    /// The time to publish ran out.
    PublishOverdue {
        /// The clock.
        due: Due,
    },
    /// The time to withdraw ran out.
    WithdrawOverdue {
        /// The clock.
        due: Due,
    },
}
