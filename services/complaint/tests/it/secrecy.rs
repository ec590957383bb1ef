//! What stays secret: reporter, words, query code.

use kernel::{Actor, Post};
use serde_json::{Value, json};
use stage::{Reply, Stage};

use crate::given::{TONGGUAN, Taken, clerk, open, report, submit};

async fn unmask(stage: &Stage, taken: &Taken, actor: &Actor, purpose: &str) -> Reply {
    let path = format!("{}/reporter?purpose={purpose}", taken.path());
    stage.get(&path).by(stage, actor).send().await.unwrap()
}

async fn looks(stage: &Stage) -> Vec<String> {
    let query = "select purpose from complaint.unmasking order by unmasked_at";
    sqlx::query_scalar(query)
        .fetch_all(stage.database.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn only_a_clerk_who_says_why_sees_the_reporter_and_the_look_is_kept() {
    let stage = open().await;
    let taken = submit(&stage, report()).await;
    let seen = unmask(&stage, &taken, &clerk(&stage), "电话核实线索").await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert_eq!(
        seen.body,
        json!({"name": "张三丰", "phone": "13812345678", "address": "长江路1号"})
    );
    assert_eq!(looks(&stage).await, ["电话核实线索"]);
    assert_eq!(unmask(&stage, &taken, &clerk(&stage), "").await.status, 422);
    let path = format!("{}/reporter", taken.path());
    let without = stage
        .get(&path)
        .by(&stage, &clerk(&stage))
        .send()
        .await
        .unwrap();
    assert_eq!(without.status, 400);
    for post in [
        Post::Handler,
        Post::Decider,
        Post::Supervisor,
        Post::Citizen,
    ] {
        let actor = stage.person(9, post, TONGGUAN);
        assert_eq!(
            unmask(&stage, &taken, &actor, "电话核实线索").await.status,
            403
        );
    }
    assert_eq!(
        looks(&stage).await.len(),
        1,
        "who is refused has not looked"
    );
}

#[tokio::test]
async fn the_log_of_looks_cannot_be_changed() {
    let stage = open().await;
    let taken = submit(&stage, report()).await;
    unmask(&stage, &taken, &clerk(&stage), "电话核实线索").await;
    for statement in [
        "update complaint.unmasking set purpose = 'x'",
        "delete from complaint.unmasking",
    ] {
        assert!(
            sqlx::query(statement)
                .execute(stage.database.pool())
                .await
                .is_err()
        );
    }
}

#[tokio::test]
async fn an_anonymous_submission_has_nobody_to_unmask() {
    let stage = open().await;
    let mut anonymous = report();
    anonymous["reporter"] = Value::Null;
    let taken = submit(&stage, anonymous).await;
    let seen = unmask(&stage, &taken, &clerk(&stage), "电话核实线索").await;
    assert_eq!((seen.status, seen.problem()), (404, "anonymous"));
    assert!(looks(&stage).await.is_empty());
}

#[tokio::test]
async fn the_reporter_is_masked_and_others_than_clerks_read_words_without_numbers() {
    let stage = open().await;
    let taken = submit(&stage, report()).await;
    let show = async |actor: Actor| stage.get(&taken.path()).by(&stage, &actor).send().await;
    let handler = show(stage.person(8, Post::Handler, TONGGUAN))
        .await
        .unwrap();
    assert_eq!(
        handler.body["reporter"],
        json!({"name": "张某", "phone": "138****5678"})
    );
    assert!(
        !handler.body.to_string().contains("13912345678"),
        "{}",
        handler.body
    );
    let clerk = show(clerk(&stage)).await.unwrap();
    assert!(clerk.text("text").contains("13912345678"));
    assert!(!clerk.body.to_string().contains("张三丰"));
}

#[tokio::test]
async fn no_event_carries_a_word_or_a_person() {
    let stage = open().await;
    submit(&stage, report()).await;
    let rows: Vec<Vec<u8>> = sqlx::query_scalar("select payload from complaint.ledger")
        .fetch_all(stage.database.pool())
        .await
        .unwrap();
    assert_eq!(rows.len(), 2);
    for payload in rows {
        let text = String::from_utf8_lossy(&payload).into_owned();
        for secret in ["张三丰", "13812345678", "渣土车", "长江路"] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[tokio::test]
async fn the_query_code_and_the_callers_key_are_nowhere_at_rest() {
    let stage = open().await;
    let reply = stage
        .post(crate::given::SUBMISSIONS)
        .key("a-key-that-nobody-guesses")
        .json(report())
        .send()
        .await
        .unwrap();
    let taken = Taken::of(&reply);
    for table in ["submission", "reporter", "idempotency", "ledger", "timer"] {
        let query = format!("select t::text from complaint.{table} t");
        let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(query))
            .fetch_all(stage.database.pool())
            .await
            .unwrap();
        let text = rows.concat();
        assert!(!rows.is_empty(), "{table}");
        assert!(!text.contains(&taken.code), "{table}");
        assert!(!text.contains("a-key-that-nobody-guesses"), "{table}");
    }
}
