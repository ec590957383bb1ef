//! What the world hears of a publication.

use contracts::Event;
use contracts::disclosure::v1;
use disclosure_domain::publication::{PUBLISH_RULE, WITHDRAW_RULE, Withdrawal, WithdrawalOrder};
use disclosure_domain::{About, PublicationEvent};
use law::Due;
use ledger::{Aggregate, Error, UnitOfWork};
use runtime::Step;
use uuid::Uuid;

const RULES: &str = "市场监督管理行政处罚信息公示规定";
const TO_PUBLISH: &str = "行政处罚法第四十八条第一款";
const TO_WITHDRAW: &str = "行政处罚法第四十八条第二款";
const REVIEW: &str = "政府信息公开条例第十七条";

/// Where an event is written.
pub(crate) struct Wire<'a> {
    pub(crate) unit: &'a mut UnitOfWork,
    pub(crate) aggregate: Aggregate,
    pub(crate) actor: Uuid,
}

impl Wire<'_> {
    fn tell<E: Event>(self, event: &E) -> Result<(), Error> {
        self.unit.record(self.aggregate, self.actor, event)
    }
}

/// What is told about every event of a publication.
pub(crate) struct Told<'a> {
    pub(crate) about: &'a About,
    /// Digest of the masked text; empty while there is none.
    pub(crate) sha256: String,
    /// The clock to publish was running before the event.
    pub(crate) clock_ran: bool,
    pub(crate) step: Step,
}

/// Records the contract of a domain event.
pub(crate) fn record(
    wire: Wire<'_>,
    told: Told<'_>,
    event: &PublicationEvent,
) -> Result<(), Error> {
    let publication_id = told.about.id.to_string();
    let case_id = told.about.case.to_string();
    let step = told.step;
    match event {
        PublicationEvent::Queued { due, .. } => wire.tell(&v1::PublicationQueued {
            basis: step.under(TO_PUBLISH).starts(due).basis(),
            publication_id,
            case_id,
        }),
        PublicationEvent::Refused { refusal, .. } => {
            let step = step.under(refusal.ground.citation());
            wire.tell(&v1::PublicationRefused {
                basis: if told.clock_ran {
                    step.ends(PUBLISH_RULE)
                } else {
                    step
                }
                .basis(),
                publication_id,
                case_id,
                ground: refusal.ground.to_string(),
            })
        }
        PublicationEvent::Masked { content, .. } => wire.tell(&v1::PublicationMasked {
            basis: step.under(format!("{RULES}第六条")).basis(),
            publication_id,
            case_id,
            content_sha256: content.sha256.to_string(),
        }),
        PublicationEvent::Approved { .. } => wire.tell(&v1::PublicationApproved {
            basis: step.under(format!("{RULES}第五条")).under(REVIEW).basis(),
            publication_id,
            case_id,
        }),
        PublicationEvent::Published { .. } => {
            let step = step.under(TO_PUBLISH).under(format!("{RULES}第四条"));
            wire.tell(&v1::DecisionPublished {
                basis: step.ends(PUBLISH_RULE).basis(),
                publication_id,
                case_id,
                document_number: told.about.document_number.to_string(),
                content_sha256: told.sha256,
            })
        }
        PublicationEvent::WithdrawalDue { order } => {
            wire.tell(&withdrawal_due(told.about, order, step))
        }
        PublicationEvent::Withdrawn { withdrawal } => {
            wire.tell(&withdrawn(told.about, withdrawal, step))
        }
        PublicationEvent::PublishOverdue { due } | PublicationEvent::WithdrawOverdue { due } => {
            wire.tell(&overdue(told.about, due, step))
        }
    }
}

fn withdrawal_due(about: &About, order: &WithdrawalOrder, step: Step) -> v1::WithdrawalDue {
    v1::WithdrawalDue {
        basis: step.under(TO_WITHDRAW).starts(&order.due).basis(),
        publication_id: about.id.to_string(),
        case_id: about.case.to_string(),
        reason_code: order.reason_code.to_string(),
    }
}

fn withdrawn(about: &About, withdrawal: &Withdrawal, step: Step) -> v1::PublicationWithdrawn {
    v1::PublicationWithdrawn {
        basis: step.under(TO_WITHDRAW).ends(WITHDRAW_RULE).basis(),
        publication_id: about.id.to_string(),
        case_id: about.case.to_string(),
        reason_code: withdrawal.reason_code.to_string(),
    }
}

fn overdue(about: &About, due: &Due, step: Step) -> v1::PublicationOverdue {
    v1::PublicationOverdue {
        basis: step.under(due.citation.clone()).basis(),
        publication_id: about.id.to_string(),
        case_id: about.case.to_string(),
        rule_id: due.rule.clone(),
    }
}
