//! What a citizen does.

use contracts::complaint::v1::{
    ReportForwarded, SubmissionClosed, SubmissionReceived, SubmissionReopened,
};
use kernel::Post;
use serde_json::json;

use crate::given::{
    SUBMISSIONS, TONGGUAN, Taken, act, open, open_with_local, progress, question, reply, report,
    submit,
};

#[tokio::test]
async fn a_report_gets_a_receipt_a_code_and_a_due_date_and_is_forwarded_at_once() {
    let stage = open().await;
    let reply = stage.post(SUBMISSIONS).json(report()).send().await.unwrap();
    assert_eq!(reply.status, 201, "{}", reply.body);
    let taken = Taken::of(&reply);
    assert!(taken.receipt.starts_with("20260210-340705-"));
    assert_eq!(taken.receipt.len(), 24);
    assert_eq!(taken.code.len(), 12);
    assert_eq!(reply.text("stage"), "forwarded");
    assert_eq!(reply.body["due"]["rule"], "CMP-HOTLINE-REPORT");
    assert_eq!(reply.body["due"]["on"], "2026-03-02");
    let received = stage.recorded::<SubmissionReceived>().await.unwrap();
    let [received] = received.as_slice() else {
        panic!("{received:?}")
    };
    assert_eq!(
        (received.kind.as_str(), received.anonymous),
        ("report", false)
    );
    let basis = received.basis.as_ref().unwrap();
    assert_eq!(
        (basis.actor_post.as_str(), basis.region.as_str()),
        ("citizen", TONGGUAN)
    );
    assert_eq!(basis.dues_set[0].rule_id, "CMP-HOTLINE-REPORT");
    let forwarded = stage.recorded::<ReportForwarded>().await.unwrap();
    let [forwarded] = forwarded.as_slice() else {
        panic!("{forwarded:?}")
    };
    assert_eq!(forwarded.submission_id, taken.id);
    assert_eq!(forwarded.respondent_uscc, "91350100M000100Y43");
    assert_eq!(
        forwarded.basis.as_ref().unwrap().matter_id,
        taken.matter.to_string()
    );
}

#[tokio::test]
async fn what_the_law_asks_of_a_submission_is_refused_with_its_article() {
    let stage = open().await;
    let mut vague = report();
    vague["place"] = json!("");
    vague["respondent"] = json!(null);
    let mut both = report();
    both["kinds"] = json!(["complaint", "report"]);
    let mut consumer = question();
    consumer["kinds"] = json!(["complaint"]);
    consumer["domain"] = json!("market-supervision");
    let mut nowhere = question();
    nowhere["region"] = json!("340799");
    for (body, code, citation) in [
        (vague, "report-clue-missing", "第二十八条"),
        (both, "several-kinds", "第九条"),
        (consumer, "complaint-incomplete", "第十条"),
        (nowhere, "region-unknown", "GB/T 2260"),
    ] {
        let reply = stage.post(SUBMISSIONS).json(body).send().await.unwrap();
        assert_eq!(
            (reply.status, reply.problem()),
            (409, code),
            "{}",
            reply.body
        );
        assert!(reply.content_type.starts_with("application/problem+json"));
        assert!(reply.text("citation").contains(citation), "{}", reply.body);
        assert!(!reply.text("cure").is_empty() && !reply.text("title").is_empty());
    }
    assert!(
        stage
            .recorded::<SubmissionReceived>()
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn the_same_request_again_gets_the_same_receipt_and_code_and_has_one_effect() {
    let stage = open().await;
    let send = async |body| {
        stage
            .post(SUBMISSIONS)
            .key("citizen-retry-1")
            .json(body)
            .send()
            .await
            .unwrap()
    };
    let (first, again) = (send(report()).await, send(report()).await);
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(progress(&stage, &Taken::of(&again)).await.status, 200);
    assert_eq!(
        stage.recorded::<SubmissionReceived>().await.unwrap().len(),
        1
    );
    let other = send(question()).await;
    assert_eq!(
        (other.status, other.problem()),
        (422, "idempotency-key-reused")
    );
    let keyless = stage
        .post(SUBMISSIONS)
        .key("")
        .json(question())
        .send()
        .await
        .unwrap();
    assert_eq!(keyless.status, 400);
}

#[tokio::test]
async fn a_citizen_sees_progress_answer_and_due_date_with_receipt_and_code_only() {
    let stage = open().await;
    let taken = submit(&stage, question()).await;
    let seen = progress(&stage, &taken).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert_eq!(
        (seen.text("stage"), seen.text("status")),
        ("received", "handling")
    );
    assert_eq!(seen.body["due"]["on"], "2026-02-11");
    assert_eq!(reply(&stage, &taken, "answered").await.status, 200);
    let small = Taken {
        code: taken.code.to_lowercase(),
        ..taken
    };
    let seen = progress(&stage, &small).await;
    assert_eq!(
        (seen.text("status"), &seen.body["due"]),
        ("replied", &json!(null))
    );
    assert_eq!(seen.body["replies"][0]["text"], "已核实并处理。");
    assert_eq!(seen.body["replies"][0]["author"], "office");
}

#[tokio::test]
async fn a_wrong_receipt_or_code_opens_nothing() {
    let stage = open().await;
    let taken = submit(&stage, question()).await;
    let path = format!("{SUBMISSIONS}/{}", taken.receipt);
    let get = async |path: &str, code: &str| {
        stage
            .get(path)
            .header("X-Query-Code", code)
            .send()
            .await
            .unwrap()
            .status
    };
    assert_eq!(get(&path, "000000000000").await, 404);
    assert_eq!(get(&path, "").await, 404);
    assert_eq!(stage.get(&path).send().await.unwrap().status, 404);
    for receipt in [
        "20260210-340705-00000000",
        "20260210-000000-00000000",
        "nonsense",
    ] {
        assert_eq!(
            get(&format!("{SUBMISSIONS}/{receipt}"), &taken.code).await,
            404
        );
    }
    let wrong = Taken {
        code: "000000000000".to_owned(),
        ..taken
    };
    assert_eq!(
        act(&stage, &wrong, "closure", json!({"satisfaction": 5}))
            .await
            .status,
        404
    );
    assert_eq!(
        act(&stage, &wrong, "reopening", json!({"reason": "x"}))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn how_often_a_submission_is_taken_up_again_is_a_local_number() {
    let stage = open_with_local("local.complaint.reopen_times_max", "0").await;
    let taken = submit(&stage, question()).await;
    reply(&stage, &taken, "answered").await;
    let refused = act(&stage, &taken, "reopening", json!({"reason": "没有回答"})).await;
    assert_eq!(
        (refused.status, refused.problem()),
        (409, "reopening-times-used")
    );
}

#[tokio::test]
async fn a_citizen_closes_with_satisfaction_and_reopens_as_often_as_allowed() {
    let stage = open().await;
    let taken = submit(&stage, question()).await;
    let early = act(&stage, &taken, "closure", json!({"satisfaction": 5})).await;
    assert_eq!((early.status, early.problem()), (409, "wrong-state"));
    reply(&stage, &taken, "answered").await;
    let closed = act(&stage, &taken, "closure", json!({"satisfaction": 1})).await;
    assert_eq!(
        (closed.status, closed.text("stage")),
        (200, "closed"),
        "{}",
        closed.body
    );
    assert_eq!(closed.body["satisfaction"], 1);
    for times in 1..=2 {
        let reopened = act(&stage, &taken, "reopening", json!({"reason": "没有回答"})).await;
        assert_eq!(
            (reopened.status, &reopened.body["reopened"]),
            (200, &json!(times))
        );
        assert_eq!(reopened.body["due"]["rule"], "CMP-HOTLINE-QUESTION");
        assert_eq!(reply(&stage, &taken, "answered").await.status, 200);
    }
    let third = act(&stage, &taken, "reopening", json!({"reason": "没有回答"})).await;
    assert_eq!(
        (third.status, third.problem()),
        (409, "reopening-times-used")
    );
    let seen = progress(&stage, &taken).await;
    let authors: Vec<_> = seen.body["replies"].as_array().unwrap().iter().collect();
    assert_eq!(authors.len(), 5);
    let closed = stage.recorded::<SubmissionClosed>().await.unwrap();
    assert_eq!(
        (closed[0].closed_by.as_str(), closed[0].satisfaction),
        ("citizen", 1)
    );
    assert_eq!(
        stage.recorded::<SubmissionReopened>().await.unwrap().len(),
        2
    );
}

#[tokio::test]
async fn a_repeated_closure_gets_the_same_answer_and_only_with_the_code() {
    let stage = open().await;
    let taken = submit(&stage, question()).await;
    reply(&stage, &taken, "answered").await;
    let path = format!("{SUBMISSIONS}/{}/closure", taken.receipt);
    let send = async |code: &str| {
        let call = stage
            .post(&path)
            .key("closing-once")
            .header("X-Query-Code", code);
        call.json(json!({"satisfaction": 4})).send().await.unwrap()
    };
    let (first, again) = (send(&taken.code).await, send(&taken.code).await);
    assert_eq!((first.status, &first.body), (200, &again.body));
    assert_eq!(send("000000000000").await.status, 422);
    assert_eq!(stage.recorded::<SubmissionClosed>().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_clerk_writes_down_what_was_said_on_the_telephone_and_nobody_else_does() {
    let stage = open().await;
    let mut said = question();
    said["channel"] = json!("phone");
    let anonymous = stage
        .post(SUBMISSIONS)
        .json(said.clone())
        .send()
        .await
        .unwrap();
    assert_eq!(anonymous.status, 403);
    let citizen = stage.person(5, Post::Citizen, TONGGUAN);
    let call = stage
        .post(SUBMISSIONS)
        .by(&stage, &citizen)
        .json(said.clone());
    assert_eq!(call.send().await.unwrap().status, 403);
    let clerk = stage.person(6, Post::Clerk, TONGGUAN);
    let call = stage.post(SUBMISSIONS).by(&stage, &clerk).json(said);
    assert_eq!(call.send().await.unwrap().status, 201);
    let received = stage.recorded::<SubmissionReceived>().await.unwrap();
    assert_eq!(received[0].channel, "phone");
    assert_eq!(received[0].basis.as_ref().unwrap().actor_post, "clerk");
}

#[tokio::test]
async fn a_wrong_token_is_not_taken_for_none() {
    let stage = open().await;
    let reply = stage
        .post(SUBMISSIONS)
        .token("nonsense")
        .json(question())
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status, 401);
}
