//! After the decision: late service, the surcharge, refunds and the archive.

use contracts::penalty::v1::{
    CaseArchived, FineRefunded, SurchargePaused, SurchargeResumed, SurchargeWaived,
};
use jiff::civil::{Date, date};
use kernel::{Actor, Post};
use serde_json::{Value, json};

use crate::scene::*;

async fn on(scene: &Scene, day: Date) {
    scene.stage.clock.set_date(day);
    scene.stage.clocks_at_rest().await.unwrap();
}

#[tokio::test]
async fn a_decision_served_late_is_flagged_and_not_refused() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    on(&scene, date(2026, 3, 12)).await;
    let service = json!({"service": handed_over("2026-03-12")});
    scene.does(&handler(), 1, "service", service).await;
    let shown = scene.shows(&handler(), 1, "").await;
    assert_eq!(shown.body["overdue"], json!(["PEN-DELIVER-7"]));
    assert_eq!(shown.body["status"], "served");
}

#[tokio::test]
async fn the_surcharge_stands_still_while_the_decision_is_reviewed() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 1_000).await;
    on(&scene, date(2026, 4, 17)).await;
    let from = json!({"from": "2026-03-23", "ground": "reconsideration"});
    scene
        .does(&head(), 1, "surcharge-pause", from.clone())
        .await;
    scene
        .refused(
            (&head(), 1, "surcharge-pause"),
            from,
            ("surcharge-stands-still", "第七十三条第三款"),
        )
        .await;
    let to = json!({"to": "2026-04-14", "ground": "reconsideration"});
    scene.does(&head(), 1, "surcharge-resumption", to).await;
    let shown = scene.shows(&collector(), 1, "").await;
    assert_eq!(
        shown.body["owed"]["surcharge"], 24_000,
        "five days and three"
    );
    let paused = scene.stage.recorded::<SurchargePaused>().await.unwrap();
    assert_eq!(paused[0].from, "2026-03-23");
    let resumed = scene.stage.recorded::<SurchargeResumed>().await.unwrap();
    assert_eq!(resumed[0].to, "2026-04-14");
    let waiver = json!({
        "amount_fen": 24_000, "agreement": "执行协议", "remedy": "已召回全部食品",
    });
    scene.does(&head(), 1, "surcharge-waivers", waiver).await;
    let told = scene.stage.recorded::<SurchargeWaived>().await.unwrap();
    assert_eq!(told[0].amount_fen, 24_000);
    scene
        .does(&collector(), 1, "payments", payment(1_000, "2026-04-17"))
        .await;
    let shown = scene.shows(&collector(), 1, "").await;
    assert_eq!(shown.body["status"], "performed");
}

#[tokio::test]
async fn what_a_revoked_decision_took_goes_back_to_the_party() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 500).await;
    let mut more = payment(600, "2026-03-02");
    more["overpaid"] = json!(true);
    scene.does(&collector(), 1, "payments", more).await;
    let shown = scene.shows(&collector(), 1, "").await;
    assert_eq!(shown.body["refundable_fen"], 10_000);
    let revocation = json!({
        "kind": "revoked", "ground": "procedure-violated", "instrument": "铜政复决〔2026〕3号",
        "revoked_on": "2026-03-02",
    });
    scene.does(&head(), 1, "revocation", revocation).await;
    let back =
        |fen: i64| json!({"amount_fen": fen, "refunded_on": "2026-03-02", "voucher": "TK-0001"});
    scene
        .refused(
            (&collector(), 1, "refunds"),
            back(60_001),
            ("refund-not-founded", "第四十一条"),
        )
        .await;
    scene.does(&collector(), 1, "refunds", back(60_000)).await;
    let refunded = scene.stage.recorded::<FineRefunded>().await.unwrap();
    assert_eq!(refunded[0].amount_fen, 60_000);
    let shown = scene.shows(&collector(), 1, "").await;
    assert_eq!(shown.body["refundable_fen"], 0);
}

fn papers(slots: &[&str]) -> Value {
    let papers: Vec<Value> = slots
        .iter()
        .map(|slot| {
            json!({
                "slot": slot, "title": "材料", "reference": "铜市监〔2026〕1号",
                "dated": FILED.to_string(), "pages": 2,
            })
        })
        .collect();
    json!({ "papers": papers })
}

const FILE: [&str; 6] = [
    "closing-approval",
    "review-opinion",
    "investigation-report",
    "evidence",
    "decision",
    "filing-approval",
];

#[tokio::test]
async fn a_closed_case_is_archived_in_two_volumes_and_the_second_is_for_those_who_handle_it() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 500).await;
    let refused = scene.tries(&handler(), 1, "archive", papers(&FILE)).await;
    assert_eq!(refused.problem(), "case-not-closed", "{}", refused.body);
    scene
        .does(&collector(), 1, "payments", payment(500, "2026-03-02"))
        .await;
    scene.does(&head(), 1, "closure", json!({})).await;
    let refused = scene
        .tries(&handler(), 1, "archive", papers(&FILE[1..]))
        .await;
    assert_eq!(refused.problem(), "file-incomplete", "{}", refused.body);
    let filed = scene.does(&handler(), 1, "archive", papers(&FILE)).await;
    assert_eq!(
        filed.body["number"], "20260001",
        "a refusal gives its number back"
    );
    assert_eq!(filed.body["kept_until"], Value::Null, "for good");
    let volume = |body: &Value, volume: &str| -> Vec<String> {
        let entries = body[volume].as_array().unwrap();
        let slots = entries.iter().map(|entry| entry["slot"].as_str().unwrap());
        slots.map(str::to_owned).collect()
    };
    assert_eq!(
        volume(&filed.body, "main"),
        ["filing-approval", "decision", "evidence"]
    );
    assert_eq!(
        volume(&filed.body, "secondary"),
        ["investigation-report", "review-opinion", "closing-approval"]
    );
    let auditor: Actor = someone(91, &[Post::Auditor], TONGGUAN);
    let shown = scene.shows(&auditor, 1, "/archive").await;
    assert_eq!(volume(&shown.body, "main").len(), 3);
    assert!(volume(&shown.body, "secondary").is_empty());
    let later = papers(&["other-main"]);
    let again = scene.does(&handler(), 1, "archive", later).await;
    assert_eq!(again.body["number"], "20260001");
    assert_eq!(volume(&again.body, "main").len(), 4);
    let archived = scene.stage.recorded::<CaseArchived>().await.unwrap();
    assert_eq!((archived[0].entries, archived[1].entries), (6, 1));
    let stranger = someone(92, &[Post::Auditor], "340722");
    let hidden = scene.shows(&stranger, 1, "/archive").await;
    assert_eq!(hidden.status, 404);
}
