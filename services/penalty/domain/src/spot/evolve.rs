//! The state after an event.

use super::event::SpotEvent;
use super::state::{CashPlace, Dossier, Filing, Money, Spot};

/// What happened, happened: an event that does not fit leaves the state as it is.
pub(super) fn evolve(mut state: Spot, event: &SpotEvent) -> Spot {
    match event {
        SpotEvent::Issued { form, filing, .. } => {
            return Spot::Issued {
                dossier: Box::new(Dossier {
                    form: (**form).clone(),
                    filing: Filing::Pending {
                        due: filing.clone(),
                    },
                    overdue: std::collections::BTreeSet::new(),
                    revocation: None,
                }),
            };
        }
        SpotEvent::HandedOver { hand_over, account } => {
            if let Spot::Issued { dossier } = state {
                return Spot::Served {
                    dossier,
                    hand_over: hand_over.clone(),
                    money: account
                        .clone()
                        .map_or(Money::Nothing, |account| Money::Account { account }),
                };
            }
        }
        SpotEvent::Filed { on } => {
            if let Some(dossier) = state.dossier_mut() {
                dossier.filing = Filing::Done { on: *on };
            }
        }
        SpotEvent::Revoked { revocation } => {
            if let Some(dossier) = state.dossier_mut() {
                dossier.revocation = Some(revocation.clone());
            }
        }
        SpotEvent::PaymentOverdue { due, .. } | SpotEvent::DutyOverdue { due, .. } => {
            if let Some(dossier) = state.dossier_mut() {
                dossier.overdue.insert(due.rule.clone());
            }
        }
        SpotEvent::CashCollected { .. }
        | SpotEvent::CashHandedIn { .. }
        | SpotEvent::CashBanked { .. }
        | SpotEvent::SurchargeChanged { .. }
        | SpotEvent::FinePaid { .. } => {
            if let Spot::Served { money, .. } = &mut state {
                settle(money, event);
            }
        }
    }
    state
}

fn settle(money: &mut Money, event: &SpotEvent) {
    match (&mut *money, event) {
        (_, SpotEvent::CashCollected { cash }) => *money = Money::Cash { cash: cash.clone() },
        (
            Money::Account { account: held },
            SpotEvent::FinePaid { account, .. } | SpotEvent::SurchargeChanged { account, .. },
        ) => {
            held.clone_from(account);
        }
        (Money::Cash { cash }, SpotEvent::CashHandedIn { due, .. }) => {
            cash.place = CashPlace::Agency { due: due.clone() };
        }
        (Money::Cash { cash }, SpotEvent::CashBanked { on, slip }) => {
            cash.place = CashPlace::Bank {
                on: *on,
                slip: slip.clone(),
            };
        }
        _ => {}
    }
}
