//! What happens to a referral, and on which articles each step rests.

use jiff::civil::Date;
use law::Due;

use super::state::{Dossier, Report, Transfer};
use crate::procedure::Told;

/// Something that happened to a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferralEvent {
    /// The task group was set up.
    Opened {
        /// The papers.
        dossier: Box<Dossier>,
    },
    /// The head has the report.
    Reported {
        /// It.
        report: Report,
        /// By when the head decides.
        approve: Due,
    },
    /// The head approved.
    Approved {
        /// When.
        on: Date,
        /// By when it goes to the police.
        transfer: Due,
    },
    /// The head did not approve.
    Disapproved {
        /// When.
        on: Date,
        /// Why.
        reasons: String,
    },
    /// It went to the police, and a copy to the procuratorate.
    Transferred {
        /// What went.
        sent: Box<Transfer>,
        /// By when the police decide.
        police: Due,
    },
    /// The police filed it.
    Accepted {
        /// When the notice came.
        on: Date,
        /// By when items and material are handed over.
        hand_over: Due,
    },
    /// The police did not file it.
    Declined {
        /// When the notice came.
        on: Date,
        /// By when the agency may object.
        object: Due,
        /// Whether this was their answer to a request to reconsider.
        reconsidered: bool,
    },
    /// Items and material were handed over.
    HandedOver {
        /// When.
        on: Date,
    },
    /// The police were asked to reconsider.
    PoliceAsked {
        /// When.
        on: Date,
        /// By when they answer.
        police: Due,
    },
    /// The procuratorate was asked to supervise.
    ProcuratorateAsked {
        /// When.
        on: Date,
    },
    /// The agency handles the case itself.
    Returned {
        /// When.
        on: Date,
    },
    /// A clock ran out.
    Overdue {
        /// It.
        due: Due,
        /// When it was noted.
        on: Date,
    },
}

impl Told for ReferralEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Reported { .. } => "reported",
            Self::Approved { .. } => "approved",
            Self::Disapproved { .. } => "disapproved",
            Self::Transferred { .. } => "transferred",
            Self::Accepted { .. } => "accepted",
            Self::Declined { .. } => "declined",
            Self::HandedOver { .. } => "handed-over",
            Self::PoliceAsked { .. } => "police-asked",
            Self::ProcuratorateAsked { .. } => "procuratorate-asked",
            Self::Returned { .. } => "returned",
            Self::Overdue { .. } => "overdue",
        }
    }

    fn legal_date(&self) -> Date {
        match self {
            Self::Opened { dossier } => dossier.opened_on,
            Self::Reported { report, .. } => report.on,
            Self::Transferred { sent, .. } => sent.on,
            Self::Approved { on, .. }
            | Self::Disapproved { on, .. }
            | Self::Accepted { on, .. }
            | Self::Declined { on, .. }
            | Self::HandedOver { on }
            | Self::PoliceAsked { on, .. }
            | Self::ProcuratorateAsked { on }
            | Self::Returned { on }
            | Self::Overdue { on, .. } => *on,
        }
    }

    fn articles(&self) -> Vec<String> {
        let of_transfer =
            |article: &str| vec![format!("行政执法机关移送涉嫌犯罪案件的规定{article}")];
        match self {
            Self::Opened { .. } => {
                let mut articles = of_transfer("第三条、第五条第一款");
                articles.push("行政处罚法第二十七条第一款".to_owned());
                articles
            }
            Self::Reported { .. } => of_transfer("第五条第一款"),
            Self::Approved { .. } | Self::Disapproved { .. } => of_transfer("第五条第二款"),
            Self::Transferred { .. } => of_transfer("第六条"),
            Self::Accepted { .. } | Self::Declined { .. } => of_transfer("第八条"),
            Self::HandedOver { .. } => of_transfer("第十二条"),
            Self::PoliceAsked { .. } | Self::ProcuratorateAsked { .. } => of_transfer("第九条"),
            Self::Returned { .. } => of_transfer("第十条"),
            Self::Overdue { due, .. } => vec![due.citation.clone()],
        }
    }
}
