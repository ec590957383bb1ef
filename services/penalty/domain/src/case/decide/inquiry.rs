//! The steps around an investigation.

use jiff::civil::Date;
use kernel::ActorId;
use law::{Pause, Refusal};

use super::extension::{Longer, extend, extend_review};
use super::{Decided, absent, between, due_on, file_of, not_blank, time_to_decide};
use crate::case::clocks;
use crate::case::command::CaseFacts;
use crate::case::event::CaseEvent;
use crate::case::file::{Closure, ClosureOutcome};
use crate::case::gates::refused;
use crate::case::inquiry::{Inquiry, InquiryEvent};
use crate::case::proceedings::{
    CardShown, CorrectionOrder, Ending, EndingKind, Recusal, RecusalAnswer, RecusalDecider,
    RecusalRole, Suspension, SuspensionGround,
};
use crate::case::state::Case;
use crate::service_of_process::ServiceOfProcess;
use crate::time_limits::ExcludedTime;

/// Most entries of one kind that a file keeps: cards, orders, requests.
const ENTRIES_MAX: usize = 100;
/// Longest extension in one step, in days: what is longer is no reasonable period.
pub(super) const EXTENSION_DAYS_MAX: u32 = 365;

const RECUSAL: &str = "行政处罚法第四十三条；市场监督管理行政处罚程序规定第四条";
const SUSPENSION: &str = "市场监督管理行政处罚程序规定第四十六条";
pub(super) const TIME: &str = "行政处罚法第六十条；市场监督管理行政处罚程序规定第六十四条";

pub(super) type Happened = Result<InquiryEvent, Refusal>;

pub(super) fn take(case: &Case, inquiry: Inquiry, facts: &CaseFacts<'_>) -> Decided {
    let event = match inquiry {
        Inquiry::ShowCards {
            officers,
            shown_on,
            proof,
        } => {
            let card = CardShown {
                officers,
                shown_on,
                proof,
            };
            show_cards(case, card, facts)
        }
        Inquiry::OrderCorrection {
            content,
            until,
            service,
        } => order_correction(case, (content, until), service, facts),
        Inquiry::Suspend { ground, reason } => suspend(ground, reason, facts),
        Inquiry::Resume { reason } => resume(case, reason, facts),
        Inquiry::ExcludeTime {
            kind,
            from,
            to,
            document,
        } => exclude(case, kind, (from, to), document, facts),
        Inquiry::ExtendTime {
            days,
            reason,
            discussion,
            approval,
        } => {
            let asked = Longer {
                days,
                reason,
                discussion,
                approval,
            };
            extend(case, asked, facts)
        }
        Inquiry::ExtendReview { days, reason } => extend_review(case, days, reason, facts),
        Inquiry::AskRecusal {
            of,
            role,
            by_party,
            reason,
        } => {
            let recusal = Recusal {
                of,
                role,
                by_party,
                reason: not_blank(reason, "why the person should withdraw", RECUSAL)?,
                asked_on: facts.today(),
                answer: None,
            };
            ask_recusal(case, recusal)
        }
        Inquiry::AnswerRecusal {
            of,
            granted,
            reason,
            decided_as,
        } => answer_recusal(of, (granted, reason), decided_as, facts),
        Inquiry::End { kind, reason } => end(kind, reason, facts),
    }?;
    Ok(vec![CaseEvent::Inquiry(event)])
}

fn suspend(ground: SuspensionGround, reason: String, facts: &CaseFacts<'_>) -> Happened {
    let reason = not_blank(reason, "why the investigation cannot go on", SUSPENSION)?;
    Ok(InquiryEvent::Suspended(Suspension {
        ground,
        reason,
        since: facts.today(),
        by: facts.actor.id,
    }))
}

fn answer_recusal(
    of: ActorId,
    (granted, reason): (bool, String),
    decided_as: RecusalDecider,
    facts: &CaseFacts<'_>,
) -> Happened {
    let answer = RecusalAnswer {
        granted,
        reason: not_blank(reason, "why the request is granted or not", RECUSAL)?,
        by: facts.actor.id,
        decided_as,
        on: facts.today(),
    };
    Ok(InquiryEvent::RecusalAnswered { of, answer })
}

fn show_cards(case: &Case, card: CardShown, facts: &CaseFacts<'_>) -> Happened {
    let file = file_of(case)?;
    between(Date::MIN, card.shown_on, facts, "showing the certificates")?;
    let theirs = card
        .officers
        .iter()
        .all(|officer| file.investigated.contains(officer));
    if card.officers.is_empty() || !theirs || card.proof.trim().is_empty() {
        return Err(refused(
            "card-not-shown",
            "investigators of the case, and where it is recorded that they showed their cards",
        ));
    }
    enough_room(file.proceedings.cards.len())?;
    Ok(InquiryEvent::CardsShown(card))
}

fn order_correction(
    case: &Case,
    (content, until): (String, Option<Date>),
    service: ServiceOfProcess,
    facts: &CaseFacts<'_>,
) -> Happened {
    const CITATION: &str = "行政处罚法第二十八条第一款";
    let file = file_of(case)?;
    let content = not_blank(content, "what is to be corrected", CITATION)?;
    let served_on = service.served_on(facts.calendar, file.filed_on, facts.today())?;
    if until.is_some_and(|until| until < served_on) {
        return Err(Refusal::new("date-impossible", "PEN-DATES")
            .citing(CITATION)
            .missing(format!("a last day from {served_on} on"))
            .cure("give the party time to correct, or order it at once")
            .titled(
                "责令改正期限早于送达日期",
                "The order ends before it was served",
            ));
    }
    enough_room(file.proceedings.corrections.len())?;
    Ok(InquiryEvent::CorrectionOrdered(CorrectionOrder {
        content,
        until,
        service,
        served_on,
    }))
}

fn resume(case: &Case, reason: String, facts: &CaseFacts<'_>) -> Happened {
    not_blank(
        reason,
        "what removed the reason of the suspension",
        SUSPENSION,
    )?;
    let Case::Suspended { file, suspension } = case else {
        return Err(absent("suspension"));
    };
    let on = facts.today();
    let limits = facts.practice.of(&file.domain).map(|field| &field.time);
    let pause = limits
        .filter(|limits| limits.excluded.contains(&ExcludedTime::Suspension))
        .map(|limits| Pause::new(suspension.since, on, limits.excluded_citation.clone()));
    let decide = time_to_decide(file, pause.as_ref(), None, facts)?;
    Ok(InquiryEvent::Resumed { on, pause, decide })
}

/// Only what a rule of the field names does not count, and only with the document that proves it.
fn exclude(
    case: &Case,
    kind: ExcludedTime,
    (from, to): (Date, Date),
    document: String,
    facts: &CaseFacts<'_>,
) -> Happened {
    let file = file_of(case)?;
    let limits = facts.practice.of(&file.domain).map(|field| &field.time);
    let rule_says = limits.filter(|limits| limits.excluded.contains(&kind));
    let Some(limits) = rule_says.filter(|_| kind != ExcludedTime::Suspension) else {
        return Err(Refusal::new("time-counts", &file.decide.rule)
            .citing("行政处罚法第六十条")
            .missing(format!(
                "a rule of the field by which the time of `{kind}` does not count"
            ))
            .cure("decide within the period; a suspension is recorded by suspending and resuming")
            .titled("该期间应当计入办案期限", "This time counts"));
    };
    not_blank(document, "the document that proves the time", TIME)?;
    between(file.filed_on, from, facts, "the beginning")?;
    between(from, to, facts, "the end")?;
    let pause = Pause::new(from, to, kind.to_string());
    let decide = time_to_decide(file, Some(&pause), None, facts)?;
    Ok(InquiryEvent::TimeExcluded {
        pause,
        on: facts.today(),
        citation: limits.excluded_citation.clone(),
        decide,
    })
}

/// Once the head alone, within what the field's rule allows; after that the heads together.
fn ask_recusal(case: &Case, recusal: Recusal) -> Happened {
    let file = file_of(case)?;
    enough_room(file.proceedings.recusals.len())?;
    if file.investigated_by(recusal.of) && recusal.role != RecusalRole::Participant {
        return Err(Refusal::new("recusal-role", "RECUSAL")
            .citing(RECUSAL)
            .missing("the role of a participant: the person investigates the case")
            .cure("ask for the recusal of a participant")
            .titled("回避对象身份不符", "The role does not fit the person"));
    }
    if file.proceedings.open_recusal(recusal.of).is_some() {
        return Err(Refusal::new("recusal-asked-before", "RECUSAL")
            .citing(RECUSAL)
            .missing("nothing: the same recusal was asked for and is not decided yet")
            .cure("have it decided")
            .titled(
                "已申请回避，尚未作出决定",
                "This recusal was asked for already",
            ));
    }
    Ok(InquiryEvent::RecusalAsked(recusal))
}

fn end(kind: EndingKind, reason: String, facts: &CaseFacts<'_>) -> Happened {
    let reason = not_blank(reason, "why the case ends", kind.citation())?;
    if let EndingKind::TransferredToOrgan { organ } | EndingKind::TransferredToPolice { organ } =
        &kind
    {
        not_blank(
            organ.clone(),
            "the organ that receives the case",
            kind.citation(),
        )?;
    }
    let on = facts.today();
    Ok(InquiryEvent::Ended {
        close: due_on(clocks::CLOSE, on, facts)?,
        ending: Ending {
            kind,
            reason,
            by: facts.actor.id,
            on,
        },
    })
}

/// Closes a case that ended without a decision on a penalty.
pub(super) fn close(ending: &Ending, facts: &CaseFacts<'_>) -> Vec<CaseEvent> {
    let outcome = match ending.kind {
        EndingKind::TransferredToOrgan { .. } | EndingKind::TransferredToPolice { .. } => {
            ClosureOutcome::Transferred
        }
        EndingKind::Withdrawn => ClosureOutcome::Withdrawn,
        EndingKind::Terminated { .. } => ClosureOutcome::Terminated,
    };
    let closure = Closure {
        outcome,
        performance: None,
        by: facts.actor.id,
        closed_on: facts.today(),
    };
    vec![CaseEvent::CaseClosed { closure }]
}

fn enough_room(entries: usize) -> Result<(), Refusal> {
    if entries < ENTRIES_MAX {
        return Ok(());
    }
    Err(Refusal::new("file-full", "PEN-FILE")
        .citing("市场监督管理行政处罚程序规定第七十八条")
        .missing(format!(
            "room in the file: at most {ENTRIES_MAX} entries of one kind"
        ))
        .cure("put further records into the sealed evidence")
        .titled(
            "同类记录过多",
            "The file holds too many entries of this kind",
        ))
}
