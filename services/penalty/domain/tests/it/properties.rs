//! Whatever is asked, in whatever order and by whomever, what the law forbids does not come about.

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{Actor, ActorId, Decider as _, Fen, OfficerId, Post};
use penalty_domain::arrangement::HearingTermination;
use penalty_domain::case::{
    EnforcementEndGround, HearingEvent, HearingStep, Inquiry, NoPenaltyGround, Outcome,
    Performance, RecusalDecider, RecusalRole, RefundMade, RevocationDraft, RevocationGround,
    RevocationKind, StatementKind, SuspensionGround, WaiverDraft, clock_changes,
};
use penalty_domain::hearing::{HearingOutcome, HearingStage};
use penalty_domain::payment::{Channel, Incoming, PlanDraft, StopGround};
use penalty_domain::penalty::{Penalties, Penalty, PenaltyKind};
use penalty_domain::review::ReviewOutcome;
use penalty_domain::{Case, CaseCommand, CaseEvent, CaseRules};
use proptest::prelude::*;
use uuid::Uuid;

use crate::story::*;

/// One attempt: after some days, someone asks for one of many things.
#[derive(Clone, Debug)]
struct Attempt {
    days: i64,
    actor: Actor,
    /// Most attempts fit the state, so that many cases come to a decision.
    fitting: bool,
    /// Most decisions follow the notice.
    as_announced: bool,
    choice: prop::sample::Selector,
    commands: Vec<CaseCommand>,
}

impl Attempt {
    fn command(&self, case: &Case) -> CaseCommand {
        let fits = |command: &&CaseCommand| command.kind().states().contains(&case.status());
        let fitting = self.commands.iter().filter(fits);
        let chosen = if self.fitting {
            self.choice.try_select(fitting)
        } else {
            self.choice.try_select(&self.commands)
        };
        let mut command = chosen.or(self.commands.first()).cloned().unwrap();
        if let (CaseCommand::Decide(draft), Some(told)) = (&mut command, case.notification())
            && self.as_announced
        {
            let penalties = told.notice.penalties.clone();
            draft.outcome = Outcome::Penalised { penalties };
        }
        command
    }
}

const POSTS: [Post; 6] = [
    Post::Handler,
    Post::Reviewer,
    Post::Decider,
    Post::Collector,
    Post::Supervisor,
    Post::System,
];

/// Few people with all posts, so that duties meet in one person as often as possible.
fn actor() -> impl Strategy<Value = Actor> {
    (1_u128..7).prop_map(|number| person(number, &POSTS))
}

fn penalties() -> impl Strategy<Value = Vec<Penalty>> {
    let amount = prop_oneof![Just(400_u32), Just(500), Just(150_000)];
    prop_oneof![
        4 => amount.clone().prop_map(fine),
        1 => amount.prop_map(|income| {
            let confiscated = Penalty::of_amount(PenaltyKind::ConfiscateIncome, yuan(income));
            [fine(500), vec![confiscated]].concat()
        }),
        1 => Just(vec![Penalty::of(PenaltyKind::Warning)]),
        1 => Just(vec![Penalty::of(PenaltyKind::SuspendBusiness)]),
        1 => Just(Vec::new()),
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        5 => penalties().prop_map(|penalties| Outcome::Penalised {
            penalties: Penalties::new(penalties).unwrap(),
        }),
        1 => Just(Outcome::NotPenalised { ground: NoPenaltyGround::Unproven }),
    ]
}

/// Every step of a hearing, dated today, with people who may not conduct it among them.
fn hearing_step(today: Date) -> impl Strategy<Value = Vec<CaseCommand>> {
    let day = (0_i32..20).prop_map(move |after| today.saturating_add(after.days()));
    let gone = prop_oneof![
        Just(HearingTermination::Withdrawn),
        Just(HearingTermination::Absent)
    ];
    (1_u128..7, 1_u128..7, day, any::<bool>(), gone).prop_map(
        move |(host, recorder, held_on, kept, gone)| {
            let record = if kept { held() } else { given_up(gone) };
            let steps = [
                HearingStep::HandFile { handed_on: today },
                HearingStep::Announce {
                    announced_on: today,
                },
                HearingStep::Record(record),
                HearingStep::Report {
                    opinion: "建议".to_owned(),
                },
            ];
            let others = [appoint(host, recorder), fix(held_on, None), tell(today)];
            steps
                .into_iter()
                .map(CaseCommand::from)
                .chain(others)
                .collect()
        },
    )
}

/// Steps around the investigation, dated today.
fn around(today: Date) -> impl Strategy<Value = CaseCommand> {
    let text = || "理由".to_owned();
    let who = |number: u128| ActorId::from(Uuid::from_u128(number));
    prop_oneof![
        Just(cards(&[LEAD, SECOND], today)),
        Just(CaseCommand::from(Inquiry::Suspend {
            ground: SuspensionGround::Other,
            reason: text()
        })),
        Just(CaseCommand::from(Inquiry::Resume { reason: text() })),
        Just(CaseCommand::from(Inquiry::ExtendTime {
            approval: None,
            days: 30,
            reason: text(),
            discussion: None
        })),
        (1_u128..7, any::<bool>()).prop_map(move |(number, ask)| {
            let of = who(number);
            if ask {
                let role = RecusalRole::Participant;
                CaseCommand::from(Inquiry::AskRecusal {
                    of,
                    role,
                    by_party: true,
                    reason: text(),
                })
            } else {
                let decided_as = RecusalDecider::Head;
                CaseCommand::from(Inquiry::AnswerRecusal {
                    of,
                    granted: false,
                    reason: text(),
                    decided_as,
                })
            }
        }),
    ]
}

fn before_the_decision(today: Date) -> impl Strategy<Value = Vec<CaseCommand>> {
    let officer = prop_oneof![9 => 1_u128..3, 1 => 3_u128..7];
    let team = proptest::collection::vec(officer, 1..4).prop_map(|team| {
        let officers = team
            .iter()
            .map(|n| OfficerId::from(Uuid::from_u128(*n)))
            .collect();
        CaseCommand::RecordInvestigators { officers }
    });
    let said = (any::<bool>(), any::<bool>()).prop_map(move |(stated, waives)| {
        let kind = if stated {
            StatementKind::Stated
        } else {
            StatementKind::Waived
        };
        said(kind, waives, today)
    });
    let heard = hearing_step(today);
    let given = prop_oneof![
        9 => Just(ReviewOutcome::Agree),
        1 => Just(ReviewOutcome::Correct),
        1 => Just(ReviewOutcome::Supplement),
        1 => Just(ReviewOutcome::Other),
    ]
    .prop_map(review);
    let reported = penalties().prop_map(|penalties| conclude(report(penalties)));
    let told = prop::bool::weighted(0.8).prop_map(move |right| notice(today, right));
    (
        team,
        reported,
        told,
        said,
        Just(asks(today)),
        heard,
        given,
        around(today),
    )
        .prop_map(|(a, b, c, d, e, f, g, h)| [vec![a, b, c, d, e, g, h], f].concat())
}

fn from_the_decision(today: Date) -> impl Strategy<Value = Vec<CaseCommand>> {
    let decided = (outcome(), prop::bool::weighted(0.8)).prop_map(move |(outcome, complete)| {
        let mut draft = decision(fine(1));
        draft.outcome = outcome;
        draft.discussion = complete.then(|| discussion(today));
        draft.statement_adoption = Some("已复核".to_owned());
        decide(draft)
    });
    let paid = prop_oneof![Just(400_u32), Just(500), 1_u32..200_000]
        .prop_map(move |amount| payment(yuan(amount), today));
    let closed = any::<bool>().prop_map(move |proven| CaseCommand::Close {
        performance: proven.then(|| Performance {
            performed_on: today,
            note: "已履行".to_owned(),
        }),
    });
    let revoked = CaseCommand::Revoke(RevocationDraft {
        kind: RevocationKind::Changed,
        ground: RevocationGround::WrongLaw,
        instrument: "复议决定".to_owned(),
        revoked_on: today,
    });
    let rules = [
        "PEN-DECIDE-90",
        "PEN-DELIVER-7",
        "PEN-PAY-15",
        "PEN-CLOSE-15",
        "PEN-REVIEW-10",
        "HRG-REQUEST",
        "HRG-HOST",
        "HRG-NOTICE-BEFORE",
    ];
    let ran_out = prop::sample::select(rules.to_vec()).prop_map(|rule| CaseCommand::RunOut {
        rule: rule.to_owned(),
    });
    (
        decided,
        Just(serve(today)),
        paid,
        closed,
        Just(revoked),
        ran_out,
    )
        .prop_map(|(a, b, c, d, e, f)| vec![a, b, c, d, e, f])
}

fn on_the_account(today: Date) -> impl Strategy<Value = Vec<CaseCommand>> {
    let ground = || {
        prop_oneof![
            Just(StopGround::Reconsideration),
            Just(StopGround::Litigation)
        ]
    };
    let planned = (1_u32..500, 1_i32..60).prop_map(move |(first, days)| {
        let day = |times: i32| today.saturating_add((days * times).days());
        CaseCommand::GrantPlan(PlanDraft {
            applied_on: today,
            hardship: "经济困难".to_owned(),
            instalments: vec![
                (yuan(first), day(1)),
                (yuan(500_u32.saturating_sub(first)), day(2)),
            ],
        })
    });
    let paused = (ground(), 0_i32..20).prop_map(move |(ground, days)| {
        let from = today.saturating_sub(days.days());
        CaseCommand::PauseSurcharge { from, ground }
    });
    let resumed =
        ground().prop_map(move |ground| CaseCommand::ResumeSurcharge { to: today, ground });
    let waived = (1_u32..400).prop_map(|amount| {
        CaseCommand::WaiveSurcharge(WaiverDraft {
            amount: yuan(amount),
            agreement: "执行协议".to_owned(),
            remedy: "已整改".to_owned(),
        })
    });
    let overpaid = (1_u32..2_000).prop_map(move |amount| {
        CaseCommand::RecordPayment(Incoming {
            amount: yuan(amount),
            paid_on: today,
            channel: Channel::Bank,
            receipt: "3407-0002".to_owned(),
            overpaid: true,
        })
    });
    let refunded = (1_u32..1_000).prop_map(move |amount| {
        CaseCommand::RecordRefund(RefundMade {
            amount: yuan(amount),
            refunded_on: today,
            voucher: "TK-0001".to_owned(),
        })
    });
    let over = Just(CaseCommand::EndEnforcement {
        ground: EnforcementEndGround::CourtEnded,
        on: today,
    });
    (planned, paused, resumed, waived, overpaid, refunded, over)
        .prop_map(|(a, b, c, d, e, f, g)| vec![a, b, c, d, e, f, g])
}

/// A sequence of attempts; each command is dated on the day it is given.
fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let days = proptest::collection::vec(prop_oneof![4 => 0_i64..2, 1 => 2_i64..30], 20..160);
    days.prop_flat_map(|days| {
        let mut today = FILED;
        let each: Vec<_> = days
            .into_iter()
            .map(|days| {
                today = today.saturating_add(days.days());
                (
                    actor(),
                    prop::bool::weighted(0.9),
                    prop::bool::weighted(0.7),
                    any::<prop::sample::Selector>(),
                    before_the_decision(today),
                    from_the_decision(today),
                    on_the_account(today),
                )
                    .prop_map(
                        move |(actor, fitting, as_announced, choice, before, from, money)| {
                            Attempt {
                                days,
                                actor,
                                fitting,
                                as_announced,
                                choice,
                                commands: [before, from, money].concat(),
                            }
                        },
                    )
            })
            .collect();
        each
    })
}

/// A hearing that was just held, or a decision that was just made, stands on everything the law asks for.
fn assert_lawful(before: &Case, decider: &Actor, event: &CaseEvent) {
    if let CaseEvent::Hearing(HearingEvent::Held { hearing, .. }) = event {
        assert!(!before.file().unwrap().investigated_by(hearing.host));
        let told_in_time = hearing.notified_on.is_some();
        assert!(told_in_time || hearing.outcome == HearingOutcome::Terminated);
    }
    let CaseEvent::DecisionMade { decision, .. } = event else {
        return;
    };
    let file = before.file().unwrap();
    let review = before.review().unwrap();
    assert!(file.investigators.len() >= 2);
    assert!(file.evidence.is_some());
    assert_eq!(review.outcome, ReviewOutcome::Agree);
    assert!(!file.investigated_by(review.reviewer));
    assert!(!file.investigated_by(decider.id));
    assert!(!file.reviewed.contains(&decider.id));
    assert!(!file.proceedings.hosted.contains(&decider.id));
    assert!(!file.proceedings.hosted.contains(&review.reviewer));
    assert!(!file.proceedings.has_open_recusal());
    let Outcome::Penalised { penalties } = &decision.outcome else {
        return;
    };
    let notification = before.notification().unwrap();
    assert!(penalties.beyond(&notification.notice.penalties).is_none());
    assert!(!notification.hearing.is_pending());
    if let HearingStage::Finished { hearing, .. } = &notification.hearing {
        assert!(review.reviewed_on >= hearing.held_on);
    }
    if let Some(ceiling) = &file.ceiling {
        assert!(penalties.beyond(ceiling).is_none());
    }
    if !before.review_grounds().is_empty() {
        assert!(decision.discussion.is_some());
    }
}

fn assert_account_adds_up(case: &Case) {
    let Some(account) = case.account() else {
        return;
    };
    assert!(account.surcharge <= account.fine);
    let paid = |part: fn(&penalty_domain::payment::Payment) -> Fen| {
        Fen::sum(account.payments.iter().map(part)).unwrap()
    };
    let sum = |one: Fen, other: Fen| one.checked_add(other).unwrap();
    let principal = sum(account.fine_left, account.income_left);
    assert_eq!(
        sum(paid(|payment| payment.principal), principal),
        sum(account.fine, account.income)
    );
    assert!(account.surcharge_left <= account.surcharge);
    if account.stops.is_empty() && account.waivers.is_empty() {
        assert_eq!(
            sum(paid(|payment| payment.surcharge), account.surcharge_left),
            account.surcharge
        );
    }
    let received = sum(
        sum(
            paid(|payment| payment.principal),
            paid(|payment| payment.surcharge),
        ),
        paid(|payment| payment.excess),
    );
    let returned = Fen::sum(account.refunds.iter().map(|refund| refund.amount)).unwrap();
    assert!(sum(returned, case.refundable()) <= received);
    if let Some(plan) = &account.plan {
        let promised = Fen::sum(plan.instalments.iter().map(|one| one.amount)).unwrap();
        assert_eq!(sum(plan.paid_before, promised), account.fine);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    #[test]
    fn no_sequence_of_commands_breaks_what_the_law_asks(attempts in attempts()) {
        let mut story = Story::investigated();
        let mut history: Vec<CaseEvent> = Vec::new();
        let opened = story.case.clone();
        let mut decisions = 0;
        for attempt in attempts {
            let today = story.today().saturating_add(attempt.days.days());
            story.on(today);
            let before = story.case.clone();
            let Ok(events) = story.does(&attempt.actor, attempt.command(&before)) else {
                prop_assert_eq!(&before, &story.case, "a refusal changes nothing");
                continue;
            };
            for event in &events {
                assert_lawful(&before, &attempt.actor, event);
        decisions += usize::from(matches!(event, CaseEvent::DecisionMade { .. }));
                prop_assert!(event.legal_date() <= today);
                prop_assert!(!event.articles().is_empty());
            }
            assert_account_adds_up(&story.case);
            let changes = clock_changes(&before, &story.case);
            for rule in &changes.met {
                prop_assert!(story.case.clock(rule).is_none());
            }
            history.extend(events);
        }
        prop_assert!(decisions <= 1, "one case, one decision");
        let replayed = history.iter().fold(opened, CaseRules::evolve);
        prop_assert_eq!(&replayed, &story.case);
        let stored = serde_json::to_value(&story.case).unwrap();
        prop_assert_eq!(serde_json::from_value::<Case>(stored).unwrap(), story.case);
    }

    #[test]
    fn the_surcharge_grows_with_time_and_stops_at_the_fine(
        amount in 1_u32..1_000_000,
        first in 0_i64..400,
        more in 0_i64..400,
    ) {
        let story = Story::served(fine(amount));
        let account = story.case.account().unwrap();
        let owed = |days: i64| {
            account.owed_on(FILED.saturating_add(days.days())).unwrap().surcharge
        };
        prop_assert!(owed(first) <= owed(first + more));
        prop_assert!(owed(first + more) <= yuan(amount));
    }
}
