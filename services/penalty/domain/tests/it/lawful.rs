//! Every state and every command: only the lawful pairs pass. The first test tries all of them
//! against a table written by hand; the second walks at random beside a model that knows nothing of
//! the rules' own code.

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{Actor, ActorId, Post};
use penalty_domain::case::{
    CaseStatus, EndingKind, EnforcementEndGround, HearingStep, Inquiry, RecusalDecider,
    RecusalRole, RefundMade, RevocationDraft, RevocationGround, RevocationKind, StatementKind,
    SuspensionGround, TerminationGround, WaiverDraft,
};
use penalty_domain::payment::{PlanDraft, StopGround};
use penalty_domain::review::ReviewOutcome;
use penalty_domain::service_of_process::{AttemptOutcome, Method};
use penalty_domain::time_limits::ExcludedTime;
use penalty_domain::{CaseCommand, CommandKind};
use proptest::prelude::*;
use strum::VariantArray as _;
use uuid::Uuid;

use crate::service::{announced, tried};
use crate::story::*;

/// Which commands each state allows, by hand.
const LAWFUL: &[(CaseStatus, &str)] = &[
    (CaseStatus::Unopened, "open-case"),
    (
        CaseStatus::Investigating,
        "record-investigators join-evidence show-cards order-correction suspend-investigation \
         exclude-time extend-time ask-recusal answer-recusal conclude-investigation end-case run-out",
    ),
    (
        CaseStatus::Suspended,
        "record-investigators join-evidence resume-investigation ask-recusal answer-recusal \
         end-case run-out",
    ),
    (
        CaseStatus::Concluded,
        "record-investigators join-evidence show-cards order-correction exclude-time extend-time \
         ask-recusal answer-recusal serve-notice legal-review extend-review decide end-case \
         record-service-attempt announce-service run-out",
    ),
    (
        CaseStatus::Notified,
        "record-investigators join-evidence show-cards order-correction exclude-time extend-time \
         ask-recusal answer-recusal record-statement request-hearing appoint-host \
         hand-file-to-host fix-hearing notify-of-hearing announce-hearing suspend-hearing \
         record-hearing report-hearing legal-review extend-review decide end-case \
         record-service-attempt announce-service run-out",
    ),
    (
        CaseStatus::Decided,
        "serve-decision record-service-attempt announce-service revoke run-out",
    ),
    (
        CaseStatus::Served,
        "record-service-attempt announce-service record-payment grant-plan pause-surcharge \
         resume-surcharge waive-surcharge record-refund end-enforcement close revoke run-out",
    ),
    (
        CaseStatus::Performed,
        "pause-surcharge resume-surcharge record-refund close revoke run-out",
    ),
    (CaseStatus::Closed, "record-refund revoke"),
    (CaseStatus::Revoked, "record-refund"),
    (CaseStatus::Ended, "close run-out"),
    (CaseStatus::EndedClosed, ""),
];

fn suspend() -> CaseCommand {
    let (ground, reason) = (SuspensionGround::Other, "等待".to_owned());
    Inquiry::Suspend { ground, reason }.into()
}

fn resume() -> CaseCommand {
    let reason = "恢复".to_owned();
    Inquiry::Resume { reason }.into()
}

fn terminate() -> CaseCommand {
    let ground = TerminationGround::PartyDied;
    let (kind, reason) = (EndingKind::Terminated { ground }, "死亡".to_owned());
    Inquiry::End { kind, reason }.into()
}

/// Someone nobody else in these tests is.
fn third() -> ActorId {
    ActorId::from(Uuid::from_u128(77))
}

fn ask_recusal() -> CaseCommand {
    Inquiry::AskRecusal {
        of: third(),
        role: RecusalRole::Participant,
        by_party: true,
        reason: "利害关系".to_owned(),
    }
    .into()
}

fn answer_recusal() -> CaseCommand {
    Inquiry::AnswerRecusal {
        of: third(),
        granted: false,
        reason: "理由不成立".to_owned(),
        decided_as: RecusalDecider::Head,
    }
    .into()
}

fn revoke(revoked_on: Date) -> CaseCommand {
    CaseCommand::Revoke(RevocationDraft {
        kind: RevocationKind::Revoked,
        ground: RevocationGround::WrongLaw,
        instrument: "复议决定".to_owned(),
        revoked_on,
    })
}

fn plan(today: Date) -> CaseCommand {
    CaseCommand::GrantPlan(PlanDraft {
        applied_on: today,
        hardship: "停业".to_owned(),
        instalments: vec![(yuan(500), in_two_weeks(today))],
    })
}

/// One command of each kind.
#[expect(clippy::too_many_lines, reason = "one arm for each of all commands")]
fn sample(kind: CommandKind, today: Date) -> CaseCommand {
    let reason = || "理由".to_owned();
    match kind {
        CommandKind::OpenCase => CaseCommand::OpenCase(opening("market-supervision")),
        CommandKind::RecordInvestigators => CaseCommand::RecordInvestigators {
            officers: vec![officer(LEAD), officer(SECOND)],
        },
        CommandKind::JoinEvidence => CaseCommand::JoinEvidence(sealed(today)),
        CommandKind::ShowCards => cards(&[LEAD, SECOND], today),
        CommandKind::OrderCorrection => Inquiry::OrderCorrection {
            content: reason(),
            until: None,
            service: handed_over(today),
        }
        .into(),
        CommandKind::SuspendInvestigation => suspend(),
        CommandKind::ResumeInvestigation => resume(),
        CommandKind::ExcludeTime => Inquiry::ExcludeTime {
            kind: ExcludedTime::Testing,
            from: today,
            to: today,
            document: reason(),
        }
        .into(),
        CommandKind::ExtendTime => Inquiry::ExtendTime {
            approval: None,
            days: 30,
            reason: reason(),
            discussion: None,
        }
        .into(),
        CommandKind::AskRecusal => ask_recusal(),
        CommandKind::AnswerRecusal => answer_recusal(),
        CommandKind::ConcludeInvestigation => conclude(report(fine(500))),
        CommandKind::ServeNotice => notice(today, true),
        CommandKind::RecordStatement => said(StatementKind::Waived, true, today),
        CommandKind::RequestHearing => asks(today),
        CommandKind::AppointHost => appoint(13, 14),
        CommandKind::HandFileToHost => HearingStep::HandFile { handed_on: today }.into(),
        CommandKind::FixHearing => fix(in_two_weeks(today), None),
        CommandKind::NotifyOfHearing => tell(today),
        CommandKind::AnnounceHearing => HearingStep::Announce {
            announced_on: today,
        }
        .into(),
        CommandKind::SuspendHearing => HearingStep::Suspend { reason: reason() }.into(),
        CommandKind::RecordHearing => HearingStep::Record(held()).into(),
        CommandKind::ReportHearing => HearingStep::Report { opinion: reason() }.into(),
        CommandKind::LegalReview => review(ReviewOutcome::Agree),
        CommandKind::ExtendReview => Inquiry::ExtendReview {
            days: 5,
            reason: reason(),
        }
        .into(),
        CommandKind::Decide => {
            let mut draft = decision(fine(500));
            draft.discussion = Some(discussion(today));
            draft.statement_adoption = Some("已复核".to_owned());
            decide(draft)
        }
        CommandKind::EndCase => terminate(),
        CommandKind::ServeDecision => serve(today),
        CommandKind::RecordServiceAttempt => tried(Method::Direct, AttemptOutcome::Absent, today),
        CommandKind::AnnounceService => announced(today),
        CommandKind::RecordPayment => payment(yuan(500), today),
        CommandKind::GrantPlan => plan(today),
        CommandKind::PauseSurcharge => CaseCommand::PauseSurcharge {
            from: today,
            ground: StopGround::Litigation,
        },
        CommandKind::ResumeSurcharge => CaseCommand::ResumeSurcharge {
            to: today,
            ground: StopGround::Litigation,
        },
        CommandKind::WaiveSurcharge => CaseCommand::WaiveSurcharge(WaiverDraft {
            amount: yuan(1),
            agreement: reason(),
            remedy: reason(),
        }),
        CommandKind::RecordRefund => CaseCommand::RecordRefund(RefundMade {
            amount: yuan(1),
            refunded_on: today,
            voucher: reason(),
        }),
        CommandKind::EndEnforcement => CaseCommand::EndEnforcement {
            ground: EnforcementEndGround::CourtEnded,
            on: today,
        },
        CommandKind::Close => CLOSE,
        CommandKind::Revoke => revoke(today),
        CommandKind::RunOut => CaseCommand::RunOut {
            rule: "PEN-DECIDE-90".to_owned(),
        },
    }
}

fn in_two_weeks(today: Date) -> Date {
    today.saturating_add(14.days())
}

/// A case in each state.
fn every_state() -> Vec<Story> {
    let after = |mut story: Story, actor: Actor, command: CaseCommand| {
        story.does(&actor, command).unwrap();
        story
    };
    let performed = || {
        after(
            Story::served(fine(500)),
            collector(),
            payment(yuan(500), FILED),
        )
    };
    let ended = || after(Story::investigated(), head(), terminate());
    vec![
        Story::new(),
        Story::investigated(),
        after(Story::investigated(), head(), suspend()),
        Story::reported(fine(500)),
        Story::announced(fine(500), true),
        Story::decided(fine(500)),
        Story::served(fine(500)),
        performed(),
        after(performed(), head(), CLOSE),
        after(Story::served(fine(500)), head(), revoke(FILED)),
        ended(),
        after(ended(), head(), CLOSE),
    ]
}

#[test]
fn every_command_is_tried_in_every_state_and_only_the_lawful_pairs_pass() {
    let everyone = person(99, Post::ALL);
    let stories = every_state();
    assert_eq!(stories.len(), CaseStatus::VARIANTS.len());
    for story in stories {
        let status = story.case.status();
        let (_, lawful) = LAWFUL.iter().find(|(state, _)| *state == status).unwrap();
        let lawful: Vec<&str> = lawful.split_whitespace().collect();
        for kind in CommandKind::VARIANTS {
            let mut tried = story.clone();
            let told = tried.does(&everyone, sample(*kind, FILED));
            let out_of_turn = told.is_err_and(|refusal| refusal.code() == "wrong-state");
            let runs_out = *kind == CommandKind::RunOut;
            assert_eq!(
                out_of_turn,
                !lawful.contains(&kind.as_str()) && !runs_out,
                "{kind} in {status}"
            );
            assert_eq!(
                kind.states().contains(&status),
                lawful.contains(&kind.as_str()),
                "{kind} in {status}"
            );
        }
    }
}

/// How far the hearing of the model has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hearing {
    Offered,
    Asked,
    HostNamed,
    HostHasFile,
    DayFixed { told: bool, announced: bool },
    PutOff,
    Held,
    Reported,
}

/// What a clerk with a pencil would keep.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "boxes that the clerk ticks")]
struct Model {
    status: CaseStatus,
    cards: bool,
    hearing: Hearing,
    answered: bool,
    window_over: bool,
    reviewed: bool,
    recusal_open: bool,
}

impl Model {
    fn in_hand(self) -> bool {
        use CaseStatus::{Concluded, Investigating, Notified, Suspended};
        [Investigating, Suspended, Concluded, Notified].contains(&self.status)
    }

    fn hearing_open(self) -> bool {
        !matches!(
            self.hearing,
            Hearing::Offered | Hearing::Held | Hearing::Reported
        )
    }

    /// Whether the step is lawful now.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the model speaks of the steps of the walk alone"
    )]
    fn allows(self, kind: CommandKind) -> bool {
        use CaseStatus::{
            Closed, Concluded, Decided, Ended, Investigating, Notified, Performed, Served,
            Suspended,
        };
        let told = self.status == Notified;
        match kind {
            CommandKind::ShowCards => [Investigating, Concluded, Notified].contains(&self.status),
            CommandKind::SuspendInvestigation => self.status == Investigating,
            CommandKind::ResumeInvestigation => self.status == Suspended,
            CommandKind::ConcludeInvestigation => self.status == Investigating && self.cards,
            CommandKind::ServeNotice => self.status == Concluded,
            CommandKind::RecordStatement => told,
            CommandKind::RequestHearing => {
                told && self.hearing == Hearing::Offered && !self.window_over
            }
            CommandKind::AppointHost => told && self.hearing_open(),
            CommandKind::HandFileToHost => told && self.hearing == Hearing::HostNamed,
            CommandKind::FixHearing => {
                let ready = matches!(
                    self.hearing,
                    Hearing::HostHasFile | Hearing::DayFixed { .. } | Hearing::PutOff
                );
                told && ready
            }
            CommandKind::NotifyOfHearing
            | CommandKind::AnnounceHearing
            | CommandKind::SuspendHearing => {
                told && matches!(self.hearing, Hearing::DayFixed { .. })
            }
            CommandKind::RecordHearing => {
                let all_told = Hearing::DayFixed {
                    told: true,
                    announced: true,
                };
                told && self.hearing == all_told
            }
            CommandKind::ReportHearing => told && self.hearing == Hearing::Held,
            CommandKind::LegalReview => {
                self.status == Concluded
                    || told && !self.hearing_open() && self.hearing != Hearing::Held
            }
            CommandKind::Decide => {
                let heard = match self.hearing {
                    Hearing::Offered => self.answered || self.window_over,
                    Hearing::Reported => true,
                    _ => false,
                };
                let stated = self.answered || self.window_over;
                told && self.reviewed && stated && heard && !self.recusal_open
            }
            CommandKind::AskRecusal | CommandKind::EndCase => self.in_hand() && !self.recusal_open,
            CommandKind::AnswerRecusal => self.in_hand() && self.recusal_open,
            CommandKind::ServeDecision => self.status == Decided,
            CommandKind::RecordPayment => self.status == Served,
            CommandKind::Close => [Performed, Ended].contains(&self.status),
            CommandKind::Revoke => [Decided, Served, Performed, Closed].contains(&self.status),
            _ => false,
        }
    }

    /// The model after a lawful step.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the model speaks of the steps of the walk alone"
    )]
    fn after(mut self, kind: CommandKind) -> Self {
        match kind {
            CommandKind::ShowCards => self.cards = true,
            CommandKind::SuspendInvestigation => self.status = CaseStatus::Suspended,
            CommandKind::ResumeInvestigation => self.status = CaseStatus::Investigating,
            CommandKind::ConcludeInvestigation => self.status = CaseStatus::Concluded,
            CommandKind::ServeNotice => self.status = CaseStatus::Notified,
            CommandKind::RecordStatement => self.answered = true,
            CommandKind::RequestHearing => self.hearing = Hearing::Asked,
            CommandKind::AppointHost => self.hearing = Hearing::HostNamed,
            CommandKind::HandFileToHost => self.hearing = Hearing::HostHasFile,
            CommandKind::SuspendHearing => self.hearing = Hearing::PutOff,
            CommandKind::FixHearing => {
                self.hearing = Hearing::DayFixed {
                    told: false,
                    announced: false,
                };
            }
            CommandKind::NotifyOfHearing => {
                if let Hearing::DayFixed { told, .. } = &mut self.hearing {
                    *told = true;
                }
            }
            CommandKind::AnnounceHearing => {
                if let Hearing::DayFixed { announced, .. } = &mut self.hearing {
                    *announced = true;
                }
            }
            CommandKind::RecordHearing => {
                // two weeks have passed, and the review starts anew
                self.hearing = Hearing::Held;
                self.window_over = true;
                self.reviewed = false;
            }
            CommandKind::ReportHearing => self.hearing = Hearing::Reported,
            CommandKind::LegalReview => self.reviewed = true,
            CommandKind::Decide => self.status = CaseStatus::Decided,
            CommandKind::AskRecusal => self.recusal_open = true,
            CommandKind::AnswerRecusal => self.recusal_open = false,
            CommandKind::EndCase => self.status = CaseStatus::Ended,
            CommandKind::ServeDecision => self.status = CaseStatus::Served,
            CommandKind::RecordPayment => self.status = CaseStatus::Performed,
            CommandKind::Close if self.status == CaseStatus::Ended => {
                self.status = CaseStatus::EndedClosed;
            }
            CommandKind::Close => self.status = CaseStatus::Closed,
            CommandKind::Revoke => self.status = CaseStatus::Revoked,
            _ => {}
        }
        self
    }
}

/// Who takes the step lawfully.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the model speaks of the steps of the walk alone"
)]
fn taken_by(kind: CommandKind) -> Actor {
    match kind {
        CommandKind::LegalReview => reviewer(),
        CommandKind::RecordPayment => collector(),
        CommandKind::FixHearing
        | CommandKind::NotifyOfHearing
        | CommandKind::AnnounceHearing
        | CommandKind::SuspendHearing
        | CommandKind::RecordHearing
        | CommandKind::ReportHearing => host(),
        CommandKind::SuspendInvestigation
        | CommandKind::ResumeInvestigation
        | CommandKind::AnswerRecusal
        | CommandKind::AppointHost
        | CommandKind::Decide
        | CommandKind::EndCase
        | CommandKind::Close
        | CommandKind::Revoke => head(),
        _ => handler(),
    }
}

/// The steps of the walk; those that lead on come more often than those that end it.
fn step() -> impl Strategy<Value = CommandKind> {
    let onward = prop::sample::select(vec![
        CommandKind::ShowCards,
        CommandKind::ConcludeInvestigation,
        CommandKind::ServeNotice,
        CommandKind::RequestHearing,
        CommandKind::AppointHost,
        CommandKind::HandFileToHost,
        CommandKind::FixHearing,
        CommandKind::NotifyOfHearing,
        CommandKind::AnnounceHearing,
        CommandKind::RecordHearing,
        CommandKind::ReportHearing,
        CommandKind::LegalReview,
        CommandKind::Decide,
        CommandKind::ServeDecision,
        CommandKind::RecordPayment,
        CommandKind::Close,
    ]);
    let aside = prop::sample::select(vec![
        CommandKind::RecordStatement,
        CommandKind::AskRecusal,
        CommandKind::AnswerRecusal,
        CommandKind::SuspendInvestigation,
        CommandKind::ResumeInvestigation,
        CommandKind::SuspendHearing,
    ]);
    let last = prop::sample::select(vec![CommandKind::EndCase, CommandKind::Revoke]);
    prop_oneof![40 => onward, 8 => aside, 1 => last]
}

/// Filed, with a team that showed no certificate yet and sealed evidence.
fn started() -> Story {
    let mut story = Story::opened();
    story.assigned(&[LEAD, SECOND]).unwrap();
    story.evidence().unwrap();
    story
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_random_walk_agrees_with_the_model_step_by_step(
        steps in proptest::collection::vec(step(), 1..120),
    ) {
        let mut story = started();
        let mut model = Model {
            status: CaseStatus::Investigating,
            cards: false,
            hearing: Hearing::Offered,
            answered: false,
            window_over: false,
            reviewed: false,
            recusal_open: false,
        };
        for kind in steps {
            let lawful = model.allows(kind);
            let session = story.case.notification().and_then(|told| told.hearing.session());
            if let (true, CommandKind::RecordHearing, Some(session)) = (lawful, kind, session) {
                let held_on = session.held_on;
                story.on(held_on);
            }
            let told = story.does(&taken_by(kind), sample(kind, story.today()));
            prop_assert_eq!(told.is_ok(), lawful, "{}: {:?} {:?}", kind, told, model);
            if lawful {
                model = model.after(kind);
            }
            prop_assert_eq!(story.case.status(), model.status);
        }
    }
}
