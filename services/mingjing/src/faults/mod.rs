//! `mingjing faults`: kills the platform under load, again and again, and proves that nothing is lost
//! or doubled.
//!
//! A run has servers of its own, durable ones, and the platform as child processes: first all services
//! in one process, then each in its own. Clients report and follow their matters, sending every request
//! until it is answered; meanwhile a plan drawn from a seed kills processes and servers with SIGKILL
//! and moves the clock past deadlines. Then everything is brought up, the broker hands out every event
//! once more, and the ledgers, the inboxes, the projections and the answers that clients got are held
//! against each other. With a guard switched off the same checks must fail; a run ends with that proof.
//!
//! Absent on purpose: power cuts, full disks, partitions.

mod checks;
mod client;
mod fleet;
mod history;
mod nemesis;
mod phase;
mod plan;
mod process;
mod report;
mod script;
mod settle;
mod workload;
mod world;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;
use rand::RngExt as _;

use crate::platform::say;
use phase::{Scenario, play};
use plan::Counts;
use world::Guard;

/// How long the proof that a missing guard is noticed waits for rest that may never come.
const CONTROL_SETTLES: Duration = Duration::from_secs(5);

#[derive(Debug, Clone, Args)]
pub(crate) struct Options {
    /// How often the whole platform is killed while it is one process.
    #[arg(long, default_value_t = 50)]
    platform_kills: u32,
    /// How often single services are killed while each is a process.
    #[arg(long, default_value_t = 50)]
    service_kills: u32,
    /// How often nats-server is killed.
    #[arg(long, default_value_t = 10)]
    nats_kills: u32,
    /// How often PostgreSQL is killed.
    #[arg(long, default_value_t = 5)]
    postgres_kills: u32,
    /// Reports a second.
    #[arg(long, default_value_t = 8)]
    rate: u32,
    /// Seconds that may pass until the platform rests after the last kill.
    #[arg(long, default_value_t = 120)]
    settle: u64,
    /// Hand everything out again at once after the last kill, instead of first waiting until the broker
    /// notices by itself what was not acknowledged.
    #[arg(long)]
    hurry: bool,
    /// Draws the same blows again; printed at the start of every run.
    #[arg(long)]
    seed: Option<u64>,
    /// Switch a guard off: the run must then fail.
    #[arg(long, value_enum)]
    without: Option<Guard>,
    /// Leave out the proof that missing guards are noticed.
    #[arg(long)]
    no_controls: bool,
    /// Where to write what was found as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Folder of the programs; the one of this program when left out.
    #[arg(long)]
    programs: Option<PathBuf>,
}

impl Options {
    /// The run that was asked for. The servers' kills are shared out between its two halves.
    fn scenario(&self, programs: PathBuf, seed: u64) -> Scenario {
        let (nats, postgres_later) = (self.nats_kills / 2, self.postgres_kills / 2);
        Scenario {
            seed,
            without: self.without,
            together: Counts {
                processes: self.platform_kills,
                nats,
                postgres: self.postgres_kills - postgres_later,
            },
            apart: Counts {
                processes: self.service_kills,
                nats: self.nats_kills - nats,
                postgres: postgres_later,
            },
            rate: self.rate,
            settle: Duration::from_secs(self.settle),
            hurry: self.hurry,
            programs,
        }
    }
}

/// Runs, prints, and fails when a promise is broken.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    let seed = options
        .seed
        .unwrap_or_else(|| rand::rng().random_range(1..1_000_000));
    say(format!(
        "Seed {seed}: `mingjing faults --seed {seed}` draws the same blows again."
    ));
    let programs = match &options.programs {
        Some(programs) => programs.canonicalize()?,
        None => std::env::current_exe()?
            .parent()
            .context("a program is in a folder")?
            .to_owned(),
    };
    let scenario = options.scenario(programs, seed);
    let mut reports = vec![play(&scenario).await?];
    let mut unnoticed = Vec::new();
    if options.without.is_none() && !options.no_controls {
        for guard in [Guard::Inbox, Guard::Outbox] {
            let report = play(&control(&scenario, guard)).await?;
            if !report.broken().contains(&noticed_by(guard)) {
                unnoticed.push(guard.name());
            }
            reports.push(report);
        }
    }
    if let Some(path) = &options.json {
        report::write(path, &reports)?;
    }
    let broken = reports
        .first()
        .map(report::Report::broken)
        .unwrap_or_default();
    if !broken.is_empty() {
        bail!("broken with seed {seed}: {}", broken.join("; "));
    }
    if !unnoticed.is_empty() {
        bail!(
            "switched off without any check noticing: {}",
            unnoticed.join(", ")
        );
    }
    Ok(())
}

/// A small run without a guard. The inbox is missed when events are handed out again; the outbox, when
/// the broker loses its store.
fn control(scenario: &Scenario, guard: Guard) -> Scenario {
    let blows = Counts {
        processes: 2,
        nats: 1,
        postgres: 0,
    };
    let (together, apart) = match guard {
        Guard::Inbox => (blows, Counts::default()),
        Guard::Outbox => (Counts::default(), blows),
    };
    Scenario {
        without: Some(guard),
        together,
        apart,
        settle: CONTROL_SETTLES,
        hurry: true,
        ..scenario.clone()
    }
}

/// The promise that this guard keeps.
fn noticed_by(guard: Guard) -> &'static str {
    match guard {
        Guard::Inbox => checks::EFFECTS_ONCE,
        Guard::Outbox => checks::OVERSIGHT_COMPLETE,
    }
}
