//! Publications come down again.

use crate::given::*;
use contracts::disclosure::v1::{
    PublicationOverdue, PublicationRefused, PublicationWithdrawn, WithdrawalDue,
};
use jiff::civil::date;
use serde_json::json;

#[tokio::test]
async fn a_revoked_decision_comes_down_with_its_reason_and_its_party_is_not_named_any_more() {
    let stage = open().await;
    let id = published(&stage, 12).await;
    revoke(&stage, 12, 3).await;
    let due = stage.wait_recorded::<WithdrawalDue>(1).await.unwrap();
    let clock = &due[0].basis.as_ref().unwrap().dues_set[0];
    assert_eq!(
        (clock.rule_id.as_str(), clock.raw.as_str()),
        ("DIS-WITHDRAW-3", "2026-03-12")
    );
    assert_eq!(due[0].reason_code, "procedure-violated");
    let pending = shown(&stage, &id).await;
    assert_eq!(
        (pending.text("status"), &pending.body["withdrawal_pending"]),
        ("published", &json!(true))
    );

    let reply = done(&stage, &masker(&stage), &id, "withdrawal", reason()).await;
    assert_eq!(reply.text("status"), "withdrawn");
    let events = stage.recorded::<PublicationWithdrawn>().await.unwrap();
    assert_eq!(
        events[0].basis.as_ref().unwrap().dues_met,
        ["DIS-WITHDRAW-3"]
    );
    let entry = shown(&stage, &id).await;
    assert_eq!((entry.status, entry.text("status")), (200, "withdrawn"));
    assert_eq!(
        entry.body["withdrawn"]["reason"],
        json!("该处罚决定已被依法撤销")
    );
    for gone in ["text", "party", "party_uscc", "violation", "penalty"] {
        assert_eq!(entry.body[gone], json!(null), "{gone}");
    }
    let by_code = format!("/api/disclosure/v1/public/decisions?q={USCC}");
    assert_eq!(
        stage.get(&by_code).send().await.unwrap().body["decisions"],
        json!([])
    );
    let all = stage
        .get("/api/disclosure/v1/public/decisions")
        .send()
        .await
        .unwrap();
    assert_eq!(all.body["decisions"][0]["status"], json!("withdrawn"));
    stage.clock.advance_days(30);
    stage.clocks_at_rest().await.unwrap();
    assert!(
        stage
            .recorded::<PublicationOverdue>()
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_withdrawal_that_is_late_is_told_once() {
    let stage = open().await;
    let id = published(&stage, 12).await;
    revoke(&stage, 12, 3).await;
    until(&stage, &id, "withdrawing").await;
    stage.clock.set_date(date(2026, 3, 12));
    stage.clocks_at_rest().await.unwrap();
    assert!(
        stage
            .recorded::<PublicationOverdue>()
            .await
            .unwrap()
            .is_empty(),
        "not early"
    );
    stage.clock.set_date(date(2026, 3, 13));
    let overdue = stage.wait_recorded::<PublicationOverdue>(1).await.unwrap();
    assert_eq!(overdue[0].rule_id, "DIS-WITHDRAW-3");
    assert_eq!(
        until(&stage, &id, "withdrawing").await.body["overdue"],
        json!(true)
    );
    done(&stage, &masker(&stage), &id, "withdrawal", reason()).await;
}

#[tokio::test]
async fn a_decision_revoked_before_publication_is_not_published() {
    let stage = open().await;
    let id = queued(&stage, 12).await;
    done(&stage, &masker(&stage), &id, "masking", text()).await;
    revoke(&stage, 12, 2).await;
    let events = stage.wait_recorded::<PublicationRefused>(1).await.unwrap();
    assert_eq!(events[0].ground, "decision-revoked");
    assert_eq!(shown(&stage, &id).await.status, 404);
}

#[tokio::test]
async fn an_ordered_withdrawal_starts_and_ends_its_clock_at_once() {
    let stage = open().await;
    let id = published(&stage, 12).await;
    let mut ordered = reason();
    ordered["ordered_on"] = json!("2026-03-10");
    let reply = step(&stage, &masker(&stage), &id, "withdrawal", ordered.clone()).await;
    assert_eq!((reply.status, reply.problem()), (409, "ordered-in-future"));
    let mut leaking = reason();
    leaking["reason"] = json!("联系13812345678");
    let reply = step(&stage, &masker(&stage), &id, "withdrawal", leaking).await;
    assert_eq!(reply.problem(), "personal-data-left");
    ordered["ordered_on"] = json!("2026-03-06");
    done(&stage, &masker(&stage), &id, "withdrawal", ordered).await;
    let due = stage.recorded::<WithdrawalDue>().await.unwrap();
    assert_eq!(
        due[0].basis.as_ref().unwrap().dues_set[0].trigger,
        "2026-03-06"
    );
    assert_eq!(
        stage
            .recorded::<PublicationWithdrawn>()
            .await
            .unwrap()
            .len(),
        1
    );
    stage.clock.advance_days(30);
    stage.clocks_at_rest().await.unwrap();
    assert!(
        stage
            .recorded::<PublicationOverdue>()
            .await
            .unwrap()
            .is_empty()
    );
    let again = step(&stage, &masker(&stage), &id, "withdrawal", reason()).await;
    assert_eq!(again.problem(), "wrong-state");
}
