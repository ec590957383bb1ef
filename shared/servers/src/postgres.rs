//! A private `PostgreSQL` on a unix socket.

mod binaries;
mod cluster;
mod options;
mod owner;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use rustix::process::Signal;

pub use self::{binaries::PostgresBinaries, options::PostgresOptions};
use self::{
    cluster::{Cluster, Live},
    options::PARENT_DEATH_SIGNAL,
};
use crate::{Error, folder, process, process::Server};

/// The role that owns everything; the socket folder is the password.
const USER: &str = "mingjing";

/// The port only names the socket file, nothing listens on TCP.
const PORT: &str = "5432";

/// A fast shutdown ends sessions and writes a checkpoint.
const FAST_STOP_LIMIT: Duration = Duration::from_secs(30);

/// An immediate shutdown only ends processes.
const IMMEDIATE_STOP_LIMIT: Duration = Duration::from_secs(10);

/// A private `PostgreSQL` server, started or attached to.
///
/// Dropping the handle stops the server only where `die_with_parent` was set.
#[derive(Debug)]
pub struct Postgres {
    options: PostgresOptions,
    binaries: PostgresBinaries,
    cluster: Cluster,
    server: Option<Server>,
}

impl Postgres {
    /// Starts a server on `options.data_dir`, initialising it on first use.
    ///
    /// What a crash left behind (a stale pid file, a half-made cluster) is cleared away.
    ///
    /// # Errors
    /// [`Error::AlreadyRunning`] when a live server owns the folder; otherwise what kept the
    /// server from becoming ready.
    pub async fn start(options: PostgresOptions) -> Result<Self, Error> {
        Self::open(options, false).await
    }

    /// Attaches to the server that runs on `options.data_dir`, or starts one.
    ///
    /// An attached server keeps the settings it was started with.
    ///
    /// # Errors
    /// As [`Postgres::start`], but a running server is no error.
    pub async fn attach_or_start(options: PostgresOptions) -> Result<Self, Error> {
        Self::open(options, true).await
    }

    async fn open(options: PostgresOptions, attach: bool) -> Result<Self, Error> {
        let binaries = match &options.binaries {
            Some(binaries) => binaries.clone(),
            None => PostgresBinaries::find().await?,
        };
        let dir = folder::ensure(&options.data_dir)?;
        let lock = folder::lock(&dir).await?;
        let cluster = Cluster::locate(dir).await?;
        let mut this = Self {
            options,
            binaries,
            cluster,
            server: None,
        };
        match this.cluster.live() {
            Some(live) if attach => this.attach(live).await?,
            Some(live) => return Err(this.cluster.already_running(live.pid)),
            None => this.launch().await?,
        }
        drop(lock);
        Ok(this)
    }

    async fn attach(&mut self, live: Live) -> Result<(), Error> {
        let Some(socket_dir) = live.socket_dir else {
            return Err(self.cluster.already_running(live.pid));
        };
        self.cluster.socket_dir = socket_dir;
        self.server = Some(Server::attached(live.pid));
        self.wait_ready().await
    }

    async fn launch(&mut self) -> Result<(), Error> {
        self.cluster
            .initialise(&self.binaries, self.options.durable)
            .await?;
        self.cluster.prepare_start().await?;
        let death = self.options.die_with_parent.then_some(PARENT_DEATH_SIGNAL);
        let user = self.cluster.owner.as_ref().map(|owner| owner.name);
        let mut command = process::command(&self.binaries.program("postgres"), user, death);
        command.args(self.options.arguments(&self.cluster));
        binaries::forget_environment(&mut command);
        let log = self.cluster.log();
        let child = process::spawn(command, &log)
            .map_err(Error::io("start", self.binaries.program("postgres")))?;
        self.server = Some(Server::child(child));
        if let Err(error) = self.wait_ready().await {
            self.end_now().await;
            self.cluster.leave_socket_dir();
            return Err(error);
        }
        tracing::debug!(pid = self.pid(), socket = %self.socket_dir().display(), "postgres ready");
        Ok(())
    }

    async fn wait_ready(&mut self) -> Result<(), Error> {
        let Some(server) = &mut self.server else {
            return Ok(());
        };
        let limit = self.options.start_limit;
        let mut status = None;
        let settled = process::wait_until(limit, || {
            if !server.is_running() {
                let ended = server.ended().map(|ended| ended.to_string());
                status = Some(ended.unwrap_or_else(|| "status unknown".to_owned()));
                return true;
            }
            self.cluster
                .live()
                .is_some_and(|live| live.ready && live.pid == server.pid())
        })
        .await;
        let log = self.cluster.log();
        let tail = |log: &Path| folder::tail(log);
        match status {
            Some(status) => {
                self.server = None;
                let tail = tail(&log);
                Err(Error::EndedEarly {
                    program: "postgres",
                    status,
                    log,
                    tail,
                })
            }
            None if settled => Ok(()),
            None => Err(Error::TooSlow {
                program: "postgres",
                state: "ready",
                waited: limit,
                tail: tail(&log),
                log,
            }),
        }
    }

    /// The address of a database, as sqlx and libpq read it.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        let socket_dir = self.socket_dir().display();
        format!("postgres://{USER}@localhost/{database}?host={socket_dir}")
    }

    /// The folder of the unix socket: `PGHOST` for psql and pgbench, user `mingjing`.
    #[must_use]
    pub fn socket_dir(&self) -> &Path {
        &self.cluster.socket_dir
    }

    /// The folder of the data: `<data_dir>/data`, or a folder under `/var/lib/mingjing` where the
    /// database user cannot reach the former.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.cluster.data
    }

    /// The log of the server.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.cluster.log()
    }

    /// The programs in use.
    #[must_use]
    pub fn binaries(&self) -> &PostgresBinaries {
        &self.binaries
    }

    /// The process id of the postmaster, none while stopped.
    #[must_use]
    pub fn pid(&self) -> Option<u32> {
        self.server.as_ref().map(Server::pid)
    }

    /// Whether the postmaster is alive now.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.server.as_ref().is_some_and(Server::is_running)
    }

    /// Whether the server was already running when this handle was made.
    #[must_use]
    pub fn is_attached(&self) -> bool {
        self.server.as_ref().is_some_and(Server::is_attached)
    }

    /// Runs SQL through psql and returns the rows, unaligned, one a line.
    ///
    /// # Errors
    /// [`Error::CommandFailed`] with what psql wrote.
    pub async fn psql(&self, database: &str, sql: &str) -> Result<String, Error> {
        let mut command = std::process::Command::new(self.binaries.program("psql"));
        command.args([
            "-X",
            "-A",
            "-t",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-p",
            PORT,
            "-U",
            USER,
        ]);
        command
            .arg("-h")
            .arg(self.socket_dir())
            .args(["-d", database, "-c", sql]);
        binaries::forget_environment(&mut command);
        Ok(process::output(command).await?.trim_end().to_owned())
    }

    /// Creates the database unless it exists.
    ///
    /// # Errors
    /// [`Error::CommandFailed`] when the server refuses.
    pub async fn ensure_database(&self, name: &str) -> Result<(), Error> {
        let literal = name.replace('\'', "''");
        let identifier = name.replace('"', "\"\"");
        let exists = format!("select 1 from pg_database where datname = '{literal}'");
        if self.psql("postgres", &exists).await?.is_empty() {
            self.psql("postgres", &format!("create database \"{identifier}\""))
                .await?;
        }
        Ok(())
    }

    /// Stops the server: fast shutdown first, immediate shutdown when that takes too long.
    ///
    /// # Errors
    /// [`Error::TooSlow`] when even the immediate shutdown does not end it.
    pub async fn stop(&mut self) -> Result<(), Error> {
        let Some(server) = &mut self.server else {
            return Ok(());
        };
        let signal_failed = || Error::io("signal", "postgres");
        server.signal(Signal::INT).map_err(signal_failed())?;
        if !server.wait_gone(FAST_STOP_LIMIT).await {
            server.signal(Signal::QUIT).map_err(signal_failed())?;
            if !server.wait_gone(IMMEDIATE_STOP_LIMIT).await {
                let log = self.cluster.log();
                return Err(Error::TooSlow {
                    program: "postgres",
                    state: "stopped",
                    waited: FAST_STOP_LIMIT + IMMEDIATE_STOP_LIMIT,
                    tail: folder::tail(&log),
                    log,
                });
            }
        }
        self.server = None;
        self.cluster.leave_socket_dir();
        Ok(())
    }

    /// Kills the postmaster and all its processes with SIGKILL. Data on the disk stay as they
    /// are; a server that is not durable loses its last commits.
    ///
    /// # Errors
    /// [`Error::Io`] when a signal cannot be sent, [`Error::TooSlow`] when a process survives.
    pub async fn kill9(&mut self) -> Result<(), Error> {
        let Some(mut server) = self.server.take() else {
            return Ok(());
        };
        let pid = server.pid();
        // Stopped first, so that it starts no further process while we count them.
        server
            .signal(Signal::STOP)
            .map_err(Error::io("signal", "postgres"))?;
        let children = process::children(pid);
        for victim in std::iter::once(pid).chain(children.iter().copied()) {
            process::signal(victim, Signal::KILL).map_err(Error::io("signal", "postgres"))?;
        }
        let gone = server.wait_gone(IMMEDIATE_STOP_LIMIT).await
            && process::wait_until(IMMEDIATE_STOP_LIMIT, || {
                !children.iter().any(|child| process::is_running(*child))
            })
            .await;
        if gone {
            return Ok(());
        }
        let log = self.cluster.log();
        Err(Error::TooSlow {
            program: "postgres",
            state: "killed",
            waited: IMMEDIATE_STOP_LIMIT,
            tail: folder::tail(&log),
            log,
        })
    }

    /// Stops the server if it runs and starts it again on the same data and socket.
    ///
    /// # Errors
    /// As [`Postgres::stop`] and [`Postgres::start`].
    pub async fn restart(&mut self) -> Result<(), Error> {
        self.stop().await?;
        let _lock = folder::lock(&self.cluster.dir).await?;
        match self.cluster.live() {
            Some(live) => Err(self.cluster.already_running(live.pid)),
            None => self.launch().await,
        }
    }

    /// Deletes the data of a stopped server.
    ///
    /// # Errors
    /// [`Error::StillRunning`], or [`Error::Io`] when a file cannot be removed.
    pub fn wipe(&mut self) -> Result<(), Error> {
        if self.is_running() || self.cluster.live().is_some() {
            return Err(Error::StillRunning("postgres"));
        }
        self.server = None;
        self.cluster.remove()
    }

    async fn end_now(&mut self) {
        if let Some(mut server) = self.server.take() {
            drop(server.signal(Signal::QUIT));
            if !server.wait_gone(IMMEDIATE_STOP_LIMIT).await {
                drop(server.signal(Signal::KILL));
            }
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if !self.options.die_with_parent {
            return;
        }
        if let Some(mut server) = self.server.take().filter(|server| !server.is_attached()) {
            drop(server.signal(Signal::QUIT));
            server.wait_gone_blocking(IMMEDIATE_STOP_LIMIT);
            self.cluster.leave_socket_dir();
        }
    }
}
