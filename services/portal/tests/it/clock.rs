//! The clock, the issuer's keys, and their description.

use jiff::civil::date;
use kernel::{Actor, ActorId, Post, RegionScope};
use portal::PortalService;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::Door;

const CLOCK: &str = "/api/portal/v1/clock";

async fn movable() -> (Door, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("clock");
    let door = Door::open(&[&PortalService], |settings| {
        settings.clock.offset_file = Some(file);
    });
    (door.await, folder)
}

async fn post(door: &Door, key: &str, body: Value) -> (u16, Value) {
    let request = door
        .client
        .post(door.url(CLOCK))
        .header("Idempotency-Key", key)
        .json(&body);
    let reply = request.send().await.unwrap();
    (reply.status().as_u16(), reply.json().await.unwrap())
}

#[tokio::test]
async fn a_clock_that_cannot_be_moved_tells_the_time_and_stays() {
    let door = Door::before(&[]).await;
    let told: Value = door.get(CLOCK).await.json().await.unwrap();
    let expected =
        json!({ "now": "2026-02-10T01:00:00Z", "legal_date": "2026-02-10", "movable": false });
    assert_eq!(told, expected);
    let (status, problem) = post(&door, "move-0001", json!({ "to_date": "2026-03-01" })).await;
    assert_eq!(
        (status, &problem["type"]),
        (404, &json!("urn:mingjing:problem:not-found"))
    );
}

#[tokio::test]
async fn a_movable_clock_goes_forward_once_per_key_and_never_back() {
    let (door, _folder) = movable().await;
    let before: jiff::Timestamp = door.context.clock.now();
    let day = kernel::legal_date(before)
        .tomorrow()
        .unwrap()
        .tomorrow()
        .unwrap();
    let (status, told) = post(&door, "move-0001", json!({ "to_date": day.to_string() })).await;
    assert_eq!(
        (status, &told["legal_date"]),
        (200, &json!(day.to_string())),
        "{told}"
    );
    let morning = kernel::timestamp_at(day.at(9, 0, 0, 0));
    assert!(door.context.clock.now() >= morning);
    let (status, _) = post(&door, "move-0001", json!({ "to_date": day.to_string() })).await;
    assert_eq!(status, 200, "the same request again is the same move");
    let (status, problem) = post(&door, "move-0002", json!({ "to": before.to_string() })).await;
    assert_eq!(
        (status, &problem["type"]),
        (409, &json!("urn:mingjing:problem:clock-backwards"))
    );
    let later = morning + jiff::SignedDuration::from_hours(5);
    let (status, _) = post(&door, "move-0003", json!({ "to": later.to_string() })).await;
    assert_eq!(status, 200);
    assert!(door.context.clock.now() >= later);
    let html = door.text("/").await;
    assert!(html.contains("演示时钟"), "{html}");
}

#[tokio::test]
async fn where_to_move_must_be_said_once_and_in_a_form_that_is_known() {
    let (door, _folder) = movable().await;
    for wrong in [
        json!({}),
        json!({ "to": "2099-01-01T00:00:00Z", "to_date": "2099-01-01" }),
        json!({ "to": "tomorrow" }),
        json!({ "until": "2099-01-01" }),
    ] {
        let (status, problem) = post(&door, "wrong-0001", wrong.clone()).await;
        assert_eq!(status, 422, "{wrong}: {problem}");
    }
    let keyless = door
        .client
        .post(door.url(CLOCK))
        .json(&json!({ "to_date": "2099-01-01" }));
    assert_eq!(keyless.send().await.unwrap().status(), 400);
    assert!(kernel::legal_date(door.context.clock.now()) < date(2099, 1, 1));
}

#[tokio::test]
async fn tokens_of_the_built_in_issuer_are_checked_with_the_published_keys() {
    let door = Door::before(&[]).await;
    let keys = door.text("/.well-known/jwks.json").await;
    let issuer = door.context.issuer.as_ref().unwrap();
    let verifier = access::Verifier::from_jwks_json(issuer.name(), &keys).unwrap();
    let id = ActorId::from(Uuid::from_u128(1));
    let actor = Actor::new(id, [Post::Auditor], "unit", RegionScope::everywhere());
    let now = door.context.clock.now();
    let hour = jiff::SignedDuration::from_hours(1);
    let token = issuer.issue(&actor, hour, now, Uuid::from_u128(2)).unwrap();
    assert_eq!(verifier.verify(&token, now).unwrap().posts, actor.posts);
    assert!(!keys.contains("\"d\""), "no private key");
    let keyless = Door::open(&[&PortalService], |settings| {
        settings.access.issuer_key = None;
    })
    .await;
    assert_eq!(keyless.get("/.well-known/jwks.json").await.status(), 404);
}

#[tokio::test]
async fn every_route_is_described() {
    let door = Door::before(&[]).await;
    for path in ["/api/portal/openapi.json", "/openapi.json"] {
        let described: Value = door.get(path).await.json().await.unwrap();
        let paths: Vec<&String> = described["paths"].as_object().unwrap().keys().collect();
        assert_eq!(paths, ["/.well-known/jwks.json", CLOCK]);
    }
    for path in ["/livez", "/readyz", "/startupz"] {
        assert_eq!(door.get(path).await.status(), 200, "{path}");
    }
}
