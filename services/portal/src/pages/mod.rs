//! Pages, made on the server. They need no script, and say everything in Chinese and in English.

mod docs;
mod frame;
mod home;
mod matter;
mod words;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http_kit::{HttpContext, Limits, finish};

use crate::Portal;

const STYLE: &str = include_str!("../../assets/style.css");
const MARK: &str = include_str!("../../assets/mark.svg");
/// How long a browser keeps what rarely changes.
const KEEP: &str = "public, max-age=300";

/// The pages and what they are made with.
pub(crate) fn router(portal: Portal, context: HttpContext) -> Router {
    let pages = Router::new()
        .route("/", get(home::show))
        .route("/matters/{id}", get(matter::show))
        .route("/docs", get(docs::show))
        .route(
            "/assets/style.css",
            get(async || asset("text/css; charset=utf-8", STYLE)),
        )
        .route(
            "/assets/mark.svg",
            get(async || asset("image/svg+xml", MARK)),
        )
        .with_state(portal);
    finish(pages, context, Limits::default())
}

fn asset(content_type: &'static str, text: &'static str) -> Response {
    ([(CONTENT_TYPE, content_type), (CACHE_CONTROL, KEEP)], text).into_response()
}
