//! The clocks of a fine that is not paid. Before each, the decision was served, and the time to pay
//! ran out.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use kernel::{Actor, MatterId};
use serde_json::{Value, json};

use super::{NEW_YEAR, OCTOBER, Row, SPRING, TEN, UNKNOWN, plays};
use crate::scene::*;

pub(super) const ROWS: &[Row] = &[
    // served on the first day, fifteen days to pay, thirty of surcharge
    Row {
        rule: "ENF-SURCH-30",
        scenes: &[
            (NEW_YEAR, date(2026, 2, 13)),
            (SPRING, date(2026, 3, 30)),
            (OCTOBER, date(2026, 11, 14)),
        ],
    },
    Row {
        rule: "ENF-DEMAND-10",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 14)),
            (SPRING, date(2026, 3, 5)),
            (OCTOBER, date(2026, 10, 20)),
            (UNKNOWN, date(2027, 1, 13)),
        ],
    },
    // served on the first day, six months to sue, three for the court
    Row {
        rule: "ENF-COURT-3M",
        scenes: &[
            (NEW_YEAR, date(2026, 9, 30)),
            (SPRING, date(2026, 11, 13)),
            (OCTOBER, date(2027, 6, 30)),
        ],
    },
    Row {
        rule: "ENF-COURT-ACCEPT",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 7)),
            (SPRING, date(2026, 2, 27)),
            (OCTOBER, date(2026, 10, 13)),
            (UNKNOWN, date(2027, 1, 6)),
        ],
    },
    Row {
        rule: "ENF-COURT-RULE",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 9)),
            (SPRING, date(2026, 3, 2)),
            (OCTOBER, date(2026, 10, 15)),
            (UNKNOWN, date(2027, 1, 8)),
        ],
    },
    // the last day is not moved, not even from Saturday 30 December 2028
    Row {
        rule: "ENF-SUSPEND-3Y",
        scenes: &[(NEW_YEAR, date(2028, 12, 30)), (OCTOBER, date(2029, 9, 30))],
    },
];

#[tokio::test]
async fn the_clocks_of_an_unpaid_fine_run_out_after_their_last_day() {
    let scene = Scene::open().await;
    plays(&scene, ROWS, begin).await;
}

async fn begin(scene: &Scene, (number, rule): (u128, &str), day: Date) -> MatterId {
    let served_on = match rule {
        "ENF-DEMAND-10" | "ENF-SUSPEND-3Y" => day.saturating_sub(25.days()),
        "ENF-COURT-ACCEPT" | "ENF-COURT-RULE" => day.saturating_sub(8.months()),
        _ => day,
    };
    scene.stage.clock.set_local(served_on, TEN);
    scene.investigated(&[number]).await;
    scene.served(number, 1_000).await;
    scene.on(served_on.saturating_add(25.days())).await;
    let step = async |actor: Actor, step: &str, body: Value| {
        let step = format!("enforcement/{step}");
        scene.does(&actor, number, &step, body).await;
    };
    let demand = json!({
        "content": "自收到本催告书之日起十日内缴纳，有权陈述申辩",
        "service": handed_over(&scene.today().to_string()),
    });
    match rule {
        "ENF-DEMAND-10" => step(handler(), "demand", demand).await,
        "ENF-SUSPEND-3Y" => {
            let unable = json!({"ground": "inability", "reason": "无财产", "harmless": true});
            step(head(), "suspension", unable).await;
        }
        "ENF-COURT-ACCEPT" | "ENF-COURT-RULE" => {
            step(handler(), "demand", demand).await;
            scene.on(day).await;
            let application = json!({"court": "铜官区人民法院", "object": "罚款"});
            step(head(), "application", application).await;
            if rule == "ENF-COURT-RULE" {
                step(handler(), "acceptance", json!({"accepted_on": day})).await;
            }
        }
        _ => {}
    }
    matter(number)
}
