//! Substitute performance.

use contracts::penalty::v1;
use jiff::civil::Date;
use ledger::Error;
use penalty_domain::substitute::{Substitute, SubstituteCommand, SubstituteEvent, TIMED};

use super::{Published, Told, Wire};
use crate::app::Recorded;
use crate::store::proceeding::ProceedingKind;

impl Recorded for Substitute {
    const KIND: ProceedingKind = ProceedingKind::Substitute;
    const TIMED: &'static [&'static str] = &TIMED;

    fn run_out(rule: String) -> SubstituteCommand {
        SubstituteCommand::RunOut { rule }
    }
}

impl Published for Substitute {
    fn dated(event: &SubstituteEvent) -> Date {
        event.legal_date()
    }

    fn articles(&self, event: &SubstituteEvent) -> Vec<String> {
        event.articles()
    }

    fn tell(told: &Told<'_, Self>, to: Wire<'_>) -> Result<(), Error> {
        match told.event {
            SubstituteEvent::Decided { plan } | SubstituteEvent::Replanned { plan, .. } => {
                to.tell(|basis, substitute_id, case_id| v1::SubstituteDecided {
                    basis,
                    substitute_id,
                    case_id,
                    planned_on: plan.planned_on.to_string(),
                })
            }
            SubstituteEvent::Reminded { .. } => {
                to.tell(|basis, substitute_id, case_id| v1::SubstituteReminded {
                    basis,
                    substitute_id,
                    case_id,
                })
            }
            SubstituteEvent::Performed { work } => {
                to.tell(|basis, substitute_id, case_id| v1::SubstitutePerformed {
                    basis,
                    substitute_id,
                    case_id,
                    cost_fen: work.cost.get(),
                })
            }
            SubstituteEvent::Stopped { .. } => {
                to.tell(|basis, substitute_id, case_id| v1::SubstituteStopped {
                    basis,
                    substitute_id,
                    case_id,
                })
            }
            SubstituteEvent::ReminderMissed { due, .. } => to.tell(
                |basis, substitute_id, case_id| v1::SubstituteReminderMissed {
                    basis,
                    substitute_id,
                    case_id,
                    rule_id: due.rule.clone(),
                },
            ),
        }
    }
}
