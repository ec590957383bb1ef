//! What the world hears of the enforcement of a decision.

use contracts::common::v1::Basis;
use contracts::penalty::v1;
use jiff::civil::Date;
use kernel::CaseId;
use ledger::{Aggregate, Error, UnitOfWork};
use penalty_domain::enforcement::{EnforcementEvent, Window};

use super::{Said, Wire};

/// A step, with all that the contracts tell of it.
pub(crate) struct Told<'a> {
    pub(crate) case: CaseId,
    pub(crate) event: &'a EnforcementEvent,
    pub(crate) said: Said<'a>,
}

/// Records the contract of a domain event.
pub(crate) fn record(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    told: &Told<'_>,
) -> Result<(), Error> {
    let stands_on = (told.event.legal_date(), told.event.articles());
    let basis = told.said.basis(&aggregate, unit, stands_on);
    let case_id = told.case.to_string();
    let to = Wire {
        unit,
        aggregate,
        actor: told.said.actor.id.uuid(),
    };
    match told.event {
        EnforcementEvent::Opened { dossier } => {
            let (opens_on, closes_on) = days_of(&dossier.window);
            to.tell(&v1::EnforcementOpened {
                basis,
                case_id,
                opens_on,
                closes_on,
            })
        }
        EnforcementEvent::WindowMoved { window, .. } => {
            let (opens_on, closes_on) = days_of(window);
            to.tell(&v1::CourtWindowMoved {
                basis,
                case_id,
                opens_on,
                closes_on,
            })
        }
        EnforcementEvent::DemandServed { demand } => {
            to.tell(&demand_served(basis, case_id, demand.served_on))
        }
        EnforcementEvent::Answered { .. } => to.tell(&v1::DemandAnswered { basis, case_id }),
        EnforcementEvent::Applied { application } => {
            let court = application.court.clone();
            to.tell(&v1::CourtApplied {
                basis,
                case_id,
                court,
            })
        }
        EnforcementEvent::Accepted { .. } => to.tell(&answer(basis, case_id, "accepted")),
        EnforcementEvent::Rejected { .. } => to.tell(&answer(basis, case_id, "rejected")),
        EnforcementEvent::Granted { .. } => to.tell(&answer(basis, case_id, "granted")),
        EnforcementEvent::Suspended { suspension } => to.tell(&v1::EnforcementSuspended {
            basis,
            case_id,
            ground: suspension.ground.to_string(),
        }),
        EnforcementEvent::Resumed { .. } => to.tell(&v1::EnforcementResumed { basis, case_id }),
        EnforcementEvent::RanOut { due, .. } => to.tell(&v1::EnforcementOverdue {
            basis,
            case_id,
            rule_id: due.rule.clone(),
        }),
        EnforcementEvent::Finished { finish, .. } => to.tell(&v1::EnforcementFinished {
            basis,
            case_id,
            outcome: finish.to_string(),
        }),
    }
}

fn days_of(window: &Window) -> (String, String) {
    (window.opens.to_string(), window.closes.raw.to_string())
}

fn demand_served(basis: Option<Basis>, case_id: String, served_on: Date) -> v1::DemandServed {
    v1::DemandServed {
        basis,
        case_id,
        served_on: served_on.to_string(),
    }
}

fn answer(basis: Option<Basis>, case_id: String, answer: &str) -> v1::CourtAnswered {
    v1::CourtAnswered {
        basis,
        case_id,
        answer: answer.to_owned(),
    }
}
