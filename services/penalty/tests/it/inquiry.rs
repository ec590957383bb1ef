//! Steps around the investigation, through the API.

use contracts::penalty::v1::RecusalAnswered;
use jiff::civil::date;
use kernel::Post;
use serde_json::json;
use uuid::Uuid;

use crate::scene::*;

#[tokio::test]
async fn a_transfer_to_the_police_is_refused_without_its_referral() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.announced(1, 500).await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    let police = json!({
        "kind": "transferred-to-police", "organ": "市公安局", "reason": "涉嫌犯罪",
    });
    let unapproved = ("referral-not-approved", "移送涉嫌犯罪案件的规定");
    scene
        .refused((&head(), 1, "ending"), police, unapproved)
        .await;
    for misfit in [
        json!({"kind": "withdrawn", "organ": "市公安局", "reason": "x"}),
        json!({"kind": "terminated", "reason": "x"}),
        json!({"kind": "transferred-to-organ", "reason": "x"}),
    ] {
        assert_eq!(scene.tries(&head(), 1, "ending", misfit).await.status, 422);
    }
}

#[tokio::test]
async fn a_recusal_is_decided_before_the_decision_and_binds_afterwards() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let asked = json!({
        "person": Uuid::from_u128(21), "role": "deputy-head", "by_party": true,
        "reason": "与当事人有利害关系",
    });
    scene.does(&handler(), 1, "recusals", asked).await;
    scene.ready(1, 500).await;
    let undecided = ("recusal-undecided", "第四十三条");
    let other = someone(22, &[Post::Decider], TONGGUAN);
    scene
        .refused((&other, 1, "decision"), decision(500), undecided)
        .await;
    let answer = |decided_as: &str| {
        json!({
            "person": Uuid::from_u128(21), "granted": true, "reason": "理由成立",
            "decided_as": decided_as,
        })
    };
    let wrong = ("recusal-decider", "第四条");
    scene
        .refused((&other, 1, "recusal-answers"), answer("head"), wrong)
        .await;
    scene
        .does(&other, 1, "recusal-answers", answer("principal-head"))
        .await;
    let withdrew = ("person-withdrew", "第四十三条");
    scene
        .refused((&head(), 1, "decision"), decision(500), withdrew)
        .await;
    scene.does(&other, 1, "decision", decision(500)).await;
    let answered = scene.stage.recorded::<RecusalAnswered>().await.unwrap();
    assert!(answered[0].granted);
}

#[tokio::test]
async fn corrections_and_excluded_time_are_shown_with_the_case() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let order = json!({
        "content": "立即停止销售", "until": "2026-03-09", "service": handed_over("2026-03-02"),
    });
    scene.does(&handler(), 1, "corrections", order).await;
    scene.stage.clock.set_date(date(2026, 3, 20));
    let tested = json!({
        "kind": "testing", "from": "2026-03-05", "to": "2026-03-14", "document": "检鉴期〔2026〕1号",
    });
    let reply = scene.does(&handler(), 1, "excluded-times", tested).await;
    assert_eq!(reply.body["dues"][0]["raw"], "2026-06-10");
    let shown = scene.shows(&handler(), 1, "").await;
    let proceedings = &shown.body["proceedings"];
    assert_eq!(proceedings["corrections"][0]["content"], "立即停止销售");
    assert_eq!(proceedings["time"]["pauses"].as_array().unwrap().len(), 1);
    let mut suspension = json!({
        "kind": "suspension", "from": "2026-03-05", "to": "2026-03-06", "document": "审批表",
    });
    let counts = ("time-counts", "第六十条");
    scene
        .refused(
            (&handler(), 1, "excluded-times"),
            suspension.clone(),
            counts,
        )
        .await;
    suspension["kind"] = json!("holiday");
    assert_eq!(
        scene
            .tries(&handler(), 1, "excluded-times", suspension)
            .await
            .status,
        422
    );
}
