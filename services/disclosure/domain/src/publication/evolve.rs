//! What a publication is after something happened to it.

use super::{DutyClock, Publication, PublicationEvent, WithdrawalOrder};

/// The state after `event`; what does not fit the state changes nothing.
pub(super) fn evolve(state: Publication, event: &PublicationEvent) -> Publication {
    match (state, event) {
        (_, PublicationEvent::Queued { about, due }) => Publication::Queued {
            about: (**about).clone(),
            clock: DutyClock {
                due: due.clone(),
                overdue: false,
            },
        },
        (_, PublicationEvent::Refused { about, refusal }) => Publication::Refused {
            about: (**about).clone(),
            refusal: refusal.clone(),
        },
        (
            Publication::Queued { about, clock }
            | Publication::Masked { about, clock, .. }
            | Publication::Approved { about, clock, .. },
            PublicationEvent::Masked { content, .. },
        ) => Publication::Masked {
            about,
            clock,
            content: (**content).clone(),
        },
        (
            Publication::Masked {
                about,
                clock,
                content,
            },
            PublicationEvent::Approved { approval },
        ) => Publication::Approved {
            about,
            clock,
            content,
            approval: approval.clone(),
        },
        (Publication::Approved { about, content, .. }, PublicationEvent::Published { release }) => {
            Publication::Published {
                about,
                content,
                release: release.clone(),
            }
        }
        (state, event) => public(state, event),
    }
}

/// The state after something happened on the public register, or a clock ran out.
fn public(state: Publication, event: &PublicationEvent) -> Publication {
    match (state, event) {
        (
            Publication::Published {
                about,
                content,
                release,
            },
            PublicationEvent::WithdrawalDue { order },
        ) => Publication::Withdrawing {
            about,
            content,
            release,
            order: order.clone(),
        },
        (
            Publication::Withdrawing {
                about,
                content,
                release,
                ..
            },
            PublicationEvent::Withdrawn { withdrawal },
        ) => Publication::Withdrawn {
            about,
            content,
            release,
            withdrawal: withdrawal.clone(),
        },
        (
            state,
            PublicationEvent::PublishOverdue { .. } | PublicationEvent::WithdrawOverdue { .. },
        ) => late(state),
        (state, _) => state,
    }
}

/// The same state with its clock run out.
fn late(mut state: Publication) -> Publication {
    if let Publication::Queued {
        clock: DutyClock { overdue, .. },
        ..
    }
    | Publication::Masked {
        clock: DutyClock { overdue, .. },
        ..
    }
    | Publication::Approved {
        clock: DutyClock { overdue, .. },
        ..
    }
    | Publication::Withdrawing {
        order: WithdrawalOrder { overdue, .. },
        ..
    } = &mut state
    {
        *overdue = true;
    }
    state
}
