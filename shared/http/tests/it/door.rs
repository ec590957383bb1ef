//! What the door does for every route.

use std::time::Duration;

use http_kit::Limits;
use reqwest::Method;

use crate::service::{Service, code, header, problem};

#[tokio::test]
async fn an_answer_names_its_trace_and_continues_the_callers() {
    let service = Service::start(Limits::default()).await;
    let caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let response = service
        .get("/maybe")
        .header("traceparent", caller)
        .send()
        .await
        .unwrap();
    assert_eq!(
        header(&response, "x-trace-id"),
        "4bf92f3577b34da6a3ce929d0e0e4736"
    );
    let answered = header(&response, "traceparent");
    assert!(
        answered.starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-"),
        "{answered}"
    );
    assert_ne!(answered, caller);
}

#[tokio::test]
async fn a_request_without_a_usable_traceparent_begins_a_trace() {
    let service = Service::start(Limits::default()).await;
    for traceparent in ["", "00-zz", "\u{fffd}"] {
        let request = service.get("/maybe").header("traceparent", traceparent);
        let response = request.send().await.unwrap();
        assert_eq!(header(&response, "x-trace-id").len(), 32, "{traceparent}");
    }
}

#[tokio::test]
async fn a_decent_request_id_is_kept_and_another_is_replaced() {
    let service = Service::start(Limits::default()).await;
    let ask = async |id: &str| {
        let response = service
            .get("/maybe")
            .header("x-request-id", id)
            .send()
            .await
            .unwrap();
        (
            header(&response, "x-request-id"),
            header(&response, "x-trace-id"),
        )
    };
    assert_eq!(ask("order-4711").await.0, "order-4711");
    for indecent in [
        "short",
        "with space in it",
        "<script>alert(1)</script>",
        &"x".repeat(65),
    ] {
        let (kept, trace) = ask(indecent).await;
        assert_eq!(kept, trace, "{indecent}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let service = Service::start(Limits::default()).await;
    for path in ["/maybe", "/whoami", "/nowhere", "/panic"] {
        let response = service.get(path).send().await.unwrap();
        assert_eq!(
            header(&response, "x-content-type-options"),
            "nosniff",
            "{path}"
        );
        assert_eq!(header(&response, "cache-control"), "no-store", "{path}");
        assert_eq!(
            header(&response, "referrer-policy"),
            "no-referrer",
            "{path}"
        );
        let policy = header(&response, "content-security-policy");
        assert!(policy.contains("default-src 'self'"), "{path}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
    }
}

#[tokio::test]
async fn an_unknown_path_and_an_empty_not_found_are_problems() {
    let service = Service::start(Limits::default()).await;
    for path in ["/nowhere?x=1", "/gone"] {
        let body = problem(service.get(path)).await;
        assert_eq!((body.status, code(&body)), (404, "not-found"));
        assert_eq!(body.instance.as_deref(), path.split('?').next());
    }
}

#[tokio::test]
async fn a_wrong_method_is_a_problem_that_still_tells_the_right_ones() {
    let service = Service::start(Limits::default()).await;
    let response = service.post("/whoami").send().await.unwrap();
    assert_eq!(header(&response, "allow"), "GET,HEAD");
    let body = problem(service.post("/whoami")).await;
    assert_eq!((body.status, code(&body)), (405, "method-not-allowed"));
}

#[tokio::test]
async fn a_panic_is_an_internal_problem_that_tells_nothing() {
    let service = Service::start(Limits::default()).await;
    let body = problem(service.get("/panic")).await;
    assert_eq!((body.status, code(&body)), (500, "internal"));
    let text = service
        .get("/panic")
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(!text.contains("secret"), "{text}");
}

#[tokio::test]
async fn a_handler_that_takes_too_long_is_cut_off() {
    let limits = Limits {
        time: Duration::from_millis(50),
        ..Limits::default()
    };
    let service = Service::start(limits).await;
    let response = service.get("/slow").send().await.unwrap();
    assert_eq!(header(&response, "retry-after"), "1");
    let body = problem(service.get("/slow")).await;
    assert_eq!((body.status, code(&body)), (503, "timed-out"));
}

#[tokio::test]
async fn a_full_house_turns_the_next_one_away_at_once() {
    let service = Service::start(Limits {
        in_flight: 1,
        ..Limits::default()
    })
    .await;
    let (nap, refused) = tokio::join!(service.get("/nap").send(), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        service.get("/maybe").send().await.unwrap()
    });
    assert_eq!(nap.unwrap().status(), 200);
    assert_eq!(refused.status(), 503);
    assert_eq!(header(&refused, "retry-after"), "1");
    assert_eq!(service.get("/maybe").send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn answers_are_counted_by_route_and_not_by_path() {
    let service = Service::start(Limits::default()).await;
    service
        .get("/matters/0193d2a1-7b1c-7000-8000-000000000001")
        .send()
        .await
        .unwrap();
    let base = service.get("/maybe").build().unwrap().url().clone();
    let invented = Method::from_bytes(b"BREW").unwrap();
    reqwest::Client::new()
        .request(invented, base)
        .send()
        .await
        .unwrap();
    let figures = telemetry::metrics::render();
    assert!(
        figures.contains("http_server_request_duration_seconds"),
        "{figures}"
    );
    assert!(
        figures.contains(r#"http_route="/matters/{id}""#),
        "{figures}"
    );
    assert!(
        figures.contains(r#"http_request_method="_OTHER""#),
        "{figures}"
    );
    assert!(
        !figures.contains("0193d2a1") && !figures.contains("BREW"),
        "{figures}"
    );
}
