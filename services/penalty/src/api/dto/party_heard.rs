//! Notice, statement, request for a hearing, review.

use jiff::civil::Date;
use penalty_domain::CaseCommand;
use penalty_domain::case::{ReviewGiven, StatementGiven, StatementKind};
use penalty_domain::review::ReviewOutcome;
use serde::Deserialize;
use utoipa::ToSchema;

use super::ServiceDto;
use crate::api::text::{LONG, SHORT, Text};

/// The notice before a penalty (行政处罚告知书) was served. It announces what the report proposes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ServeNotice {
    service: ServiceDto,
    /// The notice told the party that it may ask for a hearing.
    hearing_right: bool,
}

impl From<ServeNotice> for CaseCommand {
    fn from(dto: ServeNotice) -> Self {
        Self::ServeNotice {
            service: dto.service.into(),
            hearing_right: dto.hearing_right,
        }
    }
}

/// The party stated, defended or waived (陈述申辩).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RecordStatement {
    /// stated, waived.
    #[schema(value_type = String, example = "stated")]
    kind: StatementKind,
    /// What was said, or how the waiver was given.
    #[schema(value_type = String, max_length = 20_000)]
    content: Text<LONG>,
    /// The party also waives the hearing.
    #[serde(default)]
    waives_hearing: bool,
    #[schema(value_type = String, format = Date)]
    received_on: Date,
}

impl From<RecordStatement> for CaseCommand {
    fn from(dto: RecordStatement) -> Self {
        Self::RecordStatement(StatementGiven {
            kind: dto.kind,
            content: dto.content.into(),
            waives_hearing: dto.waives_hearing,
            received_on: dto.received_on,
        })
    }
}

/// The party asked for a hearing (听证).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RequestHearing {
    /// Day it was made; of the postmark when it came by post.
    #[schema(value_type = String, format = Date)]
    received_on: Date,
}

impl From<RequestHearing> for CaseCommand {
    fn from(dto: RequestHearing) -> Self {
        Self::RequestHearing {
            received_on: dto.received_on,
        }
    }
}

/// The outcome of the review (法制审核、案件审核).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ReviewCase {
    /// agree, correct, supplement, other. Only agree lets the case be decided.
    #[schema(value_type = String, example = "agree")]
    outcome: ReviewOutcome,
    /// The written opinion.
    #[schema(value_type = String, max_length = 20_000)]
    opinion: Text<LONG>,
    /// The reviewer reviews penalty decisions for the first time.
    #[serde(default)]
    first_time: bool,
    /// Number of the legal qualification certificate (法律职业资格证书); a legal review by someone
    /// who reviews for the first time needs it.
    #[schema(value_type = Option<String>, max_length = 200)]
    qualification: Option<Text<SHORT>>,
}

impl From<ReviewCase> for CaseCommand {
    fn from(dto: ReviewCase) -> Self {
        Self::LegalReview(ReviewGiven {
            outcome: dto.outcome,
            opinion: dto.opinion.into(),
            first_time: dto.first_time,
            qualification: dto.qualification.map(String::from),
        })
    }
}
