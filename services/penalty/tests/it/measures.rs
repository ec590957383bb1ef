//! Coercive measures through the API: their clocks, their property, and who may do what.

use contracts::penalty::v1::{MeasureDutyOverdue, MeasureExpired, MeasureImposed};
use jiff::civil::date;
use kernel::Post;
use serde_json::json;
use uuid::Uuid;

use crate::beside::*;
use crate::scene::*;

#[tokio::test]
async fn an_urgent_measure_is_made_good_within_a_day_or_shown_as_missed() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2]).await;
    let mut paths = Vec::new();
    for number in [1, 2] {
        scene.stage.clock.set_date(FILED);
        let mut body = seizure();
        body["items"] = json!([{
            "name": "白酒", "mark": format!("批号{number}"), "quantity": "1箱", "place": "仓库",
            "related": true,
        }]);
        let path = scene.begun(number, "measures", body).await;
        scene
            .stage
            .clock
            .set_local(FILED, jiff::civil::time(10, 0, 0, 0));
        let execution = format!("{path}/execution");
        scene
            .denied((&handler(), &execution), executed(FILED), "not-approved")
            .await;
        scene
            .gets(&handler(), &execution, executed_urgently(FILED))
            .await;
        paths.push(path);
    }
    let imposed = scene.stage.recorded::<MeasureImposed>().await.unwrap();
    assert!(imposed[0].urgent);
    scene
        .gets(&head(), &format!("{}/approval", paths[0]), agreed(true))
        .await;
    scene
        .stage
        .clock
        .set_local(date(2026, 3, 3), jiff::civil::time(9, 59, 0, 0));
    scene.stage.clocks_at_rest().await.unwrap();
    let overdue = scene.stage.recorded::<MeasureDutyOverdue>().await.unwrap();
    assert!(overdue.is_empty(), "hours are counted, not days");
    scene
        .stage
        .clock
        .set_local(date(2026, 3, 3), jiff::civil::time(10, 0, 0, 0));
    let overdue = scene
        .stage
        .wait_recorded::<MeasureDutyOverdue>(1)
        .await
        .unwrap();
    assert_eq!(overdue[0].rule_id, "ENF-EMERG-24H");
    assert_eq!(paths[1], format!("measures/{}", overdue[0].measure_id));
    // the head may still refuse, and then everything goes back
    scene
        .gets(&head(), &format!("{}/approval", paths[1]), agreed(false))
        .await;
    assert_eq!(scene.stands(2, &paths[1]).await, ("lifted".to_owned(), 1));
}

#[tokio::test]
async fn a_freeze_reaches_the_party_in_three_working_days_and_hides_the_account() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let account = "6222021307001234567";
    let freeze = json!({
        "kind": "freeze", "reasons": "当事人正在转移资金", "basis": provision(),
        "involved_fen": 500_000,
        "items": [{
            "name": "存款", "mark": account, "quantity": "1个账户", "place": "某银行铜陵分行",
            "value_fen": 500_000, "related": true,
        }],
    });
    // a Thursday before the holiday of Qingming: 6 April is off
    let day = date(2026, 4, 2);
    let path = scene.carried_out((1, day), "measures", freeze).await;
    let due = scene.last_day(&path, "ENF-FREEZE-DOC-3").await;
    assert_eq!(due.as_deref(), Some("2026-04-08"));
    let due = scene.last_day(&path, "ENF-FREEZE-30").await;
    assert_eq!(
        due.as_deref(),
        Some("2026-05-02"),
        "a holiday does not move it"
    );
    let supervisor = someone(41, &[Post::Supervisor], TONGGUAN);
    let shown = scene.sees(&supervisor, &path).await;
    assert_eq!(shown.status, 200);
    assert!(!shown.body.to_string().contains(account), "{}", shown.body);
    let shown = scene.sees(&handler(), &path).await;
    assert!(shown.body.to_string().contains(account));
    scene.stage.clock.set_date(date(2026, 4, 9));
    let overdue = scene
        .stage
        .wait_recorded::<MeasureDutyOverdue>(1)
        .await
        .unwrap();
    assert_eq!(overdue[0].rule_id, "ENF-FREEZE-DOC-3");
    let delivery = format!("{path}/delivery");
    scene
        .gets(
            &handler(),
            &delivery,
            served("冻结决定书", date(2026, 4, 9)),
        )
        .await;
    scene.stage.clock.set_date(date(2026, 5, 3));
    let expired = scene
        .stage
        .wait_recorded::<MeasureExpired>(1)
        .await
        .unwrap();
    assert_eq!(expired[0].rule_id, "ENF-FREEZE-30");
}

#[tokio::test]
async fn a_case_closes_only_when_every_item_has_found_its_end() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let path = scene.carried_out((1, FILED), "measures", seizure()).await;
    scene.served(1, 500).await;
    let paid = payment(500, &FILED.to_string());
    scene.does(&collector(), 1, "payments", paid).await;
    let article = "行政强制法第二十七条";
    scene
        .refused(
            (&head(), 1, "closure"),
            json!({}),
            ("measures-open", article),
        )
        .await;
    let next = scene.shows(&head(), 1, "/next").await;
    assert!(
        next.body.to_string().contains("measures-open"),
        "{}",
        next.body
    );
    let confiscate = json!({
        "items": [1], "how": {"ending": "confiscated"}, "document": "没收清单",
    });
    let disposal = format!("{path}/disposal");
    scene
        .denied(
            (&handler(), &disposal),
            confiscate,
            "confiscation-not-decided",
        )
        .await;
    scene
        .gets(&head(), &format!("{path}/lifting"), lifting("decided"))
        .await;
    scene
        .refused(
            (&head(), 1, "closure"),
            json!({}),
            ("measures-open", article),
        )
        .await;
    scene
        .gets(&handler(), &format!("{path}/return"), given_back(&[1, 2]))
        .await;
    scene.does(&head(), 1, "closure", json!({})).await;
    let measures = format!("cases/{}/measures", case_id(1));
    let asked = scene.asks(&handler(), &measures, seizure()).await;
    assert_eq!((asked.status, asked.problem()), (409, "case-not-open"));
}

#[tokio::test]
async fn what_one_case_holds_no_other_case_takes() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2]).await;
    let first = scene.carried_out((1, FILED), "measures", seizure()).await;
    let second = scene.begun(2, "measures", seizure()).await;
    scene
        .gets(&head(), &format!("{second}/approval"), agreed(true))
        .await;
    let execution = format!("{second}/execution");
    scene
        .stage
        .clock
        .set_local(FILED, jiff::civil::time(11, 0, 0, 0));
    let mut later = executed(FILED);
    later["scene"]["at"] = json!(format!("{FILED}T11:00:00+08:00"));
    scene
        .denied((&handler(), &execution), later.clone(), "held-already")
        .await;
    scene
        .gets(&head(), &format!("{first}/lifting"), lifting("unrelated"))
        .await;
    scene.gets(&handler(), &execution, later).await;
}

#[tokio::test]
async fn of_two_cases_that_seize_one_thing_at_once_one_gets_it() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2]).await;
    let mut executions = Vec::new();
    for number in [1, 2] {
        let path = scene.begun(number, "measures", seizure()).await;
        scene
            .gets(&head(), &format!("{path}/approval"), agreed(true))
            .await;
        executions.push(format!("{path}/execution"));
    }
    scene
        .stage
        .clock
        .set_local(FILED, jiff::civil::time(10, 0, 0, 0));
    let (officer, body) = (handler(), executed(FILED));
    let (one, two) = tokio::join!(
        scene.asks(&officer, &executions[0], body.clone()),
        scene.asks(&officer, &executions[1], body.clone()),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", one.body, two.body);
    let imposed = scene.stage.recorded::<MeasureImposed>().await.unwrap();
    assert_eq!(imposed.len(), 1);
}

#[tokio::test]
async fn a_step_has_its_effect_once_and_only_for_whoever_may_take_it() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let measures = format!("cases/{}/measures", case_id(1));
    let full = format!("/api/penalty/v1/{measures}");
    let ask = || {
        scene
            .stage
            .post(&full)
            .by(&scene.stage, &handler())
            .key("asked-once")
    };
    let first = ask().json(seizure()).send().await.unwrap();
    let again = ask().json(seizure()).send().await.unwrap();
    assert_eq!(
        (first.status, &first.body),
        (201, &again.body),
        "the same answer"
    );
    let list = scene.sees(&head(), &measures).await;
    assert_eq!(list.body["proceedings"].as_array().unwrap().len(), 1);
    let path = format!("measures/{}", first.text("id"));
    let approval = format!("{path}/approval");
    let stranger = scene.stage.get(&format!("/api/penalty/v1/{path}"));
    assert_eq!(stranger.send().await.unwrap().status, 401);
    assert_eq!(
        scene.asks(&handler(), &approval, agreed(true)).await.status,
        403
    );
    let elsewhere = someone(21, &[Post::Decider], "340800");
    assert_eq!(
        scene.asks(&elsewhere, &approval, agreed(true)).await.status,
        404
    );
    for part in ["", "/next"] {
        let hidden = scene.sees(&elsewhere, &format!("{path}{part}")).await;
        assert_eq!(hidden.status, 404);
    }
    let citizen = someone(50, &[Post::Citizen], TONGGUAN);
    for look in [&path, &measures, &format!("cases/{}/property", case_id(1))] {
        assert_eq!(scene.sees(&citizen, look).await.status, 403, "{look}");
    }
    let unknown = format!("measures/{}", Uuid::from_u128(9));
    assert_eq!(scene.sees(&head(), &unknown).await.status, 404);
    let other_kind = format!("preservations/{}", first.text("id"));
    assert_eq!(scene.sees(&head(), &other_kind).await.status, 404);
    let mut odd = seizure();
    odd["colour"] = json!("red");
    assert_eq!(scene.asks(&handler(), &measures, odd).await.status, 422);
}

#[tokio::test]
async fn what_is_refused_is_counted_by_its_article() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let path = scene.begun(1, "measures", seizure()).await;
    let execution = format!("{path}/execution");
    scene
        .denied((&handler(), &execution), executed(FILED), "not-approved")
        .await;
    let mut bare = seizure();
    bare["items"] = json!([]);
    let measures = format!("cases/{}/measures", case_id(1));
    scene
        .denied((&handler(), &measures), bare, "list-incomplete")
        .await;
    let counted = scene
        .sees(&head(), "refusals?from=2026-03-02&to=2026-03-02")
        .await;
    let all = counted.body["refusals"].as_array().unwrap().iter();
    let mut seen: Vec<_> = all
        .map(|one| (&one["step"], &one["rule"], &one["count"]))
        .collect();
    seen.sort_by_key(|(step, ..)| step.to_string());
    let (once, steps) = (
        json!(1),
        [json!("measure/impose"), json!("measure/request")],
    );
    let rules = [json!("ENF-18-1"), json!("ENF-LIST")];
    assert_eq!(
        seen,
        [(&steps[0], &rules[0], &once), (&steps[1], &rules[1], &once)]
    );
}

#[tokio::test]
async fn next_tells_of_every_step_whether_it_may_be_taken_and_why_not() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let path = scene.carried_out((1, FILED), "measures", seizure()).await;
    let next = scene.sees(&handler(), &format!("{path}/next")).await;
    let steps = next.body["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 12);
    let step = |name: &str| steps.iter().find(|step| step["command"] == name).unwrap();
    assert_eq!(step("start-testing")["allowed"], true);
    assert_eq!(step("extend")["obstacles"][0]["code"], "post-missing");
    let obstacle = &step("return")["obstacles"][0];
    assert_eq!(obstacle["code"], "nothing-to-return");
    for field in ["rule", "citation", "missing", "cure"] {
        assert!(!obstacle[field].as_str().unwrap().is_empty(), "{field}");
    }
}
