//! Which command is lawful in which state, and what it causes.

mod assess;
mod decision;
mod extension;
mod hearing;
mod inquiry;
mod investigation;
mod money;
mod party_heard;
mod performance;
mod service;

use jiff::civil::Date;
use law::{Adjustments, Due, Extension, Pause, Refusal, rule_on};

use super::command::{CaseCommand, CaseFacts};
use super::event::CaseEvent;
use super::file::{File, Notification, Record, Report};
use super::gates::{heavier_than_heard, permitted, refused};
use super::state::Case;
use crate::penalty::Penalties;
use crate::service_of_process;

type Decided = Result<Vec<CaseEvent>, Refusal>;

/// Answers `command`.
pub(super) fn decide(case: &Case, command: CaseCommand, facts: &CaseFacts<'_>) -> Decided {
    if let CaseCommand::RunOut { rule } = &command {
        return performance::run_out(case, rule, facts);
    }
    permitted(case, &command, facts)?;
    match command {
        CaseCommand::OpenCase(opening) => investigation::open(opening, facts),
        CaseCommand::RecordInvestigators { officers } => investigation::team(officers, facts),
        CaseCommand::JoinEvidence(evidence) => Ok(vec![CaseEvent::EvidenceJoined { evidence }]),
        CaseCommand::ConcludeInvestigation(draft) => {
            let mut events = investigation::conclude(case, *draft, facts)?;
            events.push(hearing::sent_to_review(facts.today(), facts)?);
            Ok(events)
        }
        CaseCommand::ServeNotice {
            service,
            hearing_right,
        } => party_heard::announce(case, service, hearing_right, facts),
        CaseCommand::RecordStatement(given) => party_heard::statement(case, given, facts),
        CaseCommand::RequestHearing { received_on } => {
            party_heard::ask_for_hearing(case, received_on, facts)
        }
        CaseCommand::Hearing(step) => hearing::take(case, step, facts),
        CaseCommand::Inquiry(inquiry) => inquiry::take(case, inquiry, facts),
        CaseCommand::LegalReview(given) => party_heard::review(case, given, facts),
        CaseCommand::Decide(draft) => decision::make_decision(case, *draft, facts),
        CaseCommand::ServeDecision {
            service,
            online_reconsideration,
            sealed_original,
        } => service::serve(
            case,
            service,
            (online_reconsideration, sealed_original),
            facts,
        ),
        CaseCommand::RecordServiceAttempt(draft) => service::attempt(case, draft, facts),
        CaseCommand::AnnounceService(draft) => service::announce(case, draft, facts),
        CaseCommand::RecordPayment(incoming) => money::pay(case, incoming, facts),
        CaseCommand::GrantPlan(draft) => money::plan(case, draft, facts),
        CaseCommand::PauseSurcharge { from, ground } => money::pause(case, (from, ground), facts),
        CaseCommand::ResumeSurcharge { to, ground } => money::resume(case, (to, ground), facts),
        CaseCommand::WaiveSurcharge(draft) => money::waive(case, draft, facts),
        CaseCommand::RecordRefund(made) => money::refund(case, made, facts),
        CaseCommand::EndEnforcement { ground, on } => performance::over(ground, on, facts),
        CaseCommand::Close { performance } => match case.ending() {
            Some(ending) => Ok(inquiry::close(ending, facts)),
            None => performance::close(case, performance, facts),
        },
        CaseCommand::Revoke(draft) => performance::revoke(case, draft, facts),
        CaseCommand::RunOut { .. } => Ok(Vec::new()),
    }
}

fn not_heavier(penalties: &Penalties, ceiling: &Penalties) -> Result<(), Refusal> {
    match penalties.beyond(ceiling) {
        Some(heavier) => Err(refused(
            "heavier-than-heard",
            heavier_than_heard(heavier.kind),
        )),
        None => Ok(()),
    }
}

/// The due date of rule `id`, triggered on `day`.
fn due_on(id: &str, day: Date, facts: &CaseFacts<'_>) -> Result<Due, Refusal> {
    Ok(facts
        .calendar
        .due(rule_on(id, day)?, day, &Adjustments::none())?)
}

/// The time to decide, with everything that changed it so far and with what changes it now.
fn time_to_decide(
    file: &File,
    pause: Option<&Pause>,
    extension: Option<&Extension>,
    facts: &CaseFacts<'_>,
) -> Result<Due, Refusal> {
    let mut time = file.proceedings.time.clone();
    time.pauses.extend(pause.cloned());
    time.extensions.extend(extension.cloned());
    let rule = rule_on(&file.decide.rule, file.filed_on)?;
    Ok(facts.calendar.due(rule, file.filed_on, &time)?)
}

/// The text, unless it is blank.
fn not_blank(text: String, what: &str, citation: &str) -> Result<String, Refusal> {
    if !text.trim().is_empty() {
        return Ok(text);
    }
    Err(Refusal::new("words-missing", "PEN-DOCUMENT")
        .citing(citation)
        .missing(what)
        .cure("write it down")
        .titled("必填内容缺失", "Something that must be stated is blank"))
}

/// Refuses a `day` of `what` before `earliest` or after today.
fn between(earliest: Date, day: Date, facts: &CaseFacts<'_>, what: &str) -> Result<(), Refusal> {
    let today = facts.today();
    if earliest <= day && day <= today {
        return Ok(());
    }
    let missing = if day > today {
        format!("a day of {what} up to today, {today}; it is {day}")
    } else {
        format!("a day of {what} from {earliest} on; it is {day}")
    };
    Err(Refusal::new("date-impossible", "PEN-DATES")
        .citing(service_of_process::CITATION)
        .missing(missing)
        .cure("correct the date")
        .titled(
            "日期不符合先后顺序",
            "The date does not fit the order of steps",
        ))
}

fn file_of(case: &Case) -> Result<&File, Refusal> {
    case.file().ok_or_else(|| absent("file"))
}

fn report_of(case: &Case) -> Result<&Report, Refusal> {
    case.report().ok_or_else(|| absent("report"))
}

fn notification_of(case: &Case) -> Result<&Notification, Refusal> {
    case.notification().ok_or_else(|| absent("notice"))
}

fn record_of(case: &Case) -> Result<&Record, Refusal> {
    case.record().ok_or_else(|| absent("decision"))
}

/// The case has no such part yet; the state's gate stands before this.
fn absent(part: &str) -> Refusal {
    Refusal::new("wrong-state", "PEN-STATE")
        .citing("行政处罚法第五章第三节")
        .missing(format!("the {part}"))
        .titled(
            "当前状态不能办理此事项",
            "This step is not possible in the present state",
        )
}
