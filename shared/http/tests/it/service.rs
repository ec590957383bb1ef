//! A small service to knock at.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use access::Issuer;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use http_kit::{
    Caller, HttpContext, IdempotencyKey, Limits, MaybeCaller, PathId, Problem, ProblemBody,
    ValidJson, ValidQuery, finish,
};
use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, ActorId, FixedClock, Ids, MatterId, Post, RegionScope, SeededIds};
use law::Library;
use reqwest::{RequestBuilder, Response};
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::watch;

pub(crate) const KEY: &str = "2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filing {
    title: String,
    parties: Vec<Party>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Party {
    age: u8,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    size: u8,
}

/// A running service and the means to talk to it.
pub(crate) struct Service {
    base: String,
    issuer: Issuer,
    /// What the service knows of the law.
    pub(crate) library: watch::Sender<Arc<Library>>,
    client: reqwest::Client,
}

pub(crate) fn noon() -> Timestamp {
    "2026-11-20T12:00:00+08:00".parse().unwrap()
}

fn routes() -> Router {
    Router::new()
        .route(
            "/whoami",
            get(|Caller(actor): Caller| async move { actor.unit }),
        )
        .route(
            "/maybe",
            get(|MaybeCaller(actor): MaybeCaller| async move {
                actor.map_or_else(|| "nobody".to_owned(), |actor| actor.unit)
            }),
        )
        .route(
            "/filings",
            post(
                |_: Caller, key: IdempotencyKey, body: ValidJson<Filing>| async move {
                    let parties: u32 = body.value.parties.iter().map(|p| u32::from(p.age)).sum();
                    let hash = body.request_hash.to_vec();
                    Json((key.into_string(), body.value.title, parties, hash))
                },
            ),
        )
        .route(
            "/matters/{id}",
            get(|PathId(id): PathId<MatterId>| async move { id.to_string() }),
        )
        .route(
            "/pages",
            get(|ValidQuery(p): ValidQuery<Page>| async move { p.size.to_string() }),
        )
        .route(
            "/bytes",
            post(|body: Bytes| async move { body.len().to_string() }),
        )
        .route("/panic", get(|| async { panic_now() }))
        .route("/slow", get(|| tokio::time::sleep(Duration::from_mins(1))))
        .route(
            "/nap",
            get(|| tokio::time::sleep(Duration::from_millis(300))),
        )
        .route("/gone", get(|| async { StatusCode::NOT_FOUND }))
        .route("/refused", get(|| async { Problem::from(refusal()) }))
        .route(
            "/broken",
            get(|| async { Problem::internal(&std::io::Error::other("secret")) }),
        )
}

fn panic_now() {
    panic!("secret");
}

fn refusal() -> law::Refusal {
    law::Refusal::new("hearing-window-closed", "HRG-REQUEST")
        .citing("《行政处罚法》第六十四条")
        .missing("五日内的听证申请")
        .titled("听证申请期限已过", "The window for a hearing has closed")
}

/// Telemetry is set up once a process, however many tests share it.
pub(crate) fn set_up_telemetry() {
    static GUARD: OnceLock<telemetry::Guard> = OnceLock::new();
    let quiet = telemetry::Settings {
        filter: "off".to_owned(),
        ..telemetry::Settings::default()
    };
    GUARD.get_or_init(|| telemetry::init(&quiet).unwrap());
}

pub(crate) async fn listen(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    base
}

impl Service {
    pub(crate) async fn start(limits: Limits) -> Self {
        set_up_telemetry();
        let issuer = Issuer::ephemeral("https://mingjing.test").unwrap();
        let library = watch::Sender::default();
        let context = HttpContext {
            verifier: Arc::new(issuer.verifier().unwrap()),
            clock: Arc::new(FixedClock::new(noon())),
            library: library.subscribe(),
            service: "test",
        };
        let base = listen(finish(routes(), context, limits)).await;
        Self {
            base,
            issuer,
            library,
            client: reqwest::Client::new(),
        }
    }

    pub(crate) fn token(&self, lives: SignedDuration) -> String {
        let id = ActorId::from(SeededIds::default().uuid());
        let actor = Actor::new(id, [Post::Handler], "test-unit", RegionScope::Everywhere);
        let issued = noon() - SignedDuration::from_mins(30);
        self.issuer
            .issue(&actor, lives, issued, uuid::Uuid::nil())
            .unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.base))
    }

    pub(crate) fn post(&self, path: &str) -> RequestBuilder {
        self.client.post(format!("{}{path}", self.base))
    }

    pub(crate) fn filing(&self, body: &str) -> RequestBuilder {
        self.post("/filings")
            .bearer_auth(self.token(SignedDuration::from_hours(1)))
            .header("idempotency-key", KEY)
            .header("content-type", "application/json")
            .body(body.to_owned())
    }
}

pub(crate) fn header(response: &Response, name: &str) -> String {
    response
        .headers()
        .get(name)
        .map_or_else(String::new, |v| v.to_str().unwrap().to_owned())
}

/// The problem in `answer`, which must say the same as its status line.
pub(crate) async fn problem(answer: RequestBuilder) -> ProblemBody {
    let response = answer.send().await.unwrap();
    assert_eq!(
        header(&response, "content-type"),
        "application/problem+json"
    );
    let (status, trace) = (response.status().as_u16(), header(&response, "x-trace-id"));
    let body: ProblemBody = response.json().await.unwrap();
    assert_eq!(body.status, status);
    assert_eq!(body.trace_id.as_deref(), Some(trace.as_str()));
    assert!(!body.title.is_empty() && !body.title.is_ascii() && !body.title_en.is_empty());
    body
}

pub(crate) fn code(body: &ProblemBody) -> &str {
    body.kind.strip_prefix("urn:mingjing:problem:").unwrap()
}
