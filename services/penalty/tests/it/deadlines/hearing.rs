//! The clocks around a hearing. Those that count back run out before its day.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use kernel::MatterId;
use serde_json::json;

use super::{NEW_YEAR, OCTOBER, Row, SPRING, TEN, UNKNOWN, plays};
use crate::scene::*;

const THREE_WORKING_DAYS: &[(Date, Date)] = &[
    (NEW_YEAR, date(2026, 1, 5)),
    (SPRING, date(2026, 2, 25)),
    (OCTOBER, date(2026, 10, 10)),
    (UNKNOWN, date(2027, 1, 4)),
];

const FIVE_WORKING_DAYS: &[(Date, Date)] = &[
    (NEW_YEAR, date(2026, 1, 7)),
    (SPRING, date(2026, 2, 27)),
    (OCTOBER, date(2026, 10, 13)),
    (UNKNOWN, date(2027, 1, 6)),
];

pub(super) const ROWS: &[Row] = &[
    Row {
        rule: "HRG-HOST",
        scenes: THREE_WORKING_DAYS,
    },
    Row {
        rule: "HRG-FILE-TO-HOST",
        scenes: THREE_WORKING_DAYS,
    },
    Row {
        rule: "HRG-FIX-DATE",
        scenes: FIVE_WORKING_DAYS,
    },
    Row {
        rule: "HRG-NOTICE-BEFORE",
        scenes: &[
            (date(2026, 1, 8), date(2025, 12, 28)),
            (date(2026, 2, 27), date(2026, 2, 10)),
            (date(2026, 10, 12), date(2026, 9, 23)),
            (date(2027, 1, 6), date(2026, 12, 27)),
        ],
    },
    Row {
        rule: "HRG-PUBLIC-ANN",
        scenes: &[
            (date(2026, 1, 5), date(2025, 12, 29)),
            (date(2026, 2, 25), date(2026, 2, 12)),
            (date(2026, 10, 10), date(2026, 9, 29)),
            (date(2027, 1, 4), date(2026, 12, 29)),
        ],
    },
    Row {
        rule: "HRG-REPORT",
        scenes: FIVE_WORKING_DAYS,
    },
];

#[tokio::test]
async fn the_clocks_of_a_hearing_run_out_after_their_last_day() {
    let scene = Scene::open().await;
    plays(&scene, ROWS, begin).await;
}

/// `day` is the day of the hearing for what counts from it, either way.
async fn begin(scene: &Scene, (number, rule): (u128, &str), day: Date) -> MatterId {
    let prepared_on = match rule {
        "HRG-NOTICE-BEFORE" | "HRG-PUBLIC-ANN" | "HRG-REPORT" => day.saturating_sub(30.days()),
        _ => day,
    };
    scene.stage.clock.set_local(prepared_on, TEN);
    scene.investigated(&[number]).await;
    scene.announced(number, 150_000).await;
    if rule == "HRG-REPORT" {
        scene.prepares_hearing(number, &day.to_string()).await;
        scene.stage.clock.set_local(day, TEN);
        scene.does(&host(), number, "hearing", hearing()).await;
        return matter(number);
    }
    let (officer, chief, host) = (handler(), head(), host());
    let today = json!(prepared_on);
    let preparation = [
        (&officer, "hearing-request", json!({"received_on": today})),
        (&chief, "hearing-host", panel()),
        (&officer, "hearing-file", json!({"handed_on": today})),
        (
            &host,
            "hearing-date",
            json!({"held_on": day, "place": "局三楼会议室"}),
        ),
    ];
    let steps = match rule {
        "HRG-HOST" => 1,
        "HRG-FILE-TO-HOST" => 2,
        "HRG-FIX-DATE" => 3,
        _ => 4,
    };
    for (actor, step, body) in preparation.into_iter().take(steps) {
        scene.does(actor, number, step, body).await;
    }
    matter(number)
}
