//! What happens to an enforcement, and how it changes it.

use jiff::civil::Date;
use law::Due;

use super::state::{
    Acceptance, Answer, Application, Demand, Dossier, Enforcement, Finish, Ruling, Suspension,
};
use super::{SUSPENDED, Window};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnforcementEvent {
    /// The decision was not performed in time.
    Opened {
        /// What holds from now on.
        dossier: Box<Dossier>,
    },
    /// The demand was served.
    DemandServed {
        /// It.
        demand: Box<Demand>,
    },
    /// The party's statement on the demand was considered.
    Answered {
        /// Both.
        answer: Answer,
    },
    /// The court was asked.
    Applied {
        /// The application.
        application: Box<Application>,
    },
    /// The court accepted the application.
    Accepted {
        /// When, and its time to rule.
        acceptance: Acceptance,
    },
    /// The court did not accept the application (不予受理).
    Rejected {
        /// When.
        on: Date,
        /// Why.
        reason: String,
    },
    /// The court lets the decision be enforced.
    Granted {
        /// The ruling.
        ruling: Ruling,
    },
    /// Enforcement was suspended.
    Suspended {
        /// Why.
        suspension: Suspension,
    },
    /// Enforcement goes on (恢复执行).
    Resumed {
        /// When.
        on: Date,
        /// Why.
        reason: String,
    },
    /// A remedy or a plan moved the time for the court.
    WindowMoved {
        /// As it is now.
        window: Window,
        /// When it was noted.
        on: Date,
    },
    /// A clock ran out.
    RanOut {
        /// It.
        due: Due,
        /// When it was noted.
        on: Date,
    },
    /// Enforcement is over.
    Finished {
        /// How.
        finish: Finish,
        /// When.
        on: Date,
        /// The document or the facts that say so.
        instrument: String,
    },
}

impl EnforcementEvent {
    /// The legal date of the step.
    #[must_use]
    pub fn legal_date(&self) -> Date {
        match self {
            Self::Opened { dossier } => dossier.opened_on,
            Self::DemandServed { demand } => demand.served_on,
            Self::Answered { answer } => answer.received_on,
            Self::Applied { application } => application.applied_on,
            Self::Accepted { acceptance } => acceptance.accepted_on,
            Self::Granted { ruling } => ruling.ruled_on,
            Self::Suspended { suspension } => suspension.since,
            Self::Rejected { on, .. }
            | Self::Resumed { on, .. }
            | Self::WindowMoved { on, .. }
            | Self::RanOut { on, .. }
            | Self::Finished { on, .. } => *on,
        }
    }

    /// The articles that the step rests on.
    #[must_use]
    pub fn articles(&self) -> Vec<String> {
        let fixed: &[&str] = match self {
            Self::Opened { .. } => &["行政处罚法第七十二条第一款"],
            Self::DemandServed { .. } => &["行政强制法第五十四条", "行政强制法第三十五条"],
            Self::Answered { .. } => &["行政强制法第三十六条"],
            Self::Applied { .. } => &["行政强制法第五十三条", "行政处罚法第七十二条第一款第四项"],
            Self::Accepted { .. } | Self::Rejected { .. } => &["行政强制法第五十六条"],
            Self::Granted { .. } => &["行政强制法第五十七条"],
            Self::Suspended { .. } | Self::Resumed { .. } => &["行政强制法第三十九条"],
            Self::WindowMoved { .. } => &["行政强制法第五十三条", "行政处罚法第七十二条第二款"],
            Self::RanOut { due, .. } => &[&due.citation],
            Self::Finished { finish, .. } => match finish {
                Finish::Performed => &["行政处罚法第六十六条第一款"],
                Finish::NothingLeft | Finish::DecisionRevoked => &["行政强制法第四十条"],
                Finish::CourtEnded => &["市场监督管理行政处罚程序规定第七十七条第二项"],
                Finish::CourtRefused => &["行政强制法第五十八条"],
                Finish::Lapsed => &["行政强制法第三十九条第二款"],
            },
        };
        fixed.iter().map(|article| (*article).to_owned()).collect()
    }
}

impl Enforcement {
    /// The enforcement after `event`. Never fails: what happened, happened.
    #[must_use]
    pub fn evolve(self, event: &EnforcementEvent) -> Self {
        match event {
            EnforcementEvent::Opened { dossier } => Self::Open {
                dossier: dossier.clone(),
            },
            EnforcementEvent::DemandServed { demand } => self.demanded(demand),
            EnforcementEvent::Answered { answer } => self.answered(answer),
            EnforcementEvent::Applied { .. }
            | EnforcementEvent::Accepted { .. }
            | EnforcementEvent::Rejected { .. }
            | EnforcementEvent::Granted { .. } => self.in_court(event),
            EnforcementEvent::Suspended { suspension } => self.suspended(suspension),
            EnforcementEvent::Resumed { .. } => self.resumed(),
            EnforcementEvent::WindowMoved { window, .. } => {
                self.with(|dossier| dossier.window = window.clone())
            }
            EnforcementEvent::RanOut { due, .. } => self.with(|dossier| {
                dossier.overdue.insert(due.rule.clone());
            }),
            EnforcementEvent::Finished {
                finish,
                on,
                instrument,
            } => self.finished(*finish, *on, instrument),
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Dossier)) -> Self {
        if let Some(dossier) = self.dossier_mut() {
            change(dossier);
        }
        self
    }

    fn demanded(self, demand: &Demand) -> Self {
        let Self::Open { dossier } = self else {
            return self;
        };
        let demand = Box::new(demand.clone());
        Self::Demanded { dossier, demand }
    }

    fn answered(mut self, answer: &Answer) -> Self {
        if let Self::Demanded { demand, .. } = &mut self {
            demand.answers.push(answer.clone());
        }
        self
    }

    fn in_court(self, event: &EnforcementEvent) -> Self {
        match (self, event) {
            (Self::Demanded { dossier, demand }, EnforcementEvent::Applied { application }) => {
                Self::Applied {
                    dossier,
                    demand,
                    application: application.clone(),
                }
            }
            (
                Self::Applied {
                    dossier,
                    demand,
                    application,
                },
                EnforcementEvent::Accepted { acceptance },
            ) => Self::Accepted {
                dossier,
                demand,
                application,
                acceptance: Box::new(acceptance.clone()),
            },
            (
                Self::Applied {
                    dossier, demand, ..
                },
                EnforcementEvent::Rejected { .. },
            ) => Self::Demanded { dossier, demand },
            (
                Self::Accepted {
                    dossier,
                    demand,
                    application,
                    ..
                },
                EnforcementEvent::Granted { ruling },
            ) => Self::Granted {
                dossier,
                demand,
                application,
                ruling: ruling.clone(),
            },
            (other, _) => other,
        }
    }

    fn suspended(self, suspension: &Suspension) -> Self {
        let Some(dossier) = self.dossier().cloned().map(Box::new) else {
            return self;
        };
        Self::Suspended {
            dossier,
            suspension: suspension.clone(),
            before: Box::new(self),
        }
    }

    /// Back to where it was, with what was noted meanwhile.
    fn resumed(self) -> Self {
        let Self::Suspended {
            dossier, before, ..
        } = self
        else {
            return self;
        };
        before.with(|kept| *kept = *dossier)
    }

    fn finished(self, finish: Finish, finished_on: Date, instrument: &str) -> Self {
        let Some(mut dossier) = self.dossier().cloned().map(Box::new) else {
            return self;
        };
        if finish == Finish::Lapsed {
            dossier.overdue.insert(SUSPENDED.to_owned());
        }
        Self::Finished {
            dossier,
            finish,
            finished_on,
            instrument: instrument.to_owned(),
        }
    }
}
