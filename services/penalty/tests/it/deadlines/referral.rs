//! The clocks of a referral to the police. Their instrument says days without saying which: calendar
//! days are counted, the stricter reading for an agency.

use jiff::civil::{Date, date};
use kernel::MatterId;
use serde_json::json;

use super::{NEW_YEAR, OCTOBER, Row, SPRING, plays};
use crate::desk::*;
use crate::scene::*;

const THREE_DAYS: &[(Date, Date)] = &[
    (NEW_YEAR, date(2026, 1, 2)),
    (SPRING, date(2026, 2, 16)),
    (OCTOBER, date(2026, 10, 3)),
];

pub(super) const ROWS: &[Row] = &[
    Row {
        rule: "CRM-APPROVE-3",
        scenes: THREE_DAYS,
    },
    Row {
        rule: "CRM-TRANSFER-24H",
        scenes: &[
            (date(2025, 12, 31), date(2026, 1, 1)),
            (date(2026, 2, 14), date(2026, 2, 15)),
            (OCTOBER, date(2026, 10, 1)),
        ],
    },
    Row {
        rule: "CRM-POLICE-3",
        scenes: THREE_DAYS,
    },
    Row {
        rule: "CRM-OBJECT-3",
        scenes: THREE_DAYS,
    },
    Row {
        rule: "CRM-HANDOVER-3",
        scenes: THREE_DAYS,
    },
];

/// The clock that runs while a referral is in a state.
pub(super) fn rule_in(status: &str) -> Option<&'static str> {
    Some(match status {
        "reported" => "CRM-APPROVE-3",
        "approved" => "CRM-TRANSFER-24H",
        "transferred" => "CRM-POLICE-3",
        "declined" => "CRM-OBJECT-3",
        "accepted" => "CRM-HANDOVER-3",
        _ => return None,
    })
}

#[tokio::test]
async fn the_clocks_of_a_referral_run_out_after_their_last_day() {
    let scene = Scene::open().await;
    plays(&scene, ROWS, begin).await;
}

async fn begin(scene: &Scene, (number, rule): (u128, &str), day: Date) -> MatterId {
    scene.investigated(&[number]).await;
    let path = scene.refers(number).await;
    let police = match rule {
        "CRM-HANDOVER-3" => "record-police-filing",
        _ => "record-police-decline",
    };
    let (officer, chief) = (handler(), head());
    let way = [
        (&officer, json!({"step": "report", "content": "检出罂粟碱"})),
        (&chief, json!({"step": "approve"})),
        (&officer, transfer()),
        (
            &officer,
            json!({"step": police, "on": day, "notice": "公安机关通知书"}),
        ),
    ];
    let steps = match rule {
        "CRM-APPROVE-3" => 1,
        "CRM-TRANSFER-24H" => 2,
        "CRM-POLICE-3" => 3,
        _ => 4,
    };
    for (actor, body) in way.into_iter().take(steps) {
        scene.steps(actor, &path, body).await;
    }
    matter(number)
}
