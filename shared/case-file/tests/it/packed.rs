//! What an archive holds.

use case_file::{PackError, Volume, Volumes, pack, verify};
use crypto::seal::{SealProvider as _, SoftwareSeal};

use crate::given::{archive, case_file, paper, unpack};

fn names(bytes: &[u8]) -> Vec<String> {
    unpack(bytes).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn an_archive_holds_both_volumes_in_order_with_seals_key_timeline_and_a_signed_list() {
    let (seal, bytes) = archive();
    let key = format!("keys/{}.pem", seal.key_id());
    assert_eq!(
        names(&bytes),
        [
            "manifest.json",
            "manifest.sig",
            &key,
            "timeline.json",
            "main/001-filing-approval.pdf",
            "main/001-filing-approval.sig",
            "main/002-penalty-decision.pdf",
            "main/002-penalty-decision.sig",
            "secondary/001-investigation-report.pdf",
            "secondary/001-investigation-report.sig",
            "secondary/002-hearing-report.pdf",
            "secondary/002-hearing-report.sig",
        ]
    );
    let verified = verify(&bytes, Some(seal.public_key())).unwrap();
    assert!(verified.key_given);
    let manifest = verified.manifest;
    assert_eq!(manifest.documents.len(), 4);
    assert_eq!(
        manifest.documents[1].number.as_deref(),
        Some("铜市监处罚〔2026〕1号")
    );
    assert_eq!(manifest.evidence.unwrap().items, 3);
    assert_eq!(manifest.voided[0].reason, "金额有误");
    assert_eq!(manifest.files.len(), 10);
}

#[test]
fn the_partys_archive_holds_nothing_of_the_secondary_volume() {
    let seal = SoftwareSeal::ephemeral().unwrap();
    let bytes = pack(case_file(&seal, Volumes::Main), &seal).unwrap();
    assert!(names(&bytes).iter().all(|name| !name.contains("secondary")));
    let manifest = verify(&bytes, None).unwrap().manifest;
    assert_eq!(manifest.volumes, Volumes::Main);
    assert!(
        !serde_json::to_string(&manifest)
            .unwrap()
            .contains("hearing-report")
    );
}

#[test]
fn the_same_contents_give_the_same_bytes() {
    let seal = SoftwareSeal::ephemeral().unwrap();
    let once = pack(case_file(&seal, Volumes::All), &seal).unwrap();
    assert_eq!(once, pack(case_file(&seal, Volumes::All), &seal).unwrap());
}

#[test]
fn without_a_given_key_the_archive_is_whole_but_nobody_knows_whose_it_is() {
    let (_, bytes) = archive();
    assert!(!verify(&bytes, None).unwrap().key_given);
}

#[test]
fn documents_sealed_with_an_earlier_key_still_verify() {
    let (old, new) = (
        SoftwareSeal::ephemeral().unwrap(),
        SoftwareSeal::ephemeral().unwrap(),
    );
    let mut file = case_file(&old, Volumes::All);
    file.papers
        .push(paper(&new, Volume::Main, "service-receipt", None));
    let bytes = pack(file.clone(), &new).unwrap();
    assert!(verify(&bytes, Some(new.public_key())).is_ok());
    file.keys.clear();
    assert!(matches!(pack(file, &new), Err(PackError::Key(key)) if key == old.key_id()));
}

#[test]
fn a_form_whose_name_would_leave_the_archive_is_refused() {
    let seal = SoftwareSeal::ephemeral().unwrap();
    for form in ["../etc", "a/b", "", "Ab", "决定书"] {
        let mut file = case_file(&seal, Volumes::All);
        file.papers = vec![paper(&seal, Volume::Main, form, None)];
        assert!(
            matches!(pack(file, &seal), Err(PackError::Form(_))),
            "{form}"
        );
    }
}

#[test]
fn an_archive_of_an_earlier_release_is_still_accepted() {
    let bytes = include_bytes!("../data/first.zip");
    let verified = verify(bytes, None).unwrap();
    assert_eq!(verified.manifest.documents.len(), 4);
}
