//! The clocks of what is held: measures, preserved evidence, and substitute performance.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use kernel::MatterId;
use serde_json::{Value, json};

use super::{NEW_YEAR, OCTOBER, Row, SPRING, TEN, UNKNOWN, plays};
use crate::beside::*;
use crate::scene::*;

const ONE_DAY_OF_HOURS: &[(Date, Date)] = &[
    (date(2025, 12, 31), date(2026, 1, 1)),
    // from a worked Saturday into the holiday: hours run through both
    (date(2026, 2, 14), date(2026, 2, 15)),
    (OCTOBER, date(2026, 10, 1)),
];

const THIRTY_DAYS: &[(Date, Date)] = &[
    (NEW_YEAR, date(2026, 1, 29)),
    // a Sunday: what holds property is not held longer because of it
    (SPRING, date(2026, 3, 15)),
    (OCTOBER, date(2026, 10, 30)),
];

pub(super) const ROWS: &[Row] = &[
    Row {
        rule: "PEN-EVD-URGENT",
        scenes: ONE_DAY_OF_HOURS,
    },
    Row {
        rule: "PEN-EVD-PRESERVE",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 9)),
            (SPRING, date(2026, 3, 2)),
            (OCTOBER, date(2026, 10, 15)),
            (UNKNOWN, date(2027, 1, 8)),
        ],
    },
    Row {
        rule: "ENF-EMERG-24H",
        scenes: ONE_DAY_OF_HOURS,
    },
    Row {
        rule: "ENF-SEIZE-30",
        scenes: THIRTY_DAYS,
    },
    Row {
        rule: "ENF-FREEZE-30",
        scenes: THIRTY_DAYS,
    },
    Row {
        rule: "ENF-FREEZE-DOC-3",
        scenes: &[
            (NEW_YEAR, date(2026, 1, 5)),
            (SPRING, date(2026, 2, 25)),
            (OCTOBER, date(2026, 10, 10)),
            (UNKNOWN, date(2027, 1, 4)),
        ],
    },
    Row {
        rule: "ENF-SUBST-3",
        scenes: &[
            (date(2026, 1, 5), date(2025, 12, 29)),
            (date(2026, 2, 25), date(2026, 2, 12)),
            (date(2026, 10, 10), date(2026, 9, 29)),
            (date(2027, 1, 4), date(2026, 12, 29)),
        ],
    },
];

#[tokio::test]
async fn the_clocks_of_what_is_held_run_out_after_their_last_day() {
    let scene = Scene::open().await;
    plays(&scene, ROWS, begin).await;
}

async fn begin(scene: &Scene, (number, rule): (u128, &str), day: Date) -> MatterId {
    if rule == "ENF-SUBST-3" {
        planned(scene, number, day).await;
        return matter(number);
    }
    scene.investigated(&[number]).await;
    match rule {
        "PEN-EVD-URGENT" => urgent(scene, (number, day), "preservations", kept(number)).await,
        "ENF-EMERG-24H" => urgent(scene, (number, day), "measures", seized(number)).await,
        "PEN-EVD-PRESERVE" => {
            let kind = "preservations";
            scene.carried_out((number, day), kind, kept(number)).await;
        }
        "ENF-SEIZE-30" => {
            scene
                .carried_out((number, day), "measures", seized(number))
                .await;
        }
        _ => {
            scene
                .carried_out((number, day), "measures", frozen(number))
                .await;
        }
    }
    matter(number)
}

/// A thing that no other scene holds.
fn thing(number: u128) -> Value {
    json!([{
        "name": "白酒", "mark": format!("批号{number}"), "quantity": "1箱", "place": "仓库",
        "related": true,
    }])
}

fn seized(number: u128) -> Value {
    let mut body = seizure();
    body["items"] = thing(number);
    body
}

fn kept(number: u128) -> Value {
    let mut body = preservation();
    body["items"] = thing(number);
    body
}

fn frozen(number: u128) -> Value {
    json!({
        "kind": "freeze", "reasons": "当事人正在转移资金", "basis": provision(),
        "involved_fen": 500_000,
        "items": [{
            "name": "存款", "mark": format!("账号{number}"), "quantity": "1个账户",
            "place": "某银行铜陵分行", "value_fen": 500_000, "related": true,
        }],
    })
}

async fn urgent(scene: &Scene, (number, day): (u128, Date), kind: &str, body: Value) {
    let path = scene.begun(number, kind, body).await;
    scene
        .gets(
            &handler(),
            &format!("{path}/execution"),
            executed_urgently(day),
        )
        .await;
}

/// Decided three weeks before the day on which it is done.
async fn planned(scene: &Scene, number: u128, day: Date) {
    let decided_on = day.saturating_sub(21.days());
    scene.stage.clock.set_local(decided_on, TEN);
    scene.investigated(&[number]).await;
    let body = json!({
        "obligation": "铜市监处罚〔2025〕9号", "hazard": "traffic",
        "demand": served("催告书1号", decided_on), "manner": "清除占道堆放的货物",
        "budget_fen": 200_000, "planned_on": day,
        "decision": served("代履行决定书1号", decided_on),
    });
    let path = format!("cases/{}/substitutes", case_id(number));
    scene.gets(&head(), &path, body).await;
}
