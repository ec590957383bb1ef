//! What a substitute performance is, what may be asked of it, and what happens to it.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{ActorId, CaseId, Fen, MatterId, OfficerId, Region, legal_date};
use law::Due;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::measure::Notice;
use crate::proceeding::SubstituteId;

/// What the breach has done or will do (Art. 50).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Hazard {
    /// It endangers traffic (危害交通安全).
    Traffic,
    /// It pollutes (造成环境污染).
    Pollution,
    /// It destroys natural resources (破坏自然资源).
    NaturalResources,
}

/// The decision, as the head puts it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubstituteDraft {
    /// The identifier it will have.
    pub id: SubstituteId,
    /// Number of the decision that the party did not obey.
    pub obligation: String,
    /// What the breach has done or will do.
    pub hazard: Hazard,
    /// The first demand (催告), which the party did not follow.
    pub demand: Notice,
    /// What is to be done, and how.
    pub manner: String,
    /// Who does it, if not the agency; without any interest in it.
    pub performer: Option<String>,
    /// Whether that third party is without interest (没有利害关系).
    pub disinterested: bool,
    /// Expected cost.
    pub budget: Fen,
    /// The day of the performance.
    pub planned_on: Date,
    /// The decision (代履行决定书) and its service.
    pub decision: Notice,
}

/// A decided substitute performance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its identifier.
    pub id: SubstituteId,
    /// The case.
    pub case: CaseId,
    /// The matter.
    pub matter: MatterId,
    /// Where.
    pub region: Region,
    /// Number of the decision that the party did not obey.
    pub obligation: String,
    /// What the breach has done or will do.
    pub hazard: Hazard,
    /// The first demand.
    pub demand: Notice,
    /// What is to be done, and how.
    pub manner: String,
    /// Who does it, if not the agency.
    pub performer: Option<String>,
    /// Expected cost.
    pub budget: Fen,
    /// The day of the performance.
    pub planned_on: Date,
    /// The decision and its service.
    pub decision: Notice,
    /// Who decided.
    pub by: ActorId,
    /// When.
    pub decided_on: Date,
    /// The last day to remind the party.
    pub remind: Due,
    /// That day went by without a reminder.
    pub reminder_missed: bool,
}

/// The reminder before the performance.
pub type Reminder = Notice;

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// When.
    pub at: Timestamp,
    /// Why it could not wait for day or working day.
    pub urgency: Option<String>,
    /// Officers of the agency that watched (到场监督).
    pub supervisors: Vec<OfficerId>,
    /// Number of the paper that supervisors, performer and party or witness signed.
    pub record: String,
    /// All of them signed it.
    pub signed: bool,
    /// Whether a dwelling's water, power, heat or gas was cut.
    pub cuts_supply: bool,
    /// Actual cost, at cost price.
    pub cost: Fen,
}

/// A substitute performance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Substitute {
    /// Before it is decided.
    #[default]
    Undecided,
    /// Decided; the party is to be reminded.
    Decided {
        /// The decision.
        plan: Box<Plan>,
    },
    /// The party was reminded in time.
    Reminded {
        /// The decision.
        plan: Box<Plan>,
        /// The reminder.
        reminder: Reminder,
    },
    /// Done.
    Performed {
        /// The decision.
        plan: Box<Plan>,
        /// What was done.
        work: Work,
    },
    /// The party did it itself.
    Stopped {
        /// The decision.
        plan: Box<Plan>,
        /// Number of the paper that proves it.
        document: String,
        /// When.
        stopped_on: Date,
    },
}

/// The state of a substitute performance without its facts.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SubstituteStatus {
    /// Before it is decided.
    Undecided,
    /// Decided.
    Decided,
    /// Reminded.
    Reminded,
    /// Performed.
    Performed,
    /// Stopped.
    Stopped,
}

/// What may be asked of a substitute performance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubstituteCommand {
    /// Decide it.
    Decide(Box<SubstituteDraft>),
    /// Move its day.
    Replan {
        /// The new day.
        planned_on: Date,
    },
    /// Record the reminder.
    Remind(Reminder),
    /// Record what was done.
    Perform(Box<Work>),
    /// Record that the party did it.
    Stop {
        /// Number of the paper that proves it.
        document: String,
    },
    /// A clock ran out.
    RunOut {
        /// Its rule.
        rule: String,
    },
}

/// A command without what it says.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum SubstituteStep {
    /// Decide it.
    Decide,
    /// Move its day.
    Replan,
    /// Record the reminder.
    Remind,
    /// Record what was done.
    Perform,
    /// Record that the party did it.
    Stop,
    /// Note that a clock ran out.
    RunOut,
}

impl SubstituteCommand {
    /// Which command.
    #[must_use]
    pub const fn kind(&self) -> SubstituteStep {
        match self {
            Self::Decide(_) => SubstituteStep::Decide,
            Self::Replan { .. } => SubstituteStep::Replan,
            Self::Remind(_) => SubstituteStep::Remind,
            Self::Perform(_) => SubstituteStep::Perform,
            Self::Stop { .. } => SubstituteStep::Stop,
            Self::RunOut { .. } => SubstituteStep::RunOut,
        }
    }
}

/// Something that happened to a substitute performance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubstituteEvent {
    /// It was decided.
    Decided {
        /// The decision.
        plan: Box<Plan>,
    },
    /// Its day was moved.
    Replanned {
        /// The decision with the new day.
        plan: Box<Plan>,
        /// When.
        on: Date,
    },
    /// The party was reminded.
    Reminded {
        /// How.
        reminder: Reminder,
    },
    /// It was done.
    Performed {
        /// What was done.
        work: Work,
    },
    /// The party did it.
    Stopped {
        /// Number of the paper that proves it.
        document: String,
        /// When.
        on: Date,
    },
    /// The last day to remind went by.
    ReminderMissed {
        /// The clock.
        due: Due,
        /// When it was noted.
        on: Date,
    },
}

impl SubstituteEvent {
    /// The legal date of the step.
    #[must_use]
    pub fn legal_date(&self) -> Date {
        match self {
            Self::Decided { plan } => plan.decided_on,
            Self::Reminded { reminder } => reminder.told_on,
            Self::Performed { work } => legal_date(work.at),
            Self::Replanned { on, .. }
            | Self::Stopped { on, .. }
            | Self::ReminderMissed { on, .. } => *on,
        }
    }

    /// The articles that the step rests on, as a reader would cite them.
    #[must_use]
    pub fn articles(&self) -> Vec<String> {
        let fixed: &[&str] = match self {
            Self::Decided { .. } | Self::Replanned { .. } => {
                &["行政强制法第五十条", "行政强制法第五十一条第一款第一项"]
            }
            Self::Reminded { .. } | Self::Stopped { .. } | Self::ReminderMissed { .. } => {
                &["行政强制法第五十一条第一款第二项"]
            }
            Self::Performed { .. } => &[
                "行政强制法第四十三条",
                "行政强制法第五十一条第一款第三项、第四项",
            ],
        };
        fixed.iter().map(|article| (*article).to_owned()).collect()
    }
}

impl Substitute {
    /// The decision.
    #[must_use]
    pub fn plan(&self) -> Option<&Plan> {
        match self {
            Self::Undecided => None,
            Self::Decided { plan }
            | Self::Reminded { plan, .. }
            | Self::Performed { plan, .. }
            | Self::Stopped { plan, .. } => Some(plan),
        }
    }
}

/// What an event makes of a substitute performance. Never fails: what happened, happened.
pub(super) fn evolve(substitute: Substitute, event: &SubstituteEvent) -> Substitute {
    match (substitute, event) {
        (_, SubstituteEvent::Decided { plan } | SubstituteEvent::Replanned { plan, .. }) => {
            Substitute::Decided { plan: plan.clone() }
        }
        (Substitute::Decided { plan }, SubstituteEvent::Reminded { reminder }) => {
            let reminder = reminder.clone();
            Substitute::Reminded { plan, reminder }
        }
        (Substitute::Reminded { plan, .. }, SubstituteEvent::Performed { work }) => {
            let work = work.clone();
            Substitute::Performed { plan, work }
        }
        (
            Substitute::Decided { plan } | Substitute::Reminded { plan, .. },
            SubstituteEvent::Stopped { document, on },
        ) => Substitute::Stopped {
            plan,
            document: document.clone(),
            stopped_on: *on,
        },
        (Substitute::Decided { mut plan }, SubstituteEvent::ReminderMissed { .. }) => {
            plan.reminder_missed = true;
            Substitute::Decided { plan }
        }
        (other, _) => other,
    }
}
