//! Several people at once.

use contracts::penalty::v1::{DecisionMade, LegalReviewed};
use kernel::{Actor, Post};
use serde_json::json;
use stage::{Reply, SOON};

use crate::scene::*;

/// All numbers of the register, in order.
async fn numbers(scene: &Scene) -> Vec<i32> {
    sqlx::query_scalar("select number from penalty.document order by number")
        .fetch_all(scene.stage.database.pool())
        .await
        .unwrap()
}

async fn decides(scene: &Scene, actor: Actor, number: u128) -> Reply {
    scene.tries(&actor, number, "decision", decision(500)).await
}

#[tokio::test]
async fn of_two_decisions_on_one_case_exactly_one_wins() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    let other_head = someone(22, &[Post::Decider], TONGGUAN);
    let (one, two) = tokio::join!(decides(&scene, head(), 1), decides(&scene, other_head, 1));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", one.body, two.body);
    let lost = if one.status == 409 { &one } else { &two };
    assert!(
        ["wrong-state", "conflict"].contains(&lost.problem()),
        "{}",
        lost.body
    );
    let made = scene.stage.recorded::<DecisionMade>().await.unwrap();
    assert_eq!(made.len(), 1);
    assert_eq!(numbers(&scene).await, [1]);
}

#[tokio::test]
async fn many_decisions_at_once_lose_and_double_no_number() {
    let scene = Scene::open().await;
    let cases: Vec<u128> = (1..=6).collect();
    scene.investigated(&cases).await;
    for number in &cases {
        scene.ready(*number, 500).await;
    }
    // three heads on every case: one decision each, twelve attempts that must leave no gap
    let attempts = cases.iter().flat_map(|number| {
        (21..24).map(|person| decides(&scene, someone(person, &[Post::Decider], TONGGUAN), *number))
    });
    let replies: Vec<Reply> = futures::future::join_all(attempts).await;
    let won = replies.iter().filter(|reply| reply.status == 200).count();
    assert_eq!(won, cases.len());
    assert!(
        replies
            .iter()
            .all(|reply| [200, 409].contains(&reply.status))
    );
    assert_eq!(numbers(&scene).await, [1, 2, 3, 4, 5, 6]);
    let mut told: Vec<String> = scene
        .stage
        .recorded::<DecisionMade>()
        .await
        .unwrap()
        .into_iter()
        .map(|made| made.document_number)
        .collect();
    told.sort_unstable();
    let expected: Vec<String> = (1..=6)
        .map(|n| format!("铜市监处罚〔2026〕{n}号"))
        .collect();
    assert_eq!(told, expected);
}

#[tokio::test]
async fn one_person_does_not_review_and_decide_even_at_the_same_moment() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2, 3, 4]).await;
    for number in 1..=4 {
        scene.ready(number, 500).await;
        let both = someone(12, &[Post::Reviewer, Post::Decider], TONGGUAN);
        let (reviewed, decided) = tokio::join!(
            scene.tries(&both, number, "legal-review", agrees()),
            decides(&scene, both.clone(), number)
        );
        // whoever came second met what the first had done
        let outcome = (reviewed.status, decided.status);
        assert!(
            [(200, 409), (409, 200)].contains(&outcome),
            "{outcome:?}: {}",
            decided.body
        );
        if decided.status == 409 {
            assert_eq!(decided.problem(), "segregation-of-duties");
        }
    }
}

#[tokio::test]
async fn a_reviewer_who_joins_the_team_at_the_same_moment_does_not_carry_the_decision() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2, 3, 4]).await;
    for number in 1..=4 {
        scene.announced(number, 500).await;
        scene.does(&handler(), number, "statement", waiver()).await;
        let legal = reviewer();
        let (_team, reviewed) = tokio::join!(
            scene.assigns(number, 2, &[LEAD, 11]),
            scene.tries(&legal, number, "legal-review", agrees())
        );
        assert!([200, 409].contains(&reviewed.status), "{}", reviewed.body);
        let seen = async || {
            let shown = scene.shows(&handler(), number, "").await;
            anyhow::ensure!(
                shown.body["investigators"]
                    .to_string()
                    .contains("00000000000b")
            );
            Ok::<_, anyhow::Error>(())
        };
        testkit::eventually(SOON, stage::POLL, seen).await.unwrap();
        let decided = decides(&scene, head(), number).await;
        assert_eq!(
            (decided.status, decided.problem()),
            (409, "review-not-passed")
        );
    }
    assert!(
        scene
            .stage
            .recorded::<DecisionMade>()
            .await
            .unwrap()
            .is_empty()
    );
    assert!(scene.stage.recorded::<LegalReviewed>().await.unwrap().len() <= 4);
}

#[tokio::test]
async fn one_person_is_not_made_host_and_reviewer_at_the_same_moment() {
    let scene = Scene::open().await;
    scene.investigated(&[1, 2, 3, 4]).await;
    for number in 1..=4 {
        scene.announced(number, 150_000).await;
        let asked = json!({"received_on": FILED.to_string()});
        let (asking, legal) = (handler(), someone(13, &[Post::Reviewer], TONGGUAN));
        // before the request a review is lawful, after it the host may be the same person no more
        let (_asked, _reviewed, appointed) = tokio::join!(
            scene.tries(&asking, number, "hearing-request", asked),
            scene.tries(&legal, number, "legal-review", agrees()),
            async {
                loop {
                    let reply = scene.tries(&head(), number, "hearing-host", panel()).await;
                    if reply.problem() != "no-hearing-requested" {
                        return reply;
                    }
                }
            }
        );
        let shown = scene.shows(&head(), number, "").await;
        let hosted = shown.body["proceedings"]["hosted"].to_string();
        let reviewed = shown.body["review"]["reviewer"].to_string();
        if appointed.status == 200 {
            assert!(hosted.contains("00000000000d"));
            assert!(!reviewed.contains("00000000000d"), "{}", shown.body);
        } else {
            assert_eq!(appointed.problem(), "segregation-of-duties");
        }
    }
}

#[tokio::test]
async fn who_decides_does_not_collect_even_at_the_same_moment() {
    let scene = Scene::open().await;
    scene.investigated(&[1]).await;
    scene.ready(1, 500).await;
    let both = someone(21, &[Post::Decider, Post::Collector], TONGGUAN);
    scene.does(&both, 1, "decision", decision(500)).await;
    let delivery = json!({"service": handed_over(&FILED.to_string())});
    let investigator = handler();
    let (served, paid) = tokio::join!(
        scene.tries(&investigator, 1, "service", delivery),
        scene.tries(&both, 1, "payments", payment(500, &FILED.to_string()))
    );
    assert_eq!(served.status, 200, "{}", served.body);
    assert!(["wrong-state", "segregation-of-duties"].contains(&paid.problem()));
}
