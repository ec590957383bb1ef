//! The gateway: passes `/api/<service>/...` on to the service's own processes.
//!
//! Bodies are streamed both ways and never kept. So a request goes to another upstream only while it
//! cannot have had an effect: nobody took it (connecting failed), it was turned away (503) before any
//! of its body was read, or it is one that only reads. Everything else is for its sender to repeat, who
//! has the idempotency key.

mod headers;
mod offer;
mod upstreams;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::any;
use http_kit::{HttpContext, Limits, Problem, finish};
use telemetry::{context, service_span};
use tracing::Instrument as _;

use crate::NAME;
use offer::Offer;
pub(crate) use upstreams::{Service, Upstreams};

/// Longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(2);
/// Longest silence of an upstream: an upload may take its time before there is an answer.
const SILENCE: Duration = Duration::from_mins(10);
/// Requests under way at the same time. They wait for the services, which have limits of their own.
const IN_FLIGHT: usize = 2048;
/// When a client may try again.
const RETRY: Duration = Duration::from_secs(1);

/// Passes requests on to one service.
#[derive(Debug, Clone)]
struct Gateway {
    service: Arc<Service>,
    client: reqwest::Client,
}

/// The routes to all services that run elsewhere; none when all run here.
pub(crate) fn router(
    upstreams: &Upstreams,
    context: HttpContext,
) -> Result<Router, reqwest::Error> {
    if upstreams.is_empty() {
        return Ok(Router::new());
    }
    let client = reqwest::Client::builder()
        .connect_timeout(CONNECT)
        .read_timeout(SILENCE)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()?;
    let mut routes = Router::new();
    for service in upstreams.iter() {
        let path = format!("/api/{}/{{*rest}}", service.name);
        let gateway = Gateway {
            service: service.clone(),
            client: client.clone(),
        };
        routes = routes.merge(Router::new().route(&path, any(pass)).with_state(gateway));
    }
    let limits = Limits {
        time: SILENCE,
        in_flight: IN_FLIGHT,
        ..Limits::default()
    };
    Ok(finish(routes, context, limits))
}

async fn pass(State(gateway): State<Gateway>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let offer = Offer::new(body);
    let only_reads = matches!(parts.method, Method::GET | Method::HEAD);
    let mut turned_away = None;
    for upstream in gateway.service.in_turn() {
        let url = upstream.at(&parts.uri).ok_or_else(malformed)?;
        match gateway.send(&parts, url, &offer).await {
            Ok(answer) if answer.status() == StatusCode::SERVICE_UNAVAILABLE => {
                let again = only_reads || offer.is_untouched();
                turned_away = Some(answer);
                if !again {
                    break;
                }
            }
            Ok(answer) => return Ok(pass_back(answer)),
            Err(error) if error.is_connect() || only_reads => {
                tracing::warn!(
                    service = gateway.service.name,
                    upstream = %upstream,
                    error = chain(&error),
                    "an upstream could not be reached"
                );
                if offer.is_taken() {
                    break;
                }
            }
            Err(error) => {
                tracing::warn!(
                    service = gateway.service.name,
                    upstream = %upstream,
                    error = chain(&error),
                    "an upstream broke off"
                );
                return Err(broke_off());
            }
        }
    }
    turned_away
        .map(pass_back)
        .ok_or_else(|| Problem::unavailable(RETRY))
}

impl Gateway {
    async fn send(
        &self,
        parts: &Parts,
        url: reqwest::Url,
        offer: &Offer,
    ) -> Result<reqwest::Response, reqwest::Error> {
        let span = service_span!(
            NAME,
            "gateway.forward",
            "client",
            otel.name = format!("{} {}", parts.method, self.service.name),
            peer.service = self.service.name,
            http.request.method = parts.method.as_str(),
            server.address = url.host_str(),
            server.port = url.port_or_known_default(),
        );
        let mut headers = headers::onward(&parts.headers, headers::peer(&parts.extensions));
        if let Some(place) = context::traceparent_of(&span).and_then(|place| place.parse().ok()) {
            headers.insert(context::TRACEPARENT, place);
        }
        let mut request = self
            .client
            .request(parts.method.clone(), url)
            .headers(headers);
        if let Some(body) = offer.make() {
            request = request.body(body);
        }
        request.send().instrument(span).await
    }
}

fn pass_back(answer: reqwest::Response) -> Response {
    let status = answer.status();
    let headers = headers::back(answer.headers());
    let mut response = Response::new(Body::from_stream(answer.bytes_stream()));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

fn malformed() -> Problem {
    Problem::bad_request("地址中不能有 . 或 .. 一类的段").with_code("malformed-path")
}

fn broke_off() -> Problem {
    Problem::unavailable(RETRY)
        .with_code("upstream-broke-off")
        .titled("服务中断", "The service broke off")
        .cure("请使用同一 Idempotency-Key 重试,系统不会重复办理")
}

/// An error with what caused it, in one line, without the address that was asked for.
fn chain(error: &reqwest::Error) -> String {
    let mut text = String::new();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        if !text.is_empty() {
            text.push_str(": ");
        }
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
