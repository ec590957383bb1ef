//! The electronic seal (电子印章): an SM2 signature (GB/T 32918.2) over the SM3 digest of a document.
//!
//! The signature stands apart from the document, in DER, so any tool of the trade can check it:
//!
//! ```text
//! openssl dgst -sm3 -verify seal-key.pem -sigopt distid:1234567812345678 \
//!     -signature document.sig document.pdf
//! ```
//!
//! What is signed is the document itself: SM2 puts the signer's identifier and public key before it
//! and takes SM3 over all of it. The identifier is [`SIGNER`], as GM/T 0009 sets where none was agreed.
//!
//! Not a seal by GB/T 38540: that one also carries the picture of the seal and the certificate of its
//! maker, and needs a certified module and a certified maker. See [`open`] for where one goes.

mod public_key;
mod software;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use public_key::{PublicKey, PublicKeyError};
pub use software::SoftwareSeal;

use crate::Sm3Hex;
use crate::key_file::KeyFileError;

/// The signer's identifier (可辨别标识) in every signature, as text.
pub const SIGNER: &str = "1234567812345678";

/// Name of the method, as it stands in manifests.
pub const METHOD: &str = "SM2 with SM3";

/// Which key sealed: the SM3 digest of the public key as DER (`SubjectPublicKeyInfo`).
pub type KeyId = Sm3Hex;

/// A signature as DER: a sequence of the two numbers `r` and `s`.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature(Vec<u8>);

impl Signature {
    /// A signature made elsewhere; whether it is one is seen when it is verified.
    #[must_use]
    pub const fn from_der(der: Vec<u8>) -> Self {
        Self(der)
    }

    /// The signature as DER.
    #[must_use]
    pub fn as_der(&self) -> &[u8] {
        &self.0
    }

    /// The signature as DER.
    #[must_use]
    pub fn into_der(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({} bytes)", self.0.len())
    }
}

/// Why a document cannot be sealed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// The key's file cannot be used.
    #[error("the seal's key file {} cannot be used", path.display())]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        #[source]
        source: KeyFileError,
    },
    /// Not an SM2 private key as PKCS#8 in PEM.
    #[error("the seal's key is not an SM2 key as PKCS#8 in PEM")]
    Malformed,
    /// The machine gave no key.
    #[error("no key could be generated for the seal")]
    Generate,
    /// The module did not sign.
    #[error("the document could not be signed")]
    Sign,
    /// A module that this program has no driver for.
    #[error(
        "a hardware module for the seal is not available in this build: set seal.module to \
         `software`, or build with a driver that implements `crypto::seal::SealProvider`"
    )]
    NoDriver,
}

/// Whatever holds the seal's key: a file, or a module that never gives it away.
pub trait SealProvider: Send + Sync + fmt::Debug {
    /// The public key that belongs to it.
    fn public_key(&self) -> &PublicKey;

    /// Signs `document`.
    ///
    /// # Errors
    /// When the key cannot be used now.
    fn sign(&self, document: &[u8]) -> Result<Signature, SealError>;

    /// Which key this is.
    fn key_id(&self) -> KeyId {
        self.public_key().key_id()
    }
}

/// Where the seal's key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SealModule {
    /// In a file, used by this program.
    #[default]
    Software,
    /// In a cryptographic module (密码机、密码卡) that signs itself.
    Hardware,
}

/// The seal section of a process's settings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where the key is.
    pub module: SealModule,
    /// Private key of the software module, PKCS#8 in PEM, mode 600.
    pub key_file: PathBuf,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            module: SealModule::default(),
            key_file: PathBuf::from("data/seal.pem"),
        }
    }
}

/// Whether a key that is missing may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingKey {
    /// It is made: on one machine, for learning and testing.
    Generate,
    /// It is an error: a seal is issued to an agency, not made by a program.
    Refuse,
}

/// Opens the module that `settings` name.
///
/// A driver for a hardware module is a type that implements [`SealProvider`] with the module's own
/// interface (GM/T 0018 for cryptographic machines and cards); this function is the one place that
/// would make it.
///
/// # Errors
/// When the key cannot be used, or the module has no driver here.
pub fn open(settings: &Settings, missing: MissingKey) -> Result<Arc<dyn SealProvider>, SealError> {
    match settings.module {
        SealModule::Software => Ok(Arc::new(SoftwareSeal::open(&settings.key_file, missing)?)),
        SealModule::Hardware => Err(SealError::NoDriver),
    }
}
