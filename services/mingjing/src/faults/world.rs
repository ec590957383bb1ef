//! The servers, the folder and the programs of one run.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use access::Issuer;
use anyhow::{Context as _, ensure};
use rand::RngExt as _;
use runtime::{MovableClock, Settings};
use servers::{Nats, NatsOptions, Postgres, PostgresOptions};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use tempfile::TempDir;

use super::process::{Process, Program};
use crate::platform::{ISSUER, SERVICES};

const DATABASE: &str = "mingjing";
/// Below the ports that the machine gives to outgoing connections, one of which could sit on ours
/// while its server is down.
const PORTS: std::ops::Range<u16> = 20_000..32_000;
const PORTS_TRIED: u32 = 200;
/// How long a checker waits for a connection while the database is being killed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A guard that is switched off, to prove that the checks would notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Guard {
    /// Events are applied without looking whether they were applied before.
    Inbox,
    /// Events are published once and forgotten.
    Outbox,
}

impl Guard {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Outbox => "outbox",
        }
    }

    fn variable(self) -> &'static str {
        match self {
            Self::Inbox => "MINGJING__SWITCHES__WITHOUT_INBOX",
            Self::Outbox => "MINGJING__SWITCHES__WITHOUT_OUTBOX",
        }
    }
}

/// Everything a run stands on.
#[derive(Debug)]
pub(super) struct World {
    pub(super) postgres: Postgres,
    pub(super) nats: Nats,
    pub(super) clock: Arc<MovableClock>,
    pub(super) admin: PgPool,
    without: Option<Guard>,
    programs: PathBuf,
    // After the servers: they end first.
    folder: TempDir,
}

impl World {
    pub(super) async fn open(programs: &Path, without: Option<Guard>) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("mingjing-faults-")
            .tempdir()?;
        let mut options = PostgresOptions::new(folder.path().join("postgres"));
        options.die_with_parent = true;
        options.max_connections = 300;
        let postgres = Postgres::start(options).await?;
        postgres.ensure_database(DATABASE).await?;
        let mut options = NatsOptions::new(folder.path().join("nats"));
        options.die_with_parent = true;
        options.port = Some(free_port()?);
        let nats = Nats::start(options).await?;
        let clock = MovableClock::open(&folder.path().join("clock"))?;
        // The services know the public half only, the clients of this run hold the key.
        let issuer = Issuer::load_or_generate(&folder.path().join("issuer.pem"), ISSUER)?;
        std::fs::write(folder.path().join("jwks.json"), issuer.jwks().to_string())?;
        std::fs::create_dir_all(folder.path().join("logs"))?;
        let admin = PgPoolOptions::new()
            .max_connections(4)
            .acquire_timeout(PATIENCE)
            .connect_lazy(&postgres.url(DATABASE))?;
        let programs = programs.to_owned();
        let world = Self {
            postgres,
            nats,
            clock,
            admin,
            without,
            programs,
            folder,
        };
        runtime::migrate(&world.settings()?, &SERVICES).await?;
        Ok(world)
    }

    /// Settings of a service built in this process: to ask what it consumes.
    pub(super) fn settings(&self) -> anyhow::Result<Settings> {
        let file = |name: &str| self.path().join(name).display().to_string();
        Ok(Settings::load_with(
            None,
            &[
                ("database.url", self.postgres.url(DATABASE)),
                ("bus.url", self.nats.url()),
                ("blobs.kind", "local".to_owned()),
                ("blobs.path", file("blobs")),
                ("seal.key_file", file("seal.pem")),
            ],
        )?)
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn issuer_key(&self) -> PathBuf {
        self.path().join("issuer.pem")
    }

    /// The whole platform as one process.
    pub(super) fn platform(&self) -> anyhow::Result<Process> {
        let home = self.path().display().to_string();
        let arguments = ["--home", &home, "up", "--movable-clock"]
            .map(str::to_owned)
            .to_vec();
        let environment = vec![
            ("DATABASE_URL", self.postgres.url(DATABASE)),
            ("NATS_URL", self.nats.url()),
        ];
        self.process("mingjing", arguments, environment)
    }

    /// Every service that keeps a ledger or a projection, each a process of its own.
    pub(super) fn services(&self) -> anyhow::Result<Vec<Process>> {
        SERVICES
            .iter()
            .filter(|service| service.schema().is_some())
            .map(|service| {
                let file = |name: &str| self.path().join(name).display().to_string();
                let environment = vec![
                    ("MINGJING__DATABASE__URL", self.postgres.url(DATABASE)),
                    ("MINGJING__BUS__URL", self.nats.url()),
                    ("MINGJING__ACCESS__ISSUER", ISSUER.to_owned()),
                    ("MINGJING__ACCESS__JWKS_FILE", file("jwks.json")),
                    ("MINGJING__CLOCK__OFFSET_FILE", file("clock")),
                    ("MINGJING__BLOBS__KIND", "local".to_owned()),
                    ("MINGJING__BLOBS__PATH", file("blobs")),
                    ("MINGJING__SEAL__KEY_FILE", file("seal.pem")),
                ];
                self.process(service.name(), Vec::new(), environment)
            })
            .collect()
    }

    fn process(
        &self,
        name: &'static str,
        arguments: Vec<String>,
        mut environment: Vec<(&'static str, String)>,
    ) -> anyhow::Result<Process> {
        let path = self.programs.join(name);
        ensure!(
            path.is_file(),
            "{} is missing: build all programs with `cargo build --workspace --bins`",
            path.display()
        );
        let port = free_port()?;
        environment.push(("MINGJING__HTTP__LISTEN", format!("127.0.0.1:{port}")));
        environment.extend(
            self.without
                .map(|guard| (guard.variable(), "true".to_owned())),
        );
        let log = self.path().join("logs").join(format!("{name}.log"));
        let program = Program {
            name,
            path,
            arguments,
            environment,
            port,
            log,
        };
        Ok(Process::new(program))
    }

    /// Stops the servers and removes what they wrote; after a failure the folder stays, to be looked
    /// into.
    pub(super) async fn close(mut self, keep: bool) -> anyhow::Result<Option<PathBuf>> {
        self.admin.close().await;
        self.nats.stop().await?;
        self.postgres.stop().await?;
        if keep {
            return Ok(Some(self.folder.keep()));
        }
        self.postgres.wipe()?;
        Ok(None)
    }
}

fn free_port() -> anyhow::Result<u16> {
    let mut random = rand::rng();
    (0..PORTS_TRIED)
        .map(|_| random.random_range(PORTS))
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .context("no free port was found")
}
