//! From a template to an answer.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use http_kit::Problem;

/// A sentence in both languages, instead of what was asked for.
#[derive(Debug, Template)]
#[template(path = "sorry.html")]
struct Sorry {
    zh: &'static str,
    en: &'static str,
}

/// The page, with its status.
pub(super) fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => (status, Html(text)).into_response(),
        Err(error) => Problem::internal(&error).into_response(),
    }
}

/// Nothing is there.
pub(super) fn not_found() -> Response {
    let sorry = Sorry {
        zh: "没有这一事项，或者您无权查看。",
        en: "There is no such matter, or you may not see it.",
    };
    page(StatusCode::NOT_FOUND, &sorry)
}

/// Only for those who have signed in.
pub(super) fn sign_in() -> Response {
    let sorry = Sorry {
        zh: "登录后可见。",
        en: "Shown after signing in.",
    };
    page(StatusCode::UNAUTHORIZED, &sorry)
}

/// What the page is about cannot be had now.
pub(super) fn unavailable() -> Response {
    let sorry = Sorry {
        zh: "监督服务暂时没有应答，请稍后再看。",
        en: "The oversight service does not answer now. Please look again later.",
    };
    page(StatusCode::SERVICE_UNAVAILABLE, &sorry)
}
