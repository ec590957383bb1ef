//! What the tests start from.

use complaint::ComplaintService;
use jiff::civil::{Date, date};
use kernel::{Actor, MatterId, Post};
use runtime::Settings;
use serde_json::{Value, json};
use stage::{Reply, Stage};

pub(crate) const TONGGUAN: &str = "340705";
pub(crate) const SUBMISSIONS: &str = "/api/complaint/v1/public/submissions";
/// A Tuesday before the Spring Festival of 2026.
pub(crate) const TODAY: Date = date(2026, 2, 10);

pub(crate) async fn open() -> Stage {
    Stage::open(&ComplaintService, TODAY).await.unwrap()
}

/// As [`open`], where a number that no law sets is another.
pub(crate) async fn open_with_local(key: &str, value: &str) -> Stage {
    let settings = Settings::load_with(None, &[(key, value.to_owned())]).unwrap();
    Stage::open_with(&ComplaintService, TODAY, |usual| {
        usual.local = settings.local;
    })
    .await
    .unwrap()
}

pub(crate) fn report() -> Value {
    json!({
        "kinds": ["report"],
        "region": TONGGUAN,
        "domain": "city-management",
        "category_code": "construction-waste",
        "title": "夜间违规倾倒建筑垃圾",
        "text": "2月9日晚十点，两辆渣土车在河边倾倒建筑垃圾，联系电话13912345678。",
        "place": "义安大道与长江路交口",
        "respondent": {"name": "某建筑公司", "uscc": "91350100M000100Y43"},
        "reporter": {"name": "张三丰", "phone": "13812345678", "address": "长江路1号"},
    })
}

pub(crate) fn question() -> Value {
    json!({
        "kinds": ["question"],
        "region": TONGGUAN,
        "domain": "city-management",
        "text": "占道经营如何申请许可？",
    })
}

/// A submission that was taken, as its sender knows it.
#[derive(Debug)]
pub(crate) struct Taken {
    pub(crate) id: String,
    pub(crate) matter: MatterId,
    pub(crate) receipt: String,
    pub(crate) code: String,
}

impl Taken {
    pub(crate) fn of(reply: &Reply) -> Self {
        Self {
            id: reply.text("submission_id").to_owned(),
            matter: reply.text("matter_id").parse().unwrap(),
            receipt: reply.text("receipt").to_owned(),
            code: reply.text("query_code").to_owned(),
        }
    }

    /// Where the office finds it.
    pub(crate) fn path(&self) -> String {
        format!("/api/complaint/v1/submissions/{}", self.id)
    }
}

pub(crate) async fn submit(stage: &Stage, body: Value) -> Taken {
    let reply = stage.post(SUBMISSIONS).json(body).send().await.unwrap();
    assert_eq!(reply.status, 201, "{}", reply.body);
    Taken::of(&reply)
}

/// What its sender sees of it.
pub(crate) async fn progress(stage: &Stage, taken: &Taken) -> Reply {
    let path = format!("{SUBMISSIONS}/{}", taken.receipt);
    stage
        .get(&path)
        .header("X-Query-Code", &taken.code)
        .send()
        .await
        .unwrap()
}

/// What its sender does to it.
pub(crate) async fn act(stage: &Stage, taken: &Taken, action: &str, body: Value) -> Reply {
    let path = format!("{SUBMISSIONS}/{}/{action}", taken.receipt);
    stage
        .post(&path)
        .header("X-Query-Code", &taken.code)
        .json(body)
        .send()
        .await
        .unwrap()
}

pub(crate) fn clerk(stage: &Stage) -> Actor {
    stage.person(1, Post::Clerk, "340700")
}

pub(crate) async fn reply(stage: &Stage, taken: &Taken, outcome: &str) -> Reply {
    let body = json!({"outcome": outcome, "text": "已核实并处理。"});
    let call = stage
        .post(&format!("{}/reply", taken.path()))
        .by(stage, &clerk(stage));
    call.json(body).send().await.unwrap()
}
