//! Stories of a fine that is not paid: demand, the court, suspension, and every clock on the way.

use contracts::penalty::v1::{
    EnforcementFinished, EnforcementOver, EnforcementOverdue, EnforcementResumed,
    EnforcementSuspended,
};
use jiff::civil::{Date, date};
use kernel::Actor;
use serde_json::{Value, json};

use crate::scene::*;

pub(crate) fn demand(day: &str) -> Value {
    json!({
        "content": "自收到本催告书之日起十日内缴纳罚款及加处罚款，有权陈述申辩",
        "service": handed_over(day),
    })
}

pub(crate) fn application() -> Value {
    json!({"court": "铜官区人民法院", "object": "罚款1000元及加处罚款1000元"})
}

async fn on(scene: &Scene, day: Date) {
    scene.stage.clock.set_date(day);
    scene.stage.clocks_at_rest().await.unwrap();
}

/// Served on 2 March, overdue since 17 March.
pub(crate) async fn unpaid(scene: &Scene) {
    scene.investigated(&[1]).await;
    scene.served(1, 1_000).await;
    on(scene, date(2026, 3, 18)).await;
}

pub(crate) async fn step(scene: &Scene, actor: &Actor, step: &str, body: Value) -> Value {
    let reply = scene
        .does(actor, 1, &format!("enforcement/{step}"), body)
        .await;
    reply.body
}

pub(crate) async fn refused(
    scene: &Scene,
    (actor, step): (&Actor, &str),
    body: Value,
    (code, article): (&str, &str),
) {
    let step = format!("enforcement/{step}");
    scene
        .refused((actor, 1, &step), body, (code, article))
        .await;
}

/// Rules of the clocks of enforcement that ran out, in order.
pub(crate) async fn ran_out(scene: &Scene) -> Vec<String> {
    let overdue = scene.stage.recorded::<EnforcementOverdue>().await.unwrap();
    overdue.into_iter().map(|event| event.rule_id).collect()
}

#[tokio::test]
async fn every_clock_of_enforcement_fires_on_the_day_after_its_last_and_once() {
    let scene = Scene::open().await;
    unpaid(&scene).await;
    on(&scene, date(2026, 4, 16)).await;
    assert!(ran_out(&scene).await.is_empty());
    on(&scene, date(2026, 4, 17)).await;
    assert_eq!(ran_out(&scene).await, ["ENF-SURCH-30"]);
    // the demand crosses National Day and the worked Saturday after it
    on(&scene, date(2026, 9, 30)).await;
    step(&scene, &handler(), "demand", demand("2026-09-30")).await;
    on(&scene, date(2026, 10, 20)).await;
    assert_eq!(ran_out(&scene).await.len(), 1);
    on(&scene, date(2026, 10, 21)).await;
    assert_eq!(ran_out(&scene).await, ["ENF-SURCH-30", "ENF-DEMAND-10"]);
    step(&scene, &head(), "application", application()).await;
    on(&scene, date(2026, 10, 28)).await;
    assert_eq!(ran_out(&scene).await.len(), 2);
    on(&scene, date(2026, 10, 29)).await;
    assert_eq!(ran_out(&scene).await[2], "ENF-COURT-ACCEPT");
    let accepted = json!({"accepted_on": "2026-10-29"});
    step(&scene, &handler(), "acceptance", accepted).await;
    on(&scene, date(2026, 11, 9)).await;
    assert_eq!(ran_out(&scene).await.len(), 3);
    on(&scene, date(2026, 11, 10)).await;
    assert_eq!(ran_out(&scene).await[3], "ENF-COURT-RULE");
    on(&scene, date(2027, 6, 1)).await;
    assert_eq!(
        ran_out(&scene).await.len(),
        4,
        "asked in time: no ENF-COURT-3M"
    );
}

#[tokio::test]
async fn real_inability_suspends_and_after_three_years_ends_enforcement() {
    let scene = Scene::open().await;
    unpaid(&scene).await;
    step(&scene, &handler(), "demand", demand("2026-03-18")).await;
    on(&scene, date(2026, 9, 3)).await;
    step(&scene, &head(), "application", application()).await;
    let accepted = json!({"accepted_on": "2026-09-03"});
    step(&scene, &handler(), "acceptance", accepted).await;
    let ruling = json!({
        "granted": true, "instrument": "（2026）皖0705行审12号", "ruled_on": "2026-09-03",
    });
    step(&scene, &handler(), "ruling", ruling).await;
    let unable = json!({"ground": "inability", "reason": "无可供执行财产", "harmless": true});
    step(&scene, &head(), "suspension", unable.clone()).await;
    let again = json!({"reason": "发现财产"});
    step(&scene, &head(), "resumption", again).await;
    step(&scene, &head(), "suspension", unable).await;
    on(&scene, date(2029, 9, 3)).await;
    let finished = scene.stage.recorded::<EnforcementFinished>().await.unwrap();
    assert!(finished.is_empty());
    on(&scene, date(2029, 9, 4)).await;
    let finished = scene.stage.recorded::<EnforcementFinished>().await.unwrap();
    assert_eq!(finished[0].outcome, "lapsed");
    scene.does(&head(), 1, "closure", json!({})).await;
    let shown = scene.shows(&head(), 1, "").await;
    assert_eq!(shown.body["closure"]["outcome"], "other");
    let suspended = scene
        .stage
        .recorded::<EnforcementSuspended>()
        .await
        .unwrap();
    assert_eq!(suspended.len(), 2);
    let resumed = scene.stage.recorded::<EnforcementResumed>().await.unwrap();
    assert_eq!(resumed.len(), 1);
}

#[tokio::test]
async fn a_court_that_does_not_accept_may_be_asked_again_and_may_refuse() {
    let scene = Scene::open().await;
    unpaid(&scene).await;
    step(&scene, &handler(), "demand", demand("2026-03-18")).await;
    on(&scene, date(2026, 9, 3)).await;
    step(&scene, &head(), "application", application()).await;
    let rejected = json!({"ruled_on": "2026-09-03", "reason": "材料不全"});
    let seen = step(&scene, &handler(), "rejection", rejected).await;
    assert_eq!(seen["status"], "demanded");
    let apply = seen["steps"]
        .as_array()
        .unwrap()
        .iter()
        .find(|step| step["command"] == "apply")
        .unwrap();
    let codes: Vec<&str> = apply["obstacles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|refusal| refusal["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["post-missing"], "the head of the agency may apply");
    step(&scene, &head(), "application", application()).await;
    let accepted = json!({"accepted_on": "2026-09-03"});
    step(&scene, &handler(), "acceptance", accepted).await;
    let ruling = json!({
        "granted": false, "instrument": "（2026）皖0705行审12号", "ruled_on": "2026-09-03",
    });
    step(&scene, &handler(), "ruling", ruling).await;
    let shown = scene.shows(&head(), 1, "/enforcement").await;
    assert_eq!(shown.body["status"], "finished");
    let over = scene.stage.recorded::<EnforcementOver>().await.unwrap();
    assert_eq!(over[0].ground, "court-refused");
}

#[tokio::test]
async fn before_anything_is_overdue_there_is_nothing_to_enforce() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let told = scene
        .tries(&handler(), 1, "enforcement/demand", demand("2026-03-02"))
        .await;
    assert_eq!(told.problem(), "decision-not-served", "{}", told.body);
    scene.served(1, 1_000).await;
    let told = scene
        .tries(&handler(), 1, "enforcement/demand", demand("2026-03-02"))
        .await;
    assert_eq!(told.problem(), "not-overdue", "{}", told.body);
    let shown = scene.shows(&handler(), 1, "/enforcement").await;
    assert_eq!(shown.body["status"], "absent");
    assert_eq!(shown.body["version"], 0);
}
