//! Proceedings beside a case on stage: the bodies people send, and the steps most stories take.

use jiff::civil::Date;
use kernel::Actor;
use serde_json::{Value, json};
use stage::Reply;
use uuid::Uuid;

use crate::scene::*;

const API: &str = "/api/penalty/v1";

impl Scene {
    /// What this answers when it is looked at.
    pub(crate) async fn sees(&self, actor: &Actor, path: &str) -> Reply {
        let call = self.stage.get(&format!("{API}/{path}"));
        call.by(&self.stage, actor).send().await.unwrap()
    }

    /// A write that may fail.
    pub(crate) async fn asks(&self, actor: &Actor, path: &str, body: Value) -> Reply {
        let call = self.stage.post(&format!("{API}/{path}"));
        call.by(&self.stage, actor).json(body).send().await.unwrap()
    }

    /// A write that must succeed.
    pub(crate) async fn gets(&self, actor: &Actor, path: &str, body: Value) -> Reply {
        let reply = self.asks(actor, path, body).await;
        assert!([200, 201].contains(&reply.status), "{path}: {}", reply.body);
        reply
    }

    /// A refusal with this code, its article and its cure.
    pub(crate) async fn denied(&self, (actor, path): (&Actor, &str), body: Value, code: &str) {
        let reply = self.asks(actor, path, body).await;
        let told = (reply.status, reply.problem());
        assert_eq!(told, (409, code), "{path}: {}", reply.body);
        for field in ["rule", "citation", "missing", "title", "title_en"] {
            assert!(!reply.text(field).is_empty(), "{field}: {}", reply.body);
        }
    }

    /// Asked for in case `number`: its path.
    pub(crate) async fn begun(&self, number: u128, kind: &str, body: Value) -> String {
        let path = format!("cases/{}/{kind}", case_id(number));
        let reply = self.gets(&handler(), &path, body).await;
        format!("{kind}/{}", reply.text("id"))
    }

    /// Asked for, approved and carried out at ten o'clock of `day`: its path.
    pub(crate) async fn carried_out(
        &self,
        (number, day): (u128, Date),
        kind: &str,
        body: Value,
    ) -> String {
        self.stage.clock.set_date(day);
        let path = self.begun(number, kind, body).await;
        let approval = format!("{path}/approval");
        self.gets(&head(), &approval, agreed(true)).await;
        self.stage
            .clock
            .set_local(day, jiff::civil::time(10, 0, 0, 0));
        let execution = format!("{path}/execution");
        self.gets(&handler(), &execution, executed(day)).await;
        path
    }

    /// Its status and how many items of the case are open.
    pub(crate) async fn stands(&self, number: u128, path: &str) -> (String, i64) {
        let shown = self.sees(&head(), path).await;
        let ledger = format!("cases/{}/property", case_id(number));
        let open = self.sees(&head(), &ledger).await.body["open"].as_i64();
        (shown.text("status").to_owned(), open.unwrap())
    }

    /// The last day of the clock of `rule`, if it runs.
    pub(crate) async fn last_day(&self, path: &str, rule: &str) -> Option<String> {
        let shown = self.sees(&head(), path).await;
        let dues = shown.body["dues"].as_array().unwrap().clone();
        let due = dues.into_iter().find(|due| due["rule"] == rule)?;
        Some(due["raw"].as_str()?.to_owned())
    }
}

pub(crate) fn liquor() -> Value {
    json!({
        "name": "白酒", "mark": "批号20251201", "quantity": "20箱", "place": "罚没仓库",
        "value_fen": 800_000, "related": true,
    })
}

pub(crate) fn filler() -> Value {
    json!({
        "name": "灌装机", "mark": "GZ-7781", "quantity": "1台", "place": "罚没仓库",
        "related": true,
    })
}

pub(crate) fn provision() -> Value {
    json!({
        "level": "law", "instrument": "食品安全法", "article": "第一百一十条第四项",
        "published_on": "2021-04-29",
    })
}

pub(crate) fn seizure() -> Value {
    json!({
        "kind": "seize", "reasons": "当事人正在转移涉案物品", "basis": provision(),
        "items": [liquor(), filler()],
    })
}

pub(crate) fn preservation() -> Value {
    json!({"reasons": "账册可能被销毁", "items": [liquor(), filler()]})
}

pub(crate) fn agreed(approved: bool) -> Value {
    json!({"approved": approved, "opinion": "已审批"})
}

/// A faultless execution at ten o'clock of `day`.
pub(crate) fn executed(day: Date) -> Value {
    json!({"scene": {
        "at": format!("{day}T10:00:00+08:00"),
        "officers": [Uuid::from_u128(LEAD), Uuid::from_u128(SECOND)],
        "cards_shown": true, "party_called": true, "told": true, "heard": true,
        "record": "现场笔录1号", "officers_signed": true,
        "attendance": {"party": "present", "signature": "signed"},
        "document": "铜市监强制〔2026〕1号", "handed_over": true,
    }})
}

/// The same before approval.
pub(crate) fn executed_urgently(day: Date) -> Value {
    let mut body = executed(day);
    body["urgency"] = json!("正在转移、销毁");
    body
}

pub(crate) fn served(document: &str, day: Date) -> Value {
    json!({"document": document, "told_on": day, "proof": "送达回证"})
}

pub(crate) fn lifting(ground: &str) -> Value {
    json!({"ground": ground, "reasons": "依法解除", "document": "铜市监解强〔2026〕1号"})
}

pub(crate) fn given_back(items: &[u32]) -> Value {
    json!({"items": items, "document": "领取清单1号"})
}
