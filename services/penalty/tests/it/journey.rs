//! The ordinary procedure from end to end.

use contracts::penalty::v1::{DecisionMade, DecisionRevoked, HearingHeld, LegalReviewed};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::scene::*;

#[tokio::test]
async fn with_a_hearing_the_review_follows_it_and_the_heads_discuss() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.announced(1, 150_000).await;
    let stated = json!({
        "kind": "stated", "content": "已主动召回", "received_on": "2026-03-02",
    });
    scene.does(&handler(), 1, "statement", stated).await;
    scene.prepares_hearing(1, "2026-03-12").await;
    scene.stage.clock.set_date(date(2026, 3, 12));
    scene.hears(1).await;
    let events = scene.stage.recorded::<HearingHeld>().await.unwrap();
    let set = &events[0].basis.as_ref().unwrap().dues_set;
    let set: Vec<(&str, &str)> = set
        .iter()
        .map(|due| (due.rule_id.as_str(), due.raw.as_str()))
        .collect();
    assert_eq!(
        set,
        [
            ("PEN-DECIDE-90", "2026-06-10"),
            ("HRG-REPORT", "2026-03-19")
        ]
    );
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    let reviewed = scene.stage.recorded::<LegalReviewed>().await.unwrap();
    assert!(reviewed[0].basis.as_ref().unwrap().articles[0].contains("第五十八条"));
    let mut body = decision(120_000);
    body["statement_adoption"] = json!("采纳从轻意见");
    body["discussion"] = discussion("2026-03-12");
    let decided = scene.does(&head(), 1, "decision", body).await;
    assert_eq!(decided.text("status"), "decided");
}

#[tokio::test]
async fn a_decision_is_revoked_with_its_reason() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 500).await;
    let body = json!({
        "kind": "revoked", "ground": "procedure-violated", "instrument": "铜政复决〔2026〕3号",
        "revoked_on": "2026-03-02",
    });
    let reply = scene.does(&head(), 1, "revocation", body).await;
    assert_eq!(reply.text("status"), "revoked");
    let revoked = scene.stage.recorded::<DecisionRevoked>().await.unwrap();
    assert_eq!(revoked[0].reason_code, "procedure-violated");
    assert_eq!(revoked[0].basis.as_ref().unwrap().dues_met, ["PEN-PAY-15"]);
}

#[tokio::test]
async fn no_event_carries_who_a_natural_person_is() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let mut natural = report(500);
    natural["party"] = json!({
        "kind": "natural-person", "name": "欧阳修远", "address": "铜官区长江路9号",
        "born_on": "1990-05-01",
    });
    scene
        .does(&handler(), 1, "investigation-report", natural)
        .await;
    scene.does(&handler(), 1, "notice", notice(FILED)).await;
    scene.does(&handler(), 1, "statement", waiver()).await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    assert_eq!(
        (made[0].party_kind.as_str(), made[0].party_name.as_str()),
        ("natural-person", "")
    );
    let leaks: i64 = sqlx::query_scalar(
        "select count(*) from penalty.ledger
         where position(convert_to('修远', 'UTF8') in payload) > 0
            or position(convert_to('长江路', 'UTF8') in payload) > 0",
    )
    .fetch_one(scene.stage.database.pool())
    .await
    .unwrap();
    assert_eq!(leaks, 0);
    let states: i64 = sqlx::query_scalar(
        "select count(*) from penalty.case_file where state::text like '%修远%'",
    )
    .fetch_one(scene.stage.database.pool())
    .await
    .unwrap();
    assert_eq!(states, 0, "the name stays in the table of parties");
    let full = scene.shows(&head(), 1, "").await;
    assert_eq!(full.body["party"]["name"], "欧阳修远");
    let auditor = someone(41, &[kernel::Post::Auditor], TONGGUAN);
    let masked = scene.shows(&auditor, 1, "").await;
    assert_eq!(
        masked.body["party"],
        json!({"name": "欧阳某", "address": Value::Null})
    );
}

#[tokio::test]
async fn what_next_allows_succeeds_and_what_it_forbids_is_refused_for_that_reason() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.announced(1, 500).await;
    let next = scene.shows(&head(), 1, "/next").await;
    let step = |next: &Value, command: &str| {
        let steps = next["steps"].as_array().unwrap();
        steps
            .iter()
            .find(|step| step["command"] == command)
            .cloned()
            .unwrap()
    };
    let decide = step(&next.body, "decide");
    assert_eq!(decide["allowed"], json!(false));
    assert_eq!(decide["obstacles"][0]["code"], "review-not-passed");
    assert!(
        decide["obstacles"][0]["citation"]
            .as_str()
            .unwrap()
            .contains("程序规定")
    );
    let path = decide["path"].as_str().unwrap();
    let call = scene
        .stage
        .post(path)
        .by(&scene.stage, &head())
        .json(decision(500));
    let reply = call.send().await.unwrap();
    assert_eq!((reply.status, reply.problem()), (409, "review-not-passed"));
    let next = scene.shows(&reviewer(), 1, "/next").await;
    let review = step(&next.body, "legal-review");
    assert_eq!(
        (&review["allowed"], &review["obstacles"]),
        (&json!(true), &json!([]))
    );
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
}
