//! A seal whose key lies in a file.

use std::fmt;
use std::fs;
use std::path::Path;

use sm2::SecretKey;
use sm2::dsa::SigningKey;
use sm2::dsa::signature::Signer as _;
use sm2::elliptic_curve::Generate as _;
use sm2::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, LineEnding};

use super::{MissingKey, PublicKey, SIGNER, SealError, SealProvider, Signature};
use crate::key_file::{self, KeyFileError};

/// Signs with a key of its own. Its `Debug` shows no key.
pub struct SoftwareSeal {
    key: SigningKey,
    public: PublicKey,
}

impl fmt::Debug for SoftwareSeal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SoftwareSeal")
            .field("key_id", &self.public.key_id())
            .finish_non_exhaustive()
    }
}

impl SoftwareSeal {
    /// Loads the key at `path`; what happens when there is none, `missing` says.
    ///
    /// # Errors
    /// When the file cannot be read or written, is open to everyone, or holds no SM2 key.
    pub fn open(path: &Path, missing: MissingKey) -> Result<Self, SealError> {
        let wrong = |source| SealError::KeyFile {
            path: path.to_owned(),
            source,
        };
        match key_file::read(path) {
            Ok(pem) => Self::from_pem(&pem),
            Err(error) if error.is_missing() && missing == MissingKey::Generate => {
                let secret = generate()?;
                let pem = secret
                    .to_pkcs8_pem(LineEnding::LF)
                    .map_err(|_| SealError::Generate)?;
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder).map_err(|error| wrong(KeyFileError::File(error)))?;
                }
                match key_file::create(path, &pem) {
                    Ok(()) => Self::new(&secret),
                    // another process was faster: one key for both
                    Err(error) if error.is_there() => Self::open(path, MissingKey::Refuse),
                    Err(error) => Err(wrong(error)),
                }
            }
            Err(error) => Err(wrong(error)),
        }
    }

    /// A seal whose key is stored nowhere: nobody can seal with it after the process has ended.
    ///
    /// # Errors
    /// When the machine gives no key.
    pub fn ephemeral() -> Result<Self, SealError> {
        Self::new(&generate()?)
    }

    /// Reads a private key as PKCS#8 in PEM.
    ///
    /// # Errors
    /// When the text is something else.
    pub fn from_pem(pem: &str) -> Result<Self, SealError> {
        Self::new(&SecretKey::from_pkcs8_pem(pem).map_err(|_| SealError::Malformed)?)
    }

    fn new(secret: &SecretKey) -> Result<Self, SealError> {
        Ok(Self {
            key: SigningKey::new(SIGNER, secret).map_err(|_| SealError::Malformed)?,
            public: PublicKey::new(secret.public_key()).map_err(|_| SealError::Malformed)?,
        })
    }
}

impl SealProvider for SoftwareSeal {
    fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// The same document always gets the same signature (RFC 6979), so no bad random number can
    /// give the key away.
    fn sign(&self, document: &[u8]) -> Result<Signature, SealError> {
        let signature: sm2::dsa::Signature =
            self.key.try_sign(document).map_err(|_| SealError::Sign)?;
        Ok(Signature::from_der(signature.to_der().as_bytes().to_vec()))
    }
}

fn generate() -> Result<SecretKey, SealError> {
    SecretKey::try_generate().map_err(|_| SealError::Generate)
}
