//! What the public finds.

use serde_json::json;
use stage::{Reply, Stage};

use crate::given::*;

async fn search(stage: &Stage, query: &str) -> Reply {
    let path = format!("/api/disclosure/v1/public/decisions{query}");
    stage.get(&path).send().await.unwrap()
}

fn ids(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, 200, "{}", reply.body);
    let decisions = reply.body["decisions"].as_array().unwrap();
    decisions
        .iter()
        .map(|entry| entry["id"].as_str().unwrap().to_owned())
        .collect()
}

/// Percent-encodes everything, as a careful client does.
fn encoded(text: &str) -> String {
    let bytes: Vec<String> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    bytes.concat()
}

#[tokio::test]
async fn decisions_are_found_by_region_number_code_and_name_without_a_token() {
    let stage = open().await;
    let id = published(&stage, 12).await;
    queued(&stage, 13).await;
    let found = [
        String::new(),
        "?region=000000".to_owned(),
        "?region=340000".to_owned(),
        "?region=340700".to_owned(),
        "?region=340705".to_owned(),
        format!("?q={}", encoded("铜市监处罚〔2026〕12号")),
        format!("?q={}", encoded("铜市监处罚[2026]第12号")),
        format!("?q={USCC}"),
        format!("?q={}", USCC.to_lowercase()),
        format!("?region=340705&q={}", encoded("某某餐饮")),
    ];
    for query in &found {
        assert_eq!(ids(&search(&stage, query).await), [id.as_str()], "{query}");
    }
    let missed = [
        "?region=340706".to_owned(),
        "?region=110000".to_owned(),
        "?page=1".to_owned(),
        format!("?q={}", encoded("铜市监处罚〔2026〕13号")),
        format!("?q={}", encoded("%")),
        format!("?q={}", encoded("_")),
        format!("?q={}", encoded("' or true --")),
    ];
    for query in &missed {
        assert!(ids(&search(&stage, query).await).is_empty(), "{query}");
    }
}

#[tokio::test]
async fn a_search_has_limits_and_known_parameters() {
    let stage = open().await;
    let long = format!("?q={}", "a".repeat(101));
    for (query, status) in [
        ("?page=501", 422),
        (long.as_str(), 422),
        ("?region=34070", 400),
        ("?colour=red", 400),
    ] {
        assert_eq!(search(&stage, query).await.status, status, "{query}");
    }
}

#[tokio::test]
async fn pages_follow_each_other_with_the_latest_first() {
    let stage = open().await;
    for number in 1..=21 {
        tell(&stage, number, TONGGUAN, &decision(number)).await;
        serve(&stage, number).await;
    }
    let mut expected = Vec::new();
    for number in 1..=21 {
        let id = publication(&stage, number).await;
        done(&stage, &masker(&stage), &id, "masking", text()).await;
        done(&stage, &approver(&stage), &id, "approval", cleared()).await;
        until_published(&stage, &id).await;
        stage.clock.advance(jiff::SignedDuration::from_secs(1));
        expected.insert(0, id);
    }
    let first = search(&stage, "").await;
    assert_eq!(
        (ids(&first).as_slice(), &first.body["more"]),
        (&expected[..20], &json!(true))
    );
    let second = search(&stage, "?page=1").await;
    assert_eq!(
        (ids(&second).as_slice(), &second.body["more"]),
        (&expected[20..], &json!(false))
    );
}

#[tokio::test]
async fn only_what_is_or_was_public_is_shown() {
    let stage = open().await;
    let id = queued(&stage, 12).await;
    assert_eq!(shown(&stage, &id).await.status, 404);
    done(&stage, &masker(&stage), &id, "masking", text()).await;
    assert_eq!(shown(&stage, &id).await.status, 404);
    done(&stage, &approver(&stage), &id, "approval", cleared()).await;
    assert_eq!(shown(&stage, &id).await.status, 404);
    assert!(ids(&search(&stage, "").await).is_empty());
}
