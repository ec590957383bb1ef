//! Decisions come in, and some are never published.

use crate::given::*;
use contracts::disclosure::v1::{PublicationOverdue, PublicationQueued, PublicationRefused};
use contracts::penalty::v1::DecisionMade;
use jiff::civil::date;
use serde_json::json;
use stage::SOON;

#[tokio::test]
async fn a_decision_is_queued_with_its_clock() {
    let stage = open().await;
    let id = queued(&stage, 12).await;
    let events = stage.recorded::<PublicationQueued>().await.unwrap();
    let [event] = events.as_slice() else {
        panic!("{events:?}")
    };
    let basis = event.basis.as_ref().unwrap();
    assert_eq!(
        (
            basis.dues_set[0].rule_id.as_str(),
            basis.dues_set[0].raw.as_str()
        ),
        ("DIS-PEN-7WD", "2026-03-18")
    );
    assert!(
        basis
            .articles
            .iter()
            .any(|article| article.contains("第四十八条"))
    );
    let path = "/api/disclosure/v1/publications?status=queued";
    let list = stage
        .get(path)
        .by(&stage, &masker(&stage))
        .send()
        .await
        .unwrap();
    let publications = list.body["publications"].as_array().unwrap();
    assert_eq!(publications.len(), 1);
    assert_eq!(
        (&publications[0]["id"], &publications[0]["due_on"]),
        (&json!(id), &json!("2026-03-18"))
    );
}

#[tokio::test]
async fn warnings_minors_public_security_and_no_penalty_are_never_published() {
    let warned = DecisionMade {
        penalties: vec!["warning".to_owned()],
        ..decision(1)
    };
    let minor = DecisionMade {
        party_minor: true,
        ..decision(2)
    };
    let sealed = DecisionMade {
        domain: "public-security".to_owned(),
        ..decision(3)
    };
    let none = DecisionMade {
        penalties: vec![],
        ..decision(4)
    };
    for (number, ground, event) in [
        (1, "warning-only", warned),
        (2, "minor", minor),
        (3, "public-security-record", sealed),
        (4, "no-penalty", none),
    ] {
        let stage = open().await;
        assert_eq!(refused(&stage, number, &event).await, ground);
        let events = stage.recorded::<PublicationRefused>().await.unwrap();
        assert!(!events[0].basis.as_ref().unwrap().articles.is_empty());
        assert!(
            events[0].basis.as_ref().unwrap().dues_met.is_empty(),
            "no clock ran"
        );
        let reply = step(
            &stage,
            &masker(&stage),
            &events[0].publication_id,
            "masking",
            text(),
        )
        .await;
        assert_eq!(
            (reply.status, reply.problem()),
            (409, "wrong-state"),
            "{ground}"
        );
        assert_eq!(shown(&stage, &events[0].publication_id).await.status, 404);
    }
}

#[tokio::test]
async fn a_decision_that_cannot_be_read_is_parked_with_its_reason() {
    let stage = open().await;
    let mut event = decision(12);
    event.document_number = "no number".to_owned();
    tell(&stage, 12, TONGGUAN, &event).await;
    testkit::eventually(SOON, stage::POLL, async || {
        let parked = stage.parked().await?;
        anyhow::ensure!(
            parked.len() == 1 && parked[0].1.contains("document_number"),
            "{parked:?}"
        );
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
    assert!(
        stage
            .recorded::<PublicationQueued>()
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn publication_that_is_late_is_told_once_and_may_still_happen() {
    let stage = open().await;
    let id = queued(&stage, 12).await;
    stage.clock.set_date(date(2026, 3, 18));
    stage.clocks_at_rest().await.unwrap();
    assert!(
        stage
            .recorded::<PublicationOverdue>()
            .await
            .unwrap()
            .is_empty(),
        "not early"
    );
    stage.clock.set_date(date(2026, 3, 19));
    let overdue = stage.wait_recorded::<PublicationOverdue>(1).await.unwrap();
    assert_eq!(overdue[0].rule_id, "DIS-PEN-7WD");
    assert_eq!(
        until(&stage, &id, "queued").await.body["overdue"],
        json!(true)
    );
    serve(&stage, 12).await;
    done(&stage, &masker(&stage), &id, "masking", text()).await;
    done(&stage, &approver(&stage), &id, "approval", cleared()).await;
    until_published(&stage, &id).await;
    stage.clock.advance_days(30);
    stage.clocks_at_rest().await.unwrap();
    assert_eq!(
        stage.recorded::<PublicationOverdue>().await.unwrap().len(),
        1
    );
}

#[tokio::test]
async fn what_is_published_in_time_stops_the_clock() {
    let stage = open().await;
    published(&stage, 12).await;
    stage.clock.advance_days(60);
    stage.clocks_at_rest().await.unwrap();
    assert!(
        stage
            .recorded::<PublicationOverdue>()
            .await
            .unwrap()
            .is_empty()
    );
}
