//! Who sees what, and what the API says of itself.

use std::collections::BTreeSet;

use contracts::dispatch::v1::TeamAssigned;
use contracts::penalty::v1::{CaseOpened, EvidenceJoined, InvestigatorsRecorded};
use jiff::civil::date;
use kernel::Post;
use serde_json::{Value, json};
use stage::SOON;
use uuid::Uuid;

use crate::beside::seizure;
use crate::scene::*;

const CASES: &str = "/api/penalty/v1/cases";

#[tokio::test]
async fn nobody_without_a_token_post_or_region_gets_in() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    let path = format!("{CASES}/{}", case_id(1));
    assert_eq!(scene.stage.get(&path).send().await.unwrap().status, 401);
    let citizen = someone(50, &[Post::Citizen], TONGGUAN);
    assert_eq!(scene.shows(&citizen, 1, "").await.status, 403);
    let clerk = someone(51, &[Post::Clerk], TONGGUAN);
    assert_eq!(
        scene
            .tries(&clerk, 1, "decision", decision(500))
            .await
            .status,
        403
    );
    let elsewhere = someone(21, &[Post::Decider], "340800");
    assert_eq!(scene.shows(&elsewhere, 1, "").await.status, 404);
    assert_eq!(scene.shows(&elsewhere, 1, "/next").await.status, 404);
    assert_eq!(
        scene
            .tries(&elsewhere, 1, "decision", decision(500))
            .await
            .status,
        404
    );
    let list = scene
        .stage
        .get(CASES)
        .by(&scene.stage, &elsewhere)
        .send()
        .await
        .unwrap();
    assert_eq!(list.body["cases"], json!([]));
    let wide = someone(21, &[Post::Decider], "340700");
    let list = scene
        .stage
        .get(CASES)
        .by(&scene.stage, &wide)
        .send()
        .await
        .unwrap();
    assert_eq!(list.body["cases"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_database_itself_hides_foreign_regions() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.carried_out((1, FILED), "measures", seizure()).await;
    scene.ready(1, 500).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    for table in [
        "case_file",
        "proceeding",
        "property_item",
        "party",
        "document",
        "document_counter",
        "like_case",
        "ledger",
    ] {
        assert!(scene.rows_seen(table, "3407").await > 0, "{table}");
        assert_eq!(scene.rows_seen(table, "3408").await, 0, "{table}");
    }
}

#[tokio::test]
async fn an_agency_code_belongs_to_the_region_that_used_it_first() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    sqlx::query(
        "insert into penalty.document_counter (agency_code, year, region, last)
         values ('宜市监处罚', 2026, '340800', 7), ('郊市监处罚', 2026, '340711', 3)",
    )
    .execute(scene.stage.database.pool())
    .await
    .unwrap();
    let wide = someone(22, &[Post::Decider], "340700");
    for code in ["宜市监处罚", "郊市监处罚"] {
        let mut body = decision(500);
        body["agency_code"] = json!(code);
        let elsewhere = ("agency-code-of-another-region", "GB/T 9704");
        scene.refused((&wide, 1, "decision"), body, elsewhere).await;
    }
    scene.does(&wide, 1, "decision", decision(500)).await;
}

#[tokio::test]
async fn a_list_is_filtered_by_status_and_matter() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2]).await;
    scene.announced(2, 500).await;
    let ids = async |query: &str| {
        let call = scene
            .stage
            .get(&format!("{CASES}{query}"))
            .by(&scene.stage, &handler());
        let reply = call.send().await.unwrap();
        let cases = reply.body["cases"].as_array().unwrap().clone();
        cases
            .iter()
            .map(|case| case["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids("").await.len(), 2);
    assert_eq!(ids("?status=notified").await, [case_id(2).to_string()]);
    let of_matter = format!("?matter_id={}", matter(1));
    assert_eq!(ids(&of_matter).await, [case_id(1).to_string()]);
    assert!(ids("?page=1").await.is_empty());
}

#[tokio::test]
async fn team_and_evidence_wait_for_a_case_that_is_not_open_yet() {
    let scene = Scene::open().await;
    scene.assigns(1, 1, &[LEAD, SECOND]).await;
    scene.seals(1).await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    scene.files(1).await;
    scene
        .stage
        .wait_recorded::<InvestigatorsRecorded>(1)
        .await
        .unwrap();
    scene
        .stage
        .wait_recorded::<EvidenceJoined>(1)
        .await
        .unwrap();
    assert!(scene.stage.parked().await.unwrap().is_empty());
    let shown = scene.shows(&handler(), 1, "").await;
    assert_eq!(shown.body["investigators"].as_array().unwrap().len(), 2);
    assert_eq!(shown.body["evidence"]["items"], 3);
}

#[tokio::test]
async fn a_team_of_one_is_parked_and_one_after_the_decision_ignored() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    scene.does(&head(), 1, "decision", decision(500)).await;
    scene.assigns(1, 2, &[7, 8]).await;
    scene.files(2).await;
    scene.stage.wait_recorded::<CaseOpened>(2).await.unwrap();
    let lonely = TeamAssigned {
        basis: Some(contracts::common::v1::Basis::default()),
        case_id: case_id(2).to_string(),
        officer_ids: vec![Uuid::from_u128(7).to_string()],
        ..TeamAssigned::default()
    };
    let task = Uuid::from_u128(4_002);
    scene
        .stage
        .publish((task, 1), matter(2), TONGGUAN, &lonely)
        .await
        .unwrap();
    testkit::eventually(SOON, stage::POLL, async || {
        let parked = scene.stage.parked().await?;
        anyhow::ensure!(
            parked.len() == 1 && parked[0].1.contains("two-officers"),
            "{parked:?}"
        );
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
    let shown = scene.shows(&handler(), 1, "").await;
    assert_eq!(
        shown.body["investigators"][0],
        Uuid::from_u128(LEAD).to_string()
    );
}

#[tokio::test]
async fn a_region_may_set_its_own_threshold() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2]).await;
    let own = "insert into penalty.field_practice (domain, applies_to, valid_from,
            hearing_natural_person_fen, hearing_organisation_fen, hearing_citation)
        values ('market-supervision', '34', '2026-01-01', 500000, 5000000, '省规定'),
            ('market-supervision', '3407', '2026-01-01', 200000, 2000000, '市规定'),
            ('market-supervision', '3407', '2026-03-10', 100000, 1000000, '市新规定')";
    sqlx::query(own)
        .execute(scene.stage.database.pool())
        .await
        .unwrap();
    let silent = |day: &str| json!({"service": handed_over(day), "hearing_right": false});
    for number in [1, 2] {
        scene
            .does(&handler(), number, "investigation-report", report(15_000))
            .await;
    }
    scene
        .does(&handler(), 1, "notice", silent("2026-03-02"))
        .await;
    scene.stage.clock.set_date(date(2026, 3, 10));
    let told = ("hearing-right-not-told", "市新规定");
    scene
        .refused((&handler(), 2, "notice"), silent("2026-03-10"), told)
        .await;
}

/// What can be asked of one case, in the order of the alphabet.
const STEPS: &[&str] = &[
    "announcements",
    "archive",
    "cards",
    "closure",
    "corrections",
    "decision",
    "documents",
    "ending",
    "enforcement",
    "enforcement/acceptance",
    "enforcement/answers",
    "enforcement/application",
    "enforcement/demand",
    "enforcement/end",
    "enforcement/rejection",
    "enforcement/resumption",
    "enforcement/ruling",
    "enforcement/suspension",
    "excluded-times",
    "extensions",
    "file",
    "hearing",
    "hearing-announcement",
    "hearing-date",
    "hearing-file",
    "hearing-host",
    "hearing-notice",
    "hearing-report",
    "hearing-request",
    "hearing-suspension",
    "investigation-report",
    "legal-review",
    "like",
    "measures",
    "next",
    "notice",
    "payment-plan",
    "payments",
    "preservations",
    "property",
    "recusal-answers",
    "recusals",
    "refunds",
    "referrals",
    "resumption",
    "review-extensions",
    "revocation",
    "service",
    "service-attempts",
    "statement",
    "substitutes",
    "surcharge-pause",
    "surcharge-resumption",
    "surcharge-waivers",
    "suspension",
];

/// What follows the path of the documents.
const DOCUMENT_STEPS: &[&str] = &[
    "check/{digest}",
    "{id}",
    "{id}/pdf",
    "{id}/seal",
    "{id}/service",
    "{id}/signature",
    "{id}/values",
    "{id}/void",
];

/// The routes of measures, preservations and substitute performance.
fn beside_a_case() -> impl Iterator<Item = String> {
    let steps: [(&str, &[&str]); 3] = [
        (
            "measures",
            &[
                "approval",
                "delivery",
                "disposal",
                "execution",
                "extension",
                "extension-notice",
                "lifting",
                "next",
                "return",
                "sale",
                "testing",
                "testing-end",
            ],
        ),
        (
            "preservations",
            &[
                "approval",
                "disposal",
                "execution",
                "next",
                "release",
                "return",
            ],
        ),
        (
            "substitutes",
            &["next", "performance", "plan", "reminder", "stop"],
        ),
    ];
    steps.into_iter().flat_map(|(kind, steps)| {
        let one = format!("/api/penalty/v1/{kind}/{{id}}");
        let steps = steps
            .iter()
            .map(|step| format!("{one}/{step}"))
            .collect::<Vec<_>>();
        std::iter::once(one).chain(steps)
    })
}

#[tokio::test]
async fn every_route_is_described() {
    let scene = Scene::open().await;
    let reply = scene
        .stage
        .get("/api/penalty/openapi.json")
        .send()
        .await
        .unwrap();
    let paths: Vec<&str> = reply.body["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let steps = STEPS.iter().map(|step| format!("{CASES}/{{id}}/{step}"));
    let documents = DOCUMENT_STEPS
        .iter()
        .map(|path| format!("/api/penalty/v1/documents/{path}"));
    let of = |name: &str| format!("/api/penalty/v1/{name}");
    let rules = [
        "gates",
        "night-hours",
        "power-items",
        "power-list",
        "practices",
        "refusals",
        "spot-practices",
    ]
    .map(of);
    let dockets = [
        "decisions/{id}/remedy",
        "decisions/{id}/remedy/steps",
        "referrals",
        "referrals/{id}",
        "referrals/{id}/steps",
        "remedies",
        "spot-penalties",
        "spot-penalties/{id}",
        "spot-penalties/{id}/documents",
        "spot-penalties/{id}/steps",
    ]
    .map(of);
    let expected: BTreeSet<String> = ["assessments", "benchmarks"]
        .map(of)
        .into_iter()
        .chain([CASES.to_owned(), format!("{CASES}/{{id}}")])
        .chain(steps)
        .chain(documents)
        .chain(rules)
        .chain(beside_a_case())
        .chain(dockets)
        .collect();
    assert_eq!(
        paths,
        expected.iter().map(String::as_str).collect::<Vec<_>>()
    );
    // the calculator stores nothing
    let writes = paths.iter().filter(|path| {
        reply.body["paths"][**path]["post"].is_object() && !path.ends_with("/assessments")
    });
    for path in writes {
        let parameters: &Value = &reply.body["paths"][*path]["post"]["parameters"];
        assert!(
            parameters
                .to_string()
                .to_lowercase()
                .contains("idempotency-key"),
            "{path}"
        );
    }
    assert_eq!(scene.stage.get("/readyz").send().await.unwrap().status, 200);
}
