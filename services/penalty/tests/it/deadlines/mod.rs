//! Every deadline of the areas penalty, coercion, remedy and criminal-transfer runs out in a scene:
//! across a holiday, a worked weekend day and the end of the year. What starts a clock is done through
//! the API on the first day; nothing is noted up to the last second of its last day, and once after it.
//!
//! The last days are written by hand, by the notices of the State Council's office for 2025 and 2026.
//! The holidays of 2027 are not published: what ends there is provisional, and Monday to Friday count.

mod case;
mod coercion;
mod court;
mod gates;
mod hearing;
mod referral;
mod remedy;
mod spot;

use std::collections::BTreeMap;

use contracts::penalty::v1::{
    AnnouncementEnded, DutyOverdue, EnforcementFinished, EnforcementOverdue, MeasureDutyOverdue,
    MeasureExpired, PaymentOverdue, PreservationDutyOverdue, PreservationLapsed,
    ReferralProgressed, RemedyProgressed, SubstituteReminderMissed,
};
use contracts::{AnyEvent, Event as _, common::v1::Due, decode};
use jiff::civil::{Date, Time, date};
use jiff::{SignedDuration, Timestamp};
use kernel::{MatterId, end_of_day, timestamp_at};
use law::{Calendar, Kind, Rule, Unit, Working};
use prost::Message as _;

use crate::scene::*;

/// A Tuesday. From 1 to 3 January is holiday, and Sunday the 4th is worked.
const NEW_YEAR: Date = date(2025, 12, 30);
/// A Friday. Saturday the 14th is worked, and from 15 to 23 February is holiday.
const SPRING: Date = date(2026, 2, 13);
/// A Wednesday. From 1 to 7 October is holiday, and Saturday the 10th is worked.
const OCTOBER: Date = date(2026, 9, 30);
/// A Wednesday before a year whose holidays are not published.
const UNKNOWN: Date = date(2026, 12, 30);
/// When the people of these scenes act.
const TEN: Time = Time::constant(10, 0, 0, 0);
const SECOND_LONG: SignedDuration = SignedDuration::from_secs(1);

/// A deadline and its scenes: the day that starts it, and its last.
struct Row {
    rule: &'static str,
    scenes: &'static [(Date, Date)],
}

const AREAS: [&str; 4] = ["penalty", "coercion", "remedy", "criminal-transfer"];

fn rows() -> impl Iterator<Item = &'static Row> {
    [
        case::ROWS,
        coercion::ROWS,
        court::ROWS,
        gates::ROWS,
        hearing::ROWS,
        referral::ROWS,
        remedy::ROWS,
        spot::ROWS,
    ]
    .into_iter()
    .flatten()
}

#[test]
fn every_deadline_of_these_areas_has_its_scenes() {
    let mut played: BTreeMap<&str, u32> = BTreeMap::new();
    for rule in rows().map(|row| row.rule) {
        *played.entry(rule).or_default() += 1;
    }
    for rule in law::rules() {
        let times = played.remove(rule.id.as_str()).unwrap_or_default();
        let wanted = u32::from(AREAS.contains(&rule.area.as_str()));
        assert_eq!(times, wanted, "{}", rule.id);
    }
    assert!(played.is_empty(), "no such rule: {played:?}");
}

#[test]
fn the_scenes_of_every_deadline_cross_a_holiday_a_worked_weekend_and_the_end_of_a_year() {
    for row in rows() {
        let days: Vec<(Date, Working<'_>)> =
            row.scenes.iter().flat_map(|scene| span(*scene)).collect();
        let any = |is: fn(&(Date, Working<'_>)) -> bool| days.iter().any(is);
        assert!(
            any(|(_, day)| matches!(day, Working::Holiday(_))),
            "{}",
            row.rule
        );
        assert!(
            any(|(_, day)| *day == Working::MakeupWorkday),
            "{}",
            row.rule
        );
        let ends = row
            .scenes
            .iter()
            .any(|(from, last)| from.year() != last.year());
        assert!(ends, "{} crosses no end of a year", row.rule);
        let working_days = law::rule(row.rule).unwrap().unit() == Some(Unit::WorkingDays);
        let unknown = row.scenes.iter().any(|scene| is_provisional(*scene));
        assert!(
            unknown || !working_days,
            "{} ends in no year without holidays",
            row.rule
        );
    }
}

/// The days from the earlier to the later one of a scene, as far as the calendar knows them.
fn span((from, last): (Date, Date)) -> impl Iterator<Item = (Date, Working<'static>)> {
    let calendar = Calendar::embedded();
    let end = from.max(last);
    let days = std::iter::successors(Some(from.min(last)), move |day| {
        day.tomorrow().ok().filter(|next| *next <= end)
    });
    days.filter_map(|day| Some((day, calendar.is_working_day(day).ok()?)))
}

fn is_provisional((from, last): (Date, Date)) -> bool {
    from.max(last).year() > Calendar::embedded().last_published_year()
}

/// Cases of one scene after another, each with a number of its own.
struct Numbers(u128);

impl Numbers {
    fn next(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

/// Plays every scene of `rows`. `begin` starts the clock of a rule on a day and names its matter.
async fn plays(
    scene: &Scene,
    rows: &[Row],
    begin: impl AsyncFn(&Scene, (u128, &str), Date) -> MatterId,
) {
    let mut numbers = Numbers(100);
    for row in rows {
        for (from, last) in row.scenes {
            scene.stage.clock.set_local(*from, TEN);
            let number = numbers.next();
            let matter = begin(scene, (number, row.rule), *from).await;
            fires(scene, (row.rule, matter), (*from, *last)).await;
        }
    }
}

/// The clock of `rule` in `matter` ends with `last`, is not noted before, and once after it.
async fn fires(scene: &Scene, (id, matter): (&str, MatterId), (from, last): (Date, Date)) {
    let rule = law::rule(id).unwrap();
    let due = started(scene, (id, matter)).await;
    let ends = match rule.kind {
        Kind::Party => &due.effective,
        Kind::Agency | Kind::Limit | Kind::Court => &due.raw,
    };
    assert_eq!(*ends, last.to_string(), "{id} from {from}: {due:?}");
    assert_eq!(
        due.provisional,
        is_provisional((from, last)),
        "{id}: {due:?}"
    );
    let over = end_of(rule, (from, last));
    scene.stage.clock.set(over - SECOND_LONG);
    scene.stage.clocks_at_rest().await.unwrap();
    assert_eq!(
        noted(scene, (id, matter)).await,
        0,
        "{id} is early, before {over}"
    );
    for day in 0..2 {
        scene
            .stage
            .clock
            .set(over + SignedDuration::from_hours(24 * day));
        scene.stage.clocks_at_rest().await.unwrap();
        assert_eq!(
            noted(scene, (id, matter)).await,
            1,
            "{id} from {from}, over at {over}"
        );
    }
}

fn end_of(rule: &Rule, (from, last): (Date, Date)) -> Timestamp {
    if rule.unit() == Some(Unit::Hours) {
        let hours = rule.length.unwrap().n;
        timestamp_at(from.to_datetime(TEN)) + SignedDuration::from_hours(hours.into())
    } else {
        end_of_day(last)
    }
}

/// Type and body of every event of a matter, oldest first.
async fn told(scene: &Scene, matter: MatterId) -> Vec<(String, Vec<u8>)> {
    let select =
        "select event_type, payload from penalty.ledger where matter_id = $1 order by position";
    let rows = sqlx::query_as(select).bind(matter.uuid());
    rows.fetch_all(scene.stage.database.pool()).await.unwrap()
}

/// The clock of `rule` as it was told last.
async fn started(scene: &Scene, (rule, matter): (&str, MatterId)) -> Due {
    let told = told(scene, matter).await;
    let basis = told
        .iter()
        .filter_map(|(_, payload)| AnyEvent::decode(payload.as_slice()).unwrap().basis);
    let mut set = basis.flat_map(|basis| basis.dues_set);
    let due = set.rfind(|due| due.rule_id == rule);
    due.unwrap_or_else(|| panic!("the clock of {rule} was not started"))
}

/// How often it was noted that the clock of `rule` ran out.
async fn noted(scene: &Scene, (rule, matter): (&str, MatterId)) -> usize {
    let told = told(scene, matter).await;
    told.iter()
        .filter(|(kind, body)| notes(kind, body, rule))
        .count()
}

/// Whether an event says that the clock of `rule` ran out.
fn notes(kind: &str, body: &[u8], rule: &str) -> bool {
    macro_rules! naming_it {
        ($($event:ty),+) => {
            $(if kind == <$event>::TYPE {
                return decode::<$event>(body).unwrap().rule_id == rule;
            })+
        };
    }
    naming_it!(
        DutyOverdue,
        PaymentOverdue,
        EnforcementOverdue,
        MeasureExpired,
        MeasureDutyOverdue,
        PreservationLapsed,
        PreservationDutyOverdue,
        SubstituteReminderMissed
    );
    match rule {
        "SVC-ANNOUNCE" => kind == AnnouncementEnded::TYPE,
        "ENF-SUSPEND-3Y" => {
            kind == EnforcementFinished::TYPE
                && decode::<EnforcementFinished>(body).unwrap().outcome == "lapsed"
        }
        _ if kind == ReferralProgressed::TYPE => {
            let event: ReferralProgressed = decode(body).unwrap();
            event.step == "overdue" && referral::rule_in(&event.status) == Some(rule)
        }
        _ if kind == RemedyProgressed::TYPE => remedy::notes(&decode(body).unwrap(), rule),
        _ => false,
    }
}
