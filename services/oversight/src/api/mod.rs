//! HTTP: matters and the statute library, both only to be looked at.

mod dto;
mod matters;
mod statutes;

use axum::Router;
use http_kit::{HttpContext, Limits, finish};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Oversight;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Mingjing oversight",
        description = "One timeline per matter, from the events of all services. In production a \
            token with the post Supervisor, Auditor or Decider is needed; in development \
            surroundings nobody needs one: events carry no personal data."
    ),
    tags((name = "oversight", description = "监督:每一事项的时间轴"),
        (name = "statutes", description = "法律法规库:条文查询,无需登录"))
)]
struct Description;

/// The routes of this service and their description.
pub(crate) fn router(oversight: Oversight, context: HttpContext) -> (Router, OpenApi) {
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(matters::list))
        .routes(routes!(matters::show))
        .routes(routes!(statutes::list))
        .routes(routes!(statutes::article))
        .routes(routes!(statutes::cited))
        .with_state(oversight)
        .split_for_parts();
    (finish(router, context, Limits::default()), openapi)
}
