//! Demand, the window for the court, what the court says, suspension and end.

use jiff::civil::{Date, date};
use kernel::{Actor, CaseId, Clock as _, FixedClock};
use law::{Calendar, Refusal};
use penalty_domain::enforcement::{
    Debt, Enforcement, EnforcementCommand, EnforcementEvent, EnforcementFacts, EnforcementKind,
    EnforcementStatus, Finish, RemedyStanding, SuspensionGround, decide, next_steps,
};
use penalty_domain::service_of_process::Method;
use strum::VariantArray as _;
use uuid::Uuid;

use crate::story::{FILED, Story, fine, handed_over, handler, head, payment, system, yuan};

/// The last day to pay after service on 2 March.
const PAY_ENDED: Date = date(2026, 3, 17);
/// Six months after service, and three more.
const WINDOW: (Date, Date) = (date(2026, 9, 3), date(2026, 12, 2));

type Told = Result<Vec<EnforcementEvent>, Refusal>;

#[test]
fn the_demand_is_announced_only_when_every_other_service_of_it_failed() {
    let announced = |published_on: Date| {
        let mut service = handed_over(published_on);
        service.method = Method::Announcement;
        EnforcementCommand::ServeDemand {
            content: "十日内缴纳罚款".to_owned(),
            service,
        }
    };
    let published = date(2026, 3, 18);
    let mut pursuit = Pursuit::opened();
    pursuit.clock = FixedClock::on(date(2026, 5, 6));
    for since in [None, Some(date(2026, 3, 19))] {
        pursuit.debt.announceable_from = since;
        let refusal = pursuit.does(&handler(), announced(published)).unwrap_err();
        assert_eq!(refusal.code(), "other-methods-not-exhausted");
    }
    pursuit.debt.announceable_from = Some(published);
    pursuit.does(&handler(), announced(published)).unwrap();
}

#[derive(Clone)]
pub(crate) struct Pursuit {
    pub(crate) state: Enforcement,
    debt: Debt,
    clock: FixedClock,
}

impl Pursuit {
    /// A fine that was not paid in time, on the day after.
    pub(crate) fn opened() -> Self {
        let debt = Debt {
            served_on: FILED,
            plan_ends: None,
            overdue_since: Some(PAY_ENDED),
            with_surcharge: true,
            performed: false,
            remedy: RemedyStanding::default(),
            announceable_from: None,
        };
        let mut pursuit = Self {
            state: Enforcement::Absent,
            debt,
            clock: FixedClock::on(date(2026, 3, 18)),
        };
        let case = CaseId::from(Uuid::from_u128(100));
        pursuit
            .does(&system(), EnforcementCommand::Open { case })
            .unwrap();
        pursuit
    }

    /// Called on to perform on 18 March.
    pub(crate) fn demanded() -> Self {
        let mut pursuit = Self::opened();
        pursuit.does(&handler(), demand(date(2026, 3, 18))).unwrap();
        pursuit
    }

    /// The court was asked on the first day it could be.
    fn applied() -> Self {
        let mut pursuit = Self::demanded();
        pursuit.on(WINDOW.0).does(&head(), apply()).unwrap();
        pursuit
    }

    fn accepted() -> Self {
        let mut pursuit = Self::applied();
        let accepted_on = WINDOW.0;
        pursuit
            .does(
                &handler(),
                EnforcementCommand::RecordAcceptance { accepted_on },
            )
            .unwrap();
        pursuit
    }

    fn granted() -> Self {
        let mut pursuit = Self::accepted();
        pursuit.does(&handler(), ruling(true)).unwrap();
        pursuit
    }

    fn on(&mut self, day: Date) -> &mut Self {
        self.clock = FixedClock::on(day);
        self
    }

    fn facts<'a>(&self, actor: &'a Actor) -> EnforcementFacts<'a> {
        EnforcementFacts {
            now: self.clock.now(),
            actor,
            calendar: Calendar::embedded(),
            debt: self.debt,
        }
    }

    fn does(&mut self, actor: &Actor, command: EnforcementCommand) -> Told {
        let events = decide(&self.state, command, &self.facts(actor))?;
        for event in &events {
            assert!(!event.articles().is_empty());
            self.state = std::mem::take(&mut self.state).evolve(event);
        }
        Ok(events)
    }

    fn runs_out(&mut self, rule: &str) -> Vec<EnforcementEvent> {
        let rule = rule.to_owned();
        self.does(&system(), EnforcementCommand::RunOut { rule })
            .unwrap()
    }
}

fn demand(day: Date) -> EnforcementCommand {
    EnforcementCommand::ServeDemand {
        content: "自收到本催告书之日起十日内缴纳罚款及加处罚款，有权陈述申辩".to_owned(),
        service: handed_over(day),
    }
}

fn apply() -> EnforcementCommand {
    EnforcementCommand::Apply {
        court: "铜官区人民法院".to_owned(),
        object: "罚款及加处罚款".to_owned(),
    }
}

fn ruling(granted: bool) -> EnforcementCommand {
    EnforcementCommand::RecordRuling {
        granted,
        instrument: "（2026）皖0705行审12号".to_owned(),
        ruled_on: WINDOW.0,
    }
}

fn said(finding: &str) -> EnforcementCommand {
    EnforcementCommand::RecordAnswer {
        received_on: date(2026, 3, 18),
        statement: "已缴纳部分罚款".to_owned(),
        finding: finding.to_owned(),
    }
}

fn suspend(ground: SuspensionGround, harmless: bool) -> EnforcementCommand {
    EnforcementCommand::Suspend {
        ground,
        reason: "当事人确无履行能力".to_owned(),
        harmless,
    }
}

fn refused(told: Told) -> (String, String) {
    let refusal = told.expect_err("the rule must refuse");
    for text in [
        &refusal.missing,
        &refusal.cure,
        &refusal.title_zh,
        &refusal.title_en,
    ] {
        assert!(!text.is_empty(), "{refusal:?}");
    }
    (refusal.code.clone(), refusal.citation.clone())
}

fn code(told: Told) -> String {
    refused(told).0
}

#[test]
fn the_window_opens_when_the_time_to_sue_has_ended_and_not_when_payment_is_overdue() {
    let pursuit = Pursuit::opened();
    let window = &pursuit.state.dossier().unwrap().window;
    assert_eq!(window.litigation_ended, date(2026, 9, 2));
    assert_eq!((window.opens, window.closes.raw), WINDOW);
    assert_eq!(window.closes.rule, "ENF-COURT-3M");
}

#[test]
fn the_court_is_asked_inside_the_window_only() {
    let mut pursuit = Pursuit::demanded();
    let early = pursuit.on(date(2026, 9, 2)).does(&head(), apply());
    let (code, citation) = refused(early);
    assert_eq!(code, "court-window-not-open");
    assert!(citation.contains("第五十三条"), "{citation}");
    for day in [WINDOW.0, WINDOW.1] {
        assert!(
            pursuit.clone().on(day).does(&head(), apply()).is_ok(),
            "{day}"
        );
    }
}

#[test]
fn a_window_missed_by_a_day_is_refused_and_says_what_is_left_to_do() {
    let mut pursuit = Pursuit::demanded();
    let told = pursuit.on(date(2026, 12, 3)).does(&head(), apply());
    let refusal = told.expect_err("one day late");
    assert_eq!(refusal.code(), "court-window-closed");
    assert_eq!(refusal.rule, "ENF-COURT-3M");
    assert!(refusal.missing.contains("2026-12-02"));
    assert!(refusal.cure.contains("of its own accord"));
}

#[test]
fn a_plan_of_payment_moves_the_window_to_its_end() {
    let mut pursuit = Pursuit::demanded();
    pursuit.debt.plan_ends = Some(date(2026, 10, 30));
    let told = pursuit.on(date(2026, 10, 30)).does(&head(), apply());
    assert_eq!(code(told), "court-window-not-open");
    assert!(pursuit.on(date(2027, 1, 30)).does(&head(), apply()).is_ok());
    let mut short = Pursuit::demanded();
    short.debt.plan_ends = Some(date(2026, 6, 1));
    let told = short.on(date(2026, 9, 2)).does(&head(), apply());
    assert_eq!(
        code(told),
        "court-window-not-open",
        "the party may still sue"
    );
}

#[test]
fn after_reconsideration_the_time_to_sue_is_fifteen_days() {
    let mut pursuit = Pursuit::demanded();
    pursuit.debt.remedy.reconsidered_on = Some(date(2026, 5, 6));
    assert_eq!(
        code(pursuit.on(date(2026, 5, 21)).does(&head(), apply())),
        "court-window-not-open"
    );
    assert!(pursuit.on(date(2026, 5, 22)).does(&head(), apply()).is_ok());
}

#[test]
fn while_a_remedy_is_pending_the_court_is_not_asked() {
    let mut pursuit = Pursuit::demanded();
    pursuit.debt.remedy.pending = true;
    let (code, citation) = refused(pursuit.on(WINDOW.0).does(&head(), apply()));
    assert_eq!(code, "remedy-pending");
    assert!(citation.contains("第五十三条"));
}

#[test]
fn the_party_has_ten_working_days_after_the_demand() {
    let mut pursuit = Pursuit::opened();
    pursuit.on(WINDOW.0);
    // National Day and a worked Saturday lie between
    let late = date(2026, 9, 30);
    pursuit.on(late).does(&handler(), demand(late)).unwrap();
    let due = pursuit.state.clock("ENF-DEMAND-10").unwrap();
    assert_eq!(due.effective, date(2026, 10, 20));
    let (code, citation) = refused(pursuit.on(date(2026, 10, 20)).does(&head(), apply()));
    assert_eq!(code, "demand-window-open");
    assert!(citation.contains("第五十四条"), "{citation}");
    assert!(
        pursuit
            .on(date(2026, 10, 21))
            .does(&head(), apply())
            .is_ok()
    );
}

#[test]
fn the_demand_waits_for_the_time_to_pay_and_for_a_debt() {
    let mut pursuit = Pursuit::opened();
    pursuit.debt.overdue_since = None;
    let told = pursuit.does(&handler(), demand(date(2026, 3, 18)));
    assert_eq!(code(told), "not-overdue");
    pursuit.debt.performed = true;
    let told = pursuit.does(&handler(), demand(date(2026, 3, 18)));
    assert_eq!(code(told), "nothing-to-enforce");
}

#[test]
fn the_demand_says_what_is_to_be_performed_and_is_proven() {
    let mut pursuit = Pursuit::opened();
    let silent = EnforcementCommand::ServeDemand {
        content: " ".to_owned(),
        service: handed_over(date(2026, 3, 18)),
    };
    assert_eq!(code(pursuit.does(&handler(), silent)), "not-told");
    let mut service = handed_over(date(2026, 3, 18));
    service.method = Method::LeftBehind;
    let unproven = EnforcementCommand::ServeDemand {
        content: "缴纳罚款".to_owned(),
        service,
    };
    let told = pursuit.does(&handler(), unproven);
    assert_eq!(code(told), "service-not-proven");
    let early = pursuit.does(&handler(), demand(date(2026, 3, 16)));
    assert_eq!(code(early), "service-not-proven", "before it was overdue");
}

#[test]
fn what_the_party_said_to_the_demand_is_considered_before_the_court_is_asked() {
    let mut pursuit = Pursuit::demanded();
    pursuit.does(&handler(), said("")).unwrap();
    let (code, citation) = refused(pursuit.on(WINDOW.0).does(&head(), apply()));
    assert_eq!(code, "statement-not-considered");
    assert!(citation.contains("第三十六条"));
    let mut pursuit = Pursuit::demanded();
    pursuit.does(&handler(), said("经核实，未缴纳")).unwrap();
    assert!(pursuit.on(WINDOW.0).does(&head(), apply()).is_ok());
}

#[test]
fn the_head_of_the_agency_applies() {
    let mut pursuit = Pursuit::demanded();
    let (code, citation) = refused(pursuit.on(WINDOW.0).does(&handler(), apply()));
    assert_eq!(code, "post-missing");
    assert!(citation.contains("第五十五条"));
}

#[test]
fn the_court_has_five_working_days_to_accept_and_seven_to_rule() {
    let mut pursuit = Pursuit::applied();
    let due = pursuit.state.clock("ENF-COURT-ACCEPT").unwrap();
    assert_eq!(due.raw, date(2026, 9, 10));
    assert!(pursuit.state.clock("ENF-COURT-3M").is_none(), "in time");
    pursuit.on(date(2026, 9, 11));
    assert_eq!(pursuit.runs_out("ENF-COURT-ACCEPT").len(), 1);
    assert!(pursuit.runs_out("ENF-COURT-ACCEPT").is_empty(), "once");
    let mut pursuit = Pursuit::accepted();
    let due = pursuit.state.clock("ENF-COURT-RULE").unwrap();
    assert_eq!(due.raw, date(2026, 9, 14));
    pursuit.on(date(2026, 9, 15));
    assert_eq!(pursuit.runs_out("ENF-COURT-RULE").len(), 1);
}

#[test]
fn an_application_that_is_not_accepted_may_be_made_again_inside_the_window() {
    let mut pursuit = Pursuit::applied();
    let rejected = EnforcementCommand::RecordRejection {
        on: WINDOW.0,
        reason: "材料不全".to_owned(),
    };
    pursuit.does(&handler(), rejected).unwrap();
    assert_eq!(pursuit.state.status(), EnforcementStatus::Demanded);
    assert!(pursuit.does(&head(), apply()).is_ok());
}

#[test]
fn a_court_that_will_not_enforce_ends_it() {
    let mut pursuit = Pursuit::accepted();
    pursuit.does(&handler(), ruling(false)).unwrap();
    let Enforcement::Finished { finish, .. } = &pursuit.state else {
        panic!("{:?}", pursuit.state)
    };
    assert_eq!(*finish, Finish::CourtRefused);
    assert!(finish.ending().is_some(), "the case hears of it");
}

fn end(finish: Finish) -> EnforcementCommand {
    EnforcementCommand::Finish {
        finish,
        on: WINDOW.0,
        instrument: "（2026）皖0705执34号".to_owned(),
    }
}

#[test]
fn an_end_holds_only_with_its_facts() {
    let mut pursuit = Pursuit::granted();
    for finish in [Finish::Performed, Finish::CourtRefused, Finish::Lapsed] {
        let told = pursuit.does(&head(), end(finish));
        assert_eq!(code(told), "finish-does-not-hold", "{finish}");
    }
    let mut paid = pursuit.clone();
    paid.debt.performed = true;
    assert!(paid.does(&head(), end(Finish::Performed)).is_ok());
    assert!(
        pursuit
            .clone()
            .does(&head(), end(Finish::NothingLeft))
            .is_ok()
    );
    assert!(pursuit.does(&head(), end(Finish::CourtEnded)).is_ok());
    let mut before = Pursuit::demanded();
    let told = before.on(WINDOW.0).does(&head(), end(Finish::CourtEnded));
    assert_eq!(code(told), "finish-does-not-hold", "no court had it");
}

#[test]
fn real_inability_ends_enforcement_after_three_years_and_nothing_else_does() {
    let mut pursuit = Pursuit::granted();
    pursuit
        .does(&head(), suspend(SuspensionGround::Inability, true))
        .unwrap();
    let due = pursuit.state.clock("ENF-SUSPEND-3Y").unwrap();
    assert_eq!(due.raw, date(2029, 9, 3));
    pursuit.on(date(2029, 9, 3));
    assert!(
        pursuit.runs_out("ENF-SUSPEND-3Y").is_empty(),
        "the last day"
    );
    pursuit.on(date(2029, 9, 4));
    pursuit.runs_out("ENF-SUSPEND-3Y");
    assert_eq!(pursuit.state.status(), EnforcementStatus::Finished);
    for (ground, harmless) in [
        (SuspensionGround::Inability, false),
        (SuspensionGround::ThirdPartyClaim, true),
    ] {
        let mut pursuit = Pursuit::granted();
        pursuit.does(&head(), suspend(ground, harmless)).unwrap();
        assert!(pursuit.state.clocks().is_empty());
    }
}

#[test]
fn a_suspension_does_not_hold_the_three_months_for_the_court() {
    let mut pursuit = Pursuit::demanded();
    pursuit
        .does(&head(), suspend(SuspensionGround::Other, false))
        .unwrap();
    pursuit.on(date(2026, 12, 3));
    assert_eq!(pursuit.runs_out("ENF-COURT-3M").len(), 1);
    let reason = "障碍消除".to_owned();
    pursuit
        .does(&head(), EnforcementCommand::Resume { reason })
        .unwrap();
    assert_eq!(pursuit.state.status(), EnforcementStatus::Demanded);
    assert!(
        pursuit
            .state
            .dossier()
            .unwrap()
            .overdue
            .contains("ENF-COURT-3M")
    );
}

#[test]
fn a_missed_window_is_noted_once_and_a_remedy_moves_it() {
    let mut pursuit = Pursuit::opened();
    pursuit.on(date(2026, 12, 2));
    assert!(pursuit.runs_out("ENF-COURT-3M").is_empty(), "the last day");
    pursuit.on(date(2026, 12, 3));
    let mut moved = pursuit.clone();
    assert_eq!(pursuit.runs_out("ENF-COURT-3M").len(), 1);
    assert!(pursuit.runs_out("ENF-COURT-3M").is_empty());
    moved.debt.remedy.reconsidered_on = Some(date(2026, 11, 30));
    let events = moved.runs_out("ENF-COURT-3M");
    assert!(matches!(
        events.as_slice(),
        [EnforcementEvent::WindowMoved { .. }]
    ));
    let due = moved.state.clock("ENF-COURT-3M").unwrap();
    assert_eq!(due.raw, date(2027, 3, 15));
}

#[test]
fn thirty_days_of_surcharge_are_noted_unless_the_debt_is_paid() {
    let mut pursuit = Pursuit::opened();
    let due = pursuit.state.clock("ENF-SURCH-30").unwrap();
    assert_eq!(due.raw, date(2026, 4, 16));
    pursuit.on(date(2026, 4, 17));
    let mut paid = pursuit.clone();
    paid.debt.performed = true;
    assert!(paid.runs_out("ENF-SURCH-30").is_empty());
    assert_eq!(pursuit.runs_out("ENF-SURCH-30").len(), 1);
}

#[test]
fn next_tells_of_every_gate_that_refuses_and_not_of_the_first_only() {
    let mut pursuit = Pursuit::demanded();
    pursuit.debt.remedy.pending = true;
    let steps = next_steps(&pursuit.state, &pursuit.facts(&head()));
    let apply = steps
        .iter()
        .find(|step| step.command == EnforcementKind::Apply)
        .unwrap();
    let codes: Vec<&str> = apply.obstacles.iter().map(Refusal::code).collect();
    assert_eq!(
        codes,
        [
            "remedy-pending",
            "demand-window-open",
            "court-window-not-open"
        ]
    );
}

/// One command of each kind, lawful in itself.
fn every_command() -> Vec<EnforcementCommand> {
    let case = CaseId::from(Uuid::from_u128(100));
    let on = WINDOW.0;
    vec![
        EnforcementCommand::Open { case },
        demand(on),
        said("经核实"),
        apply(),
        EnforcementCommand::RecordAcceptance { accepted_on: on },
        EnforcementCommand::RecordRejection {
            on,
            reason: "不予受理".to_owned(),
        },
        ruling(true),
        suspend(SuspensionGround::Other, false),
        EnforcementCommand::Resume {
            reason: "恢复".to_owned(),
        },
        end(Finish::NothingLeft),
    ]
}

#[test]
fn in_every_state_only_its_own_commands_are_lawful() {
    let mut suspended = Pursuit::granted();
    let other = suspend(SuspensionGround::Other, false);
    suspended.does(&head(), other).unwrap();
    let mut finished = Pursuit::granted();
    finished.does(&head(), end(Finish::NothingLeft)).unwrap();
    let absent = Pursuit {
        state: Enforcement::Absent,
        ..Pursuit::opened()
    };
    // written down by hand, apart from the rules: in which state which commands
    let model: [(Pursuit, &[&str]); 8] = [
        (absent, &["open"]),
        (Pursuit::opened(), &["serve-demand", "suspend", "finish"]),
        (
            Pursuit::demanded(),
            &["record-answer", "apply", "suspend", "finish"],
        ),
        (
            Pursuit::applied(),
            &["record-acceptance", "record-rejection", "finish"],
        ),
        (Pursuit::accepted(), &["record-ruling", "finish"]),
        (Pursuit::granted(), &["suspend", "finish"]),
        (suspended, &["resume", "finish"]),
        (finished, &[]),
    ];
    let everyone = crate::story::person(
        77,
        &[
            kernel::Post::Handler,
            kernel::Post::Decider,
            kernel::Post::System,
        ],
    );
    assert_eq!(every_command().len() + 1, EnforcementKind::VARIANTS.len());
    for (mut pursuit, lawful) in model {
        pursuit.on(WINDOW.0);
        for command in every_command() {
            let name = command.kind().as_str();
            let told = pursuit.clone().does(&everyone, command);
            assert_eq!(
                told.is_ok(),
                lawful.contains(&name),
                "{name} in {}: {told:?}",
                pursuit.state.status()
            );
        }
        let stored = serde_json::to_value(&pursuit.state).unwrap();
        assert_eq!(
            serde_json::from_value::<Enforcement>(stored).unwrap(),
            pursuit.state
        );
    }
}

#[test]
fn the_case_tells_what_is_to_be_enforced() {
    let mut story = Story::decided(fine(500));
    assert!(Debt::of(&story.case, FILED).is_none(), "not served");
    story = Story::served(fine(500));
    let debt = |story: &Story, day| Debt::of(&story.case, day).unwrap();
    assert_eq!(debt(&story, PAY_ENDED).overdue_since, None);
    let next = date(2026, 3, 18);
    assert_eq!(debt(&story, next).overdue_since, Some(PAY_ENDED));
    assert!(debt(&story, next).with_surcharge);
    story
        .does(&crate::story::collector(), payment(yuan(500), FILED))
        .unwrap();
    assert!(debt(&story, next).performed);
}
