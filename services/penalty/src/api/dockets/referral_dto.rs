//! What callers send about a criminal referral.

use jiff::civil::Date;
use kernel::OfficerId;
use penalty_domain::referral::{ReferralCommand, TransferDraft};
use runtime::Fault;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::dto::few;
use crate::api::text::{LONG, SHORT, Text};

/// A suspicion of crime, and the task group that checks it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenReferral {
    /// Name of the suspected crime (涉嫌罪名).
    #[schema(value_type = String, max_length = 200)]
    pub(super) offence: Text<SHORT>,
    /// At least two officers.
    #[schema(value_type = Vec<String>)]
    pub(super) group: Vec<OfficerId>,
}

/// A step of a referral.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum ReferralStep {
    /// The task group proposes the referral in writing.
    Report {
        #[schema(value_type = String, max_length = 20_000)]
        content: Text<LONG>,
    },
    /// The principal head approves.
    Approve,
    /// The principal head does not approve.
    Disapprove {
        #[schema(value_type = String, max_length = 20_000)]
        reasons: Text<LONG>,
    },
    /// It goes to the police, with a copy to the procuratorate.
    Transfer {
        #[schema(value_type = String, max_length = 200)]
        police: Text<SHORT>,
        /// The letter (涉嫌犯罪案件移送书).
        #[schema(value_type = String, max_length = 200)]
        letter: Text<SHORT>,
        /// The investigation report.
        #[schema(value_type = String, max_length = 200)]
        report: Text<SHORT>,
        /// The list of items; it says so when there are none.
        #[schema(value_type = String, max_length = 20_000)]
        items: Text<LONG>,
        #[serde(default)]
        #[schema(value_type = Vec<String>)]
        test_reports: Vec<Text<SHORT>>,
        /// The procuratorate.
        #[schema(value_type = String, max_length = 200)]
        copied_to: Text<SHORT>,
    },
    /// The police filed it (立案).
    RecordPoliceFiling {
        #[schema(value_type = String, format = Date)]
        on: Date,
        #[schema(value_type = String, max_length = 20_000)]
        notice: Text<LONG>,
    },
    /// The police did not file it, or stand by that.
    RecordPoliceDecline {
        #[schema(value_type = String, format = Date)]
        on: Date,
        #[schema(value_type = String, max_length = 20_000)]
        notice: Text<LONG>,
    },
    /// Items and material were handed over.
    HandOver {
        #[schema(value_type = String, max_length = 20_000)]
        list: Text<LONG>,
    },
    /// The agency asks the police to reconsider (提请复议).
    AskPolice,
    /// The agency suggests supervision of the filing (立案监督).
    AskProcuratorate,
    /// The agency handles the case itself.
    Settle {
        #[schema(value_type = String, max_length = 20_000)]
        reasons: Text<LONG>,
    },
}

impl ReferralStep {
    pub(super) fn read(self) -> Result<ReferralCommand, Fault> {
        Ok(match self {
            Self::Report { content } => ReferralCommand::Report {
                content: content.into(),
            },
            Self::Approve => ReferralCommand::Approve,
            Self::Disapprove { reasons } => ReferralCommand::Disapprove {
                reasons: reasons.into(),
            },
            Self::Transfer {
                police,
                letter,
                report,
                items,
                test_reports,
                copied_to,
            } => ReferralCommand::Transfer(Box::new(TransferDraft {
                police: police.into(),
                letter: letter.into(),
                report: report.into(),
                items: items.into(),
                test_reports: few(test_reports, "test_reports")?,
                copied_to: copied_to.into(),
            })),
            Self::RecordPoliceFiling { on, notice } => ReferralCommand::RecordPoliceFiling {
                on,
                notice: notice.into(),
            },
            Self::RecordPoliceDecline { on, notice } => ReferralCommand::RecordPoliceDecline {
                on,
                notice: notice.into(),
            },
            Self::HandOver { list } => ReferralCommand::HandOver { list: list.into() },
            Self::AskPolice => ReferralCommand::AskPolice,
            Self::AskProcuratorate => ReferralCommand::AskProcuratorate,
            Self::Settle { reasons } => ReferralCommand::Settle {
                reasons: reasons.into(),
            },
        })
    }
}
