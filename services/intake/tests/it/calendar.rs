//! The holidays of a year arrive while the service runs.

use contracts::common::v1::Due;
use contracts::intake::v1::ClueRegistered;
use intake::IntakeService;
use jiff::civil::date;
use kernel::Post;
use ledger::{NewReference, ReferenceKind};
use serde_json::json;
use stage::Stage;

use crate::TONGGUAN;

/// A holiday notice of 2027, made up: the first week of the year is off, the second Saturday is worked.
fn year_2027() -> NewReference {
    NewReference {
        kind: ReferenceKind::Holidays,
        key: "2027".to_owned(),
        body: json!({
            "holidays": {
                "2027-01-01": "元旦", "2027-01-04": "元旦", "2027-01-05": "元旦",
            },
            "makeup_workdays": ["2027-01-09"],
        }),
        source: "made up".to_owned(),
    }
}

/// The verification clock of a clue found on `day`.
async fn verify_by(stage: &Stage, day: &str) -> Due {
    let before = stage.recorded::<ClueRegistered>().await.unwrap().len();
    let handler = stage.person(1, Post::Handler, TONGGUAN);
    let clue = json!({
        "region": TONGGUAN, "source": "inspection", "domain": "city-management",
        "discovered_on": day,
    });
    let reply = stage
        .post("/api/intake/v1/clues")
        .by(stage, &handler)
        .json(clue)
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status, 201, "{}", reply.body);
    let registered = stage.wait_recorded::<ClueRegistered>(before + 1).await;
    let basis = registered.unwrap().pop().unwrap().basis.unwrap();
    basis.dues_set.into_iter().next().unwrap()
}

#[tokio::test]
async fn a_due_date_across_the_year_end_is_provisional_until_the_year_is_loaded_and_then_definite()
{
    let stage = Stage::open(&IntakeService, date(2026, 12, 21))
        .await
        .unwrap();
    let before = verify_by(&stage, "2026-12-21").await;
    assert!(before.provisional, "{before:?}");
    assert_eq!(before.raw, "2027-01-11", "Monday to Friday are counted");

    stage.load(&[year_2027()]).await.unwrap();

    let after = verify_by(&stage, "2026-12-21").await;
    assert!(!after.provisional, "{after:?}");
    assert_eq!(
        after.raw, "2027-01-13",
        "three days off, one Saturday worked"
    );
}

#[tokio::test]
async fn a_due_date_past_the_last_loaded_year_is_provisional_again() {
    let stage = Stage::open(&IntakeService, date(2027, 12, 21))
        .await
        .unwrap();
    stage.load(&[year_2027()]).await.unwrap();
    let due = verify_by(&stage, "2027-12-21").await;
    assert!(due.provisional, "{due:?}");
}
