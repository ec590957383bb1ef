//! What an event makes of a preservation. Never fails: what happened, happened.

use jiff::civil::Date;
use kernel::legal_date;

use super::state::{Kept, Preservation, PreservationFile, is_kept};
use super::step::{PreservationEvent, Treatment};
use crate::on_site::Ruling;
use crate::property::{Ending, Fate, Item, numbers, turn};

pub(super) fn evolve(mut preservation: Preservation, event: &PreservationEvent) -> Preservation {
    match event {
        PreservationEvent::Requested { file } => {
            return Preservation::Requested { file: file.clone() };
        }
        PreservationEvent::Taken { kept } => return Preservation::Kept { kept: kept.clone() },
        PreservationEvent::Approved { ruling } => {
            if let Preservation::Requested { file } = preservation {
                let ruling = ruling.clone();
                return Preservation::Approved { file, ruling };
            }
            change(&mut preservation, |kept| {
                kept.approval.made_good(ruling.clone());
            });
        }
        PreservationEvent::Refused { ruling } => {
            if let Preservation::Requested { file } = preservation {
                return never_taken(file, ruling.clone());
            }
            change(&mut preservation, |kept| {
                kept.approval.denied(ruling.clone());
                let on = legal_date(ruling.at);
                kept.file.items.iter_mut().for_each(|item| item.free(on));
            });
        }
        PreservationEvent::Lapsed { due, .. } => {
            if let Preservation::Kept { mut kept } = preservation {
                let left = kept.file.items.iter_mut().filter(|item| is_kept(item));
                left.for_each(|item| item.free(due.raw));
                kept.overdue.insert(due.rule.clone());
                let lapsed_on = due.raw;
                return Preservation::Lapsed { kept, lapsed_on };
            }
        }
        PreservationEvent::DutyOverdue { due, .. } => change(&mut preservation, |kept| {
            kept.overdue.insert(due.rule.clone());
        }),
        PreservationEvent::Disposed { .. } | PreservationEvent::Returned { .. } => {
            change(&mut preservation, |kept| move_evidence(kept, event));
        }
    }
    settled(preservation)
}

fn change(preservation: &mut Preservation, with: impl FnOnce(&mut Kept)) {
    if let Some(kept) = preservation.kept_mut() {
        with(kept);
    }
}

fn never_taken(mut file: Box<PreservationFile>, ruling: Ruling) -> Preservation {
    let all = numbers(&file.items, |_| true);
    let on = legal_date(ruling.at);
    turn(&mut file.items, &all, |_| ended(Ending::NotTaken, ("", on)));
    Preservation::Refused { file, ruling }
}

/// What changes the fate of items one by one.
fn move_evidence(kept: &mut Kept, event: &PreservationEvent) {
    match event {
        PreservationEvent::Disposed {
            items,
            treatment,
            document,
            on,
        } => turn(&mut kept.file.items, items, |_| {
            treated(treatment, (document, *on))
        }),
        PreservationEvent::Returned {
            items,
            document,
            on,
        } => turn(&mut kept.file.items, items, |_| {
            let back = Ending::Returned {
                proceeds: None,
                compensation: None,
            };
            ended(back, (document, *on))
        }),
        PreservationEvent::Requested { .. }
        | PreservationEvent::Approved { .. }
        | PreservationEvent::Refused { .. }
        | PreservationEvent::Taken { .. }
        | PreservationEvent::Lapsed { .. }
        | PreservationEvent::DutyOverdue { .. } => {}
    }
}

fn treated(treatment: &Treatment, (document, on): (&str, Date)) -> Fate {
    match treatment {
        Treatment::Copied | Treatment::Released => Fate::ToReturn {
            since: on,
            proceeds: None,
        },
        Treatment::SentForTesting { institution } => Fate::AtLaboratory {
            institution: institution.clone(),
            document: document.to_owned(),
            sent_on: on,
        },
        Treatment::Converted { measure } => {
            ended(Ending::Converted { measure: *measure }, (document, on))
        }
        Treatment::Confiscated => ended(Ending::Confiscated, (document, on)),
    }
}

fn ended(ending: Ending, (document, on): (&str, Date)) -> Fate {
    Fate::Ended {
        ending,
        ended_on: on,
        document: document.to_owned(),
    }
}

/// The state that follows from the fate of the items.
fn settled(preservation: Preservation) -> Preservation {
    let open = |kept: &Kept| kept.file.items.iter().any(Item::is_open);
    match preservation {
        Preservation::Kept { kept } if kept.file.items.iter().any(is_kept) => {
            Preservation::Kept { kept }
        }
        Preservation::Kept { kept } | Preservation::Dealt { kept } if open(&kept) => {
            Preservation::Dealt { kept }
        }
        Preservation::Lapsed { kept, lapsed_on } if open(&kept) => {
            Preservation::Lapsed { kept, lapsed_on }
        }
        Preservation::Kept { kept }
        | Preservation::Dealt { kept }
        | Preservation::Lapsed { kept, .. } => Preservation::Ended { kept },
        other @ (Preservation::Unrequested
        | Preservation::Requested { .. }
        | Preservation::Refused { .. }
        | Preservation::Approved { .. }
        | Preservation::Ended { .. }) => other,
    }
}
