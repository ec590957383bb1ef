//! What is asked of a document, and what must be looked up before the answer.

use crypto::{DualDigest, Sha256Hex, Sm3Hex};
use jiff::Timestamp;
use kernel::{Actor, CaseId, DocumentNumber, Post};
use law::Calendar;

use super::form::FormFacts;
use super::ground::{About, Ground};
use crate::case::Served;
use crate::service_of_process::ServiceOfProcess;

/// A document to be written.
#[derive(Clone, Debug)]
pub struct Drafting {
    /// The case; for a penalty on the spot the penalty itself.
    pub case: CaseId,
    /// The form.
    pub form: FormFacts,
    /// The agency's name in full.
    pub agency: String,
    /// The agency's code (机关代字) without that of the form.
    pub agency_code: Option<String>,
    /// What it tells of.
    pub about: Option<About>,
}

/// What printing and signing gave.
#[derive(Clone, Debug)]
pub struct Sealing {
    /// The number taken for it.
    pub number: Option<DocumentNumber>,
    /// Digest of form, number and fields.
    pub content: Sm3Hex,
    /// The printed document.
    pub pdf: DualDigest,
    /// Where its signature lies.
    pub signature: Sha256Hex,
    /// The key that signed.
    pub key: Sm3Hex,
}

/// What is asked of a document.
#[derive(Clone, Debug)]
pub enum DocumentCommand {
    /// Write it.
    Draft(Box<Drafting>),
    /// Change what fills it.
    Amend,
    /// Seal it.
    Seal(Box<Sealing>),
    /// Record that it was served.
    Serve(ServiceOfProcess),
    /// Take over the service that the step of its case recorded and judged.
    Follow(Served),
    /// Void it.
    Void {
        /// Why.
        reason: String,
    },
}

/// Posts that write documents.
const WRITERS: &[Post] = &[
    Post::Handler,
    Post::Officer,
    Post::Reviewer,
    Post::Decider,
    Post::Collector,
];

impl DocumentCommand {
    /// Stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Draft(_) => "draft",
            Self::Amend => "amend",
            Self::Seal(_) => "seal",
            Self::Serve(_) => "serve",
            Self::Follow(_) => "follow",
            Self::Void { .. } => "void",
        }
    }

    /// The states in which it can be given, in words.
    pub(super) const fn needs(&self) -> &'static str {
        match self {
            Self::Draft(_) => "absent",
            Self::Amend | Self::Seal(_) => "drafted",
            Self::Serve(_) | Self::Follow(_) => "sealed",
            Self::Void { .. } => "drafted or sealed",
        }
    }

    /// The posts of those who write documents; sealing and voiding may need more.
    #[must_use]
    pub const fn writers() -> &'static [Post] {
        WRITERS
    }
}

/// A field that is not as its article asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The field's name.
    pub field: String,
    /// What is wrong, naming label and article.
    pub problem: String,
}

/// What was looked up before deciding.
#[derive(Clone, Copy, Debug)]
pub struct DocumentFacts<'a> {
    /// The time.
    pub now: Timestamp,
    /// Who asks.
    pub actor: &'a Actor,
    /// The calendar.
    pub calendar: &'a Calendar,
    /// The case and what the document tells of, as they stand.
    pub ground: Ground<'a>,
    /// Fields that keep it from being sealed.
    pub gaps: &'a [Gap],
    /// Fields that say something else than the case.
    pub contradictions: &'a [String],
    /// Whether another sealed document that was not voided holds the same number.
    pub number_taken: bool,
}
