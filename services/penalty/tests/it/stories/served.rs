//! The story of a party that nobody finds.

use contracts::penalty::v1::{
    AnnouncementEnded, DecisionServed, DutyOverdue, PaymentOverdue, ServiceAnnounced,
    ServiceAttempted,
};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::scene::*;

fn attempt(method: &str, outcome: &str, day: &str) -> Value {
    json!({
        "paper": "decision", "method": method, "tried_on": day, "outcome": outcome,
        "account": "住所无人，邻居称已搬离，有照片",
    })
}

fn announcement(day: &str) -> Value {
    json!({
        "paper": "decision", "published_on": day, "places": "本局公告栏及当事人住所地",
        "reason": "直接送达、邮寄送达均未果",
    })
}

#[tokio::test]
async fn a_party_nobody_finds_is_served_by_announcement_after_all_else_failed() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    scene
        .refused(
            (&handler(), 1, "announcements"),
            announcement("2026-03-02"),
            ("other-methods-not-exhausted", "第八十二条第五项"),
        )
        .await;
    let failed = [("direct", "absent"), ("post", "returned")];
    for (method, outcome) in failed {
        let body = attempt(method, outcome, "2026-03-02");
        scene.does(&handler(), 1, "service-attempts", body).await;
    }
    scene
        .does(&handler(), 1, "announcements", announcement("2026-03-02"))
        .await;
    scene.on(date(2026, 4, 1)).await;
    let ended = scene.stage.recorded::<AnnouncementEnded>().await.unwrap();
    assert!(ended.is_empty(), "the last of thirty days");
    scene.on(date(2026, 4, 2)).await;
    let served = scene.stage.recorded::<DecisionServed>().await.unwrap();
    assert_eq!(served.len(), 1);
    assert_eq!(served[0].method, "announcement");
    assert_eq!(served[0].served_on, "2026-04-01");
    let basis = served[0].basis.as_ref().unwrap();
    assert_eq!(basis.actor_post, "system");
    let shown = scene.shows(&handler(), 1, "").await;
    assert_eq!(shown.body["status"], "served");
    assert_eq!(shown.body["dues"][0]["rule"], "PEN-PAY-15");
    assert_eq!(shown.body["dues"][0]["effective"], "2026-04-16");
    let tried = scene.stage.recorded::<ServiceAttempted>().await.unwrap();
    assert_eq!(tried.len(), 2);
    let told = scene.stage.recorded::<ServiceAnnounced>().await.unwrap();
    assert_eq!(told[0].ends_on, "2026-04-01");
    let late = scene.stage.recorded::<DutyOverdue>().await.unwrap();
    assert_eq!(late[0].rule_id, "PEN-DELIVER-7", "late, and flagged");
    scene.on(date(2026, 4, 16)).await;
    assert_eq!(scene.count::<PaymentOverdue>().await, 0);
    scene.pays_and_closes(1, 500).await;
}
