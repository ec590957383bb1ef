//! What the description of every service has in common.

use http_kit::{IdempotencyKey, Problem, openapi};
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::service::listen;

/// Files a case.
#[utoipa::path(
    post, path = "/cases", params(IdempotencyKey),
    responses((status = 204, description = "filed")), security(("bearer" = []))
)]
async fn file(_key: IdempotencyKey) -> Result<(), Problem> {
    Ok(())
}

#[tokio::test]
async fn a_description_tells_problems_tokens_and_keys() {
    let (router, document) = OpenApiRouter::<()>::new()
        .routes(routes!(file))
        .split_for_parts();
    let document = openapi::complete(document);
    let base = listen(router.merge(openapi::serve("/openapi.json", &document))).await;
    let response = reqwest::get(format!("{base}/openapi.json")).await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/json");
    let document: Value = response.json().await.unwrap();

    let operation = &document["paths"]["/cases"]["post"];
    let answer = &operation["responses"]["default"]["content"]["application/problem+json"];
    assert_eq!(answer["schema"]["$ref"], "#/components/schemas/Problem");
    let parameter = &operation["parameters"][0];
    assert_eq!(parameter["name"], "Idempotency-Key");
    assert_eq!(
        (&parameter["in"], &parameter["required"]),
        (&"header".into(), &true.into())
    );
    assert_eq!(operation["security"][0]["bearer"], Value::Array(Vec::new()));

    let components = &document["components"];
    assert_eq!(components["securitySchemes"]["bearer"]["scheme"], "bearer");
    let problem = &components["schemas"]["Problem"]["properties"];
    for field in [
        "type", "title", "title_en", "status", "rule", "citation", "trace_id", "errors",
    ] {
        assert!(problem[field].is_object(), "{field}");
    }
    assert!(components["schemas"]["FieldError"].is_object());
}
