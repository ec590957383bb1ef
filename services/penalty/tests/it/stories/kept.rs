//! Stories of evidence that is kept, and of what is done in the party's place.

use contracts::penalty::v1::{
    PreservationDisposed, PreservationLapsed, PropertyPreserved, SubstituteDecided,
    SubstitutePerformed, SubstituteReminderMissed,
};
use jiff::civil::{date, time};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::beside::*;
use crate::preservations::dealt;
use crate::scene::*;
use crate::substitutes::begun;

const KEEP: &str = "PEN-EVD-PRESERVE";

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
    scene.served(1, 500).await;
    scene.pays_and_closes(1, 500).await;
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
    scene.served(1, 500).await;
    scene.frees(&measure, "decided", &[1, 2]).await;
    scene.pays_and_closes(1, 500).await;
}

fn performed(at: &str) -> Value {
    json!({
        "at": at, "supervisors": [Uuid::from_u128(LEAD)], "record": "代履行文书1号",
        "signed": true, "cuts_supply": false, "cost_fen": 180_000,
    })
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
    scene.served(1, 500).await;
    scene.pays_and_closes(1, 500).await;
}
