//! From the text of a decision to the register.

use contracts::disclosure::v1::{DecisionPublished, PublicationMasked, PublicationRefused};
use crypto::Sha256Hex;
use kernel::Post;
use serde_json::json;

use crate::given::*;

#[tokio::test]
async fn a_decision_is_masked_by_one_approved_by_another_and_published() {
    let stage = open().await;
    let id = published(&stage, 12).await;
    let entry = shown(&stage, &id).await;
    assert_eq!(
        (entry.status, entry.text("text")),
        (200, MASKED),
        "{}",
        entry.body
    );
    assert_eq!(
        entry.text("content_sha256"),
        Sha256Hex::of(MASKED.as_bytes()).to_string()
    );
    assert_eq!(entry.text("document_number"), "铜市监处罚〔2026〕12号");
    assert_eq!(
        (entry.text("party"), entry.text("party_uscc")),
        (COMPANY, USCC)
    );
    assert_eq!(
        (entry.text("status"), entry.text("region_name")),
        ("published", "安徽省铜陵市铜官区")
    );
    let events = stage.recorded::<DecisionPublished>().await.unwrap();
    let [event] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(event.content_sha256, entry.text("content_sha256"));
    assert_eq!(event.basis.as_ref().unwrap().dues_met, ["DIS-PEN-7WD"]);
}

#[tokio::test]
async fn the_text_and_what_was_masked_in_it_are_kept_apart() {
    let stage = open().await;
    let id = queued(&stage, 12).await;
    done(&stage, &masker(&stage), &id, "masking", text()).await;
    let path = format!("/api/disclosure/v1/publications/{id}");
    let see = async |post, number| {
        let person = stage.person(number, post, TONGGUAN);
        stage.get(&path).by(&stage, &person).send().await.unwrap()
    };
    let approver = see(Post::Discloser, 32).await;
    assert_eq!(approver.text("text"), MASKED);
    assert_eq!(approver.body["mask_map"][0]["occurrences"], json!(1));
    assert!(approver.body["mask_map"].to_string().contains("张三丰"));
    let supervisor = see(Post::Supervisor, 33).await;
    assert_eq!(
        (supervisor.text("text"), &supervisor.body["mask_map"]),
        (MASKED, &json!(null))
    );
    let masked = stage.recorded::<PublicationMasked>().await.unwrap();
    assert!(!format!("{masked:?}").contains("张三丰"));
    let pool = stage.database.pool();
    let count = "select count(*) from disclosure.public_text where content like '%张三丰%'";
    let (leaked,): (i64,) = sqlx::query_as(count).fetch_one(pool).await.unwrap();
    assert_eq!(leaked, 0);

    done(&stage, &self::approver(&stage), &id, "approval", cleared()).await;
    assert_eq!(
        see(Post::Discloser, 32).await.body["mask_map"],
        json!(null),
        "checked: not shown"
    );
}

#[tokio::test]
async fn a_text_that_still_holds_personal_data_is_refused_without_repeating_it() {
    let stage = open().await;
    let id = queued(&stage, 12).await;
    let mut leaking = text();
    leaking["redactions"] = json!([{"kind": "name", "text": "张三丰"}]);
    let reply = step(&stage, &masker(&stage), &id, "masking", leaking).await;
    assert_eq!((reply.status, reply.problem()), (409, "personal-data-left"));
    assert!(reply.text("citation").contains("第六条"));
    assert!(!reply.body.to_string().contains("13812345678"));
    let mut absent = text();
    absent["redactions"] = json!([{"kind": "name", "text": "李四"}]);
    let reply = step(&stage, &masker(&stage), &id, "masking", absent).await;
    assert_eq!(reply.problem(), "redaction-not-found");
    let mut unknown = text();
    unknown["redactions"] = json!([{"kind": "colour", "text": "张三丰"}]);
    assert_eq!(
        step(&stage, &masker(&stage), &id, "masking", unknown)
            .await
            .status,
        422
    );
    assert!(
        stage
            .recorded::<PublicationMasked>()
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn whoever_masked_does_not_approve_and_nothing_is_published_unserved() {
    let stage = open().await;
    let id = queued(&stage, 12).await;
    done(&stage, &masker(&stage), &id, "masking", text()).await;
    let own = step(&stage, &masker(&stage), &id, "approval", cleared()).await;
    assert_eq!((own.status, own.problem()), (409, "same-person"));
    let secret = json!({"secrecy_cleared": false, "secrecy_note": "涉密"});
    let reply = step(&stage, &approver(&stage), &id, "approval", secret).await;
    assert_eq!(reply.problem(), "secrecy-not-cleared");
    let early = step(&stage, &masker(&stage), &id, "publication", json!({})).await;
    assert_eq!(early.problem(), "wrong-state");
    done(&stage, &approver(&stage), &id, "approval", cleared()).await;
    let unserved = step(&stage, &masker(&stage), &id, "publication", json!({})).await;
    assert_eq!((unserved.status, unserved.problem()), (409, "not-served"));
    assert!(unserved.text("citation").contains("第四十八条"));
    assert_eq!(shown(&stage, &id).await.status, 404);
    serve(&stage, 12).await;
    until_published(&stage, &id).await;
}

#[tokio::test]
async fn a_natural_person_is_shown_by_surname_only_and_not_found_by_name() {
    let stage = open().await;
    let mut event = decision(12);
    event.party_kind = "natural-person".to_owned();
    (event.party_name, event.party_uscc) = (String::new(), String::new());
    tell(&stage, 12, TONGGUAN, &event).await;
    let id = publication(&stage, 12).await;
    serve(&stage, 12).await;
    let mut text = text();
    text["party_name"] = json!("张三丰");
    done(&stage, &masker(&stage), &id, "masking", text).await;
    done(&stage, &approver(&stage), &id, "approval", cleared()).await;
    until_published(&stage, &id).await;
    let entry = shown(&stage, &id).await;
    assert_eq!(
        (entry.text("party"), &entry.body["party_uscc"]),
        ("张某", &json!(null))
    );
    let path = "/api/disclosure/v1/public/decisions?q=%E5%BC%A0";
    let found = stage.get(path).send().await.unwrap();
    assert_eq!(found.body["decisions"], json!([]));
}

#[tokio::test]
async fn a_refused_publication_keeps_no_text_and_no_personal_data() {
    let stage = open().await;
    let id = queued(&stage, 12).await;
    done(&stage, &masker(&stage), &id, "masking", text()).await;
    let ground = json!({"ground": "trade-secret", "note": "涉及商业秘密"});
    let reply = done(&stage, &masker(&stage), &id, "refusal", ground).await;
    assert_eq!(
        (reply.text("status"), reply.text("ground")),
        ("refused", "trade-secret")
    );
    let events = stage.recorded::<PublicationRefused>().await.unwrap();
    assert_eq!(events[0].basis.as_ref().unwrap().dues_met, ["DIS-PEN-7WD"]);
    let pool = stage.database.pool();
    let count = "select (select count(*) from disclosure.public_text) + \
                 (select count(*) from disclosure.mask_map)";
    let (kept,): (i64,) = sqlx::query_as(count).fetch_one(pool).await.unwrap();
    assert_eq!(kept, 0);
    let by_law = json!({"ground": "minor", "note": "未成年人"});
    let other = queued(&stage, 13).await;
    let reply = step(&stage, &masker(&stage), &other, "refusal", by_law).await;
    assert_eq!(reply.problem(), "ground-not-free");
}

#[tokio::test]
async fn the_same_request_again_gets_the_same_answer_and_has_one_effect() {
    let stage = open().await;
    let id = queued(&stage, 12).await;
    let path = format!("/api/disclosure/v1/publications/{id}/masking");
    let send = async |body| {
        let call = stage
            .post(&path)
            .by(&stage, &masker(&stage))
            .key("retry-0001")
            .json(body);
        call.send().await.unwrap()
    };
    let (first, again) = (send(text()).await, send(text()).await);
    assert_eq!((first.status, &first.body), (200, &again.body));
    assert_eq!(
        stage.recorded::<PublicationMasked>().await.unwrap().len(),
        1
    );
    let mut other = text();
    other["violation"] = json!("其他");
    assert_eq!(send(other).await.problem(), "idempotency-key-reused");
}
