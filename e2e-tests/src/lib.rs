//! The whole platform as child processes, for tests that look at it from outside.
//!
//! Servers and programs are private to one [`Platform`]; ports are free ones; everything ends with it.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use jiff::civil::{Date, date};
use kernel::Clock as _;
use mingjing::journey::{Client, People};
use runtime::SystemClock;
use servers::{Nats, NatsOptions, Postgres, PostgresOptions};
use tempfile::TempDir;
use testkit::eventually;
use tokio::process::{Child, Command};

/// The six domain services, oversight, and the portal in front of them.
pub const SERVICES: [&str; 8] = [
    "complaint",
    "intake",
    "dispatch",
    "evidence",
    "penalty",
    "disclosure",
    "oversight",
    "portal",
];

/// The day on which every matter begins: a Monday with a published calendar before it and after it.
const FIRST_DAY: Date = date(2026, 3, 2);
/// How long a platform may take to come up on a busy machine.
const START: Duration = Duration::from_mins(2);
/// How often it is looked at.
const POLL: Duration = Duration::from_millis(100);

/// How the platform runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Everything in one process: `mingjing up`.
    OneProcess,
    /// One process per service, this many of each; one portal.
    PerService(usize),
}

/// A running platform.
#[derive(Debug)]
pub struct Platform {
    /// The database server.
    pub postgres: Postgres,
    /// The broker.
    pub nats: Nats,
    /// Its folder.
    pub home: TempDir,
    children: Vec<Child>,
    url: String,
}

impl Platform {
    /// Starts a platform whose clock can be moved. Traces go to `otlp`, when it is given.
    ///
    /// # Errors
    /// When a server or a program does not start.
    pub async fn start(shape: Shape, otlp: Option<&str>) -> anyhow::Result<Self> {
        let home = tempfile::tempdir()?;
        let postgres =
            Postgres::start(PostgresOptions::for_tests(home.path().join("postgres"))).await?;
        postgres.ensure_database("mingjing").await?;
        let nats = Nats::start(NatsOptions::for_tests(home.path().join("nats"))).await?;
        start_clock_at(&home.path().join("clock"), FIRST_DAY)?;
        let mut platform = Self {
            postgres,
            nats,
            home,
            children: Vec::new(),
            url: String::new(),
        };
        match shape {
            Shape::OneProcess => platform.start_one(otlp).await?,
            Shape::PerService(replicas) => platform.start_each(replicas, otlp).await?,
        }
        Ok(platform)
    }

    /// Where the portal listens.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A client with everybody's tokens.
    ///
    /// # Errors
    /// When the issuer's key cannot be read.
    pub fn client(&self) -> anyhow::Result<Client> {
        Ok(Client::new(
            self.url.clone(),
            People::with_key(&self.key())?,
        ))
    }

    /// Runs the command line against this platform's servers and returns what it printed.
    ///
    /// # Errors
    /// When it fails; with what it said.
    pub async fn command_line(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = Command::new(program("mingjing")?)
            .arg("--home")
            .arg(self.home.path())
            .args(arguments)
            .env("DATABASE_URL", self.postgres.url("mingjing"))
            .env("NATS_URL", self.nats.url())
            .output()
            .await?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let problem = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "{arguments:?} failed: {problem}");
        Ok(said)
    }

    fn key(&self) -> PathBuf {
        self.home.path().join("issuer.pem")
    }

    async fn start_one(&mut self, otlp: Option<&str>) -> anyhow::Result<()> {
        let port = free_port()?;
        self.url = format!("http://127.0.0.1:{port}");
        let mut command = self.command("mingjing", port, otlp)?;
        command
            .arg("--home")
            .arg(self.home.path())
            .args(["up", "--movable-clock"]);
        command.env("DATABASE_URL", self.postgres.url("mingjing"));
        command.env("NATS_URL", self.nats.url());
        self.children.push(command.spawn()?);
        self.ready(&self.url).await
    }

    async fn start_each(&mut self, replicas: usize, otlp: Option<&str>) -> anyhow::Result<()> {
        let mut migrate = Command::new(program("mingjing")?);
        migrate.arg("--home").arg(self.home.path()).arg("migrate");
        migrate.env("DATABASE_URL", self.postgres.url("mingjing"));
        let outcome = migrate.output().await?;
        let said = String::from_utf8_lossy(&outcome.stderr).into_owned();
        ensure!(outcome.status.success(), "migrate failed: {said}");
        let portal = free_port()?;
        self.url = format!("http://127.0.0.1:{portal}");
        let mut addresses = Vec::new();
        let mut gateway = Vec::new();
        for service in SERVICES.iter().filter(|service| **service != "portal") {
            let mut upstreams = Vec::new();
            for _ in 0..replicas {
                let port = free_port()?;
                let address = format!("http://127.0.0.1:{port}");
                let mut command = self.command(service, port, otlp)?;
                command.env(
                    "MINGJING__ACCESS__JWKS_URL",
                    format!("{}/.well-known/jwks.json", self.url),
                );
                self.children.push(command.spawn()?);
                upstreams.push(address.clone());
                addresses.push(address);
            }
            let key = format!("MINGJING__GATEWAY__UPSTREAMS__{}", service.to_uppercase());
            gateway.push((key, upstreams.join(",")));
        }
        let mut command = self.command("portal", portal, otlp)?;
        command.env("MINGJING__ACCESS__ISSUER_KEY", self.key());
        for (key, upstreams) in gateway {
            command.env(key, upstreams);
        }
        self.children.push(command.spawn()?);
        for address in &addresses {
            self.ready(address).await?;
        }
        self.ready(&self.url).await
    }

    fn command(&self, name: &str, port: u16, otlp: Option<&str>) -> anyhow::Result<Command> {
        let mut command = Command::new(program(name)?);
        command
            .stdout(Stdio::null())
            .stderr(log_file(self.home.path(), name, port)?)
            .kill_on_drop(true)
            .env("MINGJING__HTTP__LISTEN", format!("127.0.0.1:{port}"))
            .env("MINGJING__DATABASE__URL", self.postgres.url("mingjing"))
            .env("MINGJING__DATABASE__CONNECTIONS_MAX", "8")
            .env("MINGJING__BUS__URL", self.nats.url())
            .env("MINGJING__ACCESS__ISSUER", "mingjing")
            .env(
                "MINGJING__CLOCK__OFFSET_FILE",
                self.home.path().join("clock"),
            )
            .env("MINGJING__BLOBS__KIND", "local")
            .env("MINGJING__BLOBS__PATH", self.home.path().join("blobs"))
            .env(
                "MINGJING__SEAL__KEY_FILE",
                self.home.path().join("seal.pem"),
            );
        if let Some(endpoint) = otlp {
            command.env("MINGJING__TELEMETRY__OTLP_ENDPOINT", endpoint);
        }
        Ok(command)
    }

    async fn ready(&self, address: &str) -> anyhow::Result<()> {
        let client = reqwest::Client::new();
        eventually(START, POLL, async || {
            let response = client.get(format!("{address}/readyz")).send().await?;
            ensure!(
                response.status().is_success(),
                "{address}: {}",
                response.status()
            );
            Ok::<_, anyhow::Error>(())
        })
        .await
        .with_context(|| format!("logs are in {}", self.home.path().display()))
    }

    /// Asks every process to stop and waits for it: what they hold back is flushed.
    ///
    /// # Errors
    /// When one does not stop in time.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        for child in &self.children {
            if let Some(pid) = child.id() {
                Command::new("kill").arg(pid.to_string()).status().await?;
            }
        }
        for child in &mut self.children {
            let ended = tokio::time::timeout(Duration::from_secs(40), child.wait()).await;
            ensure!(ended.is_ok(), "a process did not stop when it was asked to");
        }
        self.nats.stop().await?;
        self.postgres.stop().await?;
        Ok(())
    }
}

/// A program of this workspace, built beside the running test.
///
/// # Errors
/// When it is not built.
pub fn program(name: &str) -> anyhow::Result<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here
        .ancestors()
        .find(|folder| folder.join(name).is_file())
        .with_context(|| format!("{name} is not built: use `make test`"))?;
    Ok(folder.join(name))
}

/// Sets a platform's clock before it starts, so that no test depends on the day it runs.
fn start_clock_at(file: &Path, day: Date) -> anyhow::Result<()> {
    let wanted = kernel::timestamp_at(day.at(9, 0, 0, 0));
    let offset = wanted.duration_since(SystemClock.now());
    std::fs::write(file, offset.as_millis().to_string())?;
    Ok(())
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn log_file(home: &Path, name: &str, port: u16) -> anyhow::Result<Stdio> {
    Ok(Stdio::from(std::fs::File::create(
        home.join(format!("{name}-{port}.log")),
    )?))
}
