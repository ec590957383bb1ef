//! What the measurements stand on: durable servers of their own, a fresh database for each.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use kernel::Clock;
use ledger::{Ledger, PoolSettings, SchemaSpec};
use runtime::{Settings, SystemClock, SystemIds};
use servers::{Nats, NatsOptions, Postgres, PostgresOptions, SyncInterval};
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, PgPool};
use tempfile::TempDir;
use tokio::process::Command;

pub(super) static MIGRATIONS: std::sync::LazyLock<Migrator> = std::sync::LazyLock::new(|| {
    let mut migrator = sqlx::migrate!("./bench-migrations");
    migrator.dangerous_set_table_name("_sqlx_migrations");
    migrator
});

/// Servers for one run.
pub(super) struct Stand {
    pub(super) postgres: Postgres,
    pub(super) nats: Nats,
    sync: SyncInterval,
    pub(super) folder: TempDir,
    bases: AtomicU64,
}

impl Stand {
    pub(super) async fn open(sync: SyncInterval) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut options = PostgresOptions::new(folder.path().join("postgres"));
        options.die_with_parent = true;
        let postgres = Postgres::start(options).await?;
        let mut options = NatsOptions::new(folder.path().join("nats"));
        options.die_with_parent = true;
        options.sync = sync;
        let nats = Nats::start(options).await?;
        Ok(Self {
            postgres,
            nats,
            sync,
            folder,
            bases: AtomicU64::new(0),
        })
    }

    pub(super) fn sync_label(&self) -> &'static str {
        match self.sync {
            SyncInterval::Always => "sync always",
            SyncInterval::Default => "sync default",
        }
    }

    /// Whether the broker syncs as the platform's private servers do.
    pub(super) fn is_the_private_setting(&self) -> bool {
        self.sync == NatsOptions::new(self.folder.path()).sync
    }

    pub(super) async fn close(mut self) {
        for outcome in [self.nats.stop().await, self.postgres.stop().await] {
            if let Err(error) = outcome {
                tracing::warn!(%error, "a server did not stop");
            }
        }
    }

    /// A fresh database; its address.
    pub(super) async fn database(&self, name: &str) -> anyhow::Result<String> {
        self.postgres
            .psql("postgres", &format!("drop database if exists {name}"))
            .await?;
        self.postgres.ensure_database(name).await?;
        Ok(self.postgres.url(name))
    }

    /// A pool with an administrator's rights.
    pub(super) async fn admin(&self, url: &str) -> anyhow::Result<PgPool> {
        PgPool::connect(url)
            .await
            .context("the bench database is there")
    }

    /// A ledger in a fresh database, with the bench's own table beside it.
    pub(super) async fn ledger(
        &self,
        url: &str,
        schema: &'static str,
        connections_max: u32,
    ) -> anyhow::Result<Ledger> {
        let settings = PoolSettings {
            url: url.to_owned().into(),
            connections_max,
            ..PoolSettings::default()
        };
        let spec = SchemaSpec {
            name: schema,
            migrator: &MIGRATIONS,
            with_ledger: true,
        };
        ledger::migrate(&settings, &spec).await?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let ids = Arc::new(SystemIds::new(clock.clone()));
        Ok(Ledger::new(
            ledger::connect(&settings, schema)?,
            schema,
            clock,
            ids,
        ))
    }

    pub(super) fn bus_settings(&self) -> bus::Settings {
        bus::Settings {
            url: self.nats.url(),
            ..bus::Settings::default()
        }
    }

    /// The settings of a service in this process.
    pub(super) fn settings(&self, url: &str) -> anyhow::Result<Settings> {
        let winning = [
            ("database.url", url.to_owned()),
            ("database.connections_max", "32".to_owned()),
            ("bus.url", self.nats.url()),
            ("http.listen", "127.0.0.1:0".to_owned()),
        ];
        Ok(Settings::load_with(None, &winning)?)
    }

    /// Where the numbers of a pgbench run begin, so that no two runs share one.
    fn next_base(&self) -> u64 {
        /// Clients times the transactions each may make in one run.
        const STEP: u64 = 64 * 1_000_000;
        self.bases.fetch_add(1, Ordering::Relaxed) * STEP
    }

    /// Runs a pgbench script as a service would, and returns its transactions per second.
    pub(super) async fn pgbench(
        &self,
        (database, schema): (&str, &str),
        script: &Path,
        clients: usize,
        seconds: u64,
    ) -> anyhow::Result<f64> {
        let output = Command::new(self.postgres.binaries().program("pgbench"))
            .env("PGHOST", self.postgres.socket_dir())
            .env("PGUSER", "mingjing")
            .env(
                "PGOPTIONS",
                format!("-c role=mj_{schema} -c search_path={schema}"),
            )
            .args([
                "-n",
                "-M",
                "prepared",
                "-j",
                "2",
                "-c",
                &clients.to_string(),
            ])
            .args(["-D", "n=0", "-D", &format!("base={}", self.next_base())])
            .args(["-T", &seconds.to_string(), "-f"])
            .arg(script)
            .arg(database)
            .output()
            .await?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "pgbench failed: {errors}");
        text.lines()
            .find_map(|line| line.strip_prefix("tps = "))
            .and_then(|rest| rest.split(' ').next())
            .and_then(|number| number.parse().ok())
            .with_context(|| format!("pgbench said no rate: {text}{errors}"))
    }
}

/// Runs a statement made of the bench's own words.
pub(super) async fn execute(pool: &PgPool, sql: String) -> anyhow::Result<u64> {
    Ok(sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(pool)
        .await?
        .rows_affected())
}

/// Waits until a count reaches what it should.
pub(super) async fn until(
    pool: &PgPool,
    sql: &'static str,
    wanted: i64,
    limit: Duration,
) -> anyhow::Result<()> {
    let end = tokio::time::Instant::now() + limit;
    loop {
        let found: i64 = sqlx::query_scalar(sql).fetch_one(pool).await?;
        if found == wanted {
            return Ok(());
        }
        ensure!(
            tokio::time::Instant::now() < end,
            "{sql}: {found}, not {wanted}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
