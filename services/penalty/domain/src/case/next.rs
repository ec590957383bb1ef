//! What may be done next, and if not, why not: from the same gates that answer the commands.

use law::Refusal;
use strum::VariantArray;

use super::command::{CaseFacts, CommandKind};
use super::gates::{in_post, in_state};
use super::state::{Case, CaseStatus};

/// The answer for one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// The command.
    pub command: CommandKind,
    /// Everything that stands in its way; empty when it may be given now.
    pub obstacles: Vec<Refusal>,
}

impl CommandKind {
    /// The commands that can be given in `status`.
    pub fn of(status: CaseStatus) -> impl Iterator<Item = Self> {
        Self::VARIANTS
            .iter()
            .copied()
            .filter(move |kind| kind.states().contains(&status))
    }
}

/// May the actor give each of the commands that people give, and if not, why not. What the command
/// itself says is judged when it is given.
#[must_use]
pub fn next_steps(case: &Case, facts: &CaseFacts<'_>) -> Vec<NextStep> {
    CommandKind::VARIANTS
        .iter()
        .copied()
        .filter(|kind| kind.is_for_people())
        .map(|command| NextStep {
            command,
            obstacles: obstacles(case, command, facts),
        })
        .collect()
}

fn obstacles(case: &Case, command: CommandKind, facts: &CaseFacts<'_>) -> Vec<Refusal> {
    if let Err(refusal) = in_state(case, command) {
        // the other gates ask about facts that another state has
        return vec![refusal];
    }
    let gates = command.gates().iter().chain(command.outlook());
    let refused = gates.filter_map(|gate| gate(case, facts).err());
    in_post(command, facts)
        .err()
        .into_iter()
        .chain(refused)
        .collect()
}
