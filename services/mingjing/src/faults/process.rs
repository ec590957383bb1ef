//! One process of the platform, to be killed and started again.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, bail};
use tokio::process::{Child, Command};
use tokio::time::Instant;

/// How often a start is looked at.
const POLL: Duration = Duration::from_millis(20);
/// Bound on one look.
const LOOK_LIMIT: Duration = Duration::from_secs(2);

/// How a process is started, every time the same.
#[derive(Debug, Clone)]
pub(super) struct Program {
    /// For reports: `mingjing`, or the service's name.
    pub(super) name: &'static str,
    pub(super) path: PathBuf,
    pub(super) arguments: Vec<String>,
    pub(super) environment: Vec<(&'static str, String)>,
    /// Where it will listen.
    pub(super) port: u16,
    pub(super) log: PathBuf,
}

/// A process, running or not.
#[derive(Debug)]
pub(super) struct Process {
    pub(super) program: Program,
    child: Option<Child>,
    was_ready: bool,
}

impl Process {
    pub(super) fn new(program: Program) -> Self {
        Self {
            program,
            child: None,
            was_ready: false,
        }
    }

    /// Starts it without waiting. Ends with this thread, however that ends: call it from a thread
    /// that lives as long as the run.
    pub(super) fn start(&mut self) -> anyhow::Result<()> {
        let program = &self.program;
        let log = open_log(&program.log)?;
        let child = Command::new("setpriv")
            .args(["--pdeathsig", "KILL", "--"])
            .arg(&program.path)
            .args(&program.arguments)
            .env_remove("DATABASE_URL")
            .env_remove("NATS_URL")
            .envs(program.environment.iter().map(|(key, value)| (key, value)))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", program.path.display()))?;
        self.child = Some(child);
        self.was_ready = false;
        Ok(())
    }

    /// SIGKILL, and waits until it is gone.
    pub(super) async fn kill(&mut self) -> anyhow::Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill().await.context("cannot kill a process")?;
        }
        Ok(())
    }

    /// Whether it ended by itself, and had been ready before: no outage may bring that about.
    pub(super) fn ended(&mut self) -> Option<Ended> {
        let status = self.child.as_mut()?.try_wait().ok().flatten()?;
        self.child = None;
        Some(Ended {
            name: self.program.name,
            status: status.to_string(),
            was_ready: self.was_ready,
        })
    }

    /// Answers readiness now?
    pub(super) async fn is_ready(&mut self, http: &reqwest::Client) -> bool {
        let url = format!("http://127.0.0.1:{}/readyz", self.program.port);
        let asked = http.get(url).timeout(LOOK_LIMIT).send().await;
        let ready = asked.is_ok_and(|response| response.status().is_success());
        self.was_ready |= ready;
        ready
    }

    /// Waits until it is ready; it is started again when it ends meanwhile, because what it stands on
    /// may be away. Returns how often that was.
    pub(super) async fn wait_ready(
        &mut self,
        http: &reqwest::Client,
        limit: Duration,
    ) -> anyhow::Result<Vec<Ended>> {
        let end = Instant::now() + limit;
        let mut ended = Vec::new();
        while !self.is_ready(http).await {
            if let Some(one) = self.ended() {
                ended.push(one);
                self.start()?;
            }
            if Instant::now() >= end {
                bail!(
                    "{} was not ready after {} s: see {}",
                    self.program.name,
                    limit.as_secs(),
                    self.program.log.display()
                );
            }
            tokio::time::sleep(POLL).await;
        }
        Ok(ended)
    }
}

/// A process that ended without being killed.
#[derive(Debug, Clone)]
pub(super) struct Ended {
    pub(super) name: &'static str,
    pub(super) status: String,
    pub(super) was_ready: bool,
}

fn open_log(path: &Path) -> anyhow::Result<std::fs::File> {
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .with_context(|| format!("cannot write {}", path.display()))
}
