//! What may be done next, and if not, why not: from the same gates that answer the commands.

use law::Refusal;
use strum::VariantArray;

use super::command::{CaseFacts, CommandKind};
use super::gates::{obstacles, requirements};
use super::state::{Case, CaseStatus};

/// A gate that will judge what the step says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Stable name of its refusal.
    pub code: &'static str,
    /// The guard or deadline rule.
    pub rule: &'static str,
    /// Instrument and article.
    pub citation: &'static str,
    /// How it is met.
    pub cure: &'static str,
    /// Chinese title of its refusal.
    pub title_zh: &'static str,
}

/// The answer for one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// The command.
    pub command: CommandKind,
    /// Everything that stands in its way; empty when it may be given now.
    pub obstacles: Vec<Refusal>,
    /// What the step will be measured by when it is taken. Empty while something stands in its way
    /// that makes the step impossible in this state.
    pub requirements: Vec<Requirement>,
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
/// itself says is judged when it is given; the gates that will do so are named.
#[must_use]
pub fn next_steps(case: &Case, facts: &CaseFacts<'_>) -> Vec<NextStep> {
    CommandKind::VARIANTS
        .iter()
        .copied()
        .filter(|kind| kind.is_for_people())
        .map(|command| NextStep {
            command,
            obstacles: obstacles(case, command, facts),
            requirements: judged_by(case, command, facts),
        })
        .collect()
}

fn judged_by(case: &Case, command: CommandKind, facts: &CaseFacts<'_>) -> Vec<Requirement> {
    if !command.states().contains(&case.status()) {
        return Vec::new();
    }
    requirements(command, facts.today())
        .map(|gate| Requirement {
            code: gate.code,
            rule: gate.rule,
            citation: gate.citation,
            cure: gate.cure,
            title_zh: gate.title_zh,
        })
        .collect()
}
