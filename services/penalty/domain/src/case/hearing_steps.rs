//! The steps of a hearing: what may be asked, what happens, and how it changes the case.

use jiff::civil::Date;
use kernel::ActorId;
use law::{Due, Pause};

use super::command::{CaseCommand, CommandKind};
use super::file::Notification;
use super::state::Case;
use crate::arrangement::{
    ClosedGround, HearingNotice, HearingReport, HearingTermination, Openness, Panel, Preparation,
    RecordSignature, ReportStage, Session,
};
use crate::hearing::{Hearing, HearingOutcome, HearingStage};
use crate::service_of_process::ServiceOfProcess;

/// How the hearing went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HearingRecord {
    /// How it ended.
    pub outcome: HearingOutcome,
    /// Why it ended before its end; required with that outcome, and only then.
    pub termination: Option<HearingTermination>,
    /// How many agents the party sent.
    pub agents: u8,
    /// Whether the party signed the record.
    pub signature: RecordSignature,
    /// What was said.
    pub record: String,
}

/// A step of a hearing after it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HearingStep {
    /// Appoint who conducts it.
    Appoint {
        /// Who presides.
        host: ActorId,
        /// Who keeps the record.
        recorder: ActorId,
    },
    /// Hand the file to the host.
    HandFile {
        /// When.
        handed_on: Date,
    },
    /// Fix day and place.
    Fix {
        /// The day.
        held_on: Date,
        /// Time of day and place.
        place: String,
        /// Why it is not open; none for an open hearing.
        closed: Option<ClosedGround>,
    },
    /// Record that the notice was served.
    Notify {
        /// How.
        service: ServiceOfProcess,
    },
    /// Record that it was announced to the public.
    Announce {
        /// When.
        announced_on: Date,
    },
    /// Put it off.
    Suspend {
        /// Why.
        reason: String,
    },
    /// Record how it went.
    Record(HearingRecord),
    /// Report to the heads of the agency.
    Report {
        /// Findings and advice.
        opinion: String,
    },
}

impl HearingStep {
    /// Which command.
    #[must_use]
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Appoint { .. } => CommandKind::AppointHost,
            Self::HandFile { .. } => CommandKind::HandFileToHost,
            Self::Fix { .. } => CommandKind::FixHearing,
            Self::Notify { .. } => CommandKind::NotifyOfHearing,
            Self::Announce { .. } => CommandKind::AnnounceHearing,
            Self::Suspend { .. } => CommandKind::SuspendHearing,
            Self::Record(_) => CommandKind::RecordHearing,
            Self::Report { .. } => CommandKind::ReportHearing,
        }
    }
}

impl From<HearingStep> for CaseCommand {
    fn from(step: HearingStep) -> Self {
        Self::Hearing(step)
    }
}

/// Something that happened to a hearing after it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HearingEvent {
    /// Host and recorder were appointed.
    Appointed {
        /// Who.
        panel: Panel,
        /// The time to hand over the file.
        hand_file: Due,
    },
    /// The host has the file.
    FileHanded {
        /// When.
        on: Date,
        /// The time to fix the day.
        fix: Due,
    },
    /// Day and place are fixed.
    Fixed {
        /// When that was done.
        on: Date,
        /// Day, place, latest days of notice and announcement.
        session: Box<Session>,
    },
    /// The notice was served.
    Notified {
        /// How and when.
        notice: HearingNotice,
    },
    /// It was announced to the public.
    Announced {
        /// When.
        on: Date,
    },
    /// It was put off.
    Suspended {
        /// Why.
        reason: String,
        /// When.
        on: Date,
    },
    /// It is over.
    Held {
        /// Its record.
        hearing: Hearing,
        /// The report that is to follow.
        report: ReportStage,
        /// Its time, where a rule says that it does not count.
        pause: Option<Pause>,
        /// The time to decide.
        decide: Due,
    },
    /// The host reported.
    Reported {
        /// What.
        report: HearingReport,
    },
}

impl HearingEvent {
    /// The legal date of the step.
    #[must_use]
    pub const fn legal_date(&self) -> Date {
        match self {
            Self::Appointed { panel, .. } => panel.appointed_on,
            Self::FileHanded { on, .. }
            | Self::Fixed { on, .. }
            | Self::Announced { on }
            | Self::Suspended { on, .. } => *on,
            Self::Notified { notice } => notice.served_on,
            Self::Held { hearing, .. } => hearing.held_on,
            Self::Reported { report } => report.reported_on,
        }
    }

    /// The articles that the step rests on.
    #[must_use]
    pub const fn articles(&self) -> &'static [&'static str] {
        match self {
            Self::Appointed { .. } => &[
                "行政处罚法第六十四条第四项",
                "市场监督管理行政处罚听证办法第十八条",
            ],
            Self::FileHanded { .. } => &["市场监督管理行政处罚听证办法第十九条"],
            Self::Fixed { .. } => &["市场监督管理行政处罚听证办法第二十条"],
            Self::Notified { .. } => &["行政处罚法第六十四条第二项"],
            Self::Announced { .. } => &[
                "行政处罚法第六十四条第三项",
                "市场监督管理行政处罚听证办法第二十二条第二款",
            ],
            Self::Suspended { .. } => &["市场监督管理行政处罚听证办法第二十六条"],
            Self::Held { .. } => &["行政处罚法第六十四条", "行政处罚法第六十五条"],
            Self::Reported { .. } => &["市场监督管理行政处罚听证办法第二十九条"],
        }
    }
}

/// The case after `event`.
pub(super) fn evolve(case: Case, event: &HearingEvent) -> Case {
    let Case::Notified {
        mut file,
        report,
        mut review,
        mut notification,
    } = case
    else {
        return case;
    };
    if let HearingEvent::Appointed { panel, .. } = event {
        file.proceedings.hosted.extend([panel.host, panel.recorder]);
    }
    if let HearingEvent::Held { pause, decide, .. } = event {
        file.proceedings.time.pauses.extend(pause.iter().cloned());
        file.proceedings.review = None;
        file.decide = decide.clone();
        file.hearing_finished = true;
        // the review comes after the hearing, so one before it no longer counts
        review = None;
    }
    advance(&mut notification, event);
    Case::Notified {
        file,
        report,
        review,
        notification,
    }
}

fn advance(notification: &mut Notification, event: &HearingEvent) {
    let stage = &mut notification.hearing;
    match (event, &mut *stage) {
        (HearingEvent::Appointed { panel, hand_file }, before) => {
            let requested_on = match before {
                HearingStage::Requested { requested_on, .. }
                | HearingStage::Prepared { requested_on, .. } => *requested_on,
                HearingStage::NoRight
                | HearingStage::Offered { .. }
                | HearingStage::Finished { .. } => return,
            };
            *stage = HearingStage::Prepared {
                requested_on,
                panel: panel.clone(),
                preparation: Preparation::AwaitingFile {
                    due: hand_file.clone(),
                },
            };
        }
        (
            HearingEvent::Held {
                hearing, report, ..
            },
            HearingStage::Prepared { requested_on, .. },
        ) => {
            *stage = HearingStage::Finished {
                requested_on: *requested_on,
                hearing: hearing.clone(),
                report: report.clone(),
            };
        }
        (HearingEvent::Reported { report }, HearingStage::Finished { report: slot, .. }) => {
            *slot = ReportStage::Given {
                report: report.clone(),
            };
        }
        (_, HearingStage::Prepared { preparation, .. }) => prepare(preparation, event),
        _ => {}
    }
}

fn prepare(preparation: &mut Preparation, event: &HearingEvent) {
    match (event, &mut *preparation) {
        (HearingEvent::FileHanded { fix, .. }, _) => {
            *preparation = Preparation::AwaitingDate { due: fix.clone() };
        }
        (HearingEvent::Fixed { session, .. }, _) => {
            *preparation = Preparation::Fixed {
                session: session.clone(),
            };
        }
        (HearingEvent::Suspended { reason, on }, _) => {
            *preparation = Preparation::Suspended {
                reason: reason.clone(),
                since: *on,
            };
        }
        (HearingEvent::Notified { notice }, Preparation::Fixed { session }) => {
            session.notice = Some(notice.clone());
        }
        (HearingEvent::Announced { on }, Preparation::Fixed { session }) => {
            if let Openness::Open { announced_on, .. } = &mut session.openness {
                *announced_on = Some(*on);
            }
        }
        _ => {}
    }
}
