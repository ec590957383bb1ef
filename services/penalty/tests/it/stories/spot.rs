//! Stories of the street: decided on the spot.

use contracts::penalty::v1::{
    DecisionMade, DecisionServed, DutyOverdue, PaymentOverdue, SpotPenaltyProgressed,
};
use jiff::civil::date;
use serde_json::json;

use crate::desk::*;
use crate::scene::*;

#[tokio::test]
async fn a_fine_on_the_spot_is_handed_over_collected_in_cash_banked_and_filed() {
    let scene = Scene::open().await;
    let body = on_the_spot("market-supervision", 100);
    let unknown = scene.posts(&officer(), SPOTS, body.clone()).await;
    assert_eq!(
        (unknown.status, unknown.problem()),
        (409, "officer-unknown")
    );
    scene.registers_officers().await;
    let id = scene.decides_on_the_spot(&body).await;
    let path = format!("{SPOTS}/{id}/steps");
    scene.steps(&officer(), &path, signed()).await;
    scene.steps(&officer(), &path, cash()).await;
    scene
        .steps(&collector(), &path, json!({"step": "hand-in"}))
        .await;
    let banked = json!({"step": "bank", "slip": "回单1"});
    scene.steps(&collector(), &path, banked).await;
    let filed = json!({"step": "file-with-agency"});
    let filed = scene.steps(&officer(), &path, filed).await;
    assert_eq!(filed.text("status"), "performed");
    assert_eq!(filed.body["dues"], json!([]));

    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    let [made] = made.as_slice() else {
        panic!("{made:?}")
    };
    assert_eq!(made.procedure, "summary");
    assert_eq!(made.document_number, "铜市监当罚〔2026〕1号");
    assert_eq!(
        (made.case_id.as_str(), made.fine_fen),
        (id.as_str(), 10_000)
    );
    let served = scene.stage.recorded::<DecisionServed>().await.unwrap();
    assert_eq!(served[0].method, "direct");
    let went = scene
        .stage
        .recorded::<SpotPenaltyProgressed>()
        .await
        .unwrap();
    let went: Vec<&str> = went.iter().map(|event| event.step.as_str()).collect();
    assert_eq!(
        went,
        ["cash-collected", "cash-handed-in", "cash-banked", "filed"]
    );
    let shown = scene.looks(&format!("{SPOTS}/{id}")).await;
    assert_eq!(shown.body["party"]["name"], "铜官区鲜味食品店");
    let listed = scene.looks(&format!("{SPOTS}?status=performed")).await;
    assert_eq!(listed.body["entries"].as_array().unwrap().len(), 1);
    scene.stage.clock.set_date(date(2026, 12, 1));
    scene.stage.clocks_at_rest().await.unwrap();
    assert_eq!(scene.count::<DutyOverdue>().await, 0, "all in time");
    assert_eq!(scene.count::<PaymentOverdue>().await, 0);
}

#[tokio::test]
async fn reconsideration_comes_before_a_suit_and_its_outcome_reaches_the_penalty_on_the_spot() {
    let scene = Scene::open().await;
    scene.registers_officers().await;
    let form = on_the_spot("public-security", 500);
    let id = scene.decides_on_the_spot(&form).await;
    scene
        .steps(&officer(), &format!("{SPOTS}/{id}/steps"), signed())
        .await;
    let path = remedy_of(&id);
    let sued = json!({
        "step": "file-suit", "by": "party", "court": "铜官区人民法院", "filed_on": "2026-03-02",
    });
    let refused = scene.posts(&reviewer(), &path, sued).await;
    assert_eq!(
        (refused.status, refused.problem()),
        (409, "reconsideration-first")
    );
    scene.reconsidered(&path, FILED, true).await;
    let shown = scene.looks(&format!("{SPOTS}/{id}")).await;
    assert_eq!(shown.text("status"), "revoked");
    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    assert_eq!(
        made[0].domain, "public-security",
        "so disclosure never publishes it"
    );
}
