//! A private `nats-server` with `JetStream` on 127.0.0.1.

mod binary;
mod config;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use rustix::process::Signal;
use serde::Deserialize;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpStream,
};

pub use self::{
    binary::NatsBinary,
    config::{NatsOptions, SyncInterval},
};
use crate::{Error, folder, process, process::Server};

/// A stop writes state and closes connections.
const STOP_LIMIT: Duration = Duration::from_secs(15);

/// A killed process is gone when the kernel has freed its memory.
const KILL_LIMIT: Duration = Duration::from_secs(10);

/// One attempt to read the server's greeting.
const GREETING_LIMIT: Duration = Duration::from_secs(2);

/// A private `nats-server`, started or attached to.
///
/// Dropping the handle stops the server only where `die_with_parent` was set.
#[derive(Debug)]
pub struct Nats {
    options: NatsOptions,
    binary: NatsBinary,
    dir: PathBuf,
    port: u16,
    monitor_port: Option<u16>,
    server: Option<Server>,
}

/// The file a server writes about the ports it listens on.
#[derive(Debug, Deserialize)]
struct Ports {
    #[serde(default)]
    nats: Vec<String>,
    #[serde(default)]
    monitoring: Vec<String>,
}

/// The part of a server's greeting we look at.
#[derive(Debug, Deserialize)]
struct Greeting {
    #[serde(default)]
    jetstream: bool,
}

impl Nats {
    /// Starts a server on `options.store_dir`.
    ///
    /// # Errors
    /// [`Error::AlreadyRunning`] when a live server owns the folder, [`Error::PortInUse`] when the
    /// chosen port is taken; otherwise what kept the server from becoming ready.
    pub async fn start(options: NatsOptions) -> Result<Self, Error> {
        Self::open(options, false).await
    }

    /// Attaches to the server that runs on `options.store_dir`, or starts one.
    ///
    /// An attached server keeps the ports and settings it was started with.
    ///
    /// # Errors
    /// As [`Nats::start`], but a running server is no error.
    pub async fn attach_or_start(options: NatsOptions) -> Result<Self, Error> {
        Self::open(options, true).await
    }

    async fn open(options: NatsOptions, attach: bool) -> Result<Self, Error> {
        let binary = match &options.binary {
            Some(binary) => binary.clone(),
            None => NatsBinary::find().await?,
        };
        let dir = folder::ensure(&options.store_dir)?;
        let _lock = folder::lock(&dir).await?;
        let port = options.port.unwrap_or_default();
        let monitor_port = options.monitor_port;
        let mut this = Self {
            options,
            binary,
            dir,
            port,
            monitor_port,
            server: None,
        };
        match this.live() {
            Some(pid) if attach => {
                this.server = Some(Server::attached(pid));
                this.wait_ready().await?;
            }
            Some(pid) => return Err(this.already_running(pid)),
            None => this.launch().await?,
        }
        Ok(this)
    }

    fn already_running(&self, pid: u32) -> Error {
        Error::AlreadyRunning {
            program: "nats-server",
            folder: self.dir.clone(),
            pid,
        }
    }

    /// The process of the server that runs on our folder, if any.
    fn live(&self) -> Option<u32> {
        let pid = fs::read_to_string(self.dir.join(config::PID_FILE))
            .ok()?
            .trim()
            .parse()
            .ok()?;
        process::is_running_with(pid, "nats-server", &self.config_file()).then_some(pid)
    }

    fn config_file(&self) -> PathBuf {
        self.dir.join("nats.conf")
    }

    async fn launch(&mut self) -> Result<(), Error> {
        self.forget_last_run();
        if self.port != 0 && port_answers(self.port).await {
            return Err(Error::PortInUse(self.port));
        }
        let config = self.config_file();
        let text = config::text(&self.options, &self.dir, self.port, self.monitor_port);
        fs::write(&config, text).map_err(Error::io("write", &config))?;
        let death = self.options.die_with_parent.then_some("KILL");
        let mut command = process::command(self.binary.path(), None, death);
        command.arg("-c").arg(&config);
        let child =
            process::spawn(command, &self.log()).map_err(Error::io("start", self.binary.path()))?;
        self.server = Some(Server::child(child));
        if let Err(error) = self.wait_ready().await {
            if let Some(mut server) = self.server.take() {
                drop(server.signal(Signal::KILL));
                server.wait_gone(KILL_LIMIT).await;
            }
            return Err(error);
        }
        tracing::debug!(pid = self.pid(), port = self.port, "nats-server ready");
        Ok(())
    }

    /// Removes the pid and port files of a server that was killed.
    fn forget_last_run(&self) {
        let Ok(entries) = fs::read_dir(&self.dir) else {
            return;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let ports = path.extension().is_some_and(|end| end == "ports");
            if ports || path.ends_with(config::PID_FILE) {
                drop(fs::remove_file(path));
            }
        }
    }

    async fn wait_ready(&mut self) -> Result<(), Error> {
        let limit = self.options.start_limit;
        let end = tokio::time::Instant::now() + limit;
        loop {
            let Some(server) = &mut self.server else {
                return Ok(());
            };
            let pid = server.pid();
            if !server.is_running() {
                let status = server.ended().map(|ended| ended.to_string());
                self.server = None;
                let status = status.unwrap_or_else(|| "status unknown".to_owned());
                let log = self.log();
                let tail = folder::tail(&log);
                return Err(Error::EndedEarly {
                    program: "nats-server",
                    status,
                    log,
                    tail,
                });
            }
            if let Some((port, monitor_port)) = self.ports_of(pid)
                && greeting(port)
                    .await
                    .is_some_and(|greeting| greeting.jetstream)
            {
                self.port = port;
                self.monitor_port = monitor_port;
                return Ok(());
            }
            if tokio::time::Instant::now() >= end {
                let log = self.log();
                return Err(Error::TooSlow {
                    program: "nats-server",
                    state: "ready",
                    waited: limit,
                    tail: folder::tail(&log),
                    log,
                });
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// The ports a server wrote down: clients, monitoring.
    fn ports_of(&self, pid: u32) -> Option<(u16, Option<u16>)> {
        let file = self.dir.join(format!("nats-server_{pid}.ports"));
        let ports: Ports = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
        let last = |urls: &[String]| urls.first()?.rsplit(':').next()?.parse().ok();
        Some((last(&ports.nats)?, last(&ports.monitoring)))
    }

    /// The address for clients, e.g. `nats://127.0.0.1:4222`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// The client port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of the monitoring pages, where asked for.
    #[must_use]
    pub fn monitor_url(&self) -> Option<String> {
        self.monitor_port
            .map(|port| format!("http://127.0.0.1:{port}"))
    }

    /// The folder of configuration, log and store.
    #[must_use]
    pub fn store_dir(&self) -> &Path {
        &self.dir
    }

    /// The log of the server.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.dir.join("nats.log")
    }

    /// The program in use.
    #[must_use]
    pub fn binary(&self) -> &NatsBinary {
        &self.binary
    }

    /// The process id, none while stopped.
    #[must_use]
    pub fn pid(&self) -> Option<u32> {
        self.server.as_ref().map(Server::pid)
    }

    /// Whether the server is alive now.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.server.as_ref().is_some_and(Server::is_running)
    }

    /// Whether the server was already running when this handle was made.
    #[must_use]
    pub fn is_attached(&self) -> bool {
        self.server.as_ref().is_some_and(Server::is_attached)
    }

    /// Stops the server in order.
    ///
    /// # Errors
    /// [`Error::TooSlow`] when it does not end; it is left running then.
    pub async fn stop(&mut self) -> Result<(), Error> {
        self.end(Signal::TERM, STOP_LIMIT, "stopped").await
    }

    /// Kills the server with SIGKILL.
    ///
    /// # Errors
    /// [`Error::Io`] when the signal cannot be sent.
    pub async fn kill9(&mut self) -> Result<(), Error> {
        self.end(Signal::KILL, KILL_LIMIT, "killed").await
    }

    async fn end(
        &mut self,
        signal: Signal,
        limit: Duration,
        state: &'static str,
    ) -> Result<(), Error> {
        let Some(server) = &mut self.server else {
            return Ok(());
        };
        server
            .signal(signal)
            .map_err(Error::io("signal", "nats-server"))?;
        if server.wait_gone(limit).await {
            self.server = None;
            return Ok(());
        }
        let log = self.log();
        let tail = folder::tail(&log);
        Err(Error::TooSlow {
            program: "nats-server",
            state,
            waited: limit,
            tail,
            log,
        })
    }

    /// Stops the server if it runs and starts it again on the same ports and store.
    ///
    /// # Errors
    /// As [`Nats::stop`] and [`Nats::start`].
    pub async fn restart(&mut self) -> Result<(), Error> {
        self.stop().await?;
        let _lock = folder::lock(&self.dir).await?;
        match self.live() {
            Some(pid) => Err(self.already_running(pid)),
            None => self.launch().await,
        }
    }

    /// Deletes all streams of a stopped server.
    ///
    /// # Errors
    /// [`Error::StillRunning`], or [`Error::Io`] when a file cannot be removed.
    pub fn wipe(&mut self) -> Result<(), Error> {
        if self.is_running() || self.live().is_some() {
            return Err(Error::StillRunning("nats-server"));
        }
        self.server = None;
        let store = self.dir.join(config::STORE);
        match fs::remove_dir_all(&store) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Error::io("remove", store)(error))
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        if !self.options.die_with_parent {
            return;
        }
        if let Some(mut server) = self.server.take().filter(|server| !server.is_attached()) {
            drop(server.signal(Signal::KILL));
            server.wait_gone_blocking(KILL_LIMIT);
        }
    }
}

async fn port_answers(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).await.is_ok()
}

/// The `INFO` line a server sends to whoever connects.
async fn greeting(port: u16) -> Option<Greeting> {
    let read = async {
        let stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).await.ok()?;
        serde_json::from_str(line.strip_prefix("INFO ")?).ok()
    };
    tokio::time::timeout(GREETING_LIMIT, read)
        .await
        .ok()
        .flatten()
}
