//! HTTP: the roster of officers, and the tasks.

mod dto;
mod officers;
mod tasks;

use axum::Router;
use http_kit::{HttpContext, Limits, finish};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Dispatch;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Mingjing dispatch", description = "Officers, their certificates, and teams."),
    tags(
        (name = "officers", description = "执法人员名册"),
        (name = "tasks", description = "任务指派")
    )
)]
struct Description;

/// The routes of this service and their description.
pub(crate) fn router(dispatch: Dispatch, context: HttpContext) -> (Router, OpenApi) {
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(officers::list, officers::register))
        .routes(routes!(officers::show))
        .routes(routes!(officers::suspend))
        .routes(routes!(officers::reinstate))
        .routes(routes!(officers::cancel))
        .routes(routes!(tasks::list))
        .routes(routes!(tasks::show))
        .routes(routes!(tasks::candidates))
        .routes(routes!(tasks::assign))
        .routes(routes!(tasks::accept))
        .routes(routes!(tasks::hand_back))
        .routes(routes!(tasks::escalate))
        .routes(routes!(tasks::declare_conflict))
        .with_state(dispatch)
        .split_for_parts();
    (finish(router, context, Limits::default()), openapi)
}
