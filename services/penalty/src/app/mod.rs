//! Use cases: load, look the facts up, decide, save.

mod act;
mod archive;
mod calculate;
mod docket;
mod document;
mod enforce;
mod export;
mod facts;
mod like;
mod look;
mod norms;
mod one_fine;
mod open_case;
mod practices;
mod proceeding;
mod referral;
mod refusals;
mod remedy;
mod spot;

pub(crate) use act::{Request, act};
pub(crate) use archive::{ArchiveSeen, archive_case, look_at_archive};
pub(crate) use calculate::{Calculation, Question, calculate};
pub(crate) use docket::{Docketed, Step};
pub(crate) use document::{
    Drafted, Owner, OwnerId, Sources, Topic, amend_document, draft_document, look_at_document,
    seal_document, serve_document, void_document,
};
pub(crate) use enforce::{EnforcementSeen, enforce, enforcement_ran_out, look_at_enforcement};
pub(crate) use export::{gather, pack};
pub(crate) use like::like_cases;
pub(crate) use look::{CaseSeen, look, next};
pub(crate) use norms::{ListSeen, load_list, look_at_list, publish_benchmarks, whole};
pub(crate) use open_case::open_case;
pub(crate) use practices::{
    list_night_hours, list_practices, list_spot_practices, set_night_hours, set_practice,
    set_spot_practice,
};
pub(crate) use proceeding::{Recorded, begin, find, next_of, of_case, step};
pub(crate) use referral::{act_on_referral, find_referral, open_referral};
pub(crate) use refusals::{Subject, counted, refusals};
pub(crate) use remedy::{act_on_remedy, find_remedy, run_out_of_remedy};
pub(crate) use spot::{Issue, SpotSeen, act_on_spot, issue_spot, look_at_spot};

use kernel::{Actor, Decider as _, Post};
use ledger::{Aggregate, Error, NewTimer, UnitOfWork};
use penalty_domain::case::{ClockChanges, TIMED, clock_changes};
use penalty_domain::{CaseEvent, CaseRules, CommandKind};

use crate::events::publish;
use crate::store::case_file::StoredCase;

/// Applies what was decided: state, events, timers. The caller writes the row.
fn follow(
    unit: &mut UnitOfWork,
    case: &mut StoredCase,
    events: &[CaseEvent],
    (command, actor): (CommandKind, &Actor),
) -> Result<(), Error> {
    for event in events {
        let before = case.state.clone();
        case.state = CaseRules::evolve(std::mem::take(&mut case.state), event);
        case.version += 1;
        let changes = clock_changes(&before, &case.state);
        let aggregate = Aggregate {
            id: case.id.uuid(),
            version: case.version,
            matter: case.matter,
            region: case.region,
        };
        set_timers(unit, aggregate, TIMED.map(|rule| (rule, rule)), &changes);
        let told = publish::Told {
            case: &case.state,
            event,
            said: publish::Said {
                actor,
                post: command.post_of(actor).unwrap_or(Post::System),
                changes: &changes,
            },
        };
        publish::record(unit, aggregate, &told)?;
    }
    Ok(())
}

/// Starts and stops the clocks whose running out is an event of its own: each a rule, and the kind of
/// its timer.
fn set_timers(
    unit: &mut UnitOfWork,
    aggregate: Aggregate,
    timed: impl IntoIterator<Item = (&'static str, &'static str)>,
    changes: &ClockChanges,
) {
    for (rule, kind) in timed {
        if changes.met.iter().any(|met| met == rule) {
            unit.cancel_timer(aggregate.id, kind);
        }
        if let Some(due) = changes.set.iter().find(|due| due.rule == rule) {
            unit.set_timer(NewTimer {
                aggregate: aggregate.id,
                kind,
                rule: due.rule.clone(),
                region: aggregate.region,
                matter: aggregate.matter,
                due_at: due.expires_at(),
            });
        }
    }
}
