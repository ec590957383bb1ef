//! HTTP: one resource, the clue.

mod clues;
mod dto;

use axum::Router;
use http_kit::{HttpContext, Limits, finish};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Intake;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Mingjing intake", description = "Clues: registered, verified, filed or not."),
    tags((name = "clues", description = "案件线索"))
)]
struct Description;

/// The routes of this service and their description.
pub(crate) fn router(intake: Intake, context: HttpContext) -> (Router, OpenApi) {
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(clues::list, clues::register))
        .routes(routes!(clues::show))
        .routes(routes!(clues::extend))
        .routes(routes!(clues::file))
        .routes(routes!(clues::decline))
        .routes(routes!(clues::transfer))
        .with_state(intake)
        .split_for_parts();
    (finish(router, context, Limits::default()), openapi)
}
