//! `/api/penalty/v1/practices`: what fields of enforcement set where the national law gives no
//! number, by region and from a day on.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, ValidQuery};
use jiff::civil::Date;
use kernel::{Fen, Region};
use penalty_domain::hearing::FieldPractice;
use penalty_domain::time_limits::{ExcludedTime, FirstExtension, TimeLimits};
use runtime::{Asked, Fault};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::cases::may_read;
use super::dto::misfit;
use super::text::{SHORT, Text};
use crate::Penalty;
use crate::app;
use crate::store::practice::StoredPractice;

/// Longest extension that a practice may set for the head alone, in calendar days.
const EXTENSION_DAYS_MAX: u32 = 365;

/// What a field of enforcement sets.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SetPractice {
    /// Field of enforcement, as in events.
    #[schema(value_type = String, max_length = 200, example = "city-management")]
    domain: Text<SHORT>,
    /// The region and everything below it; 000000 for the nation.
    #[schema(value_type = String, example = "340700")]
    region: Region,
    /// First day in force.
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    /// First day no longer in force; none until something supersedes it.
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Date>,
    /// From this fine, or confiscated total, in fen, on a natural person has the right to a hearing.
    #[schema(value_type = i64, example = 500_000)]
    hearing_natural_person_fen: Fen,
    /// The same for an organisation.
    #[schema(value_type = i64, example = 5_000_000)]
    hearing_organisation_fen: Fen,
    /// Instrument and article of both.
    #[schema(value_type = String, max_length = 200)]
    hearing_citation: Text<SHORT>,
    /// Instrument and article by which the time of a hearing does not count.
    #[schema(value_type = Option<String>, max_length = 200)]
    hearing_time_excluded: Option<Text<SHORT>>,
    /// suspension, announcement, testing, identification, refund: what does not count.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    excluded: Vec<ExcludedTime>,
    /// Instrument and article of the exclusions.
    #[schema(value_type = Option<String>, max_length = 200)]
    excluded_citation: Option<Text<SHORT>>,
    /// Most calendar days by which the head alone may extend the time to decide.
    extension_days_max: Option<u32>,
    /// Instrument and article of the extension.
    #[schema(value_type = Option<String>, max_length = 200)]
    extension_citation: Option<Text<SHORT>>,
}

impl SetPractice {
    fn read(self) -> Result<(Region, StoredPractice), Fault> {
        let cited =
            |text: Option<Text<SHORT>>| text.map(String::from).filter(|text| !text.is_empty());
        let hearing_citation = String::from(self.hearing_citation);
        let domain = String::from(self.domain);
        if domain.is_empty() || hearing_citation.is_empty() {
            return Err(misfit(
                "hearing_citation",
                "field and citation are required",
            ));
        }
        if self.valid_to.is_some_and(|end| end <= self.valid_from) {
            return Err(misfit("valid_to", "must lie after valid_from"));
        }
        let excluded_citation = cited(self.excluded_citation).unwrap_or_default();
        if excluded_citation.is_empty() != self.excluded.is_empty() {
            return Err(misfit(
                "excluded_citation",
                "required with `excluded`, and only then",
            ));
        }
        let extension = match (self.extension_days_max, cited(self.extension_citation)) {
            (None, None) => None,
            (Some(days_max), Some(citation)) if (1..=EXTENSION_DAYS_MAX).contains(&days_max) => {
                Some(FirstExtension { days_max, citation })
            }
            _ => {
                let both = format!("1 to {EXTENSION_DAYS_MAX} days with their citation");
                return Err(misfit("extension_days_max", &both));
            }
        };
        let practice = FieldPractice {
            hearing_natural_person: self.hearing_natural_person_fen,
            hearing_organisation: self.hearing_organisation_fen,
            hearing_citation,
            hearing_time_excluded: cited(self.hearing_time_excluded),
            time: TimeLimits {
                excluded: self.excluded.into_iter().collect(),
                excluded_citation,
                extension,
            },
        };
        let stored = StoredPractice {
            domain,
            applies_to: self.region.prefix().to_owned(),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            practice,
        };
        Ok((self.region, stored))
    }
}

/// Which practices to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct ListPractices {
    /// Field of enforcement.
    pub(super) domain: String,
    /// What holds in this region, above it and below it.
    #[param(value_type = String)]
    pub(super) region: Region,
}

/// What a field of enforcement sets, where and when.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PracticeView {
    domain: String,
    /// The beginning of the region code; empty for the nation.
    applies_to: String,
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Date>,
    /// Thresholds in fen with their citation, time that does not count, extension.
    #[schema(value_type = Object)]
    practice: FieldPractice,
}

impl From<StoredPractice> for PracticeView {
    fn from(stored: StoredPractice) -> Self {
        Self {
            domain: stored.domain,
            applies_to: stored.applies_to,
            valid_from: stored.valid_from,
            valid_to: stored.valid_to,
            practice: stored.practice,
        }
    }
}

/// Several practices.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PracticeList {
    practices: Vec<PracticeView>,
}

/// Sets what holds for a field of enforcement in a region from a day on.
#[utoipa::path(post, path = "/api/penalty/v1/practices", tag = "rules",
    params(IdempotencyKey), request_body = SetPractice,
    responses((status = 201, body = PracticeView)), security(("bearer" = [])))]
pub(super) async fn set(
    State(penalty): State<Penalty>,
    asked: Asked<(), SetPractice>,
) -> Result<Response, Fault> {
    let asked = asked.try_map(SetPractice::read)?;
    let scope = asked.actor.scope.clone();
    asked
        .once(
            &penalty.ledger,
            &scope,
            "/practices",
            |unit, (actor, (), new)| {
                Box::pin(async move {
                    let stored = app::set_practice(unit, &actor, new).await?;
                    Ok((StatusCode::CREATED, PracticeView::from(stored)))
                })
            },
        )
        .await
}

/// Lists what was set for a field of enforcement, the newest first.
#[utoipa::path(get, path = "/api/penalty/v1/practices", tag = "rules", params(ListPractices),
    responses((status = 200, body = PracticeList)), security(("bearer" = [])))]
pub(super) async fn list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    ValidQuery(query): ValidQuery<ListPractices>,
) -> Result<Json<PracticeList>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let found = app::list_practices(&mut unit, &query.domain, query.region).await?;
    let practices = found.into_iter().map(PracticeView::from).collect();
    Ok(Json(PracticeList { practices }))
}
