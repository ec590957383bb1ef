//! What a case is at a moment. Each state carries the facts that hold in it.

use kernel::Fen;
use law::Due;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::decision::Revocation;
use super::file::{Closure, EnforcementEnd, File, Notification, Record, Report, Served};
use super::proceedings::{Ending, Suspension};
use crate::payment::Account;
use crate::penalty::PenaltyKind;
use crate::review::{Review, ReviewGround};

/// A case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Case {
    /// Before it is opened here.
    #[default]
    Unopened,
    /// Under investigation (调查取证).
    Investigating {
        /// The file.
        file: Box<File>,
    },
    /// The investigation stands still (中止调查).
    Suspended {
        /// The file.
        file: Box<File>,
        /// Why, and since when.
        suspension: Suspension,
    },
    /// The investigation is over; under review (审核).
    Concluded {
        /// The file.
        file: Box<File>,
        /// The report.
        report: Box<Report>,
        /// The last review of this report.
        review: Option<Review>,
    },
    /// The party was told what is proposed (已告知).
    Notified {
        /// The file.
        file: Box<File>,
        /// The report.
        report: Box<Report>,
        /// The last review that counts.
        review: Option<Review>,
        /// Notice, statement and hearing.
        notification: Box<Notification>,
    },
    /// Decided, not served yet.
    Decided {
        /// Everything up to the decision.
        record: Box<Record>,
        /// The time to serve.
        deliver: Due,
        /// The time to close, which runs from a decision without penalty.
        close: Option<Due>,
    },
    /// Served; something is still to be performed.
    Served {
        /// Everything up to the decision.
        record: Box<Record>,
        /// The service.
        served: Served,
        /// What is owed in money.
        account: Option<Box<Account>>,
        /// Penalties that must be carried out otherwise.
        to_perform: Vec<PenaltyKind>,
        /// Why nothing more will be performed, once enforcement is over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ended: Option<EnforcementEnd>,
    },
    /// Performed in full, or nothing to perform; to be closed.
    Performed {
        /// Everything up to the decision.
        record: Box<Record>,
        /// The service.
        served: Served,
        /// The settled account.
        account: Option<Box<Account>>,
        /// The time to close.
        close: Due,
    },
    /// Closed (结案).
    Closed {
        /// Everything up to the decision.
        record: Box<Record>,
        /// The service.
        served: Served,
        /// The settled account.
        account: Option<Box<Account>>,
        /// The closing.
        closure: Closure,
    },
    /// The decision was revoked, changed or found illegal.
    Revoked {
        /// Everything up to the decision.
        record: Box<Record>,
        /// The service, if there was one.
        served: Option<Served>,
        /// The account, if one was opened.
        account: Option<Box<Account>>,
        /// Why.
        revocation: Revocation,
    },
    /// Ended without a decision on a penalty: transferred, withdrawn or terminated; to be closed.
    Ended {
        /// The file.
        file: Box<File>,
        /// The last report, if there was one.
        report: Option<Box<Report>>,
        /// Notice, statement and hearing, if the party was told.
        notification: Option<Box<Notification>>,
        /// How it ended.
        ending: Ending,
        /// The time to close.
        close: Due,
    },
    /// Ended without a decision on a penalty, and closed.
    EndedClosed {
        /// The file.
        file: Box<File>,
        /// The last report, if there was one.
        report: Option<Box<Report>>,
        /// Notice, statement and hearing, if the party was told.
        notification: Option<Box<Notification>>,
        /// How it ended.
        ending: Ending,
        /// The closing.
        closure: Closure,
    },
}

/// The state of a case without its facts.
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
pub enum CaseStatus {
    /// Before it is opened here.
    Unopened,
    /// Under investigation.
    Investigating,
    /// The investigation stands still.
    Suspended,
    /// Investigated, under review.
    Concluded,
    /// The party was told.
    Notified,
    /// Decided.
    Decided,
    /// Served.
    Served,
    /// Performed.
    Performed,
    /// Closed.
    Closed,
    /// Revoked.
    Revoked,
    /// Ended without a decision on a penalty.
    Ended,
    /// Ended so, and closed.
    EndedClosed,
}

impl Case {
    /// Its state without the facts.
    #[must_use]
    pub const fn status(&self) -> CaseStatus {
        match self {
            Self::Unopened => CaseStatus::Unopened,
            Self::Investigating { .. } => CaseStatus::Investigating,
            Self::Suspended { .. } => CaseStatus::Suspended,
            Self::Concluded { .. } => CaseStatus::Concluded,
            Self::Notified { .. } => CaseStatus::Notified,
            Self::Decided { .. } => CaseStatus::Decided,
            Self::Served { .. } => CaseStatus::Served,
            Self::Performed { .. } => CaseStatus::Performed,
            Self::Closed { .. } => CaseStatus::Closed,
            Self::Revoked { .. } => CaseStatus::Revoked,
            Self::Ended { .. } => CaseStatus::Ended,
            Self::EndedClosed { .. } => CaseStatus::EndedClosed,
        }
    }

    /// The file, once the case is open.
    #[must_use]
    pub fn file(&self) -> Option<&File> {
        match self {
            Self::Unopened => None,
            Self::Investigating { file }
            | Self::Suspended { file, .. }
            | Self::Concluded { file, .. }
            | Self::Notified { file, .. }
            | Self::Ended { file, .. }
            | Self::EndedClosed { file, .. } => Some(file),
            Self::Decided { .. }
            | Self::Served { .. }
            | Self::Performed { .. }
            | Self::Closed { .. }
            | Self::Revoked { .. } => self.record().map(|record| &record.file),
        }
    }

    /// The file, to be changed.
    pub(super) fn file_mut(&mut self) -> Option<&mut File> {
        match self {
            Self::Unopened => None,
            Self::Investigating { file }
            | Self::Suspended { file, .. }
            | Self::Concluded { file, .. }
            | Self::Notified { file, .. }
            | Self::Ended { file, .. }
            | Self::EndedClosed { file, .. } => Some(file),
            Self::Decided { record, .. }
            | Self::Served { record, .. }
            | Self::Performed { record, .. }
            | Self::Closed { record, .. }
            | Self::Revoked { record, .. } => Some(&mut record.file),
        }
    }

    /// The last report.
    #[must_use]
    pub fn report(&self) -> Option<&Report> {
        match self {
            Self::Unopened | Self::Investigating { .. } | Self::Suspended { .. } => None,
            Self::Concluded { report, .. } | Self::Notified { report, .. } => Some(report),
            Self::Ended { report, .. } | Self::EndedClosed { report, .. } => report.as_deref(),
            Self::Decided { .. }
            | Self::Served { .. }
            | Self::Performed { .. }
            | Self::Closed { .. }
            | Self::Revoked { .. } => self.record().map(|record| &record.report),
        }
    }

    /// The review that counts.
    #[must_use]
    pub fn review(&self) -> Option<&Review> {
        match self {
            Self::Unopened
            | Self::Investigating { .. }
            | Self::Suspended { .. }
            | Self::Ended { .. }
            | Self::EndedClosed { .. } => None,
            Self::Concluded { review, .. } | Self::Notified { review, .. } => review.as_ref(),
            Self::Decided { .. }
            | Self::Served { .. }
            | Self::Performed { .. }
            | Self::Closed { .. }
            | Self::Revoked { .. } => self.record().map(|record| &record.review),
        }
    }

    /// Notice, statement and hearing.
    #[must_use]
    pub fn notification(&self) -> Option<&Notification> {
        match self {
            Self::Unopened
            | Self::Investigating { .. }
            | Self::Suspended { .. }
            | Self::Concluded { .. } => None,
            Self::Notified { notification, .. } => Some(notification),
            Self::Ended { notification, .. } | Self::EndedClosed { notification, .. } => {
                notification.as_deref()
            }
            Self::Decided { .. }
            | Self::Served { .. }
            | Self::Performed { .. }
            | Self::Closed { .. }
            | Self::Revoked { .. } => self
                .record()
                .and_then(|record| record.notification.as_ref()),
        }
    }

    /// Everything up to the decision, once it is made.
    #[must_use]
    pub fn record(&self) -> Option<&Record> {
        match self {
            Self::Unopened
            | Self::Investigating { .. }
            | Self::Suspended { .. }
            | Self::Concluded { .. }
            | Self::Notified { .. }
            | Self::Ended { .. }
            | Self::EndedClosed { .. } => None,
            Self::Decided { record, .. }
            | Self::Served { record, .. }
            | Self::Performed { record, .. }
            | Self::Closed { record, .. }
            | Self::Revoked { record, .. } => Some(record),
        }
    }

    /// The service of the decision.
    #[must_use]
    pub fn served(&self) -> Option<&Served> {
        match self {
            Self::Unopened
            | Self::Investigating { .. }
            | Self::Suspended { .. }
            | Self::Concluded { .. }
            | Self::Notified { .. }
            | Self::Decided { .. }
            | Self::Ended { .. }
            | Self::EndedClosed { .. } => None,
            Self::Served { served, .. }
            | Self::Performed { served, .. }
            | Self::Closed { served, .. } => Some(served),
            Self::Revoked { served, .. } => served.as_ref(),
        }
    }

    /// What is or was owed in money.
    #[must_use]
    pub fn account(&self) -> Option<&Account> {
        match self {
            Self::Unopened
            | Self::Investigating { .. }
            | Self::Suspended { .. }
            | Self::Concluded { .. }
            | Self::Notified { .. }
            | Self::Decided { .. }
            | Self::Ended { .. }
            | Self::EndedClosed { .. } => None,
            Self::Served { account, .. }
            | Self::Performed { account, .. }
            | Self::Closed { account, .. }
            | Self::Revoked { account, .. } => account.as_deref(),
        }
    }

    /// What is or was owed in money, to be changed.
    pub(super) fn account_mut(&mut self) -> Option<&mut Account> {
        match self {
            Self::Unopened
            | Self::Investigating { .. }
            | Self::Concluded { .. }
            | Self::Notified { .. }
            | Self::Suspended { .. }
            | Self::Ended { .. }
            | Self::EndedClosed { .. }
            | Self::Decided { .. } => None,
            Self::Served { account, .. }
            | Self::Performed { account, .. }
            | Self::Closed { account, .. }
            | Self::Revoked { account, .. } => account.as_deref_mut(),
        }
    }

    /// What must go back to the party: what was not owed, or all that a decision took which has no
    /// effect any more.
    #[must_use]
    pub fn refundable(&self) -> Fen {
        let void = self
            .revocation()
            .is_some_and(|revocation| revocation.kind.undoes());
        self.account()
            .map_or(Fen::ZERO, |account| account.refundable(void))
    }

    /// Why nothing more will be performed, once enforcement is over.
    #[must_use]
    pub fn enforcement_end(&self) -> Option<&EnforcementEnd> {
        if let Self::Served { ended, .. } = self {
            ended.as_ref()
        } else {
            None
        }
    }

    /// The closing.
    #[must_use]
    pub fn closure(&self) -> Option<&Closure> {
        if let Self::Closed { closure, .. } | Self::EndedClosed { closure, .. } = self {
            Some(closure)
        } else {
            None
        }
    }

    /// How the case ended, if it did without a decision on a penalty.
    #[must_use]
    pub const fn ending(&self) -> Option<&Ending> {
        if let Self::Ended { ending, .. } | Self::EndedClosed { ending, .. } = self {
            Some(ending)
        } else {
            None
        }
    }

    /// Why the investigation stands still.
    #[must_use]
    pub const fn suspension(&self) -> Option<&Suspension> {
        if let Self::Suspended { suspension, .. } = self {
            Some(suspension)
        } else {
            None
        }
    }

    /// What became of the decision, if it was revoked, changed or found illegal.
    #[must_use]
    pub fn revocation(&self) -> Option<&Revocation> {
        if let Self::Revoked { revocation, .. } = self {
            Some(revocation)
        } else {
            None
        }
    }

    /// The grounds on which Article 58 demands legal review of the case as it stands.
    #[must_use]
    pub fn review_grounds(&self) -> Vec<ReviewGround> {
        let finished = self.file().is_some_and(|file| file.hearing_finished);
        self.report()
            .map_or_else(Vec::new, |report| report.significance.grounds(finished))
    }
}
