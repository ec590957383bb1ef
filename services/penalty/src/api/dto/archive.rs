//! What callers send to the archive.

use jiff::civil::Date;
use penalty_domain::archive::{Entry, Slot};
use runtime::Fault;
use serde::Deserialize;
use utoipa::ToSchema;

use super::misfit;
use crate::api::text::{SHORT, Text};

/// Most papers in one request.
const PAPERS_MAX: usize = 500;

/// A paper and its place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct PaperDto {
    /// filing-approval, decision, served-document, evidence, hearing-record, property-paper,
    /// other-main; source, investigation-report, review-opinion, hearing-report, closing-approval,
    /// other-secondary.
    #[schema(value_type = String, example = "decision")]
    slot: Slot,
    #[schema(value_type = String, max_length = 200)]
    title: Text<SHORT>,
    /// Its number or digest.
    #[schema(value_type = String, max_length = 200)]
    reference: Text<SHORT>,
    #[schema(value_type = String, format = Date)]
    dated: Date,
    #[schema(minimum = 1)]
    pages: u32,
}

impl From<PaperDto> for Entry {
    fn from(dto: PaperDto) -> Self {
        Self {
            slot: dto.slot,
            title: dto.title.into(),
            reference: dto.reference.into(),
            dated: dto.dated,
            pages: dto.pages,
        }
    }
}

/// Papers for the file of a closed case, in any order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ArchiveCase {
    papers: Vec<PaperDto>,
}

impl ArchiveCase {
    /// The papers, if they are not too many for one request.
    pub(in crate::api) fn entries(self) -> Result<Vec<Entry>, Fault> {
        if self.papers.len() > PAPERS_MAX {
            return Err(misfit("papers", &format!("at most {PAPERS_MAX} entries")));
        }
        Ok(self.papers.into_iter().map(Entry::from).collect())
    }
}
