//! Both digests and the size, in one pass.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sm3::Sm3;

use crate::{Sha256Hex, Sm3Hex};

/// What is recorded about content: both digests, and its size in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DualDigest {
    /// SHA-256, also the content's address in storage.
    pub sha256: Sha256Hex,
    /// SM3.
    pub sm3: Sm3Hex,
    /// Bytes of content.
    pub size: u64,
}

/// Content that is not what was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("content has changed: recorded {recorded}, found {found}")]
pub struct Mismatch {
    /// The address that was recorded.
    pub recorded: Sha256Hex,
    /// The address of what was found.
    pub found: Sha256Hex,
}

impl DualDigest {
    /// The digests of `data`.
    #[must_use]
    pub fn of(data: &[u8]) -> Self {
        let mut hasher = DualHasher::new();
        hasher.update(data);
        hasher.finish()
    }

    /// Compares the recorded digests with those of the content found.
    ///
    /// # Errors
    /// [`Mismatch`] when either digest or the size differs.
    pub fn verify(&self, found: &Self) -> Result<(), Mismatch> {
        if self == found {
            Ok(())
        } else {
            Err(Mismatch {
                recorded: self.sha256,
                found: found.sha256,
            })
        }
    }
}

/// Computes a [`DualDigest`] piece by piece.
#[derive(Debug, Clone, Default)]
pub struct DualHasher {
    sha256: Sha256,
    sm3: Sm3,
    size: u64,
}

impl DualHasher {
    /// Nothing read yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next piece of content.
    pub fn update(&mut self, piece: &[u8]) {
        self.sha256.update(piece);
        self.sm3.update(piece);
        // A slice never exceeds u64 on any machine that exists.
        self.size = self
            .size
            .saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
    }

    /// Bytes taken so far.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The digests of everything taken.
    #[must_use]
    pub fn finish(self) -> DualDigest {
        DualDigest {
            sha256: Sha256Hex::from_bytes(self.sha256.finalize().into()),
            sm3: Sm3Hex::from_bytes(self.sm3.finalize().into()),
            size: self.size,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_give_the_same_digests_as_the_whole() {
        let data: Vec<u8> = (0..=u8::MAX).cycle().take(10_000).collect();
        for piece_size in [1, 7, 64, 4096, 10_000] {
            let mut hasher = DualHasher::new();
            for piece in data.chunks(piece_size) {
                hasher.update(piece);
            }
            assert_eq!(hasher.finish(), DualDigest::of(&data), "{piece_size}");
        }
        assert_eq!(DualDigest::of(&data).size, 10_000);
        assert_eq!(DualDigest::of(&data).sm3, Sm3Hex::of(&data));
        assert_eq!(DualDigest::of(&data).sha256, Sha256Hex::of(&data));
    }

    #[test]
    fn changed_content_is_refused_and_both_sides_are_named() {
        let (recorded, found) = (DualDigest::of(b"abc"), DualDigest::of(b"abd"));
        assert_eq!(recorded.verify(&recorded), Ok(()));
        assert_eq!(
            recorded.verify(&found),
            Err(Mismatch {
                recorded: recorded.sha256,
                found: found.sha256
            })
        );
        let shorter = DualDigest {
            size: 2,
            ..recorded
        };
        assert!(recorded.verify(&shorter).is_err());
    }

    #[test]
    fn an_unknown_field_beside_the_digests_is_refused() {
        let mut value = serde_json::to_value(DualDigest::of(b"abc")).unwrap();
        assert!(serde_json::from_value::<DualDigest>(value.clone()).is_ok());
        value["md5"] = "900150983cd24fb0d6963f7d28e17f72".into();
        assert!(serde_json::from_value::<DualDigest>(value).is_err());
    }
}
