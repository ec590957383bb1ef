//! What the world hears of service and of the account.

use contracts::common::v1::Basis;
use contracts::penalty::v1;
use law::Due;
use ledger::Error;
use penalty_domain::case::{AccountChange, EnforcementEnd};
use penalty_domain::payment::{Plan, Refund, Stop, Waiver};
use penalty_domain::service_of_process::{Announcement, Attempt, Paper};

use super::Wire;

pub(super) fn attempted(
    basis: Option<Basis>,
    case_id: String,
    attempt: &Attempt,
) -> v1::ServiceAttempted {
    v1::ServiceAttempted {
        basis,
        case_id,
        paper: attempt.paper.to_string(),
        method: attempt.method.to_string(),
        outcome: attempt.outcome.to_string(),
    }
}

pub(super) fn announced(
    basis: Option<Basis>,
    case_id: String,
    announcement: &Announcement,
) -> v1::ServiceAnnounced {
    v1::ServiceAnnounced {
        basis,
        case_id,
        paper: announcement.paper.to_string(),
        ends_on: announcement.due.raw.to_string(),
    }
}

pub(super) fn announcement_ended(
    basis: Option<Basis>,
    case_id: String,
    paper: Paper,
    due: &Due,
) -> v1::AnnouncementEnded {
    v1::AnnouncementEnded {
        basis,
        case_id,
        paper: paper.to_string(),
        served_on: due.raw.to_string(),
    }
}

pub(super) fn enforcement_over(
    basis: Option<Basis>,
    case_id: String,
    ending: &EnforcementEnd,
) -> v1::EnforcementOver {
    v1::EnforcementOver {
        basis,
        case_id,
        ground: ending.ground.to_string(),
    }
}

/// Tells how the account changed.
pub(super) fn changed(
    to: Wire<'_>,
    basis: Option<Basis>,
    case_id: String,
    change: &AccountChange,
) -> Result<(), Error> {
    match change {
        AccountChange::Planned { plan } => to.tell(&planned(basis, case_id, plan)),
        AccountChange::Stopped { stop, .. } => to.tell(&stopped(basis, case_id, stop)),
        AccountChange::Resumed {
            ground, to: until, ..
        } => to.tell(&v1::SurchargeResumed {
            basis,
            case_id,
            ground: ground.to_string(),
            to: until.to_string(),
        }),
        AccountChange::Waived { waiver } => to.tell(&waived(basis, case_id, waiver)),
        AccountChange::Refunded { refund } => to.tell(&refunded(basis, case_id, refund)),
    }
}

fn planned(basis: Option<Basis>, case_id: String, plan: &Plan) -> v1::PaymentPlanGranted {
    let last = plan.instalments.last();
    v1::PaymentPlanGranted {
        basis,
        case_id,
        instalments: u32::try_from(plan.instalments.len()).unwrap_or(u32::MAX),
        ends_on: last
            .map(|last| last.due.raw.to_string())
            .unwrap_or_default(),
    }
}

fn stopped(basis: Option<Basis>, case_id: String, stop: &Stop) -> v1::SurchargePaused {
    v1::SurchargePaused {
        basis,
        case_id,
        ground: stop.ground.to_string(),
        from: stop.from.to_string(),
    }
}

fn waived(basis: Option<Basis>, case_id: String, waiver: &Waiver) -> v1::SurchargeWaived {
    let amount_fen = waiver.amount.get();
    v1::SurchargeWaived {
        basis,
        case_id,
        amount_fen,
    }
}

fn refunded(basis: Option<Basis>, case_id: String, refund: &Refund) -> v1::FineRefunded {
    let amount_fen = refund.amount.get();
    v1::FineRefunded {
        basis,
        case_id,
        amount_fen,
    }
}
