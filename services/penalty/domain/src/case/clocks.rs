//! Which clocks run in which state. What a step starts and stops follows from the states before and
//! after it, so that no step can forget a clock.

use law::Due;

use super::file::File;
use super::state::Case;
use crate::hearing::HearingStage;
use crate::limitation::PUBLIC_SECURITY;
use crate::service_of_process::{Announcement, Paper};

/// 90 days from filing to the decision.
pub const DECIDE: &str = "PEN-DECIDE-90";
/// 30 days from filing to the decision, in the field of public security.
pub const DECIDE_PUBLIC_SECURITY: &str = "PEN-DECIDE-PSB";
/// 7 working days from the decision to its service.
pub const DELIVER: &str = "PEN-DELIVER-7";
/// 2 days from the decision to its service, in the field of public security.
pub const DELIVER_PUBLIC_SECURITY: &str = "PEN-DELIVER-PSB";
/// 15 days from service to payment.
pub const PAY: &str = "PEN-PAY-15";
/// 15 working days from performance to closing.
pub const CLOSE: &str = "PEN-CLOSE-15";
/// 30 days after which an announced document counts as served.
pub const ANNOUNCE: &str = "SVC-ANNOUNCE";
/// 5 working days to state and defend.
pub const STATEMENT: &str = "PEN-STATEMENT-5";
/// 5 working days to ask for a hearing.
pub const HEARING_REQUEST: &str = "HRG-REQUEST";

/// 10 working days to review.
pub const REVIEW: &str = "PEN-REVIEW-10";
/// 3 working days from the request to the appointment of the host of the hearing.
pub const HEARING_HOST: &str = "HRG-HOST";
/// 3 working days from the appointment until the host has the file.
pub const HEARING_FILE: &str = "HRG-FILE-TO-HOST";
/// 5 working days from the file until the day of the hearing is fixed.
pub const HEARING_DATE: &str = "HRG-FIX-DATE";
/// 7 working days between the notice of the hearing and its day, counted back.
pub const HEARING_NOTICE: &str = "HRG-NOTICE-BEFORE";
/// 3 working days between the announcement of an open hearing and its day, counted back.
pub const HEARING_ANNOUNCE: &str = "HRG-PUBLIC-ANN";
/// 5 working days from the hearing to the report on it.
pub const HEARING_REPORT: &str = "HRG-REPORT";

/// Clocks whose running out is an event of its own.
pub const TIMED: [&str; 14] = [
    DECIDE,
    DECIDE_PUBLIC_SECURITY,
    DELIVER,
    DELIVER_PUBLIC_SECURITY,
    PAY,
    CLOSE,
    ANNOUNCE,
    REVIEW,
    HEARING_HOST,
    HEARING_FILE,
    HEARING_DATE,
    HEARING_NOTICE,
    HEARING_ANNOUNCE,
    HEARING_REPORT,
];

/// The time to decide a case of `domain`.
pub(super) fn decide_in(domain: &str) -> &'static str {
    if domain == PUBLIC_SECURITY {
        DECIDE_PUBLIC_SECURITY
    } else {
        DECIDE
    }
}

/// The time to serve a decision in a case of `domain`.
pub(super) fn deliver_in(domain: &str) -> &'static str {
    if domain == PUBLIC_SECURITY {
        DELIVER_PUBLIC_SECURITY
    } else {
        DELIVER
    }
}

/// What a step did to the clocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClockChanges {
    /// Started, or moved.
    pub set: Vec<Due>,
    /// Rules of the clocks that stopped.
    pub met: Vec<String>,
}

/// What the step from `before` to `after` did to the clocks.
#[must_use]
pub fn clock_changes(before: &Case, after: &Case) -> ClockChanges {
    ClockChanges::between(&before.clocks(), &after.clocks())
}

impl ClockChanges {
    /// What changed from the clocks `old` to the clocks `new`.
    #[must_use]
    pub fn between(old: &[&Due], new: &[&Due]) -> Self {
        Self {
            set: new
                .iter()
                .filter(|due| !old.contains(due))
                .map(|due| (*due).clone())
                .collect(),
            met: old
                .iter()
                .filter(|was| !new.iter().any(|is| is.rule == was.rule))
                .map(|due| due.rule.clone())
                .collect(),
        }
    }
}

impl Case {
    /// The clocks that run.
    #[must_use]
    pub fn clocks(&self) -> Vec<&Due> {
        let announced = self.announcement().map(|running| &running.due);
        self.own_clocks().into_iter().chain(announced).collect()
    }

    /// The announcement that runs for the document that the case waits to have served.
    #[must_use]
    pub fn announcement(&self) -> Option<&Announcement> {
        let log = &self.file()?.service_log;
        match self {
            Self::Concluded { .. } => log.running(Paper::Notice),
            Self::Notified { .. } => log.running(Paper::HearingNotice),
            Self::Decided { .. } => log.running(Paper::Decision),
            Self::Served { .. } => log.running(Paper::Demand),
            Self::Unopened
            | Self::Investigating { .. }
            | Self::Performed { .. }
            | Self::Closed { .. }
            | Self::Suspended { .. }
            | Self::Ended { .. }
            | Self::EndedClosed { .. }
            | Self::Revoked { .. } => None,
        }
    }

    fn own_clocks(&self) -> Vec<&Due> {
        match self {
            Self::Unopened
            | Self::Closed { .. }
            | Self::Revoked { .. }
            | Self::EndedClosed { .. } => Vec::new(),
            Self::Investigating { file } | Self::Suspended { file, .. } => vec![&file.decide],
            Self::Concluded { file, .. } => clocks_of(file),
            Self::Notified {
                file, notification, ..
            } => {
                let mut clocks = clocks_of(file);
                if notification.statements.is_empty() {
                    clocks.push(&notification.notice.statement);
                }
                let hearing = &notification.hearing;
                let waived = matches!(hearing, HearingStage::Offered { .. })
                    && notification.waives_hearing();
                if !waived {
                    clocks.extend(hearing.clocks());
                }
                clocks
            }
            Self::Decided { deliver, close, .. } => [Some(deliver), close.as_ref()]
                .into_iter()
                .flatten()
                .collect(),
            Self::Served {
                ended: Some(ending),
                ..
            } => vec![&ending.close],
            Self::Served { account, .. } => account
                .iter()
                .filter_map(|account| account.next_due())
                .collect(),
            Self::Performed { close, .. } | Self::Ended { close, .. } => vec![close],
        }
    }

    /// Whether it was noted that the clock `due` ran out.
    #[must_use]
    pub fn was_noted(&self, due: &Due) -> bool {
        match self.account() {
            Some(account) if due.rule == PAY => account.was_missed(due),
            _ => self
                .file()
                .is_some_and(|file| file.overdue.contains(&due.rule)),
        }
    }

    /// The clock of `rule`, if it runs.
    #[must_use]
    pub fn clock(&self, rule: &str) -> Option<&Due> {
        self.clocks().into_iter().find(|due| due.rule == rule)
    }
}

/// The time to decide, and the time to review while the file lies with the reviewers.
fn clocks_of(file: &File) -> Vec<&Due> {
    let review = file.proceedings.review.as_ref();
    std::iter::once(&file.decide).chain(review).collect()
}
