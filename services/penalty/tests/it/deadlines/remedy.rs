//! The clocks of reconsideration and suit.

use contracts::penalty::v1::RemedyProgressed;
use jiff::civil::{Date, date};
use kernel::MatterId;
use serde_json::json;

use super::{NEW_YEAR, OCTOBER, Row, SPRING, UNKNOWN, plays};
use crate::desk::*;
use crate::scene::*;

const FIVE_WORKING_DAYS: &[(Date, Date)] = &[
    (NEW_YEAR, date(2026, 1, 7)),
    (SPRING, date(2026, 2, 27)),
    (OCTOBER, date(2026, 10, 13)),
    (UNKNOWN, date(2027, 1, 6)),
];

const SIXTY_DAYS: &[(Date, Date)] = &[
    (NEW_YEAR, date(2026, 2, 28)),
    (SPRING, date(2026, 4, 14)),
    // a Sunday: the agency's period is not moved
    (OCTOBER, date(2026, 11, 29)),
];

pub(super) const ROWS: &[Row] = &[
    Row {
        rule: "REM-RECON-60",
        scenes: &[
            // a Saturday, and worked
            (NEW_YEAR, date(2026, 2, 28)),
            (SPRING, date(2026, 4, 14)),
            // the sixtieth day is a Sunday: the party has Monday too
            (OCTOBER, date(2026, 11, 30)),
            (UNKNOWN, date(2027, 3, 1)),
        ],
    },
    Row {
        rule: "REM-LIT-6M",
        scenes: &[
            (NEW_YEAR, date(2026, 6, 30)),
            (SPRING, date(2026, 8, 13)),
            (OCTOBER, date(2027, 3, 30)),
            // six months end on Sunday 4 October, in the holiday
            (date(2026, 4, 4), date(2026, 10, 8)),
        ],
    },
    Row {
        rule: "REM-LIT-15",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 14)),
            (SPRING, date(2026, 2, 28)),
            (OCTOBER, date(2026, 10, 15)),
            // the fifteenth day is Friday 2 October
            (date(2026, 9, 17), date(2026, 10, 8)),
        ],
    },
    Row {
        rule: "REM-RECON-ACCEPT",
        scenes: FIVE_WORKING_DAYS,
    },
    Row {
        rule: "REM-RECON-FORWARD",
        scenes: FIVE_WORKING_DAYS,
    },
    Row {
        rule: "REM-RECON-ANSWER",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 14)),
            (SPRING, date(2026, 3, 5)),
            (OCTOBER, date(2026, 10, 20)),
            (UNKNOWN, date(2027, 1, 13)),
        ],
    },
    Row {
        rule: "REM-DUTY-2M",
        scenes: &[
            (NEW_YEAR, date(2026, 2, 28)),
            (SPRING, date(2026, 4, 13)),
            (OCTOBER, date(2026, 11, 30)),
        ],
    },
    Row {
        rule: "REM-RECON-DECIDE",
        scenes: SIXTY_DAYS,
    },
    Row {
        rule: "REM-RECON-OPINION",
        scenes: SIXTY_DAYS,
    },
];

/// Whether an event says that the clock of `rule` ran out: it names what ended, or the article of
/// what is late.
pub(super) fn notes(event: &RemedyProgressed, rule: &str) -> bool {
    let basis = event.basis.as_ref().unwrap();
    let article = law::separate(&law::rule(rule).unwrap().source).remove(0);
    match event.step.as_str() {
        "period-ended" | "deemed-accepted" | "duty-omitted" => {
            basis.dues_met.iter().any(|met| met == rule)
        }
        "overdue" => basis.articles.contains(&article),
        _ => false,
    }
}

#[tokio::test]
async fn the_clocks_of_the_remedies_run_out_after_their_last_day() {
    let scene = Scene::open().await;
    scene.registers_officers().await;
    plays(&scene, ROWS, begin).await;
}

async fn begin(scene: &Scene, (number, rule): (u128, &str), day: Date) -> MatterId {
    if rule == "REM-RECON-FORWARD" {
        return through_the_agency(scene, day).await;
    }
    scene.investigated(&[number]).await;
    scene.served(number, 500).await;
    let path = remedy_of(case_id(number));
    let way = match rule {
        "REM-DUTY-2M" => {
            let asked = json!({"step": "request-duty", "what": "退还货物", "on": day});
            scene.steps(&reviewer(), &path, asked).await;
            return matter(number);
        }
        "REM-RECON-60" | "REM-LIT-6M" => 0,
        "REM-RECON-ACCEPT" => 1,
        "REM-RECON-DECIDE" | "REM-RECON-OPINION" => 2,
        "REM-RECON-ANSWER" => 3,
        _ => {
            scene.reconsidered(&path, day, false).await;
            return matter(number);
        }
    };
    let steps = [
        applied(day, false),
        json!({"step": "accept", "on": day}),
        json!({"step": "receive-copy", "on": day}),
    ];
    for step in steps.into_iter().take(way) {
        scene.steps(&reviewer(), &path, step).await;
    }
    if rule == "REM-RECON-OPINION" {
        let opinion = json!({"step": "receive-opinion", "on": day, "document": "复议意见书1号"});
        scene.steps(&reviewer(), &path, opinion).await;
    }
    matter(number)
}

/// Only against a penalty on the spot may the application go through the agency.
async fn through_the_agency(scene: &Scene, day: Date) -> MatterId {
    let form = on_the_spot("market-supervision", 100);
    let id = scene.decides_on_the_spot(&form).await;
    scene
        .steps(&officer(), &format!("{SPOTS}/{id}/steps"), signed())
        .await;
    scene
        .steps(&reviewer(), &remedy_of(&id), applied(day, true))
        .await;
    scene.matter_of(&id).await
}
