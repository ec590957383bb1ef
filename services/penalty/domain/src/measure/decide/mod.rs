//! Which command is lawful, and what it causes.

mod imposing;
mod period;
mod release;
mod request;

use law::Refusal;

use super::command::MeasureCommand;
use super::event::MeasureEvent;
use super::state::{Held, Measure, MeasureFile};
use crate::proceeding::Facts;

pub(crate) use release::confiscated;

type Decided = Result<Vec<MeasureEvent>, Refusal>;

/// Answers a command whose state, post and gates are in order.
pub(super) fn judge(measure: &Measure, command: MeasureCommand, facts: &Facts<'_>) -> Decided {
    match command {
        MeasureCommand::Request(draft) => request::request(*draft, facts),
        MeasureCommand::Rule { approved, opinion } => {
            request::rule(measure, approved, opinion, facts)
        }
        MeasureCommand::Impose { scene, urgency } => {
            imposing::impose(measure, *scene, urgency, facts)
        }
        MeasureCommand::Deliver(notice) => imposing::deliver(held_of(measure)?, notice, facts),
        MeasureCommand::Extend {
            days,
            reasons,
            document,
        } => period::extend(held_of(measure)?, days, (reasons, document), facts),
        MeasureCommand::TellExtension(notice) => period::tell(held_of(measure)?, notice, facts),
        MeasureCommand::StartTesting(stated) => period::pause(held_of(measure)?, stated, facts),
        MeasureCommand::EndTesting { ended_on, result } => {
            period::resume(held_of(measure)?, ended_on, result, facts)
        }
        MeasureCommand::Sell {
            item,
            proceeds,
            reasons,
            document,
        } => release::sell(
            held_of(measure)?,
            (item, proceeds),
            (&reasons, document),
            facts,
        ),
        MeasureCommand::Dispose {
            items,
            disposal,
            document,
        } => release::dispose(held_of(measure)?, items, &disposal, document, facts),
        MeasureCommand::Lift {
            items,
            ground,
            reasons,
            document,
        } => release::lift(measure, (items, ground), (reasons, document), facts),
        MeasureCommand::Return {
            items,
            compensation,
            document,
        } => release::give_back(held_of(measure)?, (items, compensation), document, facts),
        MeasureCommand::RunOut { rule } => Ok(period::run_out(measure, &rule, facts)),
    }
}

fn file_of(measure: &Measure) -> Result<&MeasureFile, Refusal> {
    measure.file().ok_or_else(|| absent("request"))
}

fn held_of(measure: &Measure) -> Result<&Held, Refusal> {
    measure.held().ok_or_else(|| absent("measure carried out"))
}

/// The measure has no such part yet; the state's gate stands before this.
fn absent(part: &str) -> Refusal {
    Refusal::new("wrong-state", "ENF-STATE")
        .citing("行政强制法第三章")
        .missing(format!("the {part}"))
        .titled(
            "当前状态不能办理此事项",
            "This step is not possible in the present state",
        )
}
