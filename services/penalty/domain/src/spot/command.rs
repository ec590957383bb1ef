//! What may be asked of a penalty on the spot, and what is looked up before the answer.

use jiff::civil::Date;
use kernel::{DocumentNumber, OfficerId, Post, Region};
use strum::{Display, IntoStaticStr, VariantArray};

use super::practice::SpotPractice;
use super::state::{CashGround, Defence, Offender};
use crate::case::RevocationDraft;
use crate::certificate::Certificate;
use crate::legal_basis::LegalBasis;
use crate::party::Identity;
use crate::payment::{Incoming, Standstill};
use crate::penalty::Penalties;
use crate::procedure::Moment;

/// What the officers did before they decided on the spot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conduct {
    /// Whether the facts are beyond doubt (违法事实确凿).
    pub facts_certain: bool,
    /// Whether the certificates were shown.
    pub card_shown: bool,
    /// Whether the party was told facts, reasons, basis, the penalty and its right to defend.
    pub party_told: bool,
}

/// What the officers decide on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpotDraft {
    /// Where it is recorded.
    pub region: Region,
    /// Field of enforcement.
    pub domain: String,
    /// Item of the power and responsibility list.
    pub power_item: String,
    /// Whom it is for.
    pub party: Offender,
    /// Who that is.
    pub identity: Identity,
    /// The violation.
    pub facts: String,
    /// What the officers did before they decided.
    pub conduct: Conduct,
    /// Code of the violation.
    pub violation_code: String,
    /// Where it was decided.
    pub place: String,
    /// The evidence collected, one line each.
    pub evidence: Vec<String>,
    /// What is imposed.
    pub penalties: Penalties,
    /// The provisions it rests on.
    pub basis: Vec<LegalBasis>,
    /// The officers, the one who records it among them.
    pub officers: Vec<OfficerId>,
    /// What the party answered.
    pub defence: Defence,
    /// The body to which the party applies for reconsideration.
    pub reconsideration_body: String,
    /// Whether the form says that reconsideration comes before a suit.
    pub states_reconsideration_first: bool,
    /// Whether it says that a surcharge is added when payment is late.
    pub states_surcharge: bool,
}

/// How the form was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOverDraft {
    /// Whether the party signed.
    pub signed: bool,
    /// The note on the form when it refused.
    pub note: String,
}

/// Cash taken on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashDraft {
    /// Why it may be taken.
    pub ground: CashGround,
    /// What makes it hard to enforce later, or the place remote.
    pub reason: String,
    /// Whether the party asked to pay on the spot.
    pub party_asked: bool,
    /// Number of the receipt.
    pub receipt: String,
    /// On water: the day of landing, from which the two days count.
    pub lands_on: Option<Date>,
}

/// What may be asked of a penalty on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpotCommand {
    /// Decide it.
    Issue(Box<SpotDraft>),
    /// Record that the form was handed over.
    HandOver(HandOverDraft),
    /// Record that cash was taken.
    CollectCash(CashDraft),
    /// Record that the agency received the cash.
    HandIn,
    /// Record that the bank received it.
    Bank {
        /// The bank's slip.
        slip: String,
    },
    /// Record a payment to the bank.
    RecordPayment(Incoming),
    /// File the papers with the agency.
    FileWithAgency,
    /// Let the surcharge stand still or go on: a reconsideration or a suit began or ended.
    Standstill(Standstill),
    /// Record what became of it.
    Revoke(RevocationDraft),
    /// A clock ran out.
    RunOut {
        /// Its rule.
        rule: String,
    },
}

impl SpotCommand {
    /// Which command.
    #[must_use]
    pub const fn kind(&self) -> SpotCommandKind {
        match self {
            Self::Issue(_) => SpotCommandKind::Issue,
            Self::HandOver(_) => SpotCommandKind::HandOver,
            Self::CollectCash(_) => SpotCommandKind::CollectCash,
            Self::HandIn => SpotCommandKind::HandIn,
            Self::Bank { .. } => SpotCommandKind::Bank,
            Self::RecordPayment(_) => SpotCommandKind::RecordPayment,
            Self::FileWithAgency => SpotCommandKind::FileWithAgency,
            Self::Standstill(_) => SpotCommandKind::Standstill,
            Self::Revoke(_) => SpotCommandKind::Revoke,
            Self::RunOut { .. } => SpotCommandKind::RunOut,
        }
    }
}

/// A command without what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum SpotCommandKind {
    /// Decide.
    Issue,
    /// Hand the form over.
    HandOver,
    /// Take cash.
    CollectCash,
    /// Hand the cash to the agency.
    HandIn,
    /// Hand the cash to the bank.
    Bank,
    /// Record a payment to the bank.
    RecordPayment,
    /// File with the agency.
    FileWithAgency,
    /// Let the surcharge stand still or go on.
    Standstill,
    /// Record a revocation.
    Revoke,
    /// Note that a clock ran out.
    RunOut,
}

impl SpotCommandKind {
    /// The posts that may give the command, the usual one first.
    #[must_use]
    pub const fn posts(self) -> &'static [Post] {
        match self {
            Self::Issue | Self::HandOver | Self::CollectCash | Self::FileWithAgency => {
                &[Post::Officer, Post::Handler]
            }
            Self::HandIn | Self::Bank | Self::RecordPayment => &[Post::Collector],
            Self::Revoke => &[Post::Decider, Post::Supervisor, Post::System],
            Self::Standstill | Self::RunOut => &[Post::System],
        }
    }
}

/// What was looked up before deciding.
#[derive(Clone, Debug)]
pub struct SpotFacts<'a> {
    /// Who asks, when.
    pub moment: Moment<'a>,
    /// What may be imposed on the spot.
    pub practice: &'a SpotPractice,
    /// The certificates of the officers, as far as known.
    pub certificates: &'a [Certificate],
    /// The next free number of the form.
    pub number: Option<DocumentNumber>,
}
