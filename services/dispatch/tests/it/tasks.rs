//! From a filed case to a team that takes it.

use contracts::dispatch::v1::{
    ConflictDeclared, TaskAccepted, TaskEscalated, TaskHandedBack, TaskOpened, TeamAssigned,
};
use kernel::Post;
use serde_json::{Value, json};
use stage::Stage;

use crate::given::{
    CASE, MATTER, TONGGUAN, act, assign, certificate, dispatcher, officer, officer_id, open,
    open_with_local, register, roster, task,
};

#[tokio::test]
async fn a_filed_case_gets_a_team_of_two_that_accepts() {
    let stage = open().await;
    roster(&stage, 2).await;
    let id = task(&stage).await;
    let assigned = assign(&stage, &id, &[1, 2]).await;
    assert_eq!(
        (assigned.status, assigned.text("status")),
        (200, "assigned"),
        "{}",
        assigned.body
    );
    assert_eq!(assigned.body["team"]["lead"], officer_id(1));
    let accepted = act(&stage, &id, &officer(&stage, 2), "acceptance", json!({})).await;
    assert_eq!(
        (accepted.status, accepted.text("status")),
        (200, "accepted"),
        "{}",
        accepted.body
    );
    assert_eq!(
        (accepted.text("accepted_on"), &accepted.body["accept_by"]),
        ("2026-02-10", &Value::Null)
    );

    let opened = stage.recorded::<TaskOpened>().await.unwrap();
    let basis = opened[0].basis.as_ref().unwrap();
    assert_eq!(
        (basis.matter_id.as_str(), basis.region.as_str()),
        (&*MATTER.to_string(), TONGGUAN)
    );
    assert_eq!(
        (
            basis.dues_set[0].rule_id.as_str(),
            basis.dues_set[0].raw.as_str()
        ),
        ("DSP-ACCEPT", "2026-02-12")
    );
    let team = stage.recorded::<TeamAssigned>().await.unwrap();
    assert_eq!(team[0].officer_ids, [officer_id(1), officer_id(2)]);
    assert_eq!(
        (&team[0].case_id, &team[0].lead_officer_id),
        (&CASE.to_string(), &officer_id(1))
    );
    assert!(team[0].basis.as_ref().unwrap().articles[0].contains("第四十二条"));
    let accepted = stage.recorded::<TaskAccepted>().await.unwrap();
    assert_eq!(accepted[0].basis.as_ref().unwrap().dues_met, ["DSP-ACCEPT"]);
}

#[tokio::test]
async fn how_long_a_team_may_take_to_accept_is_a_local_number() {
    let stage = open_with_local("local.dispatch.acceptance_working_days", "5").await;
    roster(&stage, 2).await;
    task(&stage).await;
    let opened = stage.recorded::<TaskOpened>().await.unwrap();
    let due = &opened[0].basis.as_ref().unwrap().dues_set[0];
    assert_eq!(
        (due.rule_id.as_str(), due.raw.as_str()),
        ("DSP-ACCEPT", "2026-02-24"),
        "five working days: a worked Saturday counts, Spring Festival does not"
    );
}

async fn suspend(stage: &Stage, number: u128) {
    let path = format!(
        "/api/dispatch/v1/officers/{}/suspension",
        officer_id(number)
    );
    let call = stage.post(&path).by(stage, &dispatcher(stage));
    let reply = call
        .json(json!({"reason": "investigation"}))
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status, 200, "{}", reply.body);
}

/// Officer 1 may be assigned; each of the others is refused for the reason named.
async fn mixed_roster(stage: &Stage) -> Vec<(u128, &'static str, &'static str)> {
    let changed = |number: u128, field: &str, value: Value| {
        let mut body = certificate(number);
        body[field] = value;
        body
    };
    let officers = [
        certificate(1),
        certificate(2),
        changed(3, "valid_to", json!("2026-02-09")),
        changed(4, "valid_from", json!("2026-02-11")),
        changed(5, "domains", json!(["market-supervision"])),
        changed(6, "region", json!("340711")),
        certificate(7),
    ];
    for body in officers {
        assert_eq!(register(stage, body).await.status, 201);
    }
    suspend(stage, 2).await;
    vec![
        (2, "certificate-suspended", "行政处罚法第四十二条"),
        (3, "certificate-expired", "行政执法监督条例第十七条"),
        (4, "certificate-not-yet-valid", "行政强制法第十七条"),
        (5, "domain-not-covered", "行政处罚法第四十二条"),
        (6, "region-not-covered", "行政处罚法第二十二条"),
        (7, "officer-conflicted", "行政处罚法第四十三条"),
    ]
}

#[tokio::test]
async fn whoever_may_not_act_is_refused_with_the_article_and_listed_with_it() {
    let stage = open().await;
    let refused = mixed_roster(&stage).await;
    let id = task(&stage).await;
    let conflict = json!({"officer_id": officer_id(7), "ground": "direct-interest"});
    let declared = act(
        &stage,
        &id,
        &officer(&stage, 7),
        "conflicts",
        conflict.clone(),
    )
    .await;
    assert_eq!(
        declared.body["conflicts"][0]["ground"], "direct-interest",
        "{}",
        declared.body
    );
    let again = act(&stage, &id, &dispatcher(&stage), "conflicts", conflict).await;
    assert_eq!(again.status, 200);
    assert_eq!(stage.recorded::<ConflictDeclared>().await.unwrap().len(), 1);

    let path = format!("/api/dispatch/v1/tasks/{id}/candidates");
    let listed = stage
        .get(&path)
        .by(&stage, &dispatcher(&stage))
        .send()
        .await
        .unwrap();
    let candidates = listed.body["candidates"].as_array().unwrap();
    assert_eq!(candidates[0]["officer"]["id"], officer_id(1));
    assert_eq!(
        (&candidates[0]["eligible"], &candidates[0]["refusal"]),
        (&json!(true), &Value::Null)
    );
    for (number, code, article) in &refused {
        let reply = assign(&stage, &id, &[1, *number]).await;
        assert_eq!(
            (reply.status, reply.problem()),
            (409, *code),
            "{}",
            reply.body
        );
        assert!(reply.text("citation").contains(article), "{}", reply.body);
        assert!(!reply.text("cure").is_empty());
        let candidate = candidates
            .iter()
            .find(|found| found["officer"]["id"] == officer_id(*number))
            .unwrap();
        assert_eq!(candidate["refusal"]["code"], *code);
        assert!(
            candidate["refusal"]["citation"]
                .as_str()
                .unwrap()
                .contains(article)
        );
    }
    for (numbers, code) in [(&[1][..], "team-too-small"), (&[1, 9], "officer-unknown")] {
        assert_eq!(assign(&stage, &id, numbers).await.problem(), code);
    }
    assert!(stage.recorded::<TeamAssigned>().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_lead_from_outside_the_team_is_refused() {
    let stage = open().await;
    roster(&stage, 3).await;
    let id = task(&stage).await;
    let body = json!({"officer_ids": [officer_id(1), officer_id(2)], "lead": officer_id(3)});
    let reply = act(&stage, &id, &dispatcher(&stage), "assignment", body).await;
    assert_eq!((reply.status, reply.problem()), (409, "lead-not-in-team"));
}

#[tokio::test]
async fn only_an_assigned_officer_with_a_valid_certificate_accepts() {
    let stage = open().await;
    roster(&stage, 3).await;
    let id = task(&stage).await;
    assign(&stage, &id, &[1, 2]).await;
    let stranger = act(&stage, &id, &officer(&stage, 3), "acceptance", json!({})).await;
    assert_eq!(
        (stranger.status, stranger.problem()),
        (409, "not-of-the-team")
    );
    suspend(&stage, 2).await;
    let reply = act(&stage, &id, &officer(&stage, 1), "acceptance", json!({})).await;
    assert_eq!(
        (reply.status, reply.problem()),
        (409, "certificate-suspended")
    );
    assert!(stage.recorded::<TaskAccepted>().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_county_officer_accepts_beside_a_colleague_of_the_city() {
    let stage = open().await;
    roster(&stage, 1).await;
    let mut city = certificate(2);
    city["region"] = json!("340700");
    assert_eq!(register(&stage, city).await.status, 201);
    let id = task(&stage).await;
    assert_eq!(assign(&stage, &id, &[1, 2]).await.status, 200);
    let accepted = act(&stage, &id, &officer(&stage, 1), "acceptance", json!({})).await;
    assert_eq!(
        (accepted.status, accepted.text("status")),
        (200, "accepted"),
        "{}",
        accepted.body
    );
}

#[tokio::test]
async fn a_team_hands_back_and_another_takes_over() {
    let stage = open().await;
    roster(&stage, 3).await;
    let id = task(&stage).await;
    assign(&stage, &id, &[1, 2]).await;
    act(&stage, &id, &officer(&stage, 1), "acceptance", json!({})).await;
    let body = json!({"reason": "conflict"});
    let back = act(&stage, &id, &officer(&stage, 1), "hand-back", body).await;
    assert_eq!(
        (back.text("status"), &back.body["team"]),
        ("waiting", &Value::Null)
    );
    assert_eq!(
        assign(&stage, &id, &[2, 3]).await.text("status"),
        "assigned"
    );
    let handed = stage.recorded::<TaskHandedBack>().await.unwrap();
    assert_eq!(handed[0].reason_code, "conflict");
    assert_eq!(
        handed[0].basis.as_ref().unwrap().dues_set[0].rule_id,
        "DSP-ACCEPT"
    );
    assert_eq!(stage.recorded::<TeamAssigned>().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_task_goes_up_to_the_highest_level_and_not_above() {
    let stage = open().await;
    let id = task(&stage).await;
    let escalate = async |reason: &str| {
        act(
            &stage,
            &id,
            &dispatcher(&stage),
            "escalation",
            json!({"reason": reason}),
        )
        .await
    };
    assert_eq!(escalate("no-officers").await.body["level"], 2);
    assert_eq!(escalate("major-case").await.body["level"], 3);
    let above = escalate("help-needed").await;
    assert_eq!((above.status, above.problem()), (409, "highest-level"));
    assert_eq!(
        escalate("not-accepted").await.status,
        422,
        "that is the clock's reason"
    );
    let levels: Vec<u32> = stage
        .recorded::<TaskEscalated>()
        .await
        .unwrap()
        .iter()
        .map(|event| event.level)
        .collect();
    assert_eq!(levels, [2, 3]);
}

#[tokio::test]
async fn the_same_assignment_again_has_one_effect() {
    let stage = open().await;
    roster(&stage, 2).await;
    let id = task(&stage).await;
    let body = json!({"officer_ids": [officer_id(1), officer_id(2)], "lead": officer_id(2)});
    let send = async || {
        let path = format!("/api/dispatch/v1/tasks/{id}/assignment");
        let call = stage
            .post(&path)
            .by(&stage, &dispatcher(&stage))
            .key("assign-once");
        call.json(body.clone()).send().await.unwrap()
    };
    let (first, again) = (send().await, send().await);
    assert_eq!((first.status, &first.body), (200, &again.body));
    assert_eq!(stage.recorded::<TeamAssigned>().await.unwrap().len(), 1);
}

#[tokio::test]
async fn nobody_without_a_token_post_or_region_gets_in() {
    let stage = open().await;
    roster(&stage, 2).await;
    let id = task(&stage).await;
    let path = format!("/api/dispatch/v1/tasks/{id}");
    assert_eq!(stage.get(&path).send().await.unwrap().status, 401);
    let citizen = stage.person(3, Post::Citizen, TONGGUAN);
    assert_eq!(
        stage
            .get(&path)
            .by(&stage, &citizen)
            .send()
            .await
            .unwrap()
            .status,
        403
    );
    let handler = stage.person(4, Post::Handler, TONGGUAN);
    let body = json!({"officer_ids": [officer_id(1), officer_id(2)], "lead": officer_id(1)});
    assert_eq!(
        act(&stage, &id, &handler, "assignment", body.clone())
            .await
            .status,
        403
    );
    let elsewhere = stage.person(5, Post::Dispatcher, "340800");
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
    let candidates = stage
        .get(&format!("{path}/candidates"))
        .by(&stage, &elsewhere);
    assert_eq!(candidates.send().await.unwrap().status, 404);
    assert_eq!(
        act(&stage, &id, &elsewhere, "assignment", body)
            .await
            .status,
        404
    );
    let foreign = stage.person(1, Post::Officer, "340800");
    assert_eq!(
        act(&stage, &id, &foreign, "acceptance", json!({}))
            .await
            .status,
        404
    );
    let list = stage
        .get("/api/dispatch/v1/tasks")
        .by(&stage, &elsewhere)
        .send()
        .await
        .unwrap();
    assert_eq!(list.body["tasks"], json!([]));
}
