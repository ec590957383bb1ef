//! The manifest (证据清单): every item of a sealed folder in order, under one digest.

use crypto::{DualDigest, Sha256Hex};
use kernel::{CaseId, EvidenceId};
use serde::{Deserialize, Serialize};

use crate::{EvidenceKind, Step};

/// First line of the bytes of a manifest; a new layout gets a new name.
const MANIFEST_LAYOUT: &str = "mingjing.evidence.manifest.v1";

/// One item of a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestLine {
    /// The item.
    pub evidence: EvidenceId,
    /// What it is.
    pub kind: EvidenceKind,
    /// Where in the procedure it was taken.
    pub step: Step,
    /// Its content.
    pub content: DualDigest,
    /// Digest of the entry of its chain of custody that sealed it.
    pub custody: Sha256Hex,
}

/// SHA-256 over the case and the lines in their order.
#[must_use]
pub fn manifest_digest(case: CaseId, lines: &[ManifestLine]) -> Sha256Hex {
    Sha256Hex::of(canonical(case, lines).as_bytes())
}

/// The bytes the digest covers: a head of two lines, then one line for each item. No field can hold
/// a space or a line break.
#[must_use]
pub fn canonical(case: CaseId, lines: &[ManifestLine]) -> String {
    let lines = (1_u32..).zip(lines).map(|(place, line)| {
        let ManifestLine {
            evidence,
            kind,
            step,
            content,
            custody,
        } = line;
        let DualDigest { sha256, sm3, size } = content;
        format!("{place} {evidence} {kind} {step} {sha256} {sm3} {size} {custody}\n")
    });
    std::iter::once(format!("{MANIFEST_LAYOUT}\n{case}\n"))
        .chain(lines)
        .collect()
}
