//! Which clocks run in which state.

use law::Due;

use super::duty::DutyStage;
use super::state::{Answer, Opinion, Remedy, With};
use crate::procedure::Clocked;

/// 60 days to apply for reconsideration.
pub const RECONSIDER: &str = "REM-RECON-60";
/// 6 months to sue directly.
pub const SUE: &str = "REM-LIT-6M";
/// 15 days to sue after reconsideration.
pub const SUE_AFTER: &str = "REM-LIT-15";
/// 5 working days for the agency to forward an application.
pub const FORWARD: &str = "REM-RECON-FORWARD";
/// 5 working days for the body to accept it or not.
pub const ACCEPT: &str = "REM-RECON-ACCEPT";
/// 10 working days for the agency's answer.
pub const ANSWER: &str = "REM-RECON-ANSWER";
/// 60 days for the body's decision.
pub const DECIDE: &str = "REM-RECON-DECIDE";
/// 60 days to report what was corrected.
pub const OPINION: &str = "REM-RECON-OPINION";
/// 2 months for the agency to perform a duty that was asked for.
pub const DUTY: &str = "REM-DUTY-2M";

/// Clocks whose running out is an event of its own.
pub const TIMED: [&str; 9] = [
    RECONSIDER, SUE, SUE_AFTER, FORWARD, ACCEPT, ANSWER, DECIDE, OPINION, DUTY,
];

impl Clocked for Remedy {
    fn clocks(&self) -> Vec<&Due> {
        let Some(dossier) = self.dossier() else {
            return Vec::new();
        };
        let opinion = match &dossier.opinion {
            Some(Opinion::Received { due, .. }) => Some(due),
            Some(Opinion::Reported { .. }) | None => None,
        };
        let duty = match dossier.duty.as_ref().map(|duty| &duty.stage) {
            Some(DutyStage::Pending { due }) => Some(due),
            _ => None,
        };
        let own: Vec<&Due> = match self {
            Self::Open {
                reconsideration,
                suit,
                ..
            } => std::iter::once(reconsideration)
                .chain(suit)
                // a period that ended is no clock any more
                .filter(|due| dossier.ended.get(&due.rule) != Some(&due.raw))
                .collect(),
            Self::Applied { place, .. } => match place {
                With::Agency { forward: due } | With::Body { accept: due } => vec![due],
            },
            Self::Accepted { decide, answer, .. } => match answer {
                Answer::Pending { due } => vec![decide, due],
                Answer::NotAsked | Answer::Given { .. } => vec![decide],
            },
            Self::Settled { suit, .. } => vec![suit],
            Self::Unopened | Self::Suing { .. } | Self::Final { .. } => Vec::new(),
        };
        own.into_iter().chain(opinion).chain(duty).collect()
    }

    fn missed(&self, rule: &str) -> bool {
        self.dossier()
            .is_some_and(|dossier| dossier.ended.contains_key(rule))
    }

    fn status(&self) -> &'static str {
        match self {
            Self::Unopened => "unopened",
            Self::Open { .. } => "open",
            Self::Applied { .. } => "applied",
            Self::Accepted { .. } => "accepted",
            Self::Settled { .. } => "settled",
            Self::Suing { .. } => "suing",
            Self::Final { .. } => "final",
        }
    }
}
