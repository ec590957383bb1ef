//! Who is punished and how much, told as cases.

use contracts::penalty::v1::DecisionMade;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::norms::{item, loads};
use crate::scene::*;

const STEP: &str = "investigation-report";

fn report_of(penalties: Value, assessment: Value) -> Value {
    let mut body = report(500);
    body["penalties"] = penalties;
    body["assessment"] = assessment;
    body
}

fn fine(yuan: i64) -> Value {
    json!([{"kind": "fine", "amount_fen": yuan * 100}])
}

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
}

#[tokio::test]
async fn a_child_of_thirteen_is_spared_and_one_of_sixteen_punished_more_lightly() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2]).await;
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

    let sixteen = |yuan, grade| born(report_of(fine(yuan), json!({})), "2009-06-01", grade);
    scene
        .refused((&handler(), 2, STEP), sixteen(500, "general"), minor)
        .await;
    let above = ("fine-outside-range", "消费者权益保护法");
    scene
        .refused((&handler(), 2, STEP), sixteen(250_001, "lighter"), above)
        .await;
    scene
        .does(&handler(), 2, STEP, sixteen(500, "lighter"))
        .await;
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
}

#[tokio::test]
async fn an_amount_outside_the_band_needs_a_typed_reason() {
    let scene = Scene::open().await;
    assert_eq!(publishes(&scene, benchmark("2025-01-01")).await, 201);
    scene.investigated(&[1]).await;
    let of = |assessment| report_of(fine(1_000), assessment);
    let outside = ("fine-outside-band", "裁量基准");
    scene
        .refused((&handler(), 1, STEP), of(json!({})), outside)
        .await;
    let reasoned = |reason: &str| {
        of(json!({"departures": [
            {"from": "band", "reason": reason, "text": "当事人系残疾人，生活困难"},
        ]}))
    };
    let untyped = scene.tries(&handler(), 1, STEP, reasoned("mercy")).await;
    assert_eq!(untyped.status, 422, "{}", untyped.body);
    scene.does(&handler(), 1, STEP, reasoned("hardship")).await;
    let shown = scene.shows(&head(), 1, "").await;
    let assessed = &shown.body["report"]["assessed"];
    let departure = &assessed["findings"]["departures"][0];
    assert_eq!(departure["reason"], "hardship");
    assert_eq!(assessed["measured"]["band"]["min"], 15_000_000);
}

#[tokio::test]
async fn a_case_of_an_unknown_item_is_kept_and_refused_at_the_report() {
    let scene = Scene::open().await;
    assert_eq!(
        loads(&scene, json!([item("340705-SJ-7777")])).await.status,
        201
    );
    scene.investigated(&[1]).await;
    let unknown = ("power-item-unknown", "第十七条");
    scene
        .refused((&handler(), 1, STEP), report(500), unknown)
        .await;
    let named = report_of(fine(500), json!({"power_item": "340705-SJ-7777"}));
    scene.does(&handler(), 1, STEP, named).await;
    let shown = scene.shows(&head(), 1, "").await;
    assert_eq!(shown.text("power_item"), "340705-SJ-7777");
}

#[tokio::test]
async fn an_act_that_was_discovered_after_two_years_is_not_punished() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let mut late = report(500);
    late["act_ended_on"] = json!("2024-03-01");
    let passed = ("limitation-passed", "第三十六条");
    scene
        .refused((&handler(), 1, STEP), late.clone(), passed)
        .await;
    late["assessment"] = json!({
        "discovered_on": "2026-02-28", "discovery_proof": "投诉登记 2026-02-28",
    });
    scene.does(&handler(), 1, STEP, late).await;
}

/// A benchmark of the item that cases are filed with.
pub(crate) fn benchmark(valid_from: &str) -> Value {
    json!({
        "item": "340705-SJ-0001", "title": "铜陵市市场监督管理行政处罚裁量基准",
        "published_on": valid_from, "valid_from": valid_from,
        "factors": [{"code": "again", "label": "两年内再次违法", "weight": 1}],
    })
}

/// The status of publishing a benchmark for Tongguan.
pub(crate) async fn publishes(scene: &Scene, benchmark: Value) -> u16 {
    let supervisor = someone(61, &[kernel::Post::Supervisor], TONGGUAN);
    let call = scene.stage.post("/api/penalty/v1/benchmarks");
    let body = json!({"region": TONGGUAN, "benchmarks": [benchmark]});
    let call = call.by(&scene.stage, &supervisor).json(body);
    call.send().await.unwrap().status
}
