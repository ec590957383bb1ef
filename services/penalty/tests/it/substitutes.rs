//! Substitute performance through the API.

use contracts::penalty::v1::SubstituteReminderMissed;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::beside::*;
use crate::scene::*;

fn decided(planned_on: Date) -> Value {
    json!({
        "obligation": "铜市监处罚〔2025〕9号", "hazard": "traffic",
        "demand": served("催告书1号", date(2026, 2, 10)), "manner": "清除占道堆放的货物",
        "budget_fen": 200_000, "planned_on": planned_on,
        "decision": served("代履行决定书1号", FILED),
    })
}

pub(crate) async fn begun(scene: &Scene, planned_on: Date) -> String {
    let path = format!("cases/{}/substitutes", case_id(1));
    let reply = scene.gets(&head(), &path, decided(planned_on)).await;
    format!("substitutes/{}", reply.text("id"))
}

#[tokio::test]
async fn what_the_party_does_itself_ends_the_matter() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let path = begun(&scene, date(2026, 3, 12)).await;
    let next = scene.sees(&handler(), &format!("{path}/next")).await;
    assert_eq!(next.text("status"), "decided");
    let proof = json!({"document": "现场检查笔录9号"});
    scene.gets(&handler(), &format!("{path}/stop"), proof).await;
    scene.stage.clock.set_date(date(2026, 3, 20));
    scene.stage.clocks_at_rest().await.unwrap();
    let missed = scene
        .stage
        .recorded::<SubstituteReminderMissed>()
        .await
        .unwrap();
    assert!(missed.is_empty());
    let list = scene
        .sees(&head(), &format!("cases/{}/substitutes", case_id(1)))
        .await;
    assert_eq!(list.body["proceedings"][0]["status"], "stopped");
}
