//! Deadlines that no clock notes: a step is refused up to their last day, or after it.

use jiff::civil::{Date, date};
use kernel::end_of_day;
use serde_json::{Value, json};

use super::{NEW_YEAR, Numbers, OCTOBER, Row, SECOND_LONG, SPRING, TEN, UNKNOWN, is_provisional};
use crate::norms::{item, loads};
use crate::scene::*;

const FIVE_WORKING_DAYS: &[(Date, Date)] = &[
    (NEW_YEAR, date(2026, 1, 7)),
    (SPRING, date(2026, 2, 27)),
    (OCTOBER, date(2026, 10, 13)),
    (UNKNOWN, date(2027, 1, 6)),
];

pub(super) const ROWS: &[Row] = &[
    Row {
        rule: "PEN-STATEMENT-5",
        scenes: FIVE_WORKING_DAYS,
    },
    Row {
        rule: "HRG-REQUEST",
        scenes: FIVE_WORKING_DAYS,
    },
    // a limitation is moved by nothing, whatever day it ends on
    Row {
        rule: "PEN-LIM-2Y",
        scenes: &[
            (date(2024, 1, 1), date(2026, 1, 1)),
            (date(2024, 2, 17), date(2026, 2, 17)),
            (date(2024, 10, 10), date(2026, 10, 10)),
        ],
    },
    Row {
        rule: "PEN-LIM-5Y",
        scenes: &[
            (date(2021, 1, 1), date(2026, 1, 1)),
            (date(2021, 2, 17), date(2026, 2, 17)),
            (date(2021, 10, 10), date(2026, 10, 10)),
        ],
    },
    Row {
        rule: "PEN-LIM-PSB-6M",
        scenes: &[
            (date(2025, 7, 1), date(2026, 1, 1)),
            (date(2025, 8, 17), date(2026, 2, 17)),
            (date(2026, 4, 10), date(2026, 10, 10)),
        ],
    },
];

fn scenes_of(rule: &str) -> impl Iterator<Item = (Date, Date)> {
    let row = ROWS.iter().find(|row| row.rule == rule).unwrap();
    row.scenes.iter().copied()
}

/// The last day of the clock of `rule` as the case shows it, for a party.
async fn shown(scene: &Scene, number: u128, rule: &str) -> (Value, Value) {
    let shown = scene.shows(&handler(), number, "").await;
    let dues = shown.body["dues"].as_array().unwrap().clone();
    let due = dues.into_iter().find(|due| due["rule"] == rule).unwrap();
    (due["effective"].clone(), due["provisional"].clone())
}

#[tokio::test]
async fn until_the_time_to_state_is_over_nothing_is_decided() {
    let scene = Scene::open().await;
    let (mut numbers, rule) = (Numbers(100), "PEN-STATEMENT-5");
    for (from, last) in scenes_of(rule) {
        let number = numbers.next();
        scene.stage.clock.set_local(from, TEN);
        scene.investigated(&[number]).await;
        scene.reported(number, 500).await;
        let told = json!({"service": handed_over(&from.to_string()), "hearing_right": false});
        scene.does(&handler(), number, "notice", told).await;
        scene
            .does(&reviewer(), number, "legal-review", agrees())
            .await;
        let ends = (json!(last), json!(is_provisional((from, last))));
        assert_eq!(shown(&scene, number, rule).await, ends);
        scene.stage.clock.set(end_of_day(last) - SECOND_LONG);
        let open = ("statement-window-open", "第五十七条第二款");
        scene
            .refused((&head(), number, "decision"), decision(500), open)
            .await;
        scene.stage.clock.set(end_of_day(last));
        scene.does(&head(), number, "decision", decision(500)).await;
    }
}

#[tokio::test]
async fn a_hearing_is_asked_for_up_to_the_last_day_and_not_after_it() {
    let scene = Scene::open().await;
    let (mut numbers, rule) = (Numbers(100), "HRG-REQUEST");
    for (from, last) in scenes_of(rule) {
        let (early, late) = (numbers.next(), numbers.next());
        scene.stage.clock.set_local(from, TEN);
        scene.investigated(&[early, late]).await;
        for number in [early, late] {
            scene.announced(number, 150_000).await;
            let ends = (json!(last), json!(is_provisional((from, last))));
            assert_eq!(shown(&scene, number, rule).await, ends);
        }
        let mut stated = waiver_on(from);
        stated["waives_hearing"] = json!(false);
        scene.does(&handler(), late, "statement", stated).await;
        scene
            .does(&reviewer(), late, "legal-review", agrees())
            .await;
        let mut body = decision(150_000);
        body["discussion"] = discussion(&last.to_string());
        scene.stage.clock.set(end_of_day(last) - SECOND_LONG);
        let open = ("hearing-window-open", "第六十四条");
        scene
            .refused((&head(), late, "decision"), body.clone(), open)
            .await;
        let asked = |day: Date| json!({"received_on": day});
        scene
            .does(&handler(), early, "hearing-request", asked(last))
            .await;
        scene.stage.clock.set(end_of_day(last));
        let closed = ("hearing-window-closed", "第六十四条");
        let today = scene.today();
        scene
            .refused((&handler(), late, "hearing-request"), asked(today), closed)
            .await;
        scene.does(&head(), late, "decision", body).await;
    }
}

#[tokio::test]
async fn what_is_discovered_on_the_last_day_of_the_limitation_is_punished_and_nothing_later() {
    let scene = Scene::open().await;
    let mut listed = item("340705-SJ-0001");
    listed["domain"] = json!("public-security");
    let mut numbers = Numbers(100);
    for (rule, domain) in [
        ("PEN-LIM-2Y", "market-supervision"),
        ("PEN-LIM-5Y", "market-supervision"),
        ("PEN-LIM-PSB-6M", "public-security"),
    ] {
        if domain == "public-security" {
            assert_eq!(loads(&scene, json!([listed])).await.status, 201);
        }
        for (act, last) in scenes_of(rule) {
            let number = numbers.next();
            let after = last.tomorrow().unwrap();
            scene.stage.clock.set_date(after);
            scene.files_in(number, domain).await;
            scene.investigates(&[number]).await;
            let discovered = |on: Date| {
                let mut body = report(500);
                body["act_ended_on"] = json!(act);
                body["assessment"] = json!({
                    "discovered_on": on, "discovery_proof": "投诉登记", "harm": "real",
                });
                if rule == "PEN-LIM-5Y" {
                    body["assessment"]["endangered"] = json!("life-and-health");
                }
                body
            };
            let article = law::separate(&law::rule(rule).unwrap().source).remove(0);
            let report = (&handler(), number, "investigation-report");
            let passed = ("limitation-passed", article.as_str());
            scene.refused(report, discovered(after), passed).await;
            scene
                .does(&handler(), number, report.2, discovered(last))
                .await;
        }
    }
}
