//! While a body or a court has the decision the surcharge stands still.

use jiff::civil::date;
use kernel::Decider as _;
use penalty_domain::payment::{Standstill, StopGround};
use penalty_domain::remedy::{
    Applicant, Late, Outcome, Procedure, RemedyCommand, RemedyRules, SuitDraft, standstill,
};

use crate::remedies::{Desk, SERVED, accept, apply, ruling, sue};

/// What `command` does to the surcharge.
fn changes(desk: &mut Desk, command: RemedyCommand) -> Vec<Standstill> {
    let before = desk.remedy.clone();
    let events = desk.does(command).unwrap();
    let mut state = before;
    let mut changes = Vec::new();
    for event in &events {
        changes.extend(standstill(&state, event));
        state = RemedyRules::evolve(state, event);
    }
    changes
}

fn begins(from: jiff::civil::Date, ground: StopGround) -> Vec<Standstill> {
    vec![Standstill::Begins { from, ground }]
}

fn ends(to: jiff::civil::Date, ground: StopGround) -> Vec<Standstill> {
    vec![Standstill::Ends { to, ground }]
}

#[test]
fn an_accepted_application_stops_it_from_the_day_of_filing_to_the_decision() {
    let mut desk = Desk::served(Procedure::Ordinary, SERVED);
    assert_eq!(
        changes(&mut desk, apply(SERVED, false, Late::default())),
        []
    );
    desk.on(date(2026, 8, 7));
    let accepted = changes(&mut desk, accept(date(2026, 8, 7)));
    assert_eq!(accepted, begins(SERVED, StopGround::Reconsideration));
    let day = date(2026, 9, 1);
    desk.on(day);
    let decided = RemedyCommand::Decide(ruling(Outcome::Upheld, None, day));
    assert_eq!(
        changes(&mut desk, decided),
        ends(day, StopGround::Reconsideration)
    );
}

#[test]
fn an_application_that_is_not_accepted_stops_nothing() {
    let mut desk = Desk::served(Procedure::Ordinary, SERVED);
    desk.does(apply(SERVED, false, Late::default())).unwrap();
    let declined = RemedyCommand::Decline {
        on: SERVED,
        document: "不予受理决定书".to_owned(),
    };
    assert_eq!(changes(&mut desk, declined), []);
}

#[test]
fn a_withdrawal_lets_it_go_on() {
    let mut desk = Desk::accepted();
    let withdrawn = RemedyCommand::Withdraw { on: SERVED };
    assert_eq!(
        changes(&mut desk, withdrawn),
        ends(SERVED, StopGround::Reconsideration)
    );
}

#[test]
fn a_registered_suit_stops_it_from_the_day_of_suing_to_the_judgment() {
    let mut desk = Desk::served(Procedure::Ordinary, SERVED);
    assert_eq!(changes(&mut desk, sue(SERVED)), []);
    let day = date(2026, 8, 10);
    desk.on(day);
    let registered = RemedyCommand::RegisterSuit {
        on: day,
        registered: true,
    };
    assert_eq!(
        changes(&mut desk, registered),
        begins(SERVED, StopGround::Litigation)
    );
    let judged = RemedyCommand::Judge(ruling(Outcome::Upheld, None, day));
    assert_eq!(
        changes(&mut desk, judged),
        ends(day, StopGround::Litigation)
    );
}

#[test]
fn when_the_body_is_silent_and_the_party_sues_one_stop_follows_the_other() {
    let mut desk = Desk::accepted();
    let day = date(2026, 10, 12);
    desk.on(day);
    assert_eq!(
        changes(&mut desk, sue(day)),
        ends(day, StopGround::Reconsideration)
    );
}

#[test]
fn somebody_else_does_not_stop_what_the_party_owes() {
    let mut desk = Desk::served(Procedure::Ordinary, SERVED);
    let suit = SuitDraft {
        by: Applicant::InterestedPerson,
        court: "铜官区人民法院".to_owned(),
        filed_on: SERVED,
        late: Late::default(),
    };
    desk.does(RemedyCommand::FileSuit(suit)).unwrap();
    let registered = RemedyCommand::RegisterSuit {
        on: SERVED,
        registered: true,
    };
    assert_eq!(changes(&mut desk, registered), []);
}
