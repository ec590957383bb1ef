//! What the world hears of officers and tasks: identifiers and certificates, no names.

use contracts::dispatch::v1;
use dispatch_domain::{OfficerEvent, TaskAbout, TaskEvent, Team};
use kernel::{OfficerId, TaskId};
use ledger::{Aggregate, Error, UnitOfWork};
use runtime::Step;
use uuid::Uuid;

const QUALIFICATION: &str = "行政处罚法第四十二条第一款";
const COERCION: &str = "行政强制法第十七条第三款";
const RECUSAL: &str = "行政处罚法第四十三条第一款";
const CERTIFICATES: &str = "行政执法监督条例第十七条第二款";
const MEASURES: &str = "行政执法监督条例第三十二条";

/// Records the contract of an officer's event.
pub(crate) fn record_officer(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    actor: Uuid,
    event: &OfficerEvent,
    step: Step,
) -> Result<(), Error> {
    let officer_id = OfficerId::from(aggregate.id).to_string();
    let withheld = |step: Step, reason_code: String, cancelled| v1::CertificateSuspended {
        basis: step.under(MEASURES).basis(),
        officer_id: officer_id.clone(),
        reason_code,
        cancelled,
    };
    match event {
        OfficerEvent::Registered { certificate } => {
            let event = v1::OfficerRegistered {
                basis: step.under(CERTIFICATES).basis(),
                officer_id,
                unit: certificate.unit.clone(),
                domains: certificate.domains.clone(),
                certificate_valid_to: certificate.valid_to.to_string(),
                certificate_valid_from: certificate.valid_from.to_string(),
            };
            unit.record(aggregate, actor, &event)
        }
        OfficerEvent::Suspended { reason, .. } => {
            unit.record(aggregate, actor, &withheld(step, reason.to_string(), false))
        }
        OfficerEvent::Cancelled { reason, .. } => {
            unit.record(aggregate, actor, &withheld(step, reason.to_string(), true))
        }
        OfficerEvent::Reinstated => {
            let basis = step.under(CERTIFICATES).basis();
            unit.record(
                aggregate,
                actor,
                &v1::CertificateReinstated { basis, officer_id },
            )
        }
    }
}

/// Records the contract of a task's event.
pub(crate) fn record_task(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    actor: Uuid,
    about: &TaskAbout,
    event: &TaskEvent,
    step: Step,
) -> Result<(), Error> {
    let (task_id, case_id) = (TaskId::to_string(&about.id), about.case.to_string());
    match event {
        TaskEvent::Opened { accept_by, .. } => {
            let basis = step.under(QUALIFICATION).starts(accept_by).basis();
            let domain = about.domain.clone();
            unit.record(
                aggregate,
                actor,
                &v1::TaskOpened {
                    basis,
                    task_id,
                    case_id,
                    domain,
                },
            )
        }
        TaskEvent::Assigned { team } => unit.record(aggregate, actor, &assigned(about, team, step)),
        TaskEvent::Accepted { met, .. } => {
            let basis = step.under(QUALIFICATION).ends(met.clone()).basis();
            unit.record(
                aggregate,
                actor,
                &v1::TaskAccepted {
                    basis,
                    task_id,
                    case_id,
                },
            )
        }
        TaskEvent::HandedBack { reason, accept_by } => {
            let basis = step.starts(accept_by).basis();
            let reason_code = reason.to_string();
            let event = v1::TaskHandedBack {
                basis,
                task_id,
                case_id,
                reason_code,
            };
            unit.record(aggregate, actor, &event)
        }
        TaskEvent::Escalated {
            level,
            reason,
            accept_by,
        } => {
            let step = match accept_by {
                Some(due) => step.starts(due),
                None => step,
            };
            let event = v1::TaskEscalated {
                basis: step.basis(),
                task_id,
                case_id,
                level: *level,
                reason_code: reason.to_string(),
            };
            unit.record(aggregate, actor, &event)
        }
        TaskEvent::ConflictDeclared { conflict } => {
            let event = v1::ConflictDeclared {
                basis: step.under(RECUSAL).basis(),
                task_id,
                case_id,
                officer_id: conflict.officer.to_string(),
                ground: conflict.ground.to_string(),
            };
            unit.record(aggregate, actor, &event)
        }
    }
}

fn assigned(about: &TaskAbout, team: &Team, step: Step) -> v1::TeamAssigned {
    v1::TeamAssigned {
        basis: step.under(QUALIFICATION).under(COERCION).basis(),
        task_id: about.id.to_string(),
        case_id: about.case.to_string(),
        officer_ids: team.officers.iter().map(OfficerId::to_string).collect(),
        lead_officer_id: team.lead.to_string(),
    }
}
