//! Evidence bytes, addressed by their digest.
//!
//! What it is for: content goes in as a stream of any length and comes out by its SHA-256. Where
//! it lies, in a folder or in an S3 bucket, is a setting.
//!
//! Invariants:
//! - an address is the digest of what lies there, so content is stored once and never replaced;
//! - content that has changed by a single bit is noticed whenever it is read to its end;
//! - nothing lies at an address before all of it has arrived;
//! - memory per transfer is bounded, however large the content.
//!
//! Deliberately absent: names, types, owners and custody (the evidence service's), deletion, and
//! retention, which the bucket's object lock enforces from outside.

mod settings;
mod store;
mod upload;

pub use settings::{S3, Settings};
pub use store::{Blob, Blobs, Error};
