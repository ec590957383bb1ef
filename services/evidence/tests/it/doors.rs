//! Who gets in, what dispatch causes, and what is described.

use contracts::evidence::v1::FolderOpened;
use kernel::Post;
use serde_json::json;
use stage::SOON;

use crate::given::*;

#[tokio::test]
async fn the_first_team_opens_the_folder_and_the_next_one_takes_over() {
    let house = House::with_folder().await;
    house.uploaded("team-0001").await;
    house.hand_back(2).await;
    until_refused(&house, 12, "not-on-team").await;
    house.assign(3, &[13, 14]).await;
    testkit::eventually(SOON, stage::POLL, async || {
        let mut meta = document();
        meta["collected_by"] = json!([id(13), id(14)]);
        let answer = house.upload(&house.officer(13), "team-0002", &meta).await;
        anyhow::ensure!(answer.status == 201, "{}", answer.body);
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
    let opened = house.stage.recorded::<FolderOpened>().await.unwrap();
    let [opened] = opened.as_slice() else {
        panic!("{opened:?}")
    };
    assert_eq!(opened.case_id, case());
    assert_eq!(opened.basis.as_ref().unwrap().matter_id, id(2));
    let path = format!("/api/evidence/v1/cases/{}/items", case());
    let seal = format!("/api/evidence/v1/cases/{}/seal", case());
    let stage = &house.stage;
    let former = stage
        .get(&path)
        .by(stage, &house.officer(11))
        .send()
        .await
        .unwrap();
    assert_eq!(former.problem(), "not-on-team");
    let sealed = stage
        .post(&seal)
        .by(stage, &house.officer(14))
        .send()
        .await
        .unwrap();
    assert_eq!(
        sealed.status, 200,
        "what the former team collected stays: {}",
        sealed.body
    );
}

#[tokio::test]
async fn a_team_of_one_opens_nothing() {
    let house = House::open().await;
    house.assign(1, &[11]).await;
    testkit::eventually(SOON, stage::POLL, async || {
        let parked = house.stage.parked().await?;
        anyhow::ensure!(
            parked.len() == 1 && parked[0].1.contains("two-officers"),
            "{parked:?}"
        );
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
    assert!(
        house
            .stage
            .recorded::<FolderOpened>()
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn nobody_without_a_token_post_or_region_gets_in() {
    let house = House::with_folder().await;
    let item = house.uploaded("door-00001").await;
    let stage = &house.stage;
    let (items, manifest) = (
        format!("/api/evidence/v1/cases/{}/items", case()),
        format!("/api/evidence/v1/cases/{}/manifest", case()),
    );
    let (one, custody) = (
        format!("/api/evidence/v1/items/{item}"),
        format!("/api/evidence/v1/items/{item}/custody"),
    );
    let content = format!("{one}/content");
    for path in [&items, &manifest, &one, &custody, &content] {
        assert_eq!(stage.get(path).send().await.unwrap().status, 401, "{path}");
        let clerk = stage.person(70, Post::Clerk, TONGGUAN);
        assert_eq!(
            stage
                .get(path)
                .by(stage, &clerk)
                .send()
                .await
                .unwrap()
                .status,
            403,
            "{path}"
        );
        let elsewhere = stage.person(71, Post::Decider, "340800");
        let reply = stage.get(path).by(stage, &elsewhere).send().await.unwrap();
        assert_eq!(reply.status, 404, "{path}");
        let stranger = stage
            .get(path)
            .by(stage, &house.officer(99))
            .send()
            .await
            .unwrap();
        assert_eq!(
            (stranger.status, stranger.problem()),
            (409, "not-on-team"),
            "{path}"
        );
    }
    let seal = format!("/api/evidence/v1/cases/{}/seal", case());
    assert_eq!(stage.post(&seal).send().await.unwrap().status, 401);
    let elsewhere = stage.person(11, Post::Officer, "340800");
    assert_eq!(
        stage
            .post(&seal)
            .by(stage, &elsewhere)
            .send()
            .await
            .unwrap()
            .status,
        404
    );
    let keyless = stage.post(&seal).by(stage, &house.officer(11)).key("");
    assert_eq!(keyless.send().await.unwrap().status, 400);
}

#[tokio::test]
async fn every_route_is_described() {
    let house = House::open().await;
    let reply = house
        .stage
        .get("/api/evidence/openapi.json")
        .send()
        .await
        .unwrap();
    let routes: Vec<String> = reply.body["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            methods
                .as_object()
                .unwrap()
                .keys()
                .map(move |method| format!("{method} {path}"))
        })
        .collect();
    assert_eq!(
        routes,
        [
            "get /api/evidence/v1/cases/{case_id}/items",
            "post /api/evidence/v1/cases/{case_id}/items",
            "get /api/evidence/v1/cases/{case_id}/manifest",
            "post /api/evidence/v1/cases/{case_id}/seal",
            "get /api/evidence/v1/items/{id}",
            "get /api/evidence/v1/items/{id}/content",
            "get /api/evidence/v1/items/{id}/custody",
            "post /api/evidence/v1/items/{id}/custody",
        ]
    );
    assert_eq!(house.stage.get("/readyz").send().await.unwrap().status, 200);
}
