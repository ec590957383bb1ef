//! The timeline of a matter: its steps in order, and which of its clocks still run.
//!
//! Pure. Both answers depend on the set of steps only.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{MatterId, Region};
use law::Kind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// One step of a matter: what its event says, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Step {
    pub(crate) event_id: Uuid,
    pub(crate) matter_id: MatterId,
    pub(crate) region: Region,
    pub(crate) service: String,
    pub(crate) event_type: String,
    pub(crate) name: String,
    pub(crate) version: i32,
    pub(crate) aggregate_id: Uuid,
    pub(crate) aggregate_version: i64,
    pub(crate) occurred_at: Timestamp,
    pub(crate) legal_date: Date,
    pub(crate) articles: Vec<String>,
    pub(crate) dues_set: Vec<DueSet>,
    pub(crate) dues_met: Vec<String>,
    pub(crate) actor_post: String,
    pub(crate) trace_id: Option<String>,
}

/// A clock that a step started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct DueSet {
    /// Rule, for example PEN-DECIDE-90.
    pub(crate) rule_id: String,
    /// Day 0.
    #[schema(value_type = String, format = Date)]
    pub(crate) trigger: Date,
    /// Last day without roll-forward: binds the agency.
    #[schema(value_type = String, format = Date)]
    pub(crate) raw: Date,
    /// Last day rolled forward over holidays: protects a party.
    #[schema(value_type = String, format = Date)]
    pub(crate) effective: Date,
    /// Holidays of a year it crosses are not published yet.
    pub(crate) provisional: bool,
}

impl DueSet {
    /// The last day that counts: the party's is `effective`, everybody else's is `raw`. A rule that
    /// is not in the table is read strictly.
    pub(crate) fn last_day(&self) -> Date {
        match law::rule(&self.rule_id).map(|rule| rule.kind) {
            Ok(Kind::Party) => self.effective,
            Ok(Kind::Agency | Kind::Limit | Kind::Court) | Err(_) => self.raw,
        }
    }
}

/// A clock that still runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenDue {
    pub(crate) due: DueSet,
    /// The service that started it.
    pub(crate) service: String,
    /// The event that started it.
    pub(crate) event_id: Uuid,
}

/// What happened to one thing of one service.
type Thread<'a> = (&'a str, Uuid);

/// Puts steps in order: by time, but never against the versions of one aggregate, whose writers may
/// have had clocks that differ a little.
pub(crate) fn order(steps: Vec<Step>) -> Vec<Step> {
    let mut by_version: Vec<&Step> = steps.iter().collect();
    by_version.sort_unstable_by_key(|step| step.aggregate_version);
    let mut latest: HashMap<Thread<'_>, (Timestamp, Uuid)> = HashMap::new();
    let mut places: HashMap<Uuid, (Timestamp, Uuid, i64)> = HashMap::with_capacity(steps.len());
    for step in by_version {
        let own = (step.occurred_at, step.event_id);
        let place = latest
            .entry((&step.service, step.aggregate_id))
            .or_insert(own);
        *place = own.max(*place);
        places.insert(step.event_id, (place.0, place.1, step.aggregate_version));
    }
    let mut ordered = steps;
    ordered.sort_by_key(|step| places.get(&step.event_id).copied());
    ordered
}

/// The clocks that still run after `ordered`, the earliest last day first.
///
/// A clock belongs to the aggregate that started it, and starting it again replaces it. An aggregate
/// that has started a clock of a rule ends its own; one that never did ends those of the whole matter.
pub(crate) fn open_dues(ordered: &[Step]) -> Vec<OpenDue> {
    let mut open: BTreeMap<(&str, Thread<'_>), OpenDue> = BTreeMap::new();
    let mut started: HashSet<(&str, Thread<'_>)> = HashSet::new();
    for step in ordered {
        let thread: Thread<'_> = (&step.service, step.aggregate_id);
        for rule in &step.dues_met {
            let rule = rule.as_str();
            if started.contains(&(rule, thread)) {
                open.remove(&(rule, thread));
            } else {
                open.retain(|(running, _), _| *running != rule);
            }
        }
        for due in &step.dues_set {
            let key = (due.rule_id.as_str(), thread);
            started.insert(key);
            let running = OpenDue {
                due: due.clone(),
                service: step.service.clone(),
                event_id: step.event_id,
            };
            open.insert(key, running);
        }
    }
    let mut dues: Vec<OpenDue> = open.into_values().collect();
    dues.sort_by(|one, other| key(one).cmp(&key(other)));
    dues
}

fn key(open: &OpenDue) -> (Date, Date, &str, Uuid) {
    (
        open.due.raw,
        open.due.effective,
        &open.due.rule_id,
        open.event_id,
    )
}

/// The traces of the steps, in the order of their first step.
pub(crate) fn trace_ids(ordered: &[Step]) -> Vec<String> {
    let mut seen = HashSet::new();
    ordered
        .iter()
        .filter_map(|step| step.trace_id.as_ref())
        .filter(|trace| seen.insert(trace.as_str()))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn step(number: u128, aggregate: u128, version: i64, minute: i64) -> Step {
        let began: Timestamp = "2026-02-10T01:00:00Z".parse().unwrap();
        Step {
            event_id: Uuid::from_u128(number),
            matter_id: MatterId::from(Uuid::from_u128(9)),
            region: "340705".parse().unwrap(),
            service: "penalty".to_owned(),
            event_type: "mingjing.penalty.v1.Step".to_owned(),
            name: "Step".to_owned(),
            version: 1,
            aggregate_id: Uuid::from_u128(aggregate),
            aggregate_version: version,
            occurred_at: began + SignedDuration::from_mins(minute),
            legal_date: date(2026, 2, 10),
            articles: Vec::new(),
            dues_set: Vec::new(),
            dues_met: Vec::new(),
            actor_post: "System".to_owned(),
            trace_id: None,
        }
    }

    fn starts(mut step: Step, rule: &str, raw: Date) -> Step {
        let trigger = date(2026, 2, 10);
        let rule_id = rule.to_owned();
        step.dues_set.push(DueSet {
            rule_id,
            trigger,
            raw,
            effective: raw,
            provisional: false,
        });
        step
    }

    fn ends(mut step: Step, rule: &str) -> Step {
        step.dues_met.push(rule.to_owned());
        step
    }

    fn open(steps: Vec<Step>) -> Vec<(String, Date)> {
        let dues = open_dues(&order(steps));
        dues.into_iter()
            .map(|open| (open.due.rule_id, open.due.raw))
            .collect()
    }

    #[test]
    fn a_clock_runs_until_a_later_step_ends_it() {
        let started = starts(step(1, 1, 1, 0), "PEN-DECIDE-90", date(2026, 5, 11));
        let ended = ends(step(2, 1, 2, 5), "PEN-DECIDE-90");
        assert_eq!(open(vec![started.clone()]).len(), 1);
        assert!(open(vec![ended, started]).is_empty());
    }

    #[test]
    fn a_clock_that_is_started_again_runs_to_its_new_day() {
        let first = starts(step(1, 1, 1, 0), "INT-SAMR-VERIFY", date(2026, 3, 9));
        let extended = ends(
            starts(step(2, 1, 2, 5), "INT-SAMR-VERIFY", date(2026, 3, 30)),
            "INT-SAMR-VERIFY",
        );
        let expected = vec![("INT-SAMR-VERIFY".to_owned(), date(2026, 3, 30))];
        assert_eq!(open(vec![extended, first]), expected);
    }

    #[test]
    fn one_aggregate_does_not_end_the_clock_of_another_that_has_its_own() {
        let one = starts(step(1, 1, 1, 0), "EVD-HOLD-7", date(2026, 2, 17));
        let two = starts(step(2, 2, 1, 1), "EVD-HOLD-7", date(2026, 2, 18));
        let released = ends(step(3, 1, 2, 2), "EVD-HOLD-7");
        let rest = open(vec![one.clone(), two.clone(), released]);
        assert_eq!(rest, [("EVD-HOLD-7".to_owned(), date(2026, 2, 18))]);
        let by_another_service = ends(step(4, 3, 1, 3), "EVD-HOLD-7");
        assert!(open(vec![one, two, by_another_service]).is_empty());
    }

    #[test]
    fn open_clocks_stand_by_their_raw_day() {
        let late = starts(step(1, 1, 1, 0), "A", date(2026, 5, 1));
        let early = starts(step(2, 2, 1, 9), "B", date(2026, 3, 1));
        let rules: Vec<String> = open(vec![late, early])
            .into_iter()
            .map(|due| due.0)
            .collect();
        assert_eq!(rules, ["B", "A"]);
    }

    #[test]
    fn a_party_has_until_the_day_rolled_forward_and_an_agency_until_the_raw_one() {
        let due = |rule: &str| DueSet {
            rule_id: rule.to_owned(),
            trigger: date(2026, 2, 1),
            raw: date(2026, 2, 16),
            effective: date(2026, 2, 24),
            provisional: false,
        };
        assert_eq!(due("PEN-PAY-15").last_day(), date(2026, 2, 24));
        assert_eq!(due("INT-SAMR-VERIFY").last_day(), date(2026, 2, 16));
        assert_eq!(due("NO-SUCH-RULE").last_day(), date(2026, 2, 16));
    }

    #[test]
    fn versions_of_one_aggregate_keep_their_order_when_clocks_differ() {
        let second_writer_was_behind = vec![step(8, 1, 2, -3), step(9, 1, 1, 0), step(7, 2, 1, -1)];
        let ids: Vec<u128> = order(second_writer_was_behind)
            .iter()
            .map(|step| step.event_id.as_u128())
            .collect();
        assert_eq!(ids, [7, 9, 8]);
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let one = (0_u128..4, -5_i64..5, 0_usize..3, 0_usize..3);
        proptest::collection::vec(one, 1..25).prop_map(|rows| {
            let mut versions: HashMap<u128, i64> = HashMap::new();
            let mut made = Vec::new();
            for (number, (aggregate, minute, set, met)) in (1_u128..).zip(rows) {
                let version = versions.entry(aggregate).or_insert(0);
                *version += 1;
                let mut next = step(number, aggregate, *version, minute);
                if let Some(rule) = ["A", "B"].get(set) {
                    next = starts(next, rule, date(2026, 3, 1));
                }
                if let Some(rule) = ["A", "B"].get(met) {
                    next = ends(next, rule);
                }
                made.push(next);
            }
            made
        })
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_changes_nothing(
            (told, arrived) in steps().prop_flat_map(|told| {
                let arrived = Just(told.clone()).prop_shuffle();
                (Just(told), arrived)
            })
        ) {
            let (one, other) = (order(told), order(arrived));
            prop_assert_eq!(&one, &other);
            prop_assert_eq!(open_dues(&one), open_dues(&other));
            let mut last: HashMap<Uuid, i64> = HashMap::new();
            for step in &one {
                let before = last.insert(step.aggregate_id, step.aggregate_version).unwrap_or(0);
                prop_assert_eq!(before + 1, step.aggregate_version);
            }
        }
    }
}
