//! The clocks of a case.

use jiff::civil::{Date, date};
use kernel::MatterId;
use serde_json::json;

use super::{NEW_YEAR, OCTOBER, Row, SPRING, UNKNOWN, plays};
use crate::scene::*;

pub(super) const ROWS: &[Row] = &[
    Row {
        rule: "PEN-DECIDE-90",
        scenes: &[
            (NEW_YEAR, date(2026, 3, 30)),
            (SPRING, date(2026, 5, 14)),
            (OCTOBER, date(2026, 12, 29)),
            (UNKNOWN, date(2027, 3, 30)),
        ],
    },
    Row {
        rule: "PEN-DECIDE-PSB",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 29)),
            (SPRING, date(2026, 3, 15)),
            (OCTOBER, date(2026, 10, 30)),
        ],
    },
    Row {
        rule: "PEN-DELIVER-PSB",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 1)),
            (SPRING, date(2026, 2, 15)),
            // no holiday lengthens it
            (date(2026, 4, 30), date(2026, 5, 2)),
        ],
    },
    Row {
        rule: "PEN-REVIEW-10",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 14)),
            (SPRING, date(2026, 3, 5)),
            (OCTOBER, date(2026, 10, 20)),
            (UNKNOWN, date(2027, 1, 13)),
        ],
    },
    Row {
        rule: "PEN-DELIVER-7",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 9)),
            (SPRING, date(2026, 3, 2)),
            (OCTOBER, date(2026, 10, 15)),
            (UNKNOWN, date(2027, 1, 8)),
        ],
    },
    Row {
        rule: "SVC-ANNOUNCE",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 29)),
            // a Sunday: the agency's period is not moved
            (SPRING, date(2026, 3, 15)),
            (OCTOBER, date(2026, 10, 30)),
            (UNKNOWN, date(2027, 1, 29)),
        ],
    },
    Row {
        rule: "PEN-PAY-15",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 14)),
            // a Saturday, and worked: the party's period is not moved
            (SPRING, date(2026, 2, 28)),
            (OCTOBER, date(2026, 10, 15)),
            // the fifteenth day is Friday 2 October
            (date(2026, 9, 17), date(2026, 10, 8)),
        ],
    },
    Row {
        rule: "PEN-CLOSE-15",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 21)),
            (SPRING, date(2026, 3, 12)),
            (OCTOBER, date(2026, 10, 27)),
            (UNKNOWN, date(2027, 1, 20)),
        ],
    },
];

#[tokio::test]
async fn the_clocks_of_a_case_run_out_after_their_last_day() {
    let scene = Scene::open().await;
    plays(&scene, ROWS, begin).await;
}

async fn begin(scene: &Scene, (number, rule): (u128, &str), day: Date) -> MatterId {
    let domain = if rule.ends_with("-PSB") {
        "public-security"
    } else {
        "market-supervision"
    };
    scene.files_in(number, domain).await;
    scene.investigates(&[number]).await;
    match rule {
        "PEN-DECIDE-90" | "PEN-DECIDE-PSB" => {}
        "PEN-REVIEW-10" => scene.reported(number, 500).await,
        "PEN-DELIVER-7" | "PEN-DELIVER-PSB" => decided(scene, number).await,
        "SVC-ANNOUNCE" => {
            decided(scene, number).await;
            for (method, outcome) in [("direct", "absent"), ("post", "returned")] {
                let tried = json!({
                    "paper": "decision", "method": method, "tried_on": day, "outcome": outcome,
                    "account": "住所无人，有照片",
                });
                scene
                    .does(&handler(), number, "service-attempts", tried)
                    .await;
            }
            let announced = json!({
                "paper": "decision", "published_on": day, "places": "本局公告栏",
                "reason": "直接送达、邮寄送达均未果",
            });
            scene
                .does(&handler(), number, "announcements", announced)
                .await;
        }
        "PEN-PAY-15" => scene.served(number, 500).await,
        "PEN-CLOSE-15" => {
            scene.served(number, 500).await;
            let paid = payment(500, &day.to_string());
            scene.does(&collector(), number, "payments", paid).await;
        }
        other => panic!("{other} is no clock of a case"),
    }
    matter(number)
}

async fn decided(scene: &Scene, number: u128) {
    scene.ready(number, 500).await;
    scene.does(&head(), number, "decision", decision(500)).await;
}
