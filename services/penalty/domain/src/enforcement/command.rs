//! What may be asked of an enforcement, and what is looked up before the answer.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Actor, CaseId, Post, legal_date};
use law::{Calendar, Refusal};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::state::{EnforcementStatus, Finish, SuspensionGround};
use crate::case::{Case, CaseStatus};
use crate::payment::{Account, StopGround};
use crate::service_of_process::{Paper, ServiceOfProcess};

/// What became of reconsideration and litigation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RemedyStanding {
    /// One of them is pending.
    pub pending: bool,
    /// Day on which the party received the decision on reconsideration.
    pub reconsidered_on: Option<Date>,
}

/// What is to be enforced, as the case tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Debt {
    /// When the decision was served.
    pub served_on: Date,
    /// Last day of a deferral or of instalments.
    pub plan_ends: Option<Date>,
    /// Day after which the fine, or its first unpaid instalment, was overdue. None while it is not.
    pub overdue_since: Option<Date>,
    /// Whether a surcharge runs.
    pub with_surcharge: bool,
    /// Whether nothing is left to pay or to perform.
    pub performed: bool,
    /// Reconsideration and litigation.
    pub remedy: RemedyStanding,
    /// Since when the demand may be announced, because every other service of it failed.
    pub announceable_from: Option<Date>,
}

impl Debt {
    /// What `case` tells on `today`. None before its decision was served.
    #[must_use]
    pub fn of(case: &Case, today: Date) -> Option<Self> {
        let served_on = case.served()?.served_on;
        let account = case.account();
        let unsettled = account.filter(|account| !account.is_settled());
        Some(Self {
            served_on,
            plan_ends: account
                .filter(|account| account.plan.is_some())
                .map(|account| account.last_due().effective),
            overdue_since: match unsettled {
                Some(account) => account.overdue_since(today),
                None => Some(served_on),
            },
            with_surcharge: unsettled
                .is_some_and(|account| account.with_surcharge && !account.fine_left.is_zero()),
            performed: case.status() != CaseStatus::Served,
            remedy: account.map(RemedyStanding::of).unwrap_or_default(),
            announceable_from: case.file()?.service_log.announceable_from(Paper::Demand),
        })
    }
}

impl RemedyStanding {
    /// What the stops of the surcharge tell: they last as long as the remedies do.
    fn of(account: &Account) -> Self {
        let ended = account
            .stops
            .iter()
            .filter(|stop| stop.ground == StopGround::Reconsideration);
        Self {
            pending: account.stands_still(),
            reconsidered_on: ended.filter_map(|stop| stop.to).max(),
        }
    }
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnforcementCommand {
    /// Open it.
    Open {
        /// The case.
        case: CaseId,
    },
    /// Record that the demand was served.
    ServeDemand {
        /// What is to be performed, until when and how, and the right to state and defend.
        content: String,
        /// How it was served.
        service: ServiceOfProcess,
    },
    /// Record what the party said to it and what was found.
    RecordAnswer {
        /// When the party spoke.
        received_on: Date,
        /// What it said.
        statement: String,
        /// What the agency found.
        finding: String,
    },
    /// Apply to the court.
    Apply {
        /// The court.
        court: String,
        /// What is to be enforced.
        object: String,
    },
    /// Record that the court accepted.
    RecordAcceptance {
        /// When.
        accepted_on: Date,
    },
    /// Record that the court did not accept.
    RecordRejection {
        /// When.
        on: Date,
        /// Why.
        reason: String,
    },
    /// Record the court's ruling.
    RecordRuling {
        /// Whether the decision is enforced.
        granted: bool,
        /// Number of the ruling.
        instrument: String,
        /// When.
        ruled_on: Date,
    },
    /// Suspend.
    Suspend {
        /// Why.
        ground: SuspensionGround,
        /// The facts.
        reason: String,
        /// The party is really unable to perform and nothing shows harm to society.
        harmless: bool,
    },
    /// Go on.
    Resume {
        /// Why.
        reason: String,
    },
    /// End it.
    Finish {
        /// How.
        finish: Finish,
        /// When.
        on: Date,
        /// The document or the facts that say so.
        instrument: String,
    },
    /// A clock ran out.
    RunOut {
        /// Its rule.
        rule: String,
    },
}

impl EnforcementCommand {
    /// Which command.
    #[must_use]
    pub const fn kind(&self) -> EnforcementKind {
        match self {
            Self::Open { .. } => EnforcementKind::Open,
            Self::ServeDemand { .. } => EnforcementKind::ServeDemand,
            Self::RecordAnswer { .. } => EnforcementKind::RecordAnswer,
            Self::Apply { .. } => EnforcementKind::Apply,
            Self::RecordAcceptance { .. } => EnforcementKind::RecordAcceptance,
            Self::RecordRejection { .. } => EnforcementKind::RecordRejection,
            Self::RecordRuling { .. } => EnforcementKind::RecordRuling,
            Self::Suspend { .. } => EnforcementKind::Suspend,
            Self::Resume { .. } => EnforcementKind::Resume,
            Self::Finish { .. } => EnforcementKind::Finish,
            Self::RunOut { .. } => EnforcementKind::RunOut,
        }
    }
}

/// A command without what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum EnforcementKind {
    /// Open it.
    Open,
    /// Record the service of the demand.
    ServeDemand,
    /// Record the party's statement and the finding.
    RecordAnswer,
    /// Apply to the court.
    Apply,
    /// Record that the court accepted.
    RecordAcceptance,
    /// Record that it did not.
    RecordRejection,
    /// Record its ruling.
    RecordRuling,
    /// Suspend.
    Suspend,
    /// Go on.
    Resume,
    /// End it.
    Finish,
    /// Note that a clock ran out.
    RunOut,
}

impl EnforcementKind {
    /// The stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The posts that may give the command, the usual one first. The head of the agency signs the
    /// application (行政强制法 Art. 55).
    #[must_use]
    pub const fn posts(self) -> &'static [Post] {
        match self {
            Self::Open | Self::RunOut => &[Post::System],
            Self::ServeDemand
            | Self::RecordAnswer
            | Self::RecordAcceptance
            | Self::RecordRejection
            | Self::RecordRuling => &[Post::Handler, Post::Officer],
            Self::Apply | Self::Suspend | Self::Resume => &[Post::Decider],
            Self::Finish => &[Post::Decider, Post::System],
        }
    }

    /// The post in which `actor` may give the command.
    #[must_use]
    pub fn post_of(self, actor: &Actor) -> Option<Post> {
        self.posts().iter().copied().find(|post| actor.holds(*post))
    }

    /// The states in which it can be given.
    #[must_use]
    pub const fn states(self) -> &'static [EnforcementStatus] {
        use EnforcementStatus::{Absent, Accepted, Applied, Demanded, Granted, Open, Suspended};
        match self {
            Self::Open => &[Absent],
            Self::ServeDemand => &[Open],
            Self::RecordAnswer | Self::Apply => &[Demanded],
            Self::RecordAcceptance | Self::RecordRejection => &[Applied],
            Self::RecordRuling => &[Accepted],
            Self::Suspend => &[Open, Demanded, Granted],
            Self::Resume => &[Suspended],
            Self::Finish => &[Open, Demanded, Applied, Accepted, Granted, Suspended],
            Self::RunOut => &[Open, Demanded, Applied, Accepted, Suspended],
        }
    }
}

/// What was looked up before deciding.
#[derive(Clone, Copy, Debug)]
pub struct EnforcementFacts<'a> {
    /// The present instant.
    pub now: Timestamp,
    /// Who asks.
    pub actor: &'a Actor,
    /// Working days.
    pub calendar: &'a Calendar,
    /// What is to be enforced.
    pub debt: Debt,
}

impl EnforcementFacts<'_> {
    /// Today in China.
    #[must_use]
    pub fn today(&self) -> Date {
        legal_date(self.now)
    }
}

/// One command, and everything that stands in its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnforcementStep {
    /// The command.
    pub command: EnforcementKind,
    /// Empty when it may be given now.
    pub obstacles: Vec<Refusal>,
}
