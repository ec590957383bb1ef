//! Service of documents: the decision's, failed attempts, announcements.

use jiff::civil::Date;
use penalty_domain::CaseCommand;
use penalty_domain::service_of_process::{
    AnnouncementDraft, AttemptDraft, AttemptOutcome, Method, Paper,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::ServiceDto;
use crate::api::text::{LONG, SHORT, Text};

/// The decision was served.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ServeDecision {
    service: ServiceDto,
    /// For electronic: a way to apply for reconsideration online came with it.
    #[serde(default)]
    online_reconsideration: bool,
    /// Where the paper original with the agency's seal is kept, if the document was not sealed here.
    #[schema(value_type = Option<String>, max_length = 200)]
    sealed_original: Option<Text<SHORT>>,
}

impl From<ServeDecision> for CaseCommand {
    fn from(dto: ServeDecision) -> Self {
        Self::ServeDecision {
            service: dto.service.into(),
            online_reconsideration: dto.online_reconsideration,
            sealed_original: dto.sealed_original.map(String::from),
        }
    }
}

/// An attempt to serve a document that failed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RecordAttempt {
    /// notice, hearing-notice, decision, demand, other.
    #[schema(value_type = String, example = "decision")]
    paper: Paper,
    /// direct, substitute, left-behind, electronic, post, entrusted.
    #[schema(value_type = String, example = "direct")]
    method: Method,
    #[schema(value_type = String, format = Date)]
    tried_on: Date,
    /// absent, refused, moved, returned, whereabouts-unknown.
    #[schema(value_type = String, example = "absent")]
    outcome: AttemptOutcome,
    /// What happened and what proves it.
    #[schema(value_type = String, max_length = 20_000)]
    account: Text<LONG>,
}

impl From<RecordAttempt> for CaseCommand {
    fn from(dto: RecordAttempt) -> Self {
        Self::RecordServiceAttempt(AttemptDraft {
            paper: dto.paper,
            method: dto.method,
            tried_on: dto.tried_on,
            outcome: dto.outcome,
            account: dto.account.into(),
        })
    }
}

/// A public announcement (公告送达).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct AnnounceService {
    /// notice, hearing-notice, decision, demand.
    #[schema(value_type = String, example = "decision")]
    paper: Paper,
    #[schema(value_type = String, format = Date)]
    published_on: Date,
    /// Notice board and residence, newspaper, or website.
    #[schema(value_type = String, max_length = 200)]
    places: Text<SHORT>,
    /// Why no other method worked, and what was done.
    #[schema(value_type = String, max_length = 20_000)]
    reason: Text<LONG>,
    /// Of a decision: where the paper original with the agency's seal is kept, if the document was
    /// not sealed here.
    #[schema(value_type = Option<String>, max_length = 200)]
    sealed_original: Option<Text<SHORT>>,
}

impl From<AnnounceService> for CaseCommand {
    fn from(dto: AnnounceService) -> Self {
        Self::AnnounceService(AnnouncementDraft {
            paper: dto.paper,
            published_on: dto.published_on,
            places: dto.places.into(),
            reason: dto.reason.into(),
            sealed_original: dto.sealed_original.map(String::from),
        })
    }
}
