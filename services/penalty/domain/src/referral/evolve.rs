//! The state after an event.

use super::event::ReferralEvent;
use super::state::Referral;

/// What happened, happened: an event that does not fit leaves the state as it is.
pub(super) fn evolve(mut state: Referral, event: &ReferralEvent) -> Referral {
    if let ReferralEvent::Opened { dossier } = event {
        return Referral::Group {
            dossier: dossier.clone(),
        };
    }
    if let ReferralEvent::Overdue { due, .. } = event {
        if let Some(dossier) = state.dossier_mut() {
            dossier.overdue.insert(due.rule.clone(), due.raw);
        }
        return state;
    }
    let Some(dossier) = state.into_dossier() else {
        return Referral::Unopened;
    };
    match event.clone() {
        ReferralEvent::Opened { .. } | ReferralEvent::Overdue { .. } => Referral::Group { dossier },
        ReferralEvent::Reported { report, approve } => Referral::Reported {
            dossier,
            report,
            approve,
        },
        ReferralEvent::Approved { transfer, .. } => Referral::Approved { dossier, transfer },
        ReferralEvent::Disapproved { reasons, .. } => Referral::Disapproved { dossier, reasons },
        ReferralEvent::Transferred { sent, police } => Referral::Transferred {
            dossier,
            sent: *sent,
            police,
        },
        ReferralEvent::Accepted { hand_over, .. } => Referral::Accepted { dossier, hand_over },
        ReferralEvent::Declined {
            object,
            reconsidered,
            ..
        } => Referral::Declined {
            dossier,
            object,
            reconsidered,
        },
        ReferralEvent::HandedOver { on } => Referral::HandedOver { dossier, on },
        ReferralEvent::PoliceAsked { police, .. } => Referral::Reconsidering { dossier, police },
        ReferralEvent::ProcuratorateAsked { on } => Referral::Supervised { dossier, since: on },
        ReferralEvent::Returned { on } => Referral::Returned { dossier, on },
    }
}
