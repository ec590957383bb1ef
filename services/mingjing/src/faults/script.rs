//! One matter, as its people take it through the services.

use std::time::Duration;

use jiff::SignedDuration;
use jiff::civil::Date;
use kernel::{Actor, ActorId, Clock as _, Post, Region, RegionScope, legal_date};
use serde_json::{Value, json};
use uuid::Uuid;

use super::client::{Body, Client, Write};
use super::history::Matter;

/// Where reports come from. The officers' certificates cover all of it.
const REGIONS: [&str; 3] = ["340705", "340706", "340711"];
const CITY: &str = "340700";
const DOMAIN: &str = "city-management";
const UNIT: &str = "tongling-cg";
/// Pause between two looks whether an effect has arrived, at first and at most.
const LOOK: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));
/// Until every process has followed a step of the clock.
const CLOCK_SETTLES: Duration = Duration::from_millis(300);

/// Who acts.
#[derive(Debug)]
pub(super) struct People {
    head: Actor,
    dispatcher: Actor,
    officers: [Actor; 2],
    reviewer: Actor,
}

impl People {
    pub(super) fn new() -> anyhow::Result<Self> {
        let city: Region = CITY.parse()?;
        let person = |number: u128, posts: &[Post]| {
            let id = ActorId::from(Uuid::from_u128(0xfa_0000 + number));
            Actor::new(id, posts.iter().copied(), UNIT, RegionScope::of([city]))
        };
        Ok(Self {
            head: person(1, &[Post::Decider]),
            dispatcher: person(2, &[Post::Dispatcher]),
            officers: [3, 4].map(|number| person(number, &[Post::Officer, Post::Handler])),
            reviewer: person(5, &[Post::Reviewer]),
        })
    }
}

/// How far a matter is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    Report,
    Team,
    Seal,
    Decision,
}

/// Enters the officers in the roster, before anything is killed.
pub(super) async fn register_officers(client: &Client, people: &People) -> anyhow::Result<()> {
    for (number, officer) in people.officers.iter().enumerate() {
        let body = json!({
            "id": officer.id,
            "name": format!("执法员{number}"),
            "certificate_number": format!("34070000{number}"),
            "unit": UNIT,
            "domains": [DOMAIN],
            "region": CITY,
            "valid_from": "2020-01-01",
            "valid_to": "2099-12-31",
        });
        let write = Write {
            service: "dispatch",
            what: "officer",
            path: "/api/dispatch/v1/officers".to_owned(),
            by: Some(&people.dispatcher),
            body: Body::Json(body),
        };
        if client.write(write).await.is_none() {
            let told = client.history.asked().pop().and_then(|asked| asked.answer);
            anyhow::bail!("an officer was not registered: {told:?}");
        }
    }
    Ok(())
}

/// Plays one matter as far as `depth` and notes how far it came.
pub(super) async fn play(client: Client, people: &People, number: u64, depth: Depth) {
    let mut play = Play {
        client,
        people,
        matter: Matter::default(),
    };
    let reached = play.all(number, depth).await;
    if reached.is_some() {
        play.matter.stuck = None;
    }
    play.client.history.note_matter(play.matter);
}

struct Play<'a> {
    client: Client,
    people: &'a People,
    matter: Matter,
}

impl Play<'_> {
    async fn all(&mut self, number: u64, depth: Depth) -> Option<()> {
        self.report(number).await?;
        if depth >= Depth::Team {
            let case = self.file().await?;
            self.assign().await?;
            if depth >= Depth::Seal {
                self.seal(&case).await?;
            }
            if depth >= Depth::Decision {
                self.decide(&case).await?;
            }
        }
        Some(())
    }

    async fn report(&mut self, number: u64) -> Option<()> {
        let turn = usize::try_from(number).unwrap_or_default() % REGIONS.len();
        let region = REGIONS.get(turn).copied().unwrap_or(CITY);
        let body = json!({
            "kinds": ["report"],
            "region": region,
            "domain": DOMAIN,
            "category_code": "occupied-road",
            // Tells which request a submission came from, should it come twice.
            "title": format!("占道经营 {number}"),
            "text": "每天傍晚有摊贩占用人行道经营，油烟扰民。",
            "place": format!("长江路{number}号"),
        });
        let path = "/api/complaint/v1/public/submissions".to_owned();
        let answer = self
            .write("report", "complaint", path, None, Body::Json(body))
            .await?;
        self.matter.id = text(&answer, "matter_id")?;
        self.matter.receipt = text(&answer, "receipt")?;
        Some(())
    }

    /// Waits for the clue and files it; returns the case.
    async fn file(&mut self) -> Option<String> {
        let path = format!("/api/intake/v1/clues?matter_id={}", self.matter.id);
        let people = self.people;
        let clue = self
            .wait("clue", "intake", &path, &people.head, |body| {
                text(body.pointer("/clues/0")?, "id")
            })
            .await?;
        let yesterday = self.today().await.yesterday().ok()?;
        let body = json!({
            "evidence": true, "punishable": true, "competent": true,
            "act_ended_on": yesterday,
            "power_item": "340705-CG-0001",
            "unit": UNIT,
            "party_kind": "organisation",
            "party_uscc": "91350100M000100Y43",
        });
        let path = format!("/api/intake/v1/clues/{clue}/filing");
        let head = Some(&people.head);
        let answer = self
            .write("filing", "intake", path, head, Body::Json(body))
            .await?;
        text(&answer, "case_id")
    }

    /// Waits for the task and gives it a team.
    async fn assign(&mut self) -> Option<()> {
        let path = format!("/api/dispatch/v1/tasks?matter_id={}", self.matter.id);
        let people = self.people;
        let task = self
            .wait("task", "dispatch", &path, &people.dispatcher, |body| {
                text(body.pointer("/tasks/0")?, "id")
            })
            .await?;
        let [lead, second] = &people.officers;
        let body = json!({ "officer_ids": [lead.id, second.id], "lead": lead.id });
        let path = format!("/api/dispatch/v1/tasks/{task}/assignment");
        let by = Some(&people.dispatcher);
        self.write("assignment", "dispatch", path, by, Body::Json(body))
            .await?;
        let path = format!("/api/dispatch/v1/tasks/{task}/acceptance");
        self.write(
            "acceptance",
            "dispatch",
            path,
            Some(lead),
            Body::Json(json!({})),
        )
        .await?;
        Some(())
    }

    /// Waits for the folder, puts a document in, and seals it.
    async fn seal(&mut self, case: &str) -> Option<()> {
        let items = format!("/api/evidence/v1/cases/{case}/items");
        let people = self.people;
        let [lead, second] = &people.officers;
        self.wait("folder", "evidence", &items, lead, |_body| Some(()))
            .await?;
        let collected_at = self.client.clock.now() - SignedDuration::from_hours(1);
        let meta = json!({
            "kind": "documentary",
            "step": "on-site-inspection",
            "form": "original",
            "collected_by": [lead.id, second.id],
            "collected_at": collected_at,
        });
        let file = format!("现场检查笔录 {case}").into_bytes();
        let upload = Body::Upload(meta, file);
        self.write("evidence", "evidence", items, Some(lead), upload)
            .await?;
        let path = format!("/api/evidence/v1/cases/{case}/seal");
        self.write("seal", "evidence", path, Some(lead), Body::Json(json!({})))
            .await?;
        Some(())
    }

    /// Waits for the sealed evidence in the case and takes it to its numbered decision.
    async fn decide(&mut self, case: &str) -> Option<()> {
        let people = self.people;
        let [lead, second] = &people.officers;
        let next = format!("/api/penalty/v1/cases/{case}");
        self.wait("sealed evidence", "penalty", &next, &people.head, |body| {
            // Opened, investigators, evidence.
            (body.get("version")?.as_i64()? >= 3).then_some(())
        })
        .await?;
        let today = self.today().await;
        let officers = [lead.id, second.id];
        let shown = json!({ "officers": officers, "shown_on": today, "proof": "现场检查笔录" });
        self.step(case, "cards", lead, shown).await?;
        self.step(case, "investigation-report", lead, report(today))
            .await?;
        // The clock may have moved since, and a paper is served after it was written.
        let told = self.today().await;
        self.step(case, "notice", lead, notice(told)).await?;
        let answered = self.today().await;
        self.step(case, "statement", lead, waiver(answered)).await?;
        let opinion = json!({ "outcome": "agree", "opinion": "事实清楚，证据确凿" });
        self.step(case, "legal-review", &people.reviewer, opinion)
            .await?;
        self.step(case, "decision", &people.head, decision())
            .await?;
        Some(())
    }

    async fn step(
        &mut self,
        case: &str,
        name: &'static str,
        by: &Actor,
        body: Value,
    ) -> Option<Value> {
        let path = format!("/api/penalty/v1/cases/{case}/{name}");
        self.write(name, "penalty", path, Some(by), Body::Json(body))
            .await
    }

    async fn write(
        &mut self,
        what: &'static str,
        service: &'static str,
        path: String,
        by: Option<&Actor>,
        body: Body,
    ) -> Option<Value> {
        self.matter.stuck = Some(what);
        let write = Write {
            service,
            what,
            path,
            by,
            body,
        };
        let answer = self.client.write(write).await?;
        self.matter.steps.push(what);
        Some(answer)
    }

    /// Looks until the effect of what was done elsewhere can be seen here.
    async fn wait<T>(
        &mut self,
        what: &'static str,
        service: &str,
        path: &str,
        by: &Actor,
        found: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        self.matter.stuck = Some(what);
        let mut pause = LOOK.0;
        let looking = async {
            loop {
                let seen = self.client.read(service, path, by).await;
                if let Some(found) = seen.as_ref().and_then(&found) {
                    self.client.history.note_arrival();
                    return found;
                }
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LOOK.1);
            }
        };
        tokio::select! {
            () = self.client.over.cancelled() => None,
            found = looking => Some(found),
        }
    }

    /// The legal day, on which every process agrees.
    async fn today(&self) -> Date {
        let today = legal_date(self.client.clock.now());
        tokio::time::sleep(CLOCK_SETTLES).await;
        today
    }
}

fn text(body: &Value, field: &str) -> Option<String> {
    body.get(field)?.as_str().map(str::to_owned)
}

fn fine() -> Value {
    json!([{ "kind": "fine", "amount_fen": 100_000 }])
}

fn report(today: Date) -> Value {
    json!({
        "facts": "当事人占用人行道经营",
        "violation_code": "CG-0012",
        "act_ended_on": today.yesterday().unwrap_or(today),
        "party": {
            "kind": "organisation",
            "name": "铜官区某餐饮店",
            "address": "铜官区长江路1号",
            "uscc": "91350100M000100Y43",
        },
        "penalties": fine(),
        "reasons": "裁量基准第二档",
    })
}

fn notice(today: Date) -> Value {
    json!({
        "service": { "method": "direct", "proof_on": today, "proof": "送达回证" },
        "hearing_right": true,
    })
}

fn waiver(today: Date) -> Value {
    json!({
        "kind": "waived",
        "content": "当事人书面放弃陈述申辩和听证",
        "waives_hearing": true,
        "received_on": today,
    })
}

fn decision() -> Value {
    json!({
        "agency_code": "铜城管罚",
        "outcome": "penalised",
        "penalties": fine(),
        "basis": [{
            "level": "administrative-regulation",
            "instrument": "城市道路管理条例",
            "article": "第四十二条",
            "published_on": "1996-06-04",
        }],
        "reasons": "事实清楚，证据确凿",
        "terms": {
            "performance": "自收到本决定书之日起十五日内缴纳罚款",
            "reconsideration": "自收到本决定书之日起六十日内向铜官区人民政府申请行政复议",
            "litigation": "自收到本决定书之日起六个月内向铜官区人民法院提起行政诉讼",
            "bank": { "name": "徽商银行铜官支行", "address": "铜官区长江中路 1 号" },
            "tells_publication": true,
        },
    })
}
