//! Clocks that run out, and clocks that stopped in time.

use contracts::penalty::v1::{DutyOverdue, FinePaid, PaymentOverdue};
use jiff::civil::date;
use serde_json::json;

use crate::scene::*;

#[tokio::test]
async fn a_decision_not_made_in_ninety_days_is_shown_as_missed_once() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.stage.clock.set_date(date(2026, 5, 31));
    scene.stage.clocks_at_rest().await.unwrap();
    assert!(
        scene
            .stage
            .recorded::<DutyOverdue>()
            .await
            .unwrap()
            .is_empty(),
        "not early"
    );
    scene.stage.clock.set_date(date(2026, 6, 1));
    let overdue = scene.stage.wait_recorded::<DutyOverdue>(1).await.unwrap();
    assert_eq!(overdue[0].rule_id, "PEN-DECIDE-90");
    assert_eq!(overdue[0].basis.as_ref().unwrap().actor_post, "system");
    let shown = scene.shows(&head(), 1, "").await;
    assert_eq!(shown.body["overdue"], json!(["PEN-DECIDE-90"]));
    scene.stage.clock.advance_days(30);
    scene.stage.clocks_at_rest().await.unwrap();
    assert_eq!(
        scene.stage.recorded::<DutyOverdue>().await.unwrap().len(),
        1
    );
}

#[tokio::test]
async fn a_decision_not_served_and_a_case_not_closed_in_time_are_missed_duties() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    scene.stage.clock.set_date(date(2026, 3, 12));
    let overdue = scene.stage.wait_recorded::<DutyOverdue>(1).await.unwrap();
    assert_eq!(overdue[0].rule_id, "PEN-DELIVER-7");
    let service = json!({"service": handed_over("2026-03-12")});
    scene.does(&handler(), 1, "service", service).await;
    scene
        .does(&collector(), 1, "payments", payment(500, "2026-03-12"))
        .await;
    scene.stage.clock.set_date(date(2026, 4, 3));
    let overdue = scene.stage.wait_recorded::<DutyOverdue>(2).await.unwrap();
    assert_eq!(overdue[1].rule_id, "PEN-CLOSE-15");
}

#[tokio::test]
async fn an_unpaid_fine_grows_by_its_surcharge() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 1_000).await;
    scene.stage.clock.set_date(date(2026, 3, 18));
    let overdue = scene
        .stage
        .wait_recorded::<PaymentOverdue>(1)
        .await
        .unwrap();
    assert_eq!(overdue[0].rule_id, "PEN-PAY-15");
    scene.stage.clock.set_date(date(2026, 3, 27));
    let shown = scene.shows(&collector(), 1, "").await;
    let owed = json!({"fine": 100_000, "income": 0, "surcharge": 30_000});
    assert_eq!(shown.body["owed"], owed, "ten days at three per cent");
    scene
        .does(&collector(), 1, "payments", payment(1_300, "2026-03-27"))
        .await;
    let paid = scene.stage.recorded::<FinePaid>().await.unwrap();
    assert_eq!(
        (paid[0].amount_fen, paid[0].surcharge_fen, paid[0].in_full),
        (100_000, 30_000, true)
    );
}

#[tokio::test]
async fn steps_taken_in_time_stop_their_clocks() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 500).await;
    scene
        .does(&collector(), 1, "payments", payment(500, "2026-03-02"))
        .await;
    scene.does(&head(), 1, "closure", json!({})).await;
    scene.stage.clock.set_date(date(2026, 12, 1));
    scene.stage.clocks_at_rest().await.unwrap();
    assert!(
        scene
            .stage
            .recorded::<DutyOverdue>()
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        scene
            .stage
            .recorded::<PaymentOverdue>()
            .await
            .unwrap()
            .is_empty()
    );
}
