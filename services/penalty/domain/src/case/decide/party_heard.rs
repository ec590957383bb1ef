//! From the notice to the review: the party is told, states, defends, asks for a hearing.

use jiff::civil::Date;
use law::Refusal;

use super::{Decided, between, due_on, file_of, notification_of, report_of};
use crate::case::clocks;
use crate::case::command::{CaseFacts, ReviewGiven, StatementGiven};
use crate::case::event::CaseEvent;
use crate::case::file::{Notice, Statement};
use crate::case::state::Case;
use crate::review::Review;
use crate::service_of_process::{Paper, ServiceOfProcess};

/// Most statements recorded in one case.
const STATEMENTS_MAX: usize = 100;

pub(super) fn announce(
    case: &Case,
    service: ServiceOfProcess,
    hearing_right: bool,
    facts: &CaseFacts<'_>,
) -> Decided {
    let (file, report) = (file_of(case)?, report_of(case)?);
    let kind = report.party.kind();
    let ground = facts
        .practice
        .hearing_ground(&file.domain, kind, &report.penalties);
    if let Some(ground) = ground.filter(|_| !hearing_right) {
        return Err(Refusal::new("hearing-right-not-told", "HRG-RIGHT")
            .citing(format!("行政处罚法第四十四条；{}", ground.citation))
            .missing(format!(
                "the right to a hearing in the notice: {}",
                ground.reason
            ))
            .cure("serve a notice that tells the party it may ask for a hearing")
            .titled(
                "未告知听证权利",
                "The notice does not tell of the right to a hearing",
            ));
    }
    file.service_log.allows(Paper::Notice, &service)?;
    let served_on = service.served_on(facts.calendar, report.reported_on, facts.today())?;
    let due = |id: &str| due_on(id, served_on, facts);
    let hearing = hearing_right
        .then(|| due(clocks::HEARING_REQUEST))
        .transpose()?;
    let notice = Notice {
        penalties: report.penalties.clone(),
        hearing_right,
        service,
        served_on,
        statement: due(clocks::STATEMENT)?,
    };
    Ok(vec![CaseEvent::NoticeServed {
        notice: Box::new(notice),
        hearing,
    }])
}

pub(super) fn statement(case: &Case, given: StatementGiven, facts: &CaseFacts<'_>) -> Decided {
    let notification = notification_of(case)?;
    between(
        notification.notice.served_on,
        given.received_on,
        facts,
        "the statement",
    )?;
    if given.content.trim().is_empty() || notification.statements.len() >= STATEMENTS_MAX {
        return Err(Refusal::new("statement-empty", "G5")
            .citing("行政处罚法第四十五条第一款、第六十二条")
            .missing("what the party said, or how it waived expressly")
            .cure("record its words or its written waiver")
            .titled("未记录陈述申辩内容", "The statement is empty"));
    }
    let statement = Statement {
        kind: given.kind,
        content: given.content,
        waives_hearing: given.waives_hearing,
        received_on: given.received_on,
    };
    Ok(vec![CaseEvent::StatementRecorded { statement }])
}

pub(super) fn ask_for_hearing(case: &Case, received_on: Date, facts: &CaseFacts<'_>) -> Decided {
    let notification = notification_of(case)?;
    between(
        notification.notice.served_on,
        received_on,
        facts,
        "the request",
    )?;
    Ok(vec![CaseEvent::HearingRequested {
        requested_on: received_on,
        appoint: due_on(clocks::HEARING_HOST, received_on, facts)?,
    }])
}

pub(super) fn review(case: &Case, given: ReviewGiven, facts: &CaseFacts<'_>) -> Decided {
    if given.opinion.trim().is_empty() {
        return Err(Refusal::new("opinion-missing", "G7")
            .citing("市场监督管理行政处罚程序规定第五十四条")
            .missing("the written opinion of the reviewer")
            .cure("write what was found and what is advised")
            .titled("未提出书面审核意见", "The opinion is missing"));
    }
    let review = Review {
        reviewer: facts.actor.id,
        outcome: given.outcome,
        opinion: given.opinion,
        reviewed_on: facts.today(),
        grounds: case.review_grounds(),
        qualification: given.qualification,
    };
    Ok(vec![CaseEvent::LegalReviewed { review }])
}
