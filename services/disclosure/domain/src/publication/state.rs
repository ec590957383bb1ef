//! What a publication is at a moment. Each state carries the facts that hold in it.

use crypto::Sha256Hex;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{ActorId, CaseId, DocumentNumber, Fen, MatterId, PublicationId, Region, Uscc};
use law::Due;
use serde::{Deserialize, Serialize};

use super::Ground;
use crate::Code;

/// Whom the decision punishes, as far as the public may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Party {
    /// A natural person (自然人); the name is not part of what penalty tells.
    NaturalPerson,
    /// A legal person or another organisation (法人或者其他组织).
    Organisation {
        /// Its name.
        name: String,
        /// Its unified social credit code.
        uscc: Option<Uscc>,
    },
}

/// The decision a publication is about; the same in every state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The publication.
    pub id: PublicationId,
    /// The case.
    pub case: CaseId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// Number of the decision (行政处罚决定书文号).
    pub document_number: DocumentNumber,
    /// Day it was made: day 0 of the clock.
    pub decided_on: Date,
    /// Penalty types, empty when none was imposed.
    pub penalties: Vec<String>,
    /// Fine.
    pub fine: Fen,
    /// Confiscated in money.
    pub confiscated: Fen,
    /// Whom it punishes.
    pub party: Party,
    /// The violation, as the power list numbers it.
    pub violation_code: String,
    /// Item of the power and responsibility list.
    pub power_item: String,
    /// The agency that decided.
    pub agency: String,
    /// Field of enforcement.
    pub domain: String,
}

/// The clock of the duty to publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyClock {
    /// When it ends.
    pub due: Due,
    /// It ran out.
    pub overdue: bool,
}

/// The summary (行政处罚信息摘要) beside the text; number, agency and date come from the decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The party as the public sees it.
    pub party: String,
    /// Type of the violation (违法行为类型).
    pub violation: String,
    /// Content of the penalty (行政处罚内容).
    pub penalty: String,
}

/// The masked content; its text is stored apart, under this digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// SHA-256 of the masked text in UTF-8.
    pub sha256: Sha256Hex,
    /// The summary.
    pub summary: Summary,
    /// Who masked it.
    pub masked_by: ActorId,
    /// When.
    pub masked_at: Timestamp,
}

/// The approval by a second person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who.
    pub approved_by: ActorId,
    /// When.
    pub approved_at: Timestamp,
    /// What the secrecy review (保密审查) found.
    pub secrecy_note: String,
}

/// The publication itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Who.
    pub published_by: ActorId,
    /// When.
    pub published_at: Timestamp,
}

/// That a publication must come down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawalOrder {
    /// Why.
    pub reason_code: Code,
    /// When it ends.
    pub due: Due,
    /// It ran out.
    pub overdue: bool,
}

/// That it came down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Why, as a code.
    pub reason_code: Code,
    /// Why, in words for the public.
    pub reason: String,
    /// Who took it down.
    pub withdrawn_by: ActorId,
    /// When.
    pub withdrawn_at: Timestamp,
}

/// That a decision is not published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationRefusal {
    /// Why.
    pub ground: Ground,
    /// What the person who decided it noted; empty when the law itself decides.
    pub note: String,
    /// Who decided it; none when the law itself does.
    pub refused_by: Option<ActorId>,
    /// When.
    pub refused_at: Timestamp,
}

/// A publication.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Publication {
    /// Before the decision was made.
    #[default]
    Unknown,
    /// Waits for its public text; the clock runs.
    Queued {
        /// The decision.
        about: About,
        /// The clock.
        clock: DutyClock,
    },
    /// The public text is there.
    Masked {
        /// The decision.
        about: About,
        /// The clock.
        clock: DutyClock,
        /// The text's digest and summary.
        content: Content,
    },
    /// A second person approved.
    Approved {
        /// The decision.
        about: About,
        /// The clock.
        clock: DutyClock,
        /// The text's digest and summary.
        content: Content,
        /// The approval.
        approval: Approval,
    },
    /// On the public register.
    Published {
        /// The decision.
        about: About,
        /// The text's digest and summary.
        content: Content,
        /// Since when.
        release: Release,
    },
    /// Still on the register, and must come down.
    Withdrawing {
        /// The decision.
        about: About,
        /// The text's digest and summary.
        content: Content,
        /// Since when.
        release: Release,
        /// Why, and until when.
        order: WithdrawalOrder,
    },
    /// Taken down; the reason is public, the text no longer.
    Withdrawn {
        /// The decision.
        about: About,
        /// The text's digest and summary.
        content: Content,
        /// Since when it was public.
        release: Release,
        /// Why it came down.
        withdrawal: Withdrawal,
    },
    /// Not to be published.
    Refused {
        /// The decision.
        about: About,
        /// Why.
        refusal: PublicationRefusal,
    },
}

impl Publication {
    /// The decision, once it was made.
    #[must_use]
    pub const fn about(&self) -> Option<&About> {
        match self {
            Self::Unknown => None,
            Self::Queued { about, .. }
            | Self::Masked { about, .. }
            | Self::Approved { about, .. }
            | Self::Published { about, .. }
            | Self::Withdrawing { about, .. }
            | Self::Withdrawn { about, .. }
            | Self::Refused { about, .. } => Some(about),
        }
    }

    /// The masked content, once there is one.
    #[must_use]
    pub const fn content(&self) -> Option<&Content> {
        match self {
            Self::Masked { content, .. }
            | Self::Approved { content, .. }
            | Self::Published { content, .. }
            | Self::Withdrawing { content, .. }
            | Self::Withdrawn { content, .. } => Some(content),
            Self::Unknown | Self::Queued { .. } | Self::Refused { .. } => None,
        }
    }

    /// Since when it is or was public.
    #[must_use]
    pub const fn release(&self) -> Option<&Release> {
        match self {
            Self::Published { release, .. }
            | Self::Withdrawing { release, .. }
            | Self::Withdrawn { release, .. } => Some(release),
            Self::Unknown
            | Self::Queued { .. }
            | Self::Masked { .. }
            | Self::Approved { .. }
            | Self::Refused { .. } => None,
        }
    }

    /// Why it is not published, if it is not.
    #[must_use]
    pub const fn refusal(&self) -> Option<&PublicationRefusal> {
        if let Self::Refused { refusal, .. } = self {
            Some(refusal)
        } else {
            None
        }
    }

    /// That it came down, if it did.
    #[must_use]
    pub const fn withdrawal(&self) -> Option<&Withdrawal> {
        if let Self::Withdrawn { withdrawal, .. } = self {
            Some(withdrawal)
        } else {
            None
        }
    }

    /// Why it must come down or came down, if so.
    #[must_use]
    pub fn withdrawal_reason(&self) -> Option<&Code> {
        if let Self::Withdrawing { order, .. } = self {
            return Some(&order.reason_code);
        }
        self.withdrawal().map(|withdrawal| &withdrawal.reason_code)
    }

    /// Whether the clock that runs, to publish or to withdraw, ran out.
    #[must_use]
    pub const fn is_overdue(&self) -> bool {
        match self {
            Self::Queued { clock, .. }
            | Self::Masked { clock, .. }
            | Self::Approved { clock, .. } => clock.overdue,
            Self::Withdrawing { order, .. } => order.overdue,
            Self::Unknown
            | Self::Published { .. }
            | Self::Withdrawn { .. }
            | Self::Refused { .. } => false,
        }
    }

    /// Stable name of the state.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Queued { .. } => "queued",
            Self::Masked { .. } => "masked",
            Self::Approved { .. } => "approved",
            Self::Published { .. } => "published",
            Self::Withdrawing { .. } => "withdrawing",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Refused { .. } => "refused",
        }
    }
}
