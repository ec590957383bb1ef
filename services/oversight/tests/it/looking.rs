//! What those who watch over matters are shown.

use contracts::Event;
use contracts::common::v1::Basis;
use jiff::SignedDuration;
use jiff::civil::date;
use kernel::Post;
use runtime::Surroundings;
use serde_json::{Value, json};
use tracing::Instrument as _;

use crate::world::{TONGGUAN, Told, World, due};

const MATTERS: &str = "/api/oversight/v1/matters";

/// A type of event that this build of oversight has never heard of.
#[derive(Clone, PartialEq, prost::Message)]
struct ClueAdmired {
    #[prost(message, optional, tag = "1")]
    basis: Option<Basis>,
    #[prost(string, tag = "77")]
    by: String,
}

impl Event for ClueAdmired {
    const SERVICE: &'static str = "intake";
    const NAME: &'static str = "ClueAdmired";
    const TYPE: &'static str = "mingjing.intake.v2.ClueAdmired";
    const VERSION: u32 = 2;

    fn basis(&self) -> Option<&Basis> {
        self.basis.as_ref()
    }
}

fn names(matter: &Value) -> Vec<&str> {
    let steps = matter["steps"].as_array().unwrap();
    steps
        .iter()
        .map(|step| step["name"].as_str().unwrap())
        .collect()
}

fn law_of(rule: &str) -> &str {
    &law::rule(rule).unwrap().source
}

/// A report that became a clue; its verification runs, the time to answer is over.
async fn report(world: &World) {
    let received = Basis {
        articles: vec!["条例第十条".to_owned()],
        dues_set: vec![due("CMP-ANSWER", "2026-02-11", "2026-02-11")],
        actor_post: "Clerk".to_owned(),
        legal_date: "2026-02-10".to_owned(),
        ..Basis::default()
    };
    world
        .record_any("complaint", Told::of(7, 1, 1), received)
        .await;
    world.stage.clock.advance(SignedDuration::from_mins(1));
    let registered = Basis {
        dues_set: vec![
            due("PEN-PAY-15", "2026-02-17", "2026-02-24"),
            due("INT-SAMR-VERIFY", "2026-03-09", "2026-03-09"),
        ],
        dues_met: vec!["CMP-FORWARD".to_owned()],
        ..Basis::default()
    };
    world
        .record_any("intake", Told::of(7, 2, 1), registered)
        .await;
}

#[tokio::test]
async fn a_matter_is_shown_with_its_steps_its_running_clocks_and_its_traces() {
    let telemetry = telemetry::init(&telemetry::Settings::default()).unwrap();
    let world = World::open().await;
    world.publish().await;
    report(&world)
        .instrument(tracing::info_span!("report"))
        .await;
    world.wait_placed(2).await;
    world.stage.clock.set_date(date(2026, 2, 20));
    let path = format!("{MATTERS}/{}", Told::of(7, 1, 1).matter());
    let reply = world.stage.get(&path).send().await.unwrap();
    assert_eq!(reply.status, 200, "{}", reply.body);
    let matter = &reply.body;
    assert_eq!(names(matter), ["SubmissionReceived", "ClueRegistered"]);
    assert_eq!(matter["region_name"], "安徽省铜陵市铜官区");
    assert_eq!(
        (reply.text("last_service"), reply.text("last_name")),
        ("intake", "ClueRegistered")
    );
    let first = &matter["steps"][0];
    assert_eq!(first["articles"], json!(["条例第十条"]));
    assert_eq!(first["legal_date"], "2026-02-10");
    assert_eq!(first["dues_set"][0]["rule_id"], "CMP-ANSWER");
    assert_eq!(matter["steps"][1]["dues_met"], json!(["CMP-FORWARD"]));
    let dues: Vec<_> = matter["open_dues"]
        .as_array()
        .unwrap()
        .iter()
        .map(|due| {
            (
                due["rule_id"].as_str().unwrap(),
                due["overdue"].as_bool().unwrap(),
            )
        })
        .collect();
    // The party's time is rolled forward over the Spring Festival, so it is not over.
    let expected = [
        ("CMP-ANSWER", true),
        ("PEN-PAY-15", false),
        ("INT-SAMR-VERIFY", false),
    ];
    assert_eq!(dues, expected);
    assert_eq!(
        matter["open_dues"][2]["citation"],
        law_of("INT-SAMR-VERIFY")
    );
    let trace = first["trace_id"].as_str().unwrap();
    assert_eq!(trace.len(), 32);
    assert_eq!(
        matter["trace_ids"],
        json!([trace]),
        "both steps are of one trace"
    );
    telemetry.shutdown().await;
}

#[tokio::test]
async fn the_latest_matters_come_first_and_by_region() {
    let world = World::open().await;
    world.publish().await;
    for (matter, region) in [(1, TONGGUAN), (2, "340800"), (3, "340706")] {
        let told = Told {
            region,
            ..Told::of(matter, matter + 100, 1)
        };
        world.record_any("complaint", told, Basis::default()).await;
        world.stage.clock.advance(SignedDuration::from_secs(1));
    }
    world
        .record_any("intake", Told::of(1, 201, 1), Basis::default())
        .await;
    world.wait_placed(4).await;
    let list = async |query: &str| {
        let reply = world
            .stage
            .get(&format!("{MATTERS}{query}"))
            .send()
            .await
            .unwrap();
        assert_eq!(reply.status, 200, "{}", reply.body);
        let matters = reply.body["matters"].as_array().unwrap().clone();
        let number = |matter: &Value| {
            matter["matter_id"]
                .as_str()
                .unwrap()
                .chars()
                .last()
                .unwrap()
        };
        matters.iter().map(number).collect::<String>()
    };
    assert_eq!(list("").await, "132");
    assert_eq!(list("?region=340700").await, "13");
    assert_eq!(list("?limit=2&page=1").await, "2");
    for wrong in [
        "?limit=0",
        "?limit=51",
        "?page=-1",
        "?region=34",
        "?colour=red",
    ] {
        let reply = world
            .stage
            .get(&format!("{MATTERS}{wrong}"))
            .send()
            .await
            .unwrap();
        assert_eq!(
            (reply.status, reply.problem()),
            (400, "malformed-query"),
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn an_event_of_an_unknown_type_is_placed_and_one_of_no_matter_is_not_listed() {
    let world = World::open().await;
    world.publish().await;
    let event = ClueAdmired {
        basis: Some(Basis::default()),
        by: "somebody".to_owned(),
    };
    world.record(Told::of(5, 1, 1), &event).await;
    // An officer's record belongs to no matter: its matter is the record itself.
    world
        .record_any("dispatch", Told::of(6, 6, 1), Basis::default())
        .await;
    world.wait_placed(2).await;
    let reply = world.stage.get(MATTERS).send().await.unwrap();
    let matters = reply.body["matters"].as_array().unwrap();
    assert_eq!(matters.len(), 1, "{}", reply.body);
    assert_eq!(names(&matters[0]), ["ClueAdmired"]);
    assert_eq!(matters[0]["steps"][0]["version"], 2);
    assert!(world.stage.parked().await.unwrap().is_empty());
}

#[tokio::test]
async fn who_shows_a_token_needs_a_post_and_sees_their_own_regions() {
    let world = World::open().await;
    world.publish().await;
    world
        .record_any("complaint", Told::of(1, 101, 1), Basis::default())
        .await;
    world.wait_placed(1).await;
    let stage = &world.stage;
    let path = format!("{MATTERS}/{}", Told::of(1, 101, 1).matter());
    for (post, region, status) in [
        (Post::Supervisor, TONGGUAN, 200),
        (Post::Auditor, "340700", 200),
        (Post::Decider, "340800", 404),
        (Post::Handler, TONGGUAN, 403),
        (Post::Citizen, TONGGUAN, 403),
    ] {
        let person = stage.person(1, post, region);
        let reply = stage.get(&path).by(stage, &person).send().await.unwrap();
        assert_eq!(reply.status, status, "{post:?} of {region}: {}", reply.body);
    }
    let elsewhere = stage.person(1, Post::Supervisor, "340800");
    let list = stage
        .get(MATTERS)
        .by(stage, &elsewhere)
        .send()
        .await
        .unwrap();
    assert_eq!(list.body["matters"], json!([]));
    assert_eq!(
        stage
            .get(&path)
            .token("nonsense")
            .send()
            .await
            .unwrap()
            .status,
        401
    );
    assert_eq!(
        stage.get(&path).send().await.unwrap().status,
        200,
        "development is open"
    );
}

#[tokio::test]
async fn in_production_nobody_looks_without_a_token() {
    let world = World::open_in(Surroundings::Production).await;
    let stage = &world.stage;
    for path in [
        MATTERS.to_owned(),
        format!("{MATTERS}/{}", Told::of(1, 1, 1).matter()),
    ] {
        assert_eq!(stage.get(&path).send().await.unwrap().status, 401, "{path}");
    }
    let supervisor = stage.person(1, Post::Supervisor, "340000");
    let reply = stage
        .get(MATTERS)
        .by(stage, &supervisor)
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status, 200, "{}", reply.body);
}

#[tokio::test]
async fn every_route_is_described() {
    let world = World::open().await;
    let reply = world
        .stage
        .get("/api/oversight/openapi.json")
        .send()
        .await
        .unwrap();
    let paths: Vec<&String> = reply.body["paths"].as_object().unwrap().keys().collect();
    let described = [
        "/api/oversight/v1/citations",
        MATTERS,
        "/api/oversight/v1/matters/{matter_id}",
        "/api/oversight/v1/statutes",
        "/api/oversight/v1/statutes/{instrument}/articles/{number}",
    ];
    assert_eq!(paths, described);
    assert_eq!(world.stage.get("/readyz").send().await.unwrap().status, 200);
}
