//! Documents: drafted, sealed with their number, checked, served, voided.

use contracts::penalty::v1::{DocumentDrafted, DocumentSealed, DocumentServed, DocumentVoided};
use crypto::seal::{PublicKey, Signature};
use documents::Form;
use futures::future::join_all;
use jiff::civil::date;
use kernel::Post;
use serde_json::json;
use stage::Reply;

use crate::papers::*;
use crate::scene::*;

#[tokio::test]
async fn a_notice_is_drafted_completed_sealed_checked_and_served() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let mut values = given(Form::PenaltyNotice);
    values.insert("hearing".to_owned(), json!("不属于听证范围"));
    values.remove("contact");
    let draft = draft_of(Form::PenaltyNotice, &values);
    let id = scene.drafts(&handler(), 1, draft).await;
    let early = scene.document(&head(), &id, "seal", json!({})).await;
    assert_eq!((early.status, early.problem()), (409, "document-too-early"));

    scene
        .does(&handler(), 1, "investigation-report", report(500))
        .await;
    let shown = scene.opens(&handler(), &id).await;
    assert_eq!(shown.body["values"]["party"], "铜官区鲜味食品店");
    assert_eq!(
        shown.body["values"]["proposed"],
        json!(["罚款人民币伍佰元整（500.00元）"])
    );
    assert_eq!(shown.body["gaps"][0]["field"], "contact");
    let incomplete = scene.document(&head(), &id, "seal", json!({})).await;
    assert_eq!(
        (incomplete.status, incomplete.problem()),
        (409, "document-incomplete")
    );
    assert!(
        incomplete.text("missing").contains("联系人"),
        "{}",
        incomplete.body
    );
    assert!(incomplete.text("citation").contains("第四十四条"));

    values.insert("contact".to_owned(), json!("张三"));
    let amended = json!({ "values": values });
    let amended = scene.document(&handler(), &id, "values", amended).await;
    assert_eq!(amended.status, 200, "{}", amended.body);
    let sealed = scene.document(&head(), &id, "seal", json!({})).await;
    assert_eq!(sealed.status, 200, "{}", sealed.body);
    assert_eq!(sealed.text("number"), "铜市监罚告〔2026〕1号");
    assert_eq!(sealed.text("status"), "sealed");

    scene.anyone_checks(&sealed).await;

    scene.stage.clock.set_date(date(2026, 3, 3));
    let service = json!({"service": handed_over("2026-03-03")});
    let served = scene.document(&handler(), &id, "service", service).await;
    assert_eq!(served.text("served_on"), "2026-03-03", "{}", served.body);
    let reason = json!({"reason": "金额有误"});
    let void = scene.document(&head(), &id, "void", reason).await;
    assert_eq!((void.status, void.problem()), (409, "document-served"));
    assert_eq!(
        scene
            .stage
            .recorded::<DocumentDrafted>()
            .await
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        scene
            .stage
            .recorded::<DocumentServed>()
            .await
            .unwrap()
            .len(),
        1
    );
}

/// The public key of the only seal that was used.
async fn public_key(scene: &Scene) -> PublicKey {
    let pem: String = sqlx::query_scalar("select pem from penalty.seal_key")
        .fetch_one(scene.stage.database.pool())
        .await
        .unwrap();
    PublicKey::from_pem(&pem).unwrap()
}

#[tokio::test]
async fn the_printed_document_carries_a_signature_that_one_changed_bit_breaks() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 500).await;
    let sealed = scene.issues(1, Form::PenaltyDecision).await;
    assert_eq!(sealed.text("number"), "铜市监处罚〔2026〕1号");
    let id = sealed.text("id");
    let mut pdf = scene.opens(&handler(), &format!("{id}/pdf")).await;
    assert_eq!(pdf.content_type, "application/pdf");
    assert!(pdf.bytes.starts_with(b"%PDF"));
    let digest = crypto::DualDigest::of(&pdf.bytes);
    assert_eq!(sealed.body["seal"]["pdf"]["sm3"], digest.sm3.to_string());
    let by_file = scene.checks(&digest.sm3.to_string()).await;
    assert_eq!(by_file.text("number"), "铜市监处罚〔2026〕1号");
    let signature = scene.opens(&handler(), &format!("{id}/signature")).await;
    let signature = Signature::from_der(signature.bytes);
    let key = public_key(&scene).await;
    assert!(key.verifies(&pdf.bytes, &signature));
    *pdf.bytes.last_mut().unwrap() ^= 1;
    assert!(!key.verifies(&pdf.bytes, &signature));

    let told = scene.stage.recorded::<DocumentSealed>().await.unwrap();
    let [told] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!(told.document_number, "铜市监处罚〔2026〕1号");
    assert_eq!(told.key_id, key.key_id().to_string());
    let basis = told.basis.as_ref().unwrap();
    assert_eq!(basis.actor_post, "decider");
    assert_eq!(basis.articles, ["行政处罚法第五十九条"]);
    assert!(!format!("{told:?}").contains("鲜味"));
}

#[tokio::test]
async fn a_decision_document_says_what_was_decided_and_keeps_its_number_when_printed_anew() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    let mut values = given(Form::PenaltyDecision);
    values.insert("fine".to_owned(), json!(40_000));
    let other = draft_of(Form::PenaltyDecision, &values);
    let contradicts = ("document-contradicts-case", "第五十九条");
    scene
        .refused((&handler(), 1, "documents"), other, contradicts)
        .await;
    let first = scene.issues(1, Form::PenaltyDecision).await;
    let again = draft_of(Form::PenaltyDecision, &given(Form::PenaltyDecision));
    let second = scene.drafts(&handler(), 1, again).await;
    let refused = scene.document(&head(), &second, "seal", json!({})).await;
    assert_eq!(
        (refused.status, refused.problem()),
        (409, "document-already-sealed")
    );
    let reason = json!({"reason": "当事人名称印制有误"});
    let voided = scene
        .document(&head(), first.text("id"), "void", reason)
        .await;
    assert_eq!(voided.text("status"), "voided", "{}", voided.body);
    let sealed = scene.document(&head(), &second, "seal", json!({})).await;
    assert_eq!(
        sealed.text("number"),
        "铜市监处罚〔2026〕1号",
        "{}",
        sealed.body
    );
    // the same content was printed twice: the one that holds answers
    let digest = sealed.body["seal"]["content_digest"].as_str().unwrap();
    assert_eq!(scene.checks(digest).await.body["voided"], json!(false));
}

#[tokio::test]
async fn a_voided_number_stays_in_the_register_and_is_not_used_again() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let id = scene.drafts(&handler(), 1, order()).await;
    let sealed = scene.document(&head(), &id, "seal", json!({})).await;
    let digest = sealed.body["seal"]["content_digest"].as_str().unwrap();
    let reason = json!({"reason": "改正期限有误"});
    let voided = scene.document(&head(), &id, "void", reason).await;
    assert_eq!(voided.text("number"), "铜市监责改〔2026〕1号");
    assert_eq!(voided.body["voided"]["reason"], "改正期限有误");
    let checked = scene.checks(digest).await;
    assert_eq!(
        (checked.text("number"), &checked.body["voided"]),
        ("铜市监责改〔2026〕1号", &json!(true))
    );
    let told = scene.stage.recorded::<DocumentVoided>().await.unwrap();
    assert_eq!(told[0].document_number, "铜市监责改〔2026〕1号");
    let next = scene.drafts(&handler(), 1, order()).await;
    let next = scene.document(&head(), &next, "seal", json!({})).await;
    assert_eq!(next.text("number"), "铜市监责改〔2026〕2号");
    assert_eq!(scene.serials("铜市监责改").await, [1, 2]);
}

#[tokio::test]
async fn twenty_seals_at_once_give_twenty_numbers_without_a_gap() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2]).await;
    let mut drafts = Vec::new();
    for number in (1..=2).cycle().take(20) {
        drafts.push(scene.drafts(&handler(), number, order()).await);
    }
    // every draft twice: forty attempts, of which the second of each must find it sealed
    let attempts = drafts.iter().chain(&drafts);
    let attempts = attempts.map(|id| scene.document_of_head(id));
    let replies: Vec<Reply> = join_all(attempts).await;
    let sealed = replies.iter().filter(|reply| reply.status == 200).count();
    let refused = replies.iter().filter(|reply| reply.status == 409).count();
    assert_eq!((sealed, refused), (20, 20));
    let expected: Vec<i32> = (1..=20).collect();
    assert_eq!(scene.serials("铜市监责改").await, expected);
}

impl Scene {
    /// What anyone learns of the sealed notice by the digest printed on it: nothing of the party.
    async fn anyone_checks(&self, sealed: &Reply) {
        let checked = self
            .checks(sealed.body["seal"]["content_digest"].as_str().unwrap())
            .await;
        assert_eq!(checked.status, 200, "{}", checked.body);
        assert_eq!(checked.text("number"), "铜市监罚告〔2026〕1号");
        assert_eq!(checked.text("dated"), "2026-03-02");
        assert_eq!(
            (&checked.body["sealed"], &checked.body["voided"]),
            (&json!(true), &json!(false))
        );
        assert!(
            !checked.body.to_string().contains("鲜味"),
            "{}",
            checked.body
        );
    }

    async fn document_of_head(&self, id: &str) -> Reply {
        self.document(&head(), id, "seal", json!({})).await
    }
}

#[tokio::test]
async fn a_seal_that_fails_gives_its_number_back() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let mut bad = order();
    // no font draws a character of the private use area, which is seen after the number was taken
    bad["values"]["act"] = json!("销售\u{f8ff}");
    let bad = scene.drafts(&handler(), 1, bad).await;
    let failed = scene.document(&head(), &bad, "seal", json!({})).await;
    assert_eq!(
        (failed.status, failed.problem()),
        (422, "unprintable-characters"),
        "{}",
        failed.body
    );
    let good = scene.drafts(&handler(), 1, order()).await;
    let sealed = scene.document(&head(), &good, "seal", json!({})).await;
    assert_eq!(sealed.text("number"), "铜市监责改〔2026〕1号");
    assert_eq!(scene.opens(&head(), &bad).await.text("status"), "drafted");
}

#[tokio::test]
async fn the_same_request_again_gets_the_same_answer_and_no_second_number() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let id = scene.drafts(&handler(), 1, order()).await;
    let path = format!("{DOCUMENTS}/{id}/seal");
    let call = || {
        let call = scene.stage.post(&path).by(&scene.stage, &head());
        call.key("seal-once-0001").json(json!({})).send()
    };
    let (first, second) = (call().await.unwrap(), call().await.unwrap());
    assert_eq!((first.status, &first.body), (200, &second.body));
    assert_eq!(scene.serials("铜市监责改").await, [1]);
}

#[tokio::test]
async fn fields_that_a_form_does_not_have_or_that_hold_something_else_are_refused_at_once() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    for (field, value) in [("no_such_field", json!("x")), ("act", json!(7))] {
        let mut draft = order();
        draft["values"][field] = value;
        let reply = scene.tries(&handler(), 1, "documents", draft).await;
        assert_eq!(reply.status, 422, "{field}: {}", reply.body);
        assert!(reply.body.to_string().contains(field), "{}", reply.body);
    }
    let mut unknown = order();
    unknown["form"] = json!("love-letter");
    let reply = scene.tries(&handler(), 1, "documents", unknown).await;
    assert_eq!(reply.status, 422, "{}", reply.body);
    let mut uncoded = order();
    uncoded["agency_code"] = json!(null);
    let missing = ("agency-code-missing", "GB/T 9704");
    scene
        .refused((&handler(), 1, "documents"), uncoded, missing)
        .await;
}

#[tokio::test]
async fn nobody_without_a_token_post_or_region_touches_a_document() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let id = scene.drafts(&handler(), 1, order()).await;
    let path = format!("{DOCUMENTS}/{id}");
    assert_eq!(scene.stage.get(&path).send().await.unwrap().status, 401);
    let citizen = someone(50, &[Post::Citizen], TONGGUAN);
    let supervisor = someone(51, &[Post::Supervisor], TONGGUAN);
    for person in [&citizen, &supervisor] {
        assert_eq!(scene.opens(person, &id).await.status, 403);
        let pdf = format!("{id}/pdf");
        assert_eq!(scene.opens(person, &pdf).await.status, 403);
        let sealed = scene.document(person, &id, "seal", json!({})).await;
        assert_eq!(sealed.status, 403);
    }
    let by_handler = scene.document(&handler(), &id, "seal", json!({})).await;
    assert_eq!(by_handler.status, 403, "{}", by_handler.body);
    let draft = scene.tries(&stranger(), 1, "documents", order()).await;
    assert_eq!(draft.status, 404);
    assert_eq!(scene.opens(&stranger(), &id).await.status, 404);
    let sealed = scene.document(&stranger(), &id, "seal", json!({})).await;
    assert_eq!(sealed.status, 404);
    assert_eq!(scene.shows(&stranger(), 1, "/documents").await.status, 404);
    assert_eq!(scene.shows(&citizen, 1, "/documents").await.status, 403);
    let pdf = format!("{id}/pdf");
    assert_eq!(scene.opens(&handler(), &pdf).await.status, 404);
    let unknown = scene.checks(&"0".repeat(64)).await;
    assert_eq!(unknown.status, 404);
    assert_eq!(scene.checks("no-digest").await.status, 400);
}

#[tokio::test]
async fn the_secondary_volume_is_for_those_who_handle_the_case() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene
        .does(&handler(), 1, "investigation-report", report(500))
        .await;
    let sealed = scene.issues(1, Form::InvestigationReport).await;
    assert_eq!(sealed.body["number"], json!(null));
    let id = sealed.text("id");
    scene.drafts(&handler(), 1, order()).await;
    let forms = async |actor| {
        let list = scene.shows(&actor, 1, "/documents").await;
        let documents = list.body["documents"].as_array().unwrap().clone();
        documents
            .iter()
            .map(|document| document["form"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        forms(reviewer()).await,
        ["investigation-report", "correction-order"]
    );
    assert_eq!(forms(collector()).await, ["correction-order"]);
    assert_eq!(scene.opens(&collector(), id).await.status, 404);
    assert_eq!(
        scene.opens(&collector(), &format!("{id}/pdf")).await.status,
        404
    );
    let digest = sealed.body["seal"]["content_digest"].as_str().unwrap();
    assert_eq!(scene.checks(digest).await.status, 404);
}

#[tokio::test]
async fn the_database_itself_hides_documents_of_foreign_regions() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.drafts(&handler(), 1, order()).await;
    for table in ["official_document", "document_content"] {
        assert_eq!(scene.rows_seen(table, "3407").await, 1, "{table}");
        assert_eq!(scene.rows_seen(table, "3408").await, 0, "{table}");
    }
}
