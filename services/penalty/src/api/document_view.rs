//! What callers get to see of documents.

use crypto::DualDigest;
use documents::Values;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{CaseId, DocumentId};
use penalty_domain::document::{About, Document, DocumentStatus, Gap, Volume};
use serde::Serialize;
use utoipa::ToSchema;

use crate::store::official_document::StoredDocument;

/// The printed file of a document.
#[derive(Debug, Serialize, ToSchema)]
struct PdfView {
    /// SHA-256, in hexadecimal.
    sha256: String,
    /// SM3, in hexadecimal.
    sm3: String,
    /// Bytes.
    size: u64,
}

impl From<DualDigest> for PdfView {
    fn from(digest: DualDigest) -> Self {
        Self {
            sha256: digest.sha256.to_string(),
            sm3: digest.sm3.to_string(),
            size: digest.size,
        }
    }
}

/// The seal of a document.
#[derive(Debug, Serialize, ToSchema)]
struct SealView {
    /// Day on the document.
    #[schema(value_type = String, format = Date)]
    dated: Date,
    #[schema(value_type = String, format = DateTime)]
    sealed_at: Timestamp,
    /// SM3 of form, number and fields, as printed on it.
    content_digest: String,
    /// The key: SM3 of the public key.
    key_id: String,
    pdf: PdfView,
}

/// Why a document was voided.
#[derive(Debug, Serialize, ToSchema)]
struct VoidingView {
    reason: String,
    #[schema(value_type = String, format = DateTime)]
    voided_at: Timestamp,
}

/// A document.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocumentView {
    id: DocumentId,
    /// The case; of the form of the spot, the penalty on the spot.
    case_id: CaseId,
    /// What it tells of, where its case alone does not say it: kind, and id or number.
    #[schema(value_type = Option<Object>)]
    about: Option<About>,
    /// The form, such as penalty-decision.
    form: String,
    /// Its Chinese title.
    title: String,
    /// main, secondary.
    #[schema(value_type = String)]
    volume: Option<Volume>,
    /// drafted, sealed, served, voided.
    #[schema(value_type = String)]
    status: DocumentStatus,
    agency: String,
    /// The number (文书字号); stays when the document is voided.
    number: Option<String>,
    version: i64,
    #[schema(value_type = String, format = DateTime)]
    drafted_at: Timestamp,
    seal: Option<SealView>,
    #[schema(value_type = Option<String>, format = Date)]
    served_on: Option<Date>,
    voided: Option<VoidingView>,
}

impl From<&StoredDocument> for DocumentView {
    fn from(stored: &StoredDocument) -> Self {
        let draft = stored.state.draft();
        let seal = stored.state.seal();
        let form = draft.map(|draft| &draft.form);
        Self {
            id: stored.id,
            case_id: stored.case,
            about: draft.and_then(|draft| draft.about),
            form: form.map(|form| form.name.clone()).unwrap_or_default(),
            title: form.map(|form| form.title.clone()).unwrap_or_default(),
            volume: form.map(|form| form.volume),
            status: stored.state.status(),
            agency: draft.map(|draft| draft.agency.clone()).unwrap_or_default(),
            number: number(&stored.state),
            version: stored.version,
            drafted_at: stored.drafted_at,
            seal: seal.map(|seal| SealView {
                dated: seal.dated,
                sealed_at: seal.at,
                content_digest: seal.content.to_string(),
                key_id: seal.key.to_string(),
                pdf: seal.pdf.into(),
            }),
            served_on: stored.state.served().map(|served| served.served_on),
            voided: stored.state.voiding().map(|voiding| VoidingView {
                reason: voiding.reason.clone(),
                voided_at: voiding.at,
            }),
        }
    }
}

/// The documents of a case.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocumentList {
    pub(super) documents: Vec<DocumentView>,
}

/// A field that keeps a draft from being sealed.
#[derive(Debug, Serialize, ToSchema)]
struct GapView {
    field: String,
    /// What is wrong, with label and article.
    problem: String,
}

/// A document with what fills it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocumentDetail {
    #[serde(flatten)]
    document: DocumentView,
    /// Fields by name: what the case fills in and what was given.
    #[schema(value_type = Object)]
    values: Values,
    /// What must be mended before it can be sealed.
    gaps: Vec<GapView>,
}

impl DocumentDetail {
    pub(super) fn of(stored: &StoredDocument, values: Values, gaps: Vec<Gap>) -> Self {
        let gap = |gap: Gap| GapView {
            field: gap.field,
            problem: gap.problem,
        };
        Self {
            document: stored.into(),
            values,
            gaps: gaps.into_iter().map(gap).collect(),
        }
    }
}

/// What anyone may know of a document.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Checked {
    /// The form, such as penalty-decision.
    form: String,
    /// Its Chinese title.
    title: String,
    /// The number (文书字号), if the form bears one.
    number: Option<String>,
    agency: String,
    /// Day on the document.
    #[schema(value_type = String, format = Date)]
    dated: Date,
    /// It was sealed by this platform.
    sealed: bool,
    /// It was voided (作废) and must not be relied on.
    voided: bool,
    /// The digest printed on it.
    content_digest: String,
    /// The SM3 of its file.
    pdf_digest: String,
    /// The key that sealed it: SM3 of the public key.
    key_id: String,
}

impl Checked {
    pub(super) fn of(stored: &StoredDocument) -> Option<Self> {
        let (draft, seal) = (stored.state.draft()?, stored.state.seal()?);
        Some(Self {
            form: draft.form.name.clone(),
            title: draft.form.title.clone(),
            number: number(&stored.state),
            agency: draft.agency.clone(),
            dated: seal.dated,
            sealed: true,
            voided: matches!(stored.state, Document::Voided { .. }),
            content_digest: seal.content.to_string(),
            pdf_digest: seal.pdf.sm3.to_string(),
            key_id: seal.key.to_string(),
        })
    }
}

fn number(document: &Document) -> Option<String> {
    let number = document.seal().and_then(|seal| seal.number.as_ref());
    number.map(ToString::to_string)
}
