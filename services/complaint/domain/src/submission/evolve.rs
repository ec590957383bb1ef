//! The state after an event.

use super::{AnswerClock, Submission, SubmissionEvent};

/// The state that `event` leads to. An event that does not fit the state changes nothing.
pub(super) fn evolve(state: Submission, event: &SubmissionEvent) -> Submission {
    match (state, event.clone()) {
        (Submission::Unknown, SubmissionEvent::Received { about, due }) => Submission::Handling {
            about,
            answer: AnswerClock::Running { due },
            reopened: 0,
        },
        (
            Submission::Handling {
                about, reopened, ..
            },
            SubmissionEvent::Replied {
                outcome,
                on,
                interim,
                ..
            },
        ) => {
            if interim {
                Submission::Handling {
                    about,
                    answer: AnswerClock::Met { on },
                    reopened,
                }
            } else {
                Submission::Replied {
                    about,
                    outcome,
                    replied_on: on,
                    reopened,
                }
            }
        }
        (
            Submission::Handling {
                about, reopened, ..
            },
            SubmissionEvent::WentOverdue { due },
        ) => Submission::Handling {
            about,
            answer: AnswerClock::Overdue { due },
            reopened,
        },
        (
            Submission::Replied {
                about, reopened, ..
            },
            SubmissionEvent::Closed {
                by,
                on,
                satisfaction,
            },
        ) => Submission::Closed {
            about,
            closed_by: by,
            closed_on: on,
            satisfaction,
            reopened,
        },
        (
            Submission::Replied { about, .. } | Submission::Closed { about, .. },
            SubmissionEvent::Reopened { times, due },
        ) => Submission::Handling {
            about,
            answer: AnswerClock::Running { due },
            reopened: times,
        },
        (state, _) => state,
    }
}
