//! Substitute performance through the API.

use contracts::penalty::v1::{SubstituteDecided, SubstitutePerformed, SubstituteReminderMissed};
use jiff::civil::{Date, date, time};
use serde_json::{Value, json};
use uuid::Uuid;

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

fn performed(at: &str) -> Value {
    json!({
        "at": at, "supervisors": [Uuid::from_u128(LEAD)], "record": "代履行文书1号",
        "signed": true, "cuts_supply": false, "cost_fen": 180_000,
    })
}

async fn begun(scene: &Scene, planned_on: Date) -> String {
    let path = format!("cases/{}/substitutes", case_id(1));
    let reply = scene.gets(&head(), &path, decided(planned_on)).await;
    format!("substitutes/{}", reply.text("id"))
}

#[tokio::test]
async fn the_party_is_reminded_three_working_days_before_and_nothing_is_done_by_night() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    // a region may say when its night is; the law does not
    sqlx::query(
        "insert into penalty.night_hours (applies_to, valid_from, night_from, night_to, citation)
         values ('3407', '2026-01-01', '20:00', '07:00', '市规定')",
    )
    .execute(scene.stage.database.pool())
    .await
    .unwrap();
    let path = begun(&scene, date(2026, 3, 12)).await;
    let due = scene.last_day(&path, "ENF-SUBST-3").await;
    assert_eq!(due.as_deref(), Some("2026-03-08"));
    scene.stage.clock.set_date(date(2026, 3, 9));
    let missed = scene
        .stage
        .wait_recorded::<SubstituteReminderMissed>(1)
        .await
        .unwrap();
    assert_eq!(missed[0].rule_id, "ENF-SUBST-3");
    let reminder = format!("{path}/reminder");
    let late = served("催告书2号", date(2026, 3, 9));
    scene
        .denied((&handler(), &reminder), late.clone(), "reminder-too-late")
        .await;
    let moved = json!({"planned_on": "2026-03-16"});
    scene.gets(&head(), &format!("{path}/plan"), moved).await;
    scene.gets(&handler(), &reminder, late).await;
    scene
        .stage
        .clock
        .set_local(date(2026, 3, 16), time(23, 0, 0, 0));
    let performance = format!("{path}/performance");
    for at in ["2026-03-16T06:30:00+08:00", "2026-03-16T20:30:00+08:00"] {
        let by_night = performed(at);
        scene
            .denied((&handler(), &performance), by_night, "night-or-holiday")
            .await;
    }
    let by_day = performed("2026-03-16T10:00:00+08:00");
    scene.gets(&handler(), &performance, by_day).await;
    let shown = scene.sees(&head(), &path).await;
    assert_eq!(shown.text("status"), "performed");
    let told = scene.stage.recorded::<SubstituteDecided>().await.unwrap();
    let days: Vec<&str> = told.iter().map(|told| told.planned_on.as_str()).collect();
    assert_eq!(days, ["2026-03-12", "2026-03-16"]);
    let done = scene.stage.recorded::<SubstitutePerformed>().await.unwrap();
    assert_eq!(done[0].cost_fen, 180_000);
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
