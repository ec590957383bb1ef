//! Stories of decisions that did not stand.

use contracts::penalty::v1::{DecisionRevoked, PaymentOverdue, RemedyProgressed};
use jiff::civil::date;
use serde_json::json;

use crate::desk::*;
use crate::scene::*;

#[tokio::test]
async fn a_decision_revoked_on_reconsideration_is_revoked_in_its_case_and_told_to_all() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 500).await;
    scene
        .does(&collector(), 1, "payments", payment(500, "2026-03-02"))
        .await;
    scene
        .reconsidered(&remedy_of(case_id(1)), FILED, false)
        .await;
    let shown = scene.shows(&head(), 1, "").await;
    assert_eq!(shown.text("status"), "revoked");
    let revoked = scene.stage.recorded::<DecisionRevoked>().await.unwrap();
    assert_eq!(revoked[0].reason_code, "procedure-violated");
    assert_eq!(revoked[0].basis.as_ref().unwrap().actor_post, "system");
    let went = scene.stage.recorded::<RemedyProgressed>().await.unwrap();
    let last = went.last().unwrap();
    assert_eq!(
        (last.outcome.as_str(), last.status.as_str()),
        ("revoked", "settled")
    );
    let shown = scene
        .looks(&format!("/api/penalty/v1/decisions/{}/remedy", case_id(1)))
        .await;
    assert_eq!(shown.body["record"]["state"], "settled");
    let back = json!({"amount_fen": 50_000, "refunded_on": "2026-03-02", "voucher": "TK-0001"});
    scene.does(&collector(), 1, "refunds", back).await;
    let shown = scene.shows(&collector(), 1, "").await;
    assert_eq!(shown.body["refundable_fen"], 0, "what was paid went back");
    scene.on(date(2026, 12, 1)).await;
    assert_eq!(scene.count::<PaymentOverdue>().await, 0, "nothing is owed");
}
