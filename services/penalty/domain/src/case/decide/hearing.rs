//! The hearing, from the appointment of its host to the report on it.

use jiff::civil::Date;
use kernel::ActorId;
use law::{Pause, Refusal};

use super::{
    Decided, absent, between, due_on, file_of, not_blank, notification_of, time_to_decide,
};
use crate::arrangement::{
    AGENTS_MAX, ClosedGround, HearingNotice, HearingReport, HearingTermination, Openness, Panel,
    Preparation, RecordSignature, ReportStage, Session,
};
use crate::case::clocks;
use crate::case::command::CaseFacts;
use crate::case::event::CaseEvent;
use crate::case::file::File;
use crate::case::hearing_steps::{HearingEvent, HearingRecord, HearingStep};
use crate::case::inquiry::InquiryEvent;
use crate::case::state::Case;
use crate::hearing::{Hearing, HearingOutcome, HearingStage, latest_before};
use crate::service_of_process::{Paper, ServiceOfProcess};

pub(super) fn take(case: &Case, step: HearingStep, facts: &CaseFacts<'_>) -> Decided {
    let event = match step {
        HearingStep::Appoint { host, recorder } => appoint((host, recorder), facts),
        HearingStep::HandFile { handed_on } => hand_file(case, handed_on, facts),
        HearingStep::Fix {
            held_on,
            place,
            closed,
        } => fix((held_on, place), closed, facts),
        HearingStep::Notify { service } => notify(case, service, facts),
        HearingStep::Announce { announced_on } => announce(case, announced_on, facts),
        HearingStep::Suspend { reason } => suspend(reason, facts),
        HearingStep::Record(record) => return hold(case, record, facts),
        HearingStep::Report { opinion } => return report(case, opinion, facts),
    }?;
    Ok(vec![CaseEvent::Hearing(event)])
}

type Happened = Result<HearingEvent, Refusal>;

fn appoint((host, recorder): (ActorId, ActorId), facts: &CaseFacts<'_>) -> Happened {
    let appointed_on = facts.today();
    Ok(HearingEvent::Appointed {
        panel: Panel {
            host,
            recorder,
            appointed_on,
        },
        hand_file: due_on(clocks::HEARING_FILE, appointed_on, facts)?,
    })
}

fn hand_file(case: &Case, handed_on: Date, facts: &CaseFacts<'_>) -> Happened {
    let panel = notification_of(case)?.hearing.panel();
    let panel = panel.ok_or_else(|| absent("host of the hearing"))?;
    between(
        panel.appointed_on,
        handed_on,
        facts,
        "handing over the file",
    )?;
    Ok(HearingEvent::FileHanded {
        on: handed_on,
        fix: due_on(clocks::HEARING_DATE, handed_on, facts)?,
    })
}

fn fix(
    (held_on, place): (Date, String),
    closed: Option<ClosedGround>,
    facts: &CaseFacts<'_>,
) -> Happened {
    let place = not_blank(place, "time of day and place of the hearing", CITATION)?;
    let on = facts.today();
    let notify = latest_before(facts.calendar, clocks::HEARING_NOTICE, held_on)?;
    if notify.raw < on {
        return Err(too_late(&format!(
            "a day that leaves seven full working days for the notice; for {held_on} it had to be \
             served by {}",
            notify.raw
        )));
    }
    let openness = match closed {
        Some(ground) => Openness::Closed { ground },
        None => Openness::Open {
            announce: latest_before(facts.calendar, clocks::HEARING_ANNOUNCE, held_on)?,
            announced_on: None,
        },
    };
    Ok(HearingEvent::Fixed {
        on,
        session: Box::new(Session {
            held_on,
            place,
            notify,
            notice: None,
            openness,
        }),
    })
}

/// Article on day, place and openness of the hearing.
const CITATION: &str = "行政处罚法第六十四条第二项、第三项";

fn too_late(missing: &str) -> Refusal {
    Refusal::new("hearing-notice-late", clocks::HEARING_NOTICE)
        .citing("行政处罚法第六十四条第二项")
        .missing(missing)
        .cure("hold the hearing on a later day and tell the party again")
        .titled(
            "听证通知未提前七个工作日送达",
            "The party was told of the hearing too late",
        )
}

fn notify(case: &Case, service: ServiceOfProcess, facts: &CaseFacts<'_>) -> Happened {
    let stage = &notification_of(case)?.hearing;
    let (Some(panel), Some(session)) = (stage.panel(), stage.session()) else {
        return Err(absent("day of the hearing"));
    };
    file_of(case)?
        .service_log
        .allows(Paper::HearingNotice, &service)?;
    let served_on = service.served_on(facts.calendar, panel.appointed_on, facts.today())?;
    if served_on > session.notify.raw {
        return Err(too_late(&format!(
            "a notice of the hearing on {} served by {}",
            session.held_on, session.notify.raw
        )));
    }
    Ok(HearingEvent::Notified {
        notice: HearingNotice { service, served_on },
    })
}

fn announce(case: &Case, announced_on: Date, facts: &CaseFacts<'_>) -> Happened {
    let stage = &notification_of(case)?.hearing;
    let (Some(panel), Some(session)) = (stage.panel(), stage.session()) else {
        return Err(absent("day of the hearing"));
    };
    let Openness::Open { announce, .. } = &session.openness else {
        return Err(Refusal::new("hearing-not-open", clocks::HEARING_ANNOUNCE)
            .citing(CITATION)
            .missing("an open hearing; this one is closed")
            .cure("hold it without announcing it")
            .titled("不公开听证不予公告", "A closed hearing is not announced"));
    };
    between(panel.appointed_on, announced_on, facts, "the announcement")?;
    if announced_on > announce.raw {
        return Err(Refusal::of_rule(
            "hearing-announced-late",
            law::rule(clocks::HEARING_ANNOUNCE)?,
        )
        .missing(format!("an announcement by {}", announce.raw))
        .cure("fix a later day and announce it")
        .titled(
            "听证公告不足三个工作日",
            "The hearing was announced too late",
        ));
    }
    Ok(HearingEvent::Announced { on: announced_on })
}

fn suspend(reason: String, facts: &CaseFacts<'_>) -> Happened {
    let reason = not_blank(
        reason,
        "why the hearing is put off",
        "市场监督管理行政处罚听证办法第二十六条",
    )?;
    Ok(HearingEvent::Suspended {
        reason,
        on: facts.today(),
    })
}

fn hold(case: &Case, record: HearingRecord, facts: &CaseFacts<'_>) -> Decided {
    let (file, stage) = (file_of(case)?, &notification_of(case)?.hearing);
    let HearingStage::Prepared {
        requested_on,
        panel,
        preparation,
    } = stage
    else {
        return Err(absent("hearing"));
    };
    let session = match preparation {
        Preparation::Fixed { session } => Some(session),
        Preparation::AwaitingFile { .. }
        | Preparation::AwaitingDate { .. }
        | Preparation::Suspended { .. } => None,
    };
    check_record(&record)?;
    let today = facts.today();
    let held = record.outcome == HearingOutcome::Held;
    let at_the_hearing = held
        || record
            .termination
            .is_some_and(HearingTermination::happens_at_the_hearing);
    let held_on = match session {
        Some(session) if at_the_hearing => session.held_on,
        Some(_) | None => today,
    };
    let report = if held {
        let due = due_on(clocks::HEARING_REPORT, held_on, facts)?;
        ReportStage::Awaited { due }
    } else {
        ReportStage::NotNeeded
    };
    let pause = hearing_pause(file, (*requested_on, held_on), facts);
    let decide = time_to_decide(file, pause.as_ref(), None, facts)?;
    let hearing = Hearing {
        host: panel.host,
        notified_on: session
            .and_then(|session| session.notice.as_ref())
            .map(|notice| notice.served_on),
        held_on,
        outcome: record.outcome,
        termination: record.termination,
        agents: record.agents,
        signature: record.signature,
        record: record.record,
    };
    let mut events = vec![CaseEvent::Hearing(HearingEvent::Held {
        hearing,
        report,
        pause,
        decide,
    })];
    if !held {
        events.push(sent_to_review(today, facts)?);
    }
    Ok(events)
}

/// Refuses a record that contradicts itself.
fn check_record(record: &HearingRecord) -> Result<(), Refusal> {
    let held = record.outcome == HearingOutcome::Held;
    let unnoted =
        matches!(&record.signature, RecordSignature::Refused { note } if note.trim().is_empty());
    let unsigned = held && record.signature == RecordSignature::NotHeld;
    let missing = if record.record.trim().is_empty() {
        "what was said, or how the hearing was given up"
    } else if held != record.termination.is_none() {
        "the reason of a termination, and only then"
    } else if record.agents > AGENTS_MAX {
        "at most two agents of the party"
    } else if unnoted || unsigned {
        "the party's signature, or the host's note that it refused"
    } else {
        return Ok(());
    };
    Err(Refusal::new("hearing-record-incomplete", "HRG-RECORD")
        .citing("行政处罚法第六十四条第五项至第八项")
        .missing(missing)
        .cure("complete the record of the hearing")
        .titled("听证笔录不完整", "The record of the hearing is incomplete"))
}

/// The time of the hearing, where a rule of the field says that it does not count.
fn hearing_pause(
    file: &File,
    (requested_on, held_on): (Date, Date),
    facts: &CaseFacts<'_>,
) -> Option<Pause> {
    let practice = facts.practice.of(&file.domain)?;
    let ground = practice.hearing_time_excluded.as_deref()?;
    Some(Pause::new(requested_on, held_on, ground))
}

fn report(case: &Case, opinion: String, facts: &CaseFacts<'_>) -> Decided {
    let opinion = not_blank(
        opinion,
        "findings and advice of the host",
        "市场监督管理行政处罚听证办法第二十九条",
    )?;
    let HearingStage::Finished { .. } = notification_of(case)?.hearing else {
        return Err(absent("hearing that was held"));
    };
    let today = facts.today();
    let report = HearingReport {
        opinion,
        by: facts.actor.id,
        reported_on: today,
    };
    Ok(vec![
        CaseEvent::Hearing(HearingEvent::Reported { report }),
        sent_to_review(today, facts)?,
    ])
}

/// The file goes to the reviewers on `day`.
pub(super) fn sent_to_review(day: Date, facts: &CaseFacts<'_>) -> Result<CaseEvent, Refusal> {
    Ok(CaseEvent::Inquiry(InquiryEvent::SentToReview {
        due: due_on(clocks::REVIEW, day, facts)?,
        on: day,
    }))
}
