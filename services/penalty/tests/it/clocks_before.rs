//! The clocks up to the decision, over virtual time: across holidays, worked Saturdays and the end
//! of the year.

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

fn day(date: Date) -> String {
    date.to_string()
}

/// Announced with the right to a hearing on `told`, which is asked for on the same day.
async fn asked_on(told: Date) -> Scene {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.stage.clock.set_date(told);
    scene
        .does(&handler(), 1, "investigation-report", report(150_000))
        .await;
    scene.does(&handler(), 1, "notice", notice(told)).await;
    let asked = json!({"received_on": day(told)});
    scene.does(&handler(), 1, "hearing-request", asked).await;
    scene
}

#[tokio::test]
async fn the_host_is_appointed_within_three_working_days_around_labour_day() {
    let scene = asked_on(date(2026, 4, 30)).await;
    runs_through(&scene, "HRG-HOST", date(2026, 5, 8)).await;
}

#[tokio::test]
async fn the_host_has_the_file_within_three_working_days_with_a_worked_saturday() {
    let scene = asked_on(date(2026, 5, 6)).await;
    scene.does(&head(), 1, "hearing-host", panel()).await;
    // Thursday, Friday, and the Saturday that is worked for Labour Day
    runs_through(&scene, "HRG-FILE-TO-HOST", date(2026, 5, 9)).await;
}

#[tokio::test]
async fn the_day_is_fixed_within_five_working_days_around_national_day() {
    let scene = asked_on(date(2026, 9, 30)).await;
    scene.does(&head(), 1, "hearing-host", panel()).await;
    let handed = json!({"handed_on": "2026-09-30"});
    scene.does(&handler(), 1, "hearing-file", handed).await;
    runs_through(&scene, "HRG-FIX-DATE", date(2026, 10, 13)).await;
}

#[tokio::test]
async fn notice_and_announcement_are_due_before_the_hearing() {
    let scene = asked_on(date(2026, 9, 14)).await;
    scene.does(&head(), 1, "hearing-host", panel()).await;
    let handed = json!({"handed_on": "2026-09-14"});
    scene.does(&handler(), 1, "hearing-file", handed).await;
    let fixed = json!({"held_on": "2026-10-09", "place": "局三楼会议室"});
    let reply = scene.does(&host(), 1, "hearing-date", fixed).await;
    let dues = reply.body["dues"].to_string();
    assert!(
        dues.contains("HRG-NOTICE-BEFORE") && dues.contains("HRG-PUBLIC-ANN"),
        "{dues}"
    );
    runs_through(&scene, "HRG-NOTICE-BEFORE", date(2026, 9, 21)).await;
    runs_through(&scene, "HRG-PUBLIC-ANN", date(2026, 9, 28)).await;
}

#[tokio::test]
async fn the_hearing_is_reported_within_five_working_days_across_the_year_end() {
    let scene = asked_on(date(2026, 12, 14)).await;
    scene.does(&head(), 1, "hearing-host", panel()).await;
    let handed = json!({"handed_on": "2026-12-14"});
    scene.does(&handler(), 1, "hearing-file", handed).await;
    let fixed = json!({"held_on": "2026-12-29", "place": "局三楼会议室"});
    scene.does(&host(), 1, "hearing-date", fixed).await;
    let told = json!({"service": handed_over("2026-12-14")});
    scene.does(&host(), 1, "hearing-notice", told).await;
    let announced = json!({"announced_on": "2026-12-14"});
    scene
        .does(&host(), 1, "hearing-announcement", announced)
        .await;
    scene.stage.clock.set_date(date(2026, 12, 29));
    let reply = scene.does(&host(), 1, "hearing", hearing()).await;
    let dues = reply.body["dues"].as_array().unwrap().clone();
    let report = dues.iter().find(|due| due["rule"] == "HRG-REPORT").unwrap();
    assert_eq!(
        report["provisional"],
        json!(true),
        "the holidays of 2027 are not published"
    );
    let last: Date = report["raw"].as_str().unwrap().parse().unwrap();
    assert!(last >= date(2027, 1, 5), "{last}");
    runs_through(&scene, "HRG-REPORT", last).await;
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
