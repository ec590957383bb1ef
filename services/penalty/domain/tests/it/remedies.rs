//! Reconsideration and suits: periods, clocks, what each body may decide, and what follows.

use jiff::civil::{Date, date};
use kernel::{Actor, CaseId, Decider as _, DocumentNumber};
use law::Refusal;
use penalty_domain::case::{RevocationGround, RevocationKind};
use penalty_domain::procedure::Clocked as _;
use penalty_domain::remedy::{
    ACCEPT, ANSWER, Applicant, ApplicationDraft, DECIDE, FORWARD, Late, OPINION, Opening, Outcome,
    OverturnGround, Procedure, RECONSIDER, Remedy, RemedyCommand, RemedyEvent, RemedyRules, Ruling,
    SUE, SUE_AFTER, StayGround, SuitDraft,
};
use uuid::Uuid;

use crate::desk::*;
use crate::story::{collector, reviewer, system, yuan};

/// A Wednesday whose sixtieth day lies in the holidays of October.
pub(crate) const SERVED: Date = date(2026, 8, 5);

pub(crate) type Told = Result<Vec<RemedyEvent>, Refusal>;

pub(crate) struct Desk {
    pub(crate) remedy: Remedy,
    pub(crate) day: Date,
}

impl Desk {
    /// Opened against a decision served on `day`.
    pub(crate) fn served(procedure: Procedure, day: Date) -> Self {
        let mut desk = Self {
            remedy: Remedy::Unopened,
            day,
        };
        let opening = Opening {
            decision: CaseId::from(Uuid::from_u128(7)),
            procedure,
            number: DocumentNumber::new("铜市监处罚", 2026, 1).unwrap(),
            fine: yuan(500),
            served_on: day,
        };
        let open = RemedyCommand::Open(Box::new(opening));
        desk.does_as(&system(), open).unwrap();
        desk
    }

    pub(crate) fn does_as(&mut self, actor: &Actor, command: RemedyCommand) -> Told {
        let facts = moment(self.day, actor);
        let events = RemedyRules::decide(&self.remedy, command, &facts)?;
        self.remedy = after::<RemedyRules<'_>>(std::mem::take(&mut self.remedy), &events);
        Ok(events)
    }

    pub(crate) fn does(&mut self, command: RemedyCommand) -> Told {
        self.does_as(&reviewer(), command)
    }

    pub(crate) fn on(&mut self, day: Date) -> &mut Self {
        self.day = day;
        self
    }

    pub(crate) fn runs_out(&mut self, rule: &str) -> Vec<RemedyEvent> {
        let rule = rule.to_owned();
        let told = self.does_as(&system(), RemedyCommand::RunOut { rule });
        told.unwrap()
    }

    /// Whether an application filed now is in time.
    fn applies_in_time(&mut self, late: Late) -> bool {
        let filed = self.does(apply(self.day, false, late)).unwrap();
        let RemedyEvent::Applied { application, .. } = &filed[0] else {
            panic!("{filed:?}")
        };
        application.timeliness.in_time
    }

    /// Applied for and accepted on the day of service.
    pub(crate) fn accepted() -> Self {
        let mut desk = Self::served(Procedure::Ordinary, SERVED);
        desk.does(apply(SERVED, false, Late::default())).unwrap();
        desk.does(accept(SERVED)).unwrap();
        desk
    }

    /// Sued on the day of service, and registered.
    pub(crate) fn sued() -> Self {
        let mut desk = Self::served(Procedure::Ordinary, SERVED);
        desk.does(sue(SERVED)).unwrap();
        desk.does(RemedyCommand::RegisterSuit {
            on: SERVED,
            registered: true,
        })
        .unwrap();
        desk
    }
}

pub(crate) fn apply(filed_on: Date, via_agency: bool, late: Late) -> RemedyCommand {
    RemedyCommand::FileReconsideration(ApplicationDraft {
        by: Applicant::Party,
        body: "铜官区人民政府".to_owned(),
        filed_on,
        via_agency,
        late,
    })
}

pub(crate) fn accept(on: Date) -> RemedyCommand {
    RemedyCommand::Accept {
        on,
        simplified: false,
    }
}

pub(crate) fn sue(filed_on: Date) -> RemedyCommand {
    RemedyCommand::FileSuit(SuitDraft {
        by: Applicant::Party,
        court: "铜官区人民法院".to_owned(),
        filed_on,
        late: Late::default(),
    })
}

pub(crate) fn ruling(outcome: Outcome, ground: Option<OverturnGround>, day: Date) -> Ruling {
    Ruling {
        outcome,
        ground,
        remaining_fine: (outcome == Outcome::Changed).then(|| yuan(100)),
        document: "复议决定书1号".to_owned(),
        made_on: day,
        effective_on: day,
    }
}

pub(crate) fn paper() -> String {
    "文书".to_owned()
}

#[test]
fn the_time_to_apply_and_to_sue_rolls_over_the_holidays_for_the_party() {
    let desk = Desk::served(Procedure::Ordinary, SERVED);
    let apply = due_of(&desk.remedy, RECONSIDER);
    assert_eq!(apply, (date(2026, 10, 4), date(2026, 10, 8)));
    let april = Desk::served(Procedure::Ordinary, date(2026, 4, 1));
    let suit = due_of(&april.remedy, SUE);
    assert_eq!(suit, (date(2026, 10, 1), date(2026, 10, 8)));
}

#[test]
fn the_last_rolled_day_is_in_time_and_the_next_is_late_yet_recorded() {
    let last = date(2026, 10, 8);
    let mut desk = Desk::served(Procedure::Ordinary, SERVED);
    assert!(desk.on(last).applies_in_time(Late::default()));
    let mut desk = Desk::served(Procedure::Ordinary, SERVED);
    assert!(!desk.on(date(2026, 10, 9)).applies_in_time(Late::default()));
}

#[test]
fn an_obstacle_stops_the_time_and_missing_instruction_lengthens_it_to_a_year_at_most() {
    let obstacle = Late {
        obstacle: Some((date(2026, 9, 1), date(2026, 9, 30))),
        learnt_on: None,
    };
    let mut desk = Desk::served(Procedure::Ordinary, SERVED);
    assert!(desk.on(date(2026, 10, 20)).applies_in_time(obstacle));
    let learnt = |on| Late {
        obstacle: None,
        learnt_on: Some(on),
    };
    let mut desk = Desk::served(Procedure::Ordinary, date(2025, 8, 5));
    let in_time = desk
        .on(date(2026, 3, 1))
        .applies_in_time(learnt(date(2026, 2, 1)));
    assert!(in_time, "sixty days from when it learnt of them");
    let mut desk = Desk::served(Procedure::Ordinary, date(2025, 8, 5));
    let in_time = desk
        .on(date(2026, 8, 6))
        .applies_in_time(learnt(date(2026, 7, 1)));
    assert!(!in_time, "a year is the limit");
}

#[test]
fn both_periods_end_by_themselves_and_then_nothing_more_comes_in_time() {
    let mut desk = Desk::served(Procedure::Ordinary, SERVED);
    assert!(desk.on(date(2026, 10, 8)).runs_out(RECONSIDER).is_empty());
    let ended = desk.on(date(2026, 10, 9)).runs_out(RECONSIDER);
    assert!(matches!(ended[..], [RemedyEvent::PeriodEnded { .. }]));
    assert_eq!(desk.remedy.status(), "open", "a suit is still possible");
    desk.on(date(2027, 2, 20)).runs_out(SUE);
    assert_eq!(desk.remedy.status(), "final");
    let late = desk.does(apply(date(2027, 2, 20), false, Late::default()));
    assert!(
        late.is_ok(),
        "the body judges whether there was a just cause"
    );
}

#[test]
fn against_a_penalty_on_the_spot_reconsideration_comes_first() {
    let mut desk = Desk::served(Procedure::Spot, SERVED);
    assert!(desk.remedy.clock(SUE).is_none());
    assert_eq!(code_of(desk.does(sue(SERVED))), "reconsideration-first");
    desk.does(apply(SERVED, false, Late::default())).unwrap();
    assert_eq!(code_of(desk.does(sue(SERVED))), "reconsideration-first");
    desk.does(RemedyCommand::Decline {
        on: SERVED,
        document: paper(),
    })
    .unwrap();
    assert_eq!(due_of(&desk.remedy, SUE_AFTER).0, date(2026, 8, 20));
    assert!(desk.does(sue(SERVED)).is_ok());
}

#[test]
fn an_application_through_the_agency_is_forwarded_in_five_working_days() {
    let through = apply(SERVED, true, Late::default());
    let mut ordinary = Desk::served(Procedure::Ordinary, SERVED);
    assert_eq!(code_of(ordinary.does(through)), "not-through-the-agency");
    let mut desk = Desk::served(Procedure::Spot, date(2026, 4, 30));
    let through = apply(date(2026, 4, 30), true, Late::default());
    desk.does(through).unwrap();
    let due = due_of(&desk.remedy, FORWARD).0;
    assert_eq!(
        due,
        date(2026, 5, 11),
        "May Day off, Saturday the 9th worked"
    );
    let missed = desk.on(date(2026, 5, 12)).runs_out(FORWARD);
    assert!(matches!(missed[..], [RemedyEvent::Overdue { .. }]));
    let on = date(2026, 5, 12);
    desk.does(RemedyCommand::Forward { on }).unwrap();
    assert_eq!(due_of(&desk.remedy, ACCEPT).0, date(2026, 5, 19));
}

#[test]
fn silence_of_the_body_for_five_working_days_accepts_the_application() {
    let mut desk = Desk::served(Procedure::Ordinary, SERVED);
    desk.does(apply(SERVED, false, Late::default())).unwrap();
    let told = desk.on(date(2026, 8, 13)).runs_out(ACCEPT);
    assert!(matches!(
        told[..],
        [RemedyEvent::Accepted { deemed: true, .. }]
    ));
    assert_eq!(due_of(&desk.remedy, DECIDE).0, date(2026, 10, 11));
}

#[test]
fn the_agency_answers_in_ten_working_days_and_in_five_in_the_simplified_procedure() {
    let mut desk = Desk::accepted();
    let early = desk.does(RemedyCommand::Answer {
        on: SERVED,
        document: paper(),
    });
    assert_eq!(code_of(early), "wrong-state");
    desk.does(RemedyCommand::ReceiveCopy { on: SERVED })
        .unwrap();
    assert_eq!(due_of(&desk.remedy, ANSWER).0, date(2026, 8, 19));
    let missed = desk.on(date(2026, 8, 20)).runs_out(ANSWER);
    assert!(matches!(missed[..], [RemedyEvent::Overdue { .. }]));
    let unwritten = desk.does(RemedyCommand::Answer {
        on: SERVED,
        document: String::new(),
    });
    assert_eq!(code_of(unwritten), "content-missing");
    let mut simple = Desk::served(Procedure::Ordinary, SERVED);
    simple.does(apply(SERVED, false, Late::default())).unwrap();
    simple
        .does(RemedyCommand::Accept {
            on: SERVED,
            simplified: true,
        })
        .unwrap();
    simple
        .does(RemedyCommand::ReceiveCopy { on: SERVED })
        .unwrap();
    assert_eq!(due_of(&simple.remedy, ANSWER).0, date(2026, 8, 12));
    assert_eq!(due_of(&simple.remedy, DECIDE).0, date(2026, 9, 4));
}

#[test]
fn the_body_decides_in_sixty_days_and_may_add_thirty_once() {
    let mut desk = Desk::accepted();
    assert_eq!(due_of(&desk.remedy, DECIDE).0, date(2026, 10, 4));
    let extend = |days| RemedyCommand::Extend {
        days,
        document: paper(),
    };
    assert_eq!(code_of(desk.does(extend(31))), "extension-not-allowed");
    desk.does(extend(30)).unwrap();
    assert_eq!(due_of(&desk.remedy, DECIDE).0, date(2026, 11, 3));
    assert_eq!(code_of(desk.does(extend(1))), "wrong-state");
    let missed = desk.on(date(2026, 11, 4)).runs_out(DECIDE);
    assert!(matches!(missed[..], [RemedyEvent::Overdue { .. }]));
    assert!(
        desk.does(sue(date(2026, 11, 4))).is_ok(),
        "silence opens the court"
    );
}

#[test]
fn after_the_decision_fifteen_days_to_sue_begin() {
    let mut desk = Desk::accepted();
    let upheld = ruling(Outcome::Upheld, None, SERVED);
    desk.does(RemedyCommand::Decide(upheld)).unwrap();
    assert_eq!(due_of(&desk.remedy, SUE_AFTER).0, date(2026, 8, 20));
    desk.on(date(2026, 8, 21)).runs_out(SUE_AFTER);
    assert_eq!(desk.remedy.status(), "final");
}

#[test]
fn an_opinion_of_the_body_is_answered_in_sixty_days() {
    let mut desk = Desk::accepted();
    desk.does(RemedyCommand::ReceiveOpinion {
        on: SERVED,
        document: paper(),
    })
    .unwrap();
    assert_eq!(due_of(&desk.remedy, OPINION).0, date(2026, 10, 4));
    let missed = desk.on(date(2026, 10, 5)).runs_out(OPINION);
    assert!(matches!(missed[..], [RemedyEvent::Overdue { .. }]));
    desk.does(RemedyCommand::ReportOpinion {
        on: date(2026, 10, 5),
        document: paper(),
    })
    .unwrap();
    assert!(desk.remedy.clock(OPINION).is_none());
}

#[test]
fn performance_is_suspended_only_while_the_decision_is_challenged_and_by_a_document() {
    let stay = |document: &str| RemedyCommand::StayPerformance {
        ground: StayGround::OnRequest,
        document: document.to_owned(),
        on: SERVED,
    };
    let mut open = Desk::served(Procedure::Ordinary, SERVED);
    assert_eq!(code_of(open.does(stay("停止执行通知书"))), "wrong-state");
    let mut desk = Desk::accepted();
    assert_eq!(code_of(desk.does(stay(""))), "content-missing");
    desk.does(stay("停止执行通知书")).unwrap();
    assert_eq!(code_of(desk.does(stay("停止执行通知书"))), "already-stayed");
    desk.does(RemedyCommand::LiftStay { on: SERVED }).unwrap();
    let again = desk.does(RemedyCommand::LiftStay { on: SERVED });
    assert_eq!(code_of(again), "wrong-state");
}

#[test]
fn a_minor_flaw_of_procedure_is_confirmed_illegal_and_not_revoked() {
    let minor = Some(OverturnGround::MinorProcedure);
    let decides = |outcome, ground| {
        let of_body = ruling(outcome, ground, SERVED);
        Desk::accepted().does(RemedyCommand::Decide(of_body))
    };
    let judges = |outcome, ground| {
        let of_court = ruling(outcome, ground, SERVED);
        Desk::sued().does(RemedyCommand::Judge(of_court))
    };
    let misfit = "ruling-does-not-fit";
    assert_eq!(code_of(decides(Outcome::Revoked, minor)), misfit);
    assert_eq!(code_of(judges(Outcome::Revoked, minor)), misfit);
    assert!(decides(Outcome::ConfirmedIllegal, minor).is_ok());
    assert!(judges(Outcome::ConfirmedIllegal, minor).is_ok());
    assert_eq!(code_of(decides(Outcome::Revoked, None)), misfit);
    assert_eq!(code_of(decides(Outcome::Upheld, minor)), misfit);
    assert_eq!(code_of(decides(Outcome::ConfirmedVoid, minor)), misfit);
    assert!(judges(Outcome::ConfirmedVoid, Some(OverturnGround::NoBasis)).is_ok());
    assert!(decides(Outcome::OrderedToAct, None).is_ok());
    assert!(judges(Outcome::Dismissed, None).is_ok());
}

#[test]
fn a_change_never_makes_the_fine_heavier() {
    let changed = |remaining| Ruling {
        remaining_fine: remaining,
        ..ruling(
            Outcome::Changed,
            Some(OverturnGround::EvidentlyImproper),
            SERVED,
        )
    };
    let decides = |remaining| Desk::accepted().does(RemedyCommand::Decide(changed(remaining)));
    assert_eq!(code_of(decides(Some(yuan(501)))), "ruling-does-not-fit");
    assert_eq!(code_of(decides(None)), "ruling-does-not-fit");
    assert!(decides(Some(yuan(100))).is_ok());
}

#[test]
fn what_overturns_a_decision_says_how_and_what_upholds_it_says_nothing() {
    let of = |outcome, ground| ruling(outcome, ground, SERVED).overturns();
    let revoked = of(Outcome::Revoked, Some(OverturnGround::WrongLaw)).unwrap();
    assert_eq!(revoked.kind, RevocationKind::Revoked);
    assert_eq!(revoked.ground, RevocationGround::WrongLaw);
    let illegal = of(
        Outcome::ConfirmedIllegal,
        Some(OverturnGround::MinorProcedure),
    )
    .unwrap();
    assert_eq!(illegal.kind, RevocationKind::ConfirmedIllegal);
    for stands in [Outcome::Upheld, Outcome::Dismissed, Outcome::OrderedToAct] {
        assert_eq!(of(stands, None), None);
    }
}

#[test]
fn a_suit_is_registered_before_it_is_judged_and_only_the_legal_posts_record() {
    let mut desk = Desk::served(Procedure::Ordinary, SERVED);
    let stranger = desk.does_as(&collector(), sue(SERVED));
    assert_eq!(code_of(stranger), "post-missing");
    desk.does(sue(SERVED)).unwrap();
    let upheld = RemedyCommand::Judge(ruling(Outcome::Upheld, None, SERVED));
    assert_eq!(code_of(desk.does(upheld.clone())), "wrong-state");
    desk.does(RemedyCommand::RegisterSuit {
        on: SERVED,
        registered: true,
    })
    .unwrap();
    desk.does(upheld).unwrap();
    assert_eq!(desk.remedy.status(), "final");
    assert!(!desk.remedy.is_challenged());
}

#[test]
fn a_withdrawn_application_leaves_the_suit_its_own_time() {
    let mut desk = Desk::accepted();
    desk.does(RemedyCommand::Withdraw { on: SERVED }).unwrap();
    assert_eq!(due_of(&desk.remedy, SUE).0, date(2027, 2, 5));
    let mut spot = Desk::served(Procedure::Spot, SERVED);
    spot.does(apply(SERVED, false, Late::default())).unwrap();
    spot.does(RemedyCommand::Withdraw { on: SERVED }).unwrap();
    assert_eq!(spot.remedy.status(), "final");
}
