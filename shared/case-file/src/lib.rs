//! A case file (案卷) as one archive that anyone can check without the platform.
//!
//! What it is for: the documents of a case in the order of its volumes, each with its detached seal,
//! the public keys, the digest of the evidence, the timeline of what happened, and one signed list
//! of all of it. [`pack`] makes the archive, [`verify`] checks it.
//!
//! ```text
//! manifest.json                     every other file: size, SHA-256, SM3; the documents in order
//! manifest.sig                      the seal over manifest.json
//! keys/<key id>.pem                 public keys of the seals used
//! timeline.json                     what the ledger recorded of the case
//! main/001-filing-approval.pdf      main volume (正卷), and beside it
//! main/001-filing-approval.sig      the seal over that document
//! secondary/001-....pdf, .sig       secondary volume (副卷), when it is part of the archive
//! ```
//!
//! Invariants:
//! - the same contents give the same bytes: a zip archive without compression, times or comments;
//! - an archive is accepted only if it is, byte for byte, what [`pack`] would make of its files, so
//!   nothing hides between or behind them;
//! - every file is named by the manifest with size and both digests, and the manifest by its seal.
//!
//! Deliberately absent: reading and writing of files, certificates, and whether a key is the
//! agency's: whoever checks brings the agency's public key, or learns only that nothing was changed.

mod archive;
mod manifest;
mod pack;
mod verify;

pub use manifest::{
    DocumentEntry, EvidenceMark, FORMAT, FileMark, MANIFEST, MANIFEST_SEAL, Manifest, Step,
    TIMELINE, VoidedEntry, Volume, Volumes,
};
pub use pack::{CaseFile, PackError, Paper, pack};
pub use verify::{Finding, Verified, verify};
