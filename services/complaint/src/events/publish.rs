//! What the world hears of a submission: no word of it, and nobody's name.

use complaint_domain::{About, ClosedBy, Kind, Outcome, SubmissionEvent};
use contracts::complaint::v1;
use kernel::Uscc;
use ledger::{Aggregate, Error, UnitOfWork};
use runtime::Step;
use uuid::Uuid;

const ORDER_121: &str = "市场监督管理投诉举报处理办法";
const HOTLINE: &str = "国办发〔2020〕53号";

/// Records the contract of a domain event.
pub(crate) fn record(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    actor: Uuid,
    about: &About,
    event: &SubmissionEvent,
    step: Step,
) -> Result<(), Error> {
    let submission_id = about.id.to_string();
    match event {
        SubmissionEvent::Received { due, .. } => {
            let event = v1::SubmissionReceived {
                basis: step.under(received_under(about.kind)).starts(due).basis(),
                submission_id,
                kind: about.kind.to_string(),
                channel: about.channel.to_string(),
                domain: about.domain.clone(),
                anonymous: about.anonymous,
            };
            unit.record(aggregate, actor, &event)
        }
        SubmissionEvent::Forwarded => unit.record(aggregate, actor, &forwarded(about, step)),
        SubmissionEvent::Replied { outcome, met, .. } => {
            let step = step.under(replied_under(about.kind, *outcome));
            let step = match met {
                Some(rule) => step.ends(rule.clone()),
                None => step,
            };
            let outcome = outcome.to_string();
            let event = v1::ReplyGiven {
                basis: step.basis(),
                submission_id,
                outcome,
            };
            unit.record(aggregate, actor, &event)
        }
        SubmissionEvent::Closed {
            by, satisfaction, ..
        } => {
            let event = v1::SubmissionClosed {
                basis: step.under(HOTLINE).basis(),
                submission_id,
                closed_by: closed_by(*by).to_owned(),
                satisfaction: satisfaction.map(u32::from).unwrap_or_default(),
            };
            unit.record(aggregate, actor, &event)
        }
        SubmissionEvent::Reopened { times, due } => {
            let event = v1::SubmissionReopened {
                basis: step.under(HOTLINE).starts(due).basis(),
                submission_id,
                times: *times,
            };
            unit.record(aggregate, actor, &event)
        }
        SubmissionEvent::WentOverdue { due } => {
            let basis = step.under(due.citation.clone()).basis();
            let rule_id = due.rule.clone();
            unit.record(
                aggregate,
                actor,
                &v1::SubmissionOverdue {
                    basis,
                    submission_id,
                    rule_id,
                },
            )
        }
    }
}

/// What intake needs to register the clue.
fn forwarded(about: &About, step: Step) -> v1::ReportForwarded {
    v1::ReportForwarded {
        basis: step.under(format!("{ORDER_121}第三十五条")).basis(),
        submission_id: about.id.to_string(),
        domain: about.domain.clone(),
        category_code: about.category_code.clone(),
        respondent_uscc: about
            .respondent
            .as_ref()
            .map(Uscc::to_string)
            .unwrap_or_default(),
    }
}

fn received_under(kind: Kind) -> String {
    match kind {
        Kind::Report => format!("{ORDER_121}第二十八条"),
        Kind::Complaint => format!("{ORDER_121}第三条、第十条"),
        Kind::Question | Kind::Help | Kind::Suggestion => HOTLINE.to_owned(),
    }
}

fn replied_under(kind: Kind, outcome: Outcome) -> String {
    match (kind, outcome) {
        (Kind::Report, Outcome::Transferred) => format!("{ORDER_121}第三十四条"),
        (Kind::Report, _) => format!("{ORDER_121}第三十六条"),
        (Kind::Complaint, _) => format!("{ORDER_121}第十五条"),
        (Kind::Question | Kind::Help | Kind::Suggestion, _) => HOTLINE.to_owned(),
    }
}

fn closed_by(by: ClosedBy) -> &'static str {
    match by {
        ClosedBy::Citizen => "citizen",
        ClosedBy::Office => "office",
    }
}
