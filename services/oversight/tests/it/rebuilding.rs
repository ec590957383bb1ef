//! The content follows from the events alone: not from their order, not from how it was built.

use std::collections::HashMap;
use std::time::Duration;

use contracts::SERVICES;
use contracts::common::v1::Basis;
use jiff::SignedDuration;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use stage::{POLL, SOON};

use crate::world::{Told, World, due};

/// Events of random services about random things of a few matters, in versions without gaps.
struct Story {
    rng: StdRng,
    versions: HashMap<(usize, u128), i64>,
    told: i64,
}

impl Story {
    fn new() -> Self {
        Self {
            rng: StdRng::seed_from_u64(20_260_210),
            versions: HashMap::new(),
            told: 0,
        }
    }

    async fn tell(&mut self, world: &World, events: usize) {
        for _ in 0..events {
            let service = self.rng.random_range(0..SERVICES.len());
            let matter = self.rng.random_range(1..=5_u128);
            let aggregate = 10 * matter + self.rng.random_range(0..2_u128);
            let version = self.versions.entry((service, aggregate)).or_insert(0);
            *version += 1;
            let basis = Basis {
                dues_set: vec![due("CMP-ANSWER", "2026-03-09", "2026-03-09")],
                ..Basis::default()
            };
            let told = Told::of(matter, aggregate, *version);
            world.record_any(SERVICES[service], told, basis).await;
            self.told += 1;
            if self.rng.random_ratio(2, 3) {
                world.stage.clock.advance(SignedDuration::from_millis(7));
            }
        }
    }
}

#[tokio::test]
async fn a_rebuilt_projection_has_the_content_that_the_streams_gave_it() {
    let world = World::open().await;
    world.publish().await;
    let mut story = Story::new();
    story.tell(&world, 200).await;
    world.wait_placed(story.told).await;
    let live = world.digest().await;
    let summary = oversight::replay(&world.context).await.unwrap();
    assert_eq!(
        (summary.before, summary.after),
        (live.clone(), live.clone())
    );
    assert_eq!(
        (summary.placed.values().sum::<u64>(), summary.left),
        (200, 0)
    );
    assert_eq!(summary.matters, 5);
    world
        .execute("update oversight.step set name = 'Forged' where service = 'intake'")
        .await;
    world.execute("delete from oversight.matter").await;
    assert_ne!(world.digest().await, live, "the digest notices");
    assert_eq!(oversight::replay(&world.context).await.unwrap().after, live);
}

#[tokio::test]
async fn what_the_ledgers_hold_is_the_same_however_late_each_stream_comes() {
    let world = World::open().await;
    let mut story = Story::new();
    story.tell(&world, 120).await;
    // Nothing was published yet: this is the content that follows from the ledgers.
    let expected = oversight::replay(&world.context).await.unwrap().after;
    world.execute("delete from oversight.step").await;
    world.execute("delete from oversight.matter").await;
    world.execute("delete from oversight.inbox").await;
    // Now the same from the streams, whose events come in an order of their own.
    world.publish().await;
    world.wait_placed(story.told).await;
    assert_eq!(world.digest().await, expected);
}

#[tokio::test]
async fn a_rebuild_beside_running_streams_loses_and_doubles_nothing() {
    let world = World::open().await;
    world.publish().await;
    let mut story = Story::new();
    let rebuilding = async {
        for _ in 0..6 {
            oversight::replay(&world.context).await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::join!(story.tell(&world, 400), rebuilding);
    world.wait_placed(story.told).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    world.wait_placed(story.told).await;
    let live = world.digest().await;
    assert_eq!(oversight::replay(&world.context).await.unwrap().after, live);
    assert!(world.stage.parked().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_event_that_commits_while_its_ledger_is_read_still_comes_by_its_stream() {
    let world = World::open().await;
    world
        .record_any("intake", Told::of(1, 11, 1), Basis::default())
        .await;
    world
        .record_any("intake", Told::of(1, 11, 2), Basis::default())
        .await;
    // As a reader saw it that met the second event and missed the first.
    world
        .execute(
            "create table public.missed as select * from intake.ledger where aggregate_version = 1",
        )
        .await;
    world
        .execute("alter table intake.outbox drop constraint outbox_position_fkey")
        .await;
    world
        .execute("delete from intake.ledger where aggregate_version = 1")
        .await;
    let summary = oversight::replay(&world.context).await.unwrap();
    assert_eq!((summary.placed["intake"], summary.left), (0, 1));
    world
        .execute("insert into intake.ledger overriding system value select * from public.missed")
        .await;
    world.publish().await;
    world.wait_placed(2).await;
}

#[tokio::test]
async fn what_cannot_be_read_is_left_with_what_follows_it_and_what_is_placed_is_no_longer_parked() {
    let world = World::open().await;
    world.publish().await;
    let wrong = Basis {
        legal_date: "yesterday".to_owned(),
        ..Basis::default()
    };
    world.record_any("penalty", Told::of(1, 11, 1), wrong).await;
    world
        .record_any("penalty", Told::of(1, 11, 2), Basis::default())
        .await;
    world
        .record_any("penalty", Told::of(1, 12, 1), Basis::default())
        .await;
    world.wait_placed(1).await;
    testkit::eventually(SOON, POLL, async || {
        let parked = world.stage.parked().await?;
        let reasons: Vec<&str> = parked.iter().map(|(reason, _)| reason.as_str()).collect();
        anyhow::ensure!(reasons == ["refused", "behind"], "{parked:?}");
        anyhow::ensure!(parked[0].1.contains("legal_date"), "{parked:?}");
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
    let live = world.digest().await;
    let summary = oversight::replay(&world.context).await.unwrap();
    assert_eq!(
        (summary.left, summary.letters_resolved, &summary.after),
        (2, 0, &live)
    );
    // As if the third had been parked for a reason that is mended.
    world
        .execute(
            "insert into oversight.dead_letter (consumer, event_id, subject, headers, payload,
                reason, error, attempts, parked_at)
             select 'penalty', event_id, subject, '[]', payload, 'failed', 'x', 5, occurred_at
             from penalty.ledger where aggregate_id::text like '%c'",
        )
        .await;
    let summary = oversight::replay(&world.context).await.unwrap();
    assert_eq!((summary.letters_resolved, summary.after), (1, live));
}

#[tokio::test]
async fn a_rebuild_that_cannot_read_a_ledger_changes_nothing() {
    let world = World::open().await;
    world.publish().await;
    world
        .record_any("intake", Told::of(1, 11, 1), Basis::default())
        .await;
    world.wait_placed(1).await;
    let before = world.digest().await;
    world
        .execute("alter table disclosure.ledger rename to elsewhere")
        .await;
    let problem = oversight::replay(&world.context).await.unwrap_err();
    assert!(
        problem.to_string().contains("the ledger of disclosure"),
        "{problem}"
    );
    assert_eq!(world.digest().await, before);
}
