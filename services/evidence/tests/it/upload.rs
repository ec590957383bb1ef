//! Evidence comes in.

use contracts::evidence::v1::EvidenceCollected;
use crypto::DualDigest;
use evidence::LimitedEvidenceService;
use kernel::Post;
use serde_json::json;

use crate::given::*;

#[tokio::test]
async fn evidence_is_stored_under_both_digests_and_told_without_names() {
    let house = House::with_folder().await;
    let answer = house
        .upload(&house.officer(11), "upload-0001", &document())
        .await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let digest = DualDigest::of(CONTENT);
    assert_eq!(answer.body["sha256"], json!(digest.sha256));
    assert_eq!(answer.body["sm3"], json!(digest.sm3));
    assert_eq!(answer.body["size_bytes"], json!(CONTENT.len()));
    assert_eq!(answer.body["kind_zh"], json!("书证"));
    assert_eq!(
        (&answer.body["ordinal"], &answer.body["status"]),
        (&json!(1), &json!("kept"))
    );
    assert_eq!(house.stored().len(), 1);
    let events = house.stage.recorded::<EvidenceCollected>().await.unwrap();
    let [event] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(event.sha256, digest.sha256.to_string());
    assert_eq!(
        event.chain_digest,
        answer.body["custody"]["digest"].as_str().unwrap()
    );
    let basis = event.basis.as_ref().unwrap();
    assert!(
        basis
            .articles
            .iter()
            .any(|article| article.contains("第四十六条"))
    );
    assert!(!format!("{event:?}").contains("张三"));

    let path = format!(
        "/api/evidence/v1/items/{}",
        answer.body["id"].as_str().unwrap()
    );
    let shown = house
        .stage
        .get(&path)
        .by(&house.stage, &house.officer(12))
        .send()
        .await
        .unwrap();
    assert_eq!(shown.text("file_name"), "张三的摊位.jpg");
    assert_eq!(
        shown.body["record"]["collected_by"],
        json!([id(11), id(12)])
    );
}

#[tokio::test]
async fn the_same_upload_again_gets_the_same_answer_and_has_one_effect() {
    let house = House::with_folder().await;
    let officer = house.officer(11);
    let first = house.upload(&officer, "retry-0001", &document()).await;
    let again = house.upload(&officer, "retry-0001", &document()).await;
    assert_eq!((first.status, &first.body), (201, &again.body));
    assert_eq!(
        house
            .stage
            .recorded::<EvidenceCollected>()
            .await
            .unwrap()
            .len(),
        1
    );
    assert_eq!(house.stored().len(), 1);

    let meta = document().to_string();
    let other = [Part::meta(&meta), Part::file(b"other content")];
    let reused = house.send(&officer, "retry-0001", &other).await;
    assert_eq!(
        (reused.status, reused.problem()),
        (422, "idempotency-key-reused")
    );

    // The same upload keeps its answer when meanwhile nothing could be added any more.
    house.hand_back(2).await;
    until_refused(&house, 12, "not-on-team").await;
    let late = house.upload(&officer, "retry-0001", &document()).await;
    assert_eq!((late.status, &late.body), (201, &first.body));
}

#[tokio::test]
async fn the_same_content_twice_is_two_items_and_stored_once() {
    let house = House::with_folder().await;
    let (first, second) = (
        house.uploaded("twice-0001").await,
        house.uploaded("twice-0002").await,
    );
    assert_ne!(first, second);
    assert_eq!(house.stored().len(), 1);
    let path = format!("/api/evidence/v1/cases/{}/items", case());
    let list = house
        .stage
        .get(&path)
        .by(&house.stage, &house.officer(11))
        .send()
        .await
        .unwrap();
    let ordinals: Vec<_> = list.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["ordinal"])
        .collect();
    assert_eq!(ordinals, [&json!(1), &json!(2)]);
}

#[tokio::test]
async fn a_refusal_names_the_article_and_nothing_is_stored() {
    let house = House::with_folder().await;
    let officer = house.officer(11);
    let tomorrow = "2026-03-11T00:00:00+08:00";
    for (field, value, code, article) in [
        (
            "collected_by",
            json!([id(11)]),
            "two-officers",
            "第四十二条",
        ),
        (
            "collected_by",
            json!([id(11), id(99)]),
            "officer-not-on-team",
            "第四十二条",
        ),
        (
            "kind",
            json!("electronic-data"),
            "integrity-missing",
            "第二十六条",
        ),
        (
            "kind",
            json!("party-statement"),
            "signature-missing",
            "第二十九条",
        ),
        ("form", json!("copy"), "copy-not-certified", "第二十四条"),
        (
            "step",
            json!("monitoring"),
            "monitoring-unlawful",
            "第四十一条",
        ),
        (
            "collected_at",
            json!(tomorrow),
            "collected-in-future",
            "第四十七条",
        ),
    ] {
        let mut meta = document();
        meta[field] = value;
        let answer = house.upload(&officer, &format!("key-{code}"), &meta).await;
        assert_eq!((answer.status, answer.problem()), (409, code));
        let citation = answer.body["citation"].as_str().unwrap();
        assert!(citation.contains(article), "{citation}");
        assert!(answer.body["cure"].is_string());
    }
    let events = house.stage.recorded::<EvidenceCollected>().await.unwrap();
    assert!(events.is_empty());
    assert!(
        house.stored().is_empty(),
        "judged before the content was read"
    );
}

#[tokio::test]
async fn electronic_data_must_match_the_value_computed_on_the_spot() {
    let house = House::with_folder().await;
    let meta = |value: String| {
        let mut meta = document();
        meta["kind"] = json!("electronic-data");
        meta["step"] = json!("data-extraction");
        meta["form"] = json!("copy");
        meta["making"] = json!({
            "method": "拷贝复制", "made_at": "2026-03-10T08:20:00+08:00", "maker": "李四"
        });
        meta["integrity"] = json!({
            "algorithm": "sm3", "value": value,
            "computed_by": id(11), "computed_at": "2026-03-10T08:25:00+08:00"
        });
        meta
    };
    let officer = house.officer(11);
    let other = meta(DualDigest::of(b"other").sm3.to_string());
    let answer = house.upload(&officer, "electronic-1", &other).await;
    assert_eq!(
        (answer.status, answer.problem()),
        (409, "integrity-mismatch")
    );
    let good = meta(DualDigest::of(CONTENT).sm3.to_string().to_uppercase());
    assert_eq!(
        house.upload(&officer, "electronic-2", &good).await.status,
        201
    );
}

#[tokio::test]
async fn parts_come_in_order_and_the_record_has_known_fields_only() {
    let house = House::with_folder().await;
    let officer = house.officer(11);
    let meta = document().to_string();
    for (key, parts) in [
        ("parts-0001", vec![Part::file(CONTENT), Part::meta(&meta)]),
        ("parts-0002", vec![Part::meta(&meta)]),
        ("parts-0003", vec![]),
        (
            "parts-0004",
            vec![Part::meta(&meta), Part::file(CONTENT), Part::file(CONTENT)],
        ),
    ] {
        let answer = house.send(&officer, key, &parts).await;
        assert_eq!(
            (answer.status, answer.problem()),
            (422, "parts-out-of-order"),
            "{key}"
        );
    }
    let mut unknown = document();
    unknown["colour"] = json!("red");
    let answer = house.upload(&officer, "parts-0005", &unknown).await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    let mut wrong = document();
    wrong["kind"] = json!("rumour");
    let answer = house.upload(&officer, "parts-0006", &wrong).await;
    assert_eq!(answer.body["errors"][0]["path"], json!("meta.kind"));
    let mut long = document();
    long["certification"] = json!({"certified_on": "2026-03-10", "source": "长".repeat(201)});
    let answer = house.upload(&officer, "parts-0007", &long).await;
    assert_eq!(
        answer.body["errors"][0]["path"],
        json!("meta.certification.source")
    );
    let huge = format!("{}{}", " ".repeat(70 * 1024), document());
    let parts = [Part::meta(&huge), Part::file(CONTENT)];
    assert_eq!(house.send(&officer, "parts-0008", &parts).await.status, 413);
    assert_eq!(
        house.upload(&officer, "short", &document()).await.status,
        400,
        "key too short"
    );
}

#[tokio::test]
async fn content_over_the_limit_is_refused_and_leaves_nothing() {
    let limited = LimitedEvidenceService {
        item_bytes_max: 1000,
    };
    let house = House::open_with(&limited).await;
    house.assign(1, &[11, 12]).await;
    house
        .stage
        .wait_recorded::<contracts::evidence::v1::FolderOpened>(1)
        .await
        .unwrap();
    let (officer, meta) = (house.officer(11), document().to_string());
    let content = vec![7; 1001];
    let answer = house
        .send(
            &officer,
            "large-001",
            &[Part::meta(&meta), Part::file(&content)],
        )
        .await;
    assert_eq!(
        (answer.status, answer.problem()),
        (413, "too-large"),
        "{}",
        answer.body
    );
    assert!(house.stored().is_empty());
    let fits = [Part::meta(&meta), Part::file(content.get(1..).unwrap())];
    assert_eq!(house.send(&officer, "large-002", &fits).await.status, 201);
    let nothing = [Part::meta(&meta), Part::file(b"")];
    let answer = house.send(&officer, "large-003", &nothing).await;
    assert_eq!((answer.status, answer.problem()), (409, "content-empty"));
}

#[tokio::test]
async fn an_upload_larger_than_one_part_arrives_whole() {
    let house = House::with_folder().await;
    let content: Vec<u8> = (0..=250_u8).cycle().take(20 * 1024 * 1024 + 17).collect();
    let meta = document().to_string();
    let parts = [Part::meta(&meta), Part::file(&content)];
    let answer = house.send(&house.officer(11), "large-101", &parts).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(
        answer.body["sha256"],
        json!(DualDigest::of(&content).sha256)
    );
    let item = answer.body["id"].as_str().unwrap();
    let (status, bytes) = house.content(&house.officer(12), item).await;
    assert_eq!(status, 200);
    assert!(bytes.is_some_and(|bytes| bytes == content));
}

#[tokio::test]
async fn only_an_officer_of_the_team_stores_evidence() {
    let house = House::with_folder().await;
    let stranger = house
        .upload(&house.officer(99), "stranger-1", &document())
        .await;
    assert_eq!((stranger.status, stranger.problem()), (409, "not-on-team"));
    let head = house.stage.person(11, Post::Decider, TONGGUAN);
    let answer = house.upload(&head, "stranger-2", &document()).await;
    assert_eq!(answer.problem(), "not-on-team");
    let clerk = house.stage.person(11, Post::Clerk, TONGGUAN);
    assert_eq!(
        house.upload(&clerk, "stranger-3", &document()).await.status,
        403
    );
    let elsewhere = house.stage.person(11, Post::Officer, "340800");
    assert_eq!(
        house
            .upload(&elsewhere, "stranger-4", &document())
            .await
            .status,
        404
    );
    assert!(house.stored().is_empty());
}
