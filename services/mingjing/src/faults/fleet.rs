//! The processes of one phase: the whole platform in one, or one for each service.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;

use super::process::{Ended, Process};

/// A start on a busy machine, after everything else was restarted too.
const START_LIMIT: Duration = Duration::from_secs(90);

/// Where each service listens.
#[derive(Debug, Clone)]
pub(super) struct Addresses(Arc<HashMap<&'static str, u16>>);

impl Addresses {
    /// The address of a service, without a slash at its end.
    pub(super) fn of(&self, service: &str) -> String {
        // One process answers for every service.
        let port = self.0.get(service).or_else(|| self.0.get("mingjing"));
        format!("http://127.0.0.1:{}", port.copied().unwrap_or_default())
    }
}

/// The processes.
#[derive(Debug)]
pub(super) struct Fleet {
    processes: Vec<Process>,
    http: reqwest::Client,
    /// What ended without being killed.
    pub(super) ended: Vec<Ended>,
}

impl Fleet {
    /// Starts them all and waits until they are ready.
    pub(super) async fn start(processes: Vec<Process>) -> anyhow::Result<Self> {
        let http = reqwest::Client::builder()
            .pool_max_idle_per_host(0)
            .build()?;
        let mut fleet = Self {
            processes,
            http,
            ended: Vec::new(),
        };
        fleet.start_all().await?;
        Ok(fleet)
    }

    /// Starts them all, when none runs, and waits until they are ready.
    pub(super) async fn start_all(&mut self) -> anyhow::Result<()> {
        for process in &mut self.processes {
            process.start()?;
        }
        self.heal().await?;
        Ok(())
    }

    pub(super) fn len(&self) -> usize {
        self.processes.len()
    }

    pub(super) fn addresses(&self) -> Addresses {
        let ports = self.processes.iter().map(|process| {
            let program = &process.program;
            (program.name, program.port)
        });
        Addresses(Arc::new(ports.collect()))
    }

    fn process(&mut self, number: usize) -> anyhow::Result<&mut Process> {
        self.processes
            .get_mut(number)
            .context("there is no such process")
    }

    pub(super) async fn kill(&mut self, number: usize) -> anyhow::Result<&'static str> {
        let process = self.process(number)?;
        process.kill().await?;
        Ok(process.program.name)
    }

    /// Starts one that was killed; does not wait.
    pub(super) fn restart(&mut self, number: usize) -> anyhow::Result<()> {
        self.process(number)?.start()
    }

    /// Waits until one is ready; returns how long that took.
    pub(super) async fn wait_ready(&mut self, number: usize) -> anyhow::Result<Duration> {
        let began = Instant::now();
        let http = self.http.clone();
        let ended = self.process(number)?.wait_ready(&http, START_LIMIT).await?;
        self.ended.extend(ended);
        Ok(began.elapsed())
    }

    /// Waits until all are ready, starting what is down.
    pub(super) async fn heal(&mut self) -> anyhow::Result<Duration> {
        let began = Instant::now();
        self.revive()?;
        for number in 0..self.processes.len() {
            self.wait_ready(number).await?;
        }
        Ok(began.elapsed())
    }

    /// Starts again what ended by itself.
    pub(super) fn revive(&mut self) -> anyhow::Result<()> {
        for process in &mut self.processes {
            if let Some(ended) = process.ended() {
                self.ended.push(ended);
                process.start()?;
            }
        }
        Ok(())
    }

    /// Ends them all, without ceremony.
    pub(super) async fn end(&mut self) -> anyhow::Result<()> {
        for process in &mut self.processes {
            process.kill().await?;
        }
        Ok(())
    }
}
