//! What is found when someone laid hands on an archive.

use case_file::{Finding, verify};
use crypto::seal::{SealProvider as _, SoftwareSeal};

use crate::given::{Files, archive, repack, unpack};

/// Everything that differs in `files`, by kind and file.
fn findings(files: &Files, seal: &SoftwareSeal) -> Vec<Finding> {
    verify(&repack(files), Some(seal.public_key())).unwrap_err()
}

fn names(findings: &[Finding]) -> Vec<&str> {
    findings.iter().filter_map(Finding::file).collect()
}

/// Places of each file that are changed: spread over it, since checking all seals takes long. Every
/// byte of the whole archive is tried below.
const PLACES: usize = 16;

#[test]
fn a_changed_byte_of_any_file_is_found_and_the_file_named() {
    let (seal, bytes) = archive();
    let files = unpack(&bytes);
    assert_eq!(repack(&files), bytes);
    for (index, (name, content)) in files.iter().enumerate() {
        for place in (0..content.len()).step_by(content.len().div_ceil(PLACES).max(1)) {
            let mut changed = files.clone();
            changed[index].1[place] ^= 1;
            let found = findings(&changed, &seal);
            // a seal that differs is told of the file it belongs to
            let of = name.replace("manifest.sig", "manifest.json");
            assert!(
                names(&found).contains(&of.as_str()),
                "{name} {place}: {found:?}"
            );
        }
    }
}

#[test]
fn every_changed_byte_of_the_archive_itself_is_found() {
    let (seal, bytes) = archive();
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        assert!(
            verify(&changed, Some(seal.public_key())).is_err(),
            "byte {place}"
        );
    }
}

#[test]
fn a_removed_file_is_found() {
    let (seal, bytes) = archive();
    for (index, (name, _)) in unpack(&bytes).iter().enumerate() {
        let mut files = unpack(&bytes);
        files.remove(index);
        let file = name.clone();
        let found = findings(&files, &seal);
        assert!(
            found.contains(&Finding::Missing { file }),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn an_added_file_is_found() {
    let (seal, bytes) = archive();
    let mut files = unpack(&bytes);
    let file = "main/003-penalty-decision.pdf".to_owned();
    files.push((file.clone(), b"%PDF-1.7 forged".to_vec()));
    assert_eq!(findings(&files, &seal), [Finding::Added { file }]);
}

#[test]
fn a_renamed_file_is_found_under_both_names() {
    let (seal, bytes) = archive();
    for (index, (name, _)) in unpack(&bytes).iter().enumerate() {
        let mut files = unpack(&bytes);
        files[index].0 = format!("{name}.old");
        let found = findings(&files, &seal);
        let file = name.clone();
        assert!(
            found.contains(&Finding::Missing { file }),
            "{name}: {found:?}"
        );
        if name != "manifest.json" {
            let file = format!("{name}.old");
            assert!(
                found.contains(&Finding::Added { file }),
                "{name}: {found:?}"
            );
        }
    }
}

#[test]
fn two_documents_that_changed_places_are_found() {
    let (seal, bytes) = archive();
    let mut files = unpack(&bytes);
    let (one, other) = (files[4].1.clone(), files[6].1.clone());
    files[4].1 = other;
    files[6].1 = one;
    assert!(names(&findings(&files, &seal)).contains(&"main/001-filing-approval.pdf"));
}

#[test]
fn files_in_another_order_and_bytes_around_them_are_found() {
    let (seal, bytes) = archive();
    let mut files = unpack(&bytes);
    files.swap(4, 5);
    assert_eq!(findings(&files, &seal), [Finding::Container]);
    let mut longer = b"hidden".to_vec();
    longer.extend_from_slice(&bytes);
    let found = verify(&longer, Some(seal.public_key())).unwrap_err();
    assert_eq!(found, [Finding::Container]);
}

#[test]
fn another_key_than_the_agencys_is_refused_even_if_everything_fits() {
    let (seal, bytes) = archive();
    let agency = SoftwareSeal::ephemeral().unwrap();
    let found = verify(&bytes, Some(agency.public_key())).unwrap_err();
    let wrong = Finding::WrongKey {
        sealed_with: seal.key_id(),
        given: agency.key_id(),
    };
    assert_eq!(found, [wrong]);
}

#[test]
fn something_that_is_no_case_file_says_so() {
    let nothing: Files = vec![("readme.txt".to_owned(), b"hello".to_vec())];
    for bytes in [Vec::new(), b"PDF".to_vec(), repack(&nothing)] {
        let found = verify(&bytes, None).unwrap_err();
        assert!(matches!(
            found.as_slice(),
            [Finding::Unreadable { .. } | Finding::Missing { .. }]
        ));
    }
}
