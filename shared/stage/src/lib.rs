//! One service on stage for its tests, or several that play together: a database of their own, a broker
//! of their own, a clock that the test moves, tokens for any post, and an HTTP client.
//!
//! Only `[dev-dependencies]` use this crate. The services run exactly as their process does, through
//! [`runtime::start`]; nothing of them is replaced.

mod call;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use bus::{Bus, StreamSpec};
use contracts::{Event, Subject, stream_of};
use jiff::SignedDuration;
use jiff::civil::Date;
use kernel::{Actor, ActorId, MatterId, Post, Region, RegionScope};
use ledger::{NewReference, PoolSettings, StoredEvent};
use runtime::{Context, Running, Service, Settings};
use sqlx::PgPool;
use tempfile::TempDir;
use testkit::{TestDatabase, TestNats, VirtualClock};
use uuid::Uuid;

pub use call::{Call, Reply};

/// How long an asynchronous effect may take in a test.
pub const SOON: Duration = Duration::from_secs(20);
/// How often a test looks.
pub const POLL: Duration = Duration::from_millis(20);

/// Services that run for one test.
#[derive(Debug)]
pub struct Stage {
    /// The clock the service lives by.
    pub clock: VirtualClock,
    /// The database, with an administrator's rights.
    pub database: TestDatabase,
    /// The broker.
    pub nats: TestNats,
    services: Vec<&'static str>,
    context: Context,
    client: reqwest::Client,
    running: Option<Running>,
    _folder: TempDir,
}

impl Stage {
    /// Starts `service` at 09:00 of `today`.
    ///
    /// # Errors
    /// When a server or the service cannot be started.
    pub async fn open(service: &dyn Service, today: Date) -> anyhow::Result<Self> {
        Self::open_with(service, today, |_settings| {}).await
    }

    /// As [`open`](Self::open), with settings changed by `change`.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub async fn open_with(
        service: &dyn Service,
        today: Date,
        change: impl FnOnce(&mut Settings),
    ) -> anyhow::Result<Self> {
        Self::open_all(&[service], today, change).await
    }

    /// As [`open_with`](Self::open_with), with several services in one process.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub async fn open_all(
        services: &[&dyn Service],
        today: Date,
        change: impl FnOnce(&mut Settings),
    ) -> anyhow::Result<Self> {
        let database = database(services).await?;
        let nats = TestNats::start().await?;
        let folder = tempfile::tempdir()?;
        let clock = VirtualClock::on(today);
        let mut settings = Settings::default();
        settings.http.listen = "127.0.0.1:0".parse()?;
        settings.http.drain_s = 2;
        settings.database = pool_settings(database.url());
        settings.bus = bus_settings(&nats);
        settings.access.issuer = Some("stage".to_owned());
        settings.access.issuer_key = Some(folder.path().join("issuer.pem"));
        settings.blobs = toml_blobs(&folder);
        settings.seal.key_file = folder.path().join("seal.pem");
        change(&mut settings);
        let context = Context::with_clock(settings, Arc::new(clock.clone()), None)?;
        let running = runtime::start(&context, services).await?;
        Ok(Self {
            clock,
            database,
            nats,
            services: services.iter().map(|service| service.name()).collect(),
            context,
            client: reqwest::Client::builder().build()?,
            running: Some(running),
            _folder: folder,
        })
    }

    /// Stops the service and starts it again on the same data.
    ///
    /// # Errors
    /// When it cannot be started.
    pub async fn restart(&mut self, service: &dyn Service) -> anyhow::Result<()> {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
        self.running = Some(runtime::start(&self.context, &[service]).await?);
        Ok(())
    }

    /// A person with one post in one region.
    #[must_use]
    pub fn person(&self, number: u128, post: Post, region: &str) -> Actor {
        let scope = region
            .parse::<Region>()
            .map_or(RegionScope::nowhere(), RegionScope::from);
        Actor::new(
            ActorId::from(Uuid::from_u128(number)),
            [post],
            "unit-1",
            scope,
        )
    }

    /// A token for that person.
    ///
    /// # Errors
    /// When the issuer refuses.
    pub fn token(&self, actor: &Actor) -> anyhow::Result<String> {
        let issuer = self
            .context
            .issuer
            .as_ref()
            .context("the stage has an issuer")?;
        let jti = self.context.ids.uuid();
        let hour = SignedDuration::from_hours(1);
        Ok(issuer.issue(actor, hour, self.context.clock.now(), jti)?)
    }

    /// A request to the service; `path` begins with `/`.
    #[must_use]
    pub fn get(&self, path: &str) -> Call {
        self.call(reqwest::Method::GET, path)
    }

    /// A write to the service, with a new idempotency key unless the test sets one.
    #[must_use]
    pub fn post(&self, path: &str) -> Call {
        self.call(reqwest::Method::POST, path)
    }

    fn call(&self, method: reqwest::Method, path: &str) -> Call {
        let address = self
            .running
            .as_ref()
            .map(|running| running.address.to_string());
        let url = format!("http://{}{path}", address.unwrap_or_default());
        let client = self.client.clone();
        Call::new(client, (method, url), self.context.ids.uuid())
    }

    /// Publishes an event as another service would.
    ///
    /// # Errors
    /// When the broker does not take it.
    pub async fn publish<E: Event>(
        &self,
        (aggregate, version): (Uuid, i64),
        matter: MatterId,
        region: &str,
        event: &E,
    ) -> anyhow::Result<()> {
        let bus = Bus::connect(&bus_settings(&self.nats), E::SERVICE).await?;
        let stream = StreamSpec {
            name: stream_of(E::SERVICE),
            subjects: vec![Subject::all_of(E::SERVICE)],
        };
        testkit::eventually(SOON, POLL, async || bus.ensure_stream(&stream).await).await?;
        let stored = StoredEvent {
            position: 0,
            event_id: self.context.ids.uuid(),
            aggregate_id: aggregate,
            aggregate_version: version,
            event_type: E::TYPE.to_owned(),
            subject: E::subject(region).to_string(),
            region: region.to_owned(),
            matter_id: matter.uuid(),
            occurred_at: self.context.clock.now(),
            payload: event.encode_to_vec(),
            traceparent: None,
        };
        for result in bus
            .publish(vec![ledger::outgoing(E::SERVICE, &stored)])
            .await
        {
            result?;
        }
        Ok(())
    }

    /// Loads reference data as an administrator does, and waits until the service has learnt them.
    ///
    /// # Errors
    /// When they are refused, or the service does not learn them in time.
    pub async fn load(&self, news: &[NewReference]) -> anyhow::Result<()> {
        let mut learnt = self.context.reference.subscribe();
        learnt.mark_unchanged();
        let settings = &self.context.settings.database;
        let now = self.context.clock.now();
        for service in &self.services {
            ledger::load(settings, service, news, now, "stage").await?;
        }
        tokio::time::timeout(SOON, learnt.changed()).await??;
        Ok(())
    }

    /// Everything that was recorded of one type by its service, oldest first.
    ///
    /// # Errors
    /// When the database is away or a payload is not of that type.
    pub async fn recorded<E: Event>(&self) -> anyhow::Result<Vec<E>> {
        let ledger = self.context.ledger(E::SERVICE)?;
        let events = ledger.page(0, 10_000).await?;
        events
            .iter()
            .filter(|event| event.event_type == E::TYPE)
            .map(|event| Ok(contracts::decode::<E>(&event.payload)?))
            .collect()
    }

    /// Waits until at least `count` events of a type are recorded, and returns them.
    ///
    /// # Errors
    /// When they do not come in time.
    pub async fn wait_recorded<E: Event>(&self, count: usize) -> anyhow::Result<Vec<E>> {
        testkit::eventually(SOON, POLL, async || {
            let found = self.recorded::<E>().await?;
            anyhow::ensure!(
                found.len() >= count,
                "{} of {count} {}",
                found.len(),
                E::NAME
            );
            Ok::<_, anyhow::Error>(found)
        })
        .await
    }

    /// Waits until every clock that has run out by now has had its effect. What has not happened
    /// after that, no clock was going to cause.
    ///
    /// # Errors
    /// When a clock's effect fails or does not come in time.
    pub async fn clocks_at_rest(&self) -> anyhow::Result<()> {
        let running = self.running.as_ref().context("the service runs")?;
        let caught_up = tokio::time::timeout(SOON, running.catch_up_timers()).await;
        caught_up.context("a clock ran out and stays without effect")??;
        Ok(())
    }

    /// What the consumers have parked, as `(reason, error)`.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn parked(&self) -> anyhow::Result<Vec<(String, String)>> {
        let mut parked = Vec::new();
        for service in &self.services {
            let statement = format!("select reason, error from {service}.dead_letter order by id");
            let rows = sqlx::query_as(sqlx::AssertSqlSafe(statement));
            parked.extend(rows.fetch_all(self.database.pool()).await?);
        }
        Ok(parked)
    }
}

async fn database(services: &[&dyn Service]) -> anyhow::Result<TestDatabase> {
    let names: Vec<&str> = services.iter().map(|service| service.name()).collect();
    let mut schemas = Vec::new();
    for service in services {
        schemas.push(service.schema().context("the service has a schema")?);
    }
    let own = schemas.iter().flat_map(|schema| schema.migrator.iter());
    let fingerprint: String = ledger::template_migrator()
        .iter()
        .chain(own)
        .map(|migration| migration.sql.as_str().to_owned())
        .collect();
    TestDatabase::from_template(&names.join("-"), &fingerprint, async |pool: PgPool| {
        let settings = pool_settings(&url_of(&pool));
        for schema in &schemas {
            ledger::migrate(&settings, schema).await?;
        }
        Ok::<_, ledger::Error>(())
    })
    .await
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

fn pool_settings(url: &str) -> PoolSettings {
    PoolSettings {
        url: url.to_owned().into(),
        ..PoolSettings::default()
    }
}

fn bus_settings(nats: &TestNats) -> bus::Settings {
    let mut settings = bus::Settings {
        url: nats.url(),
        ..bus::Settings::default()
    };
    settings.streams.max_bytes = 64 * 1024 * 1024;
    settings
}

fn toml_blobs(folder: &TempDir) -> blobs::Settings {
    blobs::Settings::Local {
        path: folder.path().join("blobs"),
    }
}
