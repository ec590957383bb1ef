//! The folder is sealed once, complete, and stays as it is.

use contracts::evidence::v1::{CustodyRecorded, EvidenceSealed};
use crypto::Sha256Hex;
use serde_json::json;
use stage::Reply;

use crate::given::*;

async fn seal(house: &House, officer: u128, key: &str) -> Reply {
    let path = format!("/api/evidence/v1/cases/{}/seal", case());
    let call = house
        .stage
        .post(&path)
        .by(&house.stage, &house.officer(officer))
        .key(key);
    call.send().await.unwrap()
}

async fn manifest(house: &House) -> Reply {
    let path = format!("/api/evidence/v1/cases/{}/manifest", case());
    house
        .stage
        .get(&path)
        .by(&house.stage, &house.officer(11))
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn a_sealed_folder_has_a_manifest_and_takes_nothing_more() {
    let house = House::with_folder().await;
    house.uploaded("sealing-01").await;
    let second = house.uploaded("sealing-02").await;
    assert_eq!(manifest(&house).await.status, 404);
    let sealed = seal(&house, 12, "sealing-03").await;
    assert_eq!(
        (sealed.status, sealed.text("status")),
        (200, "sealed"),
        "{}",
        sealed.body
    );
    let events = house.stage.recorded::<EvidenceSealed>().await.unwrap();
    let [event] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(event.items, 2);
    assert_eq!(event.manifest_digest, sealed.text("manifest_digest"));
    let touches = house.stage.recorded::<CustodyRecorded>().await.unwrap();
    assert_eq!(
        touches
            .iter()
            .filter(|touch| touch.action == "sealed")
            .count(),
        2
    );

    let late = house
        .upload(&house.officer(11), "sealing-04", &document())
        .await;
    assert_eq!((late.status, late.problem()), (409, "folder-sealed"));
    assert_eq!(seal(&house, 12, "sealing-03").await.body, sealed.body);
    assert_eq!(
        seal(&house, 12, "sealing-05").await.problem(),
        "wrong-state"
    );

    // Looking goes on, on record, and the manifest stays what it was.
    assert_eq!(house.content(&house.officer(11), &second).await.0, 200);
    let shown = manifest(&house).await;
    assert_eq!(shown.body["intact"], json!(true));
    let digest = Sha256Hex::of(shown.text("canonical").as_bytes()).to_string();
    assert_eq!(
        (
            digest.as_str(),
            shown.body["lines"].as_array().unwrap().len()
        ),
        (sealed.text("manifest_digest"), 2)
    );
}

#[tokio::test]
async fn a_folder_that_is_not_complete_is_not_sealed() {
    let house = House::with_folder().await;
    let empty = seal(&house, 11, "sealing-11").await;
    assert_eq!((empty.status, empty.problem()), (409, "no-evidence"));
    let mut recording = document();
    recording["kind"] = json!("audio-visual");
    recording["sound"] = json!(true);
    let answer = house
        .upload(&house.officer(11), "sealing-12", &recording)
        .await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let missing = seal(&house, 11, "sealing-13").await;
    assert_eq!(
        (missing.status, missing.problem()),
        (409, "transcript-missing")
    );
    assert!(missing.text("citation").contains("第二十五条"));
    let mut transcript = document();
    transcript["transcript_of"] = answer.body["id"].clone();
    let written = house
        .upload(&house.officer(11), "sealing-14", &transcript)
        .await;
    assert_eq!(written.status, 201, "{}", written.body);
    assert_eq!(
        seal(&house, 99, "sealing-15").await.problem(),
        "not-on-team"
    );
    assert_eq!(seal(&house, 11, "sealing-16").await.status, 200);
}

#[tokio::test]
async fn content_that_changed_keeps_the_folder_open() {
    let house = House::with_folder().await;
    house.uploaded("sealing-21").await;
    let [file] = house.stored().try_into().unwrap();
    std::fs::write(&file, b"photograph of the shop").unwrap();
    let refused = seal(&house, 11, "sealing-22").await;
    assert_eq!(
        (refused.status, refused.problem()),
        (409, "content-missing")
    );
    std::fs::write(&file, CONTENT).unwrap();
    assert_eq!(seal(&house, 11, "sealing-22").await.status, 200);
}
