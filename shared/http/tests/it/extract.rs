//! What handlers are given, and what is refused before them.

use crypto::Sha256Hex;
use http_kit::Limits;
use jiff::SignedDuration;
use serde_json::json;

use crate::service::{KEY, Service, code, header, problem};

const GOOD: &str = r#"{"title":"无证经营","parties":[{"age":40},{"age":2}]}"#;

#[tokio::test]
async fn a_caller_without_a_token_is_asked_for_one() {
    let service = Service::start(Limits::default()).await;
    let response = service.get("/whoami").send().await.unwrap();
    assert_eq!(header(&response, "www-authenticate"), "Bearer");
    let body = problem(service.get("/whoami")).await;
    assert_eq!((body.status, code(&body)), (401, "unauthorized"));
    for scheme in ["Basic dTpw", "Bearer", "Bearer "] {
        let body = problem(service.get("/whoami").header("authorization", scheme)).await;
        assert_eq!(code(&body), "unauthorized", "{scheme}");
    }
}

#[tokio::test]
async fn a_caller_with_a_valid_token_is_known() {
    let service = Service::start(Limits::default()).await;
    let token = service.token(SignedDuration::from_hours(1));
    for path in ["/whoami", "/maybe"] {
        let response = service.get(path).bearer_auth(&token).send().await.unwrap();
        assert_eq!(response.text().await.unwrap(), "test-unit");
    }
}

#[tokio::test]
async fn a_wrong_token_is_refused_even_where_none_is_needed() {
    let service = Service::start(Limits::default()).await;
    let expired = service.token(SignedDuration::from_mins(10));
    for path in ["/whoami", "/maybe"] {
        let response = service
            .get(path)
            .bearer_auth(&expired)
            .send()
            .await
            .unwrap();
        assert_eq!(
            header(&response, "www-authenticate"),
            r#"Bearer error="invalid_token""#
        );
        let body = problem(service.get(path).bearer_auth(&expired)).await;
        assert_eq!((body.status, code(&body)), (401, "invalid-token"));
    }
    let nobody = service.get("/maybe").send().await.unwrap();
    assert_eq!(nobody.text().await.unwrap(), "nobody");
}

#[tokio::test]
async fn two_authorization_headers_are_one_too_many() {
    let service = Service::start(Limits::default()).await;
    let token = service.token(SignedDuration::from_hours(1));
    let twice = service
        .get("/whoami")
        .bearer_auth(&token)
        .bearer_auth(&token);
    assert_eq!(problem(twice).await.status, 400);
}

#[tokio::test]
async fn a_good_request_reaches_its_handler_with_the_hash_of_its_body() {
    let service = Service::start(Limits::default()).await;
    let response = service.filing(GOOD).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let answer: serde_json::Value = response.json().await.unwrap();
    let hash = Sha256Hex::of(GOOD.as_bytes()).as_bytes().to_vec();
    assert_eq!(answer, json!([KEY, "无证经营", 42, hash]));
}

#[tokio::test]
async fn a_change_without_an_idempotency_key_is_told_what_to_do() {
    let service = Service::start(Limits::default()).await;
    let request = service
        .post("/filings")
        .bearer_auth(service.token(SignedDuration::from_hours(1)));
    let body = problem(
        request
            .header("content-type", "application/json")
            .body(GOOD),
    )
    .await;
    assert_eq!((body.status, code(&body)), (400, "idempotency-key"));
    assert!(body.cure.unwrap().contains("Idempotency-Key"));
}

#[tokio::test]
async fn an_idempotency_key_is_eight_to_128_visible_characters() {
    let service = Service::start(Limits::default()).await;
    let ask = async |key: &str| {
        let token = service.token(SignedDuration::from_hours(1));
        let request = service.post("/filings").bearer_auth(token).body(GOOD);
        let request = request.header("content-type", "application/json");
        request
            .header("idempotency-key", key)
            .send()
            .await
            .unwrap()
            .status()
            .as_u16()
    };
    for good in ["12345678", &"k".repeat(128)] {
        assert_eq!(ask(good).await, 200, "{good}");
    }
    for bad in [
        "",
        "1234567",
        &"k".repeat(129),
        "with space",
        "非ASCII字符的键值",
    ] {
        assert_eq!(ask(bad).await, 400, "{bad}");
    }
    let twice = service.filing(GOOD).header("idempotency-key", KEY);
    assert_eq!(problem(twice).await.status, 400);
}

#[tokio::test]
async fn a_body_that_does_not_fit_says_where() {
    let service = Service::start(Limits::default()).await;
    let cases = [
        (
            r#"{"title":"a","parties":[{"age":40},{"age":300}]}"#,
            "parties[1].age",
        ),
        (
            r#"{"title":"a","parties":[{"age":40,"name":"b"}]}"#,
            "parties[0].name",
        ),
        (r#"{"title":"a"}"#, ""),
    ];
    for (text, path) in cases {
        let body = problem(service.filing(text)).await;
        assert_eq!(
            (body.status, code(&body)),
            (422, "invalid-fields"),
            "{text}"
        );
        assert_eq!(body.errors.first().unwrap().path, path, "{text}");
    }
}

#[tokio::test]
async fn a_body_that_is_no_json_is_malformed() {
    let service = Service::start(Limits::default()).await;
    for text in ["", "{", "title=a", &format!("{GOOD} more")] {
        let body = problem(service.filing(text)).await;
        assert_eq!(
            (body.status, code(&body)),
            (400, "malformed-json"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn only_json_is_read() {
    let service = Service::start(Limits::default()).await;
    let ask = async |kind: &'static str| {
        let request = service
            .post("/filings")
            .header("content-type", kind)
            .body(GOOD);
        let request = request.bearer_auth(service.token(SignedDuration::from_hours(1)));
        request
            .header("idempotency-key", KEY)
            .send()
            .await
            .unwrap()
            .status()
            .as_u16()
    };
    for kind in [
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/x+json",
    ] {
        assert_eq!(ask(kind).await, 200, "{kind}");
    }
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "json",
    ] {
        assert_eq!(ask(kind).await, 415, "{kind}");
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let service = Service::start(Limits {
        body_bytes: 64,
        ..Limits::default()
    })
    .await;
    let long = format!(r#"{{"title":"{}","parties":[]}}"#, "a".repeat(64));
    let body = problem(service.filing(&long)).await;
    assert_eq!((body.status, code(&body)), (413, "too-large"));
    assert!(body.detail.unwrap().contains("64"));
    assert_eq!(
        service
            .post("/bytes")
            .body("x".repeat(65))
            .send()
            .await
            .unwrap()
            .status(),
        413
    );
    assert_eq!(
        service
            .post("/bytes")
            .body("x".repeat(64))
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
}

#[tokio::test]
async fn a_malformed_id_or_query_is_a_problem() {
    let service = Service::start(Limits::default()).await;
    let id = "0193d2a1-7b1c-7000-8000-000000000001";
    let good = service.get(&format!("/matters/{id}")).send().await.unwrap();
    assert_eq!(good.text().await.unwrap(), id);
    let body = problem(service.get("/matters/one")).await;
    assert_eq!((body.status, code(&body)), (400, "malformed-id"));
    for query in ["", "?size=x", "?size=1&depth=2"] {
        let body = problem(service.get(&format!("/pages{query}"))).await;
        assert_eq!(
            (body.status, code(&body)),
            (400, "malformed-query"),
            "{query}"
        );
    }
}
