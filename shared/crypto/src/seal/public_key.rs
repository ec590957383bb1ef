//! The public half of a seal's key: it tells whether a signature is genuine.

use std::fmt;

use sm2::dsa::VerifyingKey;
use sm2::dsa::signature::Verifier as _;
use sm2::pkcs8::{DecodePublicKey as _, EncodePublicKey as _, LineEnding};

use super::{KeyId, SIGNER, Signature};
use crate::Sm3Hex;

/// Text that is not a public key of a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an SM2 public key as SubjectPublicKeyInfo in PEM")]
pub struct PublicKeyError;

/// A public key.
#[derive(Clone)]
pub struct PublicKey {
    key: VerifyingKey,
    id: KeyId,
    pem: String,
}

impl PublicKey {
    /// Reads a key as `SubjectPublicKeyInfo` in PEM, as `openssl pkey -pubout` writes it.
    ///
    /// # Errors
    /// When the text is something else.
    pub fn from_pem(pem: &str) -> Result<Self, PublicKeyError> {
        let key = sm2::PublicKey::from_public_key_pem(pem).map_err(|_| PublicKeyError)?;
        Self::new(key)
    }

    pub(super) fn new(key: sm2::PublicKey) -> Result<Self, PublicKeyError> {
        let der = key.to_public_key_der().map_err(|_| PublicKeyError)?;
        let pem = key
            .to_public_key_pem(LineEnding::LF)
            .map_err(|_| PublicKeyError)?;
        Ok(Self {
            key: VerifyingKey::new(SIGNER, key).map_err(|_| PublicKeyError)?,
            id: Sm3Hex::of(der.as_bytes()),
            pem,
        })
    }

    /// Which key this is.
    #[must_use]
    pub const fn key_id(&self) -> KeyId {
        self.id
    }

    /// The key as `SubjectPublicKeyInfo` in PEM.
    #[must_use]
    pub fn to_pem(&self) -> &str {
        &self.pem
    }

    /// Whether `signature` was made over `document` with the private key that belongs to this one.
    #[must_use]
    pub fn verifies(&self, document: &[u8], signature: &Signature) -> bool {
        sm2::dsa::Signature::from_der(signature.as_der())
            .is_ok_and(|signature| self.key.verify(document, &signature).is_ok())
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PublicKey").field(&self.id).finish()
    }
}
