//! What happens to the remedies against a decision, and on which articles each step rests.

use jiff::civil::Date;
use law::Due;

use super::duty::DutyEvent;
use super::outcome::{Forum, Ruling};
use super::state::{Application, Dossier, Settlement, Stay, Suit, With};
use crate::procedure::Told;

/// Something that happened to the remedies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemedyEvent {
    /// The party may apply or sue.
    Opened {
        /// What is known.
        dossier: Box<Dossier>,
        /// The time to apply.
        reconsideration: Due,
        /// The time to sue; none when reconsideration comes first.
        suit: Option<Due>,
    },
    /// An application was filed.
    Applied {
        /// It.
        application: Box<Application>,
        /// Where it lies.
        place: With,
    },
    /// The agency forwarded it.
    Forwarded {
        /// When.
        on: Date,
        /// By when the body accepts it or not.
        accept: Due,
    },
    /// It was accepted.
    Accepted {
        /// When.
        on: Date,
        /// Whether by silence.
        deemed: bool,
        /// Whether in the simplified procedure.
        simplified: bool,
        /// By when the body decides.
        decide: Due,
    },
    /// The copy of the application came.
    CopyReceived {
        /// When.
        on: Date,
        /// By when the agency answers.
        answer: Due,
    },
    /// The agency answered.
    Answered {
        /// When.
        on: Date,
    },
    /// The body lengthened its time.
    Extended {
        /// When it was noted.
        on: Date,
        /// By when the body decides now.
        decide: Due,
    },
    /// Performance was suspended.
    Stayed {
        /// Why and since when.
        stay: Stay,
    },
    /// The suspension ended.
    StayLifted {
        /// When.
        on: Date,
    },
    /// The reconsideration ended.
    Settled {
        /// How.
        how: Settlement,
        /// When.
        on: Date,
        /// The decision, when there is one.
        ruling: Option<Box<Ruling>>,
        /// The time to sue; none when no suit is possible.
        suit: Option<Due>,
    },
    /// An opinion of the body came.
    OpinionReceived {
        /// When.
        on: Date,
        /// The letter.
        document: String,
        /// By when the correction is reported.
        due: Due,
    },
    /// The correction was reported.
    OpinionReported {
        /// When.
        on: Date,
    },
    /// A suit was filed.
    Sued {
        /// It.
        suit: Box<Suit>,
    },
    /// The court registered the suit.
    SuitRegistered {
        /// When.
        on: Date,
    },
    /// The suit ended without judgment.
    SuitEnded {
        /// When.
        on: Date,
    },
    /// A judgment took effect.
    Judged {
        /// It.
        ruling: Box<Ruling>,
    },
    /// Something happened to a duty of the agency.
    Duty(DutyEvent),
    /// A period of the party ended unused.
    PeriodEnded {
        /// The clock.
        due: Due,
        /// When it was noted.
        on: Date,
    },
    /// A duty was not done in time.
    Overdue {
        /// The clock.
        due: Due,
        /// When it was noted.
        on: Date,
    },
}

impl RemedyEvent {
    /// The ruling, when this is one.
    #[must_use]
    pub fn ruling(&self) -> Option<&Ruling> {
        match self {
            Self::Settled { ruling, .. } => ruling.as_deref(),
            Self::Judged { ruling } => Some(ruling),
            Self::Opened { .. }
            | Self::Applied { .. }
            | Self::Forwarded { .. }
            | Self::Accepted { .. }
            | Self::CopyReceived { .. }
            | Self::Answered { .. }
            | Self::Extended { .. }
            | Self::Stayed { .. }
            | Self::StayLifted { .. }
            | Self::OpinionReceived { .. }
            | Self::OpinionReported { .. }
            | Self::Sued { .. }
            | Self::SuitRegistered { .. }
            | Self::SuitEnded { .. }
            | Self::Duty(_)
            | Self::PeriodEnded { .. }
            | Self::Overdue { .. } => None,
        }
    }
}

impl Told for RemedyEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Applied { .. } => "applied",
            Self::Forwarded { .. } => "forwarded",
            Self::Accepted { deemed: true, .. } => "deemed-accepted",
            Self::Accepted { .. } => "accepted",
            Self::CopyReceived { .. } => "copy-received",
            Self::Answered { .. } => "answered",
            Self::Extended { .. } => "extended",
            Self::Stayed { .. } => "stayed",
            Self::StayLifted { .. } => "stay-lifted",
            Self::Settled { how, .. } => (*how).into(),
            Self::OpinionReceived { .. } => "opinion-received",
            Self::OpinionReported { .. } => "opinion-reported",
            Self::Sued { .. } => "sued",
            Self::SuitRegistered { .. } => "suit-registered",
            Self::SuitEnded { .. } => "suit-ended",
            Self::Judged { .. } => "judged",
            Self::Duty(event) => event.name(),
            Self::PeriodEnded { .. } => "period-ended",
            Self::Overdue { .. } => "overdue",
        }
    }

    fn legal_date(&self) -> Date {
        match self {
            Self::Opened { dossier, .. } => dossier.served_on,
            Self::Applied { application, .. } => application.filed_on,
            Self::Stayed { stay } => stay.since,
            Self::Sued { suit } => suit.filed_on,
            Self::Judged { ruling } => ruling.effective_on,
            Self::Duty(event) => event.legal_date(),
            Self::Forwarded { on, .. }
            | Self::Accepted { on, .. }
            | Self::CopyReceived { on, .. }
            | Self::Answered { on }
            | Self::Extended { on, .. }
            | Self::StayLifted { on }
            | Self::Settled { on, .. }
            | Self::OpinionReceived { on, .. }
            | Self::OpinionReported { on }
            | Self::SuitRegistered { on }
            | Self::SuitEnded { on }
            | Self::PeriodEnded { on, .. }
            | Self::Overdue { on, .. } => *on,
        }
    }

    fn articles(&self) -> Vec<String> {
        let article = match self {
            Self::Opened { .. } => "行政处罚法第七条第一款",
            Self::Applied { .. } => "行政复议法第二十条、第二十二条",
            Self::Forwarded { .. } => "行政复议法第三十二条第二款",
            Self::Accepted { .. } => "行政复议法第三十条",
            Self::CopyReceived { .. } | Self::Answered { .. } => "行政复议法第四十八条",
            Self::Extended { .. } => "行政复议法第六十二条",
            Self::Stayed { .. } | Self::StayLifted { .. } => {
                "行政处罚法第七十三条第一款；行政复议法第四十二条；行政诉讼法第五十六条"
            }
            Self::Settled {
                ruling: Some(ruling),
                ..
            } => return vec![ruling.citation(Forum::Body)],
            Self::Settled {
                how: Settlement::Withdrawn,
                ..
            } => "行政复议法第七十四条",
            Self::Settled { .. } => "行政复议法第三十条第二款",
            Self::OpinionReceived { .. } | Self::OpinionReported { .. } => "行政复议法第七十六条",
            Self::Sued { .. } => "行政诉讼法第四十四条",
            Self::SuitRegistered { .. } => "行政诉讼法第五十一条",
            Self::SuitEnded { .. } => "行政诉讼法第五十一条、第六十二条",
            Self::Judged { ruling } => return vec![ruling.citation(Forum::Court)],
            Self::Duty(event) => return vec![event.article()],
            Self::PeriodEnded { due, .. } | Self::Overdue { due, .. } => {
                return vec![due.citation.clone()];
            }
        };
        vec![article.to_owned()]
    }
}
