//! What an event makes of a measure. Never fails: what happened, happened.

use kernel::legal_date;

use super::event::MeasureEvent;
use super::state::{Held, LiftGround, Measure};
use crate::property::{Ending, Fate, Item, numbers, turn};

pub(super) fn evolve(mut measure: Measure, event: &MeasureEvent) -> Measure {
    match event {
        MeasureEvent::Requested { file } => {
            return Measure::Requested { file: file.clone() };
        }
        MeasureEvent::Imposed { held } => return Measure::Active { held: held.clone() },
        MeasureEvent::Approved { ruling } => {
            if let Measure::Requested { file } = measure {
                let ruling = ruling.clone();
                return Measure::Approved { file, ruling };
            }
            change(&mut measure, |held| held.approval.made_good(ruling.clone()));
        }
        MeasureEvent::Refused { ruling } => {
            if let Measure::Requested { mut file } = measure {
                let all = numbers(&file.items, |_| true);
                turn(&mut file.items, &all, |_| Fate::Ended {
                    ending: Ending::NotTaken,
                    ended_on: legal_date(ruling.at),
                    document: String::new(),
                });
                let ruling = ruling.clone();
                return Measure::Refused { file, ruling };
            }
            change(&mut measure, |held| held.approval.denied(ruling.clone()));
        }
        MeasureEvent::Expired { due, .. } => {
            if let Measure::Active { mut held } = measure {
                held.file
                    .items
                    .iter_mut()
                    .for_each(|item| item.free(due.raw));
                held.overdue.insert(due.rule.clone());
                let ended_on = due.raw;
                return Measure::Expired { held, ended_on };
            }
        }
        MeasureEvent::Lifted { lifting } => {
            let since = lifting.lifted_on;
            change(&mut measure, |held| {
                let lifted = |item: &&mut Item| lifting.items.contains(&item.no);
                let items = held.file.items.iter_mut().filter(lifted);
                items.for_each(|item| item.free(since));
                held.liftings.push(lifting.clone());
            });
            if let Measure::Expired { held, .. } = measure {
                measure = Measure::Lifted { held };
            }
        }
        MeasureEvent::Delivered { .. }
        | MeasureEvent::Extended { .. }
        | MeasureEvent::ExtensionTold { .. }
        | MeasureEvent::Paused { .. }
        | MeasureEvent::Resumed { .. }
        | MeasureEvent::DutyOverdue { .. } => change(&mut measure, |held| note(held, event)),
        MeasureEvent::Sold { .. }
        | MeasureEvent::Disposed { .. }
        | MeasureEvent::Returned { .. } => move_property(measure.items_mut(), event),
    }
    settled(measure)
}

fn change(measure: &mut Measure, with: impl FnOnce(&mut Held)) {
    if let Some(held) = measure.held_mut() {
        with(held);
    }
}

/// What changes papers and clocks.
fn note(held: &mut Held, event: &MeasureEvent) {
    match event {
        MeasureEvent::Delivered { notice } => held.delivered = Some(notice.clone()),
        MeasureEvent::Extended { extension, due } => {
            held.period.extension = Some(extension.clone());
            held.period.due = due.clone();
        }
        MeasureEvent::ExtensionTold { notice } => {
            if let Some(extension) = &mut held.period.extension {
                extension.notice = Some(notice.clone());
            }
        }
        MeasureEvent::Paused { testing, due } => {
            held.period.testing.push(testing.clone());
            held.period.due = due.clone();
        }
        MeasureEvent::Resumed {
            ended_on,
            result,
            due,
        } => {
            if let Some(testing) = held.period.testing.last_mut() {
                testing.to = *ended_on;
                testing.result = Some(result.clone());
            }
            held.period.due = due.clone();
        }
        MeasureEvent::DutyOverdue { due, .. } => {
            held.overdue.insert(due.rule.clone());
        }
        MeasureEvent::Requested { .. }
        | MeasureEvent::Approved { .. }
        | MeasureEvent::Refused { .. }
        | MeasureEvent::Imposed { .. }
        | MeasureEvent::Sold { .. }
        | MeasureEvent::Disposed { .. }
        | MeasureEvent::Lifted { .. }
        | MeasureEvent::Returned { .. }
        | MeasureEvent::Expired { .. } => {}
    }
}

/// What changes the fate of items.
fn move_property(items: &mut [Item], event: &MeasureEvent) {
    match event {
        MeasureEvent::Sold {
            item, proceeds, on, ..
        } => turn(items, &[*item], |_| Fate::Sold {
            proceeds: *proceeds,
            sold_on: *on,
        }),
        MeasureEvent::Disposed {
            items: which,
            ending,
            document,
            on,
        } => turn(items, which, |_| Fate::Ended {
            ending: ending.clone(),
            ended_on: *on,
            document: document.clone(),
        }),
        MeasureEvent::Returned {
            items: which,
            compensation,
            document,
            on,
        } => turn(items, which, |item| Fate::Ended {
            ending: Ending::Returned {
                proceeds: match &item.fate {
                    Fate::ToReturn { proceeds, .. } => *proceeds,
                    Fate::Listed
                    | Fate::Held
                    | Fate::AtLaboratory { .. }
                    | Fate::Sold { .. }
                    | Fate::Ended { .. } => None,
                },
                compensation: *compensation,
            },
            ended_on: *on,
            document: document.clone(),
        }),
        MeasureEvent::Requested { .. }
        | MeasureEvent::Approved { .. }
        | MeasureEvent::Refused { .. }
        | MeasureEvent::Imposed { .. }
        | MeasureEvent::Delivered { .. }
        | MeasureEvent::Extended { .. }
        | MeasureEvent::ExtensionTold { .. }
        | MeasureEvent::Paused { .. }
        | MeasureEvent::Resumed { .. }
        | MeasureEvent::Lifted { .. }
        | MeasureEvent::Expired { .. }
        | MeasureEvent::DutyOverdue { .. } => {}
    }
}

/// The state that follows from the fate of the items. An expired measure ends only when its lifting was
/// decided too.
fn settled(measure: Measure) -> Measure {
    let open = |held: &Held| held.file.items.iter().any(Item::is_open);
    match measure {
        Measure::Active { held } if held.file.items.iter().any(is_held) => Measure::Active { held },
        Measure::Active { held } | Measure::Lifted { held } if open(&held) => {
            Measure::Lifted { held }
        }
        Measure::Active { held } | Measure::Lifted { held } => Measure::Ended { held },
        other @ (Measure::Unrequested
        | Measure::Requested { .. }
        | Measure::Refused { .. }
        | Measure::Approved { .. }
        | Measure::Expired { .. }
        | Measure::Ended { .. }) => other,
    }
}

/// Whether the measure still bites on the item.
fn is_held(item: &Item) -> bool {
    matches!(item.fate, Fate::Held | Fate::Sold { .. })
}

impl LiftGround {
    /// Whether only the platform gives this ground.
    pub(super) const fn is_of_the_ruling(self) -> bool {
        matches!(self, Self::NotApproved)
    }
}
