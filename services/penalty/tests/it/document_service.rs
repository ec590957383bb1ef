//! Service has one truth: the step of the case and the register of documents never differ.

use contracts::penalty::v1::{DecisionServed, DocumentServed};
use documents::Form;
use jiff::civil::date;
use serde_json::json;

use crate::papers::*;
use crate::scene::*;

#[tokio::test]
async fn a_sealed_decision_is_served_when_the_step_of_its_case_says_so() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    let sealed = scene.issues(1, Form::PenaltyDecision).await;
    assert_eq!(sealed.text("status"), "sealed");
    scene.stage.clock.set_date(date(2026, 3, 4));
    let service = json!({"service": handed_over("2026-03-03")});
    scene.does(&handler(), 1, "service", service.clone()).await;
    let shown = scene.opens(&handler(), sealed.text("id")).await;
    assert_eq!(
        (shown.text("status"), shown.text("served_on")),
        ("served", "2026-03-03")
    );
    let told = scene.stage.recorded::<DocumentServed>().await.unwrap();
    assert_eq!(told[0].served_on, "2026-03-03");
    let twice = scene
        .document(&handler(), sealed.text("id"), "service", service)
        .await;
    assert_eq!((twice.status, twice.problem()), (409, "wrong-state"));
}

#[tokio::test]
async fn a_decision_whose_document_is_recorded_as_served_is_served_in_its_case() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    let sealed = scene.issues(1, Form::PenaltyDecision).await;
    let id = sealed.text("id");
    let unproven = json!({"service": {
        "method": "left-behind", "proof_on": "2026-03-02", "proof": "录像",
    }});
    let refused = scene.document(&handler(), id, "service", unproven).await;
    assert_eq!(
        (refused.status, refused.problem()),
        (409, "service-not-proven")
    );
    let service = json!({"service": handed_over("2026-03-02")});
    let served = scene.document(&handler(), id, "service", service).await;
    assert_eq!(served.text("status"), "served", "{}", served.body);
    let case = scene.shows(&handler(), 1, "").await;
    assert_eq!(case.body["status"], "served");
    let told = scene.stage.recorded::<DecisionServed>().await.unwrap();
    assert_eq!(told.len(), 1, "the periods of the party run");
}

#[tokio::test]
async fn a_document_sealed_after_the_service_was_recorded_is_served_at_once() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 500).await;
    let sealed = scene.issues(1, Form::PenaltyDecision).await;
    assert_eq!(
        (sealed.text("status"), sealed.text("served_on")),
        ("served", "2026-03-02")
    );
}

#[tokio::test]
async fn a_notice_is_served_in_case_and_register_alike_and_only_the_last_one() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene
        .does(&handler(), 1, "investigation-report", report(500))
        .await;
    let mut values = given(Form::PenaltyNotice);
    values.insert("hearing".to_owned(), json!("告知听证权利"));
    let draft = draft_of(Form::PenaltyNotice, &values);
    let (first, _) = scene.prints(1, draft.clone()).await;
    scene.stage.clock.advance_days(1);
    let (second, _) = scene.prints(1, draft).await;
    let service = json!({"service": handed_over("2026-03-03")});
    let replaced = scene
        .document(&handler(), first.text("id"), "service", service.clone())
        .await;
    assert_eq!(
        (replaced.status, replaced.problem()),
        (409, "document-replaced"),
        "{}",
        replaced.body
    );
    let served = scene
        .document(&handler(), second.text("id"), "service", service)
        .await;
    assert_eq!(served.text("status"), "served", "{}", served.body);
    let case = scene.shows(&handler(), 1, "").await;
    assert_eq!(case.body["status"], "notified");
    let asked = json!({"received_on": "2026-03-03"});
    scene.does(&handler(), 1, "hearing-request", asked).await;
}

#[tokio::test]
async fn a_receipt_and_an_announcement_tell_of_the_document_that_is_named() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    let decision = scene.issues(1, Form::PenaltyDecision).await;
    let about = ("document", decision.text("id"));
    let attempt = json!({
        "paper": "decision", "method": "direct", "tried_on": "2026-03-02",
        "outcome": "whereabouts-unknown", "account": "住所无人，邻居证明已搬离",
    });
    scene.does(&handler(), 1, "service-attempts", attempt).await;
    let form = Form::ServiceAnnouncement;
    let values = only(form, &["contact", "contact_phone"]);
    let (_, paper) = scene.prints(1, draft_about(form, &values, about)).await;
    for words in [
        "作出《行政处罚决定书》（铜市监处罚〔2026〕1号）",
        "因你（单位）下落不明",
        "罚款人民币伍佰元整",
        "六十日内向铜官区人民政府申请行政复议",
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    let service = json!({"service": handed_over("2026-03-02")});
    scene.does(&handler(), 1, "service", service).await;
    let form = Form::ServiceReceipt;
    let values = only(form, &["place", "servers"]);
    let (_, paper) = scene.prints(1, draft_about(form, &values, about)).await;
    for words in [
        "《行政处罚决定书》铜市监处罚〔2026〕1号",
        "铜官区鲜味食品店",
        "直接送达",
        "2026年3月2日",
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    let draft = scene.drafts(&handler(), 1, order()).await;
    let unsealed = draft_about(form, &values, ("document", draft.as_str()));
    let refused = scene.tries(&handler(), 1, "documents", unsealed).await;
    assert_eq!(
        (refused.status, refused.problem()),
        (422, "about-not-sealed")
    );
}
