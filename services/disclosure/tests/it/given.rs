//! Decisions as the penalty service tells them, and the people who publish them.

use contracts::common::v1::Basis;
use contracts::disclosure::v1::{PublicationQueued, PublicationRefused};
use contracts::penalty::v1::{DecisionMade, DecisionRevoked, DecisionServed};
use disclosure::DisclosureService;
use jiff::civil::date;
use kernel::{Actor, MatterId, Post};
use serde_json::{Value, json};
use stage::{Reply, SOON, Stage};
use uuid::Uuid;

pub(crate) const TONGGUAN: &str = "340705";
pub(crate) const COMPANY: &str = "铜陵某某餐饮有限公司";
pub(crate) const USCC: &str = "91350100M000100Y43";

/// Monday the 9th: the clock of seven working days ends on Wednesday the 18th.
pub(crate) async fn open() -> Stage {
    Stage::open(&DisclosureService, date(2026, 3, 9))
        .await
        .unwrap()
}

pub(crate) fn masker(stage: &Stage) -> Actor {
    stage.person(31, Post::Discloser, TONGGUAN)
}

pub(crate) fn approver(stage: &Stage) -> Actor {
    stage.person(32, Post::Discloser, "340700")
}

/// The decision of case `number` against a company.
pub(crate) fn decision(number: u128) -> DecisionMade {
    DecisionMade {
        basis: Some(Basis::default()),
        case_id: Uuid::from_u128(number).to_string(),
        document_number: format!("铜市监处罚〔2026〕{number}号"),
        penalties: vec!["warning".to_owned(), "fine".to_owned()],
        fine_fen: 500_000,
        confiscated_fen: 0,
        decided_on: "2026-03-09".to_owned(),
        party_kind: "organisation".to_owned(),
        party_name: COMPANY.to_owned(),
        party_uscc: USCC.to_owned(),
        party_minor: false,
        violation_code: "CG-0001".to_owned(),
        power_item: "340705-CG-0001".to_owned(),
        agency: "铜官区城市管理局".to_owned(),
        domain: "city-management".to_owned(),
        procedure: "ordinary".to_owned(),
    }
}

/// Tells a decision in `region`; it is the first event of its case.
pub(crate) async fn tell(stage: &Stage, number: u128, region: &str, event: &DecisionMade) {
    let (case, matter) = (Uuid::from_u128(number), matter(number));
    stage
        .publish((case, 1), matter, region, event)
        .await
        .unwrap();
}

fn matter(number: u128) -> MatterId {
    MatterId::from(Uuid::from_u128(number + 1_000))
}

/// Tells that the decision of case `number` was served.
pub(crate) async fn serve(stage: &Stage, number: u128) {
    let event = DecisionServed {
        basis: Some(Basis::default()),
        case_id: Uuid::from_u128(number).to_string(),
        method: "direct".to_owned(),
        served_on: "2026-03-09".to_owned(),
    };
    let case = (Uuid::from_u128(number), 2);
    stage
        .publish(case, matter(number), TONGGUAN, &event)
        .await
        .unwrap();
}

/// Tells that the decision of case `number` was revoked; `version` counts the events of the case.
pub(crate) async fn revoke(stage: &Stage, number: u128, version: i64) {
    let event = DecisionRevoked {
        basis: Some(Basis::default()),
        case_id: Uuid::from_u128(number).to_string(),
        reason_code: "procedure-violated".to_owned(),
    };
    let case = (Uuid::from_u128(number), version);
    stage
        .publish(case, matter(number), TONGGUAN, &event)
        .await
        .unwrap();
}

/// Tells the decision of case `number` and waits until it is queued; its publication.
pub(crate) async fn queued(stage: &Stage, number: u128) -> String {
    tell(stage, number, TONGGUAN, &decision(number)).await;
    publication(stage, number).await
}

/// The publication of case `number`, once it is queued.
pub(crate) async fn publication(stage: &Stage, number: u128) -> String {
    let case = Uuid::from_u128(number).to_string();
    testkit::eventually(SOON, stage::POLL, async || {
        let queued = stage.recorded::<PublicationQueued>().await?;
        let found = queued.into_iter().find(|event| event.case_id == case);
        found
            .map(|event| event.publication_id)
            .ok_or_else(|| anyhow::anyhow!("case {case} is not queued"))
    })
    .await
    .unwrap()
}

/// Tells a decision and waits for the ground on which it is not published.
pub(crate) async fn refused(stage: &Stage, number: u128, event: &DecisionMade) -> String {
    tell(stage, number, TONGGUAN, event).await;
    let events = stage.wait_recorded::<PublicationRefused>(1).await.unwrap();
    let case = Uuid::from_u128(number).to_string();
    let found = events.into_iter().find(|event| event.case_id == case);
    found.unwrap().ground
}

pub(crate) fn text() -> Value {
    json!({
        "text": "当事人铜陵某某餐饮有限公司，负责人张三丰，电话13812345678，占道经营。",
        "redactions": [
            {"kind": "name", "text": "张三丰"},
            {"kind": "contact", "text": "13812345678"},
        ],
        "violation": "占道经营",
        "penalty": "警告；罚款5000元",
    })
}

pub(crate) const MASKED: &str = "当事人铜陵某某餐饮有限公司，负责人张某，电话***，占道经营。";

pub(crate) fn cleared() -> Value {
    json!({"secrecy_cleared": true, "secrecy_note": "不涉及国家秘密、商业秘密"})
}

pub(crate) fn reason() -> Value {
    json!({"reason_code": "decision-revoked", "reason": "该处罚决定已被依法撤销"})
}

/// Takes a step of a publication.
pub(crate) async fn step(
    stage: &Stage,
    actor: &Actor,
    publication: &str,
    action: &str,
    body: Value,
) -> Reply {
    let path = format!("/api/disclosure/v1/publications/{publication}/{action}");
    stage
        .post(&path)
        .by(stage, actor)
        .json(body)
        .send()
        .await
        .unwrap()
}

/// A step that must be taken.
pub(crate) async fn done(
    stage: &Stage,
    actor: &Actor,
    publication: &str,
    action: &str,
    body: Value,
) -> Reply {
    let reply = step(stage, actor, publication, action, body).await;
    assert_eq!(reply.status, 200, "{action}: {}", reply.body);
    reply
}

/// Takes case `number` from its decision to the register; its publication.
pub(crate) async fn published(stage: &Stage, number: u128) -> String {
    let id = queued(stage, number).await;
    serve(stage, number).await;
    done(stage, &masker(stage), &id, "masking", text()).await;
    done(stage, &approver(stage), &id, "approval", cleared()).await;
    until_published(stage, &id).await;
    id
}

/// Publishes as soon as the service of the decision is known.
pub(crate) async fn until_published(stage: &Stage, id: &str) {
    testkit::eventually(SOON, stage::POLL, async || {
        let reply = step(stage, &masker(stage), id, "publication", json!({})).await;
        anyhow::ensure!(reply.status == 200, "{}", reply.body);
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
}

/// What the public sees of a publication.
pub(crate) async fn shown(stage: &Stage, id: &str) -> Reply {
    let path = format!("/api/disclosure/v1/public/decisions/{id}");
    stage.get(&path).send().await.unwrap()
}

/// Waits until the staff see a publication in a state.
pub(crate) async fn until(stage: &Stage, id: &str, status: &str) -> Reply {
    let path = format!("/api/disclosure/v1/publications/{id}");
    testkit::eventually(SOON, stage::POLL, async || {
        let reply = stage.get(&path).by(stage, &masker(stage)).send().await?;
        anyhow::ensure!(reply.text("status") == status, "{}", reply.body);
        Ok::<_, anyhow::Error>(reply)
    })
    .await
    .unwrap()
}
