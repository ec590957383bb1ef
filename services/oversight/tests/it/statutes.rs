//! The statute library, looked up by anybody.

use jiff::civil::date;
use ledger::{NewReference, ReferenceKind};
use oversight::OversightService;
use serde_json::{Value, json};
use stage::Stage;

/// Two versions of a text made up for this test.
fn version(in_force: jiff::civil::Date, words: &str) -> NewReference {
    let text = format!("第一章 总则\n第一条 {words}\n（一）其一；\n（二）其二。\n第二款在此。");
    let reading = law::statute::read(&text, Some("试验条例"), Some(in_force)).unwrap();
    NewReference {
        kind: ReferenceKind::Statute,
        key: format!("试验条例@{in_force}"),
        body: serde_json::to_value(reading.edition).unwrap(),
        source: "made up".to_owned(),
    }
}

async fn get(stage: &Stage, path: &str) -> (u16, Value) {
    let reply = stage.get(path).send().await.unwrap();
    (reply.status, reply.body)
}

#[tokio::test]
async fn an_article_is_shown_in_the_version_of_the_day() {
    let stage = Stage::open(&OversightService, date(2026, 2, 10))
        .await
        .unwrap();
    let (status, _) = get(&stage, "/api/oversight/v1/statutes/试验条例/articles/1").await;
    assert_eq!(status, 404);
    let old = version(date(2020, 1, 1), "旧的：");
    let new = version(date(2025, 7, 1), "新的：");
    stage.load(&[old, new]).await.unwrap();

    let (_, list) = get(&stage, "/api/oversight/v1/statutes").await;
    assert_eq!(list["statutes"].as_array().unwrap().len(), 2, "{list}");
    let (status, today) = get(&stage, "/api/oversight/v1/statutes/试验条例/articles/1").await;
    assert_eq!(status, 200, "{today}");
    assert_eq!(
        today["text"],
        "新的：\n（一）其一；\n（二）其二。\n第二款在此。"
    );
    assert_eq!(
        (&today["chapter"], &today["in_force"]),
        (&json!("第一章 总则"), &json!("2025-07-01"))
    );
    let path = "/api/oversight/v1/statutes/试验条例/articles/第一条?on=2021-01-01";
    let (_, before) = get(&stage, path).await;
    assert_eq!(before["in_force"], "2020-01-01");
    let path = "/api/oversight/v1/statutes/试验条例/articles/1?on=2019-12-31";
    assert_eq!(get(&stage, path).await.0, 404);
}

#[tokio::test]
async fn a_citation_shows_the_words_of_its_paragraphs_and_items() {
    let stage = Stage::open(&OversightService, date(2026, 2, 10))
        .await
        .unwrap();
    stage
        .load(&[version(date(2025, 7, 1), "新的：")])
        .await
        .unwrap();
    let path =
        "/api/oversight/v1/citations?citation=试验条例第一条第二项、第二款；行政处罚法第六十条";
    let (status, found) = get(&stage, path).await;
    assert_eq!(status, 200, "{found}");
    let articles = &found["articles"];
    assert_eq!(articles[0]["text"], "（二）其二。");
    assert_eq!(articles[1]["text"], "第二款在此。");
    assert_eq!(articles[2]["citation"], "行政处罚法第六十条");
    assert!(articles[2]["text"].is_null() && articles[2]["summary"].is_string());
}

#[tokio::test]
async fn a_citation_that_is_too_long_is_refused() {
    let stage = Stage::open(&OversightService, date(2026, 2, 10))
        .await
        .unwrap();
    let path = format!("/api/oversight/v1/citations?citation={}", "a".repeat(1_001));
    assert_eq!(get(&stage, &path).await.0, 400);
}
