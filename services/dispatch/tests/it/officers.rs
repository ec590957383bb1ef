//! The roster over HTTP.

use contracts::dispatch::v1::{CertificateReinstated, CertificateSuspended, OfficerRegistered};
use kernel::Post;
use serde_json::{Value, json};

use crate::given::{TONGGUAN, certificate, dispatcher, officer_id, open, register, roster};

#[tokio::test]
async fn an_officer_is_registered_suspended_reinstated_and_cancelled() {
    let stage = open().await;
    roster(&stage, 1).await;
    let supervisor = stage.person(200, Post::Supervisor, "340000");
    let path = format!("/api/dispatch/v1/officers/{}", officer_id(1));
    let change = async |action: &str, body: Value| {
        let call = stage
            .post(&format!("{path}/{action}"))
            .by(&stage, &supervisor);
        let reply = call.json(body).send().await.unwrap();
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.text("status").to_owned()
    };
    assert_eq!(
        change("suspension", json!({"reason": "training"})).await,
        "suspended"
    );
    assert_eq!(change("reinstatement", json!({})).await, "active");
    assert_eq!(
        change("cancellation", json!({"reason": "retired"})).await,
        "cancelled"
    );
    let shown = stage
        .get(&path)
        .by(&stage, &supervisor)
        .send()
        .await
        .unwrap();
    assert_eq!(
        (shown.text("reason"), shown.text("since")),
        ("retired", "2026-02-10")
    );
    assert_eq!(shown.text("name"), "李四");
    let again = stage
        .post(&format!("{path}/reinstatement"))
        .by(&stage, &supervisor);
    let again = again.json(json!({})).send().await.unwrap();
    assert_eq!((again.status, again.problem()), (409, "wrong-state"));

    let registered = stage.recorded::<OfficerRegistered>().await.unwrap();
    assert_eq!(registered[0].certificate_valid_from, "2024-01-01");
    assert_eq!(registered[0].certificate_valid_to, "2028-12-31");
    assert_eq!(
        registered[0].basis.as_ref().unwrap().matter_id,
        officer_id(1)
    );
    let withheld = stage.recorded::<CertificateSuspended>().await.unwrap();
    let cancelled: Vec<bool> = withheld.iter().map(|event| event.cancelled).collect();
    assert_eq!(cancelled, [false, true]);
    assert_eq!(
        stage
            .recorded::<CertificateReinstated>()
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn an_identifier_is_made_when_none_is_given() {
    let stage = open().await;
    let mut body = certificate(1);
    body["id"] = Value::Null;
    let reply = register(&stage, body).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    assert_ne!(reply.text("id"), "");
}

#[tokio::test]
async fn an_officer_or_certificate_number_is_registered_once() {
    let stage = open().await;
    roster(&stage, 1).await;
    let mut same_number = certificate(2);
    same_number["certificate_number"] = certificate(1)["certificate_number"].clone();
    for body in [certificate(1), same_number] {
        let reply = register(&stage, body).await;
        assert_eq!((reply.status, reply.problem()), (409, "officer-registered"));
    }
    assert_eq!(
        stage.recorded::<OfficerRegistered>().await.unwrap().len(),
        1
    );
}

#[tokio::test]
async fn an_incomplete_certificate_is_refused() {
    let stage = open().await;
    let mut endless = certificate(1);
    endless["certificate_number"] = json!("9".repeat(33));
    let reply = register(&stage, endless).await;
    assert_eq!(
        (reply.status, reply.problem()),
        (409, "certificate-incomplete")
    );
    assert!(reply.text("citation").contains("行政执法监督条例第十七条"));
    let mut nameless = certificate(1);
    nameless["name"] = json!(" ");
    assert_eq!(register(&stage, nameless).await.status, 422);
}

#[tokio::test]
async fn the_same_request_again_registers_once() {
    let stage = open().await;
    let send = async || {
        let call = stage
            .post("/api/dispatch/v1/officers")
            .by(&stage, &dispatcher(&stage));
        call.key("register-once")
            .json(certificate(1))
            .send()
            .await
            .unwrap()
    };
    let (first, again) = (send().await, send().await);
    assert_eq!((first.status, &first.body), (201, &again.body));
    assert_eq!(
        stage.recorded::<OfficerRegistered>().await.unwrap().len(),
        1
    );
}

#[tokio::test]
async fn nobody_without_a_token_post_or_region_keeps_or_reads_the_roster() {
    let stage = open().await;
    roster(&stage, 1).await;
    let officers = "/api/dispatch/v1/officers";
    let path = format!("{officers}/{}", officer_id(1));
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
    let handler = stage.person(4, Post::Handler, TONGGUAN);
    let call = stage
        .post(officers)
        .by(&stage, &handler)
        .json(certificate(2));
    assert_eq!(call.send().await.unwrap().status, 403);
    let elsewhere = stage.person(5, Post::Dispatcher, "340800");
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
        .post(officers)
        .by(&stage, &elsewhere)
        .json(certificate(2));
    assert_eq!(call.send().await.unwrap().status, 404);
    let call = stage
        .post(&format!("{path}/suspension"))
        .by(&stage, &elsewhere);
    let reply = call.json(json!({"reason": "other"})).send().await.unwrap();
    assert_eq!(reply.status, 404);
    let list = stage
        .get(officers)
        .by(&stage, &elsewhere)
        .send()
        .await
        .unwrap();
    assert_eq!(list.body["officers"], json!([]));
}

#[tokio::test]
async fn no_event_carries_a_name() {
    let stage = open().await;
    roster(&stage, 2).await;
    let rows: Vec<Vec<u8>> = sqlx::query_scalar("select payload from dispatch.ledger")
        .fetch_all(stage.database.pool())
        .await
        .unwrap();
    assert_eq!(rows.len(), 2);
    for payload in rows {
        assert!(!String::from_utf8_lossy(&payload).contains("李四"));
    }
}

#[tokio::test]
async fn every_route_is_described() {
    let stage = open().await;
    let reply = stage
        .get("/api/dispatch/openapi.json")
        .send()
        .await
        .unwrap();
    let paths: Vec<&String> = reply.body["paths"].as_object().unwrap().keys().collect();
    assert_eq!(
        paths,
        [
            "/api/dispatch/v1/officers",
            "/api/dispatch/v1/officers/{id}",
            "/api/dispatch/v1/officers/{id}/cancellation",
            "/api/dispatch/v1/officers/{id}/reinstatement",
            "/api/dispatch/v1/officers/{id}/suspension",
            "/api/dispatch/v1/tasks",
            "/api/dispatch/v1/tasks/{id}",
            "/api/dispatch/v1/tasks/{id}/acceptance",
            "/api/dispatch/v1/tasks/{id}/assignment",
            "/api/dispatch/v1/tasks/{id}/candidates",
            "/api/dispatch/v1/tasks/{id}/conflicts",
            "/api/dispatch/v1/tasks/{id}/escalation",
            "/api/dispatch/v1/tasks/{id}/hand-back",
        ]
    );
    assert_eq!(stage.get("/readyz").send().await.unwrap().status, 200);
}
