//! What is refused, and what little is not.

use access::{AccessError, Issuer, Verifier};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use jiff::SignedDuration;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use kernel::{Actor, Ids, RegionScope, SeededIds};
use serde_json::{Value, json};

use crate::{HOUR, ISSUER, handler, issue, noon};

/// An issuer whose tokens may say anything.
struct Free {
    key: EncodingKey,
    verifier: Verifier,
    jwk: Jwk,
    public: Vec<u8>,
}

impl Free {
    fn new() -> Self {
        let document = Ed25519KeyPair::generate_pkcs8v1(&SystemRandom::new()).unwrap();
        let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap();
        let public = pair.public_key().as_ref().to_vec();
        let key = EncodingKey::from_ed_der(document.as_ref());
        let mut jwk = Jwk::from_encoding_key(&key, Algorithm::EdDSA).unwrap();
        jwk.common.key_id = Some("k1".to_owned());
        let set = JwkSet {
            keys: vec![jwk.clone()],
        };
        let json = serde_json::to_string(&set).unwrap();
        Self {
            key,
            verifier: Verifier::from_jwks_json(ISSUER, &json).unwrap(),
            jwk,
            public,
        }
    }

    fn claims() -> Value {
        json!({
            "iss": ISSUER, "aud": "mingjing", "sub": handler().id,
            "jti": "0193d2a1-7b1c-7000-8000-000000000001",
            "iat": noon().as_second(), "exp": (noon() + HOUR).as_second(),
            "posts": ["handler"], "unit": "u", "regions": ["340700"],
        })
    }

    /// The answer to a token with some claims changed; `null` leaves a claim out.
    fn answer(&self, changes: &Value) -> Result<Actor, AccessError> {
        let mut claims = Self::claims();
        let fields = claims.as_object_mut().unwrap();
        for (name, value) in changes.as_object().unwrap() {
            if value.is_null() {
                fields.remove(name);
            } else {
                fields.insert(name.clone(), value.clone());
            }
        }
        let header = Header {
            kid: Some("k1".to_owned()),
            ..Header::new(Algorithm::EdDSA)
        };
        self.verifier
            .verify(&encode(&header, &claims, &self.key).unwrap(), noon())
    }
}

#[test]
fn a_genuine_token_gives_its_actor() {
    let issuer = Issuer::ephemeral(ISSUER).unwrap();
    assert_eq!(
        issuer.verifier().unwrap().verify(&issue(&issuer), noon()),
        Ok(handler())
    );
}

#[test]
fn an_actor_everywhere_stays_everywhere() {
    let issuer = Issuer::ephemeral(ISSUER).unwrap();
    let actor = Actor {
        scope: RegionScope::Everywhere,
        ..handler()
    };
    let token = issuer
        .issue(&actor, HOUR, noon(), SeededIds::default().uuid())
        .unwrap();
    assert_eq!(issuer.verifier().unwrap().verify(&token, noon()), Ok(actor));
}

#[test]
fn a_verifier_without_keys_refuses_everyone() {
    let token = issue(&Issuer::ephemeral(ISSUER).unwrap());
    assert_eq!(
        Verifier::new().verify(&token, noon()),
        Err(AccessError::UnknownKey)
    );
}

#[test]
fn a_token_without_a_signature_is_refused() {
    let issuer = Issuer::ephemeral(ISSUER).unwrap();
    let token = issue(&issuer);
    let payload = token.split('.').nth(1).unwrap();
    let verifier = issuer.verifier().unwrap();
    // {"alg":"none"} and {"alg":"None"}
    for header in ["eyJhbGciOiJub25lIn0", "eyJhbGciOiJOb25lIn0"] {
        for forged in [
            format!("{header}.{payload}."),
            format!("{header}.{payload}"),
        ] {
            assert_eq!(
                verifier.verify(&forged, noon()),
                Err(AccessError::Malformed)
            );
        }
    }
    let stripped = token.rsplit_once('.').unwrap().0;
    assert!(verifier.verify(&format!("{stripped}."), noon()).is_err());
}

#[test]
fn the_public_key_used_as_a_shared_secret_is_refused() {
    let free = Free::new();
    let set = serde_json::to_vec(&free.jwk).unwrap();
    let jwk: Value = serde_json::from_slice(&set).unwrap();
    let x = jwk["x"].as_str().unwrap();
    for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
        let header = Header {
            kid: Some("k1".to_owned()),
            ..Header::new(algorithm)
        };
        let secrets = [
            EncodingKey::from_secret(&set),
            EncodingKey::from_secret(x.as_bytes()),
            EncodingKey::from_secret(&free.public),
        ];
        for secret in secrets {
            let forged = encode(&header, &Free::claims(), &secret).unwrap();
            assert_eq!(
                free.verifier.verify(&forged, noon()),
                Err(AccessError::Signature)
            );
        }
    }
}

#[test]
fn a_tampered_token_is_refused_wherever_it_was_changed() {
    let issuer = Issuer::ephemeral(ISSUER).unwrap();
    let (token, verifier) = (issue(&issuer), issuer.verifier().unwrap());
    for position in 0..token.len() {
        let mut bytes = token.clone().into_bytes();
        bytes[position] = if bytes[position] == b'A' { b'Q' } else { b'A' };
        let changed = String::from_utf8(bytes).unwrap();
        assert!(verifier.verify(&changed, noon()).is_err(), "{position}");
    }
}

#[test]
fn a_token_of_another_issuer_is_refused() {
    let (ours, theirs) = (
        Issuer::ephemeral(ISSUER).unwrap(),
        Issuer::ephemeral(ISSUER).unwrap(),
    );
    let verifier = ours.verifier().unwrap();
    assert_eq!(
        verifier.verify(&issue(&theirs), noon()),
        Err(AccessError::UnknownKey)
    );
}

#[test]
fn a_trusted_issuer_cannot_speak_for_another() {
    let free = Free::new();
    assert_eq!(
        free.answer(&json!({"iss": "https://other.test"})),
        Err(AccessError::Issuer)
    );
    assert_eq!(
        free.answer(&json!({"iss": null})),
        Err(AccessError::Claim("iss"))
    );
}

#[test]
fn a_token_for_another_audience_is_refused() {
    let free = Free::new();
    assert_eq!(
        free.answer(&json!({"aud": "elsewhere"})),
        Err(AccessError::Audience)
    );
    assert_eq!(
        free.answer(&json!({"aud": null})),
        Err(AccessError::Claim("aud"))
    );
    assert!(
        free.answer(&json!({"aud": ["elsewhere", "mingjing"]}))
            .is_ok()
    );
}

#[test]
fn a_token_ends_with_its_time_and_thirty_seconds() {
    let issuer = Issuer::ephemeral(ISSUER).unwrap();
    let (token, verifier) = (issue(&issuer), issuer.verifier().unwrap());
    let end = noon() + HOUR;
    assert!(
        verifier
            .verify(&token, end + SignedDuration::from_secs(29))
            .is_ok()
    );
    let late = verifier.verify(&token, end + SignedDuration::from_secs(30));
    assert_eq!(late, Err(AccessError::Expired));
}

#[test]
fn a_token_begins_with_its_time_less_thirty_seconds() {
    let free = Free::new();
    let at = |seconds| (noon() + SignedDuration::from_secs(seconds)).as_second();
    for claim in ["nbf", "iat"] {
        assert!(free.answer(&json!({claim: at(30)})).is_ok());
        assert_eq!(
            free.answer(&json!({claim: at(31)})),
            Err(AccessError::NotYetValid)
        );
    }
    assert_eq!(
        free.answer(&json!({"exp": null})),
        Err(AccessError::Malformed)
    );
}

#[test]
fn a_token_without_a_known_post_is_refused() {
    let free = Free::new();
    assert_eq!(
        free.answer(&json!({"posts": []})),
        Err(AccessError::NoPosts)
    );
    assert_eq!(
        free.answer(&json!({"posts": null})),
        Err(AccessError::NoPosts)
    );
    let mixed = json!({"posts": ["handler", "emperor"]});
    assert_eq!(free.answer(&mixed), Err(AccessError::UnknownPost));
}

#[test]
fn a_malformed_subject_or_region_is_refused() {
    let free = Free::new();
    assert_eq!(
        free.answer(&json!({"sub": "zhang"})),
        Err(AccessError::Claim("sub"))
    );
    assert_eq!(
        free.answer(&json!({"regions": ["3407"]})),
        Err(AccessError::Claim("regions"))
    );
}

#[test]
fn a_token_without_regions_reaches_nowhere() {
    let actor = Free::new().answer(&json!({"regions": null})).unwrap();
    assert!(actor.scope.is_nowhere());
}

#[test]
fn anything_that_is_no_token_is_malformed() {
    let verifier = Issuer::ephemeral(ISSUER).unwrap().verifier().unwrap();
    for garbage in ["", ".", "..", "a.b.c", "铜陵", &"x".repeat(10_000)] {
        assert_eq!(
            verifier.verify(garbage, noon()),
            Err(AccessError::Malformed),
            "{garbage}"
        );
    }
}
