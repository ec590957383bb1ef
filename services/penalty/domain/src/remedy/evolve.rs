//! The state after an event.

use jiff::civil::Date;
use law::Due;

use super::event::RemedyEvent;
use super::state::{Answer, Dossier, Opinion, Remedy, Settlement, With};
use crate::procedure::Clocked as _;

/// What happened, happened: an event that does not fit leaves the state as it is.
pub(super) fn evolve(mut state: Remedy, event: &RemedyEvent) -> Remedy {
    match event {
        RemedyEvent::Opened {
            dossier,
            reconsideration,
            suit,
        } => Remedy::Open {
            dossier: dossier.clone(),
            reconsideration: reconsideration.clone(),
            suit: suit.clone(),
        },
        RemedyEvent::Applied { application, place } => moved(state, |mut dossier| {
            dossier.challenged = true;
            Remedy::Applied {
                dossier,
                application: (**application).clone(),
                place: place.clone(),
            }
        }),
        RemedyEvent::Settled {
            how,
            on,
            ruling,
            suit,
        } => moved(state, |mut dossier| {
            dossier.rulings.extend(ruling.as_deref().cloned());
            settled(dossier, *how, *on, suit.clone())
        }),
        RemedyEvent::Sued { suit } => moved(state, |mut dossier| {
            dossier.challenged = true;
            Remedy::Suing {
                dossier,
                suit: (**suit).clone(),
            }
        }),
        RemedyEvent::SuitEnded { on } => moved(state, |dossier| ended(dossier, *on)),
        RemedyEvent::Judged { ruling } => moved(state, |mut dossier| {
            dossier.rulings.push((**ruling).clone());
            ended(dossier, ruling.effective_on)
        }),
        RemedyEvent::Forwarded { .. }
        | RemedyEvent::Accepted { .. }
        | RemedyEvent::CopyReceived { .. }
        | RemedyEvent::Answered { .. }
        | RemedyEvent::Extended { .. }
        | RemedyEvent::SuitRegistered { .. } => advanced(state, event),
        RemedyEvent::PeriodEnded { due, on } => {
            note(&mut state, |dossier| {
                dossier.ended.insert(due.rule.clone(), due.raw);
            });
            after_period(state, *on)
        }
        RemedyEvent::Stayed { .. }
        | RemedyEvent::StayLifted { .. }
        | RemedyEvent::OpinionReceived { .. }
        | RemedyEvent::OpinionReported { .. }
        | RemedyEvent::Duty(_)
        | RemedyEvent::Overdue { .. } => {
            note(&mut state, |dossier| annotate(dossier, event));
            state
        }
    }
}

fn moved(state: Remedy, next: impl FnOnce(Box<Dossier>) -> Remedy) -> Remedy {
    state.into_dossier().map_or(Remedy::Unopened, next)
}

/// A suit is possible, or nothing is.
fn settled(mut dossier: Box<Dossier>, how: Settlement, on: Date, suit: Option<Due>) -> Remedy {
    dossier.stay = None;
    match suit {
        Some(suit) => Remedy::Settled { dossier, how, suit },
        None => Remedy::Final { dossier, on },
    }
}

/// When the last period ended, nothing more can be done in time.
fn after_period(state: Remedy, on: Date) -> Remedy {
    let open = matches!(state, Remedy::Open { .. }) && state.clocks().is_empty();
    if open || matches!(state, Remedy::Settled { .. }) {
        return moved(state, |dossier| ended(dossier, on));
    }
    state
}

fn ended(mut dossier: Box<Dossier>, on: Date) -> Remedy {
    dossier.stay = None;
    Remedy::Final { dossier, on }
}

fn note(state: &mut Remedy, change: impl FnOnce(&mut Dossier)) {
    if let Some(dossier) = state.dossier_mut() {
        change(dossier);
    }
}

fn annotate(dossier: &mut Dossier, event: &RemedyEvent) {
    match event {
        RemedyEvent::Stayed { stay } => dossier.stay = Some(stay.clone()),
        RemedyEvent::StayLifted { .. } => dossier.stay = None,
        RemedyEvent::OpinionReceived { document, due, .. } => {
            dossier.opinion = Some(Opinion::Received {
                document: document.clone(),
                due: due.clone(),
            });
        }
        RemedyEvent::OpinionReported { on } => {
            dossier.opinion = Some(Opinion::Reported { on: *on });
        }
        RemedyEvent::Duty(event) => event.note(dossier),
        RemedyEvent::Overdue { due, .. } => {
            dossier.ended.insert(due.rule.clone(), due.raw);
        }
        RemedyEvent::Opened { .. }
        | RemedyEvent::Applied { .. }
        | RemedyEvent::Forwarded { .. }
        | RemedyEvent::Accepted { .. }
        | RemedyEvent::CopyReceived { .. }
        | RemedyEvent::Answered { .. }
        | RemedyEvent::Extended { .. }
        | RemedyEvent::Settled { .. }
        | RemedyEvent::Sued { .. }
        | RemedyEvent::SuitRegistered { .. }
        | RemedyEvent::SuitEnded { .. }
        | RemedyEvent::Judged { .. }
        | RemedyEvent::PeriodEnded { .. } => {}
    }
}

/// A step within reconsideration or suit.
fn advanced(state: Remedy, event: &RemedyEvent) -> Remedy {
    match (state, event) {
        (
            Remedy::Applied {
                dossier,
                application,
                ..
            },
            RemedyEvent::Forwarded { accept, .. },
        ) => Remedy::Applied {
            dossier,
            application,
            place: With::Body {
                accept: accept.clone(),
            },
        },
        (
            Remedy::Applied {
                dossier,
                application,
                ..
            },
            RemedyEvent::Accepted {
                simplified, decide, ..
            },
        ) => Remedy::Accepted {
            dossier,
            application,
            decide: decide.clone(),
            simplified: *simplified,
            extended: false,
            answer: Answer::NotAsked,
        },
        (mut state @ Remedy::Accepted { .. }, event) => {
            examine(&mut state, event);
            state
        }
        (Remedy::Suing { dossier, mut suit }, RemedyEvent::SuitRegistered { on }) => {
            suit.registered_on = Some(*on);
            Remedy::Suing { dossier, suit }
        }
        (state, _) => state,
    }
}

/// A step while the body examines the application.
fn examine(state: &mut Remedy, event: &RemedyEvent) {
    let Remedy::Accepted {
        decide,
        extended,
        answer,
        ..
    } = state
    else {
        return;
    };
    if let RemedyEvent::CopyReceived { answer: due, .. } = event {
        *answer = Answer::Pending { due: due.clone() };
    }
    if let RemedyEvent::Answered { on } = event {
        *answer = Answer::Given { on: *on };
    }
    if let RemedyEvent::Extended { decide: later, .. } = event {
        decide.clone_from(later);
        *extended = true;
    }
}
