//! The door before every route: limits, the request's span, and what every answer carries.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{DefaultBodyLimit, Extension, MatchedPath, Request, State};
use axum::http::header::{
    ALLOW, AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE,
    REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures::FutureExt;
use opentelemetry::KeyValue;
use opentelemetry::metrics::Histogram;
use telemetry::{context, metrics, service_span};
use tokio::sync::Semaphore;
use tracing::field::Empty;
use tracing::{Instrument, Span};

use crate::{CitedArticle, HttpContext, Limits, Problem};

/// Names one request in logs of both sides: the caller's own, or one made here.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The trace of the request, for people; `traceparent` is beside it for programs.
pub const TRACE_ID: HeaderName = HeaderName::from_static("x-trace-id");

const TRACEPARENT: HeaderName = HeaderName::from_static(context::TRACEPARENT);
/// Characters of a caller's request id.
const REQUEST_ID_LEN: std::ops::RangeInclusive<usize> = 8..=64;
/// When a request that found the house full may come again.
const FULL_RETRY: Duration = Duration::from_secs(1);

/// What an answer says to browsers unless its route says otherwise.
const SECURITY_HEADERS: [(HeaderName, HeaderValue); 5] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static("max-age=31536000; includeSubDomains"),
    ),
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
             object-src 'none'",
        ),
    ),
];

/// What is asked at this moment, and of whom.
struct Asked {
    path: String,
    context: Arc<HttpContext>,
}

tokio::task_local! {
    static ASKED: Asked;
}

/// The path of the request being answered.
pub(crate) fn current_path() -> Option<String> {
    ASKED.try_with(|asked| asked.path.clone()).ok()
}

/// The words of what `citation` names, as in force today.
pub(crate) fn current_articles(citation: &str) -> Vec<CitedArticle> {
    ASKED
        .try_with(|asked| asked.context.articles(citation))
        .unwrap_or_default()
}

/// The trace of the request being answered.
pub(crate) fn current_trace_id() -> Option<String> {
    let traceparent = context::current_traceparent()?;
    context::trace_id(&traceparent).map(str::to_owned)
}

#[derive(Clone)]
struct Door {
    context: Arc<HttpContext>,
    time: Duration,
    places: Arc<Semaphore>,
    duration: Histogram<f64>,
}

/// Puts the door before `routes`: limits, tracing, security headers, problems for unknown paths
/// and methods, and what the extractors need. Finished routers can be merged and nested; health
/// routes are merged afterwards, so that they answer when the house is full.
pub fn finish(routes: impl Into<Router>, context: HttpContext, limits: Limits) -> Router {
    let context = Arc::new(context);
    let door = Door {
        context: context.clone(),
        time: limits.time,
        places: Arc::new(Semaphore::new(limits.in_flight.min(Semaphore::MAX_PERMITS))),
        duration: metrics::meter("http-kit")
            .f64_histogram("http.server.request.duration")
            .with_description("Time to answer a request")
            .with_unit("s")
            .build(),
    };
    routes
        .into()
        .layer(DefaultBodyLimit::max(limits.body_bytes))
        .layer(Extension(limits))
        .layer(Extension(context))
        .layer(from_fn_with_state(door, pass))
}

async fn pass(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    hide_secrets(request.headers_mut());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let method = known_method(request.method());
    let service = door.context.service;
    let asked = Asked {
        path: request.uri().path().to_owned(),
        context: door.context.clone(),
    };
    let span = request_span(service, method, route.as_deref(), request.headers());
    let request_id = request_id(request.headers());

    let answer = async {
        let mut response = door.answer(request, next).await;
        carry(response.headers_mut(), request_id);
        response
    };
    let response = ASKED.scope(asked, answer).instrument(span.clone()).await;

    let status = response.status();
    span.record("http.response.status_code", status.as_u16());
    if status.is_server_error() {
        span.record("otel.status_code", "ERROR");
    }
    let labels = [
        KeyValue::new("mingjing.service", service),
        KeyValue::new("http.request.method", method),
        KeyValue::new("http.route", route.unwrap_or_else(|| "unknown".to_owned())),
        KeyValue::new("http.response.status_code", i64::from(status.as_u16())),
    ];
    door.duration.record(began.elapsed().as_secs_f64(), &labels);
    response
}

impl Door {
    async fn answer(&self, request: Request, next: Next) -> Response {
        let Ok(_place) = self.places.try_acquire() else {
            return Problem::unavailable(FULL_RETRY).into_response();
        };
        let answered = AssertUnwindSafe(next.run(request)).catch_unwind();
        match tokio::time::timeout(self.time, answered).await {
            Ok(Ok(response)) => as_problem(response),
            Ok(Err(panic)) => {
                tracing::error!(panic = panic_text(&*panic), "request handler panicked");
                Problem::broken().into_response()
            }
            Err(_) => {
                tracing::warn!(limit = ?self.time, "request timed out");
                Problem::timed_out().into_response()
            }
        }
    }
}

fn request_span(
    service: &'static str,
    method: &str,
    route: Option<&str>,
    headers: &HeaderMap,
) -> Span {
    let name = route.map_or_else(|| method.to_owned(), |route| format!("{method} {route}"));
    let span = service_span!(
        service,
        "http.request",
        "server",
        otel.name = name,
        http.request.method = method,
        http.route = route,
        http.response.status_code = Empty,
    );
    let text = |key: &str| headers.get(key).and_then(|value| value.to_str().ok());
    if let Some(parent) = context::extract(text) {
        context::set_parent(&span, parent);
    }
    span
}

/// The method, so that invented ones cannot fill the figures.
fn known_method(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN
        .into_iter()
        .find(|known| method == known)
        .unwrap_or("_OTHER")
}

/// Keeps credentials out of debug output of headers.
fn hide_secrets(headers: &mut HeaderMap) {
    for name in [AUTHORIZATION, COOKIE] {
        if let Some(value) = headers.get_mut(name) {
            value.set_sensitive(true);
        }
    }
}

fn request_id(headers: &HeaderMap) -> Option<HeaderValue> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    headers
        .get(REQUEST_ID)
        .filter(|id| REQUEST_ID_LEN.contains(&id.len()) && id.as_bytes().iter().all(plain))
        .cloned()
}

/// What every answer carries: its trace, its request id, and the security headers.
fn carry(headers: &mut HeaderMap, request_id: Option<HeaderValue>) {
    let traceparent = context::current_traceparent();
    let trace_id = traceparent.as_deref().and_then(context::trace_id);
    let value = |text: &str| HeaderValue::from_str(text).ok();
    let request_id = request_id.or_else(|| trace_id.and_then(value));
    let named = [
        (TRACEPARENT, traceparent.as_deref().and_then(value)),
        (TRACE_ID, trace_id.and_then(value)),
        (REQUEST_ID, request_id),
    ];
    for (name, value) in named {
        if let Some(value) = value {
            headers.insert(name, value);
        }
    }
    for (name, value) in SECURITY_HEADERS {
        headers.entry(name).or_insert(value);
    }
}

/// Turns the router's own empty answers into problems.
fn as_problem(response: Response) -> Response {
    let empty = response.body().size_hint().exact() == Some(0)
        && !response.headers().contains_key(CONTENT_TYPE);
    let problem = match response.status() {
        StatusCode::NOT_FOUND if empty => Problem::not_found(),
        StatusCode::METHOD_NOT_ALLOWED if empty => Problem::method_not_allowed(),
        _ => return response,
    };
    let allowed = response.headers().get(ALLOW).cloned();
    let mut answer: Response<Body> = problem.into_response();
    if let Some(allowed) = allowed {
        answer.headers_mut().insert(ALLOW, allowed);
    }
    answer
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown")
}
