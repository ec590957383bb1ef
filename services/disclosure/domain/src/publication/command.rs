//! What may be asked of a publication, and what is looked up before the answer.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Actor;
use law::Calendar;

use super::{About, Ground};
use crate::{Code, Redaction};

/// A decision that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    /// It.
    pub about: About,
    /// The party is under eighteen.
    pub party_minor: bool,
}

/// The text of the decision as it was served, and what must not be public in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// What must not be public.
    pub redactions: Vec<Redaction>,
    /// Name of a natural person; only surname and 某 are kept.
    pub party_name: Option<String>,
    /// Type of the violation, in words.
    pub violation: String,
    /// Content of the penalty, in words.
    pub penalty: String,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft")
            .field("redactions", &self.redactions.len())
            .finish_non_exhaustive()
    }
}

/// What may be asked of a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicationCommand {
    /// A decision was made.
    Take(Box<NewDecision>),
    /// Mask the text.
    Mask(Draft),
    /// Approve the masked text after the secrecy review.
    Approve {
        /// The review found nothing against publication.
        cleared: bool,
        /// What it looked at and found.
        note: String,
    },
    /// Put it on the register.
    Publish,
    /// Do not publish it.
    Refuse {
        /// Why.
        ground: Ground,
        /// What speaks against it.
        note: String,
    },
    /// The decision was revoked, changed or found illegal.
    NoteRevocation {
        /// Why.
        reason_code: Code,
        /// When.
        revoked_on: Date,
    },
    /// Take it down.
    Withdraw {
        /// Why.
        reason_code: Code,
        /// Why, in words for the public.
        reason: String,
        /// Day it was ordered, if no revocation started the clock; today when left out.
        ordered_on: Option<Date>,
    },
    /// The clock to publish ran out.
    NotePublishOverdue,
    /// The clock to withdraw ran out.
    NoteWithdrawOverdue,
}

impl PublicationCommand {
    /// Stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Take(_) => "take",
            Self::Mask(_) => "mask",
            Self::Approve { .. } => "approve",
            Self::Publish => "publish",
            Self::Refuse { .. } => "refuse",
            Self::NoteRevocation { .. } => "note-revocation",
            Self::Withdraw { .. } => "withdraw",
            Self::NotePublishOverdue => "note-publish-overdue",
            Self::NoteWithdrawOverdue => "note-withdraw-overdue",
        }
    }
}

/// What was looked up before deciding.
#[derive(Clone, Debug)]
pub struct PublicationFacts<'a> {
    /// The present instant.
    pub now: Timestamp,
    /// Who asks.
    pub actor: &'a Actor,
    /// Working days.
    pub calendar: &'a Calendar,
    /// Day the decision was served, once it was.
    pub served_on: Option<Date>,
}
