//! Every refusal of every command is counted, whatever was asked for.

use std::collections::BTreeMap;

use documents::Form;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::beside::*;
use crate::desk::*;
use crate::papers::*;
use crate::scene::*;

/// How often each step was refused so far.
async fn refusals(scene: &Scene) -> BTreeMap<String, i64> {
    let path = "refusals?from=2026-03-01&to=2026-12-31";
    let counted = scene.sees(&head(), path).await;
    let rows = counted.body["refusals"].as_array().unwrap().clone();
    let mut steps = BTreeMap::new();
    for row in rows {
        assert!(!row["citation"].as_str().unwrap().is_empty(), "{row}");
        let step = row["step"].as_str().unwrap().to_owned();
        *steps.entry(step).or_default() += row["count"].as_i64().unwrap();
    }
    steps
}

/// Asks for what a rule refuses; exactly one refusal of `step` is counted.
async fn refused_once(scene: &Scene, path: &str, step: &str, body: Value) {
    let before = refusals(scene).await;
    let everyone = someone(
        99,
        &[
            kernel::Post::Handler,
            kernel::Post::Officer,
            kernel::Post::Reviewer,
            kernel::Post::Decider,
            kernel::Post::Collector,
        ],
        TONGGUAN,
    );
    let reply = scene.asks(&everyone, path, body).await;
    assert_eq!(reply.status, 409, "{path}: {}", reply.body);
    let mut wanted = before;
    *wanted.entry(step.to_owned()).or_default() += 1;
    assert_eq!(refusals(scene).await, wanted, "{path}: {}", reply.body);
}

#[tokio::test]
async fn steps_of_cases_enforcement_archive_and_documents_are_counted() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let case = format!("cases/{}", case_id(1));
    let cases: [(&str, &str, Value); 4] = [
        ("decision", "decide", decision(500)),
        ("notice", "serve-notice", notice(FILED)),
        (
            "enforcement/demand",
            "enforcement/serve-demand",
            json!({"content": "缴纳罚款", "service": handed_over("2026-03-02")}),
        ),
        ("archive", "archive", json!({"papers": []})),
    ];
    for (path, step, body) in cases {
        refused_once(&scene, &format!("{case}/{path}"), step, body).await;
    }
    let draft = draft_of(Form::PenaltyNotice, &given(Form::PenaltyNotice));
    let id = scene.drafts(&handler(), 1, draft).await;
    let service = json!({"service": handed_over("2026-03-02")});
    for (path, step, body) in [
        ("seal", "document/seal", json!({})),
        ("service", "document/serve", service),
        ("void", "document/void", json!({"reason": " "})),
    ] {
        refused_once(&scene, &format!("documents/{id}/{path}"), step, body).await;
    }
}

#[tokio::test]
async fn steps_beside_a_case_are_counted() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let measure = scene.begun(1, "measures", seizure()).await;
    let lift = format!("{measure}/lifting");
    refused_once(&scene, &lift, "measure/lift", lifting("no-violation")).await;
    let preserved = scene.begun(1, "preservations", preservation()).await;
    let back = format!("{preserved}/return");
    refused_once(&scene, &back, "preservation/return", given_back(&[1])).await;
    let referrals = format!("cases/{}/referrals", case_id(1));
    let alone = json!({"offence": "非法经营罪", "group": [Uuid::from_u128(LEAD)]});
    refused_once(&scene, &referrals, "referral/open", alone).await;
    let both = json!({
        "offence": "非法经营罪", "group": [Uuid::from_u128(LEAD), Uuid::from_u128(SECOND)],
    });
    let opened = scene.gets(&handler(), &referrals, both).await;
    let steps = format!("referrals/{}/steps", opened.text("id"));
    refused_once(
        &scene,
        &steps,
        "referral/approve",
        json!({"step": "approve"}),
    )
    .await;
}

#[tokio::test]
async fn steps_on_the_spot_and_of_remedies_are_counted() {
    let scene = Scene::open().await;
    let body = on_the_spot("market-supervision", 100);
    refused_once(&scene, "spot-penalties", "spot/issue", body.clone()).await;
    scene.registers_officers().await;
    let before = refusals(&scene).await;
    let id = scene.decides_on_the_spot(&body).await;
    let steps = format!("spot-penalties/{id}/steps");
    refused_once(&scene, &steps, "spot/hand-in", json!({"step": "hand-in"})).await;
    assert!(refusals(&scene).await["spot/issue"] >= before["spot/issue"]);
    scene.gets(&officer(), &steps, signed()).await;
    let remedy = format!("decisions/{id}/remedy/steps");
    let sued = json!({
        "step": "file-suit", "by": "party", "court": "铜官区人民法院", "filed_on": "2026-03-02",
    });
    refused_once(&scene, &remedy, "remedy/file-suit", sued).await;
}

#[tokio::test]
async fn a_wrong_body_and_a_foreign_region_are_no_refusals_of_the_law() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let path = format!("cases/{}/decision", case_id(1));
    let malformed = scene.asks(&head(), &path, json!({"outcome": 1})).await;
    assert_eq!(malformed.status, 400);
    let elsewhere = someone(21, &[kernel::Post::Decider], "340800");
    let hidden = scene.asks(&elsewhere, &path, decision(500)).await;
    assert_eq!(hidden.status, 404);
    assert!(refusals(&scene).await.is_empty());
}
