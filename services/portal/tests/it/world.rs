//! A portal that runs, and what stands behind it.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::future::BoxFuture;
use jiff::civil::date;
use kernel::Post;
use ledger::SchemaSpec;
use portal::PortalService;
use runtime::{Context, Module, Running, Service, Settings};
use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::VirtualClock;
use utoipa::openapi::OpenApi;

/// A matter as oversight tells it, with everything that a matter can have.
pub(crate) const MATTER: &str = "01900000-0000-7000-8000-000000000007";

/// A portal, alone in its process or with others.
pub(crate) struct Door {
    pub(crate) context: Context,
    pub(crate) client: reqwest::Client,
    running: Option<Running>,
    _folder: TempDir,
}

impl Door {
    /// The portal with these upstreams.
    pub(crate) async fn before(upstreams: &[(&str, String)]) -> Self {
        let upstreams = upstreams
            .iter()
            .map(|(name, list)| ((*name).to_owned(), list.clone()))
            .collect();
        Self::open(&[&PortalService], |settings| {
            settings.gateway.upstreams = upstreams;
        })
        .await
    }

    pub(crate) async fn open(
        services: &[&dyn Service],
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::default();
        settings.http.listen = free_address();
        settings.http.drain_s = 1;
        settings.access.issuer_key = Some(folder.path().join("issuer.pem"));
        change(&mut settings);
        let context = if settings.clock.offset_file.is_some() {
            Context::new(settings)
        } else {
            Context::with_clock(
                settings,
                Arc::new(VirtualClock::on(date(2026, 2, 10))),
                None,
            )
        };
        let context = context.unwrap();
        let running = Some(runtime::start(&context, services).await.unwrap());
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        Self {
            context,
            client,
            running,
            _folder: folder,
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.running.as_ref().unwrap().address
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address())
    }

    pub(crate) async fn get(&self, path: &str) -> reqwest::Response {
        self.client.get(self.url(path)).send().await.unwrap()
    }

    pub(crate) async fn text(&self, path: &str) -> String {
        self.get(path).await.text().await.unwrap()
    }
}

/// An address on which nobody listens.
pub(crate) fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

/// Serves `routes` as a process of a service would.
pub(crate) async fn serve(routes: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    format!("http://{address}")
}

/// What a stand-in for oversight answers.
#[derive(Debug, Clone)]
pub(crate) struct Oversight {
    pub(crate) matters: Vec<Value>,
    /// Only with this token.
    pub(crate) token: Option<&'static str>,
}

impl Oversight {
    pub(crate) fn with(matters: Vec<Value>) -> Self {
        Self {
            matters,
            token: None,
        }
    }

    pub(crate) fn routes(&self) -> Router {
        self.interface().route("/readyz", get(async || "ok"))
    }

    fn interface(&self) -> Router {
        let (listed, shown) = (self.clone(), self.clone());
        let list = async move |headers: HeaderMap| listed.answer(&headers, None);
        let show = async move |Path(id): Path<String>, headers: HeaderMap| {
            shown.answer(&headers, Some(&id))
        };
        Router::new()
            .route("/api/oversight/v1/matters", get(list))
            .route("/api/oversight/v1/matters/{id}", get(show))
    }

    fn answer(&self, headers: &HeaderMap, id: Option<&str>) -> Response {
        let token = headers
            .get("authorization")
            .and_then(|value| value.to_str().ok());
        if self.token.is_some() && self.token != token {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        let Some(id) = id else {
            return Json(json!({ "matters": self.matters })).into_response();
        };
        let found = self.matters.iter().find(|matter| matter["matter_id"] == id);
        found.map_or(StatusCode::NOT_FOUND.into_response(), |matter| {
            Json(matter).into_response()
        })
    }
}

impl Service for Oversight {
    fn name(&self) -> &'static str {
        "oversight"
    }

    fn schema(&self) -> Option<SchemaSpec> {
        None
    }

    fn build<'a>(
        &'a self,
        _context: &'a Context,
    ) -> BoxFuture<'a, Result<Module, Box<dyn std::error::Error + Send + Sync>>> {
        Box::pin(async move {
            let described: OpenApi = serde_json::from_value(json!({
                "openapi": "3.1.0",
                "info": { "title": "Oversight", "version": "1" },
                "paths": { "/api/oversight/v1/matters": { "get": {
                    "summary": "Lists the latest matters.",
                    "responses": {},
                } } },
            }))?;
            let routes = self.interface();
            Ok(Module::new("oversight", routes, described))
        })
    }
}

/// A matter in the middle of its way.
pub(crate) fn matter() -> Value {
    let due = |rule: &str, raw: &str, effective: &str| {
        json!({ "rule_id": rule, "trigger": "2026-02-10", "raw": raw, "effective": effective,
            "provisional": false })
    };
    let open = |due: Value, last_day: &str, overdue: bool| {
        let mut open = due;
        open["last_day"] = json!(last_day);
        open["overdue"] = json!(overdue);
        open["citation"] = json!("行政处罚法第六十条");
        open["service"] = json!("penalty");
        open["event_id"] = json!("01900000-0000-7000-8000-000000000003");
        open
    };
    let step = |number: u32, service: &str, name: &str, dues: Vec<Value>, met: Vec<&str>| {
        json!({
            "event_id": format!("01900000-0000-7000-8000-{number:012}"),
            "region": "340705", "service": service,
            "event_type": format!("mingjing.{service}.v1.{name}"), "name": name, "version": 1,
            "aggregate_id": "01900000-0000-7000-8000-000000000001", "aggregate_version": number,
            "occurred_at": format!("2026-02-10T01:0{number}:00Z"), "legal_date": "2026-02-10",
            "articles": ["行政处罚法第五十四条", "《市场监督管理行政处罚程序规定》第十九条"],
            "dues_set": dues, "dues_met": met, "actor_post": Post::Handler.as_str(),
            "trace_id": "0af7651916cd43dd8448eb211c80319c",
        })
    };
    json!({
        "matter_id": MATTER, "region": "340705", "region_name": "安徽省铜陵市铜官区",
        "first_at": "2026-02-10T01:01:00Z", "last_at": "2026-02-10T01:03:00Z",
        "last_service": "penalty", "last_name": "CaseOpened",
        "open_dues": [
            open(due("PEN-PAY-15", "2026-02-17", "2026-02-24"), "2026-02-24", false),
            open(due("PEN-DECIDE-90", "2026-02-09", "2026-02-09"), "2026-02-09", true),
        ],
        "trace_ids": ["0af7651916cd43dd8448eb211c80319c"],
        "steps": [
            step(1, "complaint", "SubmissionReceived", vec![], vec![]),
            step(2, "intake", "CaseFiled", vec![], vec!["INT-SAMR-VERIFY"]),
            step(3, "penalty", "CaseOpened",
                vec![due("PEN-PAY-15", "2026-02-17", "2026-02-24")], vec![]),
        ],
    })
}
