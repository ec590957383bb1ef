//! The clocks of a penalty on the spot.

use jiff::civil::{Date, date};
use kernel::MatterId;
use serde_json::json;

use super::{NEW_YEAR, OCTOBER, Row, SPRING, UNKNOWN, plays};
use crate::desk::*;
use crate::scene::*;

const TWO_WORKING_DAYS: &[(Date, Date)] = &[
    (NEW_YEAR, date(2026, 1, 4)),
    (SPRING, date(2026, 2, 24)),
    (OCTOBER, date(2026, 10, 9)),
    // New Year's Day of a year without a notice counts as the Friday that it is
    (UNKNOWN, date(2027, 1, 1)),
];

pub(super) const ROWS: &[Row] = &[
    Row {
        rule: "PEN-SUMMARY-FILE",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 9)),
            (SPRING, date(2026, 3, 2)),
            (OCTOBER, date(2026, 10, 15)),
            (UNKNOWN, date(2027, 1, 8)),
        ],
    },
    Row {
        rule: "PEN-SUMMARY-FILE-PSB",
        scenes: &[
            (date(2025, 12, 31), date(2026, 1, 1)),
            // from a worked Saturday into the holiday: hours run through both
            (date(2026, 2, 14), date(2026, 2, 15)),
            (OCTOBER, date(2026, 10, 1)),
        ],
    },
    Row {
        rule: "PEN-CASH-OFFICER-2",
        scenes: TWO_WORKING_DAYS,
    },
    Row {
        rule: "PEN-CASH-AGENCY-2",
        scenes: TWO_WORKING_DAYS,
    },
];

#[tokio::test]
async fn the_clocks_of_a_penalty_on_the_spot_run_out_after_their_last_day() {
    let scene = Scene::open().await;
    scene.registers_officers().await;
    plays(&scene, ROWS, begin).await;
}

async fn begin(scene: &Scene, (_number, rule): (u128, &str), _day: Date) -> MatterId {
    let domain = match rule {
        "PEN-SUMMARY-FILE-PSB" => "public-security",
        _ => "market-supervision",
    };
    let id = scene.decides_on_the_spot(&on_the_spot(domain, 100)).await;
    let path = format!("{SPOTS}/{id}/steps");
    if rule.starts_with("PEN-CASH") {
        scene.steps(&officer(), &path, signed()).await;
        scene.steps(&officer(), &path, cash()).await;
    }
    if rule == "PEN-CASH-AGENCY-2" {
        scene
            .steps(&collector(), &path, json!({"step": "hand-in"}))
            .await;
    }
    scene.matter_of(&id).await
}
