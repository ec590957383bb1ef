//! Stories around the investigation and the hearing, through the API.

use contracts::penalty::v1::{
    CaseClosed, CaseEnded, DecisionMade, InvestigationResumed, InvestigationSuspended,
    RecusalAnswered,
};
use jiff::civil::date;
use kernel::Post;
use serde_json::json;
use uuid::Uuid;

use crate::scene::*;

#[tokio::test]
async fn the_hearing_threshold_is_met_by_confiscation_alone() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let mut confiscating = report(500);
    confiscating["penalties"] = json!([
        {"kind": "confiscate-income", "amount_fen": 10_000_000},
    ]);
    scene
        .does(&handler(), 1, "investigation-report", confiscating)
        .await;
    let silent = json!({"service": handed_over("2026-03-02"), "hearing_right": false});
    let untold = ("hearing-right-not-told", "听证办法第五条");
    scene
        .refused((&handler(), 1, "notice"), silent, untold)
        .await;
    scene.does(&handler(), 1, "notice", notice(FILED)).await;
    scene.prepares_hearing(1, "2026-03-12").await;
    scene.stage.clock.set_date(date(2026, 3, 12));
    scene.hears(1).await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    let mut body = decision(500);
    body["penalties"] = json!([
        {"kind": "confiscate-income", "amount_fen": 6_000_000},
    ]);
    let alone = ("collective-discussion-missing", "第五十七条");
    scene
        .refused((&head(), 1, "decision"), body.clone(), alone)
        .await;
    body["discussion"] = discussion("2026-03-12");
    scene.does(&head(), 1, "decision", body).await;
    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    assert_eq!((made[0].fine_fen, made[0].confiscated_fen), (0, 6_000_000));
}

#[tokio::test]
async fn after_a_hearing_the_fine_may_be_lower_but_not_higher() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.announced(1, 150_000).await;
    scene.prepares_hearing(1, "2026-03-12").await;
    scene.stage.clock.set_date(date(2026, 3, 12));
    scene.does(&host(), 1, "hearing", hearing()).await;
    let unreported = ("hearing-not-reported", "第六十五条");
    scene
        .refused((&reviewer(), 1, "legal-review"), agrees(), unreported)
        .await;
    let report = json!({"opinion": "建议从轻处罚"});
    scene.does(&host(), 1, "hearing-report", report).await;
    let hosted = ("segregation-of-duties", "第六十四条");
    scene
        .refused((&host(), 1, "legal-review"), agrees(), hosted)
        .await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    let with = |yuan: i64| {
        let mut body = decision(yuan);
        body["discussion"] = discussion("2026-03-12");
        body
    };
    let heavier = ("heavier-than-heard", "第四十五条");
    scene
        .refused((&head(), 1, "decision"), with(150_001), heavier)
        .await;
    scene.does(&head(), 1, "decision", with(90_000)).await;
}

#[tokio::test]
async fn a_case_is_suspended_resumed_and_goes_on() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let suspended = json!({"ground": "other-case-pending", "reason": "等待法院裁判"});
    let reply = scene.does(&head(), 1, "suspension", suspended).await;
    assert_eq!(reply.text("status"), "suspended");
    let out_of_turn = ("wrong-state", "第五章");
    scene
        .refused(
            (&handler(), 1, "investigation-report"),
            report(500),
            out_of_turn,
        )
        .await;
    let shown = scene.shows(&handler(), 1, "").await;
    assert_eq!(shown.body["suspension"]["ground"], "other-case-pending");
    let resumed = json!({"reason": "裁判已生效"});
    scene.does(&head(), 1, "resumption", resumed).await;
    scene.ready(1, 500).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    let suspended = scene
        .stage
        .recorded::<InvestigationSuspended>()
        .await
        .unwrap();
    assert_eq!(suspended[0].ground, "other-case-pending");
    assert_eq!(
        scene
            .stage
            .recorded::<InvestigationResumed>()
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_case_is_transferred_to_the_competent_organ_and_closed() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let transfer = json!({
        "kind": "transferred-to-organ", "organ": "市生态环境局", "reason": "属于生态环境管辖",
    });
    let unreviewed = ("review-not-passed", "程序规定");
    scene
        .refused((&head(), 1, "ending"), transfer.clone(), unreviewed)
        .await;
    let mut nothing = report(1);
    nothing["penalties"] = json!([]);
    scene
        .does(&handler(), 1, "investigation-report", nothing)
        .await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    let reply = scene.does(&head(), 1, "ending", transfer).await;
    assert_eq!(reply.text("status"), "ended");
    let closed = scene.does(&head(), 1, "closure", json!({})).await;
    assert_eq!(closed.text("status"), "ended-closed");
    let ended = scene.stage.recorded::<CaseEnded>().await.unwrap();
    assert_eq!(ended[0].kind, "transferred-to-organ");
    let closed = scene.stage.recorded::<CaseClosed>().await.unwrap();
    assert_eq!(closed[0].outcome, "transferred");
    let listed = scene.stage.get("/api/penalty/v1/cases?status=ended-closed");
    let listed = listed.by(&scene.stage, &head()).send().await.unwrap();
    assert_eq!(listed.body["cases"].as_array().unwrap().len(), 1);
}

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
