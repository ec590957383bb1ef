//! Which command is lawful in which state, and what it causes.

use kernel::{Decider, OfficerId, Post};
use law::{Adjustments, Due, Refusal};

use super::{
    Conflict, ConflictGround, EscalationReason, HandBackReason, Standing, Task, TaskCommand,
    TaskEvent, TaskFacts, Team, evolve,
};
use crate::eligibility::Measure;

/// Fewest officers on a task (行政处罚法 Art. 42).
const TEAM_MIN: usize = 2;
/// Most officers on a task.
const TEAM_MAX: usize = 20;

/// The rules of a task.
#[derive(Debug, Clone, Copy)]
pub struct TaskRules<'a>(std::marker::PhantomData<&'a ()>);

impl<'a> Decider for TaskRules<'a> {
    type State = Task;
    type Command = TaskCommand;
    type Event = TaskEvent;
    type Facts = TaskFacts<'a>;
    type Refusal = Refusal;

    fn decide(
        state: &Task,
        command: TaskCommand,
        facts: &TaskFacts<'a>,
    ) -> Result<Vec<TaskEvent>, Refusal> {
        let name = command.name();
        match (state, command) {
            (Task::Unknown, TaskCommand::Open(about)) => Ok(vec![TaskEvent::Opened {
                about,
                accept_by: acceptance(facts)?,
            }]),
            (
                Task::Waiting { standing, .. } | Task::Assigned { standing, .. },
                TaskCommand::Assign(team),
            ) => assign(standing, team, facts),
            (
                Task::Assigned {
                    standing,
                    team,
                    accept_by,
                },
                TaskCommand::Accept,
            ) => accept(standing, team, accept_by, facts),
            (
                Task::Assigned { team, .. } | Task::Accepted { team, .. },
                TaskCommand::HandBack { reason },
            ) => hand_back(team, reason, facts),
            (state, command) => match (state.standing(), command) {
                (Some(standing), TaskCommand::Escalate { reason }) => {
                    dispatcher_or_team(state.team(), facts)?;
                    escalate(state, standing.level, reason, facts)
                }
                (Some(standing), TaskCommand::NoteNotAccepted) => {
                    not_accepted(state, standing.level, facts)
                }
                (Some(standing), TaskCommand::DeclareConflict { officer, ground }) => {
                    declare(&standing.conflicts, officer, ground, facts)
                }
                _ => Err(wrong_state(state, name)),
            },
        }
    }

    fn evolve(state: Task, event: &TaskEvent) -> Task {
        evolve::evolve(state, event)
    }
}

/// The acceptance clock, started today.
fn acceptance(facts: &TaskFacts<'_>) -> Result<Due, Refusal> {
    let rule = facts.configuration.acceptance_rule();
    Ok(facts
        .calendar
        .due(&rule, facts.today(), &Adjustments::none())?)
}

fn assign(
    standing: &Standing,
    team: Team,
    facts: &TaskFacts<'_>,
) -> Result<Vec<TaskEvent>, Refusal> {
    dispatcher(facts)?;
    let team = two_or_more(team)?;
    if !team.officers.contains(&team.lead) {
        return Err(Refusal::new("lead-not-in-team", "DSP-LEAD")
            .citing("行政处罚法第四十二条第一款")
            .missing("a lead who is one of the officers")
            .cure("name one of the officers as lead")
            .titled("主办人员应为执法人员之一", "The lead is one of the team"));
    }
    all_eligible(standing, &team, facts)?;
    Ok(vec![TaskEvent::Assigned { team }])
}

/// At least two officers (行政处罚法 Art. 42), each counted once.
fn two_or_more(team: Team) -> Result<Team, Refusal> {
    let mut officers: Vec<OfficerId> = Vec::with_capacity(team.officers.len());
    for officer in team.officers {
        if !officers.contains(&officer) {
            officers.push(officer);
        }
    }
    if officers.len() < TEAM_MIN {
        return Err(Refusal::new("team-too-small", "DSP-TWO-OFFICERS")
            .citing("行政处罚法第四十二条第一款")
            .missing(format!(
                "at least two different officers; {} given",
                officers.len()
            ))
            .cure("add an officer from the candidates of this task")
            .titled("执法人员不得少于两人", "At least two officers are needed"));
    }
    if officers.len() > TEAM_MAX {
        return Err(Refusal::new("team-too-large", "DSP-TEAM-MAX")
            .citing("platform default")
            .missing(format!(
                "at most {TEAM_MAX} officers; {} given",
                officers.len()
            ))
            .cure("assign those who act; others assist without being of the team")
            .titled("执法人员过多", "The team is too large"));
    }
    Ok(Team {
        officers,
        lead: team.lead,
    })
}

fn all_eligible(standing: &Standing, team: &Team, facts: &TaskFacts<'_>) -> Result<(), Refusal> {
    let measure = Measure {
        task: &standing.about,
        conflicts: &standing.conflicts,
        on: facts.today(),
        configuration: facts.configuration,
    };
    team.officers
        .iter()
        .try_for_each(|id| measure.admits(*id, facts.officer(*id)))
}

fn accept(
    standing: &Standing,
    team: &Team,
    accept_by: &Due,
    facts: &TaskFacts<'_>,
) -> Result<Vec<TaskEvent>, Refusal> {
    if !in_team(team, facts) {
        return Err(Refusal::new("not-of-the-team", "DSP-TEAM")
            .citing("行政处罚法第四十二条第一款")
            .missing("an assigned officer who accepts")
            .cure("let one of the assigned officers accept")
            .titled(
                "须由被指派的执法人员接受任务",
                "An assigned officer accepts",
            ));
    }
    all_eligible(standing, team, facts)?;
    Ok(vec![TaskEvent::Accepted {
        on: facts.today(),
        met: accept_by.rule.clone(),
    }])
}

fn hand_back(
    team: &Team,
    reason: HandBackReason,
    facts: &TaskFacts<'_>,
) -> Result<Vec<TaskEvent>, Refusal> {
    dispatcher_or_team(Some(team), facts)?;
    Ok(vec![TaskEvent::HandedBack {
        reason,
        accept_by: acceptance(facts)?,
    }])
}

fn escalate(
    state: &Task,
    from_level: u32,
    reason: EscalationReason,
    facts: &TaskFacts<'_>,
) -> Result<Vec<TaskEvent>, Refusal> {
    let level = from_level.saturating_add(1);
    if level > facts.configuration.level_max {
        return Err(Refusal::new("highest-level", "DSP-LEVEL")
            .citing("platform configuration (level_max)")
            .missing(format!("a level above {from_level}"))
            .cure("assign a team at this level")
            .titled("已是最高层级", "There is no higher level"));
    }
    let accept_by = match state.accept_by() {
        Some(_) => Some(acceptance(facts)?),
        None => None,
    };
    Ok(vec![TaskEvent::Escalated {
        level,
        reason,
        accept_by,
    }])
}

/// Nothing happens when a team accepted meanwhile, when the clock was set anew, and at the highest
/// level, which has nobody above it.
fn not_accepted(
    state: &Task,
    level: u32,
    facts: &TaskFacts<'_>,
) -> Result<Vec<TaskEvent>, Refusal> {
    let expired = state
        .accept_by()
        .is_some_and(|due| due.has_expired(facts.now));
    if !expired || level >= facts.configuration.level_max {
        return Ok(Vec::new());
    }
    escalate(state, level, EscalationReason::NotAccepted, facts)
}

/// The officer declares it (应当回避); the head decides on a party's request; the dispatcher enters
/// it. Declared twice, it stands once.
fn declare(
    conflicts: &[Conflict],
    officer: OfficerId,
    ground: ConflictGround,
    facts: &TaskFacts<'_>,
) -> Result<Vec<TaskEvent>, Refusal> {
    let own = facts.actor.holds(Post::Officer) && facts.actor_as_officer() == officer;
    if !own && !facts.actor.holds_any(&[Post::Dispatcher, Post::Decider]) {
        return Err(Refusal::new("conflict-of-another", "DSP-RECUSAL")
            .citing("行政处罚法第四十三条")
            .missing("the officer concerned, the head of the agency, or the dispatcher")
            .cure("let the officer declare it, or submit the request to the head of the agency")
            .titled("无权为他人申报回避", "The conflict is not yours to declare"));
    }
    if conflicts.iter().any(|conflict| conflict.officer == officer) {
        return Ok(Vec::new());
    }
    let conflict = Conflict {
        officer,
        ground,
        declared_on: facts.today(),
    };
    Ok(vec![TaskEvent::ConflictDeclared { conflict }])
}

fn in_team(team: &Team, facts: &TaskFacts<'_>) -> bool {
    facts.actor.holds(Post::Officer) && team.officers.contains(&facts.actor_as_officer())
}

fn dispatcher(facts: &TaskFacts<'_>) -> Result<(), Refusal> {
    if facts.actor.holds(Post::Dispatcher) {
        return Ok(());
    }
    Err(Refusal::new("dispatcher-assigns", "DSP-DISPATCHER")
        .citing("行政处罚法第四十二条第一款")
        .missing("the post Dispatcher")
        .cure("let the dispatcher do it")
        .titled("须由指挥调度人员办理", "The dispatcher does this"))
}

fn dispatcher_or_team(team: Option<&Team>, facts: &TaskFacts<'_>) -> Result<(), Refusal> {
    if team.is_some_and(|team| in_team(team, facts)) {
        return Ok(());
    }
    dispatcher(facts)
}

fn wrong_state(state: &Task, command: &str) -> Refusal {
    let lawful = match state {
        Task::Unknown => "open",
        Task::Waiting { .. } => "assign, escalate, declare-conflict",
        Task::Assigned { .. } => "assign, accept, hand-back, escalate, declare-conflict",
        Task::Accepted { .. } => "hand-back, escalate, declare-conflict",
    };
    Refusal::new("wrong-state", "DSP-TASK-STATE")
        .citing("行政处罚法第四十二条、第四十三条")
        .missing(format!(
            "a state that allows `{command}`; it is `{}`",
            state.name()
        ))
        .cure(format!("lawful now: {lawful}"))
        .titled(
            "当前状态不能办理此事项",
            "This step is not possible in the present state",
        )
}
