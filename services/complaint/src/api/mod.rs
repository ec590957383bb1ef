//! HTTP: the citizen's side under `public/`, and the office's.

mod dto;
mod public;
mod submissions;

use axum::Router;
use http_kit::{HttpContext, Limits, finish};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Complaint;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Mingjing complaint",
        description = "Questions, requests, suggestions, complaints and reports from citizens."
    ),
    tags(
        (name = "public", description = "群众端:凭受理编号和查询码"),
        (name = "submissions", description = "受理端")
    )
)]
struct Description;

/// The routes of this service and their description.
pub(crate) fn router(complaint: Complaint, context: HttpContext) -> (Router, OpenApi) {
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(public::submit))
        .routes(routes!(public::progress))
        .routes(routes!(public::close))
        .routes(routes!(public::reopen))
        .routes(routes!(submissions::list))
        .routes(routes!(submissions::show))
        .routes(routes!(submissions::reply))
        .routes(routes!(submissions::close))
        .routes(routes!(submissions::unmask))
        .with_state(complaint)
        .split_for_parts();
    (finish(router, context, Limits::default()), openapi)
}
