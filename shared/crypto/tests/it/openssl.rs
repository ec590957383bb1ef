//! OpenSSL believes our seals, and we believe its.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crypto::seal::{PublicKey, SIGNER, SealProvider as _, Signature, SoftwareSeal};

const DOCUMENT: &[u8] = "行政处罚决定书".as_bytes();

fn openssl(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new("openssl")
        .args(arguments)
        .current_dir(folder)
        .output();
    output.expect("openssl 3 is needed: install the package openssl")
}

/// Whether OpenSSL says that `document.sig` is the signature of `document.pdf` by `seal-key.pem`.
fn openssl_verifies(folder: &Path) -> bool {
    let signer = format!("distid:{SIGNER}");
    let verify = [
        "dgst",
        "-sm3",
        "-verify",
        "seal-key.pem",
        "-sigopt",
        &signer,
        "-signature",
        "document.sig",
        "document.pdf",
    ];
    openssl(folder, &verify).status.success()
}

#[test]
fn openssl_accepts_a_seal_and_refuses_a_changed_bit() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &[u8]| fs::write(folder.path().join(name), content).unwrap();
    let seal = SoftwareSeal::ephemeral().unwrap();
    write("seal-key.pem", seal.public_key().to_pem().as_bytes());
    write("document.sig", seal.sign(DOCUMENT).unwrap().as_der());
    write("document.pdf", DOCUMENT);
    assert!(openssl_verifies(folder.path()));
    let mut changed = DOCUMENT.to_vec();
    *changed.last_mut().unwrap() ^= 1;
    write("document.pdf", &changed);
    assert!(!openssl_verifies(folder.path()));
}

#[test]
fn a_seal_made_by_openssl_is_accepted_and_a_changed_bit_refused() {
    let folder = tempfile::tempdir().unwrap();
    let signer = format!("distid:{SIGNER}");
    fs::write(folder.path().join("document.pdf"), DOCUMENT).unwrap();
    let steps: [&[&str]; 3] = [
        &[
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:SM2",
            "-out",
            "key.pem",
        ],
        &["pkey", "-in", "key.pem", "-pubout", "-out", "seal-key.pem"],
        &[
            "dgst",
            "-sm3",
            "-sign",
            "key.pem",
            "-sigopt",
            &signer,
            "-out",
            "document.sig",
            "document.pdf",
        ],
    ];
    for step in steps {
        let done = openssl(folder.path(), step);
        assert!(
            done.status.success(),
            "{step:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    let public = PublicKey::from_pem(std::str::from_utf8(&read("seal-key.pem")).unwrap()).unwrap();
    let signature = Signature::from_der(read("document.sig"));
    assert!(public.verifies(DOCUMENT, &signature));
    let mut changed = DOCUMENT.to_vec();
    *changed.first_mut().unwrap() ^= 1;
    assert!(!public.verifies(&changed, &signature));
}

#[test]
fn a_private_key_made_by_openssl_seals() {
    let folder = tempfile::tempdir().unwrap();
    let make = [
        "genpkey",
        "-algorithm",
        "EC",
        "-pkeyopt",
        "ec_paramgen_curve:SM2",
        "-out",
        "key.pem",
    ];
    assert!(openssl(folder.path(), &make).status.success());
    let pem = fs::read_to_string(folder.path().join("key.pem")).unwrap();
    let seal = SoftwareSeal::from_pem(&pem).unwrap();
    let signature = seal.sign(DOCUMENT).unwrap();
    assert!(seal.public_key().verifies(DOCUMENT, &signature));
}
