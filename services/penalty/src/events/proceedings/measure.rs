//! Coercive measures.

use contracts::penalty::v1;
use jiff::civil::Date;
use ledger::Error;
use penalty_domain::measure::{Measure, MeasureCommand, MeasureEvent, MeasureKind, TIMED, Testing};
use penalty_domain::on_site::Approval;
use penalty_domain::property::Ending;

use super::{Published, Told, Wire};
use crate::app::Recorded;
use crate::store::proceeding::ProceedingKind;

impl Recorded for Measure {
    const KIND: ProceedingKind = ProceedingKind::Measure;
    const TIMED: &'static [&'static str] = &TIMED;

    fn run_out(rule: String) -> MeasureCommand {
        MeasureCommand::RunOut { rule }
    }
}

impl Published for Measure {
    fn dated(event: &MeasureEvent) -> Date {
        event.legal_date()
    }

    fn articles(&self, event: &MeasureEvent) -> Vec<String> {
        let kind = self.file().map(|file| file.kind);
        kind.map_or_else(Vec::new, |kind| event.articles(kind))
    }

    fn tell(told: &Told<'_, Self>, to: Wire<'_>) -> Result<(), Error> {
        match told.event {
            MeasureEvent::Requested { .. }
            | MeasureEvent::Approved { .. }
            | MeasureEvent::Refused { .. }
            | MeasureEvent::Imposed { .. }
            | MeasureEvent::Delivered { .. } => imposed(told, to),
            MeasureEvent::Extended { .. }
            | MeasureEvent::ExtensionTold { .. }
            | MeasureEvent::Paused { .. }
            | MeasureEvent::Resumed { .. }
            | MeasureEvent::Expired { .. }
            | MeasureEvent::DutyOverdue { .. } => period(told.event, to),
            MeasureEvent::Sold { .. }
            | MeasureEvent::Disposed { .. }
            | MeasureEvent::Lifted { .. }
            | MeasureEvent::Returned { .. } => property(told.event, to),
        }
    }
}

/// Up to the measure and its decision.
fn imposed(told: &Told<'_, Measure>, to: Wire<'_>) -> Result<(), Error> {
    let kind = told.state.file().map(|file| file.kind);
    let kind = kind
        .as_ref()
        .map(MeasureKind::to_string)
        .unwrap_or_default();
    let held = told.state.held();
    let urgent = held.is_some_and(|held| !matches!(held.approval, Approval::Before { .. }));
    match told.event {
        MeasureEvent::Requested { .. } => {
            to.tell(|basis, measure_id, case_id| v1::MeasureRequested {
                basis,
                measure_id,
                case_id,
                kind,
            })
        }
        MeasureEvent::Approved { .. } => {
            to.tell(|basis, measure_id, case_id| v1::MeasureApproved {
                basis,
                measure_id,
                case_id,
                afterwards: held.is_some(),
            })
        }
        MeasureEvent::Refused { .. } => to.tell(|basis, measure_id, case_id| v1::MeasureRefused {
            basis,
            measure_id,
            case_id,
        }),
        MeasureEvent::Imposed { held } => {
            let items = u32::try_from(held.file.items.len()).unwrap_or(u32::MAX);
            to.tell(|basis, measure_id, case_id| v1::MeasureImposed {
                basis,
                measure_id,
                case_id,
                kind,
                items,
                urgent,
            })
        }
        MeasureEvent::Delivered { .. } => {
            to.tell(|basis, measure_id, case_id| v1::MeasureDelivered {
                basis,
                measure_id,
                case_id,
            })
        }
        MeasureEvent::Extended { .. }
        | MeasureEvent::ExtensionTold { .. }
        | MeasureEvent::Paused { .. }
        | MeasureEvent::Resumed { .. }
        | MeasureEvent::Sold { .. }
        | MeasureEvent::Disposed { .. }
        | MeasureEvent::Lifted { .. }
        | MeasureEvent::Returned { .. }
        | MeasureEvent::Expired { .. }
        | MeasureEvent::DutyOverdue { .. } => Ok(()),
    }
}

/// What moves or ends the period.
fn period(event: &MeasureEvent, to: Wire<'_>) -> Result<(), Error> {
    match event {
        MeasureEvent::Extended { extension, .. } => {
            to.tell(|basis, measure_id, case_id| v1::MeasureExtended {
                basis,
                measure_id,
                case_id,
                days: extension.days,
            })
        }
        MeasureEvent::ExtensionTold { .. } => {
            to.tell(|basis, measure_id, case_id| v1::MeasureExtensionTold {
                basis,
                measure_id,
                case_id,
            })
        }
        MeasureEvent::Paused { testing, .. } => paused(testing, to),
        MeasureEvent::Resumed { ended_on, .. } => {
            to.tell(|basis, measure_id, case_id| v1::MeasureResumed {
                basis,
                measure_id,
                case_id,
                ended_on: ended_on.to_string(),
            })
        }
        MeasureEvent::Expired { due, .. } => {
            to.tell(|basis, measure_id, case_id| v1::MeasureExpired {
                basis,
                measure_id,
                case_id,
                rule_id: due.rule.clone(),
            })
        }
        MeasureEvent::DutyOverdue { due, .. } => {
            to.tell(|basis, measure_id, case_id| v1::MeasureDutyOverdue {
                basis,
                measure_id,
                case_id,
                rule_id: due.rule.clone(),
            })
        }
        MeasureEvent::Requested { .. }
        | MeasureEvent::Approved { .. }
        | MeasureEvent::Refused { .. }
        | MeasureEvent::Imposed { .. }
        | MeasureEvent::Delivered { .. }
        | MeasureEvent::Sold { .. }
        | MeasureEvent::Disposed { .. }
        | MeasureEvent::Lifted { .. }
        | MeasureEvent::Returned { .. } => Ok(()),
    }
}

fn paused(testing: &Testing, to: Wire<'_>) -> Result<(), Error> {
    to.tell(|basis, measure_id, case_id| v1::MeasurePaused {
        basis,
        measure_id,
        case_id,
        ground: testing.ground.to_string(),
        from: testing.from.to_string(),
        to: testing.to.to_string(),
        document: testing.notice.document.clone(),
    })
}

/// What becomes of the property.
fn property(event: &MeasureEvent, to: Wire<'_>) -> Result<(), Error> {
    match event {
        MeasureEvent::Sold { item, proceeds, .. } => {
            to.tell(|basis, measure_id, case_id| v1::PropertySold {
                basis,
                measure_id,
                case_id,
                item: *item,
                proceeds_fen: proceeds.get(),
            })
        }
        MeasureEvent::Disposed { items, ending, .. } => {
            to.tell(|basis, measure_id, case_id| v1::PropertyDisposed {
                basis,
                measure_id,
                case_id,
                items: items.clone(),
                ending: name_of(ending).to_owned(),
            })
        }
        MeasureEvent::Lifted { lifting } => {
            to.tell(|basis, measure_id, case_id| v1::MeasureLifted {
                basis,
                measure_id,
                case_id,
                ground: lifting.ground.to_string(),
                items: lifting.items.clone(),
            })
        }
        MeasureEvent::Returned { items, .. } => {
            to.tell(|basis, proceeding_id, case_id| v1::PropertyReturned {
                basis,
                proceeding_id,
                case_id,
                items: items.clone(),
            })
        }
        MeasureEvent::Requested { .. }
        | MeasureEvent::Approved { .. }
        | MeasureEvent::Refused { .. }
        | MeasureEvent::Imposed { .. }
        | MeasureEvent::Delivered { .. }
        | MeasureEvent::Extended { .. }
        | MeasureEvent::ExtensionTold { .. }
        | MeasureEvent::Paused { .. }
        | MeasureEvent::Resumed { .. }
        | MeasureEvent::Expired { .. }
        | MeasureEvent::DutyOverdue { .. } => Ok(()),
    }
}

/// The stable name of an ending.
const fn name_of(ending: &Ending) -> &'static str {
    match ending {
        Ending::NotTaken => "not-taken",
        Ending::Returned { .. } => "returned",
        Ending::Confiscated => "confiscated",
        Ending::Destroyed => "destroyed",
        Ending::HandedOver => "handed-over",
        Ending::Converted { .. } => "converted",
    }
}
