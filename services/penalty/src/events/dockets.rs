//! What the world hears of the proceedings beside the case. No names of natural persons.

use contracts::common::v1::Basis;
use contracts::penalty::v1;
use ledger::{Aggregate, Error, UnitOfWork};
use penalty_domain::procedure::{Clocked as _, Told as _};
use penalty_domain::referral::{Referral, ReferralRules};
use penalty_domain::remedy::RemedyRules;
use penalty_domain::spot::{Form, SpotEvent, SpotRules};

use super::publish::{Wire, tell_party};
use crate::app::{Docketed, Step};

/// The summary procedure (简易程序), as decisions name it.
const SUMMARY: &str = "summary";
/// On the spot the form is handed over; how decisions name that.
const HANDED_OVER: &str = "direct";
const LEFT_BEHIND: &str = "left-behind";

fn basis<P: Docketed>(
    unit: &UnitOfWork,
    aggregate: &Aggregate,
    step: &Step<'_, P>,
) -> Option<Basis> {
    let stands_on = (step.event.legal_date(), step.event.articles());
    step.said.basis(aggregate, unit, stands_on)
}

fn wire<'a, P: Docketed>(
    unit: &'a mut UnitOfWork,
    aggregate: Aggregate,
    step: &Step<'_, P>,
) -> Wire<'a> {
    Wire {
        unit,
        aggregate,
        actor: step.said.actor.id.uuid(),
    }
}

/// A decision on the spot is told as every decision is, so that readers judge it alike.
pub(crate) fn record_spot(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    step: &Step<'_, SpotRules<'_>>,
) -> Result<(), Error> {
    let basis = basis(unit, &aggregate, step);
    let case_id = aggregate.id.to_string();
    let to = wire(unit, aggregate, step);
    match step.event {
        SpotEvent::Issued { form, .. } => to.tell(&decision_made(basis, case_id, form)),
        SpotEvent::HandedOver { hand_over, .. } => {
            let signed = hand_over.refusal_note.is_none();
            to.tell(&v1::DecisionServed {
                basis,
                case_id,
                method: if signed { HANDED_OVER } else { LEFT_BEHIND }.to_owned(),
                served_on: hand_over.on.to_string(),
            })
        }
        SpotEvent::FinePaid { payment, account } => to.tell(&v1::FinePaid {
            basis,
            case_id,
            amount_fen: payment.principal.get(),
            surcharge_fen: payment.surcharge.get(),
            in_full: account.is_settled(),
        }),
        SpotEvent::Revoked { revocation } => to.tell(&v1::DecisionRevoked {
            basis,
            case_id,
            reason_code: revocation.ground.to_string(),
        }),
        SpotEvent::PaymentOverdue { due, .. } => to.tell(&v1::PaymentOverdue {
            basis,
            case_id,
            rule_id: due.rule.clone(),
        }),
        SpotEvent::DutyOverdue { due, .. } => to.tell(&v1::DutyOverdue {
            basis,
            case_id,
            rule_id: due.rule.clone(),
        }),
        SpotEvent::CashCollected { .. }
        | SpotEvent::CashHandedIn { .. }
        | SpotEvent::CashBanked { .. }
        | SpotEvent::SurchargeChanged { .. }
        | SpotEvent::Filed { .. } => to.tell(&v1::SpotPenaltyProgressed {
            basis,
            case_id,
            step: step.event.name().to_owned(),
            status: step.after.status().to_owned(),
        }),
    }
}

fn decision_made(basis: Option<Basis>, case_id: String, form: &Form) -> v1::DecisionMade {
    let penalties = &form.penalties;
    let mut event = v1::DecisionMade {
        basis,
        case_id,
        document_number: form.number.to_string(),
        penalties: penalties.kinds().map(|kind| kind.to_string()).collect(),
        fine_fen: penalties.fine().get(),
        confiscated_fen: penalties.confiscated().get(),
        decided_on: form.made_on().to_string(),
        violation_code: form.violation_code.clone(),
        power_item: form.power_item.clone(),
        agency: form.agency.clone(),
        domain: form.domain.clone(),
        procedure: SUMMARY.to_owned(),
        ..v1::DecisionMade::default()
    };
    tell_party(&mut event, &form.party.party());
    event
}

/// Records a step of a referral.
pub(crate) fn record_referral(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    step: &Step<'_, ReferralRules<'_>>,
) -> Result<(), Error> {
    let event = v1::ReferralProgressed {
        basis: basis(unit, &aggregate, step),
        referral_id: aggregate.id.to_string(),
        case_id: case_of(step.after),
        step: step.event.name().to_owned(),
        status: step.after.status().to_owned(),
    };
    wire(unit, aggregate, step).tell(&event)
}

fn case_of(referral: &Referral) -> String {
    let case = referral.dossier().map(|dossier| dossier.case);
    case.map(|case| case.to_string()).unwrap_or_default()
}

/// Records a step of the remedies.
pub(crate) fn record_remedy(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    step: &Step<'_, RemedyRules<'_>>,
) -> Result<(), Error> {
    let decision = step.after.dossier().map(|dossier| dossier.decision);
    let outcome = step.event.ruling().map(|ruling| ruling.outcome);
    let event = v1::RemedyProgressed {
        basis: basis(unit, &aggregate, step),
        remedy_id: aggregate.id.to_string(),
        case_id: decision.map(|id| id.to_string()).unwrap_or_default(),
        step: step.event.name().to_owned(),
        status: step.after.status().to_owned(),
        outcome: outcome
            .map(|outcome| outcome.to_string())
            .unwrap_or_default(),
    };
    wire(unit, aggregate, step).tell(&event)
}
