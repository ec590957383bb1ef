//! HTTP: the publications, for the staff, and the register, for everyone.

mod dto;
mod publications;
mod register;
mod view;

use axum::Router;
use http_kit::{HttpContext, Limits, finish};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Disclosure;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Mingjing disclosure",
        description = "Decisions published, withdrawn and searched."
    ),
    tags(
        (name = "publications", description = "公示办理"),
        (name = "register", description = "公示查询")
    )
)]
struct Description;

/// The routes of this service and their description.
pub(crate) fn router(disclosure: Disclosure, context: HttpContext) -> (Router, OpenApi) {
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(publications::list))
        .routes(routes!(publications::show))
        .routes(routes!(publications::mask))
        .routes(routes!(publications::approve))
        .routes(routes!(publications::publish))
        .routes(routes!(publications::refuse))
        .routes(routes!(publications::withdraw))
        .routes(routes!(register::search))
        .routes(routes!(register::show))
        .with_state(disclosure)
        .split_for_parts();
    (finish(router, context, Limits::default()), openapi)
}
