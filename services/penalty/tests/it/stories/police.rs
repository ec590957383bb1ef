//! Stories of cases that may be crimes.

use contracts::penalty::v1::ReferralProgressed;
use jiff::civil::date;
use serde_json::{Value, json};

use crate::desk::*;
use crate::scene::*;

async fn steps_of(scene: &Scene) -> Vec<String> {
    let went = scene.stage.recorded::<ReferralProgressed>().await.unwrap();
    went.into_iter().map(|event| event.step).collect()
}

fn to_police() -> Value {
    json!({
        "kind": "transferred-to-police", "organ": "铜官区公安分局", "reason": "涉嫌犯罪",
    })
}

#[tokio::test]
async fn a_case_goes_to_the_police_and_comes_back() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    let path = scene.refers(1).await;
    let again = format!("/api/penalty/v1/cases/{}/referrals", case_id(1));
    let second = scene.posts(&handler(), &again, suspicion()).await;
    assert_eq!((second.status, second.problem()), (409, "referral-exists"));
    let report = json!({"step": "report", "content": "检出罂粟碱"});
    scene.steps(&handler(), &path, report).await;
    scene.on(date(2026, 3, 6)).await;
    scene
        .steps(&head(), &path, json!({"step": "approve"}))
        .await;
    scene.steps(&handler(), &path, transfer()).await;
    let chief = head();
    let decided = (&chief, 1, "decision");
    let refusal = ("fine-instead-of-referral", "第十一条");
    scene.refused(decided, decision(500), refusal).await;
    let declined = json!({
        "step": "record-police-decline", "on": "2026-03-06", "notice": "不予立案通知书",
    });
    scene.steps(&handler(), &path, declined.clone()).await;
    scene
        .steps(&handler(), &path, json!({"step": "ask-police"}))
        .await;
    scene.refused(decided, decision(500), refusal).await;
    scene.steps(&handler(), &path, declined).await;
    let settled = json!({"step": "settle", "reasons": "公安机关维持不予立案"});
    scene.steps(&head(), &path, settled).await;
    let gone = ("referral-not-approved", "移送涉嫌犯罪案件的规定");
    scene
        .refused((&chief, 1, "ending"), to_police(), gone)
        .await;
    scene.does(&chief, 1, "decision", decision(500)).await;
    scene.serves(1).await;
    scene.pays_and_closes(1, 500).await;
    assert_eq!(
        steps_of(&scene).await,
        [
            "opened",
            "reported",
            "overdue",
            "approved",
            "transferred",
            "declined",
            "police-asked",
            "declined",
            "returned"
        ]
    );
}

#[tokio::test]
async fn a_fine_does_not_stand_in_for_a_transfer() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    let chief = head();
    let unapproved = ("referral-not-approved", "移送涉嫌犯罪案件的规定");
    scene
        .refused((&chief, 1, "ending"), to_police(), unapproved)
        .await;
    let path = scene.refers(1).await;
    let decided = (&chief, 1, "decision");
    let refusal = ("fine-instead-of-referral", "第十一条");
    scene.refused(decided, decision(500), refusal).await;
    let filed = json!({
        "step": "record-police-filing", "on": "2026-03-02", "notice": "立案通知书",
    });
    let list = json!({"step": "hand-over", "list": "案卷一册，食品20箱"});
    for (actor, body) in [
        (
            handler(),
            json!({"step": "report", "content": "检出罂粟碱"}),
        ),
        (head(), json!({"step": "approve"})),
        (handler(), transfer()),
        (handler(), filed),
        (handler(), list),
    ] {
        scene.steps(&actor, &path, body).await;
        scene.refused(decided, decision(500), refusal).await;
    }
    scene.does(&chief, 1, "ending", to_police()).await;
    scene.closes(1, "transferred").await;
    scene.on(date(2026, 12, 1)).await;
    assert_eq!(
        steps_of(&scene).await,
        [
            "opened",
            "reported",
            "approved",
            "transferred",
            "accepted",
            "handed-over"
        ],
        "every clock was kept"
    );
}
