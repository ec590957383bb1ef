//! What callers get to see.

use jiff::Timestamp;
use kernel::{Actor, MatterId, Region};
use penalty_domain::procedure::Clocked;
use penalty_domain::referral::Referral;
use penalty_domain::remedy::Remedy;
use penalty_domain::spot::Spot;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::view::{DueView, PartyView};
use crate::app::SpotSeen;
use crate::store::docket::Stored;

/// A penalty on the spot, a referral or a remedy in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocketView {
    id: Uuid,
    matter_id: MatterId,
    region: Region,
    /// Stable name of the state.
    status: &'static str,
    version: i64,
    /// The case or decision it is about; of a penalty on the spot, itself.
    about: Uuid,
    /// Number of the document it makes or is about.
    document_number: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    opened_at: Timestamp,
    /// The clocks that run.
    dues: Vec<DueView>,
}

impl<S: Clocked> From<&Stored<S>> for DocketView {
    fn from(stored: &Stored<S>) -> Self {
        let clocks = stored.state.clocks().into_iter();
        let late = |rule: &str| stored.state.missed(rule);
        Self {
            id: stored.id,
            matter_id: stored.matter,
            region: stored.region,
            status: stored.state.status(),
            version: stored.version,
            about: stored.subject,
            document_number: stored.document_number.clone(),
            opened_at: stored.opened_at,
            dues: clocks
                .map(|due| DueView::of(due, late(&due.rule)))
                .collect(),
        }
    }
}

/// A page of them.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocketList {
    entries: Vec<DocketView>,
}

impl<S: Clocked> From<Vec<Stored<S>>> for DocketList {
    fn from(rows: Vec<Stored<S>>) -> Self {
        let entries = rows.iter().map(DocketView::from).collect();
        Self { entries }
    }
}

/// What was recorded of one of them.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Record {
    Spot(Spot),
    Referral(Referral),
    Remedy(Remedy),
}

/// One of them in full.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocketDetail {
    #[serde(flatten)]
    docket: DocketView,
    /// Who was penalised on the spot. For those who do not handle it a natural person's name is masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<PartyView>,
    /// Its papers and everything that was recorded.
    #[schema(value_type = Object)]
    record: Record,
}

impl DocketDetail {
    pub(super) fn of_spot(seen: SpotSeen, reader: &Actor) -> Self {
        let offender = seen.spot.state.form().map(|form| form.party.party());
        let party = seen.identity.as_ref();
        Self {
            docket: DocketView::from(&seen.spot),
            party: party.map(|identity| PartyView::of(identity, offender.as_ref(), reader)),
            record: Record::Spot(seen.spot.state),
        }
    }
}

impl From<Stored<Referral>> for DocketDetail {
    fn from(stored: Stored<Referral>) -> Self {
        Self {
            docket: DocketView::from(&stored),
            party: None,
            record: Record::Referral(stored.state),
        }
    }
}

impl From<Stored<Remedy>> for DocketDetail {
    fn from(stored: Stored<Remedy>) -> Self {
        Self {
            docket: DocketView::from(&stored),
            party: None,
            record: Record::Remedy(stored.state),
        }
    }
}
