//! Documents are filled from what they tell of: a measure, a preservation, a penalty on the spot, a plan,
//! the enforcement. What no state knows is given by a person, and nothing is sealed without it.

use documents::Form;
use jiff::civil::date;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::beside::*;
use crate::desk::{SPOTS, officer, on_the_spot};
use crate::papers::*;
use crate::scene::*;

/// Whom the party may ask, and where it may complain.
const REACHED: [&str; 4] = ["contact", "contact_phone", "reconsideration_body", "court"];

/// What is printed about it, as the state knows it.
fn shows(paper: &str, words: &[&str]) {
    for word in words {
        assert!(paper.contains(word), "{word} is not in {paper}");
    }
}

fn with<'a>(given: &[&'a str]) -> Vec<&'a str> {
    given.iter().chain(&REACHED).copied().collect()
}

/// The list of property of `about`, sealed by those who made it.
async fn lists(scene: &Scene, about: (&str, &str)) -> String {
    let form = Form::PropertyList;
    let values = only(form, &["list_number", "party", "officers"]);
    let draft = draft_about(form, &values, about);
    let (_, paper) = scene.prints(1, draft).await;
    paper
}

#[tokio::test]
async fn the_papers_of_a_measure_say_what_was_approved_carried_out_extended_and_lifted() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let path = scene.begun(1, "measures", seizure()).await;
    let about = ("measure", path.as_str());
    let given = with(&["party", "address", "suspected"]);
    let mut values = only(Form::CoercionDecision, &given);
    values.remove("contact");
    let draft = draft_about(Form::CoercionDecision, &values, about);
    let id = scene.drafts(&handler(), 1, draft).await;
    let (early, step) = scene.refuses_to_seal(&id).await;
    assert_eq!(early, "document-too-early");
    assert!(step.contains("approved by the head"), "{step}");

    scene
        .gets(&head(), &format!("{path}/approval"), agreed(true))
        .await;
    let (incomplete, gaps) = scene.refuses_to_seal(&id).await;
    assert_eq!(incomplete, "document-incomplete");
    for field in ["联系人（contact）", "清单文书编号（list_number）"] {
        assert!(gaps.contains(field), "{field}: {gaps}");
    }
    let list = lists(&scene, about).await;
    shows(
        &list,
        &[
            "白酒",
            "批号20251201",
            "20",
            "箱",
            "灌装机",
            "GZ-7781",
            "存放于罚没仓库",
        ],
    );
    let whole = json!({"values": only(Form::CoercionDecision, &given)});
    scene.document(&handler(), &id, "values", whole).await;
    let (sealed, paper) = scene.prints_draft(&id).await;
    assert_eq!(sealed.text("number"), "铜市监强制〔2026〕1号");
    assert_eq!(sealed.body["about"]["kind"], "measure");
    shows(
        &paper,
        &[
            "实施扣押的行政强制措施",
            "决定对白酒20箱、灌装机1台",
            "《食品安全法》第一百一十条第四项",
            "当事人正在转移涉案物品",
            "自2026年3月2日起至2026年4月1日止",
            "明镜市监物清〔2026〕32号",
        ],
    );

    scene
        .stage
        .clock
        .set_local(FILED, jiff::civil::time(10, 0, 0, 0));
    scene
        .gets(&handler(), &format!("{path}/execution"), executed(FILED))
        .await;
    extended_and_lifted(&scene, &path).await;
}

async fn extended_and_lifted(scene: &Scene, path: &str) {
    scene.stage.clock.set_date(date(2026, 3, 30));
    let extension = json!({
        "days": 30, "reasons": "涉及多个批次", "document": "铜市监延强〔2026〕1号",
    });
    scene
        .gets(&head(), &format!("{path}/extension"), extension)
        .await;
    let form = Form::CoercionExtension;
    let draft = draft_about(form, &only(form, &with(&["party"])), ("measure", path));
    let (_, paper) = scene.prints(1, draft).await;
    shows(
        &paper,
        &[
            "本局于2026年3月2日作出",
            "铜市监强制〔2026〕1号",
            "涉及多个批次",
            "自2026年4月2日起延长至2026年5月1日止",
        ],
    );

    let form = Form::CoercionLifting;
    let mut values = only(form, &["party", "contact", "contact_phone"]);
    values.insert("lifted_from".to_owned(), json!("2026-03-31"));
    let mut one = lifting("unrelated");
    one["items"] = json!([2]);
    scene.gets(&head(), &format!("{path}/lifting"), one).await;
    let draft = draft_about(form, &values, ("measure", path));
    let contradicts = ("document-contradicts-case", "第二十八条");
    scene
        .refused((&handler(), 1, "documents"), draft, contradicts)
        .await;
    values.remove("lifted_from");
    let draft = draft_about(form, &values, ("measure", path));
    let (_, paper) = scene.prints(1, draft).await;
    shows(
        &paper,
        &[
            "将行政强制措施期限延长至2026年5月1日",
            "铜市监延强〔2026〕1号",
            "被采取措施的财物与违法行为无关",
            "《中华人民共和国行政强制法》第二十八条",
            "自2026年3月30日起对部分",
        ],
    );
}

#[tokio::test]
async fn the_notice_of_a_preservation_says_why_and_where_the_evidence_is_kept() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let path = scene
        .carried_out((1, FILED), "preservations", preservation())
        .await;
    let about = ("preservation", path.as_str());
    shows(&lists(&scene, about).await, &["白酒", "批号20251201", "台"]);
    let form = Form::PreservationNotice;
    let given = ["party", "address", "contact", "contact_phone"];
    let id = scene
        .drafts(&handler(), 1, draft_about(form, &only(form, &given), about))
        .await;
    let (code, gaps) = scene.refuses_to_seal(&id).await;
    assert_eq!(code, "document-incomplete");
    assert!(gaps.contains("涉嫌的违法行为（suspected）"), "{gaps}");
    assert!(gaps.contains("行政处罚法第五十六条"), "{gaps}");
    let mut values = only(form, &given);
    values.insert("suspected".to_owned(), json!("销售假冒注册商标的白酒"));
    let whole = json!({"values": values});
    scene.document(&handler(), &id, "values", whole).await;
    let (sealed, paper) = scene.prints_draft(&id).await;
    assert_eq!(sealed.text("number"), "铜市监先登〔2026〕1号");
    shows(
        &paper,
        &[
            "涉嫌销售假冒注册商标的白酒，因账册可能被销毁",
            "存放在罚没仓库",
            "明镜市监物清〔2026〕32号",
            "统一社会信用代码：91350100M000100Y43",
        ],
    );
}

#[tokio::test]
async fn what_a_document_is_about_must_be_named_known_of_its_kind_and_of_its_case() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2]).await;
    let measure = scene.begun(2, "measures", seizure()).await;
    let form = Form::CoercionDecision;
    let nothing = documents::Values::new();
    let nobody = format!("measures/{}", Uuid::from_u128(9));
    let of_none = draft_of(form, &nothing);
    let of_unknown = draft_about(form, &nothing, ("measure", nobody.as_str()));
    let of_other = draft_about(form, &nothing, ("measure", measure.as_str()));
    let of_kind = draft_about(form, &nothing, ("preservation", measure.as_str()));
    let needless = draft_about(Form::SceneRecord, &nothing, ("measure", measure.as_str()));
    let on_the_street = draft_of(Form::SpotPenaltyDecision, &nothing);
    for (draft, code, path) in [
        (of_none, "about-missing", "about"),
        (of_unknown, "about-unknown", "about"),
        (of_other.clone(), "about-of-another-case", "about"),
        (of_kind, "about-of-another-kind", "about.kind"),
        (needless, "about-of-another-kind", "about.kind"),
        (on_the_street, "about-missing", "form"),
    ] {
        let reply = scene.tries(&handler(), 1, "documents", draft).await;
        assert_eq!(
            (reply.status, reply.problem()),
            (422, code),
            "{}",
            reply.body
        );
        assert_eq!(reply.body["errors"][0]["path"], path);
        assert!(!reply.text("cure").is_empty());
    }
    scene.drafts(&handler(), 2, of_other).await;
}

#[tokio::test]
async fn the_form_of_the_spot_is_the_penalty_decided_there_and_bears_its_number() {
    let scene = Scene::open().await;
    scene.registers_officers().await;
    let mut penalty = on_the_spot("market-supervision", 100);
    penalty["penalties"] = json!([{"kind": "warning"}, {"kind": "fine", "amount_fen": 10_000}]);
    let spot = scene.decides_on_the_spot(&penalty).await;
    let path = format!("{SPOTS}/{spot}/documents");
    let drafts = async |form: Form, values: &documents::Values| {
        let call = scene.stage.post(&path).by(&scene.stage, &officer());
        call.json(draft_of(form, values)).send().await.unwrap()
    };
    let form = Form::SpotPenaltyDecision;
    let given = ["officers", "violated", "payment", "payee", "payee_address"];
    let mut values = only(form, &given);
    let other = drafts(Form::SceneRecord, &values).await;
    assert_eq!(
        (other.status, other.problem()),
        (422, "form-not-on-the-spot")
    );
    values.insert("fine".to_owned(), json!(20_000));
    let other = drafts(form, &values).await;
    assert_eq!(
        (other.status, other.problem()),
        (409, "document-contradicts-case")
    );
    values.remove("fine");
    let drafted = drafts(form, &values).await;
    assert_eq!(drafted.status, 201, "{}", drafted.body);
    let id = drafted.text("id");
    let (code, gaps) = scene.refuses_to_seal(id).await;
    assert_eq!(code, "document-incomplete");
    assert!(gaps.contains("有管辖权的人民法院（court）"), "{gaps}");
    values.insert("court".to_owned(), json!("铜官区人民法院"));
    let whole = json!({"values": values});
    scene.document(&officer(), id, "values", whole).await;
    let (sealed, paper) = scene.prints_draft(id).await;
    assert_eq!(sealed.text("number"), "铜市监当罚〔2026〕1号");
    shows(
        &paper,
        &[
            "当事人：铜官区鲜味食品店",
            "你（单位）未明码标价的行为",
            "《价格法》第四十二条",
            "警告；罚款人民币100元",
            "六十日内向铜官区人民政府申请行政复议",
            "处罚地点：长江路1号",
            "当事人未提出陈述、申辩意见",
        ],
    );
    let listed = scene.stage.get(&path).by(&scene.stage, &officer());
    let listed = listed.send().await.unwrap();
    assert_eq!(listed.body["documents"][0]["id"], id);
    let handed = json!({"step": "hand-over", "signed": true});
    let steps = format!("{SPOTS}/{spot}/steps");
    scene.steps(&officer(), &steps, handed).await;
    let shown = scene.opens(&officer(), id).await;
    assert_eq!(shown.text("status"), "served", "{}", shown.body);
}

fn plan() -> Value {
    json!({
        "applied_on": "2026-03-02", "hardship": "停业三个月，附银行流水",
        "instalments": [
            {"amount_fen": 60_000, "due_on": "2026-04-10"},
            {"amount_fen": 40_000, "due_on": "2026-05-11"},
        ],
    })
}

#[tokio::test]
async fn the_notice_of_instalments_shows_the_plan_that_was_approved() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 1_000).await;
    let form = Form::InstalmentNotice;
    let values = only(form, &["contact", "contact_phone"]);
    let id = scene.drafts(&handler(), 1, draft_of(form, &values)).await;
    let (code, step) = scene.refuses_to_seal(&id).await;
    assert_eq!(code, "document-too-early");
    assert!(step.contains("instalments"), "{step}");
    scene.does(&head(), 1, "payment-plan", plan()).await;
    let (sealed, paper) = scene.prints_draft(&id).await;
    assert_eq!(sealed.text("number"), "铜市监延分通〔2026〕1号");
    shows(
        &paper,
        &[
            "分期缴纳罚款通知书",
            "铜官区鲜味食品店：",
            "铜市监处罚〔2026〕1号",
            "处罚款人民币1000元（大写：壹仟元整）",
            "2026年4月10日前",
            "600",
            "2026年5月11日前",
            "400",
        ],
    );
}

#[tokio::test]
async fn demand_and_application_say_what_is_owed_what_was_demanded_and_what_the_party_did() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 1_000).await;
    scene.stage.clock.set_date(date(2026, 3, 18));
    scene.stage.clocks_at_rest().await.unwrap();
    let form = Form::DemandNotice;
    let draft = draft_of(form, &only(form, &["contact", "contact_phone"]));
    let (demand, paper) = scene.prints(1, draft).await;
    shows(
        &paper,
        &[
            "罚款人民币壹仟元整",
            "应当缴纳的金额为人民币1000元",
            "加处罚款人民币30元",
            "到徽商银行铜官支行（地址：铜官区长江路）缴纳",
        ],
    );
    let application = Form::EnforcementApplication;
    let given = [
        "applicant_head",
        "applicant_head_post",
        "applicant_address",
        "signer",
        "contact",
        "contact_phone",
    ];
    let draft = draft_of(application, &only(application, &given));
    let id = scene.drafts(&handler(), 1, draft).await;
    let (code, step) = scene.refuses_to_seal(&id).await;
    assert_eq!(
        (code.as_str(), step.as_str()),
        ("document-too-early", "the served demand to perform")
    );
    let service = json!({"service": handed_over("2026-03-18")});
    let served = scene
        .document(&handler(), demand.text("id"), "service", service)
        .await;
    assert_eq!(served.text("status"), "served", "{}", served.body);
    let enforced = scene.shows(&head(), 1, "/enforcement").await;
    assert_eq!(enforced.body["status"], "demanded", "{}", enforced.body);
    scene.stage.clock.set_date(date(2026, 9, 3));
    scene.stage.clocks_at_rest().await.unwrap();
    let (code, gaps) = scene.refuses_to_seal(&id).await;
    assert_eq!(code, "document-incomplete");
    assert!(gaps.contains("受理的人民法院（court）"), "{gaps}");
    let asked = json!({"court": "铜官区人民法院", "object": "罚款1000元及加处罚款1000元"});
    scene
        .does(&head(), 1, "enforcement/application", asked)
        .await;
    let (_, paper) = scene.prints_draft(&id).await;
    shows(
        &paper,
        &[
            "申请铜官区人民法院强制执行",
            "罚款1000元及加处罚款1000元",
            "加处罚款人民币1000元",
            "自2026年3月18日起至2026年9月3日止",
            "《行政处罚决定书》于2026年3月2日送达被申请人",
            "被申请人未缴纳罚没款",
            "本局于2026年3月18日向被申请人送达了",
            "铜市监罚催〔2026〕1号",
        ],
    );
}
