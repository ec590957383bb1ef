//! Substitute performance: the reminder, the hours, and who watches.

use jiff::civil::{DateTime, Time, date};
use kernel::{Fen, timestamp_at};
use penalty_domain::proceeding::Proceeding as _;
use penalty_domain::proceeding::SubstituteId;
use penalty_domain::substitute::{
    Hazard, NightHours, Substitute, SubstituteCommand, SubstituteDraft, SubstituteStatus, Work,
};
use uuid::Uuid;

use crate::beside::*;
use crate::story::{LEAD, handler, head, system};

const REMIND: &str = "ENF-SUBST-3";

fn draft(planned_on: jiff::civil::Date) -> SubstituteDraft {
    SubstituteDraft {
        id: SubstituteId::from(Uuid::from_u128(900)),
        obligation: "铜城管责改〔2026〕7号".to_owned(),
        hazard: Hazard::Traffic,
        demand: told("催告书", date(2026, 2, 10)),
        manner: "清除占道堆放的建筑垃圾".to_owned(),
        performer: Some("清运公司".to_owned()),
        disinterested: true,
        budget: Fen::from_yuan(3_000),
        planned_on,
        decision: told("代履行决定书", date(2026, 2, 25)),
    }
}

fn decided(planned_on: jiff::civil::Date) -> Beside<Substitute> {
    let mut story = Beside::new();
    let decide = SubstituteCommand::Decide(Box::new(draft(planned_on)));
    story.does(&head(), decide).unwrap();
    story
}

fn reminds(day: jiff::civil::Date) -> SubstituteCommand {
    SubstituteCommand::Remind(told("代履行催告书", day))
}

fn work(at: DateTime) -> Work {
    Work {
        at: timestamp_at(at),
        urgency: None,
        supervisors: vec![officer(LEAD)],
        record: "执行文书1号".to_owned(),
        signed: true,
        cuts_supply: false,
        cost: Fen::from_yuan(2_800),
    }
}

fn performs(work: Work) -> SubstituteCommand {
    SubstituteCommand::Perform(Box::new(work))
}

fn rings(story: &mut Beside<Substitute>) -> usize {
    let rung = SubstituteCommand::RunOut {
        rule: REMIND.to_owned(),
    };
    story.does(&system(), rung).unwrap().len()
}

#[test]
fn three_full_working_days_lie_between_reminder_and_performance() {
    // decided on 2 March for this day, last day to remind, itself a day off or not: over a weekend, a
    // make-up Saturday, the May holiday, National Day
    for (planned_on, last) in [
        (date(2026, 3, 12), date(2026, 3, 8)),
        (date(2026, 5, 11), date(2026, 5, 6)),
        (date(2026, 5, 6), date(2026, 4, 27)),
        (date(2026, 10, 12), date(2026, 10, 7)),
    ] {
        let mut story = decided(planned_on);
        assert_eq!(story.last_day(REMIND), Some(last), "{planned_on}");
        story.on(last);
        assert_eq!(rings(&mut story), 0);
        let mut reminded = story.clone();
        reminded.does(&handler(), reminds(last)).unwrap();
        assert_eq!(reminded.last_day(REMIND), None);
        story.on(last.tomorrow().unwrap());
        assert_eq!(rings(&mut story), 1);
        assert_eq!(rings(&mut story), 0, "once");
        let late = reminds(story.today());
        assert_eq!(story.refuses(&handler(), late), "reminder-too-late");
        let again = SubstituteCommand::Replan {
            planned_on: date(2026, 12, 15),
        };
        story.does(&head(), again).unwrap();
        assert_eq!(story.last_day(REMIND), Some(date(2026, 12, 9)));
        assert!(story.state.overdue().is_empty());
    }
}

#[test]
fn nothing_is_enforced_by_night_or_on_a_day_off_unless_it_is_urgent() {
    let mut story = decided(date(2026, 3, 12));
    story.on(date(2026, 3, 6));
    story.does(&handler(), reminds(date(2026, 3, 6))).unwrap();
    assert_eq!(
        story.refuses(&handler(), performs(work(date(2026, 3, 6).at(9, 0, 0, 0)))),
        "before-the-planned-day"
    );
    story.on(date(2026, 4, 10));
    for at in [
        date(2026, 3, 12).at(22, 0, 0, 0),
        date(2026, 3, 13).at(5, 59, 59, 0),
        date(2026, 3, 14).at(10, 0, 0, 0),
        date(2026, 4, 5).at(10, 0, 0, 0),
    ] {
        assert_eq!(
            story.refuses(&handler(), performs(work(at))),
            "night-or-holiday",
            "{at}"
        );
        let mut urgent = work(at);
        urgent.urgency = Some("堵塞消防通道".to_owned());
        story.clone().does(&handler(), performs(urgent)).unwrap();
    }
    story
        .does(&handler(), performs(work(date(2026, 3, 12).at(6, 0, 0, 0))))
        .unwrap();
    assert_eq!(story.state.status(), SubstituteStatus::Performed);
}

#[test]
fn dwellings_keep_their_supply_and_somebody_watches() {
    let mut story = decided(date(2026, 3, 12));
    story.does(&handler(), reminds(date(2026, 3, 2))).unwrap();
    story.on(date(2026, 3, 12));
    let at = date(2026, 3, 12).at(9, 0, 0, 0);
    let mut cutting = work(at);
    cutting.cuts_supply = true;
    assert_eq!(
        story.refuses(&handler(), performs(cutting)),
        "supply-of-dwelling-cut"
    );
    let mut alone = work(at);
    alone.supervisors.clear();
    let mut unsigned = work(at);
    unsigned.signed = false;
    for unsupervised in [alone, unsigned] {
        assert_eq!(
            story.refuses(&handler(), performs(unsupervised)),
            "not-supervised"
        );
    }
    story.does(&handler(), performs(work(at))).unwrap();
}

#[test]
fn a_decision_says_what_is_done_by_whom_and_comes_after_a_demand() {
    let refused = |change: fn(&mut SubstituteDraft)| {
        let mut draft = draft(date(2026, 3, 12));
        change(&mut draft);
        let decide = SubstituteCommand::Decide(Box::new(draft));
        Beside::<Substitute>::new().refuses(&head(), decide)
    };
    assert_eq!(refused(|draft| draft.manner.clear()), "decision-incomplete");
    assert_eq!(
        refused(|draft| draft.disinterested = false),
        "performer-interested"
    );
    assert_eq!(
        refused(|draft| draft.demand.proof.clear()),
        "notice-without-proof"
    );
    assert_eq!(
        refused(|draft| draft.demand.told_on = date(2026, 2, 26)),
        "demand-missing"
    );
    assert_eq!(
        refused(|draft| draft.planned_on = date(2026, 3, 4)),
        "reminder-too-late"
    );
}

#[test]
fn what_the_party_does_itself_stops_the_performance() {
    let mut story = decided(date(2026, 3, 12));
    let stop = |document: &str| SubstituteCommand::Stop {
        document: document.to_owned(),
    };
    assert_eq!(story.refuses(&handler(), stop("")), "proof-missing");
    story.does(&handler(), stop("现场检查笔录9号")).unwrap();
    assert_eq!(story.state.status(), SubstituteStatus::Stopped);
    story.on(date(2026, 3, 9));
    assert_eq!(rings(&mut story), 0);
    let stored = serde_json::to_value(&story.state).unwrap();
    assert_eq!(
        serde_json::from_value::<Substitute>(stored).unwrap(),
        story.state
    );
}

#[test]
fn a_night_may_go_over_midnight_or_not() {
    let hours = |from, to| NightHours {
        from: Time::constant(from, 0, 0, 0),
        to: Time::constant(to, 0, 0, 0),
    };
    let at = |hour| Time::constant(hour, 30, 0, 0);
    assert!(hours(22, 6).contains(at(23)) && hours(22, 6).contains(at(5)));
    assert!(!hours(22, 6).contains(at(6)) && !hours(22, 6).contains(at(21)));
    assert!(hours(0, 6).contains(at(3)) && !hours(0, 6).contains(at(23)));
}
