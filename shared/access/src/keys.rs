//! Public keys of issuers: what a JWKS document says, and of it only what can be trusted.

use std::collections::HashMap;

use jsonwebtoken::jwk::{
    AlgorithmParameters, EllipticCurve, Jwk, JwkSet, KeyAlgorithm, PublicKeyUse,
};
use jsonwebtoken::{Algorithm, DecodingKey};

/// Why a set of keys cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JwksError {
    /// Not a JWKS document.
    #[error("the JWKS document is malformed")]
    Malformed(#[from] serde_json::Error),
    /// No signing key with an id and an accepted algorithm.
    #[error("the JWKS document holds no key for EdDSA, ES256 or RS256 with a key id")]
    NoUsableKey,
    /// The file with the document cannot be read.
    #[error("the JWKS file cannot be read")]
    File(#[from] std::io::Error),
    /// The issuer did not answer with a document.
    #[error("the JWKS document cannot be fetched")]
    Fetch(#[from] reqwest::Error),
    /// The document is larger than any set of keys needs to be.
    #[error("the JWKS document is larger than {0} bytes")]
    TooLarge(usize),
}

/// One key and the only algorithm it is used with.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) algorithm: Algorithm,
    pub(crate) decoding: DecodingKey,
}

/// The usable keys of one issuer, by key id.
pub(crate) type Keys = HashMap<String, Key>;

/// Reads the usable keys of a JWKS document. Keys for encryption, symmetric keys, and algorithms
/// beyond `EdDSA` (Ed25519), ES256 and RS256 are passed over.
pub(crate) fn parse(json: &[u8]) -> Result<Keys, JwksError> {
    let set: JwkSet = serde_json::from_slice(json)?;
    let keys: Keys = set.keys.iter().filter_map(usable).collect();
    if keys.is_empty() {
        Err(JwksError::NoUsableKey)
    } else {
        Ok(keys)
    }
}

fn usable(jwk: &Jwk) -> Option<(String, Key)> {
    let id = jwk.common.key_id.clone()?;
    if jwk
        .common
        .public_key_use
        .as_ref()
        .is_some_and(|kind| *kind != PublicKeyUse::Signature)
    {
        return None;
    }
    let algorithm = algorithm(&jwk.algorithm)?;
    let stated = jwk.common.key_algorithm;
    if stated.is_some_and(|stated| stated != KeyAlgorithm::from(algorithm)) {
        return None;
    }
    let decoding = DecodingKey::from_jwk(jwk).ok()?;
    Some((
        id,
        Key {
            algorithm,
            decoding,
        },
    ))
}

/// The one algorithm that a kind of key is used with.
fn algorithm(parameters: &AlgorithmParameters) -> Option<Algorithm> {
    if let AlgorithmParameters::OctetKeyPair(pair) = parameters {
        (pair.curve == EllipticCurve::Ed25519).then_some(Algorithm::EdDSA)
    } else if let AlgorithmParameters::EllipticCurve(point) = parameters {
        (point.curve == EllipticCurve::P256).then_some(Algorithm::ES256)
    } else if let AlgorithmParameters::RSA(_) = parameters {
        Some(Algorithm::RS256)
    } else {
        None
    }
}
