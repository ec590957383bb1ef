//! The state after an event.

use law::Due;

use super::{Standing, Task, TaskEvent};

/// The first level: the unit itself.
const LEVEL_FIRST: u32 = 1;

/// The state that `event` leads to. An event that does not fit the state changes nothing.
pub(super) fn evolve(state: Task, event: &TaskEvent) -> Task {
    match (state, event.clone()) {
        (Task::Unknown, TaskEvent::Opened { about, accept_by }) => {
            let standing = Standing {
                about,
                level: LEVEL_FIRST,
                conflicts: Vec::new(),
            };
            Task::Waiting {
                standing,
                accept_by,
            }
        }
        (
            Task::Waiting {
                standing,
                accept_by,
            }
            | Task::Assigned {
                standing,
                accept_by,
                ..
            },
            TaskEvent::Assigned { team },
        ) => Task::Assigned {
            standing,
            accept_by,
            team,
        },
        (Task::Assigned { standing, team, .. }, TaskEvent::Accepted { on, .. }) => Task::Accepted {
            standing,
            team,
            accepted_on: on,
        },
        (
            Task::Assigned { standing, .. } | Task::Accepted { standing, .. },
            TaskEvent::HandedBack { accept_by, .. },
        ) => Task::Waiting {
            standing,
            accept_by,
        },
        (
            mut state,
            TaskEvent::Escalated {
                level, accept_by, ..
            },
        ) => {
            if let Some(standing) = standing_of(&mut state) {
                standing.level = level;
            }
            restarted(state, accept_by)
        }
        (mut state, TaskEvent::ConflictDeclared { conflict }) => {
            if let Some(standing) = standing_of(&mut state) {
                standing.conflicts.push(conflict);
            }
            state
        }
        (state, _) => state,
    }
}

fn standing_of(state: &mut Task) -> Option<&mut Standing> {
    match state {
        Task::Unknown => None,
        Task::Waiting { standing, .. }
        | Task::Assigned { standing, .. }
        | Task::Accepted { standing, .. } => Some(standing),
    }
}

/// The state with its acceptance clock started anew, where one runs.
fn restarted(mut state: Task, new_clock: Option<Due>) -> Task {
    if let (Task::Waiting { accept_by, .. } | Task::Assigned { accept_by, .. }, Some(due)) =
        (&mut state, new_clock)
    {
        *accept_by = due;
    }
    state
}
