//! A case on stage: other services' events, people, and the bodies they send.

use contracts::Event;
use contracts::common::v1::Basis;
use contracts::dispatch::v1::TeamAssigned;
use contracts::evidence::v1::EvidenceSealed;
use contracts::intake::v1::CaseFiled;
use jiff::civil::{Date, date};
use kernel::{Actor, ActorId, MatterId, Post, Region, RegionScope};
use penalty::PenaltyService;
use serde_json::{Value, json};
use stage::{POLL, Reply, SOON, Stage};
use testkit::eventually;
use uuid::Uuid;

pub(crate) const TONGGUAN: &str = "340705";
/// A Monday.
pub(crate) const FILED: Date = date(2026, 3, 2);
/// When the act of [`report`] ended.
const ACT_ENDED: Date = date(2026, 2, 20);
pub(crate) const LEAD: u128 = 1;
pub(crate) const SECOND: u128 = 2;

/// The service on stage, with people of Tongguan.
pub(crate) struct Scene {
    pub(crate) stage: Stage,
}

/// Someone with posts in a region.
pub(crate) fn someone(number: u128, posts: &[Post], region: &str) -> Actor {
    let scope = RegionScope::from(region.parse::<Region>().unwrap());
    let id = ActorId::from(Uuid::from_u128(number));
    Actor::new(id, posts.iter().copied(), "tongguan-market", scope)
}

pub(crate) fn handler() -> Actor {
    someone(LEAD, &[Post::Handler], TONGGUAN)
}

pub(crate) fn reviewer() -> Actor {
    someone(11, &[Post::Reviewer], TONGGUAN)
}

pub(crate) fn head() -> Actor {
    someone(21, &[Post::Decider], TONGGUAN)
}

pub(crate) fn collector() -> Actor {
    someone(31, &[Post::Collector], TONGGUAN)
}

/// Who presides over hearings.
pub(crate) fn host() -> Actor {
    someone(13, &[Post::Reviewer], TONGGUAN)
}

/// [`host`] and a recorder.
pub(crate) fn panel() -> Value {
    json!({"host": Uuid::from_u128(13), "recorder": Uuid::from_u128(14)})
}

pub(crate) fn hearing() -> Value {
    json!({"outcome": "held", "agents": 1, "record": "双方质证"})
}

/// The case with this number.
pub(crate) fn case_id(number: u128) -> Uuid {
    Uuid::from_u128(1_000 + number)
}

pub(crate) fn matter(number: u128) -> MatterId {
    MatterId::from(Uuid::from_u128(2_000 + number))
}

impl Scene {
    pub(crate) async fn open() -> Self {
        Self {
            stage: Stage::open(&PenaltyService, FILED).await.unwrap(),
        }
    }

    /// Moves to 09:00 of `day` and waits until every clock that ran out by then was noted.
    pub(crate) async fn on(&self, day: Date) {
        self.stage.clock.set_date(day);
        self.stage.clocks_at_rest().await.unwrap();
    }

    /// The day on which the scene plays now.
    pub(crate) fn today(&self) -> Date {
        self.stage.clock.today()
    }

    /// Intake files a case of market supervision today.
    pub(crate) async fn files(&self, number: u128) {
        self.files_in(number, "market-supervision").await;
    }

    /// Intake files a case of `domain` today.
    pub(crate) async fn files_in(&self, number: u128, domain: &str) {
        let filed = CaseFiled {
            basis: Some(Basis {
                legal_date: self.today().to_string(),
                ..Basis::default()
            }),
            case_id: case_id(number).to_string(),
            domain: domain.to_owned(),
            power_item: "340705-SJ-0001".to_owned(),
            unit: "tongguan-market".to_owned(),
            party_kind: "organisation".to_owned(),
            party_uscc: "91350100M000100Y43".to_owned(),
            ..CaseFiled::default()
        };
        let clue = Uuid::from_u128(3_000 + number);
        self.stage
            .publish((clue, 1), matter(number), TONGGUAN, &filed)
            .await
            .unwrap();
    }

    /// Dispatch assigns a team.
    pub(crate) async fn assigns(&self, number: u128, version: i64, officers: &[u128]) {
        let assigned = TeamAssigned {
            basis: Some(Basis::default()),
            case_id: case_id(number).to_string(),
            officer_ids: officers
                .iter()
                .map(|n| Uuid::from_u128(*n).to_string())
                .collect(),
            ..TeamAssigned::default()
        };
        let task = Uuid::from_u128(4_000 + number);
        self.stage
            .publish((task, version), matter(number), TONGGUAN, &assigned)
            .await
            .unwrap();
    }

    /// Evidence seals the folder.
    pub(crate) async fn seals(&self, number: u128) {
        let sealed = EvidenceSealed {
            basis: Some(Basis::default()),
            case_id: case_id(number).to_string(),
            items: 3,
            monitoring_records: 0,
            monitoring_records_lawful: 0,
            manifest_digest: "0f".repeat(32),
        };
        let folder = Uuid::from_u128(5_000 + number);
        self.stage
            .publish((folder, 1), matter(number), TONGGUAN, &sealed)
            .await
            .unwrap();
    }

    /// Filed today, with a team and sealed evidence.
    pub(crate) async fn investigated(&self, numbers: &[u128]) {
        for number in numbers {
            self.files(*number).await;
        }
        self.investigates(numbers).await;
    }

    /// Cases that were filed get their teams and sealed evidence.
    pub(crate) async fn investigates(&self, numbers: &[u128]) {
        for number in numbers {
            self.assigns(*number, 1, &[LEAD, SECOND]).await;
            self.seals(*number).await;
        }
        for number in numbers {
            self.is_investigated(*number).await;
            self.shows_cards(*number).await;
        }
    }

    /// Waits until team and evidence of a case are known here.
    async fn is_investigated(&self, number: u128) {
        let known = eventually(SOON, POLL, async || {
            let shown = self.shows(&handler(), number, "").await.body;
            let team = shown["investigators"].as_array().map_or(0, Vec::len);
            if team > 0 && !shown["evidence"].is_null() {
                Ok(())
            } else {
                Err(shown.to_string())
            }
        });
        known.await.unwrap();
    }

    /// How many events of a type were recorded so far.
    pub(crate) async fn count<E: Event>(&self) -> usize {
        self.stage.recorded::<E>().await.unwrap().len()
    }

    /// Both investigators showed their certificates today.
    pub(crate) async fn shows_cards(&self, number: u128) {
        let officers = [LEAD, SECOND].map(Uuid::from_u128);
        let shown = json!({
            "officers": officers, "shown_on": self.today(), "proof": "现场笔录第1号",
        });
        self.does(&handler(), number, "cards", shown).await;
    }

    /// The party asks for a hearing today; it is prepared today for `held_on`.
    pub(crate) async fn prepares_hearing(&self, number: u128, held_on: &str) {
        let today = self.today().to_string();
        let asked = json!({"received_on": today});
        self.does(&handler(), number, "hearing-request", asked)
            .await;
        self.does(&head(), number, "hearing-host", panel()).await;
        let handed = json!({"handed_on": today});
        self.does(&handler(), number, "hearing-file", handed).await;
        let fixed = json!({"held_on": held_on, "place": "局三楼会议室"});
        self.does(&host(), number, "hearing-date", fixed).await;
        let told = json!({"service": handed_over(&today)});
        self.does(&host(), number, "hearing-notice", told).await;
        let announced = json!({"announced_on": today});
        self.does(&host(), number, "hearing-announcement", announced)
            .await;
    }

    /// The hearing is held today and reported.
    pub(crate) async fn hears(&self, number: u128) {
        self.does(&host(), number, "hearing", hearing()).await;
        let report = json!({"opinion": "建议从轻处罚"});
        self.does(&host(), number, "hearing-report", report).await;
    }

    /// Reported and announced today with a fine in yuan.
    pub(crate) async fn announced(&self, number: u128, yuan: i64) {
        self.reported(number, yuan).await;
        self.does(&handler(), number, "notice", notice(self.today()))
            .await;
    }

    /// Reported today; the act ended ten days before the usual filing, or today if that is earlier.
    pub(crate) async fn reported(&self, number: u128, yuan: i64) {
        let mut body = report(yuan);
        body["act_ended_on"] = json!(self.today().min(ACT_ENDED));
        self.does(&handler(), number, "investigation-report", body)
            .await;
    }

    /// Announced, waived and reviewed: ready to be decided.
    pub(crate) async fn ready(&self, number: u128, yuan: i64) {
        self.announced(number, yuan).await;
        let waived = waiver_on(self.today());
        self.does(&handler(), number, "statement", waived).await;
        self.does(&reviewer(), number, "legal-review", agrees())
            .await;
    }

    /// Decided and served.
    pub(crate) async fn served(&self, number: u128, yuan: i64) {
        self.ready(number, yuan).await;
        self.does(&head(), number, "decision", decision(yuan)).await;
        let today = self.today().to_string();
        self.does(
            &handler(),
            number,
            "service",
            json!({"service": handed_over(&today)}),
        )
        .await;
    }

    /// A step that must succeed.
    pub(crate) async fn does(&self, actor: &Actor, number: u128, step: &str, body: Value) -> Reply {
        let reply = self.tries(actor, number, step, body).await;
        assert_eq!(reply.status, 200, "{step}: {}", reply.body);
        reply
    }

    /// A step that may fail.
    pub(crate) async fn tries(
        &self,
        actor: &Actor,
        number: u128,
        step: &str,
        body: Value,
    ) -> Reply {
        let path = format!("/api/penalty/v1/cases/{}/{step}", case_id(number));
        self.stage
            .post(&path)
            .by(&self.stage, actor)
            .json(sealed_on_paper(step, body))
            .send()
            .await
            .unwrap()
    }

    /// A refusal: status 409 with this code and the article; nothing changed.
    pub(crate) async fn refused(
        &self,
        (actor, number, step): (&Actor, u128, &str),
        body: Value,
        (code, article): (&str, &str),
    ) {
        let version = self.shows(actor, number, "").await.body["version"].clone();
        let reply = self.tries(actor, number, step, body).await;
        assert_eq!(
            (reply.status, reply.problem()),
            (409, code),
            "{step}: {}",
            reply.body
        );
        assert!(reply.content_type.starts_with("application/problem+json"));
        assert!(reply.text("citation").contains(article), "{}", reply.body);
        for field in ["missing", "cure", "title", "title_en", "rule"] {
            assert!(!reply.text(field).is_empty(), "{field}: {}", reply.body);
        }
        assert_eq!(self.shows(actor, number, "").await.body["version"], version);
    }

    /// How many rows of `table` the service's role sees in regions that begin with `region`.
    pub(crate) async fn rows_seen(&self, table: &str, region: &str) -> i64 {
        let mut transaction = self.stage.database.pool().begin().await.unwrap();
        let scope = format!("set local role mj_penalty; set local mj.region_scope = '{region}%'");
        sqlx::raw_sql(sqlx::AssertSqlSafe(scope))
            .execute(&mut *transaction)
            .await
            .unwrap();
        let count = format!("select count(*) from penalty.{table}");
        sqlx::query_scalar(sqlx::AssertSqlSafe(count))
            .fetch_one(&mut *transaction)
            .await
            .unwrap()
    }

    pub(crate) async fn shows(&self, actor: &Actor, number: u128, part: &str) -> Reply {
        let path = format!("/api/penalty/v1/cases/{}{part}", case_id(number));
        self.stage
            .get(&path)
            .by(&self.stage, actor)
            .send()
            .await
            .unwrap()
    }
}

pub(crate) fn handed_over(day: &str) -> Value {
    json!({"method": "direct", "proof_on": day, "proof": "送达回证第1号"})
}

pub(crate) fn report(yuan: i64) -> Value {
    json!({
        "facts": "销售过期食品三批次",
        "violation_code": "SP-0034",
        "act_ended_on": ACT_ENDED,
        "party": {
            "kind": "organisation", "name": "铜官区鲜味食品店", "address": "铜官区长江路1号",
            "uscc": "91350100M000100Y43",
        },
        "penalties": [{"kind": "fine", "amount_fen": yuan * 100}],
        "reasons": "裁量基准第三档",
    })
}

pub(crate) fn notice(day: Date) -> Value {
    json!({"service": handed_over(&day.to_string()), "hearing_right": true})
}

pub(crate) fn waiver() -> Value {
    waiver_on(FILED)
}

pub(crate) fn waiver_on(day: Date) -> Value {
    json!({
        "kind": "waived", "content": "当事人书面放弃", "waives_hearing": true,
        "received_on": day,
    })
}

pub(crate) fn agrees() -> Value {
    json!({"outcome": "agree", "opinion": "事实清楚、证据充分、程序合法"})
}

pub(crate) fn decision(yuan: i64) -> Value {
    json!({
        "agency_code": "铜市监处罚",
        "outcome": "penalised",
        "penalties": [{"kind": "fine", "amount_fen": yuan * 100}],
        "basis": [{
            "level": "law", "instrument": "食品安全法", "article": "第一百二十四条第一款",
            "published_on": "2021-04-29",
        }],
        "reasons": "事实清楚，证据充分",
        "terms": terms(),
    })
}

/// What the document tells the party beside the penalty.
pub(crate) fn terms() -> Value {
    json!({
        "performance": "自收到本决定书之日起十五日内缴纳",
        "reconsideration": "六十日内向铜官区人民政府申请行政复议",
        "litigation": "六个月内向铜官区人民法院提起行政诉讼",
        "bank": {"name": "徽商银行铜官支行", "address": "铜官区长江路"},
        "tells_publication": true,
    })
}

/// The paper original of a decision that is served bears the seal, unless the body says otherwise.
fn sealed_on_paper(step: &str, mut body: Value) -> Value {
    let leaves = step == "service" || (step == "announcements" && body["paper"] == "decision");
    if leaves && body.get("sealed_original").is_none() {
        body["sealed_original"] = json!("文书档案室");
    }
    body
}

pub(crate) fn payment(yuan: i64, day: &str) -> Value {
    json!({"amount_fen": yuan * 100, "paid_on": day, "channel": "bank", "receipt": "3407-0001"})
}

/// Three heads discuss; [`head`] presides and speaks last.
pub(crate) fn discussion(day: &str) -> Value {
    let opinion = |number: u128, opinion: &str, dissents: bool| {
        json!({
            "participant": Uuid::from_u128(number), "opinion": opinion, "dissents": dissents,
        })
    };
    json!({
        "held_on": day, "host": Uuid::from_u128(21), "conclusion": "同意从轻处罚",
        "opinions": [
            opinion(22, "建议不予处罚", true), opinion(23, "同意", false), opinion(21, "同意", false),
        ],
    })
}
