//! What the portal answers itself: the issuer's public keys, and the clock.

mod clock;

use axum::extract::State;
use axum::{Json, Router};
use http_kit::{HttpContext, Limits, Problem, finish};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use clock::Moved;

use crate::Portal;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Mingjing portal",
        description = "The public keys of the built-in issuer, and the platform's clock."
    ),
    tags((name = "portal", description = "门户"))
)]
struct Description;

/// The routes of this service and their description.
pub(crate) fn router(portal: Portal, context: HttpContext) -> (Router, OpenApi) {
    let (router, openapi) = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(keys))
        .routes(routes!(clock::read, clock::advance))
        .with_state(portal)
        .split_for_parts();
    (finish(router, context, Limits::default()), openapi)
}

/// Gives the public keys of the built-in issuer (JWKS); 404 where tokens come from elsewhere.
#[utoipa::path(get, path = "/.well-known/jwks.json", tag = "portal",
    responses((status = 200, body = serde_json::Value)))]
async fn keys(State(portal): State<Portal>) -> Result<Json<serde_json::Value>, Problem> {
    let issuer = portal
        .context
        .issuer
        .as_ref()
        .ok_or_else(Problem::not_found)?;
    Ok(Json(issuer.jwks()))
}
