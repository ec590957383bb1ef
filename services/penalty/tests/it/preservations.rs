//! Registered preservation through the API.

use contracts::penalty::v1::{
    PreservationDisposed, PreservationDutyOverdue, PreservationLapsed, PropertyPreserved,
};
use jiff::civil::{date, time};
use serde_json::{Value, json};

use crate::beside::*;
use crate::scene::*;

const KEEP: &str = "PEN-EVD-PRESERVE";

fn dealt(items: &[u32], how: &Value) -> Value {
    json!({"items": items, "how": how, "document": "处理1号"})
}

#[tokio::test]
async fn a_preservation_lapses_when_nobody_deals_with_it_in_seven_working_days() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    // over Labour Day; Saturday 9 May is a working day
    let day = date(2026, 4, 30);
    let path = scene
        .carried_out((1, day), "preservations", preservation())
        .await;
    let due = scene.last_day(&path, KEEP).await;
    assert_eq!(due.as_deref(), Some("2026-05-13"));
    scene.stage.clock.set_date(date(2026, 5, 13));
    scene.stage.clocks_at_rest().await.unwrap();
    assert_eq!(scene.stands(1, &path).await, ("kept".to_owned(), 2));
    scene.stage.clock.set_date(date(2026, 5, 14));
    let lapsed = scene
        .stage
        .wait_recorded::<PreservationLapsed>(1)
        .await
        .unwrap();
    assert_eq!(lapsed[0].rule_id, KEEP);
    assert_eq!(scene.stands(1, &path).await, ("lapsed".to_owned(), 2));
    let late = dealt(&[1], &json!({"treatment": "copied"}));
    let disposal = format!("{path}/disposal");
    scene
        .denied((&handler(), &disposal), late, "items-do-not-fit")
        .await;
    scene
        .gets(&handler(), &format!("{path}/return"), given_back(&[1, 2]))
        .await;
    assert_eq!(scene.stands(1, &path).await, ("ended".to_owned(), 0));
}

#[tokio::test]
async fn a_preservation_is_converted_into_a_seizure_that_stands_by_itself() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let kept = scene
        .carried_out((1, FILED), "preservations", preservation())
        .await;
    let preserved = scene.stage.recorded::<PropertyPreserved>().await.unwrap();
    assert_eq!((preserved[0].items, preserved[0].urgent), (2, false));
    let day = date(2026, 3, 5);
    scene.stage.clock.set_date(day);
    let measure = scene.begun(1, "measures", seizure()).await;
    let id = measure.trim_start_matches("measures/").to_owned();
    let convert = dealt(
        &[1, 2],
        &json!({"treatment": "converted", "measure_id": id}),
    );
    let disposal = format!("{kept}/disposal");
    let early = convert.clone();
    scene
        .denied((&handler(), &disposal), early, "no-measure-to-convert")
        .await;
    scene
        .gets(&head(), &format!("{measure}/approval"), agreed(true))
        .await;
    scene.stage.clock.set_local(day, time(10, 0, 0, 0));
    scene
        .gets(&handler(), &format!("{measure}/execution"), executed(day))
        .await;
    scene.gets(&handler(), &disposal, convert).await;
    assert_eq!(
        scene.stands(1, &kept).await,
        ("ended".to_owned(), 2),
        "the seizure holds them"
    );
    let disposed = scene
        .stage
        .recorded::<PreservationDisposed>()
        .await
        .unwrap();
    assert_eq!(
        (disposed[0].treatment.as_str(), &disposed[0].measure_id),
        ("converted", &id)
    );
    let due = scene.last_day(&measure, "ENF-SEIZE-30").await;
    assert_eq!(due.as_deref(), Some("2026-04-04"), "thirty days of its own");
    scene.stage.clock.set_date(date(2026, 3, 20));
    scene.stage.clocks_at_rest().await.unwrap();
    let lapsed = scene.stage.recorded::<PreservationLapsed>().await.unwrap();
    assert!(lapsed.is_empty(), "it was dealt with in time");
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
