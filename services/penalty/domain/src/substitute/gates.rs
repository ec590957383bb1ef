//! The steps of a substitute performance as data.

use kernel::Post;
use law::Refusal;

use super::state::{Substitute, SubstituteStatus, SubstituteStep};
use crate::proceeding::{Facts, StepRule, case_open, head_apart, in_team};

const OFFICERS: &[Post] = &[Post::Handler, Post::Officer];
const HEAD: &[Post] = &[Post::Decider];

/// The steps.
pub(super) const STEPS: &[StepRule<Substitute>] = &[
    StepRule {
        kind: SubstituteStep::Decide,
        states: &[SubstituteStatus::Undecided],
        posts: HEAD,
        gates: &[case_open, head_apart],
    },
    StepRule {
        kind: SubstituteStep::Replan,
        states: &[SubstituteStatus::Decided, SubstituteStatus::Reminded],
        posts: HEAD,
        gates: &[head_apart],
    },
    StepRule {
        kind: SubstituteStep::Remind,
        states: &[SubstituteStatus::Decided],
        posts: OFFICERS,
        gates: &[in_team],
    },
    StepRule {
        kind: SubstituteStep::Perform,
        states: &[SubstituteStatus::Reminded],
        posts: OFFICERS,
        gates: &[in_team, day_has_come],
    },
    StepRule {
        kind: SubstituteStep::Stop,
        states: &[SubstituteStatus::Decided, SubstituteStatus::Reminded],
        posts: OFFICERS,
        gates: &[in_team],
    },
    StepRule {
        kind: SubstituteStep::RunOut,
        states: &[
            SubstituteStatus::Decided,
            SubstituteStatus::Reminded,
            SubstituteStatus::Performed,
            SubstituteStatus::Stopped,
        ],
        posts: &[Post::System],
        gates: &[],
    },
];

fn day_has_come(substitute: &Substitute, facts: &Facts<'_>) -> Result<(), Refusal> {
    let Some(plan) = substitute.plan() else {
        return Ok(());
    };
    if plan.planned_on <= facts.today() {
        return Ok(());
    }
    Err(Refusal::new("before-the-planned-day", super::REMIND)
        .citing("行政强制法第五十一条第一款第一项、第二项")
        .missing(format!(
            "the day that was decided and told, {}",
            plan.planned_on
        ))
        .cure("wait for the day; the party may still do it itself")
        .titled("未到代履行决定载明的时间", "The decided day has not come"))
}
