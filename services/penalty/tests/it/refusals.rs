//! Every gate refuses as problem+json with its article, and nothing is written.

use contracts::penalty::v1::{CaseOpened, DecisionMade, InvestigatorsRecorded, StatementRecorded};
use kernel::Post;
use serde_json::{Value, json};

use crate::scene::*;

fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
}

#[tokio::test]
async fn two_officers_and_an_investigator_stand_behind_a_report() {
    let scene = Scene::open().await;
    scene.files(1).await;
    scene.stage.wait_recorded::<CaseOpened>(1).await.unwrap();
    let step = "investigation-report";
    let two = ("two-officers", "第四十二条");
    scene.refused((&handler(), 1, step), report(500), two).await;
    scene.assigns(1, 1, &[LEAD, SECOND]).await;
    scene
        .stage
        .wait_recorded::<InvestigatorsRecorded>(1)
        .await
        .unwrap();
    let unshown = ("card-not-shown", "第五十五条");
    scene
        .refused((&handler(), 1, step), report(500), unshown)
        .await;
    scene.shows_cards(1).await;
    let outsider = someone(99, &[Post::Handler], TONGGUAN);
    let not_mine = ("not-an-investigator", "第四十二条");
    scene
        .refused((&outsider, 1, step), report(500), not_mine)
        .await;
    let out_of_turn = ("wrong-state", "第五章");
    scene
        .refused((&handler(), 1, "notice"), notice(FILED), out_of_turn)
        .await;
    let no_facts = with(report(500), "facts", json!(" "));
    scene
        .refused(
            (&handler(), 1, step),
            no_facts,
            ("facts-missing", "第四十条"),
        )
        .await;
    let detention = with(report(500), "penalties", json!([{"kind": "detention"}]));
    let police = ("detention-not-competent", "第十八条");
    scene
        .refused((&handler(), 1, step), detention, police)
        .await;
}

#[tokio::test]
async fn notice_and_hearing_follow_articles_44_63_and_64() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene
        .does(&handler(), 1, "investigation-report", report(100_000))
        .await;
    let silent = with(notice(FILED), "hearing_right", json!(false));
    let told = ("hearing-right-not-told", "第六十三条");
    scene.refused((&handler(), 1, "notice"), silent, told).await;
    let mut unproven = notice(FILED);
    unproven["service"]["proof"] = json!("");
    let proof = ("service-not-proven", "第六十一条");
    scene
        .refused((&handler(), 1, "notice"), unproven, proof)
        .await;
    scene.does(&handler(), 1, "notice", notice(FILED)).await;
    scene.stage.clock.set_date(jiff::civil::date(2026, 3, 12));
    let late = json!({"received_on": "2026-03-10"});
    let reply = scene.tries(&handler(), 1, "hearing-request", late).await;
    assert_eq!(
        (reply.status, reply.problem()),
        (409, "hearing-window-closed"),
        "{}",
        reply.body
    );
    assert_eq!(reply.text("rule"), "HRG-REQUEST");
    scene
        .does(
            &handler(),
            1,
            "hearing-request",
            json!({"received_on": "2026-03-03"}),
        )
        .await;
    // the time to appoint a host has passed already, which is noted
    scene.stage.clocks_at_rest().await.unwrap();
    let before = ("review-before-hearing", "第五十条");
    scene
        .refused((&reviewer(), 1, "legal-review"), agrees(), before)
        .await;
    let investigator = json!({
        "host": "00000000-0000-0000-0000-000000000002",
        "recorder": "00000000-0000-0000-0000-00000000000e",
    });
    let apart = ("segregation-of-duties", "第六十四条");
    scene
        .refused((&head(), 1, "hearing-host"), investigator, apart)
        .await;
    scene.does(&head(), 1, "hearing-host", panel()).await;
    let handed = json!({"handed_on": "2026-03-12"});
    scene.does(&handler(), 1, "hearing-file", handed).await;
    let fixed = json!({"held_on": "2026-03-20", "place": "局三楼会议室"});
    let late = ("hearing-notice-late", "第六十四条");
    scene
        .refused((&host(), 1, "hearing-date"), fixed, late)
        .await;
    let early = ("hearing-not-ready", "第六十四条");
    scene
        .refused((&host(), 1, "hearing"), hearing(), early)
        .await;
}

#[tokio::test]
async fn a_decision_passes_every_gate_or_is_not_made() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.announced(1, 500).await;
    let step = "decision";
    let head = head();
    let unreviewed = ("review-not-passed", "第五十二条");
    scene
        .refused((&head, 1, step), decision(500), unreviewed)
        .await;
    let both = someone(SECOND, &[Post::Reviewer], TONGGUAN);
    let apart = ("segregation-of-duties", "第五十八条");
    scene
        .refused((&both, 1, "legal-review"), agrees(), apart)
        .await;
    scene.does(&reviewer(), 1, "legal-review", agrees()).await;
    let reply = scene.tries(&head, 1, step, decision(500)).await;
    assert_eq!(
        (reply.status, reply.problem()),
        (409, "statement-window-open")
    );
    scene.does(&handler(), 1, "statement", waiver()).await;

    let heavier = ("heavier-than-heard", "第四十五条");
    scene
        .refused((&head, 1, step), decision(501), heavier)
        .await;
    let baseless = with(decision(500), "basis", json!([]));
    scene
        .refused((&head, 1, step), baseless, ("no-legal-basis", "第三十八条"))
        .await;
    let mut document = decision(500);
    document["basis"][0]["level"] = json!("other-document");
    scene
        .refused(
            (&head, 1, step),
            document,
            ("basis-sets-no-penalty", "第十六条"),
        )
        .await;
    let nothing = with(decision(500), "penalties", json!([]));
    scene
        .refused((&head, 1, step), nothing, ("no-penalty-named", "第九条"))
        .await;
    for number in [LEAD, 11] {
        let other_part = someone(number, &[Post::Decider], TONGGUAN);
        let apart = ("segregation-of-duties", "第五十七条");
        scene
            .refused((&other_part, 1, step), decision(500), apart)
            .await;
    }
    assert!(
        scene
            .stage
            .recorded::<DecisionMade>()
            .await
            .unwrap()
            .is_empty()
    );
    let decided = scene.does(&head, 1, step, decision(500)).await;
    let number = decided.text("document_number");
    assert_eq!(number, "铜市监处罚〔2026〕1号", "refusals took no number");
}

#[tokio::test]
async fn without_evidence_nobody_is_penalised() {
    let scene = Scene::open().await;
    scene.files(1).await;
    scene.assigns(1, 1, &[LEAD, SECOND]).await;
    scene
        .stage
        .wait_recorded::<InvestigatorsRecorded>(1)
        .await
        .unwrap();
    scene.shows_cards(1).await;
    scene.ready(1, 500).await;
    let missing = ("no-evidence", "第四十条");
    scene
        .refused((&head(), 1, "decision"), decision(500), missing)
        .await;
}

#[tokio::test]
async fn money_is_taken_by_a_collector_and_a_case_closed_when_performed() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 500).await;
    let pay = payment(500, "2026-03-02");
    let investigator = someone(LEAD, &[Post::Collector], TONGGUAN);
    let apart = ("segregation-of-duties", "第六十七条");
    scene
        .refused((&investigator, 1, "payments"), pay.clone(), apart)
        .await;
    let reply = scene.tries(&handler(), 1, "payments", pay).await;
    assert_eq!(reply.status, 403, "{}", reply.body);
    let too_much = payment(501, "2026-03-02");
    let owed = ("payment-exceeds-debt", "第七十二条");
    scene
        .refused((&collector(), 1, "payments"), too_much, owed)
        .await;
    let open = ("not-performed", "第七十七条");
    scene
        .refused((&head(), 1, "closure"), json!({}), open)
        .await;
}

#[tokio::test]
async fn the_same_request_again_gets_the_same_answer_and_has_one_effect() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.announced(1, 500).await;
    let path = format!("/api/penalty/v1/cases/{}/statement", case_id(1));
    let send = async |body: Value| {
        let call = scene
            .stage
            .post(&path)
            .by(&scene.stage, &handler())
            .key("retry-0001");
        call.json(body).send().await.unwrap()
    };
    let (first, again) = (send(waiver()).await, send(waiver()).await);
    assert_eq!((first.status, &first.body), (200, &again.body));
    assert_eq!(
        scene
            .stage
            .recorded::<StatementRecorded>()
            .await
            .unwrap()
            .len(),
        1
    );
    let reused = send(with(waiver(), "content", json!("另一内容"))).await;
    assert_eq!(
        (reused.status, reused.problem()),
        (422, "idempotency-key-reused")
    );
}

#[tokio::test]
async fn bad_input_is_refused_by_name() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    let step = "investigation-report";
    let send = async |body: Value| scene.tries(&handler(), 1, step, body).await;
    for (wrong, field) in [
        (with(report(500), "colour", json!("red")), "colour"),
        (
            with(report(500), "act_ended_on", json!("yesterday")),
            "act_ended_on",
        ),
        (
            with(
                report(500),
                "penalties",
                json!([{"kind": "fine", "amount_fen": -1}]),
            ),
            "penalties",
        ),
        (
            with(report(500), "violation_code", json!("x".repeat(201))),
            "violation_code",
        ),
    ] {
        let reply = send(wrong).await;
        assert_eq!(reply.status, 422, "{}", reply.body);
        assert!(
            reply.body["errors"].to_string().contains(field),
            "{field}: {}",
            reply.body
        );
    }
    let many = vec![json!({"kind": "warning"}); 51];
    assert_eq!(
        send(with(report(500), "penalties", json!(many)))
            .await
            .status,
        422
    );
    scene.ready(1, 500).await;
    for (field, value) in [
        ("ground", json!("unproven")),
        ("agency_code", json!("铜 市")),
        ("outcome", json!("not-penalised")),
    ] {
        let reply = scene
            .tries(&head(), 1, "decision", with(decision(500), field, value))
            .await;
        assert_eq!(reply.status, 422, "{field}: {}", reply.body);
    }
    let call = scene
        .stage
        .get("/api/penalty/v1/cases?status=lost")
        .by(&scene.stage, &head());
    assert_eq!(call.send().await.unwrap().status, 400);
}
