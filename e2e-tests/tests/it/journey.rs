//! A matter goes through all six services, in one process and in many.

use e2e_tests::{Platform, Shape};
use mingjing::journey::{Journey, Person};

/// What oversight shows of a matter must follow from the ledgers alone.
async fn play(shape: Shape) {
    let platform = Platform::start(shape, None).await.unwrap();
    let played = Journey::new(platform.client().unwrap())
        .play()
        .await
        .unwrap();
    assert_eq!(
        played.timeline.services(),
        [
            "complaint",
            "disclosure",
            "dispatch",
            "evidence",
            "intake",
            "penalty"
        ]
    );
    assert!(
        played
            .timeline
            .entries
            .iter()
            .all(|entry| !entry.trace_id.is_empty())
    );
    assert!(played.published_text.contains(&played.document_number));
    assert!(
        !played.published_text.contains("13800000000"),
        "no phone number is published"
    );
    let again = Journey::new(platform.client().unwrap())
        .play()
        .await
        .unwrap();
    assert_ne!(
        played.document_number, again.document_number,
        "no number is given twice"
    );
    played.client.read_clock().await.unwrap();
    let shown = played
        .client
        .get(Person::Supervisor, "/api/oversight/v1/matters")
        .await
        .unwrap();
    assert!(shown.to_string().contains(&played.matter));
    let parked = platform
        .command_line(&["dead-letters", "list"])
        .await
        .unwrap();
    assert!(parked.trim().ends_with("0 parked"), "{parked}");
    let path = format!("/api/oversight/v1/matters/{}", played.matter);
    let before = played.client.get(Person::Supervisor, &path).await.unwrap();
    platform
        .command_line(&["replay", "oversight"])
        .await
        .unwrap();
    let rebuilt = played.client.get(Person::Supervisor, &path).await.unwrap();
    assert_eq!(before, rebuilt, "the ledgers alone give the same timeline");
    platform.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_matter_goes_through_all_six_services_in_one_process() {
    play(Shape::OneProcess).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_matter_goes_through_two_replicas_of_each_service() {
    play(Shape::PerService(2)).await;
}
