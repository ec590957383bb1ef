//! What happens to a measure, and on which articles each step rests.

use jiff::civil::Date;
use kernel::{Fen, legal_date};
use law::Due;

use super::kind::MeasureKind;
use super::state::{Extended, Held, Lifting, MeasureFile, Notice, Testing};
use crate::on_site::Ruling;
use crate::property::Ending;

/// Something that happened to a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureEvent {
    /// It was reported to the head.
    Requested {
        /// What is asked for.
        file: Box<MeasureFile>,
    },
    /// The head approved, before or after.
    Approved {
        /// The approval.
        ruling: Ruling,
    },
    /// The head did not agree.
    Refused {
        /// The refusal.
        ruling: Ruling,
    },
    /// It was carried out.
    Imposed {
        /// It.
        held: Box<Held>,
    },
    /// The decision was handed over afterwards.
    Delivered {
        /// How.
        notice: Notice,
    },
    /// The period was extended.
    Extended {
        /// How.
        extension: Extended,
        /// The new end.
        due: Due,
    },
    /// The party was told of the extension.
    ExtensionTold {
        /// How.
        notice: Notice,
    },
    /// The period stands still for testing.
    Paused {
        /// The testing.
        testing: Testing,
        /// The new end.
        due: Due,
    },
    /// The testing ended.
    Resumed {
        /// Its last day.
        ended_on: Date,
        /// Number of the result notice.
        result: String,
        /// The new end.
        due: Due,
    },
    /// Property that would not keep was sold.
    Sold {
        /// The item.
        item: u32,
        /// What it brought.
        proceeds: Fen,
        /// Number of the decision.
        document: String,
        /// When.
        on: Date,
    },
    /// Property found its end while the measure was in force.
    Disposed {
        /// Items.
        items: Vec<u32>,
        /// How.
        ending: Ending,
        /// The proof.
        document: String,
        /// When.
        on: Date,
    },
    /// It was lifted.
    Lifted {
        /// How.
        lifting: Lifting,
    },
    /// Property was given back.
    Returned {
        /// Items.
        items: Vec<u32>,
        /// Paid because it was sold far below its price.
        compensation: Option<Fen>,
        /// The receipt.
        document: String,
        /// When.
        on: Date,
    },
    /// The period ran out and the measure with it.
    Expired {
        /// The clock.
        due: Due,
        /// When it was noted.
        on: Date,
    },
    /// A duty was not done in time.
    DutyOverdue {
        /// The clock.
        due: Due,
        /// When it was noted.
        on: Date,
    },
}

impl MeasureEvent {
    /// The legal date of the step.
    #[must_use]
    pub fn legal_date(&self) -> Date {
        match self {
            Self::Requested { file } => legal_date(file.requested_at),
            Self::Approved { ruling } | Self::Refused { ruling } => legal_date(ruling.at),
            Self::Imposed { held } => held.executed_on(),
            Self::Delivered { notice } | Self::ExtensionTold { notice } => notice.told_on,
            Self::Extended { extension, .. } => extension.decided_on,
            Self::Paused { testing, .. } => testing.notice.told_on,
            Self::Resumed { ended_on, .. } => *ended_on,
            Self::Lifted { lifting } => lifting.lifted_on,
            Self::Sold { on, .. }
            | Self::Disposed { on, .. }
            | Self::Returned { on, .. }
            | Self::Expired { on, .. }
            | Self::DutyOverdue { on, .. } => *on,
        }
    }

    /// The articles that the step rests on, as a reader would cite them.
    #[must_use]
    pub fn articles(&self, kind: MeasureKind) -> Vec<String> {
        let freeze = kind == MeasureKind::Freeze;
        let fixed: &[&str] = match self {
            Self::Requested { .. } | Self::Refused { .. } | Self::Approved { .. } => {
                &["行政强制法第十八条第一项", "行政强制法第十九条"]
            }
            Self::Imposed { .. } if freeze => &["行政强制法第二十九条", "行政强制法第三十条"],
            Self::Imposed { .. } => &["行政强制法第十八条", "行政强制法第二十四条"],
            Self::Delivered { .. } if freeze => &["行政强制法第三十一条"],
            Self::Delivered { .. } => &["行政强制法第二十四条"],
            Self::Extended { .. } | Self::ExtensionTold { .. } => &[kind.period_citation()],
            Self::Paused { .. } | Self::Resumed { .. } => &["行政强制法第二十五条第三款"],
            Self::Sold { .. } | Self::Returned { .. } => &["行政强制法第二十八条第二款"],
            Self::Disposed { ending, .. } => match ending {
                Ending::HandedOver => &["行政强制法第二十一条"],
                Ending::NotTaken
                | Ending::Returned { .. }
                | Ending::Confiscated
                | Ending::Destroyed
                | Ending::Converted { .. } => &["行政强制法第二十七条"],
            },
            Self::Lifted { .. } | Self::Expired { .. } => &[kind.lifting_citation()],
            Self::DutyOverdue { due, .. } => return vec![due.citation.clone()],
        };
        fixed.iter().map(|article| (*article).to_owned()).collect()
    }
}
