//! What is committed reaches the broker, whatever happens in between.

use std::sync::Arc;
use std::time::Duration;

use contracts::stream_of;
use ledger::TestSwitches;
use testkit::TestNats;
use uuid::Uuid;

use crate::harness::{Count, POLL, SOON, World, bus, consume, event, everywhere, relay};

async fn stream_length(nats: &TestNats) -> u64 {
    let context = async_nats::jetstream::new(nats.client().await.unwrap());
    match context.get_stream(stream_of("intake")).await {
        Ok(mut stream) => stream.info().await.unwrap().state.messages,
        Err(_) => 0,
    }
}

async fn stream_reaches(nats: &TestNats, wanted: u64) {
    testkit::eventually(SOON, POLL, async || {
        let found = stream_length(nats).await;
        if found >= wanted {
            Ok(())
        } else {
            Err(format!("{found} messages, not {wanted}"))
        }
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn two_transactions_that_commit_in_the_opposite_order_of_their_ids_are_both_published() {
    let world = World::new().await;
    let nats = TestNats::start().await.unwrap();
    let bus = bus(&nats, "intake").await;
    let running = relay(&world, &bus);
    let mut early = world.publisher.begin(&everywhere()).await.unwrap();
    sqlx::query(
        "insert into ledger (event_id, aggregate_id, aggregate_version, event_type, subject, region,
            matter_id, actor_id, occurred_at, payload)
         values ($1, $1, 1, 't', 'mj.intake.v1.340705.ClueRegistered', '340705', $1, $1,
            '2026-03-02', '')",
    )
    .bind(Uuid::from_u128(77))
    .execute(early.connection())
    .await
    .unwrap();
    sqlx::query("insert into outbox (position) select max(position) from ledger")
        .execute(early.connection())
        .await
        .unwrap();
    world.write(2, 1).await;
    stream_reaches(&nats, 1).await;
    early.commit().await.unwrap();
    stream_reaches(&nats, 2).await;
    running.stop().await;
}

#[tokio::test]
async fn a_relay_killed_between_publish_and_note_publishes_again_and_the_effect_stays_one() {
    let world = World::new().await;
    let nats = TestNats::start().await.unwrap();
    let (out, inn) = (bus(&nats, "intake").await, bus(&nats, "dispatch").await);
    world.write(1, 1).await;
    let running = relay(&world, &out);
    let consuming = consume(world.inbox(Arc::new(Count::default())), &inn);
    world.settle_at(1).await;
    running.stop().await;
    // The note is lost, and the broker's window for duplicates has passed.
    sqlx::query("update intake.outbox set stream_sequence = null")
        .execute(world.database.pool())
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let running = relay(&world, &out);
    stream_reaches(&nats, 2).await;
    world.settle_at(1).await;
    running.stop().await;
    consuming.stop().await;
}

#[tokio::test]
async fn a_stream_that_was_wiped_is_filled_again_from_the_ledger() {
    let world = World::new().await;
    let mut nats = TestNats::start().await.unwrap();
    let (out, inn) = (bus(&nats, "intake").await, bus(&nats, "dispatch").await);
    let running = relay(&world, &out);
    let consuming = consume(world.inbox(Arc::new(Count::default())), &inn);
    for number in 1..=5 {
        world.write(number, 1).await;
    }
    world.settle_at(5).await;
    nats.server().kill9().await.unwrap();
    nats.server().wipe().unwrap();
    nats.server().restart().await.unwrap();
    stream_reaches(&nats, 5).await;
    world.write(6, 1).await;
    world.settle_at(6).await;
    running.stop().await;
    consuming.stop().await;
}

#[tokio::test]
async fn a_stream_set_back_to_an_older_state_gets_what_it_lost() {
    let world = World::new().await;
    let mut nats = TestNats::start().await.unwrap();
    let out = bus(&nats, "intake").await;
    let running = relay(&world, &out);
    for number in 1..=3 {
        world.write(number, 1).await;
    }
    stream_reaches(&nats, 3).await;
    nats.server().stop().await.unwrap();
    let store = nats.server().store_dir().to_owned();
    let copy = tempfile::tempdir().unwrap();
    copy_folder(&store, copy.path());
    nats.server().restart().await.unwrap();
    for number in 4..=6 {
        world.write(number, 1).await;
    }
    stream_reaches(&nats, 6).await;
    nats.server().kill9().await.unwrap();
    nats.server().wipe().unwrap();
    copy_folder(copy.path(), &store);
    nats.server().restart().await.unwrap();
    stream_reaches(&nats, 6).await;
    running.stop().await;
    let inn = bus(&nats, "dispatch").await;
    let consuming = consume(world.inbox(Arc::new(Count::default())), &inn);
    world.settle_at(6).await;
    consuming.stop().await;
}

#[tokio::test]
async fn events_written_while_the_broker_is_down_arrive_when_it_is_back() {
    let world = World::new().await;
    let mut nats = TestNats::start().await.unwrap();
    let (out, inn) = (bus(&nats, "intake").await, bus(&nats, "dispatch").await);
    let running = relay(&world, &out);
    let consuming = consume(world.inbox(Arc::new(Count::default())), &inn);
    world.write(1, 1).await;
    world.settle_at(1).await;
    nats.server().kill9().await.unwrap();
    for number in 2..=20 {
        world.write(number, 1).await;
    }
    nats.server().restart().await.unwrap();
    world.settle_at(20).await;
    running.stop().await;
    consuming.stop().await;
}

#[tokio::test]
async fn without_the_outbox_events_written_while_the_broker_is_down_are_lost() {
    let world = World::with(TestSwitches {
        without_outbox: true,
        ..Default::default()
    })
    .await;
    let mut nats = TestNats::start().await.unwrap();
    let (out, inn) = (bus(&nats, "intake").await, bus(&nats, "dispatch").await);
    let running = relay(&world, &out);
    let consuming = consume(world.inbox(Arc::new(Count::default())), &inn);
    world.write(1, 1).await;
    world.settle_at(1).await;
    nats.server().kill9().await.unwrap();
    for number in 2..=20 {
        world.write(number, 1).await;
    }
    let taken = "select count(*) from intake.outbox where stream_sequence is null";
    testkit::eventually(SOON, POLL, async || match world.count(taken).await {
        0 => Ok(()),
        left => Err(format!("{left} not taken yet")),
    })
    .await
    .unwrap();
    // The process dies with what it had taken.
    running.stop().await;
    drop(out);
    nats.server().restart().await.unwrap();
    let out = bus(&nats, "intake").await;
    let running = relay(&world, &out);
    world.write(21, 1).await;
    stream_reaches(&nats, 2).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(world.effects().await < 21, "the control must lose events");
    running.stop().await;
    consuming.stop().await;
}

#[tokio::test]
async fn a_second_relay_stands_by_and_takes_over() {
    let world = World::new().await;
    let nats = TestNats::start().await.unwrap();
    let out = bus(&nats, "intake").await;
    let (first, second) = (relay(&world, &out), relay(&world, &out));
    world.write(1, 1).await;
    stream_reaches(&nats, 1).await;
    first.stop().await;
    world.write(2, 1).await;
    stream_reaches(&nats, 2).await;
    second.stop().await;
    assert_eq!(stream_length(&nats).await, 2);
    assert_eq!(event().clue_id, "c");
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
