//! Registered preservation.

use contracts::penalty::v1;
use jiff::civil::Date;
use ledger::Error;
use penalty_domain::on_site::Approval;
use penalty_domain::preservation::{
    Preservation, PreservationCommand, PreservationEvent, TIMED, Treatment,
};

use super::{Published, Told, Wire};
use crate::app::Recorded;
use crate::store::proceeding::ProceedingKind;

impl Recorded for Preservation {
    const KIND: ProceedingKind = ProceedingKind::Preservation;
    const TIMED: &'static [&'static str] = &TIMED;

    fn run_out(rule: String) -> PreservationCommand {
        PreservationCommand::RunOut { rule }
    }
}

impl Published for Preservation {
    fn dated(event: &PreservationEvent) -> Date {
        event.legal_date()
    }

    fn articles(&self, event: &PreservationEvent) -> Vec<String> {
        event.articles()
    }

    fn tell(told: &Told<'_, Self>, to: Wire<'_>) -> Result<(), Error> {
        let kept = told.state.kept();
        match told.event {
            PreservationEvent::Requested { .. } => {
                to.tell(
                    |basis, preservation_id, case_id| v1::PreservationRequested {
                        basis,
                        preservation_id,
                        case_id,
                    },
                )
            }
            PreservationEvent::Approved { .. } => {
                to.tell(|basis, preservation_id, case_id| v1::PreservationApproved {
                    basis,
                    preservation_id,
                    case_id,
                    afterwards: kept.is_some(),
                })
            }
            PreservationEvent::Refused { .. } => {
                to.tell(|basis, preservation_id, case_id| v1::PreservationRefused {
                    basis,
                    preservation_id,
                    case_id,
                })
            }
            PreservationEvent::Taken { kept } => {
                to.tell(|basis, preservation_id, case_id| v1::PropertyPreserved {
                    basis,
                    preservation_id,
                    case_id,
                    items: u32::try_from(kept.file.items.len()).unwrap_or(u32::MAX),
                    urgent: !matches!(kept.approval, Approval::Before { .. }),
                })
            }
            PreservationEvent::Disposed {
                items, treatment, ..
            } => disposed(items, treatment, to),
            PreservationEvent::Returned { items, .. } => {
                to.tell(|basis, proceeding_id, case_id| v1::PropertyReturned {
                    basis,
                    proceeding_id,
                    case_id,
                    items: items.clone(),
                })
            }
            PreservationEvent::Lapsed { due, .. } => {
                to.tell(|basis, preservation_id, case_id| v1::PreservationLapsed {
                    basis,
                    preservation_id,
                    case_id,
                    rule_id: due.rule.clone(),
                })
            }
            PreservationEvent::DutyOverdue { due, .. } => to.tell(
                |basis, preservation_id, case_id| v1::PreservationDutyOverdue {
                    basis,
                    preservation_id,
                    case_id,
                    rule_id: due.rule.clone(),
                },
            ),
        }
    }
}

fn disposed(items: &[u32], treatment: &Treatment, to: Wire<'_>) -> Result<(), Error> {
    let (name, measure) = match treatment {
        Treatment::Copied => ("copied", None),
        Treatment::SentForTesting { .. } => ("sent-for-testing", None),
        Treatment::Converted { measure } => ("converted", Some(measure)),
        Treatment::Confiscated => ("confiscated", None),
        Treatment::Released => ("released", None),
    };
    to.tell(|basis, preservation_id, case_id| v1::PreservationDisposed {
        basis,
        preservation_id,
        case_id,
        items: items.to_vec(),
        treatment: name.to_owned(),
        measure_id: measure.map(ToString::to_string).unwrap_or_default(),
    })
}
