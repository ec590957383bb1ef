//! What the clock and the broker do.

use contracts::dispatch::v1::{TaskEscalated, TaskOpened};
use contracts::intake::v1::{CaseFiled, ClueRegistered};
use jiff::civil::date;
use kernel::MatterId;
use serde_json::json;
use uuid::Uuid;

use crate::given::{TONGGUAN, act, assign, dispatcher, officer, open, roster, task};

#[tokio::test]
async fn a_task_that_nobody_accepts_in_time_goes_up_a_level_until_there_is_none() {
    let stage = open().await;
    let id = task(&stage).await;
    stage.clock.set_date(date(2026, 2, 12));
    stage.clocks_at_rest().await.unwrap();
    assert!(
        stage.recorded::<TaskEscalated>().await.unwrap().is_empty(),
        "not early"
    );
    stage.clock.set_date(date(2026, 2, 13));
    let escalated = stage.wait_recorded::<TaskEscalated>(1).await.unwrap();
    assert_eq!(
        (escalated[0].level, escalated[0].reason_code.as_str()),
        (2, "not-accepted")
    );
    let basis = escalated[0].basis.as_ref().unwrap();
    assert_eq!(
        basis.dues_set[0].raw, "2026-02-24",
        "14 February is a workday, the rest is not"
    );
    stage.clock.advance_days(30);
    let escalated = stage.wait_recorded::<TaskEscalated>(2).await.unwrap();
    assert_eq!(escalated[1].level, 3);
    stage.clock.advance_days(30);
    stage.clocks_at_rest().await.unwrap();
    assert_eq!(stage.recorded::<TaskEscalated>().await.unwrap().len(), 2);
    let path = format!("/api/dispatch/v1/tasks/{id}");
    let shown = stage
        .get(&path)
        .by(&stage, &dispatcher(&stage))
        .send()
        .await
        .unwrap();
    assert_eq!(
        (shown.body["level"].as_u64(), shown.text("status")),
        (Some(3), "waiting")
    );
}

#[tokio::test]
async fn acceptance_stops_the_clock_and_handing_back_starts_it_again() {
    let stage = open().await;
    roster(&stage, 2).await;
    let id = task(&stage).await;
    assign(&stage, &id, &[1, 2]).await;
    act(&stage, &id, &officer(&stage, 1), "acceptance", json!({})).await;
    stage.clock.set_date(date(2026, 3, 10));
    stage.clocks_at_rest().await.unwrap();
    assert!(stage.recorded::<TaskEscalated>().await.unwrap().is_empty());
    act(
        &stage,
        &id,
        &officer(&stage, 1),
        "hand-back",
        json!({"reason": "overload"}),
    )
    .await;
    stage.clock.set_date(date(2026, 3, 13));
    stage.wait_recorded::<TaskEscalated>(1).await.unwrap();
}

#[tokio::test]
async fn a_case_has_one_task_and_other_events_have_none() {
    let stage = open().await;
    let registered = ClueRegistered::default();
    let other = MatterId::from(Uuid::from_u128(81));
    stage
        .publish((Uuid::from_u128(61), 1), other, TONGGUAN, &registered)
        .await
        .unwrap();
    task(&stage).await;
    let filed = CaseFiled {
        case_id: crate::given::CASE.to_string(),
        ..CaseFiled::default()
    };
    let matter = MatterId::from(crate::given::MATTER);
    stage
        .publish((Uuid::from_u128(62), 1), matter, TONGGUAN, &filed)
        .await
        .unwrap();
    let next = CaseFiled {
        case_id: Uuid::from_u128(63).to_string(),
        ..CaseFiled::default()
    };
    stage
        .publish((Uuid::from_u128(63), 1), other, TONGGUAN, &next)
        .await
        .unwrap();
    let opened = stage.wait_recorded::<TaskOpened>(2).await.unwrap();
    assert_eq!(
        opened.len(),
        2,
        "the next case is read after the repeated one"
    );
    assert!(stage.parked().await.unwrap().is_empty());
}
