//! Stories of fines that are not paid in time.

use contracts::penalty::v1::{
    CourtAnswered, CourtApplied, DemandAnswered, DemandServed, DutyOverdue, EnforcementFinished,
    EnforcementOpened, EnforcementOver, FinePaid, PaymentOverdue, PaymentPlanGranted,
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::enforcement::{application, demand, ran_out, refused, step, unpaid};
use crate::scene::*;

/// Nine months and a day after service on 2 March: the last day to ask the court is 2 December.
const TOO_LATE: Date = date(2026, 12, 3);

fn said() -> Value {
    json!({
        "received_on": "2026-03-18", "statement": "已缴纳部分罚款",
        "finding": "经核实，未缴纳",
    })
}

fn instalments(of: &[(i64, &str)]) -> Value {
    let instalments: Vec<Value> = of
        .iter()
        .map(|(yuan, day)| json!({"amount_fen": yuan * 100, "due_on": day}))
        .collect();
    json!({
        "applied_on": FILED.to_string(), "hardship": "停业三个月，附银行流水",
        "instalments": instalments,
    })
}

#[tokio::test]
async fn of_three_instalments_the_overdue_one_alone_bears_a_surcharge() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 3_000).await;
    let plan = instalments(&[
        (1_000, "2026-04-30"),
        (1_000, "2026-05-31"),
        (1_000, "2026-06-30"),
    ]);
    let short = instalments(&[(1_000, "2026-04-30"), (1_000, "2026-05-31")]);
    scene
        .refused(
            (&head(), 1, "payment-plan"),
            short,
            ("instalments-are-not-the-fine", "第六十六条"),
        )
        .await;
    scene.does(&head(), 1, "payment-plan", plan).await;
    let granted = scene.stage.recorded::<PaymentPlanGranted>().await.unwrap();
    assert_eq!(
        (granted[0].instalments, granted[0].ends_on.as_str()),
        (3, "2026-06-30")
    );
    scene.on(date(2026, 3, 25)).await;
    let overdue = scene.stage.recorded::<PaymentOverdue>().await.unwrap();
    assert!(
        overdue.is_empty(),
        "the first fifteen days do not count any more"
    );
    scene
        .does(&collector(), 1, "payments", payment(1_000, "2026-03-25"))
        .await;
    scene.on(date(2026, 5, 7)).await;
    let overdue = scene.stage.recorded::<PaymentOverdue>().await.unwrap();
    assert!(overdue.is_empty(), "the first was paid");
    // 31 May is a Sunday: the party has until Monday
    scene.on(date(2026, 6, 1)).await;
    assert!(
        scene
            .stage
            .recorded::<PaymentOverdue>()
            .await
            .unwrap()
            .is_empty()
    );
    scene.on(date(2026, 6, 2)).await;
    let overdue = scene.stage.recorded::<PaymentOverdue>().await.unwrap();
    assert_eq!(overdue.len(), 1, "the second is overdue");
    scene.on(date(2026, 6, 11)).await;
    let shown = scene.shows(&collector(), 1, "").await;
    let owed = json!({"fine": 200_000, "income": 0, "surcharge": 30_000});
    assert_eq!(shown.body["owed"], owed, "ten days on one instalment");
    scene
        .does(&collector(), 1, "payments", payment(2_300, "2026-06-11"))
        .await;
    let shown = scene.shows(&collector(), 1, "").await;
    assert_eq!(shown.body["status"], "performed");
    scene.on(date(2026, 7, 1)).await;
    let overdue = scene.stage.recorded::<PaymentOverdue>().await.unwrap();
    assert_eq!(overdue.len(), 1, "the third was paid early");
    scene.closes(1, "performed").await;
}

#[tokio::test]
async fn the_surcharge_reaches_the_fine_on_its_day_34_and_never_passes_it() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.served(1, 1_000).await;
    for (day, surcharge) in [
        (date(2026, 4, 19), 99_000),
        (date(2026, 4, 20), 100_000),
        (date(2026, 12, 31), 100_000),
    ] {
        scene.on(day).await;
        let shown = scene.shows(&collector(), 1, "").await;
        assert_eq!(shown.body["owed"]["surcharge"], surcharge, "{day}");
    }
    scene.pays_and_closes(1, 2_000).await;
    let paid = scene.stage.recorded::<FinePaid>().await.unwrap();
    assert_eq!(
        (paid[0].amount_fen, paid[0].surcharge_fen),
        (100_000, 100_000)
    );
}

#[tokio::test]
async fn a_court_window_missed_by_a_day_is_refused_with_its_article_and_what_is_left_to_do() {
    let scene = Scene::open().await;
    unpaid(&scene).await;
    let opened = scene.stage.recorded::<EnforcementOpened>().await.unwrap();
    assert_eq!(opened[0].opens_on, "2026-09-03");
    assert_eq!(opened[0].closes_on, "2026-12-02");
    step(&scene, &handler(), "demand", demand("2026-03-18")).await;
    refused(
        &scene,
        (&head(), "application"),
        application(),
        ("demand-window-open", "行政强制法"),
    )
    .await;
    scene.on(date(2026, 9, 2)).await;
    refused(
        &scene,
        (&head(), "application"),
        application(),
        ("court-window-not-open", "行政强制法"),
    )
    .await;
    scene.on(date(2026, 12, 2)).await;
    assert!(!ran_out(&scene).await.contains(&"ENF-COURT-3M".to_owned()));
    scene.on(TOO_LATE).await;
    assert!(ran_out(&scene).await.contains(&"ENF-COURT-3M".to_owned()));
    let told = scene
        .tries(&head(), 1, "enforcement/application", application())
        .await;
    assert_eq!((told.status, told.problem()), (409, "court-window-closed"));
    assert!(told.text("citation").contains("行政强制法"));
    assert!(told.text("cure").contains("of its own accord"));
    scene
        .does(&collector(), 1, "payments", payment(2_000, "2026-12-03"))
        .await;
    let finished = scene.stage.recorded::<EnforcementFinished>().await.unwrap();
    assert_eq!(finished[0].outcome, "performed", "what is paid ends it");
    scene.closes(1, "performed").await;
}

#[tokio::test]
async fn the_court_enforces_and_ends_and_the_case_is_closed_on_that_ground() {
    let scene = Scene::open().await;
    unpaid(&scene).await;
    step(&scene, &handler(), "demand", demand("2026-03-18")).await;
    step(&scene, &handler(), "answers", said()).await;
    scene.on(date(2026, 9, 3)).await;
    let early = json!({
        "finish": "court-ended", "finished_on": "2026-09-03", "instrument": "裁定",
    });
    let told = scene.tries(&handler(), 1, "enforcement/end", early).await;
    assert_eq!((told.status, told.problem()), (403, "post-required"));
    let seen = step(&scene, &head(), "application", application()).await;
    assert_eq!(seen["status"], "applied");
    let accepted = json!({"accepted_on": "2026-09-03"});
    step(&scene, &handler(), "acceptance", accepted).await;
    let ruling = json!({
        "granted": true, "instrument": "（2026）皖0705行审12号", "ruled_on": "2026-09-03",
    });
    step(&scene, &handler(), "ruling", ruling).await;
    let not_settled = scene.tries(&head(), 1, "closure", json!({})).await;
    assert_eq!(not_settled.problem(), "not-performed");
    let end = json!({
        "finish": "court-ended", "finished_on": "2026-09-03",
        "instrument": "（2026）皖0705执34号之一",
    });
    step(&scene, &head(), "end", end).await;
    let over = scene.stage.recorded::<EnforcementOver>().await.unwrap();
    assert_eq!(over[0].ground, "court-ended");
    // fifteen working days from 3 September pass Mid-Autumn and the worked Sunday before it
    scene.on(date(2026, 9, 24)).await;
    let shown = scene.shows(&head(), 1, "").await;
    assert_eq!(shown.body["dues"][0]["rule"], "PEN-CLOSE-15");
    assert_eq!(shown.body["dues"][0]["raw"], "2026-09-23");
    let late = scene.stage.recorded::<DutyOverdue>().await.unwrap();
    assert_eq!(late[0].rule_id, "PEN-CLOSE-15");
    scene.does(&head(), 1, "closure", json!({})).await;
    let shown = scene.shows(&head(), 1, "").await;
    assert_eq!(shown.body["closure"]["outcome"], "court-ended");
    let applied = scene.stage.recorded::<CourtApplied>().await.unwrap();
    assert_eq!(applied[0].court, "铜官区人民法院");
    let answers = scene.stage.recorded::<CourtAnswered>().await.unwrap();
    let answers: Vec<&str> = answers.iter().map(|one| one.answer.as_str()).collect();
    assert_eq!(answers, ["accepted", "granted"]);
    assert_eq!(
        scene.stage.recorded::<DemandServed>().await.unwrap().len(),
        1
    );
    assert_eq!(
        scene
            .stage
            .recorded::<DemandAnswered>()
            .await
            .unwrap()
            .len(),
        1
    );
}
