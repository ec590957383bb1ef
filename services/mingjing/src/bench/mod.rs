//! `mingjing bench`: each figure beside the floor it stands on, measured in one run on this machine.
//!
//! The floors run the very statements that the platform sent: they are read from the database's own
//! log and handed to pgbench, so a change of the platform changes its floor.

mod capture;
mod consume;
mod documents;
mod latency;
mod memory;
mod relay;
mod report;
mod stand;
mod timers;
mod write_api;

use std::path::PathBuf;

use clap::Args;
use servers::SyncInterval;

use report::Report;
use stand::Stand;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Where to write the figures as JSON.
    #[arg(long, default_value = "bench.json")]
    json: PathBuf,
    /// Runs of each measurement; the median counts.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Seconds of each load.
    #[arg(long, default_value_t = 8)]
    seconds: u64,
    /// Only measurements whose name contains this.
    #[arg(long)]
    only: Option<String>,
}

/// Measures, prints a table, writes JSON. Fails when a figure misses its bar.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    let mut report = Report::new();
    let wanted = |name: &str| {
        options
            .only
            .as_ref()
            .is_none_or(|only| name.contains(only.as_str()))
    };
    for sync in [SyncInterval::Default, SyncInterval::Always] {
        let stand = Stand::open(sync).await?;
        let label = stand.sync_label();
        if wanted("write") && sync == SyncInterval::Default {
            write_api::measure(&stand, &options, &mut report).await?;
        }
        if wanted("relay") {
            relay::measure(&stand, &options, label, &mut report).await?;
        }
        if wanted("latency") {
            latency::measure(&stand, label, &mut report).await?;
        }
        if wanted("consume") && sync == SyncInterval::Default {
            consume::measure(&stand, &options, &mut report).await?;
        }
        if wanted("timers") && sync == SyncInterval::Default {
            timers::measure(&stand, &options, &mut report).await?;
        }
        stand.close().await;
    }
    if wanted("memory") {
        memory::measure(&mut report).await?;
    }
    if wanted("documents") {
        documents::measure(&mut report).await?;
    }
    report.finish(&options.json)
}
