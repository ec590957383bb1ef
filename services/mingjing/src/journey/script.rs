//! The story, step by step. Every act is a request of a person; what follows by itself is waited for.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use jiff::civil::Date;
use serde_json::{Value, json};
use servers::Nats;

use super::client::text;
use super::{Client, Entry, Person, Timeline};
use crate::platform::say;

/// How long an effect in another service may take.
const SOON: Duration = Duration::from_mins(1);
/// How often the timeline is read.
const POLL: Duration = Duration::from_millis(50);
/// The fine: 5,000 yuan.
const FINE_FEN: i64 = 500_000;

/// The events of the matter in the order of their causes. Two in one line happen side by side.
const ORDER: [&[&str]; 23] = [
    &["SubmissionReceived"],
    &["ReportForwarded"],
    &["ClueRegistered"],
    &["CaseFiled"],
    &["TaskOpened", "CaseOpened"],
    &["TeamAssigned"],
    &["FolderOpened", "InvestigatorsRecorded", "TaskAccepted"],
    &["EvidenceCollected"],
    &["CustodyRecorded"],
    &["EvidenceSealed"],
    &["EvidenceJoined"],
    &["CardsShown"],
    &["InvestigationConcluded"],
    &["NoticeServed"],
    &["LegalReviewed"],
    &["DecisionMade"],
    &["PublicationQueued", "DecisionServed"],
    &["PublicationMasked"],
    &["PublicationApproved"],
    &["DecisionPublished"],
    &["FinePaid"],
    &["CaseClosed"],
    &["SubmissionClosed"],
];

/// A report as a citizen writes it.
#[must_use]
pub fn report_body() -> Value {
    json!({
        "kinds": ["report"],
        "region": "340705",
        "domain": "city-management",
        "category_code": "occupying-road",
        "title": "店外经营占用人行道",
        "text": "淮河大道中段一家建材店连续三天把货物堆放在人行道上，行人只能走机动车道。",
        "place": "铜官区淮河大道中段",
        "respondent": { "name": "铜陵某建材有限公司", "uscc": "91350100M000100Y43" },
        "reporter": { "name": "周晓明", "phone": "13800000000" },
    })
}

/// What came of it.
#[derive(Debug)]
pub struct Played {
    /// The matter.
    pub matter: String,
    /// Number of the decision.
    pub document_number: String,
    /// The text on the public register.
    pub published_text: String,
    /// All steps.
    pub timeline: Timeline,
    /// The client, to look further.
    pub client: Client,
}

/// The story being played.
#[derive(Debug)]
pub struct Journey {
    client: Client,
    narrated: bool,
    told: usize,
    matter: String,
}

impl Journey {
    /// The story, told by `client`.
    #[must_use]
    pub fn new(client: Client) -> Self {
        Self {
            client,
            narrated: false,
            told: 0,
            matter: String::new(),
        }
    }

    /// Prints one line per step.
    #[must_use]
    pub fn narrated(mut self) -> Self {
        self.narrated = true;
        self
    }

    /// Plays it.
    ///
    /// # Errors
    /// When a step is refused, missing or out of order.
    pub async fn play(self) -> anyhow::Result<Played> {
        self.run(None).await
    }

    /// Plays it with the broker down while the case is filed.
    ///
    /// # Errors
    /// As [`play`](Self::play).
    pub async fn play_with_outage(self, nats: &mut Nats) -> anyhow::Result<Played> {
        self.run(Some(nats)).await
    }

    async fn run(mut self, outage: Option<&mut Nats>) -> anyhow::Result<Played> {
        self.client.begin().await?;
        self.roster().await?;
        let (submission, receipt, query_code) = self.report().await?;
        let case = self.file(outage).await?;
        self.team(&case).await?;
        self.evidence(&case).await?;
        self.procedure(&case).await?;
        let document_number = self.decide(&case).await?;
        let published_text = self.publish(&document_number).await?;
        self.pay_and_close(&case).await?;
        self.answer_citizen(&submission, &receipt, &query_code)
            .await?;
        let timeline = self.timeline().await?;
        in_order(&timeline)?;
        Ok(Played {
            matter: self.matter,
            document_number,
            published_text,
            timeline,
            client: self.client,
        })
    }

    /// The officers and their certificates.
    async fn roster(&self) -> anyhow::Result<()> {
        for (person, name) in [
            (Person::OfficerLi, "李卫国"),
            (Person::OfficerWang, "王建华"),
        ] {
            let id = self.client.people.id(person).to_string();
            let number = format!("皖{}", id.get(24..).unwrap_or_default());
            let body = json!({
                "id": id, "name": name, "certificate_number": number,
                "unit": "铜官区城市管理行政执法局", "domains": ["city-management"],
                "region": "340705", "valid_from": "2024-01-01", "valid_to": "2028-12-31",
            });
            self.client
                .post(Person::Dispatcher, "/api/dispatch/v1/officers", body)
                .await?;
        }
        Ok(())
    }

    async fn report(&mut self) -> anyhow::Result<(String, String, String)> {
        let path = "/api/complaint/v1/public/submissions";
        let receipted = self.client.post_public(path, &[], report_body()).await?;
        self.matter = text(&receipted, "matter_id")?;
        self.until(&["SubmissionReceived", "ReportForwarded", "ClueRegistered"])
            .await?;
        Ok((
            text(&receipted, "submission_id")?,
            text(&receipted, "receipt")?,
            text(&receipted, "query_code")?,
        ))
    }

    async fn file(&mut self, outage: Option<&mut Nats>) -> anyhow::Result<String> {
        self.next_days(1).await?;
        let path = format!("/api/intake/v1/clues?matter_id={}", self.matter);
        let found = self.client.get(Person::Head, &path).await?;
        let clue = text(first(&found, "clues")?, "id")?;
        let today = self.today().await?;
        let body = json!({
            "evidence": true, "punishable": true, "competent": true,
            "act_ended_on": today, "power_item": "340705-CG-0031",
            "unit": "铜官区城市管理行政执法局",
            "party_kind": "organisation", "party_uscc": "91350100M000100Y43",
        });
        let path = format!("/api/intake/v1/clues/{clue}/filing");
        let filed = match outage {
            None => self.client.post(Person::Head, &path, body).await?,
            Some(nats) => {
                nats.kill9().await?;
                let filed = self.client.post(Person::Head, &path, body).await?;
                tokio::time::sleep(Duration::from_secs(2)).await;
                nats.restart().await?;
                filed
            }
        };
        self.until(&["CaseFiled", "TaskOpened", "CaseOpened"])
            .await?;
        text(&filed, "case_id")
    }

    async fn team(&mut self, case: &str) -> anyhow::Result<()> {
        let path = format!("/api/dispatch/v1/tasks?case_id={case}");
        let found = self.client.get(Person::Dispatcher, &path).await?;
        let task = text(first(&found, "tasks")?, "id")?;
        let li = self.client.people.id(Person::OfficerLi).to_string();
        let wang = self.client.people.id(Person::OfficerWang).to_string();
        let body = json!({ "officer_ids": [li, wang], "lead": li });
        let path = format!("/api/dispatch/v1/tasks/{task}/assignment");
        self.client.post(Person::Dispatcher, &path, body).await?;
        let path = format!("/api/dispatch/v1/tasks/{task}/acceptance");
        self.client
            .post(Person::OfficerLi, &path, json!({}))
            .await?;
        self.until(&[
            "TeamAssigned",
            "TaskAccepted",
            "FolderOpened",
            "InvestigatorsRecorded",
        ])
        .await
    }

    async fn evidence(&mut self, case: &str) -> anyhow::Result<()> {
        self.next_days(1).await?;
        let li = self.client.people.id(Person::OfficerLi).to_string();
        let wang = self.client.people.id(Person::OfficerWang).to_string();
        let now = self.client.read_clock().await?;
        let path = format!("/api/evidence/v1/cases/{case}/items");
        let mut item = String::new();
        for (kind, step, name) in [
            ("inspection-record", "on-site-inspection", "现场笔录.txt"),
            ("documentary", "material-request", "营业执照.txt"),
        ] {
            let meta = json!({
                "kind": kind, "step": step, "form": "original",
                "collected_by": [li, wang], "collected_at": now.to_string(), "signature": "signed",
            });
            let content = format!("{name}：货物占用人行道约 12 平方米。\n").into_bytes();
            let file = (name, "text/plain", content);
            let stored = self
                .client
                .upload(Person::OfficerLi, &path, &meta, file)
                .await?;
            item = text(&stored, "id")?;
        }
        let path = format!("/api/evidence/v1/items/{item}/content");
        self.client.get(Person::OfficerWang, &path).await?;
        let path = format!("/api/evidence/v1/cases/{case}/seal");
        self.client
            .post(Person::OfficerLi, &path, json!({}))
            .await?;
        let followed = [
            "EvidenceCollected",
            "CustodyRecorded",
            "EvidenceSealed",
            "EvidenceJoined",
        ];
        self.until(&followed).await
    }

    async fn procedure(&mut self, case: &str) -> anyhow::Result<()> {
        let cases = format!("/api/penalty/v1/cases/{case}");
        let today = self.today().await?;
        let report = json!({
            "facts": "当事人连续三日在店外人行道堆放建材，面积约十二平方米。",
            "violation_code": "occupying-road", "act_ended_on": today,
            "party": {
                "kind": "organisation", "name": "铜陵某建材有限公司",
                "address": "铜官区淮河大道中段 88 号", "uscc": "91350100M000100Y43",
            },
            "penalties": [{ "kind": "fine", "amount_fen": FINE_FEN }],
            "reasons": "及时清理，危害一般，按一般档次处罚。",
            "complex": true,
        });
        let officers = [Person::OfficerLi, Person::OfficerWang];
        let officers = officers.map(|person| self.client.people.id(person).to_string());
        let cards = json!({ "officers": officers, "shown_on": today, "proof": "现场笔录 1" });
        self.client
            .post(Person::OfficerLi, &format!("{cases}/cards"), cards)
            .await?;
        self.until(&["CardsShown"]).await?;
        self.client
            .post(
                Person::OfficerLi,
                &format!("{cases}/investigation-report"),
                report,
            )
            .await?;
        self.until(&["InvestigationConcluded"]).await?;
        let notice = json!({
            "service": { "method": "direct", "proof_on": today, "proof": "送达回证 1" },
            "hearing_right": true,
        });
        self.client
            .post(Person::OfficerLi, &format!("{cases}/notice"), notice)
            .await?;
        self.until(&["NoticeServed"]).await?;
        self.after_due("PEN-STATEMENT-5").await?;
        let review = json!({ "outcome": "agree", "opinion": "事实清楚，程序合法，裁量适当。" });
        self.client
            .post(Person::Reviewer, &format!("{cases}/legal-review"), review)
            .await?;
        self.until(&["LegalReviewed"]).await
    }

    async fn decide(&mut self, case: &str) -> anyhow::Result<String> {
        let cases = format!("/api/penalty/v1/cases/{case}");
        let today = self.today().await?;
        let head = self.client.people.id(Person::Head).to_string();
        let deputy = self.client.people.id(Person::DeputyHead).to_string();
        let decision = json!({
            "agency_code": "铜官城管处罚",
            "outcome": "penalised",
            "penalties": [{ "kind": "fine", "amount_fen": FINE_FEN }],
            "basis": [{
                "level": "administrative-regulation", "instrument": "城市市容和环境卫生管理条例",
                "article": "第三十六条", "published_on": "2017-03-01",
            }],
            "reasons": "当事人占用人行道堆放物料，事实清楚，证据确凿。",
            "terms": {
                "performance": "自收到本决定书之日起十五日内缴纳罚款",
                "reconsideration": "自收到本决定书之日起六十日内向铜官区人民政府申请行政复议",
                "litigation": "自收到本决定书之日起六个月内向铜官区人民法院提起行政诉讼",
                "bank": { "name": "徽商银行铜官支行", "address": "铜官区长江中路 1 号" },
                "tells_publication": true,
            },
            "discussion": {
                "held_on": today, "host": head, "conclusion": "一致同意",
                "opinions": [
                    { "participant": deputy, "opinion": "同意办案机构意见" },
                    { "participant": head, "opinion": "同意" },
                ],
            },
        });
        let decided = self
            .client
            .post(Person::Head, &format!("{cases}/decision"), decision)
            .await?;
        self.until(&["DecisionMade", "PublicationQueued"]).await?;
        let service = json!({
            "service": { "method": "direct", "proof_on": today, "proof": "送达回证 2" },
            "sealed_original": "铜官城管文书档案室",
        });
        self.client
            .post(Person::OfficerLi, &format!("{cases}/service"), service)
            .await?;
        self.until(&["DecisionServed"]).await?;
        let seen = self.client.get(Person::Head, &cases).await?;
        text(&seen, "document_number").or_else(|_elsewhere| text(&decided, "document_number"))
    }

    async fn publish(&mut self, document_number: &str) -> anyhow::Result<String> {
        let path = "/api/disclosure/v1/publications?status=queued";
        let found = self.client.get(Person::Discloser, path).await?;
        let publication = found
            .get("publications")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .find(|entry| entry.get("matter_id").and_then(Value::as_str) == Some(&self.matter))
            .context("the decision waits for publication")?;
        let id = text(publication, "id")?;
        let path = format!("/api/disclosure/v1/publications/{id}");
        let body = format!(
            "行政处罚决定书 {document_number}\n当事人：铜陵某建材有限公司\n经办人周晓明，电话 13800000000。\n\
             当事人占用人行道堆放物料，罚款人民币五千元。"
        );
        let masking = json!({
            "text": body,
            "redactions": [
                { "kind": "name", "text": "周晓明" },
                { "kind": "contact", "text": "13800000000" },
            ],
            "violation": "占用人行道堆放物料", "penalty": "罚款五千元",
        });
        self.client
            .post(Person::Discloser, &format!("{path}/masking"), masking)
            .await?;
        self.until(&["PublicationMasked"]).await?;
        let approval = json!({ "secrecy_cleared": true, "secrecy_note": "经保密审查，可以公开。" });
        self.client
            .post(
                Person::DisclosureHead,
                &format!("{path}/approval"),
                approval,
            )
            .await?;
        self.until(&["PublicationApproved"]).await?;
        self.client
            .post(
                Person::DisclosureHead,
                &format!("{path}/publication"),
                json!({}),
            )
            .await?;
        self.until(&["DecisionPublished"]).await?;
        let path = format!("/api/disclosure/v1/public/decisions/{id}");
        let public = self.client.get_public(&path).await?;
        text(&public, "text")
    }

    async fn pay_and_close(&mut self, case: &str) -> anyhow::Result<()> {
        self.next_days(5).await?;
        let cases = format!("/api/penalty/v1/cases/{case}");
        let today = self.today().await?;
        let payment = json!({
            "amount_fen": FINE_FEN, "paid_on": today, "channel": "bank", "receipt": "PZ-0001",
        });
        self.client
            .post(Person::Collector, &format!("{cases}/payments"), payment)
            .await?;
        self.until(&["FinePaid"]).await?;
        self.client
            .post(Person::Head, &format!("{cases}/closure"), json!({}))
            .await?;
        self.until(&["CaseClosed"]).await
    }

    async fn answer_citizen(
        &mut self,
        submission: &str,
        receipt: &str,
        query_code: &str,
    ) -> anyhow::Result<()> {
        let path = format!("/api/complaint/v1/submissions/{submission}/reply");
        let reply = json!({
            "outcome": "decided",
            "text": "您反映的占道经营已依法作出行政处罚决定并公示，人行道已清理。感谢监督。",
        });
        let replied = self.eventually_post(Person::Clerk, &path, reply).await;
        replied.context("the office answers")?;
        let path = format!("/api/complaint/v1/public/submissions/{receipt}/closure");
        let headers = [("X-Query-Code", query_code)];
        self.client
            .post_public(&path, &headers, json!({ "satisfaction": 5 }))
            .await?;
        self.until(&["ReplyGiven", "SubmissionClosed"]).await
    }

    /// A write that is refused until another service's event has arrived.
    async fn eventually_post(
        &self,
        person: Person,
        path: &str,
        body: Value,
    ) -> anyhow::Result<Value> {
        let end = tokio::time::Instant::now() + SOON;
        loop {
            match self.client.post(person, path, body.clone()).await {
                Err(_refused) if tokio::time::Instant::now() < end => {
                    tokio::time::sleep(POLL).await;
                }
                outcome => return outcome,
            }
        }
    }

    async fn today(&self) -> anyhow::Result<Date> {
        Ok(kernel::legal_date(self.client.read_clock().await?))
    }

    /// Moves to the morning some days later.
    async fn next_days(&self, days: i64) -> anyhow::Result<()> {
        let to = self
            .today()
            .await?
            .checked_add(jiff::Span::new().try_days(days)?)?;
        self.client.move_clock(working_day(to)?).await
    }

    /// Moves to the day after a clock of the matter has run out.
    async fn after_due(&self, rule: &str) -> anyhow::Result<()> {
        let timeline = self.timeline().await?;
        let due = timeline
            .entries
            .iter()
            .flat_map(|entry| &entry.dues_set)
            .rfind(|due| due.rule_id == rule)
            .with_context(|| format!("no clock {rule} was set"))?;
        let last: Date = due.effective.parse()?;
        self.client.move_clock(working_day(last.tomorrow()?)?).await
    }

    async fn timeline(&self) -> anyhow::Result<Timeline> {
        let path = format!("/api/oversight/v1/matters/{}", self.matter);
        Timeline::read(&self.client.get(Person::Supervisor, &path).await?)
    }

    /// Waits until these events stand on the timeline, and tells what is new.
    async fn until(&mut self, names: &[&str]) -> anyhow::Result<()> {
        let end = tokio::time::Instant::now() + SOON;
        loop {
            let timeline = self.timeline().await.unwrap_or_default();
            let missing: Vec<&&str> = names
                .iter()
                .filter(|name| timeline.count(name) == 0)
                .collect();
            if missing.is_empty() {
                self.tell(&timeline);
                return Ok(());
            }
            ensure!(
                tokio::time::Instant::now() < end,
                "these steps did not come: {missing:?}"
            );
            tokio::time::sleep(POLL).await;
        }
    }

    fn tell(&mut self, timeline: &Timeline) {
        let new = timeline.entries.get(self.told..).unwrap_or_default();
        self.told = timeline.entries.len();
        if self.narrated {
            for entry in new {
                say(line(entry));
            }
        }
    }
}

/// The day itself, or the first working day after it: offices are closed otherwise.
fn working_day(day: Date) -> anyhow::Result<Date> {
    Ok(law::Calendar::embedded().next_working_day(day)?.date)
}

fn line(entry: &Entry) -> String {
    let dues: Vec<String> = entry
        .dues_set
        .iter()
        .map(|due| format!("{} until {}", due.rule_id, due.raw))
        .collect();
    format!(
        "{}  {:10} {:22} {}{}{}  trace {}",
        entry.legal_date,
        entry.service,
        entry.name,
        entry.articles.join("; "),
        if dues.is_empty() { "" } else { "  due " },
        dues.join(", "),
        entry.trace_id
    )
}

fn first<'a>(body: &'a Value, list: &str) -> anyhow::Result<&'a Value> {
    body.get(list)
        .and_then(Value::as_array)
        .and_then(|items| items.first())
        .with_context(|| format!("nothing in `{list}`: {body}"))
}

/// Every step is there, and after the steps it follows from.
fn in_order(timeline: &Timeline) -> anyhow::Result<()> {
    let mut before = 0;
    for group in ORDER {
        let mut furthest = before;
        for name in group {
            let place = timeline
                .entries
                .iter()
                .position(|entry| entry.name == *name)
                .with_context(|| format!("{name} is missing"))?;
            ensure!(place >= before, "{name} came too early");
            furthest = furthest.max(place);
        }
        before = furthest;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(names: &[&str]) -> Timeline {
        let entries = names
            .iter()
            .map(|name| Entry {
                name: (*name).to_owned(),
                ..Entry::default()
            })
            .collect();
        Timeline { entries }
    }

    #[test]
    fn a_missing_or_early_step_breaks_the_story() {
        let all: Vec<&str> = ORDER
            .iter()
            .flat_map(|group| group.iter().copied())
            .collect();
        assert!(in_order(&timeline(&all)).is_ok());
        let without: Vec<&str> = all
            .iter()
            .copied()
            .filter(|name| *name != "FinePaid")
            .collect();
        assert!(in_order(&timeline(&without)).is_err());
        let mut early = all.clone();
        early.retain(|name| *name != "DecisionPublished");
        early.insert(0, "DecisionPublished");
        assert!(in_order(&timeline(&early)).is_err());
    }
}
