//! The built-in issuer and its key.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use access::{IssueError, Issuer, KeyError, TTL_MAX};
use jiff::SignedDuration;
use kernel::{Ids, SeededIds};

use crate::{HOUR, ISSUER, handler, issue, noon};

#[test]
fn a_generated_key_is_for_its_owner_alone_and_is_loaded_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issuer.pem");
    let generated = Issuer::load_or_generate(&path, ISSUER).unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .starts_with("-----BEGIN PRIVATE KEY-----")
    );

    let loaded = Issuer::load_or_generate(&path, ISSUER).unwrap();
    assert_eq!(loaded.jwks(), generated.jwks());
    let token = issue(&generated);
    assert_eq!(
        loaded.verifier().unwrap().verify(&token, noon()),
        Ok(handler())
    );
}

#[test]
fn an_existing_key_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issuer.pem");
    Issuer::generate(&path, ISSUER).unwrap();
    assert!(matches!(
        Issuer::generate(&path, ISSUER),
        Err(KeyError::File(_))
    ));
}

#[test]
fn a_key_open_to_everyone_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issuer.pem");
    Issuer::generate(&path, ISSUER).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(
        Issuer::load(&path, ISSUER),
        Err(KeyError::Exposed)
    ));
}

#[test]
fn a_file_that_is_no_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issuer.pem");
    fs::write(&path, "not a key").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    assert!(matches!(
        Issuer::load(&path, ISSUER),
        Err(KeyError::Malformed(_))
    ));
}

#[test]
fn the_published_document_and_debug_output_show_no_private_key() {
    let issuer = Issuer::ephemeral(ISSUER).unwrap();
    let document = issuer.jwks();
    let key = document["keys"][0].as_object().unwrap();
    let mut names: Vec<&str> = key.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["alg", "crv", "kid", "kty", "use", "x"]);
    let shown = format!("{issuer:?}");
    assert!(
        shown.contains(ISSUER) && !shown.to_lowercase().contains("encodingkey"),
        "{shown}"
    );
}

#[test]
fn a_token_lives_at_most_one_working_session() {
    let issuer = Issuer::ephemeral(ISSUER).unwrap();
    let jti = SeededIds::default().uuid();
    for ttl in [
        SignedDuration::ZERO,
        -HOUR,
        TTL_MAX + SignedDuration::from_secs(1),
    ] {
        let refused = issuer.issue(&handler(), ttl, noon(), jti);
        assert!(matches!(refused, Err(IssueError::Lifetime)), "{ttl}");
    }
    assert!(issuer.issue(&handler(), TTL_MAX, noon(), jti).is_ok());
}

#[test]
fn an_actor_without_a_post_gets_no_token() {
    let issuer = Issuer::ephemeral(ISSUER).unwrap();
    let mut nobody = handler();
    nobody.posts.clear();
    let refused = issuer.issue(&nobody, HOUR, noon(), SeededIds::default().uuid());
    assert!(matches!(refused, Err(IssueError::NoPosts)));
}
