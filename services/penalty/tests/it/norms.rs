//! Power list, benchmarks, calculator and like cases over HTTP.

use kernel::Post;
use serde_json::{Value, json};
use stage::Reply;

use crate::punished::{benchmark, publishes};
use crate::scene::*;

const LIST: &str = "/api/penalty/v1/power-list";
const ITEMS: &str = "/api/penalty/v1/power-items";
const BENCHMARKS: &str = "/api/penalty/v1/benchmarks";
const CALCULATOR: &str = "/api/penalty/v1/assessments";

/// An item with a fine up to 10,000 yuan.
pub(crate) fn item(code: &str) -> Value {
    json!({
        "code": code, "name": "销售超过保质期的食品", "domain": "market-supervision",
        "body": "铜官区市场监督管理局", "level": "county",
        "versions": [{
            "basis": [{
                "level": "law", "instrument": "食品安全法", "article": "第一百二十四条第一款",
            }],
            "kinds": ["fine"], "fines": [{"min": {"fen": 0}, "max": {"fen": 1_000_000}}],
            "valid_from": "2015-10-01",
        }],
    })
}

fn list(items: Value) -> Value {
    let mut body = json!({"region": TONGGUAN, "source": "铜官区权责清单（2026年版）"});
    body["items"] = items;
    body
}

/// Loads `items` as the list of Tongguan.
pub(crate) async fn loads(scene: &Scene, items: Value) -> Reply {
    sends(scene, Post::Supervisor, LIST, list(items)).await
}

async fn sends(scene: &Scene, post: Post, path: &str, body: Value) -> Reply {
    let who = someone(61, &[post], TONGGUAN);
    let call = scene.stage.post(path).by(&scene.stage, &who).json(body);
    call.send().await.unwrap()
}

async fn shown(scene: &Scene, path: &str) -> Reply {
    scene.stage.get(path).send().await.unwrap()
}

#[tokio::test]
async fn a_list_is_taken_as_a_whole_and_read_by_anyone() {
    let scene = Scene::open().await;
    let path = format!("{ITEMS}?region={TONGGUAN}");
    let before = shown(&scene, &path).await;
    assert_eq!(before.body["version"], Value::Null, "the shipped list");
    assert!(before.body["items"].as_array().unwrap().len() >= 60);

    let mut nameless = item("340705-SJ-0002");
    nameless["name"] = json!(" ");
    let mut misspelt = item("340705-SJ-0003");
    misspelt["colour"] = json!("red");
    for (faulty, row) in [(nameless, "items[2]"), (misspelt, "items[2]")] {
        let reply = loads(&scene, json!([item("340705-SJ-0001"), faulty])).await;
        assert_eq!(reply.status, 422, "{}", reply.body);
        assert!(
            reply.body["errors"].to_string().contains(row),
            "{}",
            reply.body
        );
    }
    assert_eq!(shown(&scene, &path).await.body["version"], Value::Null);

    let first = loads(&scene, json!([item("340705-SJ-0001")])).await;
    assert_eq!((first.status, &first.body["version"]), (201, &json!(1)));
    let second = loads(&scene, json!([item("340705-SJ-0005")])).await;
    assert_eq!(second.body["version"], 2);
    let after = shown(&scene, &path).await;
    assert_eq!(after.body["items"][0]["code"], "340705-SJ-0005");
    let gone = shown(&scene, &format!("{path}&code=340705-SJ-0001")).await;
    assert_eq!(gone.body["items"], json!([]));
    let elsewhere = shown(&scene, &format!("{ITEMS}?region=340706")).await;
    assert_eq!(elsewhere.body["version"], Value::Null);
}

#[tokio::test]
async fn only_supervisors_of_the_region_load_lists_and_publish_benchmarks() {
    let scene = Scene::open().await;
    let publication = json!({"region": TONGGUAN, "benchmarks": [benchmark("2026-03-02")]});
    for (path, body) in [
        (LIST, list(json!([item("340705-SJ-0001")]))),
        (BENCHMARKS, publication),
    ] {
        let stranger = scene.stage.post(path).json(body.clone()).send().await;
        assert_eq!(stranger.unwrap().status, 401);
        assert_eq!(
            sends(&scene, Post::Handler, path, body.clone())
                .await
                .status,
            403
        );
        let mut foreign = body;
        foreign["region"] = json!("340800");
        assert_eq!(
            sends(&scene, Post::Supervisor, path, foreign).await.status,
            404
        );
    }
}

#[tokio::test]
async fn benchmarks_are_public_and_what_was_published_stays() {
    let scene = Scene::open().await;
    assert_eq!(publishes(&scene, benchmark("2026-03-02")).await, 201);
    assert_eq!(
        publishes(&scene, benchmark("2026-03-02")).await,
        422,
        "twice"
    );
    assert_eq!(publishes(&scene, benchmark("2026-04-01")).await, 201);
    let mut unknown = benchmark("2026-03-02");
    unknown["item"] = json!("340705-SJ-9999");
    assert_eq!(publishes(&scene, unknown).await, 422);
    let public = shown(&scene, &format!("{BENCHMARKS}?region={TONGGUAN}")).await;
    let rows = public.body["benchmarks"].as_array().unwrap().clone();
    let days: Vec<&Value> = rows.iter().map(|row| &row["valid_from"]).collect();
    assert_eq!(
        (public.status, days),
        (200, vec![&json!("2026-03-02"), &json!("2026-04-01")])
    );
}

#[tokio::test]
async fn the_calculator_gives_range_band_and_formula_and_tries_an_amount() {
    let scene = Scene::open().await;
    assert_eq!(publishes(&scene, benchmark("2025-01-01")).await, 201);
    let question = json!({
        "region": TONGGUAN, "items": ["340705-SJ-0001", "340705-SJ-0043"],
        "act_ended_on": "2026-02-20", "party_kind": "organisation", "amount_fen": 1_000_000,
        "income": {"gross_fen": 100_000, "refunded_fen": 100_000, "costs_fen": 50_000},
        "assessment": {"harm": "real"},
    });
    let found = sends(&scene, Post::Handler, CALCULATOR, question.clone()).await;
    assert_eq!(found.status, 200, "{}", found.body);
    assert_eq!(found.body["assessment"]["effect"], "ordinary");
    assert_eq!(found.body["limitation"]["last_day"], "2028-02-20");
    assert_eq!(found.body["confiscable_fen"], 0);
    let [norm, advertising] = found.body["norms"].as_array().unwrap().as_slice() else {
        panic!("{}", found.body)
    };
    let range = json!({"min": 0, "max": 50_000_000});
    assert_eq!(norm["measured"]["range"], range);
    assert_eq!(norm["measured"]["band"]["max"], 35_000_000);
    assert!(
        norm["measured"]["formula"]
            .as_str()
            .unwrap()
            .contains("min + (max - min)")
    );
    assert_eq!(norm["amount_refused"]["code"], "fine-outside-band");
    assert_eq!(advertising["amount_refused"], Value::Null);
    assert_eq!(found.body["applies"], "340705-SJ-0001", "the higher fine");
    let mut unknown = question;
    unknown["items"] = json!(["340705-SJ-9999"]);
    let told = sends(&scene, Post::Handler, CALCULATOR, unknown.clone()).await;
    assert_eq!((told.status, told.problem()), (409, "power-item-unknown"));
    assert_eq!(
        sends(&scene, Post::Citizen, CALCULATOR, unknown)
            .await
            .status,
        403
    );
}

#[tokio::test]
async fn like_cases_of_the_city_are_told_from_five_decisions_on() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2, 3, 4, 5, 6]).await;
    for number in 1..=4_u8 {
        let yuan = i64::from(number) * 100;
        scene.ready(number.into(), yuan).await;
        scene
            .does(&head(), number.into(), "decision", decision(yuan))
            .await;
    }
    let like = async || scene.shows(&handler(), 6, "/like").await;
    let few = like().await;
    assert_eq!((few.status, &few.body["fines"]), (200, &Value::Null));
    assert_eq!(few.text("region"), "340700");
    scene.ready(5, 500).await;
    scene.does(&head(), 5, "decision", decision(500)).await;
    let told = like().await;
    let fines = json!({
        "count": 5, "lower_quartile_fen": 20_000, "median_fen": 30_000,
        "upper_quartile_fen": 40_000,
    });
    assert_eq!(told.body["fines"], fines);
    let heavier = scene.shows(&handler(), 6, "/like?grade=heavier").await;
    assert_eq!(heavier.body["fines"], Value::Null, "another circumstance");
    let elsewhere = someone(9, &[Post::Handler], "340800");
    assert_eq!(scene.shows(&elsewhere, 6, "/like").await.status, 404);

    let revoked = json!({
        "kind": "revoked", "ground": "procedure-violated", "instrument": "铜政复决〔2026〕3号",
        "revoked_on": "2026-03-02",
    });
    scene.does(&head(), 5, "revocation", revoked).await;
    assert_eq!(
        like().await.body["fines"],
        Value::Null,
        "a revoked one is out"
    );
}
