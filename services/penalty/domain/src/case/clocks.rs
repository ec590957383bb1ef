//! Which clocks run in which state. What a step starts and stops follows from the states before and
//! after it, so that no step can forget a clock.

use law::Due;

use super::state::Case;
use crate::hearing::HearingStage;

/// 90 days from filing to the decision.
pub const DECIDE: &str = "PEN-DECIDE-90";
/// 7 working days from the decision to its service.
pub const DELIVER: &str = "PEN-DELIVER-7";
/// 15 days from service to payment.
pub const PAY: &str = "PEN-PAY-15";
/// 15 working days from performance to closing.
pub const CLOSE: &str = "PEN-CLOSE-15";
/// 5 working days to state and defend.
pub const STATEMENT: &str = "PEN-STATEMENT-5";
/// 5 working days to ask for a hearing.
pub const HEARING_REQUEST: &str = "HRG-REQUEST";

/// Clocks whose running out is an event of its own.
pub const TIMED: [&str; 4] = [DECIDE, DELIVER, PAY, CLOSE];

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
    let (old, new) = (before.clocks(), after.clocks());
    ClockChanges {
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

impl Case {
    /// The clocks that run.
    #[must_use]
    pub fn clocks(&self) -> Vec<&Due> {
        match self {
            Self::Unopened | Self::Closed { .. } | Self::Revoked { .. } => Vec::new(),
            Self::Investigating { file } | Self::Concluded { file, .. } => vec![&file.decide],
            Self::Notified {
                file, notification, ..
            } => {
                let mut clocks = vec![&file.decide];
                if notification.statements.is_empty() {
                    clocks.push(&notification.notice.statement);
                }
                if let HearingStage::Offered { due } = &notification.hearing
                    && !notification.waives_hearing()
                {
                    clocks.push(due);
                }
                clocks
            }
            Self::Decided { deliver, close, .. } => [Some(deliver), close.as_ref()]
                .into_iter()
                .flatten()
                .collect(),
            Self::Served { account, .. } => account
                .iter()
                .filter(|account| !account.is_settled())
                .map(|account| &account.pay)
                .collect(),
            Self::Performed { close, .. } => vec![close],
        }
    }

    /// The clock of `rule`, if it runs.
    #[must_use]
    pub fn clock(&self, rule: &str) -> Option<&Due> {
        self.clocks().into_iter().find(|due| due.rule == rule)
    }
}
