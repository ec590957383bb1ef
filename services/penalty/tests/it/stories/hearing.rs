//! Stories with a hearing.

use contracts::penalty::v1::DecisionMade;
use jiff::civil::date;
use serde_json::json;

use crate::scene::*;

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
    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    assert_eq!(made[0].fine_fen, 9_000_000);
    scene.serves(1).await;
    scene.pays_and_closes(1, 90_000).await;
}

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
    scene.serves(1).await;
    let shown = scene.shows(&collector(), 1, "").await;
    let owed = json!({"fine": 0, "income": 6_000_000, "surcharge": 0});
    assert_eq!(shown.body["owed"], owed);
    scene.pays_and_closes(1, 60_000).await;
}
