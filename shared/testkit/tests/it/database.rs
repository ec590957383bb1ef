use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{Connection, Executor, PgConnection, PgPool};
use testkit::TestDatabase;

async fn migrate(pool: PgPool) -> sqlx::Result<()> {
    pool.execute("create table t (n int not null); insert into t values (42)")
        .await
        .map(drop)
}

async fn sum(database: &TestDatabase) -> i64 {
    sqlx::query_scalar("select sum(n) from t")
        .fetch_one(database.pool())
        .await
        .unwrap()
}

/// A template of this one test call: the fingerprint is new each time.
fn fingerprint(test: &str) -> String {
    format!("{test}-{}", std::process::id())
}

#[tokio::test]
async fn clones_hold_what_the_migration_made_and_do_not_see_each_other() {
    let print = fingerprint("clones");
    let first = TestDatabase::from_template("it", &print, migrate)
        .await
        .unwrap();
    let second = TestDatabase::from_template("it", &print, migrate)
        .await
        .unwrap();
    assert_ne!(first.name(), second.name());
    first
        .pool()
        .execute("insert into t values (1)")
        .await
        .unwrap();
    assert_eq!(sum(&first).await, 43);
    assert_eq!(sum(&second).await, 42);
}

#[tokio::test]
async fn the_address_works_by_itself() {
    let database = TestDatabase::empty().await.unwrap();
    let mut connection = PgConnection::connect(database.url()).await.unwrap();
    let name: String = sqlx::query_scalar("select current_database()::text")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(name, database.name());
}

#[tokio::test]
async fn a_failed_migration_is_reported_and_tried_anew() {
    let print = fingerprint("failed");
    let failing = TestDatabase::from_template("it", &print, async |pool: PgPool| {
        pool.execute("create table half (n int)").await?;
        pool.execute("create nonsense").await.map(drop)
    });
    let error = format!("{:#}", failing.await.unwrap_err());
    assert!(error.contains("nonsense"), "{error}");
    let database = TestDatabase::from_template("it", &print, migrate)
        .await
        .unwrap();
    assert_eq!(sum(&database).await, 42);
    let half: bool = sqlx::query_scalar("select to_regclass('half') is not null")
        .fetch_one(database.pool())
        .await
        .unwrap();
    assert!(!half, "the failed attempt left nothing");
}

/// Whether a database exists, asked from another one.
async fn exists(asker: &TestDatabase, name: &str) -> bool {
    sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(name)
        .fetch_one(asker.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_dropped_or_closed_database_is_gone_even_with_open_sessions() {
    let asker = TestDatabase::empty().await.unwrap();
    let dropped = TestDatabase::empty().await.unwrap();
    let name = dropped.name().to_owned();
    let _open = PgConnection::connect(dropped.url()).await.unwrap();
    drop(dropped);
    assert!(!exists(&asker, &name).await);

    let closed = TestDatabase::empty().await.unwrap();
    let name = closed.name().to_owned();
    closed.pool().acquire().await.unwrap();
    let _open = PgConnection::connect(closed.url()).await.unwrap();
    closed.close().await.unwrap();
    assert!(!exists(&asker, &name).await);
}

#[test]
fn eight_threads_at_once_get_eight_clones_of_one_migration() {
    let print = fingerprint("threads");
    let migrations = AtomicU32::new(0);
    let names: Vec<String> = std::thread::scope(|scope| {
        let one = || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let database = TestDatabase::from_template("it", &print, async |pool: PgPool| {
                    migrations.fetch_add(1, Ordering::Relaxed);
                    migrate(pool).await
                });
                let database = database.await.unwrap();
                assert_eq!(sum(&database).await, 42);
                database.name().to_owned()
            })
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(one)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    let mut distinct = names.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), 8, "{names:?}");
    assert_eq!(migrations.load(Ordering::Relaxed), 1);
}
