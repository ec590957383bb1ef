//! `/api/penalty/v1/night-hours`: when it is night (夜间) and nothing is enforced, by region and from a
//! day on.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, ValidQuery};
use jiff::civil::{Date, Time};
use kernel::Region;
use penalty_domain::substitute::NightHours;
use runtime::{Asked, Fault};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::cases::may_read;
use super::dto::misfit;
use super::text::{SHORT, Text};
use crate::Penalty;
use crate::app;
use crate::store::night::StoredNight;

/// The hours of the night in a region.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SetNightHours {
    /// The region and everything below it; 000000 for the nation.
    #[schema(value_type = String, example = "340700")]
    region: Region,
    /// First day in force.
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    /// When the night begins.
    #[schema(value_type = String, example = "22:00:00")]
    from: Time,
    /// When it ends, on the next day if that lies before its beginning.
    #[schema(value_type = String, example = "06:00:00")]
    to: Time,
    /// Instrument and article.
    #[schema(value_type = String, max_length = 200)]
    citation: Text<SHORT>,
}

impl SetNightHours {
    fn read(self) -> Result<(Region, StoredNight), Fault> {
        let citation = String::from(self.citation);
        if citation.is_empty() {
            return Err(misfit("citation", "is required"));
        }
        if self.from == self.to {
            return Err(misfit("to", "must differ from `from`"));
        }
        let stored = StoredNight {
            applies_to: self.region.prefix().to_owned(),
            valid_from: self.valid_from,
            hours: NightHours {
                from: self.from,
                to: self.to,
            },
            citation,
        };
        Ok((self.region, stored))
    }
}

/// Whose hours to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct ListNightHours {
    /// What holds in this region, above it and below it.
    #[param(value_type = String)]
    region: Region,
}

/// The hours of the night, where and when.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NightHoursView {
    /// The beginning of the region code; empty for the nation.
    applies_to: String,
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    #[schema(value_type = String)]
    from: Time,
    #[schema(value_type = String)]
    to: Time,
    citation: String,
}

impl From<StoredNight> for NightHoursView {
    fn from(stored: StoredNight) -> Self {
        Self {
            applies_to: stored.applies_to,
            valid_from: stored.valid_from,
            from: stored.hours.from,
            to: stored.hours.to,
            citation: stored.citation,
        }
    }
}

/// Several of them.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NightHoursList {
    night_hours: Vec<NightHoursView>,
}

/// Sets when it is night in a region from a day on.
#[utoipa::path(post, path = "/api/penalty/v1/night-hours", tag = "rules",
    params(IdempotencyKey), request_body = SetNightHours,
    responses((status = 201, body = NightHoursView)), security(("bearer" = [])))]
pub(super) async fn set(
    State(penalty): State<Penalty>,
    asked: Asked<(), SetNightHours>,
) -> Result<Response, Fault> {
    let asked = asked.try_map(SetNightHours::read)?;
    let scope = asked.actor.scope.clone();
    asked
        .once(
            &penalty.ledger,
            &scope,
            "/night-hours",
            |unit, (actor, (), new)| {
                Box::pin(async move {
                    let stored = app::set_night_hours(unit, &actor, new).await?;
                    Ok((StatusCode::CREATED, NightHoursView::from(stored)))
                })
            },
        )
        .await
}

/// Lists what was set, the newest first; what was superseded stays. Where nothing was set it is night
/// from 22:00 to 06:00.
#[utoipa::path(get, path = "/api/penalty/v1/night-hours", tag = "rules", params(ListNightHours),
    responses((status = 200, body = NightHoursList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<ListNightHours>,
) -> Result<Json<NightHoursList>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let found = app::list_night_hours(&mut unit, query.region).await?;
    let night_hours = found.into_iter().map(NightHoursView::from).collect();
    Ok(Json(NightHoursList { night_hours }))
}
