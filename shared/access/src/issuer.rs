//! The built-in issuer: signs tokens with an Ed25519 key of its own.

use std::fmt;
use std::io;
use std::path::Path;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::Ed25519KeyPair;
use crypto::key_file::{self, KeyFileError};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::Actor;
use uuid::Uuid;

use crate::claims::{TTL_MAX, Written};
use crate::{JwksError, Verifier};

const PEM_LABEL: &str = "PRIVATE KEY";

/// Why an issuer's key cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The file cannot be read or written; an existing file is never overwritten.
    #[error("the issuer's key file cannot be used")]
    File(#[from] io::Error),
    /// Everyone on the machine may read the file.
    #[error("the issuer's key file is open to everyone: set its mode to 600")]
    Exposed,
    /// Not an Ed25519 private key as PKCS#8 in PEM.
    #[error("the issuer's key is not an Ed25519 key as PKCS#8 in PEM")]
    Malformed(#[source] jsonwebtoken::errors::Error),
    /// The machine gave no key.
    #[error("no key could be generated")]
    Generate,
}

impl From<KeyFileError> for KeyError {
    fn from(error: KeyFileError) -> Self {
        match error {
            KeyFileError::File(error) => Self::File(error),
            KeyFileError::Exposed => Self::Exposed,
        }
    }
}

/// Why no token was issued.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IssueError {
    /// Asked to live longer than [`TTL_MAX`], or not at all.
    #[error("a token lives longer than nothing and at most {TTL_MAX:#}")]
    Lifetime,
    /// The actor holds no post.
    #[error("an actor without a post gets no token")]
    NoPosts,
    /// The signature could not be made.
    #[error("the token could not be signed")]
    Sign(#[from] jsonwebtoken::errors::Error),
}

/// Signs tokens. Its `Debug` shows no key.
pub struct Issuer {
    name: String,
    header: Header,
    key: EncodingKey,
    public: JwkSet,
}

impl fmt::Debug for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Issuer")
            .field("name", &self.name)
            .field("key_id", &self.header.kid)
            .finish_non_exhaustive()
    }
}

impl Issuer {
    /// Generates a key, stores it at `path` for its owner alone, and issues as `name` with it.
    ///
    /// # Errors
    /// When there is a file at `path` already, or it cannot be written.
    pub fn generate(path: &Path, name: impl Into<String>) -> Result<Self, KeyError> {
        let pem = generate_pem()?;
        key_file::create(path, &pem)?;
        Self::from_pem(&pem, name)
    }

    /// Issues as `name` with the key stored at `path`.
    ///
    /// # Errors
    /// When the file cannot be read, is open to everyone, or holds no Ed25519 key.
    pub fn load(path: &Path, name: impl Into<String>) -> Result<Self, KeyError> {
        Self::from_pem(&key_file::read(path)?, name)
    }

    /// Loads the key at `path`, or generates it there on the first start.
    ///
    /// # Errors
    /// As [`Issuer::load`] and [`Issuer::generate`].
    pub fn load_or_generate(path: &Path, name: impl Into<String>) -> Result<Self, KeyError> {
        let name = name.into();
        match Self::load(path, name.clone()) {
            Err(KeyError::File(error)) if error.kind() == io::ErrorKind::NotFound => {
                Self::generate(path, name)
            }
            loaded => loaded,
        }
    }

    /// Issues as `name` with a key that is stored nowhere: its tokens end with the process.
    ///
    /// # Errors
    /// When the machine gives no key.
    pub fn ephemeral(name: impl Into<String>) -> Result<Self, KeyError> {
        Self::from_pem(&generate_pem()?, name)
    }

    fn from_pem(pem: &str, name: impl Into<String>) -> Result<Self, KeyError> {
        let key = EncodingKey::from_ed_pem(pem.as_bytes()).map_err(KeyError::Malformed)?;
        let mut jwk =
            Jwk::from_encoding_key(&key, Algorithm::EdDSA).map_err(KeyError::Malformed)?;
        let id = jwk
            .thumbprint(ThumbprintHash::SHA256)
            .map_err(KeyError::Malformed)?;
        jwk.common.key_id = Some(id.clone());
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        let header = Header {
            kid: Some(id),
            ..Header::new(Algorithm::EdDSA)
        };
        Ok(Self {
            name: name.into(),
            header,
            key,
            public: JwkSet { keys: vec![jwk] },
        })
    }

    /// What the tokens say in `iss`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A token for `actor` with the id `jti`, valid from `now` for `ttl`.
    ///
    /// # Errors
    /// When `ttl` is longer than [`TTL_MAX`] or not positive, or the actor holds no post.
    pub fn issue(
        &self,
        actor: &Actor,
        ttl: SignedDuration,
        now: Timestamp,
        jti: Uuid,
    ) -> Result<String, IssueError> {
        if !ttl.is_positive() || ttl > TTL_MAX {
            return Err(IssueError::Lifetime);
        }
        if actor.posts.is_empty() {
            return Err(IssueError::NoPosts);
        }
        let until = now.checked_add(ttl).map_err(|_| IssueError::Lifetime)?;
        let claims = Written::new(&self.name, actor, jti, now, until);
        Ok(jsonwebtoken::encode(&self.header, &claims, &self.key)?)
    }

    /// The public key as a JWKS document.
    #[must_use]
    pub fn jwks(&self) -> serde_json::Value {
        // A set of keys is plain data; there is nothing in it that could fail to be written.
        serde_json::to_value(&self.public).unwrap_or_default()
    }

    /// A verifier of this issuer's tokens.
    ///
    /// # Errors
    /// Never for a key that [`Issuer::load`] accepted.
    pub fn verifier(&self) -> Result<Verifier, JwksError> {
        Verifier::from_jwks_json(&self.name, &self.jwks().to_string())
    }
}

fn generate_pem() -> Result<String, KeyError> {
    let key =
        Ed25519KeyPair::generate_pkcs8v1(&SystemRandom::new()).map_err(|_| KeyError::Generate)?;
    Ok(pem::encode(&pem::Pem::new(PEM_LABEL, key.as_ref())))
}
