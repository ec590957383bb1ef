//! What moves the clocks up to the decision: extensions, suspensions, hearings.

use contracts::penalty::v1::DutyOverdue;
use jiff::civil::{Date, date};
use serde_json::json;

use crate::scene::*;

/// The rules whose clocks ran out so far, in order.
async fn overdue(scene: &Scene) -> Vec<String> {
    scene.stage.clocks_at_rest().await.unwrap();
    let noted = scene.stage.recorded::<DutyOverdue>().await.unwrap();
    noted.into_iter().map(|due| due.rule_id).collect()
}

/// The clock of `rule` runs through `last` and is noted the day after, once.
async fn runs_through(scene: &Scene, rule: &str, last: Date) {
    scene.stage.clock.set_date(last);
    assert!(
        !overdue(scene).await.contains(&rule.to_owned()),
        "{rule} early on {last}"
    );
    scene.stage.clock.advance_days(1);
    let noted = overdue(scene).await;
    let times = noted.iter().filter(|one| *one == rule).count();
    assert_eq!(times, 1, "{rule} after {last}: {noted:?}");
}

#[tokio::test]
async fn the_review_takes_ten_working_days_around_spring_festival_and_may_be_extended() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.stage.clock.set_date(date(2026, 4, 28));
    scene
        .does(&handler(), 1, "investigation-report", report(500))
        .await;
    let more = json!({"days": 2, "reason": "案情复杂"});
    // ten working days end on 14 May: Labour Day takes three, the Saturday gives one back
    let before = scene.shows(&head(), 1, "").await;
    assert!(
        before.body["dues"].to_string().contains("2026-05-14"),
        "{}",
        before.body["dues"]
    );
    scene.does(&head(), 1, "review-extensions", more).await;
    runs_through(&scene, "PEN-REVIEW-10", date(2026, 5, 18)).await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
}

#[tokio::test]
async fn a_case_that_ended_is_closed_within_fifteen_working_days() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.stage.clock.set_date(date(2026, 9, 18));
    scene.stage.clocks_at_rest().await.unwrap();
    let ended = json!({
        "kind": "terminated", "ground": "party-dissolved", "reason": "企业已注销且无承继",
    });
    let reply = scene.does(&head(), 1, "ending", ended).await;
    let last: Date = reply.body["dues"][0]["raw"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    // the Sunday of 20 September is worked; Mid-Autumn and National Day are not
    assert_eq!(reply.body["dues"][0]["rule"], "PEN-CLOSE-15");
    runs_through(&scene, "PEN-CLOSE-15", last).await;
}

#[tokio::test]
async fn the_time_of_a_hearing_moves_the_ninety_days() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.announced(1, 150_000).await;
    scene.prepares_hearing(1, "2026-03-12").await;
    scene.stage.clock.set_date(date(2026, 6, 5));
    let still = "PEN-DECIDE-90".to_owned();
    assert!(!overdue(&scene).await.contains(&still), "it stands still");
    let gone = json!({
        "outcome": "terminated", "termination": "absent", "record": "当事人未到场",
    });
    scene.does(&host(), 1, "hearing", gone).await;
    assert!(!overdue(&scene).await.contains(&still), "ten days more");
    runs_through(&scene, "PEN-DECIDE-90", date(2026, 6, 10)).await;
}

#[tokio::test]
async fn a_suspension_moves_the_ninety_days_and_an_extension_adds_to_them() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let suspended = json!({"ground": "legal-question", "reason": "送请有权机关解释"});
    scene.does(&head(), 1, "suspension", suspended).await;
    scene.stage.clock.set_date(date(2026, 6, 9));
    assert_eq!(
        overdue(&scene).await,
        Vec::<String>::new(),
        "it stands still"
    );
    let resumed = json!({"reason": "已收到答复"});
    scene.does(&head(), 1, "resumption", resumed).await;
    let extended = json!({"days": 30, "reason": "案情复杂"});
    let reply = scene.does(&head(), 1, "extensions", extended).await;
    assert_eq!(reply.body["dues"][0]["raw"], "2026-10-07");
    runs_through(&scene, "PEN-DECIDE-90", date(2026, 10, 7)).await;
}

#[tokio::test]
async fn a_case_of_public_security_is_decided_in_thirty_days_and_served_in_two() {
    let scene = Scene::open().await;
    scene.files_in(1, "public-security").await;
    scene.investigates(&[1]).await;
    scene.ready(1, 500).await;
    runs_through(&scene, "PEN-DECIDE-PSB", date(2026, 4, 1)).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    // two days into the holiday of Qingming, which lengthens no duty of an agency
    runs_through(&scene, "PEN-DELIVER-PSB", date(2026, 4, 4)).await;
    let noted = overdue(&scene).await;
    assert!(
        !noted
            .iter()
            .any(|rule| rule.ends_with("-90") || rule == "PEN-DELIVER-7"),
        "{noted:?}"
    );
}
