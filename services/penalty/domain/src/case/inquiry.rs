//! The steps around an investigation: what may be asked, what happens, and how it changes the case.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::{ActorId, OfficerId};
use law::{Due, Extension, Pause};

use super::command::{CaseCommand, CommandKind};
use super::decision::CollectiveDiscussion;
use super::file::File;
use super::proceedings::{
    CardShown, CorrectionOrder, Ending, EndingKind, Recusal, RecusalAnswer, RecusalDecider,
    RecusalRole, Suspension, SuspensionGround,
};
use super::state::Case;
use crate::service_of_process::ServiceOfProcess;
use crate::time_limits::ExcludedTime;

/// A step around the investigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inquiry {
    /// Record that officers showed their certificates.
    ShowCards {
        /// Who.
        officers: BTreeSet<OfficerId>,
        /// When.
        shown_on: Date,
        /// Where it is recorded.
        proof: String,
    },
    /// Order to correct.
    OrderCorrection {
        /// What.
        content: String,
        /// Last day; none for at once.
        until: Option<Date>,
        /// How the order was served.
        service: ServiceOfProcess,
    },
    /// Suspend the investigation.
    Suspend {
        /// Why.
        ground: SuspensionGround,
        /// The facts.
        reason: String,
    },
    /// Resume it.
    Resume {
        /// What removed the reason of the suspension.
        reason: String,
    },
    /// Record time that does not count.
    ExcludeTime {
        /// What it was used for.
        kind: ExcludedTime,
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
        /// The document that proves it.
        document: String,
    },
    /// Extend the time to decide.
    ExtendTime {
        /// By how many calendar days.
        days: u32,
        /// Why.
        reason: String,
        /// The collective discussion; required for every extension after the first.
        discussion: Option<CollectiveDiscussion>,
        /// The approval of the organ one level up; required in the field of public security.
        approval: Option<String>,
    },
    /// Extend the time to review.
    ExtendReview {
        /// By how many working days.
        days: u32,
        /// Why.
        reason: String,
    },
    /// Ask that someone withdraw.
    AskRecusal {
        /// Who.
        of: ActorId,
        /// What they are.
        role: RecusalRole,
        /// Whether the party asks.
        by_party: bool,
        /// Why.
        reason: String,
    },
    /// Decide on a recusal.
    AnswerRecusal {
        /// Who was asked to withdraw.
        of: ActorId,
        /// Whether they withdraw.
        granted: bool,
        /// Why.
        reason: String,
        /// As what the decision is made.
        decided_as: RecusalDecider,
    },
    /// End the case without a decision on a penalty.
    End {
        /// How.
        kind: EndingKind,
        /// Why.
        reason: String,
    },
}

impl Inquiry {
    /// Which command.
    #[must_use]
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::ShowCards { .. } => CommandKind::ShowCards,
            Self::OrderCorrection { .. } => CommandKind::OrderCorrection,
            Self::Suspend { .. } => CommandKind::SuspendInvestigation,
            Self::Resume { .. } => CommandKind::ResumeInvestigation,
            Self::ExcludeTime { .. } => CommandKind::ExcludeTime,
            Self::ExtendTime { .. } => CommandKind::ExtendTime,
            Self::ExtendReview { .. } => CommandKind::ExtendReview,
            Self::AskRecusal { .. } => CommandKind::AskRecusal,
            Self::AnswerRecusal { .. } => CommandKind::AnswerRecusal,
            Self::End { .. } => CommandKind::EndCase,
        }
    }
}

impl From<Inquiry> for CaseCommand {
    fn from(inquiry: Inquiry) -> Self {
        Self::Inquiry(inquiry)
    }
}

/// Something that happened around an investigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InquiryEvent {
    /// Officers showed their certificates.
    CardsShown(CardShown),
    /// An order to correct was served.
    CorrectionOrdered(CorrectionOrder),
    /// The investigation stands still.
    Suspended(Suspension),
    /// It goes on.
    Resumed {
        /// When.
        on: Date,
        /// The time that does not count, where a rule excludes it.
        pause: Option<Pause>,
        /// The time to decide.
        decide: Due,
    },
    /// Time that does not count was recorded.
    TimeExcluded {
        /// It.
        pause: Pause,
        /// When it was recorded.
        on: Date,
        /// The article.
        citation: String,
        /// The time to decide.
        decide: Due,
    },
    /// The time to decide was extended.
    TimeExtended {
        /// By how much.
        extension: Extension,
        /// When.
        on: Date,
        /// The article.
        citation: String,
        /// The time to decide.
        decide: Due,
    },
    /// The file went to the reviewers, or they were given more time.
    SentToReview {
        /// The time to review.
        due: Due,
        /// When.
        on: Date,
    },
    /// Someone was asked to withdraw.
    RecusalAsked(Recusal),
    /// It was decided whether they do.
    RecusalAnswered {
        /// Who.
        of: ActorId,
        /// The answer.
        answer: RecusalAnswer,
    },
    /// The case ended without a decision on a penalty.
    Ended {
        /// How.
        ending: Ending,
        /// The time to close.
        close: Due,
    },
}

impl InquiryEvent {
    /// The legal date of the step.
    #[must_use]
    pub const fn legal_date(&self) -> Date {
        match self {
            Self::CardsShown(card) => card.shown_on,
            Self::CorrectionOrdered(order) => order.served_on,
            Self::Suspended(suspension) => suspension.since,
            Self::Resumed { on, .. }
            | Self::TimeExcluded { on, .. }
            | Self::TimeExtended { on, .. }
            | Self::SentToReview { on, .. } => *on,
            Self::RecusalAsked(recusal) => recusal.asked_on,
            Self::RecusalAnswered { answer, .. } => answer.on,
            Self::Ended { ending, .. } => ending.on,
        }
    }

    /// The articles that the step rests on.
    #[must_use]
    pub fn articles(&self) -> Vec<&str> {
        match self {
            Self::CardsShown(_) => vec!["行政处罚法第五十五条第一款"],
            Self::CorrectionOrdered(_) => vec!["行政处罚法第二十八条第一款"],
            Self::Suspended(_) | Self::Resumed { .. } => {
                vec!["市场监督管理行政处罚程序规定第四十六条"]
            }
            Self::TimeExcluded { citation, .. } | Self::TimeExtended { citation, .. } => {
                vec!["行政处罚法第六十条", citation]
            }
            Self::SentToReview { due, .. } => vec![&due.citation],
            Self::RecusalAsked(_) | Self::RecusalAnswered { .. } => {
                vec!["行政处罚法第四十三条", "市场监督管理行政处罚程序规定第四条"]
            }
            Self::Ended { ending, .. } => vec![ending.kind.citation()],
        }
    }
}

/// The case after `event`.
pub(super) fn evolve(case: Case, event: &InquiryEvent) -> Case {
    match event {
        InquiryEvent::Suspended(suspension) => suspended(case, suspension),
        InquiryEvent::Ended { ending, close } => ended(case, ending, close),
        InquiryEvent::Resumed { pause, decide, .. } => resumed(case, pause.as_ref(), decide),
        InquiryEvent::CardsShown(_)
        | InquiryEvent::CorrectionOrdered(_)
        | InquiryEvent::TimeExcluded { .. }
        | InquiryEvent::TimeExtended { .. }
        | InquiryEvent::SentToReview { .. }
        | InquiryEvent::RecusalAsked(_)
        | InquiryEvent::RecusalAnswered { .. } => {
            let mut case = case;
            if let Some(file) = case.file_mut() {
                note(file, event);
            }
            case
        }
    }
}

/// Notes in the file what leaves the state as it is.
fn note(file: &mut File, event: &InquiryEvent) {
    let proceedings = &mut file.proceedings;
    match event {
        InquiryEvent::CardsShown(card) => proceedings.cards.push(card.clone()),
        InquiryEvent::CorrectionOrdered(order) => proceedings.corrections.push(order.clone()),
        InquiryEvent::TimeExcluded { pause, decide, .. } => {
            proceedings.time.pauses.push(pause.clone());
            file.decide = decide.clone();
        }
        InquiryEvent::TimeExtended {
            extension, decide, ..
        } => {
            proceedings.time.extensions.push(extension.clone());
            file.decide = decide.clone();
        }
        InquiryEvent::SentToReview { due, .. } => proceedings.review = Some(due.clone()),
        InquiryEvent::RecusalAsked(recusal) => proceedings.recusals.push(recusal.clone()),
        InquiryEvent::RecusalAnswered { of, answer } => {
            let mut open = proceedings.recusals.iter_mut();
            if let Some(recusal) = open.find(|one| one.of == *of && one.answer.is_none()) {
                recusal.answer = Some(answer.clone());
            }
            if answer.granted {
                let officer = OfficerId::from(of.uuid());
                file.investigators.retain(|one| *one != officer);
            }
        }
        InquiryEvent::Suspended(_) | InquiryEvent::Resumed { .. } | InquiryEvent::Ended { .. } => {}
    }
}

fn suspended(case: Case, suspension: &Suspension) -> Case {
    let Case::Investigating { file } = case else {
        return case;
    };
    Case::Suspended {
        file,
        suspension: suspension.clone(),
    }
}

fn resumed(case: Case, pause: Option<&Pause>, decide: &Due) -> Case {
    let Case::Suspended { mut file, .. } = case else {
        return case;
    };
    file.proceedings.time.pauses.extend(pause.cloned());
    file.decide = decide.clone();
    Case::Investigating { file }
}

fn ended(case: Case, ending: &Ending, close: &Due) -> Case {
    let report = case.report().cloned().map(Box::new);
    let notification = case.notification().cloned().map(Box::new);
    match case {
        Case::Investigating { file }
        | Case::Suspended { file, .. }
        | Case::Concluded { file, .. }
        | Case::Notified { file, .. } => Case::Ended {
            file,
            report,
            notification,
            ending: ending.clone(),
            close: close.clone(),
        },
        Case::Unopened
        | Case::Decided { .. }
        | Case::Served { .. }
        | Case::Performed { .. }
        | Case::Closed { .. }
        | Case::Revoked { .. }
        | Case::Ended { .. }
        | Case::EndedClosed { .. } => case,
    }
}
