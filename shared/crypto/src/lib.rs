//! Digests of record: SHA-256 and SM3.
//!
//! What it is for: every document and every piece of evidence is known by two digests, SHA-256
//! for the world and SM3 (GB/T 32905) for Chinese cryptographic practice. Both are computed in one
//! pass, piece by piece, whatever the size.
//!
//! Invariants: a digest that exists has 32 bytes; its text is 64 lowercase hexadecimal digits and
//! nothing else is accepted; two digests of record are equal only when both digests and the size
//! are.
//!
//! Deliberately absent: signatures, encryption and key handling.

mod digest;
mod dual;

pub use digest::{ParseDigestError, Sha256Hex, Sm3Hex};
pub use dual::{DualDigest, DualHasher, Mismatch};
