//! What penalty decides and what disclosure shows of it: both services, with their own events, in one
//! process. Intake, dispatch and evidence speak through their events only.

use contracts::common::v1::Basis;
use contracts::disclosure::v1::{
    DecisionPublished, PublicationOverdue, PublicationQueued, PublicationRefused,
    PublicationWithdrawn, WithdrawalDue,
};
use contracts::dispatch::v1::{OfficerRegistered, TeamAssigned};
use contracts::evidence::v1::EvidenceSealed;
use contracts::intake::v1::CaseFiled;
use contracts::penalty::v1::{CaseClosed, CaseOpened, EvidenceJoined, InvestigatorsRecorded};
use disclosure::DisclosureService;
use jiff::civil::{Date, date};
use kernel::{MatterId, Post};
use penalty::PenaltyService;
use serde_json::{Value, json};
use stage::{POLL, Reply, SOON, Stage};
use testkit::eventually;
use uuid::Uuid;

const REGION: &str = "340705";
/// A Monday.
const FILED: Date = date(2026, 3, 2);
const CASE: Uuid = Uuid::from_u128(1_001);
const LEAD: u128 = 1;
const SECOND: u128 = 2;

/// Someone: a number and a post.
type Who = (u128, Post);
const HANDLER: Who = (LEAD, Post::Handler);
const OFFICER: Who = (LEAD, Post::Officer);
const REVIEWER: Who = (11, Post::Reviewer);
const HEAD: Who = (21, Post::Decider);
const COLLECTOR: Who = (31, Post::Collector);
const MASKER: Who = (41, Post::Discloser);
const APPROVER: Who = (42, Post::Discloser);

struct Town {
    stage: Stage,
}

impl Town {
    async fn open() -> Self {
        let services: [&dyn runtime::Service; 2] = [&PenaltyService, &DisclosureService];
        let stage = Stage::open_all(&services, FILED, |_settings| {}).await;
        Self {
            stage: stage.unwrap(),
        }
    }

    async fn posts(&self, (number, post): Who, path: &str, body: Value) -> Reply {
        let person = self.stage.person(number, post, REGION);
        let call = self.stage.post(&format!("/api/{path}"));
        call.by(&self.stage, &person)
            .json(body)
            .send()
            .await
            .unwrap()
    }

    /// A write that must succeed.
    async fn does(&self, who: Who, path: &str, body: Value) -> Reply {
        let reply = self.posts(who, path, body).await;
        assert!([200, 201].contains(&reply.status), "{path}: {}", reply.body);
        reply
    }

    /// A step of the case.
    async fn steps(&self, who: Who, step: &str, body: Value) -> Reply {
        self.does(who, &format!("penalty/v1/cases/{CASE}/{step}"), body)
            .await
    }

    /// What anybody sees in the register.
    async fn register(&self, part: &str) -> Reply {
        let path = format!("/api/disclosure/v1/public/decisions{part}");
        self.stage.get(&path).send().await.unwrap()
    }

    async fn tells<E: contracts::Event>(&self, aggregate: u128, event: &E) {
        let matter = MatterId::from(Uuid::from_u128(2_001));
        let aggregate = (Uuid::from_u128(aggregate), 1);
        let told = self.stage.publish(aggregate, matter, REGION, event).await;
        told.unwrap();
    }

    /// Filed in `domain`, with a team that showed its cards, and sealed evidence.
    async fn investigated(&self, domain: &str) {
        let filed = CaseFiled {
            basis: Some(Basis {
                legal_date: FILED.to_string(),
                ..Basis::default()
            }),
            case_id: CASE.to_string(),
            domain: domain.to_owned(),
            power_item: "340705-SJ-0001".to_owned(),
            unit: "unit-1".to_owned(),
            party_kind: "organisation".to_owned(),
            party_uscc: "91350100M000100Y43".to_owned(),
            ..CaseFiled::default()
        };
        self.tells(3_001, &filed).await;
        self.stage.wait_recorded::<CaseOpened>(1).await.unwrap();
        let officers = [LEAD, SECOND].map(|number| Uuid::from_u128(number).to_string());
        let team = TeamAssigned {
            basis: Some(Basis::default()),
            case_id: CASE.to_string(),
            officer_ids: officers.to_vec(),
            ..TeamAssigned::default()
        };
        self.tells(4_001, &team).await;
        let sealed = EvidenceSealed {
            basis: Some(Basis::default()),
            case_id: CASE.to_string(),
            items: 3,
            manifest_digest: "0f".repeat(32),
            ..EvidenceSealed::default()
        };
        self.tells(5_001, &sealed).await;
        let stage = &self.stage;
        stage
            .wait_recorded::<InvestigatorsRecorded>(1)
            .await
            .unwrap();
        stage.wait_recorded::<EvidenceJoined>(1).await.unwrap();
        let cards = json!({"officers": officers, "shown_on": FILED, "proof": "现场笔录第1号"});
        self.steps(HANDLER, "cards", cards).await;
    }

    /// Decided with a fine of 500 yuan, and served, on the day of filing.
    async fn decided_and_served(&self) {
        let handed = json!({"method": "direct", "proof_on": FILED, "proof": "送达回证第1号"});
        let waived = json!({
            "kind": "waived", "content": "当事人书面放弃", "waives_hearing": true,
            "received_on": FILED,
        });
        let agreed = json!({"outcome": "agree", "opinion": "事实清楚、证据充分"});
        let told = json!({"service": handed, "hearing_right": true});
        self.steps(HANDLER, "investigation-report", report()).await;
        self.steps(HANDLER, "notice", told).await;
        self.steps(HANDLER, "statement", waived).await;
        self.steps(REVIEWER, "legal-review", agreed).await;
        self.steps(HEAD, "decision", decision()).await;
        let served = json!({"service": handed, "sealed_original": "文书档案室"});
        self.steps(HANDLER, "service", served).await;
    }

    /// Masked by one, approved by another, and published as soon as the service is known.
    async fn published(&self) -> String {
        let queued = self.stage.wait_recorded::<PublicationQueued>(1).await;
        let id = queued.unwrap().remove(0).publication_id;
        let path = format!("disclosure/v1/publications/{id}");
        let text = json!({
            "text": "当事人铜官区鲜味食品店，经营者张三丰，电话13812345678，销售过期食品。",
            "redactions": [
                {"kind": "name", "text": "张三丰"}, {"kind": "contact", "text": "13812345678"},
            ],
            "violation": "销售过期食品", "penalty": "罚款500元",
        });
        self.does(MASKER, &format!("{path}/masking"), text).await;
        let cleared = json!({"secrecy_cleared": true, "secrecy_note": "不涉及秘密"});
        self.does(APPROVER, &format!("{path}/approval"), cleared)
            .await;
        let publication = format!("{path}/publication");
        let published = eventually(SOON, POLL, async || {
            let reply = self.posts(MASKER, &publication, json!({})).await;
            anyhow::ensure!(reply.status == 200, "{}", reply.body);
            Ok::<_, anyhow::Error>(())
        });
        published.await.unwrap();
        id
    }

    /// Applied for, accepted, answered and decided on `day`: the decision is revoked.
    async fn reconsidered(&self, day: Date) {
        let ruling = json!({
            "outcome": "revoked", "ground": "procedure-violated", "document": "复议决定书1号",
            "made_on": day, "effective_on": day,
        });
        let applied = json!({
            "step": "file-reconsideration", "by": "party", "body": "铜官区人民政府",
            "filed_on": day,
        });
        for step in [
            applied,
            json!({"step": "accept", "on": day}),
            json!({"step": "receive-copy", "on": day}),
            json!({"step": "answer", "on": day, "document": "答复书"}),
            json!({"step": "decide", "ruling": ruling}),
        ] {
            let path = format!("penalty/v1/decisions/{CASE}/remedy/steps");
            self.does(REVIEWER, &path, step).await;
        }
    }
}

fn report() -> Value {
    json!({
        "facts": "销售过期食品三批次", "violation_code": "SP-0034", "act_ended_on": "2026-02-20",
        "party": {
            "kind": "organisation", "name": "铜官区鲜味食品店", "address": "铜官区长江路1号",
            "uscc": "91350100M000100Y43",
        },
        "penalties": [{"kind": "fine", "amount_fen": 50_000}],
        "reasons": "裁量基准第三档",
    })
}

fn decision() -> Value {
    json!({
        "agency_code": "铜市监处罚", "outcome": "penalised",
        "penalties": [{"kind": "fine", "amount_fen": 50_000}],
        "basis": [{
            "level": "law", "instrument": "食品安全法", "article": "第一百二十四条第一款",
            "published_on": "2021-04-29",
        }],
        "reasons": "事实清楚，证据充分",
        "terms": {
            "performance": "自收到本决定书之日起十五日内缴纳",
            "reconsideration": "六十日内向铜官区人民政府申请行政复议",
            "litigation": "六个月内向铜官区人民法院提起行政诉讼",
            "bank": {"name": "徽商银行铜官支行", "address": "铜官区长江路"},
            "tells_publication": true,
        },
    })
}

fn on_the_spot() -> Value {
    json!({
        "region": REGION, "domain": "public-security", "power_item": "340705-SJ-0001",
        "agency_code": "铜公当罚",
        "party": {"kind": "organisation", "name": "铜官区某旅馆", "address": "长江路1号"},
        "facts": "未按规定登记住宿人员", "violation_code": "ZA-0001",
        "place": "长江路1号", "evidence": ["现场照片"],
        "penalties": [{"kind": "fine", "amount_fen": 10_000}],
        "basis": [{
            "level": "law", "instrument": "治安管理处罚法", "article": "第六十七条",
            "published_on": "2025-06-27",
        }],
        "officers": [Uuid::from_u128(LEAD), Uuid::from_u128(SECOND)],
        "conduct": {"facts_certain": true, "card_shown": true, "party_told": true},
        "reconsideration_body": "铜官区人民政府", "states_reconsideration_first": true,
        "states_surcharge": true,
    })
}

#[tokio::test]
async fn a_revocation_after_publication_takes_the_decision_down_within_three_working_days() {
    let town = Town::open().await;
    town.investigated("market-supervision").await;
    town.decided_and_served().await;
    let id = town.published().await;
    let shown = town.register(&format!("/{id}")).await;
    assert_eq!(shown.text("status"), "published");
    assert_eq!(shown.text("party"), "铜官区鲜味食品店");

    // a Friday; the three days of Qingming follow
    let day = date(2026, 4, 3);
    town.stage.clock.set_date(day);
    town.reconsidered(day).await;
    let due = town.stage.wait_recorded::<WithdrawalDue>(1).await.unwrap();
    let basis = due[0].basis.as_ref().unwrap();
    assert_eq!(basis.dues_set[0].rule_id, "DIS-WITHDRAW-3");
    assert_eq!(basis.dues_set[0].raw, "2026-04-09");
    assert_eq!(due[0].reason_code, "procedure-violated");
    let shown = town.register(&format!("/{id}")).await;
    assert_eq!(shown.body["withdrawal_pending"], true);

    town.stage.clock.set_date(date(2026, 4, 9));
    let reason = json!({
        "reason_code": "decision-revoked", "reason": "该处罚决定已被行政复议机关撤销",
    });
    let path = format!("disclosure/v1/publications/{id}/withdrawal");
    town.does(MASKER, &path, reason).await;
    let shown = town.register(&format!("/{id}")).await;
    assert_eq!((shown.status, shown.text("status")), (200, "withdrawn"));
    assert_eq!(
        shown.body["withdrawn"]["reason"],
        "该处罚决定已被行政复议机关撤销"
    );
    assert_eq!(shown.body["party"], Value::Null, "nobody is named any more");
    town.stage.clock.set_date(date(2026, 12, 1));
    town.stage.clocks_at_rest().await.unwrap();
    let stage = &town.stage;
    assert_eq!(
        stage
            .recorded::<PublicationWithdrawn>()
            .await
            .unwrap()
            .len(),
        1
    );
    let overdue = stage.recorded::<PublicationOverdue>().await.unwrap();
    assert!(overdue.is_empty(), "{overdue:?}");
    assert!(stage.parked().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_public_security_case_is_never_published() {
    let town = Town::open().await;
    for number in [LEAD, SECOND] {
        let registered = OfficerRegistered {
            basis: Some(Basis::default()),
            officer_id: Uuid::from_u128(number).to_string(),
            domains: vec!["public-security".to_owned()],
            certificate_valid_from: "2024-01-01".to_owned(),
            certificate_valid_to: "2027-12-31".to_owned(),
            ..OfficerRegistered::default()
        };
        town.tells(number, &registered).await;
    }
    town.investigated("public-security").await;
    town.decided_and_served().await;
    let spots = "penalty/v1/spot-penalties";
    let issued = eventually(SOON, POLL, async || {
        let reply = town.posts(OFFICER, spots, on_the_spot()).await;
        anyhow::ensure!(reply.status == 201, "{}", reply.body);
        Ok::<_, anyhow::Error>(reply)
    });
    let spot = issued.await.unwrap().text("id").to_owned();
    let signed = json!({"step": "hand-over", "signed": true});
    town.does(OFFICER, &format!("{spots}/{spot}/steps"), signed)
        .await;
    let paid = json!({
        "amount_fen": 50_000, "paid_on": FILED, "channel": "bank", "receipt": "3407-0001",
    });
    town.steps(COLLECTOR, "payments", paid).await;
    town.steps(HEAD, "closure", json!({})).await;
    assert_eq!(
        town.stage.recorded::<CaseClosed>().await.unwrap()[0].outcome,
        "performed"
    );

    let refused = town.stage.wait_recorded::<PublicationRefused>(2).await;
    for refusal in refused.unwrap() {
        assert_eq!(refusal.ground, "public-security-record");
        assert!([CASE.to_string(), spot.clone()].contains(&refusal.case_id));
        let path = format!("disclosure/v1/publications/{}", refusal.publication_id);
        for step in ["masking", "publication"] {
            let body = match step {
                "masking" => json!({
                    "text": "正文", "redactions": [], "violation": "违法", "penalty": "罚款",
                }),
                _ => json!({}),
            };
            let reply = town.posts(MASKER, &format!("{path}/{step}"), body).await;
            assert_eq!(
                (reply.status, reply.problem()),
                (409, "wrong-state"),
                "{step}"
            );
        }
    }
    town.stage.clock.set_date(date(2026, 12, 1));
    town.stage.clocks_at_rest().await.unwrap();
    assert_eq!(town.register("").await.body["decisions"], json!([]));
    let stage = &town.stage;
    assert!(
        stage
            .recorded::<DecisionPublished>()
            .await
            .unwrap()
            .is_empty()
    );
    let overdue = stage.recorded::<PublicationOverdue>().await.unwrap();
    assert!(overdue.is_empty(), "no clock runs: {overdue:?}");
    assert!(stage.parked().await.unwrap().is_empty());
}
