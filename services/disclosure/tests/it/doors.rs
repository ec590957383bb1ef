//! Who gets in, and what is described.

use kernel::Post;
use serde_json::json;

use crate::given::*;

#[tokio::test]
async fn nobody_without_a_token_post_or_region_gets_in() {
    let stage = open().await;
    let id = queued(&stage, 12).await;
    let path = format!("/api/disclosure/v1/publications/{id}");
    let list = "/api/disclosure/v1/publications";
    for get in [path.as_str(), list] {
        assert_eq!(stage.get(get).send().await.unwrap().status, 401);
        let citizen = stage.person(3, Post::Citizen, TONGGUAN);
        assert_eq!(
            stage
                .get(get)
                .by(&stage, &citizen)
                .send()
                .await
                .unwrap()
                .status,
            403
        );
    }
    let elsewhere = stage.person(4, Post::Discloser, "340800");
    assert_eq!(
        stage
            .get(&path)
            .by(&stage, &elsewhere)
            .send()
            .await
            .unwrap()
            .status,
        404
    );
    let foreign = stage.get(list).by(&stage, &elsewhere).send().await.unwrap();
    assert_eq!(foreign.body["publications"], json!([]));
    for (action, body) in [
        ("masking", text()),
        ("approval", cleared()),
        ("publication", json!({})),
        ("refusal", json!({"ground": "trade-secret", "note": "x"})),
        ("withdrawal", reason()),
    ] {
        let write = format!("{path}/{action}");
        let nobody = stage.post(&write).json(body.clone()).send().await.unwrap();
        assert_eq!(nobody.status, 401, "{action}");
        let handler = stage.person(5, Post::Handler, TONGGUAN);
        assert_eq!(
            step(&stage, &handler, &id, action, body.clone())
                .await
                .status,
            403,
            "{action}"
        );
        let foreign = step(&stage, &elsewhere, &id, action, body.clone()).await;
        assert_eq!(foreign.status, 404, "{action}");
        let keyless = stage
            .post(&write)
            .by(&stage, &masker(&stage))
            .key("")
            .json(body);
        assert_eq!(keyless.send().await.unwrap().status, 400, "{action}");
    }
    until(&stage, &id, "queued").await;
}

#[tokio::test]
async fn every_route_is_described() {
    let stage = open().await;
    let reply = stage
        .get("/api/disclosure/openapi.json")
        .send()
        .await
        .unwrap();
    let paths: Vec<&String> = reply.body["paths"].as_object().unwrap().keys().collect();
    assert_eq!(
        paths,
        [
            "/api/disclosure/v1/public/decisions",
            "/api/disclosure/v1/public/decisions/{id}",
            "/api/disclosure/v1/publications",
            "/api/disclosure/v1/publications/{id}",
            "/api/disclosure/v1/publications/{id}/approval",
            "/api/disclosure/v1/publications/{id}/masking",
            "/api/disclosure/v1/publications/{id}/publication",
            "/api/disclosure/v1/publications/{id}/refusal",
            "/api/disclosure/v1/publications/{id}/withdrawal",
        ]
    );
    assert_eq!(stage.get("/readyz").send().await.unwrap().status, 200);
}
