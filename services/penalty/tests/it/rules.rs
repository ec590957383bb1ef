//! The gates as data, what they refused, what fields of enforcement set, and one fine for one act.

use jiff::civil::date;
use kernel::{Actor, Post};
use serde_json::{Value, json};
use stage::{POLL, Reply, SOON};
use testkit::eventually;

use crate::desk::*;
use crate::scene::*;

fn supervisor() -> Actor {
    someone(61, &[Post::Supervisor], "340700")
}

async fn asks(scene: &Scene, actor: &Actor, path: &str) -> Reply {
    let call = scene.stage.get(&format!("/api/penalty/v1/{path}"));
    call.by(&scene.stage, actor).send().await.unwrap()
}

async fn sets(scene: &Scene, actor: &Actor, body: Value) -> Reply {
    let call = scene.stage.post("/api/penalty/v1/practices");
    call.by(&scene.stage, actor)
        .json(body)
        .send()
        .await
        .unwrap()
}

fn practice(organisation_yuan: i64, valid_from: &str) -> Value {
    json!({
        "domain": "market-supervision", "region": "340700", "valid_from": valid_from,
        "hearing_natural_person_fen": 200_000, "hearing_organisation_fen": organisation_yuan * 100,
        "hearing_citation": "市规定第三条",
    })
}

#[tokio::test]
async fn every_refusal_is_counted_by_rule_and_article_though_its_step_is_undone() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2]).await;
    for number in [1, 2] {
        scene.announced(number, 500).await;
    }
    let unreviewed = ("review-not-passed", "第五十二条");
    for number in [1, 1, 2] {
        scene
            .refused((&head(), number, "decision"), decision(500), unreviewed)
            .await;
    }
    let counted = asks(&scene, &head(), "refusals?from=2026-03-02&to=2026-03-02").await;
    let all = counted.body["refusals"].as_array().unwrap();
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(
        (&all[0]["rule"], &all[0]["step"], &all[0]["count"]),
        (&json!("G7"), &json!("decide"), &json!(3))
    );
    assert!(all[0]["citation"].as_str().unwrap().contains("第五十二条"));
    let none = asks(&scene, &head(), "refusals?from=2026-03-03&to=2026-03-09").await;
    assert_eq!(none.body["refusals"], json!([]));
    let elsewhere = someone(21, &[Post::Decider], "340800");
    let hidden = asks(&scene, &elsewhere, "refusals?from=2026-03-02&to=2026-03-02").await;
    assert_eq!(hidden.body["refusals"], json!([]));
    let reversed = asks(&scene, &head(), "refusals?from=2026-03-09&to=2026-03-02").await;
    assert_eq!(reversed.status, 422);
    let stranger = someone(50, &[Post::Citizen], TONGGUAN);
    let forbidden = asks(&scene, &stranger, "refusals?from=2026-03-02&to=2026-03-02").await;
    assert_eq!(forbidden.status, 403);
}

#[tokio::test]
async fn the_gates_are_published_with_article_and_validity() {
    let scene = Scene::open().await;
    let list = asks(&scene, &handler(), "gates").await;
    let gates = list.body["gates"].as_array().unwrap();
    for number in 1..=15 {
        let rule = format!("G{number}");
        assert!(gates.iter().any(|gate| gate["rule"] == rule), "{rule}");
    }
    let since = |gate: &Value| gate["valid_from"].as_str().unwrap() >= "2021-07-15";
    assert!(gates.iter().all(since));
}

#[tokio::test]
async fn a_threshold_set_by_a_city_holds_there_from_its_day_on() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2]).await;
    let silent = |day: &str| json!({"service": handed_over(day), "hearing_right": false});
    for number in [1, 2] {
        scene
            .does(&handler(), number, "investigation-report", report(15_000))
            .await;
    }
    let set = sets(&scene, &supervisor(), practice(15_000, "2026-03-10")).await;
    assert_eq!(set.status, 201, "{}", set.body);
    scene
        .does(&handler(), 1, "notice", silent("2026-03-02"))
        .await;
    scene.stage.clock.set_date(date(2026, 3, 10));
    let told = ("hearing-right-not-told", "市规定第三条");
    scene
        .refused((&handler(), 2, "notice"), silent("2026-03-10"), told)
        .await;
    let path = "practices?domain=market-supervision&region=340705";
    let listed = asks(&scene, &handler(), path).await;
    let listed = listed.body["practices"].as_array().unwrap().clone();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["practice"]["hearing_citation"], "市规定第三条");
}

#[tokio::test]
async fn a_practice_is_set_by_a_supervisor_of_the_region_and_never_rewritten() {
    let scene = Scene::open().await;
    let body = practice(15_000, "2026-03-10");
    let clerk = someone(62, &[Post::Handler], "340700");
    assert_eq!(sets(&scene, &clerk, body.clone()).await.status, 403);
    let elsewhere = someone(61, &[Post::Supervisor], "340800");
    assert_eq!(sets(&scene, &elsewhere, body.clone()).await.status, 404);
    assert_eq!(sets(&scene, &supervisor(), body.clone()).await.status, 201);
    let again = sets(&scene, &supervisor(), body.clone()).await;
    assert_eq!(
        (again.status, again.problem()),
        (409, "practice-set-before")
    );
    for (field, value) in [
        ("valid_to", json!("2026-03-10")),
        ("excluded", json!(["suspension"])),
        ("extension_days_max", json!(30)),
        ("hearing_citation", json!(" ")),
    ] {
        let mut wrong = body.clone();
        wrong[field] = value;
        assert_eq!(
            sets(&scene, &supervisor(), wrong).await.status,
            422,
            "{field}"
        );
    }
    let mut full = practice(15_000, "2026-04-01");
    full["valid_to"] = json!("2027-01-01");
    full["excluded"] = json!(["testing"]);
    full["excluded_citation"] = json!("市规定第五条");
    full["extension_days_max"] = json!(30);
    full["extension_citation"] = json!("市规定第六条");
    let set = sets(&scene, &supervisor(), full).await;
    assert_eq!(set.status, 201, "{}", set.body);
    assert_eq!(set.body["practice"]["time"]["excluded"], json!(["testing"]));
}

#[tokio::test]
async fn night_hours_and_spot_practices_are_set_by_a_supervisor_and_their_history_stays() {
    let scene = Scene::open().await;
    let night = |day: &str, from: &str| {
        json!({
            "region": "340700", "valid_from": day, "from": from, "to": "06:30:00",
            "citation": "市规定第七条",
        })
    };
    let spot = |day: &str, counts_as: &str| {
        json!({
            "domain": "market-supervision", "region": "340700", "valid_from": day,
            "sole_trader": counts_as, "citation": "市规定第八条",
        })
    };
    let series = [
        (
            "night-hours",
            [
                night("2026-03-01", "21:00:00"),
                night("2026-06-01", "22:30:00"),
            ],
            json!({"to": "21:00:00"}),
        ),
        (
            "spot-practices",
            [
                spot("2026-03-01", "organisation"),
                spot("2026-06-01", "natural-person"),
            ],
            json!({"citation": " "}),
        ),
    ];
    for (path, [first, second], fault) in series {
        let clerk = someone(62, &[Post::Handler], "340700");
        assert_eq!(scene.asks(&clerk, path, first.clone()).await.status, 403);
        let elsewhere = someone(61, &[Post::Supervisor], "340800");
        let hidden = scene.asks(&elsewhere, path, first.clone()).await;
        assert_eq!(hidden.status, 404);
        let mut wrong = first.clone();
        for (field, value) in fault.as_object().unwrap() {
            wrong[field] = value.clone();
        }
        let refused = scene.asks(&supervisor(), path, wrong).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        scene.gets(&supervisor(), path, first.clone()).await;
        let again = scene.asks(&supervisor(), path, first).await;
        assert_eq!(again.problem(), "practice-set-before");
        scene.gets(&supervisor(), path, second).await;
    }
    let listed = asks(&scene, &handler(), "night-hours?region=340705").await;
    let listed = listed.body["night_hours"].as_array().unwrap().clone();
    let since: Vec<&str> = listed
        .iter()
        .map(|row| row["valid_from"].as_str().unwrap())
        .collect();
    assert_eq!(since, ["2026-06-01", "2026-03-01"], "both stay");
    assert_eq!(listed[1]["from"], "21:00:00");
    let path = "spot-practices?domain=market-supervision&region=340705";
    let listed = asks(&scene, &handler(), path).await;
    let listed = listed.body["practices"].as_array().unwrap().clone();
    assert_eq!(listed[0]["sole_trader"], "natural-person");
    assert_eq!(listed[1]["applies_to"], "3407");
    let other = asks(&scene, &handler(), "night-hours?region=110000").await;
    assert_eq!(other.body["night_hours"], json!([]));
}

#[tokio::test]
async fn a_shop_of_one_owner_counts_as_its_city_says() {
    let scene = Scene::open().await;
    scene.registers_officers().await;
    let mut body = on_the_spot("market-supervision", 2_000);
    body["party"] = json!({
        "kind": "sole-trader", "name": "铜官区鲜味食品店", "address": "长江路1号",
    });
    let told = eventually(SOON, POLL, async || {
        let reply = scene.posts(&officer(), SPOTS, body.clone()).await;
        match reply.problem() {
            "officer-unknown" => Err(reply.body.to_string()),
            _ => Ok(reply),
        }
    });
    let told = told.await.unwrap();
    assert_eq!(
        (told.status, told.text("citation")),
        (409, "行政处罚法第五十一条"),
        "{}",
        told.body
    );
    let set = json!({
        "domain": "market-supervision", "region": "340700", "valid_from": "2026-03-01",
        "sole_trader": "organisation", "citation": "市规定第八条",
    });
    scene.gets(&supervisor(), "spot-practices", set).await;
    let issued = scene.posts(&officer(), SPOTS, body).await;
    assert_eq!(issued.status, 201, "{}", issued.body);
}

/// Decided with a reference of the act.
pub(crate) fn referring(reference: &str) -> Value {
    let mut body = decision(500);
    body["act_reference"] = json!(reference);
    body
}

#[tokio::test]
async fn of_two_fines_for_one_act_at_the_same_moment_one_is_refused() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2]).await;
    for number in [1, 2] {
        scene.ready(number, 500).await;
    }
    let (head, other_head) = (head(), someone(22, &[Post::Decider], TONGGUAN));
    let (one, two) = tokio::join!(
        scene.tries(&head, 1, "decision", referring("现场笔录第7号")),
        scene.tries(&other_head, 2, "decision", referring("现场笔录第7号"))
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", one.body, two.body);
    let lost = if one.status == 409 { &one } else { &two };
    assert_eq!(lost.problem(), "act-fined-before");
}

#[tokio::test]
async fn another_party_may_be_fined_for_an_act_of_the_same_reference() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2]).await;
    for (number, name) in [(1, "欧阳修远"), (2, "司马相如")] {
        let mut natural = report(500);
        natural["party"] = json!({
            "kind": "natural-person", "name": name, "address": "铜官区长江路9号",
            "born_on": "1990-05-01",
        });
        scene
            .does(&handler(), number, "investigation-report", natural)
            .await;
        scene
            .does(&handler(), number, "notice", notice(FILED))
            .await;
        scene.does(&handler(), number, "statement", waiver()).await;
        scene
            .does(&reviewer(), number, "legal-review", agrees())
            .await;
        scene
            .does(&head(), number, "decision", referring("现场笔录第7号"))
            .await;
    }
}
