//! The record of a collection, as it is sent and shown.

use evidence_domain::{
    Certification, Collection, EvidenceKind, ForeignOrigin, Form, Integrity, IntegrityAlgorithm,
    Making, MonitoringDevice, Signature, Step,
};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{EvidenceId, OfficerId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the officers record about a piece of evidence.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CollectionBody {
    /// documentary, physical, audio-visual, electronic-data, witness-testimony, party-statement,
    /// expert-opinion, inspection-record (行政处罚法 Art. 46).
    #[schema(value_type = String, example = "documentary")]
    kind: EvidenceKind,
    /// The step it belongs to: verification, on-site-inspection, questioning, material-request,
    /// sampling, data-extraction, preservation, seizure, appraisal, monitoring, transfer, defence.
    #[schema(value_type = String, example = "on-site-inspection")]
    step: Step,
    /// original or copy.
    #[schema(value_type = String, example = "original")]
    form: Form,
    /// The officers who collected it: at least two of the case's team.
    collected_by: Vec<OfficerId>,
    /// When they did.
    #[schema(value_type = String, format = DateTime)]
    collected_at: Timestamp,
    /// For copies of audio-visual material and electronic data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    making: Option<MakingBody>,
    /// For copies of documents and things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    certification: Option<CertificationBody>,
    /// signed or refused-and-recorded; for statements, records and provided copies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    signature: Option<Signature>,
    /// For electronic data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    integrity: Option<IntegrityBody>,
    /// It can be heard, so its words must be written down in another item.
    #[serde(default)]
    sound: bool,
    /// It is the written text of this recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    transcript_of: Option<EvidenceId>,
    /// The device behind a record without an operator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    device: Option<DeviceBody>,
    /// What goes with evidence from abroad or in a foreign language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    foreign_origin: Option<ForeignOriginBody>,
}

/// How a copy was made.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MakingBody {
    /// Method.
    #[schema(example = "拷贝复制", max_length = 200)]
    method: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    made_at: Timestamp,
    /// By whom.
    #[schema(max_length = 200)]
    maker: String,
}

/// That a copy is the same as the original.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CertificationBody {
    /// Day the provider compared it.
    #[schema(value_type = String, format = Date)]
    certified_on: Date,
    /// Where the original is.
    #[schema(max_length = 200)]
    source: String,
}

/// Integrity value of electronic data, computed where it was taken.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IntegrityBody {
    /// sha256 or sm3.
    #[schema(value_type = String, example = "sm3")]
    algorithm: IntegrityAlgorithm,
    /// Hexadecimal digits.
    #[schema(max_length = 64)]
    value: String,
    /// Who computed it.
    computed_by: OfficerId,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    computed_at: Timestamp,
}

/// A monitoring device and the review of its recording.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeviceBody {
    /// Record of the legal review.
    legal_review: Option<String>,
    /// Record of the technical review.
    technical_review: Option<String>,
    /// Standard it meets.
    standard: Option<String>,
    /// Where it stands.
    location: Option<String>,
    /// Day its location was published.
    #[schema(value_type = Option<String>, format = Date)]
    published_on: Option<Date>,
    /// A visible sign stands beside it.
    #[serde(default)]
    sign: bool,
    /// Record of the review of this recording by a person.
    recording_review: Option<String>,
}

/// What goes with evidence from abroad.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignOriginBody {
    /// Notarised or authenticated as the law asks.
    authenticated: bool,
    /// Translated into Chinese.
    translated: bool,
}

/// Most characters of a free text in the record.
const TEXT_CHARS_MAX: usize = 200;
/// Most officers at one collection.
const OFFICERS_MAX: usize = 20;

impl CollectionBody {
    /// The first field that is too long, if one is.
    pub(super) fn too_long(&self) -> Option<&'static str> {
        let texts = [
            (
                "making.method",
                self.making.as_ref().map(|making| &making.method),
            ),
            (
                "making.maker",
                self.making.as_ref().map(|making| &making.maker),
            ),
            (
                "certification.source",
                self.certification.as_ref().map(|body| &body.source),
            ),
            (
                "integrity.value",
                self.integrity.as_ref().map(|body| &body.value),
            ),
            (
                "device.legal_review",
                self.device
                    .as_ref()
                    .and_then(|body| body.legal_review.as_ref()),
            ),
            (
                "device.technical_review",
                self.device
                    .as_ref()
                    .and_then(|body| body.technical_review.as_ref()),
            ),
            (
                "device.standard",
                self.device.as_ref().and_then(|body| body.standard.as_ref()),
            ),
            (
                "device.location",
                self.device.as_ref().and_then(|body| body.location.as_ref()),
            ),
            (
                "device.recording_review",
                self.device
                    .as_ref()
                    .and_then(|body| body.recording_review.as_ref()),
            ),
        ];
        if self.collected_by.len() > OFFICERS_MAX {
            return Some("collected_by");
        }
        texts
            .into_iter()
            .find(|(_, text)| text.is_some_and(|text| text.chars().count() > TEXT_CHARS_MAX))
            .map(|(field, _)| field)
    }
}

impl From<CollectionBody> for Collection {
    fn from(body: CollectionBody) -> Self {
        Self {
            kind: body.kind,
            step: body.step,
            form: body.form,
            collected_by: body.collected_by,
            collected_at: body.collected_at,
            making: body.making.map(|making| Making {
                method: making.method,
                made_at: making.made_at,
                maker: making.maker,
            }),
            certification: body.certification.map(|certification| Certification {
                certified_on: certification.certified_on,
                source: certification.source,
            }),
            signature: body.signature,
            integrity: body.integrity.map(|integrity| Integrity {
                algorithm: integrity.algorithm,
                value: integrity.value,
                computed_by: integrity.computed_by,
                computed_at: integrity.computed_at,
            }),
            sound: body.sound,
            transcript_of: body.transcript_of,
            device: body.device.map(|device| MonitoringDevice {
                legal_review: device.legal_review,
                technical_review: device.technical_review,
                standard: device.standard,
                location: device.location,
                published_on: device.published_on,
                sign: device.sign,
                recording_review: device.recording_review,
            }),
            foreign_origin: body.foreign_origin.map(|origin| ForeignOrigin {
                authenticated: origin.authenticated,
                translated: origin.translated,
            }),
        }
    }
}

impl From<&Collection> for CollectionBody {
    fn from(collection: &Collection) -> Self {
        let collection = collection.clone();
        Self {
            kind: collection.kind,
            step: collection.step,
            form: collection.form,
            collected_by: collection.collected_by,
            collected_at: collection.collected_at,
            making: collection.making.map(|making| MakingBody {
                method: making.method,
                made_at: making.made_at,
                maker: making.maker,
            }),
            certification: collection
                .certification
                .map(|certification| CertificationBody {
                    certified_on: certification.certified_on,
                    source: certification.source,
                }),
            signature: collection.signature,
            integrity: collection.integrity.map(|integrity| IntegrityBody {
                algorithm: integrity.algorithm,
                value: integrity.value,
                computed_by: integrity.computed_by,
                computed_at: integrity.computed_at,
            }),
            sound: collection.sound,
            transcript_of: collection.transcript_of,
            device: collection.device.map(|device| DeviceBody {
                legal_review: device.legal_review,
                technical_review: device.technical_review,
                standard: device.standard,
                location: device.location,
                published_on: device.published_on,
                sign: device.sign,
                recording_review: device.recording_review,
            }),
            foreign_origin: collection.foreign_origin.map(|origin| ForeignOriginBody {
                authenticated: origin.authenticated,
                translated: origin.translated,
            }),
        }
    }
}
