//! Every touch is recorded, and changes are noticed.

use contracts::evidence::v1::CustodyRecorded;
use kernel::Post;
use serde_json::{Value, json};

use crate::given::*;

async fn chain(house: &House, item: &str) -> Value {
    let path = format!("/api/evidence/v1/items/{item}/custody");
    let supervisor = house.stage.person(50, Post::Supervisor, TONGGUAN);
    let reply = house
        .stage
        .get(&path)
        .by(&house.stage, &supervisor)
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.body
}

fn actions(chain: &Value) -> Vec<String> {
    let entries = chain["entries"].as_array().unwrap();
    entries
        .iter()
        .map(|entry| entry["action"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn reading_content_is_recorded_before_it_is_sent() {
    let house = House::with_folder().await;
    let item = house.uploaded("custody-01").await;
    let reviewer = house.stage.person(40, Post::Reviewer, "340700");
    let (status, bytes) = house.content(&reviewer, &item).await;
    assert_eq!((status, bytes.as_deref()), (200, Some(CONTENT)));
    let chain = chain(&house, &item).await;
    assert_eq!(actions(&chain), ["collected", "viewed"]);
    assert_eq!(chain["entries"][1]["actor"], json!(id(40)));
    assert_eq!(chain["entries"][1]["note_code"], json!("content-read"));
    assert_eq!(
        chain["entries"][1]["previous"],
        chain["entries"][0]["digest"]
    );
    assert_eq!(chain["entries"][0]["previous"], chain["record_digest"]);
    assert_eq!(
        (&chain["chain"]["intact"], &chain["content"]["intact"]),
        (&json!(true), &json!(true))
    );
    let touches = house.stage.recorded::<CustodyRecorded>().await.unwrap();
    let [touch] = touches.as_slice() else {
        panic!("{touches:?}")
    };
    assert_eq!((touch.action.as_str(), touch.sequence), ("viewed", 2));
    assert_eq!(chain["entries"][1]["digest"], json!(touch.chain_digest));
}

#[tokio::test]
async fn who_may_not_read_gets_no_byte_and_leaves_no_trace() {
    let house = House::with_folder().await;
    let item = house.uploaded("custody-11").await;
    let stranger = house.officer(99);
    assert_eq!(house.content(&stranger, &item).await.0, 409);
    let citizen = house.stage.person(60, Post::Citizen, TONGGUAN);
    assert_eq!(house.content(&citizen, &item).await.0, 403);
    let elsewhere = house.stage.person(61, Post::Reviewer, "340800");
    assert_eq!(house.content(&elsewhere, &item).await.0, 404);
    assert_eq!(actions(&chain(&house, &item).await), ["collected"]);
}

#[tokio::test]
async fn an_original_is_handed_over_and_returned_once_per_request() {
    let house = House::with_folder().await;
    let item = house.uploaded("custody-21").await;
    let path = format!("/api/evidence/v1/items/{item}/custody");
    let touch = async |action: &str, note: &str, key: &str| {
        let body = json!({"action": action, "note_code": note});
        let officer = house.officer(12);
        let call = house
            .stage
            .post(&path)
            .by(&house.stage, &officer)
            .key(key)
            .json(body);
        call.send().await.unwrap()
    };
    let first = touch("handed-over", "sent-for-appraisal", "touch-0001").await;
    assert_eq!(
        (first.status, first.text("place")),
        (201, "handed-over"),
        "{}",
        first.body
    );
    let again = touch("handed-over", "sent-for-appraisal", "touch-0001").await;
    assert_eq!(first.body, again.body);
    let twice = touch("handed-over", "sent-for-appraisal", "touch-0002").await;
    assert_eq!(
        (twice.status, twice.problem()),
        (409, "custody-out-of-order")
    );
    assert_eq!(
        touch("returned", "appraisal-done", "touch-0003")
            .await
            .text("place"),
        "in-custody"
    );
    assert_eq!(
        touch("sealed", "by-hand", "touch-0004").await.problem(),
        "touch-not-free"
    );
    assert_eq!(
        touch("viewed", "电话13812345678", "touch-0005")
            .await
            .status,
        422
    );
    let chain = chain(&house, &item).await;
    assert_eq!(actions(&chain), ["collected", "handed-over", "returned"]);
    assert_eq!(chain["chain"]["intact"], json!(true));
}

#[tokio::test]
async fn changed_content_is_reported_and_never_sent() {
    let house = House::with_folder().await;
    let item = house.uploaded("custody-31").await;
    let [file] = house.stored().try_into().unwrap();
    change(&file);
    assert_eq!(house.content(&house.officer(11), &item).await.0, 500);
    let seen = chain(&house, &item).await;
    assert_eq!(seen["content"]["problem"], json!("changed"));
    assert_eq!(seen["chain"]["intact"], json!(true));

    std::fs::remove_file(&file).unwrap();
    assert_eq!(house.content(&house.officer(11), &item).await.0, 500);
    let seen = chain(&house, &item).await;
    assert_eq!(seen["content"]["problem"], json!("missing"));
    assert_eq!(
        actions(&seen),
        ["collected"],
        "nothing was seen, so no look is recorded"
    );
}

#[tokio::test]
async fn large_content_that_changed_breaks_off_before_its_end() {
    let house = House::with_folder().await;
    let content = vec![7; 3 * 1024 * 1024];
    let meta = document().to_string();
    let parts = [Part::meta(&meta), Part::file(&content)];
    let answer = house.send(&house.officer(11), "custody-35", &parts).await;
    let item = answer.body["id"].as_str().unwrap().to_owned();
    let [file] = house.stored().try_into().unwrap();
    change(&file);
    let (status, bytes) = house.content(&house.officer(11), &item).await;
    assert_eq!((status, bytes), (200, None));
    assert_eq!(
        actions(&chain(&house, &item).await),
        ["collected", "viewed"]
    );
}

/// Turns one bit of a stored file.
fn change(file: &std::path::Path) {
    let mut bytes = std::fs::read(file).unwrap();
    bytes[0] ^= 1;
    std::fs::write(file, bytes).unwrap();
}

#[tokio::test]
async fn the_service_cannot_change_or_remove_an_entry_and_others_are_noticed() {
    let house = House::with_folder().await;
    let item = house.uploaded("custody-41").await;
    let pool = house.stage.database.pool();
    let mut service = pool.begin().await.unwrap();
    for statement in [
        "set local role mj_evidence",
        "set local mj.region_scope = '%'",
        "update evidence.custody set note = 'other'",
        "delete from evidence.custody",
    ] {
        sqlx::raw_sql(statement)
            .execute(&mut *service)
            .await
            .unwrap();
    }
    service.commit().await.unwrap();
    assert_eq!(chain(&house, &item).await["chain"]["intact"], json!(true));

    sqlx::raw_sql("update evidence.custody set note = 'other'")
        .execute(pool)
        .await
        .unwrap();
    let seen = chain(&house, &item).await;
    assert_eq!(
        seen["chain"],
        json!({"intact": false, "broken_at": 1, "fault": "digest"})
    );
    let path = format!("/api/evidence/v1/cases/{}/seal", case());
    let reply = house
        .stage
        .post(&path)
        .by(&house.stage, &house.officer(11))
        .send()
        .await
        .unwrap();
    assert_eq!((reply.status, reply.problem()), (409, "chain-broken"));
}
