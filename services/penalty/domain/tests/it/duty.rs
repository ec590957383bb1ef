//! A duty that the agency is asked to perform: two months, then the way to the court.

use jiff::civil::{Date, date};
use penalty_domain::procedure::Clocked as _;
use penalty_domain::remedy::{
    DUTY, DutyEvent, DutyStage, DutyStep, Procedure, Remedy, RemedyCommand, RemedyEvent,
};

use crate::desk::*;
use crate::remedies::{Desk, SERVED};

const ASKED: Date = date(2026, 8, 10);

fn asked(on: Date) -> RemedyCommand {
    RemedyCommand::Duty(DutyStep::Request {
        what: "退还已解除扣押的货物".to_owned(),
        on,
    })
}

fn performed(on: Date) -> RemedyCommand {
    RemedyCommand::Duty(DutyStep::Perform {
        on,
        document: "退还清单1号".to_owned(),
    })
}

fn sued(filed_on: Date, urgent: bool) -> RemedyCommand {
    RemedyCommand::Duty(DutyStep::Sue {
        court: "铜官区人民法院".to_owned(),
        filed_on,
        urgent,
    })
}

fn ended(on: Date) -> RemedyCommand {
    RemedyCommand::Duty(DutyStep::EndSuit {
        on,
        document: "判决书1号".to_owned(),
    })
}

fn desk() -> Desk {
    let mut desk = Desk::served(Procedure::Ordinary, SERVED);
    desk.on(ASKED).does(asked(ASKED)).unwrap();
    desk
}

fn stage(remedy: &Remedy) -> &DutyStage {
    &remedy.dossier().unwrap().duty.as_ref().unwrap().stage
}

#[test]
fn silence_for_two_months_is_noted_once_and_opens_six_months_for_a_suit() {
    let mut desk = desk();
    assert_eq!(due_of(&desk.remedy, DUTY).0, date(2026, 10, 10));
    desk.on(date(2026, 10, 10));
    assert_eq!(code_of(desk.does(sued(desk.day, false))), "duty-time-runs");
    assert_eq!(desk.runs_out(DUTY), []);
    desk.on(date(2026, 10, 11));
    let noted = desk.runs_out(DUTY);
    let [RemedyEvent::Duty(DutyEvent::Omitted { suit, .. })] = noted.as_slice() else {
        panic!("{noted:?}")
    };
    assert_eq!(suit.raw, date(2027, 4, 10));
    assert_eq!(desk.runs_out(DUTY), [], "once");
    assert!(desk.remedy.missed(DUTY));
    desk.on(date(2027, 4, 12))
        .does(sued(date(2027, 4, 12), false))
        .unwrap();
    let DutyStage::Suing { timeliness, .. } = stage(&desk.remedy) else {
        panic!("a court has it")
    };
    // the tenth of April 2027 is a Saturday: the party has until Monday
    assert!(timeliness.in_time);
    desk.does(ended(desk.day)).unwrap();
    assert!(matches!(stage(&desk.remedy), DutyStage::Judged { .. }));
}

#[test]
fn a_duty_performed_in_time_stops_the_clock_and_leaves_nothing_to_sue_over() {
    let mut desk = desk();
    desk.on(date(2026, 10, 9))
        .does(performed(date(2026, 10, 9)))
        .unwrap();
    assert!(desk.remedy.clock(DUTY).is_none());
    desk.on(date(2026, 12, 1));
    assert_eq!(desk.runs_out(DUTY), []);
    assert_eq!(code_of(desk.does(sued(desk.day, true))), "wrong-state");
    desk.does(asked(desk.day)).unwrap();
    assert!(desk.remedy.clock(DUTY).is_some(), "another duty");
}

#[test]
fn in_an_urgent_matter_nobody_waits_and_a_second_request_waits_for_the_first() {
    let mut desk = desk();
    assert_eq!(code_of(desk.does(asked(ASKED))), "wrong-state");
    desk.does(sued(ASKED, true)).unwrap();
    assert!(desk.remedy.clock(DUTY).is_none());
    assert_eq!(code_of(desk.does(performed(ASKED))), "wrong-state");
}

#[test]
fn the_duty_runs_beside_the_challenge_of_the_decision() {
    let mut desk = Desk::accepted();
    desk.does(asked(SERVED)).unwrap();
    assert_eq!(desk.remedy.status(), "accepted");
    let json = serde_json::to_string(&desk.remedy).unwrap();
    assert_eq!(serde_json::from_str::<Remedy>(&json).unwrap(), desk.remedy);
}
