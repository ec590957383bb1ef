//! Which command is lawful in which state, and what it causes.

use jiff::civil::Date;
use law::{Adjustments, Due, Extension, Length, Refusal, Unit, rule_on};

use super::clocks::{ACCEPT, ANSWER, DECIDE, DUTY, FORWARD, RECONSIDER, SUE, SUE_AFTER};
use super::command::{ApplicationDraft, Opening, RemedyCommand};
use super::event::RemedyEvent;
use super::outcome::{Forum, Ruling};
use super::period::{period, timely};
use super::state::{Answer, Application, Dossier, Procedure, Remedy, Settlement, Stay, With};
use super::{aside, duty, suit};
use crate::procedure::{Clocked as _, Moment, said, wrong_state};

pub(super) type Decided = Result<Vec<RemedyEvent>, Refusal>;

const LAW: &str = "行政复议法第四章；行政诉讼法第七章";

/// Days by which the body may lengthen its time (行政复议法 Art. 62).
const EXTENSION_DAYS_MAX: u32 = 30;
/// Working days for the answer in the simplified procedure (行政复议法 Art. 54).
const SIMPLIFIED_ANSWER: Length = Length {
    n: 5,
    unit: Unit::WorkingDays,
};
/// Days for the decision in the simplified procedure (行政复议法 Art. 62).
const SIMPLIFIED_DECISION: Length = Length {
    n: 30,
    unit: Unit::CalendarDays,
};

/// Answers `command`.
pub(super) fn decide(state: &Remedy, command: RemedyCommand, facts: &Moment<'_>) -> Decided {
    if let RemedyCommand::RunOut { rule } = &command {
        return run_out(state, rule, facts);
    }
    let name = command.name();
    facts.in_post(command.posts(), LAW)?;
    match command {
        RemedyCommand::Open(opening) if *state == Remedy::Unopened => open(*opening, facts),
        RemedyCommand::FileReconsideration(draft) => match state {
            Remedy::Open { dossier, .. } => apply(dossier, draft, facts),
            // the body may accept a late application when there was a just cause
            Remedy::Final { dossier, .. } if !dossier.challenged => apply(dossier, draft, facts),
            Remedy::Unopened
            | Remedy::Applied { .. }
            | Remedy::Accepted { .. }
            | Remedy::Settled { .. }
            | Remedy::Suing { .. }
            | Remedy::Final { .. } => Err(out_of_turn(state, name)),
        },
        RemedyCommand::FileSuit(draft) => suit::sue(state, draft, facts),
        RemedyCommand::RegisterSuit { on, registered } => {
            suit::register(state, on, registered, facts)
        }
        RemedyCommand::Judge(ruling) => suit::judge(state, ruling, facts),
        RemedyCommand::Withdraw { on } => withdraw(state, on, facts),
        RemedyCommand::StayPerformance {
            ground,
            document,
            on,
        } => aside::stay(
            state,
            Stay {
                ground,
                document,
                since: on,
            },
            facts,
        ),
        RemedyCommand::LiftStay { on } => aside::lift(state, on, facts),
        RemedyCommand::ReceiveOpinion { on, document } => {
            aside::opinion(state, on, document, facts)
        }
        RemedyCommand::ReportOpinion { on, document } => aside::report(state, on, &document, facts),
        RemedyCommand::Duty(step) => duty::take(state, step, facts),
        command @ (RemedyCommand::Open(_)
        | RemedyCommand::RunOut { .. }
        | RemedyCommand::Forward { .. }
        | RemedyCommand::Accept { .. }
        | RemedyCommand::Decline { .. }
        | RemedyCommand::ReceiveCopy { .. }
        | RemedyCommand::Answer { .. }
        | RemedyCommand::Extend { .. }
        | RemedyCommand::Decide(_)) => reconsideration(state, command, facts),
    }
}

/// The steps of the reconsideration itself.
fn reconsideration(state: &Remedy, command: RemedyCommand, facts: &Moment<'_>) -> Decided {
    match (state, command) {
        (
            Remedy::Applied {
                application,
                place: With::Agency { .. },
                ..
            },
            RemedyCommand::Forward { on },
        ) => {
            facts.between(application.filed_on, on, "the forwarding")?;
            let accept = facts.due(ACCEPT, on)?;
            Ok(vec![RemedyEvent::Forwarded { on, accept }])
        }
        (
            Remedy::Applied {
                place: With::Body { accept },
                ..
            },
            RemedyCommand::Accept { on, simplified },
        ) => {
            facts.between(accept.trigger, on, "the acceptance")?;
            Ok(vec![accepted(on, (false, simplified), facts)?])
        }
        (
            Remedy::Applied {
                dossier,
                place: With::Body { accept },
                ..
            },
            RemedyCommand::Decline { on, document },
        ) => {
            facts.between(accept.trigger, on, "the decision not to accept")?;
            said(
                &document,
                ACCEPT,
                "行政复议法第三十条第二款",
                "the document and its reasons",
            )?;
            settle(dossier, Settlement::Declined, on, None, facts)
        }
        (state, command) => examination(state, command, facts),
    }
}

/// The steps while the body examines the application.
fn examination(state: &Remedy, command: RemedyCommand, facts: &Moment<'_>) -> Decided {
    let name = command.name();
    match (state, command) {
        (
            Remedy::Accepted {
                decide,
                answer: Answer::NotAsked,
                simplified,
                ..
            },
            RemedyCommand::ReceiveCopy { on },
        ) => {
            facts.between(decide.trigger, on, "the copy of the application")?;
            let answer = if *simplified {
                shortened(ANSWER, SIMPLIFIED_ANSWER, "行政复议法第五十四条", on, facts)?
            } else {
                facts.due(ANSWER, on)?
            };
            Ok(vec![RemedyEvent::CopyReceived { on, answer }])
        }
        (
            Remedy::Accepted {
                answer: Answer::Pending { due },
                ..
            },
            RemedyCommand::Answer { on, document },
        ) => {
            facts.between(due.trigger, on, "the answer")?;
            said(
                &document,
                ANSWER,
                "行政复议法第四十八条、第七十条",
                "the written answer",
            )?;
            Ok(vec![RemedyEvent::Answered { on }])
        }
        (
            Remedy::Accepted {
                decide,
                simplified: false,
                extended: false,
                ..
            },
            RemedyCommand::Extend { days, document },
        ) => extend(decide, days, &document, facts),
        (
            Remedy::Accepted {
                dossier, decide, ..
            },
            RemedyCommand::Decide(ruling),
        ) => {
            facts.between(decide.trigger, ruling.made_on, "the decision")?;
            facts.between(ruling.made_on, ruling.effective_on, "its service")?;
            ruling.check(Forum::Body, dossier.fine)?;
            let on = ruling.effective_on;
            settle(dossier, Settlement::Decided, on, Some(ruling), facts)
        }
        (state, _) => Err(out_of_turn(state, name)),
    }
}

pub(super) fn out_of_turn(state: &Remedy, name: &str) -> Refusal {
    let lawful: &[&str] = match state {
        Remedy::Unopened => &[],
        Remedy::Open { suit: None, .. } => &["file-reconsideration"],
        Remedy::Applied {
            place: With::Agency { .. },
            ..
        } => &["forward", "stay-performance", "withdraw"],
        Remedy::Applied { .. } => &["accept", "decline", "stay-performance", "withdraw"],
        Remedy::Accepted { .. } => &[
            "receive-copy",
            "answer",
            "extend",
            "decide",
            "stay-performance",
            "withdraw",
        ],
        Remedy::Settled { .. } => &["file-suit", "receive-opinion"],
        Remedy::Suing { .. } => &["register-suit", "judge", "stay-performance", "withdraw"],
        Remedy::Final { dossier, .. } if dossier.challenged => &["receive-opinion"],
        Remedy::Open { .. } | Remedy::Final { .. } => &["file-reconsideration", "file-suit"],
    };
    wrong_state(state.status(), name, LAW, lawful)
}

fn open(opening: Opening, facts: &Moment<'_>) -> Decided {
    let reconsideration = facts.due(RECONSIDER, opening.served_on)?;
    let suit = match opening.procedure {
        Procedure::Ordinary => Some(facts.due(SUE, opening.served_on)?),
        Procedure::Spot => None,
    };
    Ok(vec![RemedyEvent::Opened {
        dossier: Box::new(Dossier {
            decision: opening.decision,
            procedure: opening.procedure,
            number: opening.number,
            fine: opening.fine,
            served_on: opening.served_on,
            ended: std::collections::BTreeMap::new(),
            challenged: false,
            opinion: None,
            duty: None,
            stay: None,
            rulings: Vec::new(),
        }),
        reconsideration,
        suit,
    }])
}

fn apply(dossier: &Dossier, draft: ApplicationDraft, facts: &Moment<'_>) -> Decided {
    facts.between(dossier.served_on, draft.filed_on, "the application")?;
    said(
        &draft.body,
        RECONSIDER,
        "行政复议法第二十四条",
        "the body of reconsideration",
    )?;
    let due = period(RECONSIDER, dossier.served_on, &draft.late, facts)?;
    let place = if draft.via_agency {
        through_agency(dossier)?;
        With::Agency {
            forward: facts.due(FORWARD, draft.filed_on)?,
        }
    } else {
        With::Body {
            accept: facts.due(ACCEPT, draft.filed_on)?,
        }
    };
    Ok(vec![RemedyEvent::Applied {
        application: Box::new(Application {
            by: draft.by,
            body: draft.body,
            filed_on: draft.filed_on,
            timeliness: timely(due, draft.filed_on),
        }),
        place,
    }])
}

/// Only against a penalty on the spot may the application go through the agency.
fn through_agency(dossier: &Dossier) -> Result<(), Refusal> {
    if dossier.procedure == Procedure::Spot {
        return Ok(());
    }
    Err(Refusal::new("not-through-the-agency", FORWARD)
        .citing("行政复议法第三十二条第一款")
        .missing("a penalty on the spot")
        .cure("have the applicant apply to the body itself")
        .titled(
            "该决定不适用通过作出机关提交复议申请",
            "Against this decision the application goes to the body itself",
        ))
}

fn accepted(
    on: Date,
    (deemed, simplified): (bool, bool),
    facts: &Moment<'_>,
) -> Result<RemedyEvent, Refusal> {
    let decide = if simplified {
        let article = "行政复议法第六十二条第二款";
        shortened(DECIDE, SIMPLIFIED_DECISION, article, on, facts)?
    } else {
        facts.due(DECIDE, on)?
    };
    Ok(RemedyEvent::Accepted {
        on,
        deemed,
        simplified,
        decide,
    })
}

/// The period of `rule`, with the length that `article` sets instead.
fn shortened(
    rule: &str,
    length: Length,
    article: &str,
    on: Date,
    facts: &Moment<'_>,
) -> Result<Due, Refusal> {
    let rule = rule_on(rule, on)?.configured(length, article);
    Ok(facts.calendar.due(&rule, on, &Adjustments::none())?)
}

fn extend(decide: &Due, days: u32, document: &str, facts: &Moment<'_>) -> Decided {
    let citation = "行政复议法第六十二条第一款";
    said(document, DECIDE, citation, "the notice to the parties")?;
    if days == 0 || days > EXTENSION_DAYS_MAX || decide.has_expired(facts.now) {
        return Err(
            Refusal::of_rule("extension-not-allowed", rule_on(DECIDE, decide.trigger)?)
                .citing(citation)
                .missing(format!(
                    "1 to {EXTENSION_DAYS_MAX} days, before the time ends on {}",
                    decide.raw
                ))
                .cure("record the extension as the body granted it")
                .titled("延长期限不符合规定", "The extension does not fit"),
        );
    }
    let longer = Extension::new(days, Unit::CalendarDays, citation);
    let adjustments = Adjustments {
        pauses: Vec::new(),
        extensions: vec![longer],
    };
    let decide = facts.due_adjusted(DECIDE, decide.trigger, &adjustments)?;
    let on = facts.today();
    Ok(vec![RemedyEvent::Extended { on, decide }])
}

/// Ends the reconsideration. After a decision the party may sue within fifteen days of receiving it.
/// When it was not accepted, so it is where reconsideration comes first; elsewhere the suit against the
/// decision itself stays open in its own time. Nothing follows a withdrawal where reconsideration
/// comes first.
fn settle(
    dossier: &Dossier,
    how: Settlement,
    on: Date,
    ruling: Option<Ruling>,
    facts: &Moment<'_>,
) -> Decided {
    let suit = match (how, dossier.procedure) {
        (Settlement::Decided, _) | (Settlement::Declined, Procedure::Spot) => {
            Some(facts.due(SUE_AFTER, on)?)
        }
        (Settlement::Declined | Settlement::Withdrawn, Procedure::Ordinary) => {
            Some(facts.due(SUE, dossier.served_on)?)
        }
        (Settlement::Withdrawn, Procedure::Spot) => None,
    };
    Ok(vec![RemedyEvent::Settled {
        how,
        on,
        ruling: ruling.map(Box::new),
        suit,
    }])
}

fn withdraw(state: &Remedy, on: Date, facts: &Moment<'_>) -> Decided {
    match state {
        Remedy::Applied {
            dossier,
            application,
            ..
        }
        | Remedy::Accepted {
            dossier,
            application,
            ..
        } => {
            facts.between(application.filed_on, on, "the withdrawal")?;
            settle(dossier, Settlement::Withdrawn, on, None, facts)
        }
        Remedy::Suing { suit, .. } => {
            facts.between(suit.filed_on, on, "the withdrawal")?;
            Ok(vec![RemedyEvent::SuitEnded { on }])
        }
        Remedy::Unopened | Remedy::Open { .. } | Remedy::Settled { .. } | Remedy::Final { .. } => {
            Err(out_of_turn(state, "withdraw"))
        }
    }
}

/// Notes that the clock of `rule` ran out, once. Silence of the body accepts the application.
fn run_out(state: &Remedy, rule: &str, facts: &Moment<'_>) -> Decided {
    let noted = state.dossier().and_then(|dossier| dossier.ended.get(rule));
    let ran_out = state.ran_out(rule, facts.now);
    let Some(due) = ran_out.filter(|due| noted != Some(&due.raw)).cloned() else {
        return Ok(Vec::new());
    };
    let on = facts.today();
    let event = match rule {
        ACCEPT => accepted(due.raw, (true, false), facts)?,
        RECONSIDER | SUE | SUE_AFTER => RemedyEvent::PeriodEnded { due, on },
        DUTY => duty::omitted(due, on, facts)?,
        _ => RemedyEvent::Overdue { due, on },
    };
    Ok(vec![event])
}
