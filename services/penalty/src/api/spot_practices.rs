//! `/api/penalty/v1/spot-practices`: as what an individual business counts on the spot, by field and
//! region and from a day on.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, ValidQuery};
use jiff::civil::Date;
use kernel::Region;
use penalty_domain::spot::SoleTraderAs;
use runtime::{Asked, Fault};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cases::may_read;
use super::dto::misfit;
use super::practices::ListPractices;
use super::text::{SHORT, Text};
use crate::Penalty;
use crate::app;
use crate::store::spot_practice::StoredSpotPractice;

/// What a region sets for penalties on the spot.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SetSpotPractice {
    /// Field of enforcement, as in events.
    #[schema(value_type = String, max_length = 200, example = "city-management")]
    domain: Text<SHORT>,
    /// The region and everything below it; 000000 for the nation.
    #[schema(value_type = String, example = "340700")]
    region: Region,
    /// First day in force.
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    /// As what an individual business counts: natural-person or organisation.
    #[schema(value_type = String, example = "organisation")]
    sole_trader: SoleTraderAs,
    /// Instrument and article.
    #[schema(value_type = String, max_length = 200)]
    citation: Text<SHORT>,
}

impl SetSpotPractice {
    fn read(self) -> Result<(Region, StoredSpotPractice), Fault> {
        let (domain, citation) = (String::from(self.domain), String::from(self.citation));
        if domain.is_empty() || citation.is_empty() {
            return Err(misfit("citation", "field and citation are required"));
        }
        let stored = StoredSpotPractice {
            domain,
            applies_to: self.region.prefix().to_owned(),
            valid_from: self.valid_from,
            sole_trader: self.sole_trader,
            citation,
        };
        Ok((self.region, stored))
    }
}

/// What holds on the spot, where and when.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SpotPracticeView {
    domain: String,
    /// The beginning of the region code; empty for the nation.
    applies_to: String,
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    #[schema(value_type = String)]
    sole_trader: SoleTraderAs,
    citation: String,
}

impl From<StoredSpotPractice> for SpotPracticeView {
    fn from(stored: StoredSpotPractice) -> Self {
        Self {
            domain: stored.domain,
            applies_to: stored.applies_to,
            valid_from: stored.valid_from,
            sole_trader: stored.sole_trader,
            citation: stored.citation,
        }
    }
}

/// Several of them.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SpotPracticeList {
    practices: Vec<SpotPracticeView>,
}

/// Sets what holds on the spot in a region from a day on.
#[utoipa::path(post, path = "/api/penalty/v1/spot-practices", tag = "rules",
    params(IdempotencyKey), request_body = SetSpotPractice,
    responses((status = 201, body = SpotPracticeView)), security(("bearer" = [])))]
pub(super) async fn set(
    State(penalty): State<Penalty>,
    asked: Asked<(), SetSpotPractice>,
) -> Result<Response, Fault> {
    let asked = asked.try_map(SetSpotPractice::read)?;
    let scope = asked.actor.scope.clone();
    asked
        .once(
            &penalty.ledger,
            &scope,
            "/spot-practices",
            |unit, (actor, (), new)| {
                Box::pin(async move {
                    let stored = app::set_spot_practice(unit, &actor, new).await?;
                    Ok((StatusCode::CREATED, SpotPracticeView::from(stored)))
                })
            },
        )
        .await
}

/// Lists what was set for a field, the newest first; what was superseded stays.
#[utoipa::path(get, path = "/api/penalty/v1/spot-practices", tag = "rules", params(ListPractices),
    responses((status = 200, body = SpotPracticeList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<ListPractices>,
) -> Result<Json<SpotPracticeList>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let found = app::list_spot_practices(&mut unit, &query.domain, query.region).await?;
    let practices = found.into_iter().map(SpotPracticeView::from).collect();
    Ok(Json(SpotPracticeList { practices }))
}
