//! Service of the decision, and what was tried to serve any document.

use law::Refusal;

use super::{Decided, between, due_on, file_of, record_of};
use crate::case::clocks;
use crate::case::command::CaseFacts;
use crate::case::event::CaseEvent;
use crate::case::evolve::to_perform;
use crate::case::file::Served;
use crate::case::state::{Case, CaseStatus};
use crate::payment::Account;
use crate::service_of_process::{AnnouncementDraft, AttemptDraft, Method, Paper, ServiceOfProcess};

pub(super) fn serve(
    case: &Case,
    service: ServiceOfProcess,
    (online_reconsideration, sealed_original): (bool, Option<String>),
    facts: &CaseFacts<'_>,
) -> Decided {
    let decision = &record_of(case)?.decision;
    if service.method == Method::Electronic && !online_reconsideration {
        return Err(
            Refusal::new("online-reconsideration-missing", "SVC-ELECTRONIC")
                .citing("行政复议法第二十二条第二款")
                .missing("a way to apply for reconsideration over the internet")
                .cure("give the party that way together with the decision")
                .titled(
                    "未提供互联网行政复议申请渠道",
                    "No way to apply for review online",
                ),
        );
    }
    file_of(case)?
        .service_log
        .allows(Paper::Decision, &service)?;
    let served_on = service.served_on(facts.calendar, decision.made_on, facts.today())?;
    let served = Served {
        service,
        served_on,
        sealed_original,
    };
    let pay = due_on(clocks::PAY, served_on, facts)?;
    let account = decision
        .penalties()
        .and_then(|penalties| Account::of(penalties, pay, decision.states_surcharge));
    let close = if let Case::Decided {
        close: Some(close), ..
    } = case
    {
        // without a penalty the time to close has run since the decision
        Some(close.clone())
    } else if account.is_none() && to_perform(decision).is_empty() {
        Some(due_on(clocks::CLOSE, served_on, facts)?)
    } else {
        None
    };
    Ok(vec![CaseEvent::DecisionServed {
        served,
        account: account.map(Box::new),
        close,
    }])
}

/// Keeps a failed attempt, which is what an announcement may rest on later.
pub(super) fn attempt(case: &Case, draft: AttemptDraft, facts: &CaseFacts<'_>) -> Decided {
    let file = file_of(case)?;
    between(file.filed_on, draft.tried_on, facts, "the attempt")?;
    let attempt = file.service_log.attempted(draft, facts.actor.id)?;
    let attempt = Box::new(attempt);
    Ok(vec![CaseEvent::ServiceAttempted { attempt }])
}

/// Starts the thirty days after which the document counts as served.
pub(super) fn announce(case: &Case, draft: AnnouncementDraft, facts: &CaseFacts<'_>) -> Decided {
    let file = file_of(case)?;
    let earliest = match case.record() {
        Some(record) if draft.paper == Paper::Decision => record.decision.made_on,
        _ => file.filed_on,
    };
    between(earliest, draft.published_on, facts, "the publication")?;
    waits_for(case, draft.paper)?;
    let announcement = file.service_log.announced(draft, facts.calendar)?;
    let announcement = Box::new(announcement);
    Ok(vec![CaseEvent::ServiceAnnounced { announcement }])
}

/// The document counts as served. For the decision that is the service; any other document is then
/// recorded by its own step, with the day that the announcement gave it.
pub(super) fn announcement_ended(case: &Case, facts: &CaseFacts<'_>) -> Decided {
    let Some(announcement) = case.announcement() else {
        return Ok(Vec::new());
    };
    let mut events = vec![CaseEvent::AnnouncementEnded {
        paper: announcement.paper,
        due: announcement.due.clone(),
    }];
    if announcement.paper == Paper::Decision {
        let original = announcement.sealed_original.clone();
        let announced = serve(case, announcement.service(), (false, original), facts)?;
        events.extend(announced);
    }
    Ok(events)
}

/// Only the document that is due now can be announced.
fn waits_for(case: &Case, paper: Paper) -> Result<(), Refusal> {
    let status = match paper {
        Paper::Notice => Some(CaseStatus::Concluded),
        Paper::HearingNotice => Some(CaseStatus::Notified),
        Paper::Decision => Some(CaseStatus::Decided),
        Paper::Demand => Some(CaseStatus::Served),
        Paper::Other => None,
    };
    if status == Some(case.status()) {
        return Ok(());
    }
    Err(Refusal::new("document-not-due", "SVC-ANNOUNCE")
        .citing(crate::service_of_process::CITATION)
        .missing(format!("a state in which `{paper}` is to be served"))
        .cure("announce the document that is to be served now")
        .titled("该文书尚不需送达", "This document is not to be served now"))
}
