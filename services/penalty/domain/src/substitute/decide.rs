//! Which command is lawful, and what it causes.

use jiff::civil::Date;
use kernel::{OfficerId, legal_date};
use law::Refusal;

use super::REMIND;
use super::state::{
    Plan, Reminder, Substitute, SubstituteCommand, SubstituteDraft, SubstituteEvent, Work,
};
use crate::measure::Notice;
use crate::proceeding::{Facts, Proceeding as _, between, written};

type Decided = Result<Vec<SubstituteEvent>, Refusal>;

pub(super) fn judge(
    substitute: &Substitute,
    command: SubstituteCommand,
    facts: &Facts<'_>,
) -> Decided {
    match command {
        SubstituteCommand::Decide(draft) => decide(*draft, facts),
        SubstituteCommand::Replan { planned_on } => {
            let mut plan = plan_of(substitute)?.clone();
            plan.remind = facts.due_on(REMIND, planned_on)?;
            not_too_soon(&plan.remind, facts)?;
            plan.planned_on = planned_on;
            plan.reminder_missed = false;
            Ok(vec![SubstituteEvent::Replanned {
                plan: Box::new(plan),
                on: facts.today(),
            }])
        }
        SubstituteCommand::Remind(reminder) => remind(plan_of(substitute)?, reminder, facts),
        SubstituteCommand::Perform(work) => perform(plan_of(substitute)?, *work, facts),
        SubstituteCommand::Stop { document } => {
            let gate = (
                "proof-missing",
                "ENF-51",
                "行政强制法第五十一条第一款第二项",
            );
            let what = "the number of the paper that proves that the party did it";
            written(&document, gate, what, "未载明当事人履行的凭证")?;
            Ok(vec![SubstituteEvent::Stopped {
                document,
                on: facts.today(),
            }])
        }
        SubstituteCommand::RunOut { rule } => Ok(run_out(substitute, &rule, facts)),
    }
}

fn decide(draft: SubstituteDraft, facts: &Facts<'_>) -> Decided {
    let article = "行政强制法第三十五条、第五十条、第五十一条第一款第一项";
    for text in [&draft.obligation, &draft.manner] {
        let gate = ("decision-incomplete", "ENF-51", article);
        let what = "the decision that was not obeyed, and what is to be done and how";
        written(text, gate, what, "代履行决定书载明事项不全")?;
    }
    for notice in [&draft.demand, &draft.decision] {
        proven(notice)?;
        between(
            Date::MIN,
            notice.told_on,
            facts,
            "the demand and the decision",
        )?;
    }
    if draft.decision.told_on < draft.demand.told_on {
        return Err(Refusal::new("demand-missing", "ENF-35")
            .citing("行政强制法第三十五条、第五十条")
            .missing("a demand that the party got before the decision")
            .cure("demand first, then decide")
            .titled("代履行前未经催告", "The party was not asked first"));
    }
    let interested = draft.performer.is_some() && !draft.disinterested;
    if interested {
        return Err(Refusal::new("performer-interested", "ENF-50")
            .citing("行政强制法第五十条")
            .missing("a third party without any interest in the matter")
            .cure("entrust somebody else, or do it yourself")
            .titled("代履行人有利害关系", "The performer has an interest"));
    }
    let remind = facts.due_on(REMIND, draft.planned_on)?;
    not_too_soon(&remind, facts)?;
    let plan = Plan {
        id: draft.id,
        case: facts.case.id,
        matter: facts.case.matter,
        region: facts.case.region,
        obligation: draft.obligation,
        hazard: draft.hazard,
        demand: draft.demand,
        manner: draft.manner,
        performer: draft.performer,
        budget: draft.budget,
        planned_on: draft.planned_on,
        decision: draft.decision,
        by: facts.actor.id,
        decided_on: facts.today(),
        remind,
        reminder_missed: false,
    };
    Ok(vec![SubstituteEvent::Decided {
        plan: Box::new(plan),
    }])
}

/// Refuses a day before which the party can no longer be reminded in time.
fn not_too_soon(remind: &law::Due, facts: &Facts<'_>) -> Result<(), Refusal> {
    if facts.today() <= remind.raw {
        return Ok(());
    }
    Err(too_late(remind.raw))
}

fn too_late(last: Date) -> Refusal {
    Refusal::new("reminder-too-late", REMIND)
        .citing("行政强制法第五十一条第一款第二项、第六十九条")
        .missing(format!(
            "a reminder by {last}, three full working days before the performance"
        ))
        .cure("move the day of the performance")
        .titled("代履行三日前未催告", "The reminder comes too late")
}

fn remind(plan: &Plan, reminder: Reminder, facts: &Facts<'_>) -> Decided {
    proven(&reminder)?;
    let earliest = plan.decision.told_on;
    between(earliest, reminder.told_on, facts, "the reminder")?;
    if reminder.told_on > plan.remind.raw {
        return Err(too_late(plan.remind.raw));
    }
    Ok(vec![SubstituteEvent::Reminded { reminder }])
}

fn perform(plan: &Plan, work: Work, facts: &Facts<'_>) -> Decided {
    between(
        plan.planned_on,
        legal_date(work.at),
        facts,
        "the performance",
    )?;
    if work.at > facts.now {
        return Err(Refusal::new("date-impossible", "ENF-DATES")
            .citing("行政强制法第五十一条第一款第四项")
            .missing(format!("an instant up to now; it is {}", work.at))
            .cure("give the instant at which it was done")
            .titled("时间不符合先后顺序", "The time does not fit"));
    }
    if work.cuts_supply {
        return Err(Refusal::new("supply-of-dwelling-cut", "ENF-43-2")
            .citing("行政强制法第四十三条第二款")
            .missing("a way that leaves dwellings their water, power, heat and gas")
            .cure("enforce in another way")
            .titled("不得停止居民生活供应", "Dwellings keep their supply"));
    }
    let urgent = work
        .urgency
        .as_deref()
        .is_some_and(|reason| !reason.trim().is_empty());
    if !urgent {
        facts.night.spare(facts.calendar, work.at)?;
    }
    let of_team = |officer: &OfficerId| facts.case.team.contains(officer);
    let supervised = !work.supervisors.is_empty() && work.supervisors.iter().all(of_team);
    if !supervised || !work.signed || work.record.trim().is_empty() {
        return Err(Refusal::new("not-supervised", "ENF-51")
            .citing("行政强制法第五十一条第一款第三项、第四项")
            .missing("an officer of the case who watched, and the paper that all signed")
            .cure("send an officer, and have the paper signed by performer and party or witness")
            .titled(
                "未派员到场监督或者未签名",
                "Nobody watched, or not all signed",
            ));
    }
    Ok(vec![SubstituteEvent::Performed { work }])
}

fn proven(notice: &Notice) -> Result<(), Refusal> {
    for text in [&notice.document, &notice.proof] {
        let gate = ("notice-without-proof", "ENF-38", "行政强制法第三十八条");
        let what = "the number of the paper and the proof that it reached the party";
        written(text, gate, what, "未载明文书文号或者送达凭证")?;
    }
    Ok(())
}

/// Notes that the last day to remind went by, once.
fn run_out(substitute: &Substitute, rule: &str, facts: &Facts<'_>) -> Vec<SubstituteEvent> {
    let clock = substitute
        .clocks()
        .into_iter()
        .find(|due| due.rule == rule && due.has_expired(facts.now));
    match clock {
        Some(due) if substitute.overdue().is_empty() => vec![SubstituteEvent::ReminderMissed {
            due: due.clone(),
            on: facts.today(),
        }],
        Some(_) | None => Vec::new(),
    }
}

fn plan_of(substitute: &Substitute) -> Result<&Plan, Refusal> {
    substitute.plan().ok_or_else(|| {
        Refusal::new("wrong-state", "ENF-STATE")
            .citing("行政强制法第四章第三节")
            .missing("the decision")
            .titled(
                "当前状态不能办理此事项",
                "This step is not possible in the present state",
            )
    })
}
