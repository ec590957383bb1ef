//! From a token to an actor.

use std::fmt;
use std::path::Path;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Validation, decode, decode_header};
use kernel::Actor;
use tokio::sync::Mutex;

use crate::claims::{AUDIENCE, Read};
use crate::keys::{self, JwksError, Key, Keys};

/// No token of ours comes near this many bytes.
const TOKEN_BYTES_MAX: usize = 8 * 1024;
/// No set of keys comes near this many bytes.
const JWKS_BYTES_MAX: usize = 256 * 1024;
/// An issuer is asked for its keys at most this often, however many unknown keys are presented.
const REFRESH_INTERVAL: Duration = Duration::from_secs(30);
const FETCH_TIMEOUT: Duration = Duration::from_secs(5);

/// Why a token gives no actor. Says nothing that is not in the token already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccessError {
    /// Not a token at all, or one with an algorithm nobody here uses.
    #[error("the token is malformed")]
    Malformed,
    /// Signed with a key that no trusted issuer has published.
    #[error("the token's key is unknown")]
    UnknownKey,
    /// The signature is not by the key it names, or not with that key's algorithm.
    #[error("the token's signature is wrong")]
    Signature,
    /// Issued by someone else than the owner of the key.
    #[error("the token's issuer is not the owner of its key")]
    Issuer,
    /// Meant for another audience.
    #[error("the token is for another audience")]
    Audience,
    /// Its time is over.
    #[error("the token has expired")]
    Expired,
    /// Its time has not come.
    #[error("the token is not valid yet")]
    NotYetValid,
    /// A claim is missing or makes no sense.
    #[error("the token's claim {0} is missing or malformed")]
    Claim(&'static str),
    /// A post that the platform does not know.
    #[error("the token names an unknown post")]
    UnknownPost,
    /// No post at all.
    #[error("the token names no post")]
    NoPosts,
}

/// The keys of one issuer and where they come from.
struct Source {
    issuer: String,
    keys: RwLock<Keys>,
    remote: Option<Remote>,
}

/// Where keys are fetched, and when that was last tried.
struct Remote {
    url: reqwest::Url,
    client: reqwest::Client,
    tried: Mutex<Option<Instant>>,
}

/// Verifies the tokens of the issuers it trusts; without any it refuses every token.
#[derive(Default)]
pub struct Verifier {
    sources: Vec<Source>,
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.sources.iter().map(|source| &source.issuer))
            .finish()
    }
}

impl Verifier {
    /// Trusts nobody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Trusts `issuer` with the keys of a JWKS document.
    ///
    /// # Errors
    /// When the document is malformed or holds no usable key.
    pub fn from_jwks_json(issuer: &str, json: &str) -> Result<Self, JwksError> {
        Ok(Self::one(issuer, keys::parse(json.as_bytes())?, None))
    }

    /// Trusts `issuer` with the keys of a JWKS file.
    ///
    /// # Errors
    /// When the file cannot be read, is malformed or holds no usable key.
    pub fn from_jwks_file(issuer: &str, path: &Path) -> Result<Self, JwksError> {
        Ok(Self::one(issuer, keys::parse(&std::fs::read(path)?)?, None))
    }

    /// Trusts `issuer` with the keys it publishes at `url`. They are fetched with the first token
    /// and whenever a token names a key not seen before, so that a start does not depend on it.
    #[must_use]
    pub fn from_jwks_url(issuer: &str, url: reqwest::Url, client: reqwest::Client) -> Self {
        let remote = Remote {
            url,
            client,
            tried: Mutex::new(None),
        };
        Self::one(issuer, Keys::new(), Some(remote))
    }

    fn one(issuer: &str, keys: Keys, remote: Option<Remote>) -> Self {
        let source = Source {
            issuer: issuer.to_owned(),
            keys: RwLock::new(keys),
            remote,
        };
        Self {
            sources: vec![source],
        }
    }

    /// Trusts the issuers of `other` as well.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.sources.extend(other.sources);
        self
    }

    /// The actor of `token` at `now`, with the keys known so far.
    ///
    /// # Errors
    /// [`AccessError`] for anything but a token of a trusted issuer, for this platform, valid at
    /// `now`, naming known posts.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Actor, AccessError> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(AccessError::Malformed);
        }
        let header = decode_header(token).map_err(|_| AccessError::Malformed)?;
        if header.crit.is_some() {
            return Err(AccessError::Malformed);
        }
        let id = header.kid.ok_or(AccessError::UnknownKey)?;
        let mut refusal = AccessError::UnknownKey;
        for source in &self.sources {
            let Some(key) = source.key(&id) else { continue };
            match read(token, &key, &source.issuer) {
                Ok(claims) => return claims.actor(now),
                Err(error) => refusal = error,
            }
        }
        Err(refusal)
    }

    /// Like [`Verifier::verify`], asking outside issuers for their keys when the token's key is
    /// not known yet.
    ///
    /// # Errors
    /// As [`Verifier::verify`].
    pub async fn authenticate(&self, token: &str, now: Timestamp) -> Result<Actor, AccessError> {
        let mut outcome = self.verify(token, now);
        for source in &self.sources {
            if outcome != Err(AccessError::UnknownKey) {
                break;
            }
            if source.refresh().await {
                outcome = self.verify(token, now);
            }
        }
        outcome
    }
}

impl Source {
    fn key(&self, id: &str) -> Option<Key> {
        self.keys
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
            .cloned()
    }

    /// Fetches the issuer's keys unless that was tried just now, by whomever. Answers whether the
    /// keys may have changed.
    async fn refresh(&self) -> bool {
        let Some(remote) = &self.remote else {
            return false;
        };
        let mut tried = remote.tried.lock().await;
        if tried.is_some_and(|last| last.elapsed() < REFRESH_INTERVAL) {
            return true;
        }
        // Noted first: a caller that goes away in the middle must not reset the limit.
        *tried = Some(Instant::now());
        match remote.fetch().await {
            Ok(fetched) => {
                *self.keys.write().unwrap_or_else(PoisonError::into_inner) = fetched;
                true
            }
            Err(error) => {
                let error: &dyn std::error::Error = &error;
                tracing::warn!(
                    issuer = self.issuer,
                    error,
                    "an issuer's keys were not refreshed"
                );
                false
            }
        }
    }
}

impl Remote {
    async fn fetch(&self) -> Result<Keys, JwksError> {
        let request = self.client.get(self.url.clone()).timeout(FETCH_TIMEOUT);
        let mut response = request.send().await?.error_for_status()?;
        let mut document = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            if document.len().saturating_add(chunk.len()) > JWKS_BYTES_MAX {
                return Err(JwksError::TooLarge(JWKS_BYTES_MAX));
            }
            document.extend_from_slice(&chunk);
        }
        keys::parse(&document)
    }
}

/// Checks the signature, the issuer and the audience. The time is checked afterwards, by the
/// caller's clock.
fn read(token: &str, key: &Key, issuer: &str) -> Result<Read, AccessError> {
    let mut validation = Validation::new(key.algorithm);
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.set_issuer(&[issuer]);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["aud", "exp", "iss", "sub"]);
    decode::<Read>(token, &key.decoding, &validation)
        .map(|read| read.claims)
        .map_err(|error| refusal(error.kind()))
}

fn refusal(kind: &ErrorKind) -> AccessError {
    if matches!(
        kind,
        ErrorKind::InvalidSignature | ErrorKind::InvalidAlgorithm
    ) {
        AccessError::Signature
    } else if matches!(kind, ErrorKind::InvalidIssuer) {
        AccessError::Issuer
    } else if matches!(kind, ErrorKind::InvalidAudience) {
        AccessError::Audience
    } else if let ErrorKind::MissingRequiredClaim(claim) = kind {
        AccessError::Claim(required(claim))
    } else {
        AccessError::Malformed
    }
}

/// The name of a required claim, from the list and not from the token.
fn required(claim: &str) -> &'static str {
    ["aud", "exp", "iss", "sub"]
        .into_iter()
        .find(|known| *known == claim)
        .unwrap_or("required")
}
