//! What the world hears of a case. Name and address of a natural person are never part of it.

mod after;
pub(crate) mod archive;
pub(crate) mod enforcement;
mod hearing;
mod inquiry;

use contracts::Event;
use contracts::common::v1::Basis;
use contracts::penalty::v1;
use jiff::civil::Date;
use kernel::{Actor, OfficerId, Post};
use law::Due;
use ledger::{Aggregate, Error, UnitOfWork};
use penalty_domain::case::{
    ClockChanges, Closure, Decision, Evidence, File, Notice, Revocation, Served, Statement,
    StatementKind,
};
use penalty_domain::party::Party;
use penalty_domain::payment::{Account, Payment};
use penalty_domain::penalty::Penalties;
use penalty_domain::review::Review;
use penalty_domain::{Case, CaseEvent};
use runtime::Step;
use uuid::Uuid;

/// The ordinary procedure (普通程序), as decisions name it.
const ORDINARY: &str = "ordinary";

/// A step, with all that the contracts tell of it.
pub(crate) struct Told<'a> {
    /// The case after the step.
    pub(crate) case: &'a Case,
    pub(crate) event: &'a CaseEvent,
    pub(crate) said: Said<'a>,
}

/// Who took a step, in which post, and what it did to the clocks.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) actor: &'a Actor,
    pub(crate) post: Post,
    pub(crate) changes: &'a ClockChanges,
}

impl Said<'_> {
    pub(super) fn basis(
        &self,
        aggregate: &Aggregate,
        unit: &UnitOfWork,
        (legal_date, articles): (Date, Vec<String>),
    ) -> Option<Basis> {
        let mut step = Step::new(aggregate.matter, aggregate.region, unit.now(), self.actor);
        for article in articles {
            step = step.under(article);
        }
        for due in &self.changes.set {
            step = step.starts(due);
        }
        for rule in &self.changes.met {
            step = step.ends(rule);
        }
        step.basis().map(|basis| Basis {
            legal_date: legal_date.to_string(),
            actor_post: self.post.as_str().to_owned(),
            ..basis
        })
    }
}

/// Records the contract of a domain event.
pub(crate) fn record(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    told: &Told<'_>,
) -> Result<(), Error> {
    let stands_on = (told.event.legal_date(), told.event.articles());
    let basis = told.said.basis(&aggregate, unit, stands_on);
    let case_id = aggregate.id.to_string();
    let to = Wire {
        unit,
        aggregate,
        actor: told.said.actor.id.uuid(),
    };
    match told.event {
        CaseEvent::CaseOpened { file } => to.tell(&opened(basis, case_id, file)),
        CaseEvent::InvestigatorsRecorded { officers, .. } => {
            to.tell(&investigators(basis, case_id, officers))
        }
        CaseEvent::EvidenceJoined { evidence } => to.tell(&joined(basis, case_id, evidence)),
        CaseEvent::InvestigationConcluded { .. } => {
            to.tell(&v1::InvestigationConcluded { basis, case_id })
        }
        CaseEvent::NoticeServed { notice, .. } => to.tell(&announced(basis, case_id, notice)),
        CaseEvent::StatementRecorded { statement } => to.tell(&stated(basis, case_id, statement)),
        CaseEvent::HearingRequested { .. } => to.tell(&v1::HearingRequested { basis, case_id }),
        CaseEvent::Hearing(event) => hearing::record(to, basis, case_id, event),
        CaseEvent::Inquiry(event) => inquiry::record(to, basis, case_id, event),
        CaseEvent::LegalReviewed { review } => to.tell(&reviewed(basis, case_id, review)),
        CaseEvent::DecisionMade { decision, .. } => {
            to.tell(&decision_made(basis, case_id, told.case, decision))
        }
        CaseEvent::DecisionServed { served, .. } => to.tell(&delivered(basis, case_id, served)),
        CaseEvent::FinePaid {
            payment, account, ..
        } => to.tell(&paid(basis, case_id, payment, account)),
        CaseEvent::ServiceAttempted { attempt } => {
            to.tell(&after::attempted(basis, case_id, attempt))
        }
        CaseEvent::ServiceAnnounced { announcement } => {
            to.tell(&after::announced(basis, case_id, announcement))
        }
        CaseEvent::AnnouncementEnded { paper, due } => {
            to.tell(&after::announcement_ended(basis, case_id, *paper, due))
        }
        CaseEvent::AccountChanged { change, .. } => after::changed(to, basis, case_id, change),
        CaseEvent::EnforcementOver { ending } => {
            to.tell(&after::enforcement_over(basis, case_id, ending))
        }
        CaseEvent::PaymentOverdue { due, .. } => to.tell(&payment_overdue(basis, case_id, due)),
        CaseEvent::DutyOverdue { due, .. } => to.tell(&duty_overdue(basis, case_id, due)),
        CaseEvent::CaseClosed { closure } => to.tell(&closed(basis, case_id, closure)),
        CaseEvent::DecisionRevoked { revocation } => to.tell(&revoked(basis, case_id, revocation)),
    }
}

/// Where an event is recorded, of which aggregate, and by whom.
pub(super) struct Wire<'a> {
    pub(super) unit: &'a mut UnitOfWork,
    pub(super) aggregate: Aggregate,
    pub(super) actor: Uuid,
}

impl Wire<'_> {
    pub(super) fn tell<E: Event>(self, event: &E) -> Result<(), Error> {
        self.unit.record(self.aggregate, self.actor, event)
    }
}

fn opened(basis: Option<Basis>, case_id: String, file: &File) -> v1::CaseOpened {
    let domain = file.domain.clone();
    let power_item = file.power_item.clone();
    v1::CaseOpened {
        basis,
        case_id,
        domain,
        power_item,
    }
}

fn investigators(
    basis: Option<Basis>,
    case_id: String,
    officers: &[OfficerId],
) -> v1::InvestigatorsRecorded {
    let officer_ids = officers.iter().map(ToString::to_string).collect();
    v1::InvestigatorsRecorded {
        basis,
        case_id,
        officer_ids,
    }
}

fn joined(basis: Option<Basis>, case_id: String, evidence: &Evidence) -> v1::EvidenceJoined {
    let manifest_digest = evidence.manifest_digest.clone();
    v1::EvidenceJoined {
        basis,
        case_id,
        manifest_digest,
    }
}

fn announced(basis: Option<Basis>, case_id: String, notice: &Notice) -> v1::NoticeServed {
    let hearing_right = notice.hearing_right;
    v1::NoticeServed {
        basis,
        case_id,
        hearing_right,
    }
}

fn stated(basis: Option<Basis>, case_id: String, statement: &Statement) -> v1::StatementRecorded {
    let waived = statement.kind == StatementKind::Waived;
    v1::StatementRecorded {
        basis,
        case_id,
        waived,
    }
}

fn reviewed(basis: Option<Basis>, case_id: String, review: &Review) -> v1::LegalReviewed {
    let outcome = review.outcome.to_string();
    v1::LegalReviewed {
        basis,
        case_id,
        outcome,
    }
}

fn payment_overdue(basis: Option<Basis>, case_id: String, due: &Due) -> v1::PaymentOverdue {
    let rule_id = due.rule.clone();
    v1::PaymentOverdue {
        basis,
        case_id,
        rule_id,
    }
}

fn duty_overdue(basis: Option<Basis>, case_id: String, due: &Due) -> v1::DutyOverdue {
    let rule_id = due.rule.clone();
    v1::DutyOverdue {
        basis,
        case_id,
        rule_id,
    }
}

fn closed(basis: Option<Basis>, case_id: String, closure: &Closure) -> v1::CaseClosed {
    let outcome = closure.outcome.to_string();
    v1::CaseClosed {
        basis,
        case_id,
        outcome,
    }
}

fn revoked(basis: Option<Basis>, case_id: String, revocation: &Revocation) -> v1::DecisionRevoked {
    let reason_code = revocation.ground.to_string();
    v1::DecisionRevoked {
        basis,
        case_id,
        reason_code,
    }
}

fn delivered(basis: Option<Basis>, case_id: String, served: &Served) -> v1::DecisionServed {
    let method = served.service.method.to_string();
    let served_on = served.served_on.to_string();
    v1::DecisionServed {
        basis,
        case_id,
        method,
        served_on,
    }
}

fn paid(
    basis: Option<Basis>,
    case_id: String,
    payment: &Payment,
    account: &Account,
) -> v1::FinePaid {
    v1::FinePaid {
        basis,
        case_id,
        amount_fen: payment.principal.get(),
        surcharge_fen: payment.surcharge.get(),
        in_full: account.is_settled(),
    }
}

/// Everything that disclosure needs to judge publication, and no more.
fn decision_made(
    basis: Option<Basis>,
    case_id: String,
    case: &Case,
    decision: &Decision,
) -> v1::DecisionMade {
    let none = Penalties::default();
    let penalties = decision.penalties().unwrap_or(&none);
    let mut event = v1::DecisionMade {
        basis,
        case_id,
        document_number: decision.number.to_string(),
        penalties: penalties.kinds().map(|kind| kind.to_string()).collect(),
        fine_fen: penalties.fine().get(),
        confiscated_fen: penalties.confiscated().get(),
        decided_on: decision.made_on.to_string(),
        procedure: ORDINARY.to_owned(),
        ..v1::DecisionMade::default()
    };
    if let Some(file) = case.file() {
        event.power_item.clone_from(&file.power_item);
        event.agency.clone_from(&file.unit);
        event.domain.clone_from(&file.domain);
    }
    if let Some(report) = case.report() {
        event.violation_code.clone_from(&report.violation_code);
        tell_party(&mut event, &report.party);
    }
    event
}

/// Names an organisation, and of a natural person only what decides on publication.
pub(super) fn tell_party(event: &mut v1::DecisionMade, party: &Party) {
    event.party_kind = party.kind().to_string();
    event.party_minor = party.is_minor();
    if let Party::Organisation { name, uscc } = party {
        event.party_name.clone_from(name);
        event.party_uscc = uscc.as_ref().map(ToString::to_string).unwrap_or_default();
    }
}
