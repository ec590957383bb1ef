//! State, events, timers and the answer stand or fall together.

use kernel::RegionScope;
use ledger::{Answer, Conflict, Error, RequestKey};
use uuid::Uuid;

use crate::harness::{World, aggregate, event, everywhere};

fn key(hash: u8) -> RequestKey {
    RequestKey {
        scope: "public".to_owned(),
        key: "key-00001".to_owned(),
        hash: [hash; 32],
    }
}

fn answer() -> Answer {
    Answer {
        status: 201,
        body: serde_json::json!({"receipt": "R1"}),
    }
}

#[tokio::test]
async fn what_is_not_committed_leaves_nothing_behind() {
    let world = World::new().await;
    let mut unit = world.publisher.begin(&everywhere()).await.unwrap();
    unit.record(aggregate(1, 1), Uuid::nil(), &event()).unwrap();
    unit.answer(key(1), answer());
    drop(unit);
    assert_eq!(world.count("select count(*) from intake.ledger").await, 0);
    assert_eq!(
        world.count("select count(*) from intake.idempotency").await,
        0
    );
}

#[tokio::test]
async fn an_event_without_its_basis_is_refused() {
    let world = World::new().await;
    let mut unit = world.publisher.begin(&everywhere()).await.unwrap();
    let bare = contracts::intake::v1::ClueRegistered::default();
    let outcome = unit.record(aggregate(1, 1), Uuid::nil(), &bare);
    assert!(matches!(outcome, Err(Error::NoBasis(_))));
}

#[tokio::test]
async fn of_two_writers_of_one_version_the_second_loses_everything() {
    let world = World::new().await;
    world.write(1, 1).await;
    let mut unit = world.publisher.begin(&everywhere()).await.unwrap();
    unit.record(aggregate(2, 1), Uuid::nil(), &event()).unwrap();
    unit.record(aggregate(1, 1), Uuid::nil(), &event()).unwrap();
    assert!(matches!(
        unit.commit().await,
        Err(Error::Conflict(Conflict::Version))
    ));
    assert_eq!(world.count("select count(*) from intake.ledger").await, 1);
}

#[tokio::test]
async fn a_request_sent_twice_gets_its_first_answer_and_a_reused_key_is_refused() {
    let world = World::new().await;
    let mut unit = world.publisher.begin(&everywhere()).await.unwrap();
    assert_eq!(unit.replayed(&key(1)).await.unwrap(), None);
    unit.answer(key(1), answer());
    unit.commit().await.unwrap();
    let mut unit = world.publisher.begin(&everywhere()).await.unwrap();
    assert_eq!(unit.replayed(&key(1)).await.unwrap(), Some(answer()));
    let outcome = unit.replayed(&key(2)).await;
    assert!(matches!(outcome, Err(Error::Conflict(Conflict::KeyReused))));
}

#[tokio::test]
async fn of_two_requests_with_one_key_at_the_same_moment_one_has_an_effect() {
    let world = World::new().await;
    let mut units = Vec::new();
    for number in [1_u128, 2] {
        let mut unit = world.publisher.begin(&everywhere()).await.unwrap();
        assert_eq!(unit.replayed(&key(1)).await.unwrap(), None);
        unit.record(aggregate(number, 1), Uuid::nil(), &event())
            .unwrap();
        unit.answer(key(1), answer());
        units.push(unit);
    }
    let outcomes =
        futures::future::join_all(units.into_iter().map(ledger::UnitOfWork::commit)).await;
    let lost: Vec<_> = outcomes.into_iter().filter_map(Result::err).collect();
    assert!(
        matches!(lost.as_slice(), [Error::Conflict(Conflict::InProgress)]),
        "{lost:?}"
    );
    assert_eq!(world.count("select count(*) from intake.ledger").await, 1);
}

#[tokio::test]
async fn a_unit_sees_and_writes_only_its_region_and_without_one_nothing() {
    let world = World::new().await;
    world.write(1, 1).await;
    let seen = async |scope: RegionScope| {
        let mut unit = world.publisher.begin(&scope).await.unwrap();
        let count: i64 = sqlx::query_scalar("select count(*) from ledger")
            .fetch_one(unit.connection())
            .await
            .unwrap();
        count
    };
    assert_eq!(seen(RegionScope::of(["340700".parse().unwrap()])).await, 1);
    assert_eq!(seen(RegionScope::of(["340800".parse().unwrap()])).await, 0);
    assert_eq!(seen(RegionScope::nowhere()).await, 0);
    let mut unit = world
        .publisher
        .begin(&RegionScope::of(["340800".parse().unwrap()]))
        .await
        .unwrap();
    unit.record(aggregate(9, 1), Uuid::nil(), &event()).unwrap();
    assert!(
        unit.commit().await.is_err(),
        "a row outside the scope must not be written"
    );
}

#[tokio::test]
async fn the_service_may_neither_change_nor_remove_what_is_in_its_ledger() {
    let world = World::new().await;
    world.write(1, 1).await;
    for statement in [
        "update ledger set subject = 'x'",
        "delete from ledger",
        "truncate ledger cascade",
    ] {
        let mut unit = world.publisher.begin(&everywhere()).await.unwrap();
        let outcome = sqlx::query(statement).execute(unit.connection()).await;
        let problem = outcome.unwrap_err();
        let code = problem
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
            .unwrap();
        assert_eq!(code, "42501", "{statement}");
    }
}

#[tokio::test]
async fn a_service_cannot_reach_the_schema_of_another() {
    let world = World::new().await;
    let mut unit = world.publisher.begin(&everywhere()).await.unwrap();
    let outcome = sqlx::query("select * from dispatch.effect")
        .execute(unit.connection())
        .await;
    let problem = outcome.unwrap_err();
    assert_eq!(
        problem
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
            .unwrap(),
        "42501"
    );
}
