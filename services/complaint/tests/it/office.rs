//! What the office does, and what the clock does without it.

use contracts::complaint::v1::{ReplyGiven, SubmissionClosed, SubmissionOverdue};
use jiff::civil::date;
use kernel::Post;
use serde_json::json;

use crate::given::{TONGGUAN, clerk, open, question, reply, report, submit};

#[tokio::test]
async fn the_office_answers_and_closes() {
    let stage = open().await;
    let taken = submit(&stage, question()).await;
    let answered = reply(&stage, &taken, "answered").await;
    assert_eq!(
        (answered.status, answered.text("status")),
        (200, "replied"),
        "{}",
        answered.body
    );
    let given = stage.recorded::<ReplyGiven>().await.unwrap();
    assert_eq!(
        given[0].basis.as_ref().unwrap().dues_met,
        ["CMP-HOTLINE-QUESTION"]
    );
    let path = format!("{}/closure", taken.path());
    let call = stage.post(&path).by(&stage, &clerk(&stage)).json(json!({}));
    let closed = call.send().await.unwrap();
    assert_eq!(
        (closed.status, closed.text("status")),
        (200, "closed"),
        "{}",
        closed.body
    );
    let events = stage.recorded::<SubmissionClosed>().await.unwrap();
    assert_eq!(
        (events[0].closed_by.as_str(), events[0].satisfaction),
        ("office", 0)
    );
}

#[tokio::test]
async fn an_outcome_that_the_procedure_has_not_reached_is_refused() {
    let stage = open().await;
    let taken = submit(&stage, report()).await;
    for outcome in ["filed", "not-filed", "transferred", "decided"] {
        let refused = reply(&stage, &taken, outcome).await;
        assert_eq!(
            (refused.status, refused.problem()),
            (409, "outcome-not-reached")
        );
        assert!(refused.text("citation").contains("第三十五条"));
    }
    let told = reply(&stage, &taken, "answered").await;
    assert_eq!((told.status, told.text("status")), (200, "handling"));
    assert_eq!(told.body["due_on"], json!(null));
}

#[tokio::test]
async fn nobody_without_a_token_post_or_region_gets_in() {
    let stage = open().await;
    let taken = submit(&stage, question()).await;
    let path = taken.path();
    assert_eq!(stage.get(&path).send().await.unwrap().status, 401);
    let citizen = stage.person(3, Post::Citizen, TONGGUAN);
    assert_eq!(
        stage
            .get(&path)
            .by(&stage, &citizen)
            .send()
            .await
            .unwrap()
            .status,
        403
    );
    let body = json!({"outcome": "answered", "text": "好"});
    let post = stage
        .post(&format!("{path}/reply"))
        .by(&stage, &citizen)
        .json(body.clone());
    assert_eq!(post.send().await.unwrap().status, 403);
}

#[tokio::test]
async fn a_foreign_region_sees_nothing() {
    let stage = open().await;
    let taken = submit(&stage, report()).await;
    let elsewhere = stage.person(4, Post::Clerk, "340800");
    let path = taken.path();
    assert_eq!(
        stage
            .get(&path)
            .by(&stage, &elsewhere)
            .send()
            .await
            .unwrap()
            .status,
        404
    );
    let reporter = format!("{path}/reporter?purpose=核实情况");
    assert_eq!(
        stage
            .get(&reporter)
            .by(&stage, &elsewhere)
            .send()
            .await
            .unwrap()
            .status,
        404
    );
    let body = json!({"outcome": "answered", "text": "好"});
    let post = stage
        .post(&format!("{path}/reply"))
        .by(&stage, &elsewhere)
        .json(body);
    assert_eq!(post.send().await.unwrap().status, 404);
    let list = stage
        .get("/api/complaint/v1/submissions")
        .by(&stage, &elsewhere);
    assert_eq!(list.send().await.unwrap().body["submissions"], json!([]));
}

#[tokio::test]
async fn the_office_lists_by_status_and_matter() {
    let stage = open().await;
    let first = submit(&stage, question()).await;
    let second = submit(&stage, report()).await;
    reply(&stage, &first, "answered").await;
    let list = async |query: String| {
        let path = format!("/api/complaint/v1/submissions?{query}");
        let reply = stage
            .get(&path)
            .by(&stage, &clerk(&stage))
            .send()
            .await
            .unwrap();
        let rows = reply.body["submissions"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        rows.iter()
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        list("status=replied".to_owned()).await,
        std::slice::from_ref(&first.id)
    );
    assert_eq!(
        list("status=handling".to_owned()).await,
        std::slice::from_ref(&second.id)
    );
    assert_eq!(
        list(format!("matter_id={}", second.matter)).await,
        [second.id]
    );
    assert_eq!(list(String::new()).await.len(), 2);
    assert!(list("page=1".to_owned()).await.is_empty());
}

#[tokio::test]
async fn an_answer_that_does_not_come_in_time_is_shown_as_missed_once() {
    let stage = open().await;
    let taken = submit(&stage, question()).await;
    stage.clock.set_date(date(2026, 2, 11));
    stage.clocks_at_rest().await.unwrap();
    assert!(
        stage
            .recorded::<SubmissionOverdue>()
            .await
            .unwrap()
            .is_empty(),
        "not early"
    );
    stage.clock.set_date(date(2026, 2, 12));
    let missed = stage.wait_recorded::<SubmissionOverdue>(1).await.unwrap();
    assert_eq!(missed[0].rule_id, "CMP-HOTLINE-QUESTION");
    let shown = stage
        .get(&taken.path())
        .by(&stage, &clerk(&stage))
        .send()
        .await
        .unwrap();
    assert_eq!(shown.body["overdue"], json!(true));
    stage.clock.advance_days(30);
    stage.clocks_at_rest().await.unwrap();
    assert_eq!(
        stage.recorded::<SubmissionOverdue>().await.unwrap().len(),
        1
    );
    assert_eq!(
        reply(&stage, &taken, "answered").await.status,
        200,
        "late, and still owed"
    );
}

#[tokio::test]
async fn an_answer_stops_the_clock() {
    let stage = open().await;
    let taken = submit(&stage, question()).await;
    reply(&stage, &taken, "answered").await;
    stage.clock.advance_days(60);
    stage.clocks_at_rest().await.unwrap();
    assert!(
        stage
            .recorded::<SubmissionOverdue>()
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn every_route_is_described() {
    let stage = open().await;
    let reply = stage
        .get("/api/complaint/openapi.json")
        .send()
        .await
        .unwrap();
    let paths: Vec<&String> = reply.body["paths"].as_object().unwrap().keys().collect();
    assert_eq!(
        paths,
        [
            "/api/complaint/v1/public/submissions",
            "/api/complaint/v1/public/submissions/{receipt}",
            "/api/complaint/v1/public/submissions/{receipt}/closure",
            "/api/complaint/v1/public/submissions/{receipt}/reopening",
            "/api/complaint/v1/submissions",
            "/api/complaint/v1/submissions/{id}",
            "/api/complaint/v1/submissions/{id}/closure",
            "/api/complaint/v1/submissions/{id}/reply",
            "/api/complaint/v1/submissions/{id}/reporter",
        ]
    );
    assert_eq!(stage.get("/readyz").send().await.unwrap().status, 200);
}
