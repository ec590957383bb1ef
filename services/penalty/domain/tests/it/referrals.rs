//! Criminal referrals: who may do what when, their clocks, and no fine in place of one.

use jiff::civil::{Date, date};
use kernel::{Actor, CaseId, Decider as _, OfficerId, Post};
use law::Refusal;
use penalty_domain::penalty::{Penalty, PenaltyKind};
use penalty_domain::procedure::Clocked as _;
use penalty_domain::referral::{
    APPROVE, HAND_OVER, OBJECT, POLICE, Posture, Referral, ReferralCommand, ReferralDraft,
    ReferralEvent, ReferralRules, TIMED, TRANSFER, TransferDraft,
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::desk::*;
use crate::story::{
    LEAD, SECOND, Story, decide, decision, fine, handler, head, person, refused, system,
};

/// A Wednesday; the holidays of October follow.
const DAY: Date = date(2026, 9, 30);

type Told = Result<Vec<ReferralEvent>, Refusal>;

struct Desk {
    referral: Referral,
    day: Date,
}

impl Desk {
    fn does(&mut self, actor: &Actor, command: ReferralCommand) -> Told {
        let facts = moment(self.day, actor);
        let events = ReferralRules::decide(&self.referral, command, &facts)?;
        self.referral = after::<ReferralRules<'_>>(std::mem::take(&mut self.referral), &events);
        Ok(events)
    }

    fn runs_out(&mut self, rule: &str) -> usize {
        let rule = rule.to_owned();
        let told = self.does(&system(), ReferralCommand::RunOut { rule });
        told.unwrap().len()
    }

    /// A referral on which `commands` were given, each by the person who may.
    fn after(commands: &[ReferralCommand]) -> Self {
        let mut desk = Self {
            referral: Referral::Unopened,
            day: DAY,
        };
        for command in commands {
            desk.does(&giver(command), command.clone()).unwrap();
        }
        desk
    }
}

/// Someone who may give `command`.
fn giver(command: &ReferralCommand) -> Actor {
    match command {
        ReferralCommand::Approve
        | ReferralCommand::Disapprove { .. }
        | ReferralCommand::Settle { .. } => head(),
        ReferralCommand::RunOut { .. } => system(),
        ReferralCommand::Open(_)
        | ReferralCommand::Report { .. }
        | ReferralCommand::Transfer(_)
        | ReferralCommand::RecordPoliceFiling { .. }
        | ReferralCommand::RecordPoliceDecline { .. }
        | ReferralCommand::HandOver { .. }
        | ReferralCommand::AskPolice
        | ReferralCommand::AskProcuratorate => handler(),
    }
}

fn open(group: &[u128]) -> ReferralCommand {
    let group = group.iter().map(|number| Uuid::from_u128(*number));
    ReferralCommand::Open(ReferralDraft {
        case: CaseId::from(Uuid::from_u128(7)),
        offence: "销售有毒、有害食品罪".to_owned(),
        group: group.map(OfficerId::from).collect(),
    })
}

fn opened() -> ReferralCommand {
    open(&[LEAD, SECOND])
}

fn report() -> ReferralCommand {
    ReferralCommand::Report {
        content: "检出罂粟碱，涉嫌犯罪".to_owned(),
    }
}

fn transfer(copied_to: &str) -> ReferralCommand {
    ReferralCommand::Transfer(Box::new(TransferDraft {
        police: "铜官区公安分局".to_owned(),
        letter: "移送书1号".to_owned(),
        report: "调查报告".to_owned(),
        items: "无涉案物品".to_owned(),
        test_reports: vec!["检验报告".to_owned()],
        copied_to: copied_to.to_owned(),
    }))
}

fn sent() -> ReferralCommand {
    transfer("铜官区人民检察院")
}

fn filed(on: Date) -> ReferralCommand {
    ReferralCommand::RecordPoliceFiling {
        on,
        notice: "立案通知书".to_owned(),
    }
}

fn declined(on: Date) -> ReferralCommand {
    ReferralCommand::RecordPoliceDecline {
        on,
        notice: "不予立案通知书".to_owned(),
    }
}

fn settle(reasons: &str) -> ReferralCommand {
    ReferralCommand::Settle {
        reasons: reasons.to_owned(),
    }
}

#[test]
fn a_task_group_has_two_officers_and_one_of_them_reports() {
    let mut desk = Desk::after(&[]);
    let alone = desk.does(&handler(), open(&[LEAD, LEAD]));
    assert_eq!(code_of(alone), "task-group-too-small");
    desk.does(&handler(), opened()).unwrap();
    let stranger = person(9, &[Post::Handler]);
    assert_eq!(
        code_of(desk.does(&stranger, report())),
        "not-in-the-task-group"
    );
    let empty = ReferralCommand::Report {
        content: " ".to_owned(),
    };
    assert_eq!(code_of(desk.does(&handler(), empty)), "content-missing");
    desk.does(&handler(), report()).unwrap();
}

#[test]
fn a_head_outside_the_group_decides_in_three_days_and_gives_reasons_against() {
    let mut desk = Desk::after(&[opened(), report()]);
    assert_eq!(due_of(&desk.referral, APPROVE).0, date(2026, 10, 3));
    desk.day = date(2026, 10, 4);
    assert_eq!(desk.runs_out(APPROVE), 1, "holidays count in calendar days");
    assert_eq!(desk.runs_out(APPROVE), 0, "noted once");
    assert_eq!(
        code_of(desk.does(&handler(), ReferralCommand::Approve)),
        "post-missing"
    );
    let insider = person(SECOND, &[Post::Decider]);
    let own = desk.does(&insider, ReferralCommand::Approve);
    assert_eq!(code_of(own), "segregation-of-duties");
    let silent = ReferralCommand::Disapprove {
        reasons: String::new(),
    };
    assert_eq!(code_of(desk.does(&head(), silent)), "content-missing");
    let reasoned = ReferralCommand::Disapprove {
        reasons: "未达到立案追诉标准".to_owned(),
    };
    desk.does(&head(), reasoned).unwrap();
    assert_eq!(desk.referral.posture(), Posture::None);
    assert!(desk.referral.is_over());
}

#[test]
fn it_goes_to_the_police_within_twenty_four_hours_with_a_copy_to_the_procuratorate() {
    let mut desk = Desk::after(&[opened(), report(), ReferralCommand::Approve]);
    assert_eq!(
        code_of(desk.does(&handler(), transfer(""))),
        "content-missing"
    );
    desk.day = date(2026, 10, 2);
    assert_eq!(desk.runs_out(TRANSFER), 1);
    desk.does(&handler(), sent()).unwrap();
    assert_eq!(due_of(&desk.referral, POLICE).0, date(2026, 10, 5));
    desk.day = date(2026, 10, 6);
    assert_eq!(desk.runs_out(POLICE), 1);
}

#[test]
fn what_the_police_filed_is_handed_over_in_three_days() {
    let mut desk = Desk::after(&[opened(), report(), ReferralCommand::Approve, sent()]);
    let before = desk.does(&handler(), filed(date(2026, 9, 29)));
    assert_eq!(code_of(before), "date-impossible");
    desk.does(&handler(), filed(DAY)).unwrap();
    assert_eq!(due_of(&desk.referral, HAND_OVER).0, date(2026, 10, 3));
    desk.day = date(2026, 10, 4);
    assert_eq!(desk.runs_out(HAND_OVER), 1);
    let list = "移交清单".to_owned();
    desk.does(&handler(), ReferralCommand::HandOver { list })
        .unwrap();
    assert_eq!(desk.referral.posture(), Posture::WithPolice);
}

#[test]
fn against_a_refusal_the_agency_asks_the_police_once_and_then_the_procuratorate() {
    let mut desk = Desk::after(&[
        opened(),
        report(),
        ReferralCommand::Approve,
        sent(),
        declined(DAY),
        ReferralCommand::AskPolice,
        declined(DAY),
    ]);
    let again = desk.does(&handler(), ReferralCommand::AskPolice);
    assert_eq!(code_of(again), "wrong-state");
    desk.does(&handler(), ReferralCommand::AskProcuratorate)
        .unwrap();
    desk.does(&handler(), declined(DAY)).unwrap();
    assert_eq!(desk.referral.status(), "returned");
    assert_eq!(desk.referral.posture(), Posture::None);
}

#[test]
fn an_objection_comes_in_three_days_or_the_agency_handles_the_case_itself() {
    let mut desk = Desk::after(&[
        opened(),
        report(),
        ReferralCommand::Approve,
        sent(),
        declined(DAY),
    ]);
    assert_eq!(due_of(&desk.referral, OBJECT).0, date(2026, 10, 3));
    desk.day = date(2026, 10, 4);
    assert_eq!(desk.runs_out(OBJECT), 1);
    for late in [
        ReferralCommand::AskPolice,
        ReferralCommand::AskProcuratorate,
    ] {
        assert_eq!(code_of(desk.does(&handler(), late)), "objection-too-late");
    }
    assert_eq!(code_of(desk.does(&head(), settle(""))), "content-missing");
    desk.does(&head(), settle("公安机关不予立案，依法作出行政处罚"))
        .unwrap();
    assert_eq!(desk.referral.posture(), Posture::None);
}

#[test]
fn a_fine_never_stands_in_for_a_referral_but_a_warning_may_stand_beside_it() {
    let warning = vec![Penalty::of(PenaltyKind::Warning)];
    let with = |posture, penalties: Vec<Penalty>| {
        let mut story = Story::ready([fine(500), warning.clone()].concat());
        story.referral = posture;
        story.does(&head(), decide(decision(penalties)))
    };
    for posture in [Posture::Pending, Posture::WithPolice] {
        let (code, rule, article) = refused(with(posture, fine(500)));
        assert_eq!(code, "fine-instead-of-referral");
        assert_eq!(rule, "CRM-NO-FINE");
        assert!(article.contains("第十一条"));
        assert!(with(posture, warning.clone()).is_ok());
    }
    assert!(with(Posture::None, fine(500)).is_ok());
}

fn command() -> impl Strategy<Value = ReferralCommand> {
    let reasons = "理由".to_owned();
    prop_oneof![
        2 => Just(opened()),
        2 => Just(report()),
        3 => Just(ReferralCommand::Approve),
        1 => Just(ReferralCommand::Disapprove { reasons: reasons.clone() }),
        2 => Just(sent()),
        1 => Just(filed(DAY)),
        2 => Just(declined(DAY)),
        1 => Just(ReferralCommand::HandOver { list: reasons }),
        1 => Just(ReferralCommand::AskPolice),
        1 => Just(ReferralCommand::AskProcuratorate),
        1 => Just(settle("理由")),
        1 => prop::sample::select(TIMED.to_vec())
            .prop_map(|rule| ReferralCommand::RunOut { rule: rule.to_owned() }),
    ]
}

/// The next state of a simple model; none where the step has no place.
fn model(status: &str, command: &str, reconsidered: bool) -> Option<&'static str> {
    Some(match (status, command) {
        ("unopened", "open") => "group",
        ("group", "report") => "reported",
        ("reported", "approve") => "approved",
        ("reported", "disapprove") => "disapproved",
        ("approved", "transfer") => "transferred",
        ("transferred" | "reconsidering" | "supervised", "record-police-filing") => "accepted",
        ("transferred" | "reconsidering", "record-police-decline") => "declined",
        ("supervised", "record-police-decline") | ("declined" | "supervised", "settle") => {
            "returned"
        }
        ("accepted", "hand-over") => "handed-over",
        ("declined", "ask-police") if !reconsidered => "reconsidering",
        ("declined", "ask-procuratorate") => "supervised",
        _ => return None,
    })
}

proptest! {
    #[test]
    fn no_order_of_steps_departs_from_the_model(commands in prop::collection::vec(command(), 1..40)) {
        let mut desk = Desk::after(&[]);
        let mut reconsidered = false;
        for command in commands {
            let (name, status) = (command.name(), desk.referral.status());
            let wanted = model(status, name, reconsidered);
            let told = desk.does(&giver(&command), command);
            if name == "run-out" {
                prop_assert!(told.unwrap().is_empty(), "no day passes here");
            } else if let Some(next) = wanted {
                prop_assert!(told.is_ok());
                prop_assert_eq!(desk.referral.status(), next);
                reconsidered |= next == "reconsidering";
            } else {
                prop_assert_eq!(code_of(told), "wrong-state");
                prop_assert_eq!(desk.referral.status(), status);
            }
            let json = serde_json::to_string(&desk.referral).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Referral>(&json).unwrap(), &desk.referral);
        }
    }
}
