//! Stories of the ordinary procedure.

use contracts::penalty::v1::{
    CaseEnded, DecisionMade, FinePaid, InvestigationResumed, InvestigationSuspended, NoticeServed,
};
use jiff::civil::date;
use serde_json::json;

use crate::scene::*;

#[tokio::test]
async fn a_case_runs_from_filing_to_closing() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let shown = scene.shows(&handler(), 1, "").await;
    assert_eq!(shown.text("status"), "investigating");
    assert_eq!(shown.body["dues"][0]["rule"], "PEN-DECIDE-90");
    assert_eq!(shown.body["dues"][0]["raw"], "2026-05-31");

    scene.announced(1, 50_000).await;
    let told = scene.stage.recorded::<NoticeServed>().await.unwrap();
    let set: Vec<&str> = told[0]
        .basis
        .as_ref()
        .unwrap()
        .dues_set
        .iter()
        .map(|due| due.rule_id.as_str())
        .collect();
    assert_eq!(set, ["PEN-STATEMENT-5", "HRG-REQUEST"]);
    scene.does(&handler(), 1, "statement", waiver()).await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;

    let decided = scene.does(&head(), 1, "decision", decision(50_000)).await;
    assert_eq!(decided.text("document_number"), "铜市监处罚〔2026〕1号");
    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    let [made] = made.as_slice() else {
        panic!("{made:?}")
    };
    assert_eq!(
        (made.penalties.as_slice(), made.fine_fen),
        (["fine".to_owned()].as_slice(), 5_000_000)
    );
    assert_eq!(
        (made.party_name.as_str(), made.decided_on.as_str()),
        ("铜官区鲜味食品店", "2026-03-02")
    );
    assert_eq!(made.party_uscc, "91350100M000100Y43");
    assert_eq!(
        (made.agency.as_str(), made.domain.as_str()),
        ("tongguan-market", "market-supervision")
    );
    let basis = made.basis.as_ref().unwrap();
    assert_eq!(basis.dues_met, ["PEN-DECIDE-90"]);
    assert_eq!(basis.actor_post, "decider");
    assert!(
        basis
            .articles
            .iter()
            .any(|article| article.contains("食品安全法第一百二十四条"))
    );

    let served = json!({"service": handed_over("2026-03-02")});
    let served = scene.does(&handler(), 1, "service", served).await;
    assert_eq!(served.body["dues"][0]["rule"], "PEN-PAY-15");
    assert_eq!(served.body["dues"][0]["effective"], "2026-03-17");
    scene.stage.clock.set_date(date(2026, 3, 10));
    scene
        .does(&collector(), 1, "payments", payment(20_000, "2026-03-09"))
        .await;
    let paid = scene
        .does(&collector(), 1, "payments", payment(30_000, "2026-03-10"))
        .await;
    assert_eq!(paid.text("status"), "performed");
    let payments = scene.stage.recorded::<FinePaid>().await.unwrap();
    assert_eq!(
        payments.iter().map(|paid| paid.in_full).collect::<Vec<_>>(),
        [false, true]
    );

    scene.closes(1, "performed").await;
    assert!(scene.stage.parked().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_case_without_penalty_is_decided_served_and_closed() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let mut nothing = report(1);
    nothing["penalties"] = json!([]);
    nothing["assessment"] = json!({"minor": true, "corrected": true, "harm": "none"});
    scene
        .does(&handler(), 1, "investigation-report", nothing)
        .await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    let body = json!({
        "agency_code": "铜市监不罚", "outcome": "not-penalised", "ground": "minor-and-corrected",
        "reasons": "轻微并及时改正，没有造成危害后果",
    });
    scene.does(&head(), 1, "decision", body).await;
    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    assert!(made[0].penalties.is_empty());
    assert_eq!(made[0].document_number, "铜市监不罚〔2026〕1号");
    let served = json!({"service": handed_over("2026-03-02")});
    scene.does(&handler(), 1, "service", served).await;
    scene.closes(1, "not-penalised").await;
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
    scene.served(1, 500).await;
    scene.pays_and_closes(1, 500).await;
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
    scene.closes(1, "transferred").await;
    let ended = scene.stage.recorded::<CaseEnded>().await.unwrap();
    assert_eq!(ended[0].kind, "transferred-to-organ");
    let listed = scene.stage.get("/api/penalty/v1/cases?status=ended-closed");
    let listed = listed.by(&scene.stage, &head()).send().await.unwrap();
    assert_eq!(listed.body["cases"].as_array().unwrap().len(), 1);
}
