//! What the tests start from.

use contracts::intake::v1::CaseFiled;
use dispatch::DispatchService;
use jiff::civil::{Date, date};
use kernel::{Actor, MatterId, Post};
use runtime::Settings;
use serde_json::{Value, json};
use stage::{POLL, Reply, SOON, Stage};
use uuid::Uuid;

pub(crate) const TONGGUAN: &str = "340705";
/// A Tuesday before the Spring Festival of 2026.
pub(crate) const TODAY: Date = date(2026, 2, 10);
pub(crate) const CASE: Uuid = Uuid::from_u128(70);
pub(crate) const MATTER: Uuid = Uuid::from_u128(80);

pub(crate) async fn open() -> Stage {
    Stage::open(&DispatchService, TODAY).await.unwrap()
}

/// As [`open`], where a number that no law sets is another.
pub(crate) async fn open_with_local(key: &str, value: &str) -> Stage {
    let settings = Settings::load_with(None, &[(key, value.to_owned())]).unwrap();
    Stage::open_with(&DispatchService, TODAY, |usual| {
        usual.local = settings.local;
    })
    .await
    .unwrap()
}

pub(crate) fn dispatcher(stage: &Stage) -> Actor {
    stage.person(100, Post::Dispatcher, "340700")
}

/// The officer `number`, who acts under the same identifier.
pub(crate) fn officer(stage: &Stage, number: u128) -> Actor {
    stage.person(number, Post::Officer, TONGGUAN)
}

pub(crate) fn officer_id(number: u128) -> String {
    Uuid::from_u128(number).to_string()
}

pub(crate) fn certificate(number: u128) -> Value {
    json!({
        "id": officer_id(number),
        "name": "李四",
        "certificate_number": format!("皖G0705{number:04}"),
        "unit": "tongguan-cg",
        "domains": ["city-management"],
        "region": TONGGUAN,
        "valid_from": "2024-01-01",
        "valid_to": "2028-12-31",
    })
}

pub(crate) async fn register(stage: &Stage, body: Value) -> Reply {
    let call = stage
        .post("/api/dispatch/v1/officers")
        .by(stage, &dispatcher(stage));
    call.json(body).send().await.unwrap()
}

/// Officers 1 to `count` are in the roster.
pub(crate) async fn roster(stage: &Stage, count: u128) {
    for number in 1..=count {
        let reply = register(stage, certificate(number)).await;
        assert_eq!(reply.status, 201, "{}", reply.body);
    }
}

/// The identifier of the task of a case that was filed just now.
pub(crate) async fn task(stage: &Stage) -> String {
    let filed = CaseFiled {
        case_id: CASE.to_string(),
        domain: "city-management".to_owned(),
        unit: "tongguan-cg".to_owned(),
        ..CaseFiled::default()
    };
    let clue = (Uuid::from_u128(60), 1);
    stage
        .publish(clue, MatterId::from(MATTER), TONGGUAN, &filed)
        .await
        .unwrap();
    let path = format!("/api/dispatch/v1/tasks?case_id={CASE}");
    testkit::eventually(SOON, POLL, async || {
        let reply = stage
            .get(&path)
            .by(stage, &dispatcher(stage))
            .send()
            .await?;
        let id = reply.body["tasks"][0]["id"].as_str();
        id.map(str::to_owned)
            .ok_or_else(|| anyhow::anyhow!("no task yet: {}", reply.body))
    })
    .await
    .unwrap()
}

pub(crate) async fn act(
    stage: &Stage,
    task: &str,
    actor: &Actor,
    action: &str,
    body: Value,
) -> Reply {
    let path = format!("/api/dispatch/v1/tasks/{task}/{action}");
    stage
        .post(&path)
        .by(stage, actor)
        .json(body)
        .send()
        .await
        .unwrap()
}

pub(crate) async fn assign(stage: &Stage, task: &str, numbers: &[u128]) -> Reply {
    let ids: Vec<String> = numbers.iter().copied().map(officer_id).collect();
    let body = json!({"officer_ids": ids, "lead": ids.first()});
    act(stage, task, &dispatcher(stage), "assignment", body).await
}
