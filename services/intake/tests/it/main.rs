//! Intake against a real database and a real broker, over HTTP.

#![cfg(test)]

mod calendar;

use contracts::common::v1::Basis;
use contracts::complaint::v1::ReportForwarded;
use contracts::intake::v1::{CaseFiled, ClueRegistered, VerificationOverdue};
use intake::IntakeService;
use jiff::civil::date;
use kernel::{MatterId, Post};
use serde_json::{Value, json};
use stage::{SOON, Stage};
use uuid::Uuid;

const TONGGUAN: &str = "340705";

async fn open() -> Stage {
    Stage::open(&IntakeService, date(2026, 2, 10))
        .await
        .unwrap()
}

fn clue() -> Value {
    json!({
        "region": TONGGUAN,
        "source": "inspection",
        "domain": "city-management",
        "discovered_on": "2026-02-10",
    })
}

fn filing() -> Value {
    json!({
        "evidence": true, "punishable": true, "competent": true,
        "act_ended_on": "2026-02-09",
        "power_item": "340705-CG-0001", "unit": "tongguan-cg",
        "party_kind": "organisation", "party_uscc": "91350100M000100Y43",
    })
}

async fn registered(stage: &Stage) -> String {
    let handler = stage.person(1, Post::Handler, TONGGUAN);
    let reply = stage
        .post("/api/intake/v1/clues")
        .by(stage, &handler)
        .json(clue())
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status, 201, "{}", reply.body);
    reply.text("id").to_owned()
}

async fn forward(stage: &Stage, matter: MatterId) {
    let report = ReportForwarded {
        basis: Some(Basis::default()),
        submission_id: Uuid::from_u128(77).to_string(),
        domain: "city-management".to_owned(),
        category_code: "noise".to_owned(),
        respondent_uscc: String::new(),
    };
    stage
        .publish((Uuid::from_u128(77), 1), matter, TONGGUAN, &report)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_clue_is_registered_with_its_due_date_and_filed_as_a_case() {
    let stage = open().await;
    let id = registered(&stage).await;
    let head = stage.person(2, Post::Decider, "340700");
    let path = format!("/api/intake/v1/clues/{id}");
    let shown = stage.get(&path).by(&stage, &head).send().await.unwrap();
    assert_eq!(shown.text("due_on"), "2026-03-09");
    let reply = stage
        .post(&format!("{path}/filing"))
        .by(&stage, &head)
        .json(filing())
        .send()
        .await
        .unwrap();
    assert_eq!(
        (reply.status, reply.text("status")),
        (200, "filed"),
        "{}",
        reply.body
    );
    let filed = stage.recorded::<CaseFiled>().await.unwrap();
    let [filed] = filed.as_slice() else {
        panic!("{filed:?}")
    };
    assert_eq!(filed.case_id, reply.text("case_id"));
    let basis = filed.basis.as_ref().unwrap();
    assert_eq!(basis.legal_date, "2026-02-10");
    assert_eq!(basis.dues_met, ["INT-SAMR-VERIFY"]);
    assert!(
        basis
            .articles
            .iter()
            .any(|article| article.contains("第十九条"))
    );
}

#[tokio::test]
async fn a_refusal_names_article_missing_fact_and_cure() {
    let stage = open().await;
    let id = registered(&stage).await;
    let handler = stage.person(1, Post::Handler, TONGGUAN);
    let path = format!("/api/intake/v1/clues/{id}/filing");
    let reply = stage
        .post(&path)
        .by(&stage, &handler)
        .json(filing())
        .send()
        .await
        .unwrap();
    assert_eq!(
        (reply.status, reply.problem()),
        (409, "head-decides"),
        "{}",
        reply.body
    );
    assert!(reply.content_type.starts_with("application/problem+json"));
    assert!(reply.text("citation").contains("第十九条"));
    assert!(!reply.text("missing").is_empty() && !reply.text("cure").is_empty());
    assert_eq!(reply.text("title"), "须由行政机关负责人决定");
    assert!(stage.recorded::<CaseFiled>().await.unwrap().is_empty());
}

#[tokio::test]
async fn the_same_request_again_gets_the_same_answer_and_has_one_effect() {
    let stage = open().await;
    let handler = stage.person(1, Post::Handler, TONGGUAN);
    let send = async |body: Value| {
        let call = stage
            .post("/api/intake/v1/clues")
            .by(&stage, &handler)
            .key("retry-0001");
        call.json(body).send().await.unwrap()
    };
    let (first, again) = (send(clue()).await, send(clue()).await);
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(stage.recorded::<ClueRegistered>().await.unwrap().len(), 1);
    let mut other = clue();
    other["domain"] = json!("market");
    let reused = send(other).await;
    assert_eq!(
        (reused.status, reused.problem()),
        (422, "idempotency-key-reused")
    );
}

#[tokio::test]
async fn bad_input_is_refused_by_name_and_nothing_is_written() {
    let stage = open().await;
    let handler = stage.person(1, Post::Handler, TONGGUAN);
    let send = async |body: Value, key: &str| {
        let call = stage
            .post("/api/intake/v1/clues")
            .by(&stage, &handler)
            .key(key);
        call.json(body).send().await.unwrap()
    };
    let mut wrong = clue();
    wrong["region"] = json!("34070x");
    let reply = send(wrong, "bad-input-1").await;
    assert_eq!(reply.status, 422, "{}", reply.body);
    assert!(
        reply.body["errors"][0]["path"]
            .as_str()
            .unwrap()
            .contains("region")
    );
    let mut unknown = clue();
    unknown["colour"] = json!("red");
    assert_eq!(send(unknown, "bad-input-2").await.status, 422);
    let mut future = clue();
    future["discovered_on"] = json!("2026-02-11");
    assert_eq!(send(future, "bad-input-3").await.status, 422);
    assert_eq!(
        send(clue(), "").await.status,
        400,
        "without an idempotency key"
    );
    assert!(stage.recorded::<ClueRegistered>().await.unwrap().is_empty());
}

#[tokio::test]
async fn nobody_without_a_token_post_or_region_gets_in() {
    let stage = open().await;
    let id = registered(&stage).await;
    let path = format!("/api/intake/v1/clues/{id}");
    assert_eq!(stage.get(&path).send().await.unwrap().status, 401);
    let citizen = stage.person(3, Post::Citizen, TONGGUAN);
    assert_eq!(
        stage
            .get(&path)
            .by(&stage, &citizen)
            .send()
            .await
            .unwrap()
            .status,
        403
    );
    let elsewhere = stage.person(4, Post::Decider, "340800");
    assert_eq!(
        stage
            .get(&path)
            .by(&stage, &elsewhere)
            .send()
            .await
            .unwrap()
            .status,
        404
    );
    let call = stage
        .post(&format!("{path}/filing"))
        .by(&stage, &elsewhere)
        .json(filing());
    assert_eq!(call.send().await.unwrap().status, 404);
    let list = stage
        .get("/api/intake/v1/clues")
        .by(&stage, &elsewhere)
        .send()
        .await
        .unwrap();
    assert_eq!(list.body["clues"], json!([]));
}

#[tokio::test]
async fn a_forwarded_report_becomes_one_clue_of_the_same_matter() {
    let stage = open().await;
    let matter = MatterId::from(Uuid::from_u128(9));
    forward(&stage, matter).await;
    forward(&stage, matter).await;
    let events = stage.wait_recorded::<ClueRegistered>(1).await.unwrap();
    assert_eq!(events[0].source, "report");
    assert_eq!(
        events[0].basis.as_ref().unwrap().matter_id,
        matter.to_string()
    );
    testkit::eventually(SOON, stage::POLL, async || {
        let parked = stage.parked().await?;
        // The second publication is another event with a version that was applied before.
        anyhow::ensure!(parked.len() == 1 && parked[0].0 == "diverged", "{parked:?}");
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
    assert_eq!(stage.recorded::<ClueRegistered>().await.unwrap().len(), 1);
}

#[tokio::test]
async fn verification_that_does_not_end_in_time_is_shown_as_missed_once() {
    let stage = open().await;
    let id = registered(&stage).await;
    stage.clock.set_date(date(2026, 3, 9));
    stage.clocks_at_rest().await.unwrap();
    assert!(
        stage
            .recorded::<VerificationOverdue>()
            .await
            .unwrap()
            .is_empty(),
        "not early"
    );
    stage.clock.set_date(date(2026, 3, 10));
    stage.wait_recorded::<VerificationOverdue>(1).await.unwrap();
    let head = stage.person(2, Post::Decider, TONGGUAN);
    let path = format!("/api/intake/v1/clues/{id}");
    let shown = stage.get(&path).by(&stage, &head).send().await.unwrap();
    assert_eq!(shown.body["overdue"], json!(true));
    stage.clock.advance_days(30);
    stage.clocks_at_rest().await.unwrap();
    assert_eq!(
        stage.recorded::<VerificationOverdue>().await.unwrap().len(),
        1
    );
}

#[tokio::test]
async fn a_decision_stops_the_clock() {
    let stage = open().await;
    let id = registered(&stage).await;
    let head = stage.person(2, Post::Decider, TONGGUAN);
    let path = format!("/api/intake/v1/clues/{id}/decline");
    let reply = stage
        .post(&path)
        .by(&stage, &head)
        .json(json!({"reason": "no-breach"}))
        .send()
        .await;
    assert_eq!(reply.unwrap().status, 200);
    stage.clock.advance_days(60);
    stage.clocks_at_rest().await.unwrap();
    assert!(
        stage
            .recorded::<VerificationOverdue>()
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn every_route_is_described() {
    let stage = open().await;
    let reply = stage.get("/api/intake/openapi.json").send().await.unwrap();
    let paths: Vec<&String> = reply.body["paths"].as_object().unwrap().keys().collect();
    assert_eq!(
        paths,
        [
            "/api/intake/v1/clues",
            "/api/intake/v1/clues/{id}",
            "/api/intake/v1/clues/{id}/decline",
            "/api/intake/v1/clues/{id}/extension",
            "/api/intake/v1/clues/{id}/filing",
            "/api/intake/v1/clues/{id}/transfer",
        ]
    );
    assert_eq!(stage.get("/readyz").send().await.unwrap().status, 200);
}
