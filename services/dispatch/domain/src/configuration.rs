//! What a region sets for itself, because no law gives a number.

use law::{Kind, Length, Rule, Unit};
use serde::{Deserialize, Serialize};

/// Name of the clock that runs while a task waits to be accepted.
pub const ACCEPT: &str = "DSP-ACCEPT";

/// The configuration of dispatch. The default is the platform's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Configuration {
    /// Working days in which a team must have accepted a task.
    pub acceptance_working_days: u32,
    /// The highest level a task can be escalated to: 1 the unit itself, 2 and 3 those above it.
    pub level_max: u32,
    /// Only officers of the handling unit may be assigned.
    pub same_unit_only: bool,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            acceptance_working_days: 2,
            level_max: 3,
            same_unit_only: false,
        }
    }
}

impl Configuration {
    /// The rule of the acceptance clock.
    #[must_use]
    pub fn acceptance_rule(&self) -> Rule {
        Rule {
            id: ACCEPT.to_owned(),
            area: "dispatch".to_owned(),
            trigger: "task opened, handed back or escalated".to_owned(),
            length: Some(Length {
                n: self.acceptance_working_days,
                unit: Unit::WorkingDays,
            }),
            fixed_date: None,
            kind: Kind::Agency,
            backwards: false,
            unit_undefined: false,
            extension: String::new(),
            consequence: "escalated to the next level".to_owned(),
            source: "platform default (任务接受时限，平台配置)".to_owned(),
            mark: "I".to_owned(),
            valid_from: None,
            valid_to: None,
        }
    }
}
