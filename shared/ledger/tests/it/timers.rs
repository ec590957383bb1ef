//! Clocks fire once, never early, and together with their effect.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::future::BoxFuture;
use jiff::SignedDuration;
use kernel::MatterId;
use ledger::{ApplyError, DueTimer, NewTimer, OnTimer, TimerSettings, TimerWorker, UnitOfWork};
use uuid::Uuid;

use crate::harness::{Running, World, everywhere, region};

#[derive(Default)]
struct Ring {
    broken: AtomicBool,
}

impl OnTimer for Ring {
    fn fire<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        timer: &'a DueTimer,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            if self.broken.load(Ordering::SeqCst) && timer.aggregate == Uuid::from_u128(1) {
                return Err(ApplyError::Permanent("its effect fails".to_owned()));
            }
            sqlx::query("insert into effect (source, region) values ($1, $2)")
                .bind(timer.aggregate.to_string())
                .bind(timer.region.to_string())
                .execute(unit.connection())
                .await?;
            Ok(())
        })
    }
}

async fn set(world: &World, numbers: std::ops::RangeInclusive<u128>, hours: i64) {
    let mut unit = world.consumer.begin(&everywhere()).await.unwrap();
    let due_at = world.consumer.now() + SignedDuration::from_hours(hours);
    for number in numbers {
        unit.set_timer(NewTimer {
            aggregate: Uuid::from_u128(number),
            kind: "verify",
            rule: "INT-SAMR-VERIFY".to_owned(),
            region: region(),
            matter: MatterId::from(Uuid::from_u128(number)),
            due_at,
        });
    }
    unit.commit().await.unwrap();
}

fn worker(world: &World, ring: Arc<Ring>) -> TimerWorker {
    let settings = TimerSettings {
        poll: Duration::from_millis(20),
        batch: 50,
        ..TimerSettings::default()
    };
    TimerWorker::new(world.consumer.clone(), ring, settings)
}

#[tokio::test]
async fn a_timer_fires_neither_early_nor_twice_even_with_two_replicas() {
    let world = World::new().await;
    set(&world, 1..=400, 2).await;
    let start = |world: &World| {
        let worker = worker(world, Arc::default());
        Running::start(|stop| Box::pin(async move { worker.run(stop).await }))
    };
    let replicas = [start(&world), start(&world)];
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(world.effects().await, 0, "nothing may fire early");
    world.clock.advance(SignedDuration::from_hours(2));
    world.settle_at(400).await;
    let doubled = "select count(*) - count(distinct source) from dispatch.effect";
    assert_eq!(world.count(doubled).await, 0);
    for replica in replicas {
        replica.stop().await;
    }
}

#[tokio::test]
async fn a_timer_that_came_due_while_everything_was_down_fires_at_the_next_start() {
    let world = World::new().await;
    set(&world, 1..=3, 1).await;
    world.clock.advance(SignedDuration::from_hours(24 * 30));
    assert_eq!(worker(&world, Arc::default()).fire_due().await.unwrap(), 3);
    assert_eq!(world.effects().await, 3);
    assert_eq!(worker(&world, Arc::default()).fire_due().await.unwrap(), 0);
}

#[tokio::test]
async fn a_cancelled_or_replaced_timer_does_not_fire() {
    let world = World::new().await;
    set(&world, 1..=2, 1).await;
    set(&world, 2..=2, 48).await;
    let mut unit = world.consumer.begin(&everywhere()).await.unwrap();
    unit.cancel_timer(Uuid::from_u128(1), "verify");
    unit.commit().await.unwrap();
    world.clock.advance(SignedDuration::from_hours(2));
    assert_eq!(worker(&world, Arc::default()).fire_due().await.unwrap(), 0);
    world.clock.advance(SignedDuration::from_hours(48));
    assert_eq!(worker(&world, Arc::default()).fire_due().await.unwrap(), 1);
}

#[tokio::test]
async fn a_timer_set_and_cancelled_in_one_step_does_not_fire() {
    let world = World::new().await;
    let mut unit = world.consumer.begin(&everywhere()).await.unwrap();
    unit.set_timer(NewTimer {
        aggregate: Uuid::from_u128(1),
        kind: "verify",
        rule: "INT-SAMR-VERIFY".to_owned(),
        region: region(),
        matter: MatterId::from(Uuid::from_u128(1)),
        due_at: world.consumer.now(),
    });
    unit.cancel_timer(Uuid::from_u128(1), "verify");
    unit.commit().await.unwrap();
    world.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(worker(&world, Arc::default()).fire_due().await.unwrap(), 0);
}

#[tokio::test]
async fn a_timer_whose_effect_fails_waits_alone_and_fires_when_the_cause_is_mended() {
    let world = World::new().await;
    set(&world, 1..=5, 1).await;
    world.clock.advance(SignedDuration::from_hours(2));
    let ring = Arc::new(Ring {
        broken: AtomicBool::new(true),
    });
    let worker = worker(&world, ring.clone());
    worker.fire_due().await.unwrap();
    assert_eq!(world.effects().await, 4);
    ring.broken.store(false, Ordering::SeqCst);
    assert_eq!(
        worker.fire_due().await.unwrap(),
        0,
        "not before its wait is over"
    );
    world.clock.advance(SignedDuration::from_secs(10));
    assert_eq!(worker.fire_due().await.unwrap(), 1);
    assert_eq!(world.effects().await, 5);
}

#[tokio::test]
async fn after_catching_up_nothing_due_is_open_and_nothing_else_has_fired() {
    let world = World::new().await;
    set(&world, 1..=70, 1).await;
    set(&world, 71..=75, 48).await;
    world.clock.advance(SignedDuration::from_hours(2));
    let (one, other) = (
        worker(&world, Arc::default()),
        worker(&world, Arc::default()),
    );
    let (first, second) = tokio::join!(one.catch_up(), other.catch_up());
    first.unwrap();
    second.unwrap();
    assert_eq!(world.effects().await, 70);
}
