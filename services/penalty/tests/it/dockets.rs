//! Penalties on the spot, criminal referrals and remedies, over HTTP.

use contracts::common::v1::Basis;
use contracts::dispatch::v1::{CertificateSuspended, OfficerRegistered};
use contracts::penalty::v1::{DutyOverdue, FinePaid};
use jiff::civil::date;
use kernel::{Actor, Post};
use serde_json::{Value, json};
use stage::{POLL, Reply, SOON};
use testkit::eventually;
use uuid::Uuid;

use crate::scene::*;

pub(crate) const SPOTS: &str = "/api/penalty/v1/spot-penalties";

pub(crate) fn officer() -> Actor {
    someone(LEAD, &[Post::Officer], TONGGUAN)
}

pub(crate) fn on_the_spot(domain: &str, yuan: i64) -> Value {
    json!({
        "region": TONGGUAN, "domain": domain, "power_item": "340705-SJ-0001",
        "agency_code": "铜市监当罚",
        "party": {"kind": "organisation", "name": "铜官区鲜味食品店", "address": "长江路1号"},
        "facts": "未明码标价", "violation_code": "JG-0001",
        "place": "长江路1号", "evidence": ["现场照片"],
        "penalties": [{"kind": "fine", "amount_fen": yuan * 100}],
        "basis": [{
            "level": "law", "instrument": "价格法", "article": "第四十二条",
            "published_on": "1997-12-29",
        }],
        "officers": [Uuid::from_u128(LEAD), Uuid::from_u128(SECOND)],
        "conduct": {"facts_certain": true, "card_shown": true, "party_told": true},
        "reconsideration_body": "铜官区人民政府", "states_reconsideration_first": true,
        "states_surcharge": true,
    })
}

impl Scene {
    /// Dispatch registers both officers, for market supervision and public security.
    pub(crate) async fn registers_officers(&self) {
        for number in [LEAD, SECOND] {
            let id = Uuid::from_u128(number);
            let registered = OfficerRegistered {
                basis: Some(Basis::default()),
                officer_id: id.to_string(),
                domains: vec![
                    "market-supervision".to_owned(),
                    "public-security".to_owned(),
                ],
                certificate_valid_from: "2024-01-01".to_owned(),
                certificate_valid_to: "2027-12-31".to_owned(),
                ..OfficerRegistered::default()
            };
            self.stage
                .publish((id, 1), matter(number), TONGGUAN, &registered)
                .await
                .unwrap();
        }
    }

    pub(crate) async fn posts(&self, actor: &Actor, path: &str, body: Value) -> Reply {
        let call = self.stage.post(path).by(&self.stage, actor);
        call.json(body).send().await.unwrap()
    }

    /// A step that must succeed.
    pub(crate) async fn steps(&self, actor: &Actor, path: &str, body: Value) -> Reply {
        let step = body["step"].clone();
        let reply = self.posts(actor, path, body).await;
        assert_eq!(reply.status, 200, "{step}: {}", reply.body);
        reply
    }

    /// Decided on the spot, as soon as the certificates are known here.
    pub(crate) async fn decides_on_the_spot(&self, body: &Value) -> String {
        let issued = eventually(SOON, POLL, async || {
            let reply = self.posts(&officer(), SPOTS, body.clone()).await;
            if reply.status == 201 {
                Ok(reply)
            } else {
                Err(reply.body.to_string())
            }
        });
        issued.await.unwrap().text("id").to_owned()
    }

    pub(crate) async fn looks(&self, path: &str) -> Reply {
        let call = self.stage.get(path).by(&self.stage, &head());
        call.send().await.unwrap()
    }
}

#[tokio::test]
async fn an_officer_whose_certificate_was_suspended_decides_nothing() {
    let scene = Scene::open().await;
    scene.registers_officers().await;
    scene
        .decides_on_the_spot(&on_the_spot("market-supervision", 100))
        .await;
    let second = Uuid::from_u128(SECOND);
    let suspended = CertificateSuspended {
        basis: Some(Basis::default()),
        officer_id: second.to_string(),
        ..CertificateSuspended::default()
    };
    scene
        .stage
        .publish((second, 2), matter(SECOND), TONGGUAN, &suspended)
        .await
        .unwrap();
    let body = on_the_spot("market-supervision", 100);
    let refused = eventually(SOON, POLL, async || {
        let reply = scene.posts(&officer(), SPOTS, body.clone()).await;
        if reply.status == 409 {
            Ok(reply)
        } else {
            Err(reply.body.to_string())
        }
    });
    let refused = refused.await.unwrap();
    assert_eq!(refused.problem(), "certificate-suspended");
    assert!(refused.text("citation").contains("行政处罚法第四十二条"));
}

#[tokio::test]
async fn a_penalty_on_the_spot_not_filed_or_paid_in_time_is_shown_as_missed() {
    let scene = Scene::open().await;
    scene.registers_officers().await;
    let id = scene
        .decides_on_the_spot(&on_the_spot("market-supervision", 3_000))
        .await;
    let path = format!("{SPOTS}/{id}/steps");
    let signed = json!({"step": "hand-over", "signed": false, "note": "当事人拒绝签收"});
    scene.steps(&officer(), &path, signed).await;
    scene.stage.clock.set_date(date(2026, 3, 12));
    let overdue = scene.stage.wait_recorded::<DutyOverdue>(1).await.unwrap();
    assert_eq!(overdue[0].rule_id, "PEN-SUMMARY-FILE");
    let payment = json!({"step": "record-payment", "payment": payment(3_000, "2026-03-12")});
    scene.steps(&collector(), &path, payment).await;
    let paid = scene.stage.recorded::<FinePaid>().await.unwrap();
    assert!(paid[0].in_full);
}

pub(crate) fn transfer() -> Value {
    json!({
        "step": "transfer", "police": "铜官区公安分局", "letter": "移送书1号",
        "report": "调查报告", "items": "无涉案物品", "copied_to": "铜官区人民检察院",
    })
}
