//! What happens to a case, and on which articles each step rests.

use jiff::civil::Date;
use kernel::OfficerId;
use law::Due;

use super::decision::{Decision, Outcome, Revocation};
use super::file::{Closure, EnforcementEnd, Evidence, File, Notice, Report, Served, Statement};
use super::hearing_steps::HearingEvent;
use super::inquiry::InquiryEvent;
use crate::party::Identity;
use crate::payment::{Account, Payment, Plan, Refund, Stop, StopGround, Waiver};
use crate::review::{self, Review};
use crate::service_of_process::{self, Announcement, Attempt, Paper};

/// What changed an account besides a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountChange {
    /// The party may pay later or in instalments.
    Planned {
        /// How.
        plan: Plan,
    },
    /// The surcharge stands still.
    Stopped {
        /// Since when, and why.
        stop: Stop,
        /// When it was recorded.
        on: Date,
    },
    /// The surcharge goes on.
    Resumed {
        /// For what it stood still.
        ground: StopGround,
        /// Last day that did not count.
        to: Date,
        /// When it was recorded.
        on: Date,
    },
    /// A part of the surcharge was waived.
    Waived {
        /// It.
        waiver: Waiver,
    },
    /// Money went back.
    Refunded {
        /// It.
        refund: Refund,
    },
}

impl AccountChange {
    const fn legal_date(&self) -> Date {
        match self {
            Self::Planned { plan } => plan.granted_on,
            Self::Stopped { on, .. } | Self::Resumed { on, .. } => *on,
            Self::Waived { waiver } => waiver.waived_on,
            Self::Refunded { refund } => refund.refunded_on,
        }
    }

    const fn article(&self) -> &'static str {
        match self {
            Self::Planned { .. } => "行政处罚法第六十六条第二款",
            Self::Stopped { .. } | Self::Resumed { .. } => "行政处罚法第七十三条第三款",
            Self::Waived { .. } => "行政强制法第四十二条第一款",
            Self::Refunded { .. } => "行政强制法第四十一条",
        }
    }
}

/// Something that happened to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseEvent {
    /// The ordinary procedure began.
    CaseOpened {
        /// The file.
        file: Box<File>,
    },
    /// The investigators are known.
    InvestigatorsRecorded {
        /// The team.
        officers: Vec<OfficerId>,
        /// When.
        on: Date,
    },
    /// Sealed evidence was joined.
    EvidenceJoined {
        /// It.
        evidence: Evidence,
    },
    /// The investigation ended.
    InvestigationConcluded {
        /// The report.
        report: Box<Report>,
        /// Who the party is.
        identity: Identity,
    },
    /// The notice was served.
    NoticeServed {
        /// It.
        notice: Box<Notice>,
        /// The time to ask for a hearing, if the notice gave the right.
        hearing: Option<Due>,
    },
    /// The party stated, defended or waived.
    StatementRecorded {
        /// It.
        statement: Statement,
    },
    /// The party asked for a hearing.
    HearingRequested {
        /// When.
        requested_on: Date,
        /// The time to appoint a host.
        appoint: Due,
    },
    /// A step of the hearing after it was asked for.
    Hearing(HearingEvent),
    /// A step around the investigation.
    Inquiry(InquiryEvent),
    /// The case was reviewed.
    LegalReviewed {
        /// The review.
        review: Review,
    },
    /// The decision was made and numbered.
    DecisionMade {
        /// It.
        decision: Box<Decision>,
        /// The time to serve.
        deliver: Due,
        /// The time to close, when no penalty is imposed.
        close: Option<Due>,
    },
    /// The decision reached the party.
    DecisionServed {
        /// How and when.
        served: Served,
        /// What is owed in money.
        account: Option<Box<Account>>,
        /// The time to close, when nothing is left to perform.
        close: Option<Due>,
    },
    /// Money was received.
    FinePaid {
        /// It.
        payment: Payment,
        /// The account after it.
        account: Box<Account>,
        /// The time to close, when nothing is left to perform.
        close: Option<Due>,
    },
    /// An attempt to serve a document failed.
    ServiceAttempted {
        /// It.
        attempt: Box<Attempt>,
    },
    /// The service of a document was announced.
    ServiceAnnounced {
        /// It.
        announcement: Box<Announcement>,
    },
    /// An announcement ended: the document counts as served.
    AnnouncementEnded {
        /// Of which document.
        paper: Paper,
        /// The clock.
        due: Due,
    },
    /// The account changed without a payment.
    AccountChanged {
        /// How.
        change: Box<AccountChange>,
        /// The account after it.
        account: Box<Account>,
        /// The time to close, when nothing is left to perform.
        close: Option<Due>,
    },
    /// Enforcement is over though the decision was not performed in full.
    EnforcementOver {
        /// Why, and the time to close.
        ending: EnforcementEnd,
    },
    /// The time to pay ran out.
    PaymentOverdue {
        /// The clock.
        due: Due,
        /// When it was noted.
        on: Date,
    },
    /// The time to decide, serve or close ran out.
    DutyOverdue {
        /// The clock.
        due: Due,
        /// When it was noted.
        on: Date,
    },
    /// The case is closed.
    CaseClosed {
        /// How.
        closure: Closure,
    },
    /// The decision was revoked, changed or found illegal.
    DecisionRevoked {
        /// Why.
        revocation: Revocation,
    },
}

impl CaseEvent {
    /// The legal date of the step.
    #[must_use]
    pub fn legal_date(&self) -> Date {
        match self {
            Self::CaseOpened { file } => file.filed_on,
            Self::InvestigatorsRecorded { on, .. }
            | Self::PaymentOverdue { on, .. }
            | Self::DutyOverdue { on, .. } => *on,
            Self::EvidenceJoined { evidence } => evidence.joined_on,
            Self::InvestigationConcluded { report, .. } => report.reported_on,
            Self::NoticeServed { notice, .. } => notice.served_on,
            Self::StatementRecorded { statement } => statement.received_on,
            Self::HearingRequested { requested_on, .. } => *requested_on,
            Self::Hearing(event) => event.legal_date(),
            Self::Inquiry(event) => event.legal_date(),
            Self::LegalReviewed { review } => review.reviewed_on,
            Self::DecisionMade { decision, .. } => decision.made_on,
            Self::DecisionServed { served, .. } => served.served_on,
            Self::ServiceAttempted { attempt } => attempt.tried_on,
            Self::ServiceAnnounced { announcement } => announcement.published_on,
            Self::AnnouncementEnded { due, .. } => due.raw,
            Self::AccountChanged { change, .. } => change.legal_date(),
            Self::EnforcementOver { ending } => ending.on,
            Self::FinePaid { payment, .. } => payment.paid_on,
            Self::CaseClosed { closure } => closure.closed_on,
            Self::DecisionRevoked { revocation } => revocation.revoked_on,
        }
    }

    /// The articles that the step rests on, as a reader would cite them.
    #[must_use]
    pub fn articles(&self) -> Vec<String> {
        let fixed: &[&str] = match self {
            Self::CaseOpened { .. } => &["行政处罚法第五十四条第二款", "行政处罚法第六十条"],
            Self::InvestigatorsRecorded { .. } => &["行政处罚法第四十二条第一款"],
            Self::EvidenceJoined { .. } => &["行政处罚法第四十条", "行政处罚法第四十六条"],
            Self::InvestigationConcluded { .. } => &[
                "行政处罚法第五十七条",
                "市场监督管理行政处罚程序规定第四十八条",
            ],
            Self::NoticeServed { hearing: None, .. } => &["行政处罚法第四十四条"],
            Self::NoticeServed {
                hearing: Some(_), ..
            } => &["行政处罚法第四十四条", "行政处罚法第六十三条"],
            Self::StatementRecorded { .. } => &["行政处罚法第四十五条", "行政处罚法第六十二条"],
            Self::HearingRequested { .. } => &["行政处罚法第六十四条第一项"],
            Self::Hearing(event) => event.articles(),
            Self::Inquiry(event) => &event.articles(),
            Self::LegalReviewed { review } => &[review::citation(&review.grounds)],
            Self::DecisionMade { decision, .. } => match &decision.outcome {
                Outcome::Penalised { .. } => &["行政处罚法第五十七条第一款第一项"],
                Outcome::NotPenalised { ground } => &[ground.citation()],
            },
            Self::DecisionServed { .. } | Self::ServiceAttempted { .. } => {
                &[service_of_process::CITATION]
            }
            Self::ServiceAnnounced { .. } | Self::AnnouncementEnded { .. } => {
                &["市场监督管理行政处罚程序规定第八十二条第五项"]
            }
            Self::AccountChanged { change, .. } => &[change.article()],
            Self::EnforcementOver { ending } => &[ending.ground.outcome().citation()],
            Self::FinePaid { payment, .. } if payment.surcharge.is_zero() => {
                &["行政处罚法第六十七条第三款"]
            }
            Self::FinePaid { .. } => &[
                "行政处罚法第六十七条第三款",
                "行政处罚法第七十二条第一款第一项",
            ],
            Self::PaymentOverdue { .. } => &["行政处罚法第七十二条第一款第一项"],
            Self::DutyOverdue { due, .. } => &[&due.citation],
            Self::CaseClosed { closure } => &[closure.outcome.citation()],
            Self::DecisionRevoked { .. } => &["行政处罚法第七十五条第二款"],
        };
        let mut articles: Vec<String> = fixed.iter().map(|article| (*article).to_owned()).collect();
        if let Self::DecisionMade { decision, .. } = self {
            let provisions = decision.basis.iter();
            articles.extend(provisions.map(|one| format!("{}{}", one.instrument, one.article)));
        }
        articles
    }
}
