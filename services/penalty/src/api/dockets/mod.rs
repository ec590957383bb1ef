//! What has no case or stands beside one, over HTTP: penalties on the spot, criminal referrals,
//! remedies. Each has one route that begins it, one that shows it, and one for its steps.

mod duty_dto;
mod referral_dto;
mod referrals;
mod remedies;
mod remedy_dto;
mod spot;
mod spot_documents;
mod spot_dto;
mod view;

use kernel::MatterId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::dto::PAGE_MAX;
use crate::Penalty;
use crate::store::docket::Page;

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Penalty> {
    OpenApiRouter::new()
        .routes(routes!(spot::list, spot::issue))
        .routes(routes!(spot::show))
        .routes(routes!(spot::step))
        .routes(routes!(spot_documents::draft, spot_documents::list))
        .routes(routes!(referrals::open))
        .routes(routes!(referrals::list))
        .routes(routes!(referrals::show))
        .routes(routes!(referrals::step))
        .routes(routes!(remedies::list))
        .routes(routes!(remedies::show))
        .routes(routes!(remedies::step))
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListDockets {
    /// Only those in this state.
    status: Option<String>,
    /// Only those of this matter.
    matter_id: Option<MatterId>,
    /// From 0.
    #[serde(default)]
    #[param(minimum = 0)]
    page: u32,
}

impl ListDockets {
    fn page(&self) -> Page<'_> {
        Page {
            status: self.status.as_deref(),
            matter: self.matter_id.map(MatterId::uuid),
            limit: PAGE_MAX,
            offset: i64::from(self.page) * PAGE_MAX,
        }
    }
}
