//! Registered preservation through the API.

use contracts::penalty::v1::PreservationDutyOverdue;
use jiff::civil::{date, time};
use serde_json::{Value, json};

use crate::beside::*;
use crate::scene::*;

pub(crate) fn dealt(items: &[u32], how: &Value) -> Value {
    json!({"items": items, "how": how, "document": "处理1号"})
}

#[tokio::test]
async fn what_is_copied_or_released_goes_back_and_what_is_tested_comes_back_first() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let path = scene
        .carried_out((1, FILED), "preservations", preservation())
        .await;
    let disposal = format!("{path}/disposal");
    let tested = json!({"treatment": "sent-for-testing", "institution": "省检验院"});
    scene
        .gets(&handler(), &disposal, dealt(&[1], &tested))
        .await;
    let copied = json!({"treatment": "copied"});
    scene
        .gets(&handler(), &disposal, dealt(&[2], &copied))
        .await;
    assert_eq!(scene.stands(1, &path).await, ("dealt".to_owned(), 2));
    let released = json!({"items": [1], "document": "解除1号"});
    let release = format!("{path}/release");
    assert_eq!(
        scene
            .asks(&handler(), &release, released.clone())
            .await
            .status,
        403
    );
    scene.gets(&head(), &release, released).await;
    scene
        .gets(&handler(), &format!("{path}/return"), given_back(&[1, 2]))
        .await;
    assert_eq!(scene.stands(1, &path).await, ("ended".to_owned(), 0));
    let ledger = scene
        .sees(&head(), &format!("cases/{}/property", case_id(1)))
        .await;
    let ended = ledger.body["items"].as_array().unwrap().iter();
    assert!(
        ended
            .map(|line| &line["status"])
            .all(|status| status == "returned")
    );
}

#[tokio::test]
async fn an_urgent_preservation_that_nobody_approves_in_a_day_is_a_missed_duty() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let path = scene.begun(1, "preservations", preservation()).await;
    scene.stage.clock.set_local(FILED, time(10, 0, 0, 0));
    let execution = format!("{path}/execution");
    scene
        .denied((&handler(), &execution), executed(FILED), "not-approved")
        .await;
    scene
        .gets(&handler(), &execution, executed_urgently(FILED))
        .await;
    scene
        .stage
        .clock
        .set_local(date(2026, 3, 3), time(10, 0, 0, 0));
    let overdue = scene
        .stage
        .wait_recorded::<PreservationDutyOverdue>(1)
        .await
        .unwrap();
    assert_eq!(overdue[0].rule_id, "PEN-EVD-URGENT");
    scene
        .gets(&head(), &format!("{path}/approval"), agreed(false))
        .await;
    assert_eq!(
        scene.stands(1, &path).await,
        ("dealt".to_owned(), 2),
        "released at once"
    );
}
