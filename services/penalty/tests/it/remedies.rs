//! What remedies and referrals do to their case, over HTTP.

use contracts::penalty::v1::{ReferralProgressed, RemedyProgressed};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::desk::*;
use crate::scene::*;

/// Reported to the head for referral: its path.
async fn reported(scene: &Scene) -> String {
    let path = scene.refers(1).await;
    let report = json!({"step": "report", "content": "检出罂粟碱"});
    scene.steps(&handler(), &path, report).await;
    path
}

#[tokio::test]
async fn a_case_goes_to_the_police_only_with_an_approved_referral() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene
        .does(&handler(), 1, "investigation-report", report(500))
        .await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    let end = json!({
        "kind": "transferred-to-police", "organ": "铜官区公安分局", "reason": "涉嫌犯罪",
    });
    let unapproved = ("referral-not-approved", "第五条");
    let chief = head();
    let ended = (&chief, 1, "ending");
    scene.refused(ended, end.clone(), unapproved).await;
    let path = reported(&scene).await;
    scene.refused(ended, end.clone(), unapproved).await;
    scene
        .steps(&head(), &path, json!({"step": "approve"}))
        .await;
    scene.does(&chief, 1, "ending", end).await;
    let shown = scene.shows(&chief, 1, "").await;
    assert_eq!(shown.text("status"), "ended");
    scene.steps(&handler(), &path, transfer()).await;
    let went = scene.stage.recorded::<ReferralProgressed>().await.unwrap();
    assert_eq!(went.last().unwrap().step, "transferred");
}

#[tokio::test]
async fn next_says_that_a_referral_on_its_way_bars_the_fine() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    reported(&scene).await;
    let next = scene.shows(&head(), 1, "/next").await;
    let steps = next.body["steps"].as_array().unwrap();
    let decide = steps
        .iter()
        .find(|step| step["command"] == "decide")
        .unwrap();
    assert!(
        decide.to_string().contains("fine-instead-of-referral"),
        "{decide}"
    );
}

/// The surcharge of the case today, in yuan.
async fn surcharge(scene: &Scene) -> i64 {
    let shown = scene.shows(&head(), 1, "").await;
    shown.body["owed"]["surcharge"]
        .as_i64()
        .unwrap_or_else(|| panic!("{}", shown.body))
        / 100
}

fn ruled(outcome: &str, ground: Option<&str>, day: &str) -> Value {
    json!({
        "outcome": outcome, "ground": ground, "document": "文书1号",
        "made_on": day, "effective_on": day,
    })
}

#[tokio::test]
async fn an_accepted_review_stops_the_surcharge_and_an_upheld_decision_lets_it_go_on() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 1_000).await;
    // payment is due on 17 March; ten days later 30 yuan a day have grown
    scene.stage.clock.set_date(date(2026, 3, 27));
    scene.stage.clocks_at_rest().await.unwrap();
    assert_eq!(surcharge(&scene).await, 300);
    let path = format!("/api/penalty/v1/decisions/{}/remedy/steps", case_id(1));
    let applied = json!({
        "step": "file-reconsideration", "by": "party", "body": "铜官区人民政府",
        "filed_on": "2026-03-27",
    });
    scene.steps(&reviewer(), &path, applied).await;
    scene.stage.clock.set_date(date(2026, 3, 30));
    assert_eq!(surcharge(&scene).await, 390, "applied for, not accepted");
    let accepted = json!({"step": "accept", "on": "2026-03-30"});
    scene.steps(&reviewer(), &path, accepted).await;
    assert_eq!(surcharge(&scene).await, 270, "from the day of filing on");
    scene.stage.clock.set_date(date(2026, 4, 20));
    assert_eq!(surcharge(&scene).await, 270, "no growth");
    let decided = json!({"step": "decide", "ruling": ruled("upheld", None, "2026-04-20")});
    scene.steps(&reviewer(), &path, decided).await;
    assert_eq!(surcharge(&scene).await, 270);
    scene.stage.clock.set_date(date(2026, 4, 23));
    assert_eq!(surcharge(&scene).await, 360, "three days more");
    let sued = json!({
        "step": "file-suit", "by": "party", "court": "铜官区人民法院", "filed_on": "2026-04-23",
    });
    scene.steps(&reviewer(), &path, sued).await;
    let registered = json!({"step": "register-suit", "on": "2026-04-23", "registered": true});
    scene.steps(&reviewer(), &path, registered).await;
    scene.stage.clock.set_date(date(2026, 5, 10));
    assert_eq!(surcharge(&scene).await, 330, "the suit stops it too");
    let judged = json!({"step": "judge", "ruling": ruled("upheld", None, "2026-05-10")});
    scene.steps(&reviewer(), &path, judged).await;
    scene.stage.clock.set_date(date(2026, 5, 11));
    assert_eq!(surcharge(&scene).await, 360);
}

#[tokio::test]
async fn a_review_stops_the_surcharge_of_a_penalty_on_the_spot_as_well() {
    let scene = Scene::open().await;
    scene.registers_officers().await;
    let id = scene
        .decides_on_the_spot(&on_the_spot("market-supervision", 1_000))
        .await;
    scene
        .steps(&officer(), &format!("{SPOTS}/{id}/steps"), signed())
        .await;
    let path = remedy_of(&id);
    scene.steps(&reviewer(), &path, applied(FILED, false)).await;
    scene
        .steps(&reviewer(), &path, json!({"step": "accept", "on": FILED}))
        .await;
    scene.stage.clock.set_date(date(2026, 4, 1));
    scene.stage.clocks_at_rest().await.unwrap();
    let decided = json!({"step": "decide", "ruling": ruled("upheld", None, "2026-04-01")});
    scene.steps(&reviewer(), &path, decided).await;
    scene.stage.clock.set_date(date(2026, 4, 2));
    let day = "2026-04-02";
    let mut one_day = payment(1_030, day);
    one_day["amount_fen"] = json!(103_001);
    let too_much = json!({"step": "record-payment", "payment": one_day});
    let pay = format!("{SPOTS}/{id}/steps");
    let refused = scene.posts(&collector(), &pay, too_much).await;
    assert_eq!(
        (refused.status, refused.problem()),
        (409, "payment-exceeds-debt"),
        "{}",
        refused.body
    );
    let whole = json!({"step": "record-payment", "payment": payment(1_030, day)});
    scene.steps(&collector(), &pay, whole).await;
}

#[tokio::test]
async fn a_duty_left_undone_for_two_months_is_noted_and_may_be_sued_over() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 500).await;
    let path = format!("/api/penalty/v1/decisions/{}/remedy/steps", case_id(1));
    let asked = json!({"step": "request-duty", "what": "退还货物", "on": FILED});
    scene.steps(&reviewer(), &path, asked).await;
    let sued =
        |day: &str| json!({"step": "sue-over-duty", "court": "铜官区人民法院", "filed_on": day});
    let early = scene.posts(&reviewer(), &path, sued("2026-03-02")).await;
    assert_eq!((early.status, early.problem()), (409, "duty-time-runs"));
    // the second of May is a holiday, which lengthens no duty of an agency
    scene.stage.clock.set_date(date(2026, 5, 3));
    scene.stage.clocks_at_rest().await.unwrap();
    let went = scene.stage.recorded::<RemedyProgressed>().await.unwrap();
    let omitted = went.iter().find(|event| event.step == "duty-omitted");
    let basis = omitted.unwrap().basis.as_ref().unwrap();
    assert!(
        basis.articles[0].contains("行政诉讼法第四十七条"),
        "{basis:?}"
    );
    scene.steps(&reviewer(), &path, sued("2026-05-03")).await;
}
