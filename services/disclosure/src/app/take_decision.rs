//! A decision was made, or reached its party.

use disclosure_domain::publication::NewDecision;
use disclosure_domain::{Publication, PublicationCommand, PublicationFacts, PublicationRules};
use jiff::civil::Date;
use kernel::{Actor, CaseId, Decider as _, PublicationId, Region};
use law::Refusal;
use ledger::{Error, UnitOfWork};
use runtime::Fault;

use super::follow;
use crate::store::publication::{self, StoredPublication};
use crate::store::served;

/// Queues the decision for publication, or notes why it is not published.
pub(crate) async fn take_decision(
    unit: &mut UnitOfWork,
    actor: &Actor,
    decision: NewDecision,
) -> Result<(), Fault> {
    let (id, case) = (decision.about.id, decision.about.case);
    let (matter, region) = (decision.about.matter, decision.about.region);
    if publication_of_case(unit, case).await?.is_some() {
        return Err(Refusal::new("case-has-publication", "DIS-STATE")
            .citing("行政处罚法第四十八条")
            .missing(format!("a case without a publication; {case} has one"))
            .cure("a new decision on the same facts needs its own case")
            .titled("该案件已有公示记录", "The case has a publication already")
            .into());
    }
    let now = unit.now();
    let calendar = unit.calendar();
    let facts = PublicationFacts {
        now,
        actor,
        calendar: &calendar,
        served_on: None,
    };
    let command = PublicationCommand::Take(Box::new(decision));
    let events = PublicationRules::decide(&Publication::Unknown, command, &facts)?;
    let mut stored = StoredPublication {
        id,
        case,
        matter,
        region,
        version: 0,
        due_on: None,
        queued_at: now,
        published_at: None,
        state: Publication::Unknown,
    };
    follow(unit, &mut stored, &events, actor)?;
    publication::insert(unit.connection(), &stored).await?;
    Ok(())
}

/// Notes the day a decision reached its party.
pub(crate) async fn note_service(
    unit: &mut UnitOfWork,
    case: CaseId,
    region: Region,
    served_on: Date,
    method: &str,
) -> Result<(), Fault> {
    served::put(unit.connection(), case, region, served_on, method).await?;
    Ok(())
}

/// The publication of a case.
pub(crate) async fn publication_of_case(
    unit: &mut UnitOfWork,
    case: CaseId,
) -> Result<Option<PublicationId>, Error> {
    publication::of_case(unit.connection(), case).await
}
