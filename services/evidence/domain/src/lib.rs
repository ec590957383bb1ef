//! The rules of evidence (证据): what may enter a case's folder, who touched it, and when the folder
//! is sealed.
//!
//! ```text
//! Folder: Unknown ─open──► Open ─seal──► Sealed
//! Item:   Unknown ─collect──► Kept ─touch─► Kept ─seal──► Sealed ─touch─► Sealed
//! ```
//!
//! Law encoded: the eight kinds of evidence (行政处罚法 Art. 46); two officers of the team for every
//! collection (Art. 42; 市场监督管理行政处罚程序规定 Art. 22); marks on copies (程序规定 Art. 24), on
//! audio-visual material (Art. 25) and on electronic data (Art. 26); evidence from abroad (Art. 27);
//! signatures on records (Art. 28, 29, 43); monitoring devices (行政处罚法 Art. 41); a record of the
//! whole procedure (Art. 47).
//!
//! Invariants: every touch of an item extends its chain of custody, whose digests cover everything
//! before it; a sealed folder takes no further item, while its items may still be looked at, on
//! record; the manifest of a sealed folder can be computed again from what is stored.
//!
//! Deliberately absent: the bytes themselves and their file names; registered preservation (先行登记
//! 保存) and seizure, which are measures of the case; whether evidence proves anything, which is for
//! the review and the decision.

pub mod access;
pub mod collection;
pub mod custody;
pub mod folder;
pub mod item;
pub mod kind;
pub mod manifest;
pub mod monitoring;

pub use collection::{
    Certification, Collection, ForeignOrigin, Form, Integrity, IntegrityAlgorithm, Making,
    Signature,
};
pub use custody::{Action, Broken, ChainHead, Entry, Fault, verify_chain};
pub use folder::{Folder, FolderCommand, FolderEvent, FolderFacts, FolderRules};
pub use item::{Item, ItemCommand, ItemEvent, ItemFacts, ItemRules};
pub use kernel::{Code, CodeError};
pub use kind::{EvidenceKind, Step};
pub use manifest::{ManifestLine, manifest_digest};
pub use monitoring::MonitoringDevice;
