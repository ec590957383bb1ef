//! How items, chains and manifests are shown.

use evidence_domain::custody::ChainHead;
use evidence_domain::item::{About, Place};
use evidence_domain::{Action, Broken, Code, Entry, ManifestLine};
use jiff::Timestamp;
use kernel::{ActorId, CaseId, EvidenceId, MatterId, OfficerId, Region};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::dto::CollectionBody;
use crate::store::item::StoredItem;

/// A piece of evidence as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemView {
    id: EvidenceId,
    case_id: CaseId,
    matter_id: MatterId,
    region: Region,
    /// Place in the folder, from 1.
    ordinal: i32,
    /// kept or sealed.
    status: &'static str,
    version: i64,
    kind: Option<String>,
    /// Chinese legal term of the kind.
    kind_zh: Option<&'static str>,
    step: Option<String>,
    /// SHA-256 of the content.
    sha256: Option<String>,
    /// SM3 of the content.
    sm3: Option<String>,
    size_bytes: Option<u64>,
    media_type: String,
    #[schema(value_type = String, format = DateTime)]
    stored_at: Timestamp,
    uploaded_by: Option<OfficerId>,
    /// in-custody or handed-over.
    #[schema(value_type = String, example = "in-custody")]
    place: Place,
    /// Where its chain of custody ends.
    custody: Option<HeadView>,
}

/// Where a chain of custody ends.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HeadView {
    sequence: u32,
    digest: String,
}

impl From<&ChainHead> for HeadView {
    fn from(head: &ChainHead) -> Self {
        Self {
            sequence: head.sequence,
            digest: head.digest.to_string(),
        }
    }
}

impl From<&StoredItem> for ItemView {
    fn from(item: &StoredItem) -> Self {
        let about = item.state.about();
        let of = |text: fn(&About) -> String| about.map(text);
        Self {
            id: item.id,
            case_id: item.case,
            matter_id: item.matter,
            region: item.region,
            ordinal: item.ordinal,
            status: item.state.name(),
            version: item.version,
            kind: of(|about| about.collection.kind.to_string()),
            kind_zh: about.map(|about| about.collection.kind.title_zh()),
            step: of(|about| about.collection.step.to_string()),
            sha256: of(|about| about.content.sha256.to_string()),
            sm3: of(|about| about.content.sm3.to_string()),
            size_bytes: about.map(|about| about.content.size),
            media_type: item.media_type.clone(),
            stored_at: item.stored_at,
            uploaded_by: about.map(|about| about.uploaded_by),
            place: item.state.place(),
            custody: item.state.head().map(HeadView::from),
        }
    }
}

/// A piece of evidence with everything recorded of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemDetail {
    #[serde(flatten)]
    item: ItemView,
    /// As the officers recorded it.
    record: Option<CollectionBody>,
    /// As the officer named the file.
    file_name: Option<String>,
}

impl From<&StoredItem> for ItemDetail {
    fn from(item: &StoredItem) -> Self {
        Self {
            item: ItemView::from(item),
            record: item
                .state
                .about()
                .map(|about| CollectionBody::from(&about.collection)),
            file_name: item.file_name.as_ref().map(|name| name.0.clone()),
        }
    }
}

/// The items of a folder, in its order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemList {
    /// open or sealed.
    pub(super) folder: &'static str,
    pub(super) items: Vec<ItemView>,
}

/// A touch to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TouchBody {
    /// viewed, copied, handed-over, returned.
    #[schema(value_type = String, example = "handed-over")]
    pub(super) action: Action,
    /// Why, as a code in kebab case; no free text.
    #[schema(value_type = String, example = "sent-for-appraisal", max_length = 48)]
    pub(super) note_code: Code,
}

/// One touch.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EntryView {
    sequence: u32,
    /// collected, viewed, copied, handed-over, returned, sealed.
    #[schema(value_type = String)]
    action: Action,
    actor: ActorId,
    /// In whole microseconds.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    #[schema(value_type = String)]
    note_code: Code,
    /// Digest of the entry before; of the first, `record_digest`.
    previous: String,
    /// SHA-256 of the entry.
    digest: String,
}

impl From<&Entry> for EntryView {
    fn from(entry: &Entry) -> Self {
        Self {
            sequence: entry.sequence,
            action: entry.action,
            actor: entry.actor,
            at: entry.at,
            note_code: entry.note.clone(),
            previous: entry.previous.to_string(),
            digest: entry.digest.to_string(),
        }
    }
}

/// Whether the chain holds.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChainCheck {
    pub(super) intact: bool,
    /// The first entry that does not hold.
    pub(super) broken_at: Option<u32>,
    /// empty, beginning, sequence, time, previous, digest, end.
    pub(super) fault: Option<String>,
}

impl From<Result<(), Broken>> for ChainCheck {
    fn from(outcome: Result<(), Broken>) -> Self {
        let broken = outcome.err();
        Self {
            intact: broken.is_none(),
            broken_at: broken.map(|broken| broken.sequence),
            fault: broken.map(|broken| broken.fault.to_string()),
        }
    }
}

/// Whether the stored bytes are those that were collected.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContentCheck {
    pub(super) intact: bool,
    /// changed or missing.
    pub(super) problem: Option<&'static str>,
    pub(super) sha256: String,
    pub(super) sm3: String,
    pub(super) size_bytes: u64,
}

/// The chain of custody, proved entry by entry, and the content, read again.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CustodyView {
    pub(super) evidence_id: EvidenceId,
    /// SHA-256 over what the chain begins with: item, case, kind, step, officers, content.
    pub(super) record_digest: String,
    pub(super) entries: Vec<EntryView>,
    pub(super) chain: ChainCheck,
    pub(super) content: ContentCheck,
}

/// The folder after it was sealed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SealView {
    pub(super) case_id: CaseId,
    /// sealed.
    pub(super) status: &'static str,
    pub(super) items: u32,
    /// SHA-256 over the ordered manifest.
    pub(super) manifest_digest: String,
    #[schema(value_type = String, format = DateTime)]
    pub(super) sealed_at: Timestamp,
    pub(super) sealed_by: ActorId,
}

/// One line of a manifest.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LineView {
    ordinal: u32,
    evidence_id: EvidenceId,
    kind: String,
    step: String,
    sha256: String,
    sm3: String,
    size_bytes: u64,
    /// Digest of the entry of its chain that sealed it.
    custody_digest: String,
}

impl LineView {
    pub(super) fn of(ordinal: u32, line: &ManifestLine) -> Self {
        Self {
            ordinal,
            evidence_id: line.evidence,
            kind: line.kind.to_string(),
            step: line.step.to_string(),
            sha256: line.content.sha256.to_string(),
            sm3: line.content.sm3.to_string(),
            size_bytes: line.content.size,
            custody_digest: line.custody.to_string(),
        }
    }
}

/// The manifest of a sealed folder, computed again from what is stored.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ManifestView {
    #[serde(flatten)]
    pub(super) seal: SealView,
    /// What is stored still gives the sealed digest.
    pub(super) intact: bool,
    pub(super) lines: Vec<LineView>,
    /// The bytes that the digest covers, as UTF-8 text.
    pub(super) canonical: String,
}
