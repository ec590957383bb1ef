//! What the gateway passes on, to whom, and what it never does twice.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use futures::{StreamExt as _, stream};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::mpsc;

use crate::world::{Door, free_address, serve};

/// Answers with what it got.
async fn echo(request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let headers: Vec<(String, String)> = parts
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    let told = json!({
        "method": parts.method.as_str(), "uri": parts.uri.to_string(),
        "headers": headers, "bytes": body.len(),
    });
    let answer = [
        ("x-own", "yes"),
        ("connection", "x-secret"),
        ("x-secret", "1"),
    ];
    (StatusCode::CREATED, answer, told.to_string()).into_response()
}

fn header<'a>(told: &'a Value, name: &str) -> Option<&'a str> {
    let headers = told["headers"].as_array().unwrap();
    headers
        .iter()
        .find(|pair| pair[0] == name)
        .map(|pair| pair[1].as_str().unwrap())
}

/// A process of a service that counts how often it is asked and answers `status`.
async fn counted(status: StatusCode, reads: bool) -> (String, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let handler = async move |State(asked): State<Arc<AtomicUsize>>, request: Request| {
        asked.fetch_add(1, Ordering::SeqCst);
        if reads {
            let _body = axum::body::to_bytes(request.into_body(), usize::MAX).await;
        }
        status
    };
    let routes = Router::new()
        .fallback(any(handler))
        .with_state(asked.clone());
    (serve(routes).await, asked)
}

/// Takes a request whole and hangs up.
async fn hangs_up() -> (String, Arc<AtomicUsize>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            count.fetch_add(1, Ordering::SeqCst);
            let mut read = [0; 4096];
            let _some = socket.read(&mut read).await;
        }
    });
    (format!("http://{address}"), asked)
}

#[tokio::test]
async fn a_request_is_passed_on_whole_without_what_belongs_to_one_connection() {
    let door = Door::before(&[("intake", serve(Router::new().fallback(echo)).await)]).await;
    let request = door
        .client
        .put(door.url("/api/intake/v1/clues/7?q=%E4%BD%A0&empty="))
        .header("Idempotency-Key", "key-0001")
        .header("Authorization", "Bearer abc")
        .header("Connection", "close, x-hop")
        .header("X-Hop", "1")
        .header("X-Forwarded-For", "10.0.0.1")
        .header("Forwarded", "for=10.0.0.1")
        .body("hello");
    let reply = request.send().await.unwrap();
    assert_eq!(
        (
            reply.status().as_u16(),
            reply.headers()["x-own"].to_str().ok()
        ),
        (201, Some("yes"))
    );
    assert!(!reply.headers().contains_key("x-secret"));
    assert_eq!(reply.headers()["x-content-type-options"], "nosniff");
    let told: Value = reply.json().await.unwrap();
    assert_eq!(
        (&told["method"], &told["bytes"]),
        (&json!("PUT"), &json!(5))
    );
    assert_eq!(told["uri"], "/api/intake/v1/clues/7?q=%E4%BD%A0&empty=");
    assert_eq!(header(&told, "idempotency-key"), Some("key-0001"));
    assert_eq!(header(&told, "authorization"), Some("Bearer abc"));
    assert_eq!(header(&told, "content-length"), Some("5"));
    for dropped in ["connection", "x-hop", "forwarded"] {
        assert_eq!(header(&told, dropped), None, "{dropped}");
    }
    assert_ne!(header(&told, "x-forwarded-for"), Some("10.0.0.1"));
}

#[tokio::test]
async fn a_request_without_a_body_is_passed_on_without_one() {
    let door = Door::before(&[("intake", serve(Router::new().fallback(echo)).await)]).await;
    let told: Value = door.get("/api/intake/v1/clues").await.json().await.unwrap();
    assert_eq!(header(&told, "transfer-encoding"), None);
    let head = door
        .client
        .head(door.url("/api/intake/v1/clues"))
        .send()
        .await
        .unwrap();
    assert_eq!(head.status(), 201);
}

#[tokio::test]
async fn the_trace_goes_on_through_the_gateway() {
    let telemetry = telemetry::init(&telemetry::Settings::default()).unwrap();
    let door = Door::before(&[("intake", serve(Router::new().fallback(echo)).await)]).await;
    let given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let request = door
        .client
        .get(door.url("/api/intake/v1/x"))
        .header("traceparent", given);
    let reply = request
        .header("tracestate", "other=1")
        .send()
        .await
        .unwrap();
    assert_eq!(
        reply.headers()["x-trace-id"],
        "0af7651916cd43dd8448eb211c80319c"
    );
    let told: Value = reply.json().await.unwrap();
    let passed = header(&told, "traceparent").unwrap();
    assert!(
        passed.starts_with("00-0af7651916cd43dd8448eb211c80319c-"),
        "{passed}"
    );
    assert_ne!(passed, given, "the gateway has a span of its own");
    assert_eq!(header(&told, "tracestate"), None);
    telemetry.shutdown().await;
}

#[tokio::test]
async fn an_answer_is_passed_back_piece_by_piece() {
    let (pieces, receiver) = mpsc::channel::<Result<Bytes, Infallible>>(1);
    let receiver = Arc::new(tokio::sync::Mutex::new(Some(receiver)));
    let route = get(async move || {
        let receiver = receiver.lock().await.take().unwrap();
        Body::from_stream(stream::unfold(receiver, async |mut receiver| {
            receiver.recv().await.map(|piece| (piece, receiver))
        }))
    });
    let upstream = serve(Router::new().route("/api/evidence/v1/file", route)).await;
    let door = Door::before(&[("evidence", upstream)]).await;
    let mut answer = door.get("/api/evidence/v1/file").await.bytes_stream();
    for piece in ["one", "two"] {
        pieces.send(Ok(Bytes::from(piece))).await.unwrap();
        assert_eq!(
            answer.next().await.unwrap().unwrap(),
            piece,
            "before the next one is sent"
        );
    }
    drop(pieces);
    assert!(answer.next().await.is_none());
}

#[tokio::test]
async fn an_upload_is_passed_on_piece_by_piece() {
    let (seen, mut arrived) = mpsc::channel::<usize>(64);
    let route = post(async move |request: Request| {
        let mut body = request.into_body().into_data_stream();
        let mut total = 0;
        while let Some(piece) = body.next().await {
            total += piece.unwrap().len();
            seen.send(total).await.unwrap();
        }
        total.to_string()
    });
    let upstream = serve(Router::new().route("/api/evidence/v1/file", route)).await;
    let door = Door::before(&[("evidence", upstream)]).await;
    let (pieces, receiver) = mpsc::channel::<Result<Bytes, Infallible>>(1);
    let body = stream::unfold(receiver, async |mut receiver| {
        receiver.recv().await.map(|piece| (piece, receiver))
    });
    let request = door.client.post(door.url("/api/evidence/v1/file"));
    let request = request.body(reqwest::Body::wrap_stream(Box::pin(body)));
    let answer = tokio::spawn(request.send());
    pieces.send(Ok(Bytes::from_static(b"begun"))).await.unwrap();
    let first = tokio::time::timeout(Duration::from_secs(10), arrived.recv())
        .await
        .unwrap();
    assert_eq!(
        first,
        Some(5),
        "the first piece arrives before the last is sent"
    );
    tokio::spawn(async move { while arrived.recv().await.is_some() {} });
    for _ in 0..64 {
        pieces
            .send(Ok(Bytes::from(vec![7; 256 * 1024])))
            .await
            .unwrap();
    }
    drop(pieces);
    let reply = answer.await.unwrap().unwrap();
    assert_eq!(
        reply.text().await.unwrap(),
        (5 + 64 * 256 * 1024).to_string()
    );
}

#[tokio::test]
async fn requests_go_to_each_process_in_turn_and_past_one_that_is_away() {
    let (one, asked_one) = counted(StatusCode::OK, true).await;
    let (two, asked_two) = counted(StatusCode::OK, true).await;
    let nobody = format!("http://{}", free_address());
    let door = Door::before(&[("penalty", format!("{one},{nobody},{two}"))]).await;
    for number in 0..12 {
        let request = door
            .client
            .post(door.url("/api/penalty/v1/cases"))
            .body("body");
        assert_eq!(
            request.send().await.unwrap().status(),
            200,
            "request {number}"
        );
    }
    let asked = (
        asked_one.load(Ordering::SeqCst),
        asked_two.load(Ordering::SeqCst),
    );
    assert_eq!(asked, (4, 8), "the one after the gap takes its share too");
}

#[tokio::test]
async fn who_only_reads_is_sent_on_when_one_process_is_full_or_breaks_off() {
    let (full, asked_full) = counted(StatusCode::SERVICE_UNAVAILABLE, false).await;
    let (broken, asked_broken) = hangs_up().await;
    let (well, asked_well) = counted(StatusCode::OK, false).await;
    let door = Door::before(&[("penalty", format!("{full},{broken},{well}"))]).await;
    assert_eq!(door.get("/api/penalty/v1/cases").await.status(), 200);
    let asked = [asked_full, asked_broken, asked_well].map(|count| count.load(Ordering::SeqCst));
    assert_eq!(asked, [1, 1, 1]);
}

#[tokio::test]
async fn a_write_that_may_have_had_an_effect_is_never_sent_twice() {
    let (full, asked_full) = counted(StatusCode::SERVICE_UNAVAILABLE, true).await;
    let (well, asked_well) = counted(StatusCode::OK, true).await;
    let door = Door::before(&[("penalty", format!("{full},{well}"))]).await;
    let write = async |door: &Door| {
        let request = door
            .client
            .post(door.url("/api/penalty/v1/cases"))
            .body("body");
        request.send().await.unwrap()
    };
    assert_eq!(write(&door).await.status(), 503);
    assert_eq!(
        (
            asked_full.load(Ordering::SeqCst),
            asked_well.load(Ordering::SeqCst)
        ),
        (1, 0)
    );
    let (broken, asked_broken) = hangs_up().await;
    let (well, asked_well) = counted(StatusCode::OK, true).await;
    let door = Door::before(&[("penalty", format!("{broken},{well}"))]).await;
    let reply = write(&door).await;
    assert_eq!(
        (
            reply.status().as_u16(),
            reply.headers()["retry-after"].to_str().ok()
        ),
        (503, Some("1"))
    );
    let problem: Value = reply.json().await.unwrap();
    assert_eq!(problem["type"], "urn:mingjing:problem:upstream-broke-off");
    assert_eq!(
        (
            asked_broken.load(Ordering::SeqCst),
            asked_well.load(Ordering::SeqCst)
        ),
        (1, 0)
    );
}

#[tokio::test]
async fn when_no_process_is_there_the_client_may_try_again() {
    let nobody = || format!("http://{}", free_address());
    let door = Door::before(&[("penalty", format!("{},{}", nobody(), nobody()))]).await;
    let reply = door
        .client
        .post(door.url("/api/penalty/v1/cases"))
        .body("x")
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status(), 503);
    assert!(reply.headers().contains_key("retry-after"));
    let problem: Value = reply.json().await.unwrap();
    assert_eq!(problem["type"], "urn:mingjing:problem:unavailable");
    assert_eq!(problem["instance"], "/api/penalty/v1/cases");
}

#[tokio::test]
async fn only_the_interface_of_a_service_can_be_reached() {
    let (upstream, asked) = counted(StatusCode::OK, false).await;
    let door = Door::before(&[("penalty", upstream)]).await;
    for path in [
        "/api/penalty/../../metrics",
        "/api/penalty/%2e%2e/%2E%2e/metrics",
        "/api/penalty/v1/.%2e/.%2e/.%2e/metrics",
        "/api/penalty/..\\..\\metrics",
        "/api/intake/v1/clues",
        "/api/penalty",
    ] {
        let mut socket = tokio::net::TcpStream::connect(door.address())
            .await
            .unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        socket.write_all(request.as_bytes()).await.unwrap();
        let mut reply = String::new();
        socket.read_to_string(&mut reply).await.unwrap();
        let status = reply.split(' ').nth(1).unwrap();
        assert!(["400", "404"].contains(&status), "{path}: {reply}");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_setting_that_names_no_upstream_keeps_the_portal_from_starting() {
    let mut settings = runtime::Settings::default();
    settings
        .gateway
        .upstreams
        .insert("payroll".to_owned(), "http://a:1".to_owned());
    let context = runtime::Context::new(settings).unwrap();
    let problem = runtime::start(&context, &[&portal::PortalService])
        .await
        .unwrap_err();
    let text = format!("{:?}", anyhow::Error::from(problem));
    assert!(text.contains("gateway.upstreams.payroll"), "{text}");
}
