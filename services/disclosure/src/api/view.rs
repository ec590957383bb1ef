//! What is shown: everything to the staff, to the public what is or was on the register.

use disclosure_domain::{Code, MaskEntry, Party, Publication, RedactionKind, Suspect, SuspectKind};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{ActorId, CaseId, MatterId, PublicationId, Region, Uscc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::store::publication::StoredPublication;
use crate::store::text::StoredText;

/// A publication as the staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PublicationView {
    id: PublicationId,
    case_id: CaseId,
    matter_id: MatterId,
    region: Region,
    /// queued, masked, approved, published, withdrawing, withdrawn, refused.
    status: &'static str,
    version: i64,
    document_number: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    decided_on: Option<Date>,
    penalties: Vec<String>,
    /// natural-person or organisation.
    party_kind: Option<&'static str>,
    /// Last day of the clock that runs: to publish, or to withdraw.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    /// That clock ran out.
    overdue: bool,
    #[schema(value_type = String, format = DateTime)]
    queued_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    published_at: Option<Timestamp>,
    content_sha256: Option<String>,
    summary: Option<SummaryView>,
    /// Who masked the text; someone else approves it.
    masked_by: Option<ActorId>,
    /// Why it is not published.
    ground: Option<String>,
    /// Why it must come down, or came down.
    reason_code: Option<String>,
}

/// The summary (摘要) beside the text.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SummaryView {
    party: String,
    violation: String,
    penalty: String,
}

impl From<&StoredPublication> for PublicationView {
    fn from(stored: &StoredPublication) -> Self {
        let about = stored.state.about();
        let content = stored.state.content();
        Self {
            id: stored.id,
            case_id: stored.case,
            matter_id: stored.matter,
            region: stored.region,
            status: stored.state.name(),
            version: stored.version,
            document_number: about.map(|about| about.document_number.to_string()),
            decided_on: about.map(|about| about.decided_on),
            penalties: about
                .map(|about| about.penalties.clone())
                .unwrap_or_default(),
            party_kind: about.map(|about| match about.party {
                Party::NaturalPerson => "natural-person",
                Party::Organisation { .. } => "organisation",
            }),
            due_on: stored.due_on,
            overdue: stored.state.is_overdue(),
            queued_at: stored.queued_at,
            published_at: stored.published_at,
            content_sha256: content.map(|content| content.sha256.to_string()),
            summary: content.map(|content| SummaryView {
                party: content.summary.party.clone(),
                violation: content.summary.violation.clone(),
                penalty: content.summary.penalty.clone(),
            }),
            masked_by: content.map(|content| content.masked_by),
            ground: stored
                .state
                .refusal()
                .map(|refusal| refusal.ground.to_string()),
            reason_code: stored.state.withdrawal_reason().map(Code::to_string),
        }
    }
}

/// A page of publications.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PublicationList {
    pub(super) publications: Vec<PublicationView>,
}

/// A publication with its masked text.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PublicationDetail {
    #[serde(flatten)]
    pub(super) publication: PublicationView,
    /// The masked text.
    pub(super) text: Option<String>,
    /// Places that a person should look at before approving.
    pub(super) suspects: Vec<SuspectView>,
    /// What was masked; shown while the text waits for approval, to those who may approve it.
    pub(super) mask_map: Option<Vec<MaskView>>,
}

/// A place that may hold personal data.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SuspectView {
    /// address, plate, minor.
    #[schema(value_type = String)]
    kind: SuspectKind,
    /// Its first character in the masked text, from 1.
    at: usize,
}

impl From<&Suspect> for SuspectView {
    fn from(suspect: &Suspect) -> Self {
        Self {
            kind: suspect.kind,
            at: suspect.at,
        }
    }
}

/// What was replaced by what.
#[derive(Serialize, ToSchema)]
pub(super) struct MaskView {
    #[schema(value_type = String)]
    kind: RedactionKind,
    original: String,
    replacement: String,
    occurrences: u32,
}

impl std::fmt::Debug for MaskView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("MaskView")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl From<MaskEntry> for MaskView {
    fn from(entry: MaskEntry) -> Self {
        let MaskEntry {
            kind,
            original,
            replacement,
            occurrences,
        } = entry;
        Self {
            kind,
            original,
            replacement,
            occurrences,
        }
    }
}

/// An entry of the public register.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RegisterEntry {
    id: PublicationId,
    region: Region,
    region_name: String,
    document_number: Option<String>,
    agency: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    decided_on: Option<Date>,
    #[schema(value_type = Option<String>, format = DateTime)]
    published_at: Option<Timestamp>,
    /// published or withdrawn.
    status: &'static str,
    /// The decision was revoked or changed and will be taken down.
    withdrawal_pending: bool,
    /// An organisation by its name, a natural person as 某. Gone once withdrawn.
    party: Option<String>,
    /// Credit code of an organisation. Gone once withdrawn.
    party_uscc: Option<String>,
    /// Gone once withdrawn.
    violation: Option<String>,
    /// Gone once withdrawn.
    penalty: Option<String>,
    /// That it was taken down, and why.
    withdrawn: Option<WithdrawnView>,
}

/// Why an entry was taken down.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WithdrawnView {
    #[schema(value_type = String, format = DateTime)]
    withdrawn_at: Timestamp,
    reason_code: String,
    reason: String,
}

impl From<&StoredPublication> for RegisterEntry {
    fn from(stored: &StoredPublication) -> Self {
        let about = stored.state.about();
        let withdrawn = stored.state.withdrawal().map(|withdrawal| WithdrawnView {
            withdrawn_at: withdrawal.withdrawn_at,
            reason_code: withdrawal.reason_code.to_string(),
            reason: withdrawal.reason.clone(),
        });
        let summary = stored
            .state
            .content()
            .map(|content| &content.summary)
            .filter(|_| withdrawn.is_none());
        let uscc = about.and_then(|about| match &about.party {
            Party::Organisation { uscc, .. } => uscc.as_ref().map(Uscc::to_string),
            Party::NaturalPerson => None,
        });
        Self {
            id: stored.id,
            region: stored.region,
            region_name: stored.region.full_name(),
            document_number: about.map(|about| about.document_number.to_string()),
            agency: about.map(|about| about.agency.clone()),
            decided_on: about.map(|about| about.decided_on),
            published_at: stored.published_at,
            status: if withdrawn.is_some() {
                "withdrawn"
            } else {
                "published"
            },
            withdrawal_pending: matches!(stored.state, Publication::Withdrawing { .. }),
            party: summary.map(|summary| summary.party.clone()),
            party_uscc: uscc.filter(|_| withdrawn.is_none()),
            violation: summary.map(|summary| summary.violation.clone()),
            penalty: summary.map(|summary| summary.penalty.clone()),
            withdrawn,
        }
    }
}

/// A page of the register.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RegisterPage {
    pub(super) decisions: Vec<RegisterEntry>,
    /// There is another page.
    pub(super) more: bool,
}

/// An entry of the register with its text.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RegisterDetail {
    #[serde(flatten)]
    pub(super) entry: RegisterEntry,
    /// The masked text of the decision. Gone once withdrawn.
    pub(super) text: Option<String>,
    /// SHA-256 of the text in UTF-8.
    pub(super) content_sha256: Option<String>,
}

impl RegisterDetail {
    /// The entry; its text only while it is published.
    pub(super) fn of(stored: &StoredPublication, text: Option<StoredText>) -> Self {
        let shown = text.filter(|_| stored.state.withdrawal().is_none());
        Self {
            entry: RegisterEntry::from(stored),
            text: shown.map(|text| text.content),
            content_sha256: stored
                .state
                .content()
                .map(|content| content.sha256.to_string()),
        }
    }
}
