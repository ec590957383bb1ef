//! Who is punished and how much, told as cases.

use serde_json::{Value, json};

use crate::norms::{item, loads};
use crate::scene::*;

pub(crate) const STEP: &str = "investigation-report";

pub(crate) fn report_of(penalties: Value, assessment: Value) -> Value {
    let mut body = report(500);
    body["penalties"] = penalties;
    body["assessment"] = assessment;
    body
}

pub(crate) fn fine(yuan: i64) -> Value {
    json!([{"kind": "fine", "amount_fen": yuan * 100}])
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
