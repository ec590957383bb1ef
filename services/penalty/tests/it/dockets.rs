//! Penalties on the spot, criminal referrals and remedies, over HTTP.

use contracts::common::v1::Basis;
use contracts::dispatch::v1::{CertificateSuspended, OfficerRegistered};
use contracts::penalty::v1::{
    DecisionMade, DecisionRevoked, DecisionServed, DutyOverdue, FinePaid, ReferralProgressed,
    RemedyProgressed, SpotPenaltyProgressed,
};
use jiff::civil::{Date, date};
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
async fn a_fine_on_the_spot_is_handed_over_collected_in_cash_banked_and_filed() {
    let scene = Scene::open().await;
    let body = on_the_spot("market-supervision", 100);
    let unknown = scene.posts(&officer(), SPOTS, body.clone()).await;
    assert_eq!(
        (unknown.status, unknown.problem()),
        (409, "officer-unknown")
    );
    scene.registers_officers().await;
    let id = scene.decides_on_the_spot(&body).await;
    let path = format!("{SPOTS}/{id}/steps");
    let signed = json!({"step": "hand-over", "signed": true});
    scene.steps(&officer(), &path, signed).await;
    let cash = json!({"step": "collect-cash", "ground": "small-fine", "receipt": "财票0001"});
    scene.steps(&officer(), &path, cash).await;
    scene
        .steps(&collector(), &path, json!({"step": "hand-in"}))
        .await;
    let banked = json!({"step": "bank", "slip": "回单1"});
    scene.steps(&collector(), &path, banked).await;
    let filed = json!({"step": "file-with-agency"});
    let filed = scene.steps(&officer(), &path, filed).await;
    assert_eq!(filed.text("status"), "performed");
    assert_eq!(filed.body["dues"], json!([]));

    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    let [made] = made.as_slice() else {
        panic!("{made:?}")
    };
    assert_eq!(made.procedure, "summary");
    assert_eq!(made.document_number, "铜市监当罚〔2026〕1号");
    assert_eq!(
        (made.case_id.as_str(), made.fine_fen),
        (id.as_str(), 10_000)
    );
    let served = scene.stage.recorded::<DecisionServed>().await.unwrap();
    assert_eq!(served[0].method, "direct");
    let went = scene
        .stage
        .recorded::<SpotPenaltyProgressed>()
        .await
        .unwrap();
    let went: Vec<&str> = went.iter().map(|event| event.step.as_str()).collect();
    assert_eq!(
        went,
        ["cash-collected", "cash-handed-in", "cash-banked", "filed"]
    );
    let shown = scene.looks(&format!("{SPOTS}/{id}")).await;
    assert_eq!(shown.body["party"]["name"], "铜官区鲜味食品店");
    let listed = scene.looks(&format!("{SPOTS}?status=performed")).await;
    assert_eq!(listed.body["entries"].as_array().unwrap().len(), 1);
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

#[tokio::test]
async fn reconsideration_comes_before_a_suit_and_its_outcome_reaches_the_penalty_on_the_spot() {
    let scene = Scene::open().await;
    scene.registers_officers().await;
    let id = scene
        .decides_on_the_spot(&on_the_spot("public-security", 500))
        .await;
    let signed = json!({"step": "hand-over", "signed": true});
    scene
        .steps(&officer(), &format!("{SPOTS}/{id}/steps"), signed)
        .await;
    let path = format!("/api/penalty/v1/decisions/{id}/remedy/steps");
    let sued = json!({
        "step": "file-suit", "by": "party", "court": "铜官区人民法院", "filed_on": "2026-03-02",
    });
    let refused = scene.posts(&reviewer(), &path, sued).await;
    assert_eq!(
        (refused.status, refused.problem()),
        (409, "reconsideration-first")
    );
    reconsidered(&scene, &path, FILED, true).await;
    let shown = scene.looks(&format!("{SPOTS}/{id}")).await;
    assert_eq!(shown.text("status"), "revoked");
    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    assert_eq!(
        made[0].domain, "public-security",
        "so disclosure never publishes it"
    );
}

/// Applied for, accepted, answered and decided on `day`: the decision is revoked.
async fn reconsidered(scene: &Scene, path: &str, day: Date, via_agency: bool) {
    let applied = json!({
        "step": "file-reconsideration", "by": "party", "body": "铜官区人民政府",
        "filed_on": day, "via_agency": via_agency,
    });
    scene.steps(&reviewer(), path, applied).await;
    if via_agency {
        scene
            .steps(&reviewer(), path, json!({"step": "forward", "on": day}))
            .await;
    }
    scene
        .steps(&reviewer(), path, json!({"step": "accept", "on": day}))
        .await;
    scene
        .steps(
            &reviewer(),
            path,
            json!({"step": "receive-copy", "on": day}),
        )
        .await;
    let answered = json!({"step": "answer", "on": day, "document": "答复书"});
    scene.steps(&reviewer(), path, answered).await;
    let ruling = json!({
        "outcome": "revoked", "ground": "procedure-violated", "document": "复议决定书1号",
        "made_on": day, "effective_on": day,
    });
    let decided = json!({"step": "decide", "ruling": ruling});
    scene.steps(&reviewer(), path, decided).await;
}

#[tokio::test]
async fn a_decision_revoked_on_reconsideration_is_revoked_in_its_case_and_told_to_all() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 500).await;
    let path = format!("/api/penalty/v1/decisions/{}/remedy/steps", case_id(1));
    reconsidered(&scene, &path, FILED, false).await;
    let shown = scene.shows(&head(), 1, "").await;
    assert_eq!(shown.text("status"), "revoked");
    let revoked = scene.stage.recorded::<DecisionRevoked>().await.unwrap();
    assert_eq!(revoked[0].reason_code, "procedure-violated");
    assert_eq!(revoked[0].basis.as_ref().unwrap().actor_post, "system");
    let went = scene.stage.recorded::<RemedyProgressed>().await.unwrap();
    let last = went.last().unwrap();
    assert_eq!(
        (last.outcome.as_str(), last.status.as_str()),
        ("revoked", "settled")
    );
    let shown = scene
        .looks(&format!("/api/penalty/v1/decisions/{}/remedy", case_id(1)))
        .await;
    assert_eq!(shown.body["record"]["state"], "settled");
}

#[tokio::test]
async fn the_remedy_clocks_fire_and_the_silence_of_the_body_accepts() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 500).await;
    let path = format!("/api/penalty/v1/decisions/{}/remedy/steps", case_id(1));
    let applied = json!({
        "step": "file-reconsideration", "by": "party", "body": "铜官区人民政府",
        "filed_on": FILED,
    });
    scene.steps(&reviewer(), &path, applied).await;
    scene.stage.clock.set_date(date(2026, 3, 10));
    let went = scene
        .stage
        .wait_recorded::<RemedyProgressed>(3)
        .await
        .unwrap();
    let went: Vec<&str> = went.iter().map(|event| event.step.as_str()).collect();
    assert_eq!(went, ["opened", "applied", "deemed-accepted"]);
}

pub(crate) fn transfer() -> Value {
    json!({
        "step": "transfer", "police": "铜官区公安分局", "letter": "移送书1号",
        "report": "调查报告", "items": "无涉案物品", "copied_to": "铜官区人民检察院",
    })
}

#[tokio::test]
async fn no_fine_is_decided_while_the_case_is_on_its_way_to_the_police() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    let opened = json!({
        "offence": "销售有毒、有害食品罪",
        "group": [Uuid::from_u128(LEAD), Uuid::from_u128(SECOND)],
    });
    let path = format!("/api/penalty/v1/cases/{}/referrals", case_id(1));
    let reply = scene.posts(&handler(), &path, opened.clone()).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    let second = scene.posts(&handler(), &path, opened).await;
    assert_eq!((second.status, second.problem()), (409, "referral-exists"));
    let chief = head();
    let decided = (&chief, 1, "decision");
    let refusal = ("fine-instead-of-referral", "第十一条");
    scene.refused(decided, decision(500), refusal).await;

    let path = format!("/api/penalty/v1/referrals/{}/steps", reply.text("id"));
    let report = json!({"step": "report", "content": "检出罂粟碱"});
    scene.steps(&handler(), &path, report).await;
    scene.stage.clock.set_date(date(2026, 3, 6));
    scene
        .stage
        .wait_recorded::<ReferralProgressed>(3)
        .await
        .unwrap();
    scene
        .steps(&head(), &path, json!({"step": "approve"}))
        .await;
    scene.steps(&handler(), &path, transfer()).await;
    scene.refused(decided, decision(500), refusal).await;
    let declined = json!({
        "step": "record-police-decline", "on": "2026-03-06", "notice": "不予立案通知书",
    });
    scene.steps(&handler(), &path, declined).await;
    let settled = json!({"step": "settle", "reasons": "公安机关不予立案"});
    scene.steps(&head(), &path, settled).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    let went = scene.stage.recorded::<ReferralProgressed>().await.unwrap();
    let went: Vec<&str> = went.iter().map(|event| event.step.as_str()).collect();
    assert_eq!(
        went,
        [
            "opened",
            "reported",
            "overdue",
            "approved",
            "transferred",
            "declined",
            "returned"
        ]
    );
}
