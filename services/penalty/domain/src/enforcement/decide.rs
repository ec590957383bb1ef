//! Which command is lawful in which state, and what it causes.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::CaseId;
use law::{Adjustments, Due, Refusal, rule};
use strum::VariantArray as _;

use super::command::{EnforcementCommand, EnforcementFacts, EnforcementKind, EnforcementStep};
use super::event::EnforcementEvent;
use super::gates::{gates, in_post, in_state};
use super::state::{
    Acceptance, Answer, Application, Demand, Dossier, Enforcement, Finish, Ruling, Suspension,
    SuspensionGround,
};
use super::{ACCEPT, COURT, DEMAND, RULE, SURCHARGE, SUSPENDED, Window};
use crate::service_of_process::ServiceOfProcess;

type Decided = Result<Vec<EnforcementEvent>, Refusal>;

/// Most statements on one demand.
const ANSWERS_MAX: usize = 100;

/// Answers `command`.
///
/// # Errors
/// What the law refuses.
pub fn decide(
    state: &Enforcement,
    command: EnforcementCommand,
    facts: &EnforcementFacts<'_>,
) -> Decided {
    if let EnforcementCommand::RunOut { rule } = &command {
        return run_out(state, rule, facts);
    }
    let kind = command.kind();
    in_state(state, kind)?;
    in_post(kind, facts)?;
    gates(kind).iter().try_for_each(|gate| gate(state, facts))?;
    match command {
        EnforcementCommand::Open { case } => open(case, facts),
        EnforcementCommand::ServeDemand { content, service } => demand(content, service, facts),
        EnforcementCommand::RecordAnswer {
            received_on,
            statement,
            finding,
        } => answer(state, (received_on, statement, finding), facts),
        EnforcementCommand::Apply { court, object } => apply(court, object, facts),
        EnforcementCommand::RecordAcceptance { accepted_on } => accepted(accepted_on, facts),
        EnforcementCommand::RecordRejection { on, reason } => {
            said(&reason, "the court's reason")?;
            dated(on, facts)?;
            Ok(vec![EnforcementEvent::Rejected { on, reason }])
        }
        EnforcementCommand::RecordRuling {
            granted,
            instrument,
            ruled_on,
        } => ruled(granted, instrument, ruled_on, facts),
        EnforcementCommand::Suspend {
            ground,
            reason,
            harmless,
        } => suspend((ground, reason, harmless), facts),
        EnforcementCommand::Resume { reason } => {
            said(&reason, "why enforcement goes on")?;
            let on = facts.today();
            Ok(vec![EnforcementEvent::Resumed { on, reason }])
        }
        EnforcementCommand::Finish {
            finish,
            on,
            instrument,
        } => finished(state, (finish, on, instrument), facts),
        EnforcementCommand::RunOut { .. } => Ok(Vec::new()),
    }
}

/// For each command that people give: may the actor give it now, and if not, why not.
#[must_use]
pub fn next_steps(state: &Enforcement, facts: &EnforcementFacts<'_>) -> Vec<EnforcementStep> {
    EnforcementKind::VARIANTS
        .iter()
        .copied()
        .filter(|kind| kind.posts() != [kernel::Post::System])
        .map(|command| EnforcementStep {
            command,
            obstacles: obstacles(state, command, facts),
        })
        .collect()
}

fn obstacles(
    state: &Enforcement,
    command: EnforcementKind,
    facts: &EnforcementFacts<'_>,
) -> Vec<Refusal> {
    if let Err(refusal) = in_state(state, command) {
        return vec![refusal];
    }
    let all = gates(command).iter();
    let refused = all.filter_map(|gate| gate(state, facts).err());
    in_post(command, facts)
        .err()
        .into_iter()
        .chain(refused)
        .collect()
}

fn open(case: CaseId, facts: &EnforcementFacts<'_>) -> Decided {
    let overdue_since = facts.debt.overdue_since.unwrap_or(facts.today());
    let surcharge = facts
        .debt
        .with_surcharge
        .then(|| due_on(SURCHARGE, overdue_since, facts))
        .transpose()?;
    Ok(vec![EnforcementEvent::Opened {
        dossier: Box::new(Dossier {
            case,
            opened_on: facts.today(),
            window: Window::of(&facts.debt, facts.calendar)?,
            surcharge,
            overdue: BTreeSet::new(),
        }),
    }])
}

fn demand(content: String, service: ServiceOfProcess, facts: &EnforcementFacts<'_>) -> Decided {
    said(&content, "what is to be performed, until when and how")?;
    service.is_last_resort_since(facts.debt.announceable_from)?;
    let earliest = facts.debt.overdue_since.unwrap_or(facts.debt.served_on);
    let served_on = service.served_on(facts.calendar, earliest, facts.today())?;
    Ok(vec![EnforcementEvent::DemandServed {
        demand: Box::new(Demand {
            content,
            service,
            served_on,
            due: due_on(DEMAND, served_on, facts)?,
            answers: Vec::new(),
        }),
    }])
}

fn answer(
    state: &Enforcement,
    (received_on, statement, finding): (Date, String, String),
    facts: &EnforcementFacts<'_>,
) -> Decided {
    said(&statement, "what the party said")?;
    dated(received_on, facts)?;
    let full = state
        .demand()
        .is_some_and(|demand| demand.answers.len() >= ANSWERS_MAX);
    if full {
        return Err(untold("a place for one more statement"));
    }
    Ok(vec![EnforcementEvent::Answered {
        answer: Answer {
            received_on,
            statement,
            finding,
        },
    }])
}

fn apply(court: String, object: String, facts: &EnforcementFacts<'_>) -> Decided {
    said(&court, "the court")?;
    said(&object, "what is to be enforced")?;
    let applied_on = facts.today();
    Ok(vec![EnforcementEvent::Applied {
        application: Box::new(Application {
            court,
            object,
            by: facts.actor.id,
            applied_on,
            accept: due_on(ACCEPT, applied_on, facts)?,
        }),
    }])
}

fn accepted(accepted_on: Date, facts: &EnforcementFacts<'_>) -> Decided {
    dated(accepted_on, facts)?;
    let acceptance = Acceptance {
        accepted_on,
        rule: due_on(RULE, accepted_on, facts)?,
    };
    Ok(vec![EnforcementEvent::Accepted { acceptance }])
}

fn ruled(
    granted: bool,
    instrument: String,
    ruled_on: Date,
    facts: &EnforcementFacts<'_>,
) -> Decided {
    said(&instrument, "the number of the ruling")?;
    dated(ruled_on, facts)?;
    if granted {
        let ruling = Ruling {
            instrument,
            ruled_on,
        };
        return Ok(vec![EnforcementEvent::Granted { ruling }]);
    }
    Ok(vec![EnforcementEvent::Finished {
        finish: Finish::CourtRefused,
        on: ruled_on,
        instrument,
    }])
}

fn suspend(
    (ground, reason, harmless): (SuspensionGround, String, bool),
    facts: &EnforcementFacts<'_>,
) -> Decided {
    said(&reason, "the facts of the ground")?;
    let since = facts.today();
    let lapses = harmless && ground == SuspensionGround::Inability;
    let lapse = lapses
        .then(|| due_on(SUSPENDED, since, facts))
        .transpose()?;
    Ok(vec![EnforcementEvent::Suspended {
        suspension: Suspension {
            ground,
            reason,
            since,
            lapse,
        },
    }])
}

fn finished(
    state: &Enforcement,
    (finish, on, instrument): (Finish, Date, String),
    facts: &EnforcementFacts<'_>,
) -> Decided {
    said(&instrument, "the document or the facts that say so")?;
    dated(on, facts)?;
    let holds = match finish {
        Finish::Performed => facts.debt.performed,
        Finish::CourtEnded => matches!(
            state,
            Enforcement::Granted { .. } | Enforcement::Suspended { .. }
        ),
        Finish::DecisionRevoked | Finish::NothingLeft => true,
        Finish::CourtRefused | Finish::Lapsed => false,
    };
    if holds {
        return Ok(vec![EnforcementEvent::Finished {
            finish,
            on,
            instrument,
        }]);
    }
    Err(Refusal::new("finish-does-not-hold", "ENF-END")
        .citing("行政强制法第三十九条、第四十条、第五十八条")
        .missing(format!("the facts of `{finish}`"))
        .cure("record the payment or the ruling; a lapse comes by itself after its time")
        .titled("终结执行的情形不成立", "This end does not hold"))
}

/// Notes that the clock of `rule` ran out. One that stopped or was noted before causes nothing.
fn run_out(state: &Enforcement, id: &str, facts: &EnforcementFacts<'_>) -> Decided {
    let (Some(due), Some(dossier)) = (state.clock(id), state.dossier()) else {
        return Ok(Vec::new());
    };
    let noted = dossier.overdue.contains(id);
    if noted || !due.has_expired(facts.now) || facts.debt.performed {
        return Ok(Vec::new());
    }
    let on = facts.today();
    if id == SUSPENDED {
        return Ok(vec![EnforcementEvent::Finished {
            finish: Finish::Lapsed,
            on,
            instrument: due.citation.clone(),
        }]);
    }
    if id == COURT {
        let window = Window::of(&facts.debt, facts.calendar)?;
        if facts.debt.remedy.pending || window != dossier.window {
            return moved(dossier, window, facts);
        }
    }
    let due = due.clone();
    Ok(vec![EnforcementEvent::RanOut { due, on }])
}

/// A remedy or a plan has moved the time for the court. While a remedy is pending nobody knows its
/// end, so the clock is looked at again when the time would have been over.
fn moved(dossier: &Dossier, mut window: Window, facts: &EnforcementFacts<'_>) -> Decided {
    let on = facts.today();
    if facts.debt.remedy.pending {
        window.closes = due_on(COURT, on, facts)?;
    }
    if window == dossier.window {
        return Ok(Vec::new());
    }
    Ok(vec![EnforcementEvent::WindowMoved { window, on }])
}

fn due_on(id: &str, day: Date, facts: &EnforcementFacts<'_>) -> Result<Due, Refusal> {
    Ok(facts.calendar.due(rule(id)?, day, &Adjustments::none())?)
}

fn dated(day: Date, facts: &EnforcementFacts<'_>) -> Result<(), Refusal> {
    let today = facts.today();
    if facts.debt.served_on <= day && day <= today {
        return Ok(());
    }
    Err(Refusal::new("date-impossible", "ENF-DATES")
        .citing("行政强制法第五十四条")
        .missing(format!(
            "a day from {} to {today}; it is {day}",
            facts.debt.served_on
        ))
        .cure("correct the date")
        .titled(
            "日期不符合先后顺序",
            "The date does not fit the order of steps",
        ))
}

fn said(text: &str, what: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(untold(what));
    }
    Ok(())
}

fn untold(what: &str) -> Refusal {
    Refusal::new("not-told", "ENF-RECORD")
        .citing("行政强制法第三十五条、第五十五条")
        .missing(what)
        .cure("write it down")
        .titled("记载事项不全", "Something is not told")
}
