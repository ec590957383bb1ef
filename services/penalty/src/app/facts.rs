//! What a step of a case is judged by beyond the case itself.

use jiff::Timestamp;
use kernel::Actor;
use law::Calendar;
use ledger::UnitOfWork;
use penalty_domain::case::Norms;
use penalty_domain::hearing::Practice;
use penalty_domain::referral::Posture;
use penalty_domain::{CaseCommand, CaseFacts, CommandKind};
use runtime::Fault;

use super::norms::norms_for;
use super::one_fine;
use super::referral::referral_of;
use crate::store::case_file::StoredCase;
use crate::store::{official_document, proceeding};

/// What was looked up.
#[derive(Debug)]
pub(super) struct Known {
    norms: Norms,
    fined_before: Option<String>,
    decision_sealed: bool,
    referral: Posture,
    referral_approved: bool,
    open_measures: u32,
}

impl Known {
    /// Looks up what the gates of `command` ask about; those of every step, if there is none.
    pub(super) async fn of(
        unit: &mut UnitOfWork,
        case: &StoredCase,
        command: Option<&CaseCommand>,
    ) -> Result<Self, Fault> {
        let kind = command.map(CaseCommand::kind);
        let asks = |kinds: &[CommandKind]| kind.is_none_or(|kind| kinds.contains(&kind));
        let norms = norms_for(unit, case, command).await?;
        let act = match command {
            Some(CaseCommand::Decide(draft)) => draft.act_reference.as_deref(),
            _ => None,
        };
        let fined_before = if asks(&[CommandKind::Decide]) {
            one_fine::fined_before(unit, case, act).await?
        } else {
            None
        };
        let (referral, referral_approved) = if asks(&[CommandKind::Decide, CommandKind::EndCase]) {
            referral_of(unit, case.id).await?
        } else {
            (Posture::None, false)
        };
        let open_measures = if asks(&[CommandKind::Close]) {
            proceeding::open_of_case(unit.connection(), case.id).await?
        } else {
            0
        };
        let leaves = [CommandKind::ServeDecision, CommandKind::AnnounceService];
        let decision_sealed = match case.state.record() {
            Some(record) if asks(&leaves) => {
                let number = &record.decision.number;
                official_document::holds_number(unit.connection(), number).await?
            }
            Some(_) | None => false,
        };
        Ok(Self {
            norms,
            fined_before,
            decision_sealed,
            referral,
            referral_approved,
            open_measures,
        })
    }

    /// The facts of now.
    pub(super) fn facts<'a>(
        self,
        now: Timestamp,
        actor: &'a Actor,
        (calendar, practice): (&'a Calendar, &'a Practice),
    ) -> CaseFacts<'a> {
        CaseFacts {
            norms: self.norms,
            fined_before: self.fined_before,
            decision_sealed: self.decision_sealed,
            referral: self.referral,
            referral_approved: self.referral_approved,
            open_measures: self.open_measures,
            ..CaseFacts::of(now, actor, calendar, practice)
        }
    }
}
