//! Every event has its effect once, in the order of its aggregate, and none stops the others.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bus::{Disposition, Handler as _, Incoming};
use bytes::Bytes;
use contracts::headers;
use ledger::{Inbox, Replayed, TestSwitches};
use prost::Message as _;
use uuid::Uuid;

use crate::harness::{Count, World, event};

fn message(aggregate: u128, version: i64) -> Incoming {
    let event_id = Uuid::from_u128(aggregate * 1000 + u128::try_from(version).unwrap());
    let list = [
        (headers::ID, event_id.to_string()),
        (
            headers::TYPE,
            "mingjing.intake.v1.ClueRegistered".to_owned(),
        ),
        (headers::SUBJECT, Uuid::from_u128(aggregate).to_string()),
        (headers::AGGREGATE_VERSION, version.to_string()),
        (headers::MATTER, Uuid::from_u128(aggregate).to_string()),
        (headers::REGION, "340705".to_owned()),
        (headers::TIME, "2026-03-02T01:00:00Z".to_owned()),
    ];
    let list: Vec<(&str, &str)> = list
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let subject = "mj.intake.v1.340705.ClueRegistered".to_owned();
    Incoming::synthetic(subject, &list, Bytes::from(event().encode_to_vec()))
}

async fn handle(inbox: &Inbox, messages: Vec<Incoming>) -> Vec<bool> {
    let dispositions = inbox.handle(messages).await;
    dispositions
        .into_iter()
        .map(|outcome| outcome == Disposition::Done)
        .collect()
}

async fn same_message_five_times(world: &World) {
    let inbox = world.inbox(Arc::new(Count::default()));
    for _ in 0..3 {
        assert_eq!(handle(&inbox, vec![message(1, 1)]).await, [true]);
    }
    assert_eq!(
        handle(&inbox, vec![message(1, 1), message(1, 1)]).await,
        [true, true]
    );
}

#[tokio::test]
async fn the_same_message_five_times_has_one_effect() {
    let world = World::new().await;
    same_message_five_times(&world).await;
    assert_eq!(world.effects().await, 1);
}

#[tokio::test]
async fn without_the_inbox_the_same_message_has_five_effects() {
    let world = World::with(TestSwitches {
        without_inbox: true,
        ..Default::default()
    })
    .await;
    same_message_five_times(&world).await;
    assert_eq!(world.effects().await, 5);
}

#[tokio::test]
async fn a_consumer_killed_between_commit_and_acknowledgement_repeats_nothing() {
    let world = World::new().await;
    let batch = || {
        (1..=20)
            .map(|number| message(number, 1))
            .collect::<Vec<_>>()
    };
    let inbox = world.inbox(Arc::new(Count::default()));
    // The dispositions never reach the broker: it hands the batch out again, to a new process.
    drop(inbox.handle(batch()).await);
    let inbox = world.inbox(Arc::new(Count::default()));
    assert!(handle(&inbox, batch()).await.into_iter().all(|done| done));
    assert_eq!(world.effects().await, 20);
}

#[tokio::test]
async fn two_replicas_with_the_same_messages_have_one_effect_each() {
    let world = World::new().await;
    let batch = || {
        (1..=50)
            .map(|number| message(number, 1))
            .collect::<Vec<_>>()
    };
    let replicas = [
        world.inbox(Arc::new(Count::default())),
        world.inbox(Arc::new(Count::default())),
    ];
    let (one, two) = futures::join!(replicas[0].handle(batch()), replicas[1].handle(batch()));
    for (inbox, outcome) in replicas.iter().zip([one, two]) {
        let again: Vec<Incoming> = batch()
            .into_iter()
            .zip(outcome)
            .filter(|(_, disposition)| *disposition != Disposition::Done)
            .map(|(message, _)| message)
            .collect();
        assert!(handle(inbox, again).await.into_iter().all(|done| done));
    }
    assert_eq!(world.effects().await, 50);
}

#[tokio::test]
async fn a_message_ahead_of_its_turn_is_handed_back_and_applied_in_order() {
    let world = World::new().await;
    let inbox = world.inbox(Arc::new(Count::default()));
    assert_eq!(
        handle(&inbox, vec![message(1, 3), message(1, 1)]).await,
        [false, true]
    );
    assert_eq!(
        handle(&inbox, vec![message(1, 3), message(1, 2)]).await,
        [false, true]
    );
    assert_eq!(handle(&inbox, vec![message(1, 3)]).await, [true]);
    let order: Vec<String> = sqlx::query_scalar("select source from dispatch.effect order by id")
        .fetch_all(world.database.pool())
        .await
        .unwrap();
    let versions: Vec<&str> = order
        .iter()
        .map(|source| source.rsplit('/').next().unwrap())
        .collect();
    assert_eq!(versions, ["1", "2", "3"]);
}

#[tokio::test]
async fn a_poison_message_is_parked_what_follows_waits_behind_it_and_others_go_on() {
    let world = World::new().await;
    let count = Arc::new(Count {
        broken: AtomicBool::new(true),
        poison: Some(Uuid::from_u128(1)),
    });
    let inbox = world.inbox(count.clone());
    let batch = vec![message(2, 1), message(1, 1), message(3, 1)];
    assert_eq!(handle(&inbox, batch).await, [true, true, true]);
    assert_eq!(world.effects().await, 2);
    assert_eq!(
        handle(&inbox, vec![message(1, 2), message(2, 2)]).await,
        [true, true]
    );
    let reasons: Vec<String> = inbox
        .dead_letters()
        .await
        .unwrap()
        .into_iter()
        .map(|letter| letter.reason)
        .collect();
    assert_eq!(reasons, ["refused", "behind"]);
    assert_eq!(
        inbox.replay_dead_letters().await.unwrap(),
        Replayed {
            applied: 0,
            parked: 2
        },
        "while the cause stands, replaying changes nothing"
    );
    count.broken.store(false, Ordering::SeqCst);
    let done = inbox.replay_dead_letters().await.unwrap();
    assert_eq!(
        done,
        Replayed {
            applied: 2,
            parked: 0
        }
    );
    assert_eq!(
        inbox.replay_dead_letters().await.unwrap(),
        Replayed::default()
    );
    assert_eq!(world.effects().await, 5);
}

#[tokio::test]
async fn a_message_that_cannot_be_read_is_kept_with_its_bytes() {
    let world = World::new().await;
    let inbox = world.inbox(Arc::new(Count::default()));
    let strange = Incoming::synthetic("mj.intake.v1.340705.X".to_owned(), &[], "???".into());
    assert_eq!(
        handle(&inbox, vec![strange, message(1, 1)]).await,
        [true, true]
    );
    let letters = inbox.dead_letters().await.unwrap();
    assert_eq!(letters[0].reason, "unreadable");
    assert!(
        letters[0].error.contains(headers::ID),
        "{}",
        letters[0].error
    );
    assert_eq!(world.effects().await, 1);
}
