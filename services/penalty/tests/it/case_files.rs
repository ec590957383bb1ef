//! The case file as one archive.

use case_file::{Finding, Volume, Volumes, verify};
use documents::Form;
use kernel::{Actor, Post};
use serde_json::json;
use stage::Reply;

use crate::papers::*;
use crate::scene::*;

impl Scene {
    async fn exports(&self, actor: &Actor, query: &str) -> Reply {
        self.shows(actor, 1, &format!("/file{query}")).await
    }

    /// A served case with documents of both volumes, sealed in no order, and one voided.
    async fn archived(&self) {
        self.investigated(&[1]).await;
        self.ready(1, 500).await;
        let order = self.drafts(&handler(), 1, order()).await;
        let sealed = self.document(&head(), &order, "seal", json!({})).await;
        assert_eq!(sealed.status, 200, "{}", sealed.body);
        let reason = json!({"reason": "无需改正"});
        let voided = self.document(&head(), &order, "void", reason).await;
        assert_eq!(voided.status, 200, "{}", voided.body);
        self.issues(1, Form::LegalReviewForm).await;
        self.issues(1, Form::PenaltyNotice).await;
        self.does(&head(), 1, "decision", decision(500)).await;
        self.issues(1, Form::PenaltyDecision).await;
        self.issues(1, Form::InvestigationReport).await;
        self.issues(1, Form::FilingApproval).await;
    }
}

#[tokio::test]
async fn a_case_file_holds_both_volumes_in_order_and_verifies_without_the_platform() {
    let scene = Scene::open().await;
    scene.archived().await;
    let reply = scene.exports(&reviewer(), "").await;
    assert_eq!(
        (reply.status, reply.content_type.as_str()),
        (200, "application/zip")
    );
    let manifest = verify(&reply.bytes, None).unwrap().manifest;
    let forms = |volume| {
        let of = manifest.documents.iter();
        let of = of.filter(move |document| document.volume == volume);
        of.map(|document| document.form.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        forms(Volume::Main),
        ["filing-approval", "penalty-decision", "penalty-notice"]
    );
    assert_eq!(
        forms(Volume::Secondary),
        ["investigation-report", "legal-review-form"]
    );
    assert_eq!(
        manifest.documents[1].number.as_deref(),
        Some("铜市监处罚〔2026〕1号")
    );
    assert_eq!(
        manifest.voided[0].number.as_deref(),
        Some("铜市监责改〔2026〕1号")
    );
    assert_eq!(
        manifest.evidence.as_ref().unwrap().manifest_digest,
        "0f".repeat(32)
    );
    assert_eq!(manifest.case.uuid(), case_id(1));

    let again = scene.exports(&reviewer(), "").await;
    assert_eq!(
        again.bytes, reply.bytes,
        "the same file gives the same bytes"
    );
    let mut changed = reply.bytes;
    let place = changed.len() / 2;
    changed[place] ^= 1;
    let found = verify(&changed, None).unwrap_err();
    assert!(
        matches!(found.as_slice(), [Finding::Changed { .. }]),
        "{found:?}"
    );
}

#[tokio::test]
async fn the_timeline_of_a_case_file_is_that_of_the_ledger() {
    let scene = Scene::open().await;
    scene.archived().await;
    let reply = scene.exports(&head(), "").await;
    let verified = verify(&reply.bytes, None).unwrap();
    let timeline = verified.timeline;
    let recorded: Vec<String> = sqlx::query_scalar(
        "select event_type from penalty.ledger where matter_id = $1 order by position",
    )
    .bind(matter(1).uuid())
    .fetch_all(scene.stage.database.pool())
    .await
    .unwrap();
    let told: Vec<&str> = timeline
        .iter()
        .map(|step| step.event_type.as_str())
        .collect();
    assert_eq!(told, recorded);
    assert_eq!(told[0], "mingjing.penalty.v1.CaseOpened");
    assert_eq!(
        Some(verified.manifest.as_of),
        timeline.last().map(|step| step.at)
    );
}

#[tokio::test]
async fn the_partys_volume_has_nothing_of_the_deliberation() {
    let scene = Scene::open().await;
    scene.archived().await;
    let reply = scene.exports(&collector(), "?volume=main").await;
    let manifest = verify(&reply.bytes, None).unwrap().manifest;
    assert_eq!(manifest.volumes, Volumes::Main);
    assert!(
        manifest
            .files
            .iter()
            .all(|file| !file.name.starts_with("secondary"))
    );
    assert_eq!(manifest.documents.len(), 3);
}

#[tokio::test]
async fn nobody_without_post_or_region_gets_a_case_file() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let supervisor = someone(51, &[Post::Supervisor], TONGGUAN);
    assert_eq!(scene.exports(&supervisor, "?volume=main").await.status, 403);
    assert_eq!(scene.exports(&collector(), "").await.status, 403);
    assert_eq!(scene.exports(&stranger(), "").await.status, 404);
    assert_eq!(scene.exports(&handler(), "?volume=third").await.status, 400);
    let empty = scene.exports(&handler(), "").await;
    assert!(
        verify(&empty.bytes, None)
            .unwrap()
            .manifest
            .documents
            .is_empty()
    );
}
