//! Issuers outside the platform: other algorithms, keys fetched over HTTP.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use access::{AccessError, Issuer, JwksError, Verifier};
use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::{HOUR, ISSUER, handler, issue, noon};

fn ec_key() -> EncodingKey {
    let rng = SystemRandom::new();
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &rng).unwrap();
    let pem = pem::encode(&pem::Pem::new("PRIVATE KEY", document.as_ref()));
    EncodingKey::from_ec_pem(pem.as_bytes()).unwrap()
}

fn rsa_key() -> EncodingKey {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let document: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let pem = pem::encode(&pem::Pem::new("PRIVATE KEY", document.as_ref()));
    EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap()
}

fn published(key: &EncodingKey, algorithm: Algorithm) -> String {
    let mut jwk = Jwk::from_encoding_key(key, algorithm).unwrap();
    jwk.common.key_id = Some("p1".to_owned());
    serde_json::to_string(&JwkSet { keys: vec![jwk] }).unwrap()
}

fn signed(key: &EncodingKey, algorithm: Algorithm) -> String {
    let claims = json!({
        "iss": "https://province.test", "aud": "mingjing", "sub": handler().id,
        "exp": (noon() + HOUR).as_second(), "posts": handler().posts, "unit": handler().unit,
        "regions": ["340700"], "department": "ignored",
    });
    let header = Header {
        kid: Some("p1".to_owned()),
        ..Header::new(algorithm)
    };
    encode(&header, &claims, key).unwrap()
}

#[test]
fn a_province_may_sign_with_its_own_kind_of_key() {
    for (key, algorithm) in [(ec_key(), Algorithm::ES256), (rsa_key(), Algorithm::RS256)] {
        let jwks = published(&key, algorithm);
        let verifier = Verifier::from_jwks_json("https://province.test", &jwks).unwrap();
        assert_eq!(
            verifier.verify(&signed(&key, algorithm), noon()),
            Ok(handler())
        );
    }
}

#[test]
fn the_key_decides_the_algorithm() {
    let key = rsa_key();
    let jwks = published(&key, Algorithm::RS256);
    let verifier = Verifier::from_jwks_json("https://province.test", &jwks).unwrap();
    for other in [Algorithm::RS384, Algorithm::RS512, Algorithm::PS256] {
        assert_eq!(
            verifier.verify(&signed(&key, other), noon()),
            Err(AccessError::Signature)
        );
    }
}

#[test]
fn keys_for_other_uses_are_no_keys() {
    let ours = Issuer::ephemeral(ISSUER).unwrap().jwks();
    let key = |name: &str, value: &str| {
        let mut document = ours.clone();
        document["keys"][0][name] = value.into();
        document.to_string()
    };
    let symmetric = r#"{"keys":[{"kty":"oct","kid":"s","k":"c2VjcmV0","alg":"HS256"}]}"#;
    for unusable in [key("use", "enc"), key("alg", "ES256"), symmetric.to_owned()] {
        let refused = Verifier::from_jwks_json(ISSUER, &unusable);
        assert!(matches!(refused, Err(JwksError::NoUsableKey)), "{unusable}");
    }
    assert!(matches!(
        Verifier::from_jwks_json(ISSUER, "[]"),
        Err(JwksError::Malformed(_))
    ));
}

/// Serves one document to whoever asks, and counts.
async fn serve(document: String) -> (reqwest::Url, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/jwks", listener.local_addr().unwrap())
        .parse()
        .unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            counter.fetch_add(1, Ordering::SeqCst);
            let mut request = [0; 1024];
            assert!(stream.read(&mut request).await.unwrap() > 0);
            let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length:";
            let answer = format!("{head} {}\r\n\r\n{document}", document.len());
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (url, asked)
}

#[tokio::test]
async fn keys_are_fetched_with_the_first_token_and_kept() {
    let issuer = Issuer::ephemeral(ISSUER).unwrap();
    let (url, asked) = serve(issuer.jwks().to_string()).await;
    let verifier = Verifier::from_jwks_url(ISSUER, url, reqwest::Client::new());
    let token = issue(&issuer);
    assert_eq!(
        verifier.verify(&token, noon()),
        Err(AccessError::UnknownKey)
    );
    for _ in 0..3 {
        assert_eq!(verifier.authenticate(&token, noon()).await, Ok(handler()));
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn unknown_keys_do_not_make_the_platform_ask_again_and_again() {
    let (ours, stranger) = (
        Issuer::ephemeral(ISSUER).unwrap(),
        Issuer::ephemeral(ISSUER).unwrap(),
    );
    let (url, asked) = serve(ours.jwks().to_string()).await;
    let verifier = Verifier::from_jwks_url(ISSUER, url, reqwest::Client::new());
    for _ in 0..10 {
        let answer = verifier.authenticate(&issue(&stranger), noon()).await;
        assert_eq!(answer, Err(AccessError::UnknownKey));
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert_eq!(
        verifier.authenticate(&issue(&ours), noon()).await,
        Ok(handler())
    );
}

#[tokio::test]
async fn an_issuer_that_is_down_refuses_its_tokens_and_no_others() {
    let (ours, theirs) = (
        Issuer::ephemeral(ISSUER).unwrap(),
        Issuer::ephemeral("p").unwrap(),
    );
    let url = "http://127.0.0.1:9/jwks".parse().unwrap();
    let outside = Verifier::from_jwks_url("p", url, reqwest::Client::new());
    let verifier = ours.verifier().unwrap().and(outside);
    assert_eq!(
        verifier.authenticate(&issue(&theirs), noon()).await,
        Err(AccessError::UnknownKey)
    );
    assert_eq!(
        verifier.authenticate(&issue(&ours), noon()).await,
        Ok(handler())
    );
}
