//! What other services report about a matter.

use contracts::Event;
use contracts::complaint::v1::ReplyGiven;
use contracts::disclosure::v1::{DecisionPublished, PublicationWithdrawn};
use contracts::intake::v1::{CaseFiled, ClueNotFiled, ClueTransferred};
use contracts::penalty::v1::{CaseClosed, DecisionMade, DecisionRevoked};
use kernel::MatterId;
use serde_json::json;
use stage::{POLL, SOON, Stage};
use uuid::Uuid;

use crate::given::{TONGGUAN, Taken, act, open, progress, question, reply, report, submit};

async fn publish<E: Event>(stage: &Stage, matter: MatterId, at: (u128, i64), event: &E) {
    let aggregate = (Uuid::from_u128(at.0), at.1);
    stage
        .publish(aggregate, matter, TONGGUAN, event)
        .await
        .unwrap();
}

async fn wait_for_stage(stage: &Stage, taken: &Taken, wanted: &str) {
    testkit::eventually(SOON, POLL, async || {
        let seen = progress(stage, taken).await;
        anyhow::ensure!(seen.text("stage") == wanted, "{}", seen.body);
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_citizen_follows_a_report_from_the_filing_to_the_published_decision() {
    let stage = open().await;
    let taken = submit(&stage, report()).await;
    let matter = taken.matter;
    publish(&stage, matter, (11, 1), &CaseFiled::default()).await;
    wait_for_stage(&stage, &taken, "filed").await;
    let seen = progress(&stage, &taken).await;
    assert_eq!(
        (seen.text("status"), &seen.body["due"]),
        ("handling", &json!(null))
    );
    assert_eq!(seen.body["replies"][0]["author"], "platform");
    let told = stage.recorded::<ReplyGiven>().await.unwrap();
    assert_eq!(told[0].outcome, "filed");
    let basis_told = told[0].basis.as_ref().unwrap();
    assert_eq!(basis_told.actor_post, "system");
    assert_eq!(basis_told.dues_met, ["CMP-HOTLINE-REPORT"]);

    publish(&stage, matter, (12, 1), &DecisionMade::default()).await;
    wait_for_stage(&stage, &taken, "decided").await;
    let published = DecisionPublished::default();
    publish(&stage, matter, (13, 1), &published).await;
    wait_for_stage(&stage, &taken, "published").await;
    assert_eq!(reply(&stage, &taken, "decided").await.status, 200);
    let closed = act(&stage, &taken, "closure", json!({"satisfaction": 5})).await;
    assert_eq!(closed.text("stage"), "closed", "{}", closed.body);
    let stages: Vec<_> = closed.body["stages"].as_array().unwrap().iter().collect();
    let names: Vec<_> = stages
        .iter()
        .map(|stage| stage["stage"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "received",
            "forwarded",
            "filed",
            "decided",
            "published",
            "closed"
        ]
    );
}

#[tokio::test]
async fn a_clue_that_is_not_filed_or_transferred_is_shown_and_can_be_answered() {
    let stage = open().await;
    let refused = submit(&stage, report()).await;
    let moved = submit(&stage, report()).await;
    let event = ClueNotFiled::default();
    publish(&stage, refused.matter, (21, 1), &event).await;
    let event = ClueTransferred::default();
    publish(&stage, moved.matter, (22, 1), &event).await;
    wait_for_stage(&stage, &refused, "not-filed").await;
    wait_for_stage(&stage, &moved, "transferred").await;
    let replied = reply(&stage, &refused, "not-filed").await;
    assert_eq!(
        (replied.status, replied.text("status")),
        (200, "replied"),
        "{}",
        replied.body
    );
    assert_eq!(
        reply(&stage, &moved, "transferred").await.text("status"),
        "replied"
    );
}

#[tokio::test]
async fn what_is_revoked_or_withdrawn_is_shown_no_longer() {
    let stage = open().await;
    let taken = submit(&stage, report()).await;
    let matter = taken.matter;
    publish(&stage, matter, (12, 1), &DecisionMade::default()).await;
    let published = DecisionPublished::default();
    publish(&stage, matter, (13, 1), &published).await;
    wait_for_stage(&stage, &taken, "published").await;
    let withdrawn = PublicationWithdrawn::default();
    publish(&stage, matter, (13, 2), &withdrawn).await;
    wait_for_stage(&stage, &taken, "decided").await;
    let revoked = DecisionRevoked::default();
    publish(&stage, matter, (12, 2), &revoked).await;
    wait_for_stage(&stage, &taken, "forwarded").await;
    publish(&stage, matter, (12, 3), &CaseClosed::default()).await;
    wait_for_stage(&stage, &taken, "decided").await;
}

#[tokio::test]
async fn a_matter_that_began_elsewhere_is_none_of_ours() {
    let stage = open().await;
    let taken = submit(&stage, question()).await;
    let foreign = MatterId::from(Uuid::from_u128(99));
    publish(&stage, foreign, (31, 1), &CaseFiled::default()).await;
    publish(&stage, taken.matter, (32, 1), &ClueTransferred::default()).await;
    wait_for_stage(&stage, &taken, "transferred").await;
    assert!(stage.parked().await.unwrap().is_empty());
    assert!(stage.recorded::<ReplyGiven>().await.unwrap().is_empty());
}
