//! Where a platform lives: its folder, its servers, its settings.

use std::fs::{self, File};
use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use runtime::{Service, Settings};
use secrecy::ExposeSecret as _;
use servers::{Nats, NatsOptions, Postgres, PostgresOptions};

/// Name of the database of a private PostgreSQL.
const DATABASE: &str = "mingjing";
/// How many ports after the wanted one are tried.
const PORTS_TRIED: u16 = 50;
/// What the embedded platform's tokens name as their issuer.
pub(crate) const ISSUER: &str = "mingjing";

/// Every service, in the order of a matter's way.
pub(crate) const SERVICES: [&dyn Service; 8] = [
    &complaint::ComplaintService,
    &intake::IntakeService,
    &dispatch::DispatchService,
    &evidence::EvidenceService,
    &penalty::PenaltyService,
    &disclosure::DisclosureService,
    &oversight::OversightService,
    &portal::PortalService,
];

/// One provider for all TLS in the process.
pub(crate) fn install_tls() {
    // It fails only when one is installed already.
    let _installed = rustls::crypto::aws_lc_rs::default_provider().install_default();
}

/// Writes a line for the person at the terminal.
pub(crate) fn say(line: impl AsRef<str>) {
    let mut out = std::io::stdout().lock();
    // A closed terminal is no reason to fail.
    let _written = writeln!(out, "{}", line.as_ref());
}

/// The folder of a platform.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    path: PathBuf,
}

impl Home {
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self {
            path: path.canonicalize()?,
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn issuer_key(&self) -> PathBuf {
        self.path.join("issuer.pem")
    }

    pub(crate) fn clock(&self) -> PathBuf {
        self.path.join("clock")
    }

    fn address(&self) -> PathBuf {
        self.path.join("address")
    }

    /// Where the platform of this folder listens, when it runs.
    pub(crate) fn running_at(&self) -> anyhow::Result<String> {
        fs::read_to_string(self.address()).context(
            "no platform runs in this folder: start one with `make run` in another terminal, or name \
             its address",
        )
    }

    pub(crate) fn note_address(&self, address: Option<SocketAddr>) -> anyhow::Result<()> {
        match address {
            Some(address) => fs::write(self.address(), format!("http://{address}"))?,
            None => fs::remove_file(self.address())?,
        }
        Ok(())
    }

    /// Held while a platform runs in this folder.
    pub(crate) fn lock(&self) -> anyhow::Result<File> {
        let file = File::create(self.path.join("lock"))?;
        if file.try_lock().is_err() {
            let address = self
                .running_at()
                .unwrap_or_else(|_| "an unknown address".to_owned());
            bail!(
                "a platform already runs in {} at {address}",
                self.path.display()
            );
        }
        Ok(file)
    }
}

/// Where and how a platform runs.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) home: Home,
    pub(crate) config: Option<PathBuf>,
    pub(crate) database_url: Option<String>,
    pub(crate) nats_url: Option<String>,
}

/// The private servers of a platform.
#[derive(Debug, Default)]
pub(crate) struct PrivateServers {
    postgres: Option<Postgres>,
    nats: Option<Nats>,
}

impl PrivateServers {
    /// Stops what this command started; what a running platform uses stays.
    pub(crate) async fn stop_unless_running(mut self) {
        if self.postgres.as_ref().is_some_and(Postgres::is_attached) {
            self.postgres = None;
        }
        if self.nats.as_ref().is_some_and(Nats::is_attached) {
            self.nats = None;
        }
        self.stop().await;
    }

    pub(crate) async fn stop(mut self) {
        if let Some(nats) = &mut self.nats
            && let Err(error) = nats.stop().await
        {
            tracing::warn!(%error, "nats-server did not stop");
        }
        if let Some(postgres) = &mut self.postgres
            && let Err(error) = postgres.stop().await
        {
            tracing::warn!(%error, "PostgreSQL did not stop");
        }
    }
}

impl Place {
    /// Starts, or finds running, what this platform stands on, and names it in the settings.
    pub(crate) async fn servers(
        &self,
        winning: &mut Vec<(&'static str, String)>,
    ) -> anyhow::Result<PrivateServers> {
        let mut servers = self.servers_for_database(winning).await?;
        let nats_url = if let Some(url) = self.given_nats()? {
            url
        } else {
            let options = NatsOptions::new(self.home.path().join("nats"));
            let nats = Nats::attach_or_start(options).await?;
            let url = nats.url();
            servers.nats = Some(nats);
            url
        };
        winning.push(("bus.url", nats_url));
        Ok(servers)
    }

    /// As [`servers`](Self::servers), for commands that need no broker.
    pub(crate) async fn servers_for_database(
        &self,
        winning: &mut Vec<(&'static str, String)>,
    ) -> anyhow::Result<PrivateServers> {
        let mut servers = PrivateServers::default();
        let database_url = if let Some(url) = self.given_database()? {
            url
        } else {
            let options = PostgresOptions::new(self.home.path().join("postgres"));
            let postgres = Postgres::attach_or_start(options).await?;
            postgres.ensure_database(DATABASE).await?;
            let url = postgres.url(DATABASE);
            servers.postgres = Some(postgres);
            url
        };
        winning.push(("database.url", database_url));
        Ok(servers)
    }

    /// The database that the command line, the settings file or the environment names.
    fn given_database(&self) -> anyhow::Result<Option<String>> {
        if self.database_url.is_some() {
            return Ok(self.database_url.clone());
        }
        let url = Settings::load(self.config.as_deref())?.database.url;
        let usual = Settings::default().database.url;
        let named = url.expose_secret() != usual.expose_secret();
        Ok(named.then(|| url.expose_secret().to_owned()))
    }

    /// The broker, likewise.
    fn given_nats(&self) -> anyhow::Result<Option<String>> {
        if self.nats_url.is_some() {
            return Ok(self.nats_url.clone());
        }
        let url = Settings::load(self.config.as_deref())?.bus.url;
        Ok((url != Settings::default().bus.url).then_some(url))
    }

    /// The settings of the embedded platform.
    pub(crate) fn settings(
        &self,
        mut winning: Vec<(&'static str, String)>,
    ) -> anyhow::Result<Settings> {
        winning.push(("access.issuer", ISSUER.to_owned()));
        winning.push((
            "access.issuer_key",
            self.home.issuer_key().display().to_string(),
        ));
        winning.push(("blobs.kind", "local".to_owned()));
        winning.push((
            "blobs.path",
            self.home.path().join("blobs").display().to_string(),
        ));
        winning.push((
            "seal.key_file",
            self.home.path().join("seal.pem").display().to_string(),
        ));
        Ok(Settings::load_with(self.config.as_deref(), &winning)?)
    }
}

/// The wanted address, or the next free port after it, with a sentence that says so.
pub(crate) fn free_address(wanted: SocketAddr) -> anyhow::Result<SocketAddr> {
    for offset in 0..PORTS_TRIED {
        let Some(port) = wanted.port().checked_add(offset) else {
            break;
        };
        let address = SocketAddr::new(wanted.ip(), port);
        if TcpListener::bind(address).is_ok() {
            if offset > 0 {
                say(format!("Port {} is in use; taking {port}.", wanted.port()));
            }
            return Ok(address);
        }
    }
    bail!(
        "no free port from {} on: stop what uses it, or set MINGJING__HTTP__LISTEN=127.0.0.1:<port>",
        wanted.port()
    )
}
