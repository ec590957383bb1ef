//! What the tests stand on: one publishing service, one consuming service, a broker of their own.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use bus::{Bus, ConsumerSpec, StreamSettings};
use contracts::{common, intake, stream_of};
use futures::future::BoxFuture;
use jiff::civil::date;
use kernel::{Clock, Ids, MatterId, Region, RegionScope};
use ledger::{
    Aggregate, Apply, ApplyError, Delivery, Inbox, InboxSettings, Ledger, PoolSettings, Relay,
    RelaySettings, SchemaSpec, TestSwitches, UnitOfWork,
};
use sqlx::PgPool;
use sqlx::migrate::Migrator;
use testkit::{SeqIds, TestDatabase, TestNats, VirtualClock};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

static MIGRATIONS: LazyLock<Migrator> = LazyLock::new(|| {
    let mut migrator = sqlx::migrate!("tests/migrations");
    migrator.dangerous_set_table_name("_sqlx_migrations");
    migrator
});

pub(crate) const SOON: Duration = Duration::from_secs(20);
pub(crate) const POLL: Duration = Duration::from_millis(20);

pub(crate) fn region() -> Region {
    "340705".parse().unwrap()
}

pub(crate) fn everywhere() -> RegionScope {
    RegionScope::everywhere()
}

/// Two schemas in one database.
pub(crate) struct World {
    pub(crate) database: TestDatabase,
    pub(crate) clock: Arc<VirtualClock>,
    pub(crate) publisher: Ledger,
    pub(crate) consumer: Ledger,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(TestSwitches::default()).await
    }

    pub(crate) async fn with(switches: TestSwitches) -> Self {
        let fingerprint: String = ledger::template_migrator()
            .iter()
            .chain(MIGRATIONS.iter())
            .map(|migration| migration.sql.as_str().to_owned())
            .collect();
        let database = TestDatabase::from_template("ledger", &fingerprint, async |pool: PgPool| {
            let url = url_of(&pool);
            for name in ["intake", "dispatch"] {
                let spec = SchemaSpec {
                    name,
                    migrator: &MIGRATIONS,
                    with_ledger: true,
                };
                ledger::migrate(&settings(&url), &spec).await?;
            }
            Ok::<(), ledger::Error>(())
        })
        .await
        .unwrap();
        let clock = Arc::new(VirtualClock::on(date(2026, 3, 2)));
        let ids = Arc::new(SeqIds::new(1));
        let open = |schema: &'static str| {
            let pool = ledger::connect(&settings(database.url()), schema).unwrap();
            let clock: Arc<dyn Clock> = clock.clone();
            let ids: Arc<dyn Ids> = ids.clone();
            Ledger::with_switches(pool, schema, clock, ids, switches)
        };
        let (publisher, consumer) = (open("intake"), open("dispatch"));
        Self {
            database,
            clock,
            publisher,
            consumer,
        }
    }

    /// One event in one unit of work.
    pub(crate) async fn write(&self, number: u128, version: i64) {
        let mut unit = self.publisher.begin(&everywhere()).await.unwrap();
        unit.record(aggregate(number, version), Uuid::nil(), &event())
            .unwrap();
        unit.commit().await.unwrap();
    }

    pub(crate) async fn effects(&self) -> i64 {
        sqlx::query_scalar("select count(*) from dispatch.effect")
            .fetch_one(self.database.pool())
            .await
            .unwrap()
    }

    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(self.database.pool())
            .await
            .unwrap()
    }

    /// Waits until as many effects stand, and then that no more come.
    pub(crate) async fn settle_at(&self, wanted: i64) {
        testkit::eventually(SOON, POLL, async || {
            let found = self.effects().await;
            if found == wanted {
                Ok(())
            } else {
                Err(format!("{found} effects, not {wanted}"))
            }
        })
        .await
        .unwrap();
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(self.effects().await, wanted);
    }

    pub(crate) fn inbox(&self, apply: Arc<dyn Apply>) -> Arc<Inbox> {
        let settings = InboxSettings {
            retry: Duration::from_millis(10),
            ahead: Duration::from_millis(20),
            ..InboxSettings::default()
        };
        Arc::new(Inbox::new(
            self.consumer.clone(),
            "dispatch",
            apply,
            settings,
        ))
    }
}

fn url_of(pool: &PgPool) -> String {
    let options = pool.connect_options();
    let socket = options.get_socket().map(|path| path.display().to_string());
    format!(
        "postgres://{}@localhost/{}?host={}",
        options.get_username(),
        options.get_database().unwrap_or_default(),
        socket.unwrap_or_else(|| options.get_host().to_owned())
    )
}

pub(crate) fn settings(url: &str) -> PoolSettings {
    PoolSettings {
        url: url.to_owned().into(),
        ..PoolSettings::default()
    }
}

pub(crate) fn event() -> intake::v1::ClueRegistered {
    intake::v1::ClueRegistered {
        basis: Some(common::v1::Basis::default()),
        clue_id: "c".to_owned(),
        ..Default::default()
    }
}

pub(crate) async fn bus(nats: &TestNats, service: &'static str) -> Bus {
    let settings = bus::Settings {
        url: nats.url(),
        streams: StreamSettings {
            max_bytes: 64 * 1024 * 1024,
            duplicate_window_s: 1,
            ..StreamSettings::default()
        },
        ..bus::Settings::default()
    };
    Bus::connect(&settings, service).await.unwrap()
}

/// A task that ends when this is dropped.
pub(crate) struct Running {
    stop: CancellationToken,
    task: Option<JoinHandle<()>>,
}

impl Running {
    pub(crate) fn start(work: impl FnOnce(CancellationToken) -> BoxFuture<'static, ()>) -> Self {
        let stop = CancellationToken::new();
        let task = tokio::spawn(work(stop.clone()));
        Self {
            stop,
            task: Some(task),
        }
    }

    pub(crate) async fn stop(mut self) {
        self.stop.cancel();
        if let Some(task) = self.task.take() {
            task.await.unwrap();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

pub(crate) fn relay(world: &World, bus: &Bus) -> Running {
    let settings = RelaySettings {
        inspect: Duration::from_millis(200),
        poll: Duration::from_millis(100),
        ..RelaySettings::default()
    };
    let relay = Relay::new(world.publisher.clone(), bus.clone(), settings);
    Running::start(|stop| Box::pin(async move { relay.run(stop).await }))
}

pub(crate) fn consume(inbox: Arc<Inbox>, bus: &Bus) -> Running {
    let bus = bus.clone();
    let spec = ConsumerSpec::new(stream_of("intake"), "dispatch");
    Running::start(|stop| Box::pin(async move { bus.consume(spec, inbox, stop).await }))
}

/// One effect per event; refuses those of one aggregate while `broken` is set.
#[derive(Default)]
pub(crate) struct Count {
    pub(crate) broken: std::sync::atomic::AtomicBool,
    pub(crate) poison: Option<Uuid>,
}

impl Apply for Count {
    fn apply<'a>(
        &'a self,
        unit: &'a mut UnitOfWork,
        delivery: &'a Delivery,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            let broken = self.broken.load(std::sync::atomic::Ordering::SeqCst);
            assert!(
                !(broken && self.poison == Some(delivery.aggregate_id)),
                "a handler with a mistake"
            );
            let source = format!("{}/{}", delivery.aggregate_id, delivery.aggregate_version);
            sqlx::query("insert into effect (source, region) values ($1, $2)")
                .bind(source)
                .bind(delivery.region.to_string())
                .execute(unit.connection())
                .await?;
            Ok(())
        })
    }
}

pub(crate) fn aggregate(number: u128, version: i64) -> Aggregate {
    Aggregate {
        id: Uuid::from_u128(number),
        version,
        matter: MatterId::from(Uuid::from_u128(number)),
        region: region(),
    }
}
