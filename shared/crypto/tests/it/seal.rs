//! What a seal signs, and which files hold its key.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crypto::key_file::KeyFileError;
use crypto::seal::{
    MissingKey, PublicKey, SealError, SealModule, SealProvider as _, Settings, Signature,
    SoftwareSeal, open,
};

const DOCUMENT: &[u8] = "行政处罚决定书：罚款人民币壹万元整".as_bytes();

#[test]
fn a_seal_is_verified_by_its_public_key_and_by_no_other() {
    let (seal, other) = (
        SoftwareSeal::ephemeral().unwrap(),
        SoftwareSeal::ephemeral().unwrap(),
    );
    let signature = seal.sign(DOCUMENT).unwrap();
    assert!(seal.public_key().verifies(DOCUMENT, &signature));
    assert!(!other.public_key().verifies(DOCUMENT, &signature));
    assert_ne!(seal.key_id(), other.key_id());
}

#[test]
fn one_changed_bit_anywhere_in_the_document_is_refused() {
    let seal = SoftwareSeal::ephemeral().unwrap();
    let signature = seal.sign(DOCUMENT).unwrap();
    for place in 0..DOCUMENT.len() {
        let mut changed = DOCUMENT.to_vec();
        *changed.get_mut(place).unwrap() ^= 1;
        assert!(
            !seal.public_key().verifies(&changed, &signature),
            "byte {place}"
        );
    }
}

#[test]
fn one_changed_bit_anywhere_in_the_signature_is_refused() {
    let seal = SoftwareSeal::ephemeral().unwrap();
    let signature = seal.sign(DOCUMENT).unwrap();
    for place in 0..signature.as_der().len() {
        let mut changed = signature.as_der().to_vec();
        *changed.get_mut(place).unwrap() ^= 1;
        let changed = Signature::from_der(changed);
        assert!(
            !seal.public_key().verifies(DOCUMENT, &changed),
            "byte {place}"
        );
    }
    let nothing = Signature::from_der(Vec::new());
    assert!(!seal.public_key().verifies(DOCUMENT, &nothing));
}

#[test]
fn the_same_document_gets_the_same_signature() {
    let seal = SoftwareSeal::ephemeral().unwrap();
    assert_eq!(seal.sign(DOCUMENT).unwrap(), seal.sign(DOCUMENT).unwrap());
}

#[test]
fn a_generated_key_is_kept_for_its_owner_and_used_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys/seal.pem");
    let first = SoftwareSeal::open(&path, MissingKey::Generate).unwrap();
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let again = SoftwareSeal::open(&path, MissingKey::Refuse).unwrap();
    assert_eq!(first.key_id(), again.key_id());
    let public = PublicKey::from_pem(first.public_key().to_pem()).unwrap();
    assert!(public.verifies(DOCUMENT, &again.sign(DOCUMENT).unwrap()));
}

#[test]
fn a_key_that_is_missing_open_to_everyone_or_no_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("seal.pem");
    let open = || SoftwareSeal::open(&path, MissingKey::Refuse);
    let missing = open().unwrap_err();
    assert!(matches!(
        missing,
        SealError::KeyFile {
            source: KeyFileError::File(_),
            ..
        }
    ));
    assert!(!path.exists());
    fs::write(&path, "no key").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o604)).unwrap();
    assert!(matches!(
        open().unwrap_err(),
        SealError::KeyFile {
            source: KeyFileError::Exposed,
            ..
        }
    ));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    assert!(matches!(open().unwrap_err(), SealError::Malformed));
}

#[test]
fn a_private_key_is_never_printed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("seal.pem");
    let seal = SoftwareSeal::open(&path, MissingKey::Generate).unwrap();
    let pem = fs::read_to_string(&path).unwrap();
    let secret = pem.lines().nth(1).unwrap();
    assert!(!format!("{seal:?}").contains(secret));
    assert!(format!("{seal:?}").contains(&seal.key_id().to_string()));
}

#[test]
fn a_hardware_module_without_a_driver_says_what_to_do() {
    let settings = Settings {
        module: SealModule::Hardware,
        ..Settings::default()
    };
    let refused = open(&settings, MissingKey::Refuse).unwrap_err();
    let text = refused.to_string();
    assert!(text.contains("not available in this build") && text.contains("seal.module"));
}
