//! What an archive says of itself.

use crypto::seal::KeyId;
use crypto::{DualDigest, Sha256Hex, Sm3Hex};
use jiff::Timestamp;
use kernel::{CaseId, MatterId, Region};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};
use uuid::Uuid;

/// The layout described by this crate; a new layout gets a new name.
pub const FORMAT: &str = "mingjing.case-file.v1";
/// Name of the signed list.
pub const MANIFEST: &str = "manifest.json";
/// Name of the seal over it.
pub const MANIFEST_SEAL: &str = "manifest.sig";
/// Name of the timeline.
pub const TIMELINE: &str = "timeline.json";

/// A volume of the file.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Volume {
    /// Main volume (正卷): what the party may read.
    Main,
    /// Secondary volume (副卷): how the agency came to its decision; internal.
    Secondary,
}

/// Which volumes an archive holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Volumes {
    /// The main volume only.
    Main,
    /// Both.
    All,
}

impl Volumes {
    /// Whether `volume` is part of it.
    #[must_use]
    pub const fn hold(self, volume: Volume) -> bool {
        match self {
            Self::All => true,
            Self::Main => matches!(volume, Volume::Main),
        }
    }
}

/// The evidence of the case, which stays in its own sealed folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceMark {
    /// SHA-256 over the manifest of the evidence (证据清单), in hexadecimal.
    pub manifest_digest: String,
    /// How many items.
    pub items: u32,
}

/// A document that was sealed and voided: it is no part of the file, but its number stays known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoidedEntry {
    /// Which form.
    pub form: String,
    /// Its number, if it had one.
    pub number: Option<String>,
    /// When it was voided.
    pub voided_at: Timestamp,
    /// Why.
    pub reason: String,
}

/// A document of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentEntry {
    /// Its place in its volume, from 1.
    pub place: u32,
    /// Its volume.
    pub volume: Volume,
    /// Which form, such as `penalty-decision`.
    pub form: String,
    /// Title of the form in Chinese.
    pub title: String,
    /// Its number (文书字号), if the form has one.
    pub number: Option<String>,
    /// The agency that made it.
    pub agency: String,
    /// When it was sealed.
    pub sealed_at: Timestamp,
    /// With which key.
    pub key: KeyId,
    /// The digest printed on it, which the platform's public address answers to.
    pub content_digest: Sm3Hex,
    /// The file with the document.
    pub file: String,
    /// The file with its seal.
    pub seal: String,
}

/// One event of the case in the ledger of the service that decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Place in the ledger; rises.
    pub position: i64,
    /// Identifier of the event.
    pub event: Uuid,
    /// What it happened to.
    pub aggregate: Uuid,
    /// Version of that after it.
    pub version: i64,
    /// What happened, such as `mingjing.penalty.v1.DecisionMade`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// When.
    pub at: Timestamp,
    /// Digest of the recorded bytes.
    pub sha256: Sha256Hex,
}

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileMark {
    /// Its name.
    pub name: String,
    /// Its digests and size in bytes.
    pub content: DualDigest,
}

/// The signed list of everything in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The case.
    pub case: CaseId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// The handling unit.
    pub unit: String,
    /// Which volumes the archive holds.
    pub volumes: Volumes,
    /// When the last of the events happened that it tells of.
    pub as_of: Timestamp,
    /// How signatures are made.
    pub method: String,
    /// The signer's identifier in every signature.
    pub signer: String,
    /// The key that sealed this manifest.
    pub key: KeyId,
    /// The evidence, once it was sealed.
    pub evidence: Option<EvidenceMark>,
    /// The documents, volume by volume, in order.
    pub documents: Vec<DocumentEntry>,
    /// Documents that were sealed and voided.
    pub voided: Vec<VoidedEntry>,
    /// Every other file but the seal over this one, in the order of the archive.
    pub files: Vec<FileMark>,
}

/// The file with the public key `id`.
pub(crate) fn key_file(id: KeyId) -> String {
    format!("keys/{id}.pem")
}
