//! Stories of what is seized or frozen.

use contracts::penalty::v1::{
    DecisionMade, MeasureDutyOverdue, MeasureExpired, MeasureExtended, MeasureLifted,
    MeasurePaused, PropertyReturned,
};
use jiff::civil::date;
use serde_json::json;

use crate::beside::*;
use crate::norms::{item, loads};
use crate::scene::*;

const SEIZE: &str = "ENF-SEIZE-30";

#[tokio::test]
async fn a_seizure_that_nobody_lifts_by_day_thirty_is_without_force_and_says_so() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let path = scene.carried_out((1, FILED), "measures", seizure()).await;
    let due = scene.last_day(&path, SEIZE).await;
    assert_eq!(due.as_deref(), Some("2026-04-01"));
    scene.stage.clock.set_date(date(2026, 4, 1));
    scene.stage.clocks_at_rest().await.unwrap();
    assert_eq!(scene.stands(1, &path).await, ("active".to_owned(), 2));
    scene.stage.clock.set_date(date(2026, 4, 2));
    let expired = scene
        .stage
        .wait_recorded::<MeasureExpired>(1)
        .await
        .unwrap();
    assert_eq!(expired[0].rule_id, SEIZE);
    let basis = expired[0].basis.as_ref().unwrap();
    assert_eq!(basis.actor_post, "system");
    assert!(
        basis.articles[0].contains("行政强制法第二十八条"),
        "{basis:?}"
    );
    assert_eq!(scene.stands(1, &path).await, ("expired".to_owned(), 2));
    let shown = scene.sees(&head(), &path).await;
    assert_eq!(shown.body["overdue"], json!([SEIZE]));
    let late = json!({"days": 30, "reasons": "案情复杂", "document": "延1号"});
    scene
        .denied((&head(), &format!("{path}/extension")), late, "wrong-state")
        .await;
    let lift = format!("{path}/lifting");
    let wrong = lifting("no-violation");
    scene
        .denied((&head(), &lift), wrong, "ground-does-not-fit")
        .await;
    scene.gets(&head(), &lift, lifting("period-over")).await;
    let back = format!("{path}/return");
    scene.gets(&handler(), &back, given_back(&[1, 2])).await;
    assert_eq!(scene.stands(1, &path).await, ("ended".to_owned(), 0));
    let lifted = scene.stage.recorded::<MeasureLifted>().await.unwrap();
    assert_eq!(lifted[0].ground, "period-over");
    let returned = scene.stage.recorded::<PropertyReturned>().await.unwrap();
    assert_eq!(returned[0].items, [1, 2]);
    scene.stage.clock.advance_days(60);
    scene.stage.clocks_at_rest().await.unwrap();
    let expired = scene.stage.recorded::<MeasureExpired>().await.unwrap();
    assert_eq!(expired.len(), 1, "once");
    scene.served(1, 500).await;
    scene.pays_and_closes(1, 500).await;
}

#[tokio::test]
async fn a_seizure_is_extended_once_and_stands_still_for_testing_that_was_told() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let path = scene.carried_out((1, FILED), "measures", seizure()).await;
    scene.stage.clock.set_date(date(2026, 3, 10));
    let testing = |told_on| {
        json!({
            "ground": "inspection", "institution": "安徽省食品检验研究院",
            "from": "2026-03-11", "to": "2026-03-20",
            "notice": served("铜市监检鉴期〔2026〕1号", told_on),
        })
    };
    let test = format!("{path}/testing");
    let mut untold = testing(date(2026, 3, 10));
    untold["notice"]["proof"] = json!("");
    scene
        .denied((&handler(), &test), untold, "notice-without-proof")
        .await;
    scene
        .gets(&handler(), &test, testing(date(2026, 3, 10)))
        .await;
    let due = scene.last_day(&path, SEIZE).await;
    assert_eq!(due.as_deref(), Some("2026-04-11"), "ten days stood still");
    let paused = scene.stage.recorded::<MeasurePaused>().await.unwrap();
    assert_eq!(paused[0].document, "铜市监检鉴期〔2026〕1号", "the proof");
    scene.stage.clock.set_date(date(2026, 3, 16));
    let ended = json!({"ended_on": "2026-03-15", "result": "结果告知书1号"});
    scene
        .gets(&handler(), &format!("{path}/testing-end"), ended)
        .await;
    let due = scene.last_day(&path, SEIZE).await;
    assert_eq!(
        due.as_deref(),
        Some("2026-04-06"),
        "only the five days that it took"
    );
    let extension = format!("{path}/extension");
    let by = |days| json!({"days": days, "reasons": "涉及多个批次", "document": "延1号"});
    scene
        .denied((&head(), &extension), by(31), "extension-too-long")
        .await;
    scene.gets(&head(), &extension, by(30)).await;
    scene
        .denied((&head(), &extension), by(1), "extended-already")
        .await;
    let due = scene.last_day(&path, SEIZE).await;
    assert_eq!(due.as_deref(), Some("2026-05-06"));
    let extended = scene.stage.recorded::<MeasureExtended>().await.unwrap();
    assert_eq!(extended[0].days, 30);
    let notice = served("延1号", date(2026, 3, 16));
    scene
        .gets(&handler(), &format!("{path}/extension-notice"), notice)
        .await;
    // the first end, and the end without testing, go by without effect
    scene.stage.clock.set_date(date(2026, 5, 6));
    scene.stage.clocks_at_rest().await.unwrap();
    let expired = scene.stage.recorded::<MeasureExpired>().await.unwrap();
    assert!(expired.is_empty());
    let overdue = scene.stage.recorded::<MeasureDutyOverdue>().await.unwrap();
    assert!(overdue.is_empty(), "the party was told");
    scene.stage.clock.set_date(date(2026, 5, 7));
    scene
        .stage
        .wait_recorded::<MeasureExpired>(1)
        .await
        .unwrap();
    scene.frees(&path, "period-over", &[1, 2]).await;
    scene.served(1, 500).await;
    scene.pays_and_closes(1, 500).await;
}

#[tokio::test]
async fn what_is_confiscated_goes_and_the_rest_comes_back_before_the_case_closes() {
    let scene = Scene::open().await;
    let mut listed = item("340705-SJ-0001");
    listed["versions"][0]["kinds"] = json!(["fine", "confiscate-goods"]);
    assert_eq!(loads(&scene, json!([listed])).await.status, 201);
    scene.investigated(&[1]).await;
    let path = scene.carried_out((1, FILED), "measures", seizure()).await;
    let disposal = format!("{path}/disposal");
    let confiscated = json!({
        "items": [1], "how": {"ending": "confiscated"}, "document": "没收清单",
    });
    let undecided = "confiscation-not-decided";
    scene
        .denied((&handler(), &disposal), confiscated.clone(), undecided)
        .await;
    let both = json!([
        {"kind": "fine", "amount_fen": 50_000},
        {"kind": "confiscate-goods", "amount_fen": 800_000},
    ]);
    let mut body = report(500);
    body["penalties"] = both.clone();
    scene
        .does(&handler(), 1, "investigation-report", body)
        .await;
    scene.does(&handler(), 1, "notice", notice(FILED)).await;
    scene.does(&handler(), 1, "statement", waiver()).await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    let mut body = decision(500);
    body["penalties"] = both;
    scene.does(&head(), 1, "decision", body).await;
    scene.serves(1).await;
    scene.gets(&handler(), &disposal, confiscated).await;
    scene
        .gets(&head(), &format!("{path}/lifting"), lifting("decided"))
        .await;
    assert_eq!(scene.stands(1, &path).await, ("lifted".to_owned(), 1));
    scene
        .gets(&handler(), &format!("{path}/return"), given_back(&[2]))
        .await;
    assert_eq!(scene.stands(1, &path).await, ("ended".to_owned(), 0));
    let paid = payment(500, "2026-03-02");
    scene.does(&collector(), 1, "payments", paid).await;
    let unproven = ("not-performed", "第七十七条");
    scene
        .refused((&head(), 1, "closure"), json!({}), unproven)
        .await;
    let carried_out = json!({"performance": {
        "performed_on": "2026-03-02", "note": "没收财物已移交罚没仓库，清单1号",
    }});
    let closed = scene.does(&head(), 1, "closure", carried_out).await;
    assert_eq!(closed.text("status"), "closed");
    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    assert_eq!(made[0].confiscated_fen, 800_000);
}

#[tokio::test]
async fn a_freeze_is_told_in_time_and_lifted_with_the_decision() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let freeze = json!({
        "kind": "freeze", "reasons": "当事人正在转移资金", "basis": provision(),
        "involved_fen": 500_000,
        "items": [{
            "name": "存款", "mark": "6222021307001234567", "quantity": "1个账户",
            "place": "某银行铜陵分行", "value_fen": 500_000, "related": true,
        }],
    });
    let path = scene.carried_out((1, FILED), "measures", freeze).await;
    scene.on(date(2026, 3, 5)).await;
    let told = served("冻结决定书", date(2026, 3, 5));
    scene
        .gets(&handler(), &format!("{path}/delivery"), told)
        .await;
    let taken = json!({
        "items": [1], "how": {"ending": "confiscated"}, "document": "没收清单",
    });
    scene.served(1, 500).await;
    scene
        .denied(
            (&handler(), &format!("{path}/disposal")),
            taken,
            "frozen-money",
        )
        .await;
    scene.frees(&path, "decided", &[1]).await;
    scene.pays_and_closes(1, 500).await;
    scene.on(date(2026, 12, 1)).await;
    assert_eq!(scene.count::<MeasureDutyOverdue>().await, 0);
    assert_eq!(scene.count::<MeasureExpired>().await, 0);
}
