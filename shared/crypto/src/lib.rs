//! Digests of record, SHA-256 and SM3, and the electronic seal over them.
//!
//! What it is for: every document and every piece of evidence is known by two digests, SHA-256
//! for the world and SM3 (GB/T 32905) for Chinese cryptographic practice. Both are computed in one
//! pass, piece by piece, whatever the size. A document of record also gets a signature of the
//! agency's [`seal`].
//!
//! Invariants: a digest that exists has 32 bytes; its text is 64 lowercase hexadecimal digits and
//! nothing else is accepted; two digests of record are equal only when both digests and the size
//! are; a private key is never printed and its file is never open to everyone.
//!
//! Deliberately absent: encryption, certificates and their chains.

mod digest;
mod dual;
pub mod key_file;
pub mod seal;

pub use digest::{ParseDigestError, Sha256Hex, Sm3Hex};
pub use dual::{DualDigest, DualHasher, Mismatch};
