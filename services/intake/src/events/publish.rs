//! What the world hears of a clue.

use contracts::intake::v1;
use intake_domain::ClueEvent;
use intake_domain::clue::About;
use kernel::{SubmissionId, Uscc};
use ledger::{Aggregate, Error, UnitOfWork};
use runtime::Step;
use uuid::Uuid;

const RULES: &str = "市场监督管理行政处罚程序规定";

/// Records the contract of a domain event.
pub(crate) fn record(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    actor: Uuid,
    about: &About,
    event: &ClueEvent,
    step: Step,
) -> Result<(), Error> {
    let clue_id = about.id.to_string();
    match event {
        ClueEvent::Registered { due, .. } => {
            let event = v1::ClueRegistered {
                basis: step.under(format!("{RULES}第十八条")).starts(due).basis(),
                clue_id,
                source: about.source.to_string(),
                submission_id: submission_of(about),
                domain: about.domain.clone(),
            };
            unit.record(aggregate, actor, &event)
        }
        ClueEvent::Extended { due } => {
            let basis = step.under(format!("{RULES}第十八条")).starts(due).basis();
            unit.record(
                aggregate,
                actor,
                &v1::VerificationExtended { basis, clue_id },
            )
        }
        ClueEvent::Filed { .. } => unit.record(aggregate, actor, &filed(about, event, step)),
        ClueEvent::NotFiled { reason } => {
            let event = v1::ClueNotFiled {
                basis: step.under(format!("{RULES}第二十条")).ends(VERIFY).basis(),
                clue_id,
                submission_id: submission_of(about),
                reason_code: reason.to_string(),
            };
            unit.record(aggregate, actor, &event)
        }
        ClueEvent::Transferred { to_unit, to_region } => {
            let event = v1::ClueTransferred {
                basis: step.under("行政处罚法第二十五条").ends(VERIFY).basis(),
                clue_id,
                submission_id: submission_of(about),
                to_unit: to_unit.clone(),
                to_region: to_region.to_string(),
            };
            unit.record(aggregate, actor, &event)
        }
        ClueEvent::WentOverdue { due } => {
            let basis = step.under(due.citation.clone()).basis();
            let rule_id = due.rule.clone();
            unit.record(
                aggregate,
                actor,
                &v1::VerificationOverdue {
                    basis,
                    clue_id,
                    rule_id,
                },
            )
        }
    }
}

fn filed(about: &About, event: &ClueEvent, step: Step) -> v1::CaseFiled {
    let ClueEvent::Filed {
        case,
        power_item,
        unit,
        party_kind,
        party_uscc,
        ..
    } = event
    else {
        return v1::CaseFiled::default();
    };
    v1::CaseFiled {
        basis: step
            .under("行政处罚法第五十四条第二款")
            .under(format!("{RULES}第十九条"))
            .ends(VERIFY)
            .basis(),
        clue_id: about.id.to_string(),
        case_id: case.to_string(),
        submission_id: submission_of(about),
        domain: about.domain.clone(),
        power_item: power_item.clone(),
        unit: unit.clone(),
        party_kind: party_kind.to_string(),
        party_uscc: party_uscc.as_ref().map(Uscc::to_string).unwrap_or_default(),
    }
}

fn submission_of(about: &About) -> String {
    about
        .submission
        .as_ref()
        .map(SubmissionId::to_string)
        .unwrap_or_default()
}

/// The clock that a decision ends.
const VERIFY: &str = "INT-SAMR-VERIFY";
