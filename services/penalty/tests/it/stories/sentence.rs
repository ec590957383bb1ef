//! Stories of who is punished and how much.

use contracts::penalty::v1::DecisionMade;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::norms::{item, loads};
use crate::punished::{STEP, fine, report_of};
use crate::rules::referring;
use crate::scene::*;

fn born(mut body: Value, on: &str, grade: &str) -> Value {
    body["party"] = json!({
        "kind": "natural-person", "name": "林小宝", "address": "铜官区长江路9号", "born_on": on,
    });
    body["grade"] = json!(grade);
    body
}

fn spared(ground: &str) -> Value {
    json!({
        "agency_code": "铜市监不罚", "outcome": "not-penalised", "ground": ground,
        "reasons": "依法不予行政处罚，并对当事人进行教育",
    })
}

#[tokio::test]
async fn a_first_offence_is_not_punished() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let found = json!({"first_offence": true, "corrected": true, "harm": "minor"});
    let unexplained = report_of(fine(500), found.clone());
    let weighed = ("first-offence-not-weighed", "第三十三条");
    scene
        .refused((&handler(), 1, STEP), unexplained, weighed)
        .await;
    scene
        .does(&handler(), 1, STEP, report_of(json!([]), found))
        .await;
    let shown = scene.shows(&head(), 1, "").await;
    let assessed = &shown.body["report"]["assessed"];
    assert_eq!(assessed["assessment"]["effect"], "may-not-be-penalised");
    assert_eq!(assessed["assessment"]["rows"].as_array().unwrap().len(), 10);
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    let other = ("ground-does-not-hold", "第三十三条");
    scene
        .refused(
            (&head(), 1, "decision"),
            spared("minor-and-corrected"),
            other,
        )
        .await;
    scene
        .does(&head(), 1, "decision", spared("first-offence"))
        .await;
    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    assert!(made[0].penalties.is_empty());
    scene.serves(1).await;
    scene.closes(1, "not-penalised").await;
}

#[tokio::test]
async fn a_child_of_thirteen_is_spared() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let minor = ("minor-party", "第三十条");
    let thirteen = |penalties, grade| born(report_of(penalties, json!({})), "2012-06-01", grade);
    scene
        .refused((&handler(), 1, STEP), thirteen(fine(500), "lighter"), minor)
        .await;
    scene
        .does(&handler(), 1, STEP, thirteen(json!([]), "general"))
        .await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    scene
        .does(&head(), 1, "decision", spared("under-age"))
        .await;
    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    assert!(made[0].party_minor && made[0].penalties.is_empty());
    scene.serves(1).await;
    scene.closes(1, "not-penalised").await;
}

#[tokio::test]
async fn one_of_sixteen_is_punished_more_lightly() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let minor = ("minor-party", "第三十条");
    let sixteen = |yuan, grade| born(report_of(fine(yuan), json!({})), "2009-06-01", grade);
    scene
        .refused((&handler(), 1, STEP), sixteen(500, "general"), minor)
        .await;
    let above = ("fine-outside-range", "消费者权益保护法");
    scene
        .refused((&handler(), 1, STEP), sixteen(250_001, "lighter"), above)
        .await;
    scene
        .does(&handler(), 1, STEP, sixteen(500, "lighter"))
        .await;
    scene.does(&handler(), 1, "notice", notice(FILED)).await;
    scene.does(&handler(), 1, "statement", waiver()).await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    assert!(made[0].party_minor && made[0].party_name.is_empty());
    scene.serves(1).await;
    scene.pays_and_closes(1, 500).await;
}

#[tokio::test]
async fn an_act_before_a_change_of_law_is_judged_by_the_lighter_version() {
    let scene = Scene::open().await;
    let changed = |valid_from: Date, valid_to: Option<Date>, (min, max): (i64, i64)| {
        json!({
            "basis": [{
                "level": "law", "instrument": "食品安全法", "article": "第一百二十四条第一款",
            }],
            "kinds": ["fine"],
            "fines": [{"min": {"fen": min * 100}, "max": {"fen": max * 100}}],
            "valid_from": valid_from, "valid_to": valid_to, "verified": true,
        })
    };
    let change = date(2026, 2, 25);
    let mut lighter = item("340705-SJ-0001");
    lighter["versions"] = json!([
        changed(date(2015, 10, 1), Some(change), (10_000, 50_000)),
        changed(change, None, (1_000, 5_000)),
    ]);
    let mut harsher = item("340705-SJ-0002");
    harsher["versions"] = json!([
        changed(date(2015, 10, 1), Some(change), (1_000, 5_000)),
        changed(change, None, (10_000, 50_000)),
    ]);
    assert_eq!(loads(&scene, json!([lighter, harsher])).await.status, 201);
    scene.investigated(&[1, 2]).await;
    let of = |code: &str, yuan| report_of(fine(yuan), json!({"power_item": code}));
    for (number, code) in [(1, "340705-SJ-0001"), (2, "340705-SJ-0002")] {
        let old = ("fine-outside-range", "第一百二十四条");
        scene
            .refused((&handler(), number, STEP), of(code, 10_000), old)
            .await;
        scene.does(&handler(), number, STEP, of(code, 2_000)).await;
    }
    let law = |shown: &Value| shown["report"]["assessed"]["law"].clone();
    let later = law(&scene.shows(&head(), 1, "").await.body);
    assert_eq!(later["applies_from"], "2026-02-25");
    assert_eq!(later["compared"][0]["verdict"], "lighter-maximum");
    let old = law(&scene.shows(&head(), 2, "").await.body);
    assert_eq!(old["applies_from"], "2015-10-01");
    assert_eq!(old["compared"][0]["verdict"], "heavier");
    for number in [1, 2] {
        scene
            .does(&handler(), number, "notice", notice(FILED))
            .await;
        scene.does(&handler(), number, "statement", waiver()).await;
        scene
            .does(&reviewer(), number, "legal-review", agrees())
            .await;
        scene
            .does(&head(), number, "decision", decision(2_000))
            .await;
        scene.serves(number).await;
        scene.pays_and_closes(number, 2_000).await;
    }
}

#[tokio::test]
async fn two_fines_for_one_act_are_refused_also_across_cases() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2, 3, 4]).await;
    for number in 1..=4 {
        scene.ready(number, 500).await;
    }
    scene
        .does(&head(), 1, "decision", referring("现场笔录第7号"))
        .await;
    let twice = ("act-fined-before", "第二十九条");
    let again = referring("现场笔录第7号");
    scene
        .refused((&head(), 2, "decision"), again.clone(), twice)
        .await;
    scene
        .does(&head(), 3, "decision", referring("现场笔录第8号"))
        .await;
    let gone = json!({
        "kind": "revoked", "ground": "wrong-law", "instrument": "铜政复决〔2026〕4号",
        "revoked_on": "2026-03-02",
    });
    scene.does(&head(), 1, "revocation", gone).await;
    scene.does(&head(), 2, "decision", again.clone()).await;
    scene.refused((&head(), 4, "decision"), again, twice).await;
    for number in [2, 3] {
        scene.serves(number).await;
        scene.pays_and_closes(number, 500).await;
    }
    let fined = json!({"kind": "withdrawn", "reason": "同一违法行为已经罚款"});
    scene.does(&head(), 4, "ending", fined).await;
    scene.closes(4, "withdrawn").await;
}
