//! From the notice to the review: the party is told, states, defends, is heard.

use jiff::civil::Date;
use law::{Adjustments, Due, Pause, Refusal, rule};

use super::{Decided, absent, between, due_on, file_of, notification_of, report_of};
use crate::case::clocks;
use crate::case::command::{CaseFacts, HearingRecord, StatementGiven};
use crate::case::event::CaseEvent;
use crate::case::file::{File, Notice, Statement};
use crate::case::state::Case;
use crate::hearing::{self, Hearing, HearingStage};
use crate::review::{Review, ReviewOutcome};
use crate::service_of_process::ServiceOfProcess;

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
    hearing::may_request(&notification.hearing, received_on)?;
    Ok(vec![CaseEvent::HearingRequested {
        requested_on: received_on,
    }])
}

pub(super) fn hold_hearing(case: &Case, record: HearingRecord, facts: &CaseFacts<'_>) -> Decided {
    let (file, notification) = (file_of(case)?, notification_of(case)?);
    let HearingStage::Requested { requested_on } = &notification.hearing else {
        return Err(absent("request for a hearing"));
    };
    if file.investigated_by(record.host) {
        return Err(Refusal::new("host-investigated", "HRG-HOST")
            .citing("行政处罚法第六十四条第四项")
            .missing("a host who did not investigate the case")
            .cure("have the agency appoint another host and hold the hearing again")
            .titled(
                "听证主持人不得为本案调查人员",
                "An investigator cannot preside",
            ));
    }
    between(*requested_on, record.held_on, facts, "the hearing")?;
    between(
        *requested_on,
        record.notified_on,
        facts,
        "the notice of the hearing",
    )?;
    hearing::told_in_time(facts.calendar, record.notified_on, record.held_on)?;
    let decide = decide_due_after(file, *requested_on, record.held_on, facts)?;
    let hearing = Hearing {
        host: record.host,
        notified_on: record.notified_on,
        held_on: record.held_on,
        outcome: record.outcome,
        record: record.record,
    };
    Ok(vec![CaseEvent::HearingHeld { hearing, decide }])
}

/// The time to decide; where a rule excludes the time of the hearing, without the days from the
/// request to the hearing.
fn decide_due_after(
    file: &File,
    requested_on: Date,
    held_on: Date,
    facts: &CaseFacts<'_>,
) -> Result<Due, Refusal> {
    let excluded = facts
        .practice
        .of(&file.domain)
        .and_then(|practice| practice.hearing_time_excluded.as_deref());
    match excluded {
        Some(ground) => {
            let pause = Pause::new(requested_on, held_on, ground);
            let without = Adjustments::none().paused(pause);
            Ok(facts
                .calendar
                .due(rule(&file.decide.rule)?, file.filed_on, &without)?)
        }
        None => Ok(file.decide.clone()),
    }
}

pub(super) fn review(
    case: &Case,
    outcome: ReviewOutcome,
    opinion: String,
    facts: &CaseFacts<'_>,
) -> Decided {
    if opinion.trim().is_empty() {
        return Err(Refusal::new("opinion-missing", "G7")
            .citing("市场监督管理行政处罚程序规定第五十四条")
            .missing("the written opinion of the reviewer")
            .cure("write what was found and what is advised")
            .titled("未提出书面审核意见", "The opinion is missing"));
    }
    let review = Review {
        reviewer: facts.actor.id,
        outcome,
        opinion,
        reviewed_on: facts.today(),
        grounds: case.review_grounds(),
    };
    Ok(vec![CaseEvent::LegalReviewed { review }])
}
